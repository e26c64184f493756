"""The as-of control: from which day and which knowledge the window shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.moments import parse_moment
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import DayField
from delvia_desktop.ui.widgets.labels import button, text_label


class AsOfPanel(QFrame):
    """A small panel in which a moment is chosen."""

    finished = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        """Lay the panel out."""
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(text_label(tr("Show the register as of"), size=1.1, bold=True))
        hint = tr("A day, or a day and a time such as 1 Aug 2026 18:00")
        self.moment = DayField(tr("Moment"), self._understood, hint)
        column.addWidget(self.moment)
        row = QHBoxLayout()
        now = button(tr("Back to today"))
        now.clicked.connect(self._now)
        self.show_button = button(tr("Show"), "primary")
        self.show_button.clicked.connect(self._show)
        row.addWidget(now)
        row.addWidget(self.show_button)
        column.addLayout(row)
        self.hide()

    def open_at(self, corner: QWidget) -> None:
        """Open above a control at the left."""
        self.setFixedWidth(max(320, self.fontMetrics().averageCharWidth() * 46))
        self.adjustSize()
        place = corner.mapTo(self.window(), corner.rect().topLeft())
        self.move(place.x() + 8, max(8, place.y() - self.height() - 8))
        self.show()
        self.raise_()
        self.moment.setFocus(Qt.FocusReason.PopupFocusReason)

    def _understood(self, text: str) -> str:
        try:
            return show_moment(parse_moment(text, self._session.live.clock()))
        except ValueError as error:
            return str(error)

    def _show(self) -> None:
        now = self._session.live.clock()
        try:
            moment = parse_moment(self.moment.value(), now)
        except ValueError as error:
            self.moment.set_problem(str(error))
            return
        self.moment.set_problem("")
        known = self._session.live.known_at(moment)
        day = min(moment.date(), now.date())
        self._session.show_past(known, day, show_moment(moment))
        self.finished.emit()
        self.hide()

    def _now(self) -> None:
        self._session.show_now()
        self.finished.emit()
        self.hide()
