"""A form beside the list: fields, all problems at once under them, one act at the end."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout
from typing_extensions import override

from delvia_desktop.domain.words.errors import Invalid, Notice, Problem
from delvia_desktop.i18n import ntr
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.fields.marks import ODD, WRONG, show_marked
from delvia_desktop.ui.forms.form_foot import FormFoot
from delvia_desktop.ui.forms.form_rows import be_low, first_to_type, scrolled, take_over
from delvia_desktop.ui.forms.leave_question import LeaveQuestion
from delvia_desktop.ui.forms.more import folded
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.enter import submits
from delvia_desktop.ui.widgets.form_look import FormLook, Look, Values
from delvia_desktop.ui.widgets.labels import status_label, text_label
from delvia_desktop.ui.widgets.pointer import Pointer

_LOOK_AGAIN = 300
_KEEP_DRAFT = 1000
"""Milliseconds after the last key before notices are asked for and the draft is kept."""

_RESTED = 600
"""Milliseconds for which the pointer must have been still before anything may move under it."""


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
        look: Look | None = None,
        rows: Sequence[tuple[str, ...]] = (),
        usual: Collection[str] = (),
    ) -> None:
        """Lay fields out by name; names in `rows` share a line. `look` returns notices.

        Where `usual` names fields, they and those that are required are shown first; the rest is
        folded under “More”.
        """
        super().__init__()
        self.setObjectName("panel")
        self.fields = dict(fields)
        self._look = FormLook(look)
        self._asked = False
        self._action = action
        self._noticed: frozenset[Notice] = frozenset()
        self._standing = ""
        self._problems: tuple[Problem, ...] = ()
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        self.title = title
        spoken.give_role(self, QAccessible.Role.Form)
        self.setAccessibleName(title)
        self._title = text_label(title, size=1.25, bold=True)
        column.addWidget(self._title)
        self._lead = text_label("", muted=True)
        self._caution = text_label("")
        self._caution.setProperty("role", "notice")
        self._banner = status_label(role="problem")
        above = (self._lead, self._caution, self._banner)
        self._more = folded(self.fields, usual)
        if self._more is not None:
            self._more.opened.connect(self._bring)
        self._area = scrolled(self.fields, rows, self.title, self._more, above)
        column.addWidget(self._area, 1)
        self.foot = self._made_foot(action)
        self.submit_button, self.cancel_button = self.foot.submit_button, self.foot.cancel_button
        column.addWidget(self.foot)
        self._question = self._made_question(action)
        column.addWidget(self._question)
        self.start: Values | None = None
        """What the fields held when the form began; None before that."""
        self._first: Field | None = None
        self._then: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        self._timer.timeout.connect(self._look_when_still)
        self._pointer = Pointer()
        self._draft_timer = QTimer(self, singleShot=True, interval=_KEEP_DRAFT)
        self._draft_timer.timeout.connect(self.draft_changed.emit)
        for field in self.fields.values():
            field.edited.connect(self._edited)

    def values(self) -> dict[str, Any]:
        """Return what was typed and chosen, by field."""
        return {name: field.value() for name, field in self.fields.items() if field.has_value}

    def set_values(self, values: Values) -> None:
        """Show values in the fields that there are."""
        for name, value in values.items():
            if name in self.fields:
                self.fields[name].set_value(value)
        self._keep_in_sight()

    def ask_for(self, names: Sequence[str]) -> None:
        """Show fields before all others, and bring the keys to the first of them."""
        asked = [self.fields[name] for name in names]
        if self._more is not None:
            self._more.let_go(asked)
        self._area.begin_with(asked)
        for first in asked[:1]:
            take_over(first)
            self._first = None if self.isVisible() else first
            QTimer.singleShot(0, first, partial(self._bring, first))

    def begin(self) -> None:
        """Put the cursor where it was last, at first where it is asked for or to be typed."""
        inside = self._area.widget()
        last = inside.focusWidget() if inside is not None else None
        first, self._first = self._first, None
        if first is not None:
            take_over(first)
            return
        if last is None or not last.isVisibleTo(self):
            last = first_to_type(self.fields.values())
        last.setFocus()
        # Its place is known only once the form is laid out.
        QTimer.singleShot(0, last, partial(self._area.bring, last))

    def mark_start(self) -> None:
        """Take what stands in the fields now, at the first call, for what the form began with."""
        if self.start is None:
            self.start = self.values()

    def begin_anew(self) -> None:
        """Take what stands in the fields now for what the form began with: nobody typed it."""
        self.start = self.values()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed or chosen that would be lost with the form."""
        return self.start is not None and self.values() != self.start

    @property
    def is_asking(self) -> bool:
        """Whether the form asks what is to become of it."""
        return not self._question.isHidden()

    def leave(self, then: Callable[[], object]) -> None:
        """Do something for which the form must go away; a changed one asks before."""
        if self.foot.is_step or not self.is_changed:
            then()
            return
        self._then = then
        self.foot.hide()
        self._question.ask()

    def add_then(self, then: Callable[[], object]) -> None:
        """Do something more once what the form asks about has been done."""
        first = self._then or (lambda: None)
        self._then = lambda: (first(), then())

    def take_then(self) -> Callable[[], object] | None:
        """Return what was to be done once the form is recorded, and forget it."""
        then, self._then = self._then, None
        return then

    def submit(self) -> None:
        """Ask for what was typed to be recorded, once the person has seen what looks odd about it.

        A notice that was seen already asks nothing; one that comes up only now is shown first.
        """
        self._timer.stop()  # it is looked at now
        for field in self.fields.values():
            field.settle()
        notices, problems = self._look.at(self.values())
        if self._unread():
            self.show_problems(Invalid(self._wrong(problems)))
            self._show_notices(notices)
            return
        fresh = [each for each in notices if each not in self._noticed and not each.is_likely]
        if problems or not fresh:
            self.submitted.emit()
            return
        self._show(())
        self._show_notices(notices)
        self._ask_again(fresh)

    def show_problems(self, error: Invalid) -> None:
        """Show all problems under their fields and go to the first."""
        self._asked = True
        self._timer.stop()  # what was typed last is asked about in these problems
        self._stay()
        self._look.found(self.values(), error.problems)
        self._show(error.problems)
        names = {problem.field for problem in error.problems}
        first = next((f for n, f in self.fields.items() if n in names and f.fits), None)
        if first is not None:
            first.setFocus()
        # The words under the fields take their room only with the next events.
        QTimer.singleShot(0, self, partial(self._bring, first))

    def _bring(self, field: Field | None) -> None:
        self._area.bring(field or self._banner)

    def explain(self, text: str) -> None:
        """Say what the act is about, above its fields."""
        self._lead.setText(text)
        self._lead.setVisible(bool(text))

    def remind(self, text: str) -> None:
        """Say where what stands in the fields comes from; nothing is wrong with it."""
        self.explain("\n".join(filter(None, (self._lead.text(), text))))

    def warn(self, text: str) -> None:
        """Say what to know before the act; nothing is wrong so far."""
        show_marked(self._caution, ODD, text)

    def show_banner(self, text: str) -> None:
        """Show what stops the act as a whole; problems stand with it."""
        self._stay()
        self._standing = text
        self._say([text])
        QTimer.singleShot(0, self, partial(self._bring, None))

    def rest(self) -> None:
        """Ask nothing any more, as the form goes away; what was just typed is still told."""
        self._timer.stop()
        self.resting.emit()
        if self._draft_timer.isActive():
            self._draft_timer.stop()
            self.draft_changed.emit()

    def _unread(self) -> tuple[Problem, ...]:
        """Return what was typed into fields that are seen and is no value at all."""
        return tuple(
            Problem(name, field.unread())
            for name, field in self.fields.items()
            if field.unread() and field.fits
        )

    def _wrong(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return what is no value, and what is wrong with other fields."""
        unread = self._unread()
        fields = {problem.field for problem in unread}
        return (*unread, *(problem for problem in problems if problem.field not in fields))

    def _ask_again(self, fresh: Sequence[Notice]) -> None:
        """Say that something was not seen yet; the same keys and the same button go on."""
        self._stay()
        self.foot.ask_again(len(fresh))
        names = {notice.field for notice in fresh}
        first = next((f for n, f in self.fields.items() if n in names), None)
        QTimer.singleShot(0, self, partial(self._bring, first))

    def be_step(self) -> None:
        """Be a step of a path: it leads back and on, and what was typed is kept by the path."""
        self.foot.be_step()

    def be_small(self) -> None:
        """Take little room, below what the title would name."""
        be_low(self._column, self._title, self._area)

    def rename_act(self, action: str, title: str = "") -> None:
        """Say other words for what recording the form does, and over it, if it does another act."""
        self._action, self.title = action, title or self.title
        self.foot.name_act(action)
        self._title.setText(self.title)
        self.setAccessibleName(self.title)

    def _show(self, problems: Sequence[Problem]) -> None:
        self._problems = tuple(problems)
        by_field = {problem.field: problem for problem in reversed(problems)}
        seen = {name for name, field in self.fields.items() if field.fits}
        loose = [problem.text for problem in problems if problem.field not in seen]
        self._say([*loose, self._standing])
        for name, field in self.fields.items():
            found = by_field.get(name)
            vouch = partial(self._vouch, found) if found is not None and found.doubted else None
            field.set_problem(found.text if found is not None else "", vouch)
        self._keep_in_sight()
        count = len(problems)
        text = ntr("{n} problem to fix first", "{n} problems to fix first", count)
        self.foot.say(text if count else "", "problem", act=self._action)

    def _say(self, texts: Sequence[str]) -> None:
        show_marked(self._banner, WRONG, "\n".join(filter(None, texts)))

    def _vouch(self, problem: Problem) -> None:
        self.vouched.emit(problem.doubted)
        self._look.forget(problem)
        self._show([other for other in self._problems if other != problem])
        self.fields[problem.field].setFocus()
        self.look_now()
        self.draft_changed.emit()

    def _edited(self) -> None:
        if self.submit_button.text() != self._action:
            self.foot.say("", act=self._action)
        self._keep_in_sight()
        self._pointer.settle()
        self._timer.start(_LOOK_AGAIN)
        self._draft_timer.start()

    def _look_when_still(self) -> None:
        """Look once nothing can be pressed that the words under the fields would move away."""
        if self._pointer.is_moving():
            self._timer.start(_RESTED)
        else:
            self.look_now()

    def look_now(self) -> None:
        """Ask for notices without waiting."""
        notices, problems = self._look.at(self.values())
        if self._asked:
            self._show(self._wrong(problems))
        self._show_notices(notices)

    def _show_notices(self, notices: Sequence[Notice]) -> None:
        self._noticed = frozenset(notices)
        for name, field in self.fields.items():
            field.set_notice("\n● ".join(each.text for each in notices if each.field == name))
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        self.foot.explain_marks(any(f.is_required and f.fits for f in self.fields.values()))
        if self._more is not None:
            self._more.keep_in_sight()

    def _made_foot(self, action: str) -> FormFoot:
        made = FormFoot(action)
        made.cancel_button.clicked.connect(self._cancel)
        made.submit_button.clicked.connect(self.submit)
        shortcuts.CANCEL.bind_inside(self, self._cancel)
        shortcuts.SUBMIT.bind_inside(self, self.submit)
        return made

    def _made_question(self, action: str) -> LeaveQuestion:
        made = LeaveQuestion(action)
        made.stayed.connect(self._go_on)
        made.discarded.connect(self._discard)
        made.recorded.connect(self.submit)
        return made

    def _cancel(self) -> None:
        if self.is_asking:
            self._go_on()
        else:
            self.leave(self.cancelled.emit)

    def _stay(self) -> None:
        """Put the question away with what was to be done after it."""
        self._then = None
        self._question.hide()
        self.foot.show()

    def _go_on(self) -> None:
        self._stay()
        self.begin()

    def _discard(self) -> None:
        then = self.take_then()
        self.start = self.values()
        self._stay()
        if then is not None:
            then()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A text of several lines keeps Enter for itself; a button that has the keys is pressed.
        if submits(event, self):
            self.submit()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.mark_start()
        self._keep_in_sight()
        if self._asked and not event.spontaneous():
            # It was left open in another place, where what was wrong may have been put right.
            self._asked = False
            self._look.forget()
            self._show(())
            self.look_now()
