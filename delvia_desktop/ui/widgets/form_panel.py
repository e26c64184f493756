"""A form beside the list: fields, all problems at once under them, one act at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from delvia_desktop.domain.errors import Invalid, Notice, Problem
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.widgets.fields import Field
from delvia_desktop.ui.widgets.labels import button, text_label

_LOOK_AGAIN = 300
_KEEP_DRAFT = 1000
"""Milliseconds after the last key before notices are asked for and the draft is kept."""

Values = Mapping[str, Any]


class FormPanel(QFrame):
    """A form that knows no rule: it shows fields and asks others what is right."""

    submitted = Signal()
    cancelled = Signal()
    draft_changed = Signal()
    resting = Signal()
    """The form goes away: nothing may go on behind it."""
    vouched = Signal(str)
    """A text that looks like a secret and of which the person says that it is none."""

    def __init__(
        self,
        title: str,
        action: str,
        fields: Mapping[str, Field],
        *,
        look: Callable[[Values], Sequence[Notice]] | None = None,
        rows: Sequence[tuple[str, ...]] = (),
    ) -> None:
        """Lay fields out by name; names in `rows` share a line. `look` returns notices."""
        super().__init__()
        self.setObjectName("panel")
        self.fields = dict(fields)
        self._look = look
        self._asked = False
        self._standing = ""
        self._problems: tuple[Problem, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        self.title = title
        column.addWidget(text_label(title, size=1.25, bold=True))
        self._lead = text_label("", muted=True)
        self._lead.hide()
        column.addWidget(self._lead)
        self._banner = text_label("")
        self._banner.setProperty("role", "problem")
        self._banner.hide()
        column.addWidget(self._banner)
        column.addWidget(self._scroll(rows), 1)
        column.addLayout(self._foot(action))
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        self._timer.timeout.connect(self._look_again)
        self._draft_timer = QTimer(self, singleShot=True, interval=_KEEP_DRAFT)
        self._draft_timer.timeout.connect(self.draft_changed.emit)
        for field in self.fields.values():
            field.edited.connect(self._edited)

    def values(self) -> dict[str, Any]:
        """Return what was typed and chosen, by field."""
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Values) -> None:
        """Show values in the fields that there are."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)

    def begin(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self.fields.values())).setFocus()

    def show_problems(self, error: Invalid) -> None:
        """Show all problems under their fields and go to the first."""
        self._asked = True
        self._show(error.problems)
        for name, field in self.fields.items():
            if any(problem.field == name for problem in error.problems):
                field.setFocus()
                break

    def explain(self, text: str) -> None:
        """Say what the act is about, above its fields."""
        self._lead.setText(text)
        self._lead.setVisible(bool(text))

    def show_banner(self, text: str) -> None:
        """Show what stops the act as a whole, or what to know before it; problems stand with it."""
        self._standing = text
        self._say([text])

    def rest(self) -> None:
        """Ask nothing any more, as the form goes away; what was just typed is still told."""
        self._timer.stop()
        self.resting.emit()
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.draft_changed.emit()

    def look_now(self) -> None:
        """Ask for notices without waiting."""
        self._look_again()

    def _show(self, problems: Sequence[Problem]) -> None:
        self._problems = tuple(problems)
        by_field = {problem.field: problem for problem in problems}
        loose = [problem.text for problem in problems if problem.field not in self.fields]
        self._say([*loose, self._standing])
        for name, field in self.fields.items():
            found = by_field.get(name)
            vouch = partial(self._vouch, found) if found is not None and found.doubted else None
            field.set_problem(found.text if found is not None else "", vouch)
        count = len(problems)
        self._count.setText(
            ntr("{n} problem to solve first", "{n} problems to solve first", count) if count else ""
        )

    def _say(self, texts: Sequence[str]) -> None:
        text = "\n".join(filter(None, texts))
        self._banner.setText(text)
        self._banner.setVisible(bool(text))

    def _vouch(self, problem: Problem) -> None:
        self.vouched.emit(problem.doubted)
        self._show([other for other in self._problems if other != problem])
        self.fields[problem.field].setFocus()
        self._look_again()
        self.draft_changed.emit()

    def _edited(self) -> None:
        self._timer.start()
        self._draft_timer.start()

    def _look_again(self) -> None:
        if self._look is None:
            return
        notices: Sequence[Notice] = ()
        problems: Sequence[Problem] = ()
        try:
            notices = self._look(self.values())
        except Invalid as error:
            problems, notices = error.problems, error.notices
        if self._asked:
            self._show(problems)
        for name, field in self.fields.items():
            field.set_notice("\n● ".join(each.text for each in notices if each.field == name))

    def _scroll(self, rows: Sequence[tuple[str, ...]]) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("fields")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        together = {name: row for row in rows for name in row}
        placed: set[str] = set()
        for name, field in self.fields.items():
            if name in placed:
                continue
            if name in together:
                line = QHBoxLayout()
                line.setSpacing(8)
                for other in together[name]:
                    line.addWidget(self.fields[other], 1, Qt.AlignmentFlag.AlignTop)
                    placed.add(other)
                column.addLayout(line)
            else:
                column.addWidget(field)
                placed.add(name)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.title)
        area.setWidget(inside)
        return area

    def _foot(self, action: str) -> QHBoxLayout:
        self._count = text_label("", size=0.95)
        self._count.setProperty("role", "problem")
        cancel = button(tr("Cancel"))
        cancel.setToolTip("Esc")
        self.submit_button = button(action, "primary")
        self.submit_button.setToolTip("Ctrl+Return")
        cancel.clicked.connect(self.cancelled.emit)
        self.submit_button.clicked.connect(self.submitted.emit)
        for keys, signal in (
            ("Esc", self.cancelled),
            ("Ctrl+Return", self.submitted),
            ("Ctrl+Enter", self.submitted),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(signal.emit)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.submit_button)
        return foot
