"""The field for a day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.i18n import later, tr
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.fields.line import Line
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.labels import button

if TYPE_CHECKING:
    from delvia_desktop.ui.fields.calendar import Calendar


_EXAMPLE = later("Like 3 Feb 2026")
"""What stands under an empty field, where the day is said once one is typed."""


class DayField(Field):
    """A day, typed or picked from a calendar; what was understood stands under it."""

    def __init__(self, label: str, understood: Callable[[str], str], hint: str = "") -> None:
        """Begin empty; `understood` says a typed day in words, or raises ValueError.

        Without a `hint` an example stands where the day is said later, so that nothing moves then.
        """
        self._understood = understood
        self._plain_hint = hint
        self._line = Line()
        self._line.setPlaceholderText(tr("Enter a date"))
        self._pick = button("▾", name=tr("Calendar for {label}", label=label))
        self._pick.setToolTip(tr("Choose a date") + f"   {shortcuts.CALENDAR.first}")
        # A stop here would take the text that was meant for the next field.
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pick.setProperty("keys", shortcuts.CALENDAR.first)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._line, 1)
        row.addWidget(self._pick)
        super().__init__(label, self._line, hint or tr(_EXAMPLE), holder=holder)
        self._line.textEdited.connect(self._typed)
        self._line.editingFinished.connect(self.leave)
        self._pick.clicked.connect(self._open_calendar)
        shortcuts.CALENDAR.bind_inside(self._line, self._open_calendar)
        self._calendar: Calendar | None = None

    def be_in_row(self) -> None:
        """Stand in a row that says what it is about: without a label above."""
        self._label.hide()
        self._kept = 0
        self._show_hint()

    def _example(self) -> str:
        """Say how a day is typed where nothing else is said, and nothing is wrong with it."""
        return "" if self.problem() else tr(_EXAMPLE)

    @override
    def set_problem(self, text: str, vouch: Callable[[], object] | None = None) -> None:
        super().set_problem(text, vouch)
        self._hint.setText(self._words())
        self._show_hint()

    @override
    def value(self) -> str:
        return self._line.text()

    @override
    def set_value(self, value: Any) -> None:
        self._line.setText(str(value or ""))
        self.set_hint(self._words())

    @override
    def unread(self) -> str:
        return self._read()[1]

    def _typed(self) -> None:
        self.set_hint(self._words())
        if self._is_unread:
            self.settle()
        self.edited.emit()

    def _words(self) -> str:
        day, wrong = self._read()
        return day or wrong or self._plain_hint or self._example()

    def _read(self) -> tuple[str, str]:
        """Return what was typed in words, and why it is no day."""
        text = self._line.text().strip()
        try:
            return (self._understood(text) if text else ""), ""
        except ValueError as error:
            return "", str(error)

    def _open_calendar(self) -> None:
        from delvia_desktop.ui.fields.calendar import Calendar  # noqa: PLC0415 - few open it

        if self._calendar is None:
            self._calendar = Calendar(self)
            self._calendar.clicked.connect(self._picked)
            self._calendar.activated.connect(self._picked)
        today = QDate.currentDate()
        with suppress(ValueError):
            typed = parse_day(self._line.text(), date(today.year(), today.month(), today.day()))
            today = QDate(typed.year, typed.month, typed.day)
        self._calendar.setSelectedDate(today)
        self._calendar.open_at(self._line)

    def _picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._line.setText(date(day.year(), day.month(), day.day()).isoformat())
        self._typed()
        self.setFocus()
