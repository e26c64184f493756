"""With what the access matrix is compared: another day, or what the register knew then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.words.moments import parse_moment
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.history.time_travel import past_meant
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import CheckField
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import button, text_label


@dataclass(frozen=True)
class Comparison:
    """The day compared with; with a `revision`, only what was known after it counts."""

    day: date
    title: str
    revision: int | None = None


class ComparePanel(QFrame):
    """A small panel in which the other moment is chosen."""

    chosen = Signal(object)
    """The Comparison, or None to compare no more."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        """Lay the panel out."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(text_label(tr("Compare the matrix with"), size=1.1, bold=True))
        hint = tr("A date, a date and time like 1 Aug 2026 18:00, #123 or HR-2026-003")
        self.moment = DayField(tr("Date or revision"), self._understood, hint)
        column.addWidget(self.moment)
        self.then = CheckField(
            tr("Only what was recorded then"),
            tr("Otherwise, later entries about that date are included."),
        )
        column.addWidget(self.then)
        row = QHBoxLayout()
        stop = button(tr("Do not compare"))
        stop.clicked.connect(lambda: self._choose(None))
        self.compare_button = button(tr("Compare"), "primary")
        self.compare_button.clicked.connect(self._compare)
        row.addWidget(stop)
        row.addWidget(self.compare_button)
        column.addLayout(row)
        self.hide()

    def open_at(self, corner: QWidget) -> None:
        """Open below a control."""
        width = max(320, self.fontMetrics().averageCharWidth() * 46)
        window = self.parentWidget()
        room = window.width() if window is not None else width
        self.setFixedWidth(min(width, room))
        self.adjustSize()
        place = corner.mapTo(window, QPoint(0, corner.height() + 4)) if window else QPoint()
        self.move(max(0, min(place.x(), room - self.width())), place.y())
        self.show()
        self.raise_()
        self.moment.editor.setFocus(Qt.FocusReason.PopupFocusReason)

    def _understood(self, text: str) -> str:
        return past_meant(self._session.live, text).understood

    def _compare(self) -> None:
        text = self.moment.value()
        try:
            past = past_meant(self._session.live, text)
        except ValueError as error:
            self.moment.set_problem(str(error))
            self.moment.setFocus()
            return
        self.moment.set_problem("")
        if self.then.value() or not self._is_day(text):
            self._choose(Comparison(past.on, past.words, past.revision))
        else:
            self._choose(Comparison(past.on, show_day(past.on)))

    def _is_day(self, text: str) -> bool:
        """Tell whether a day was typed; an act or a printed record is always what was known."""
        try:
            parse_moment(text, self._session.live.clock())
        except ValueError:
            return False
        return True

    def _choose(self, comparison: Comparison | None) -> None:
        self.hide()
        self.chosen.emit(comparison)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._compare()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
