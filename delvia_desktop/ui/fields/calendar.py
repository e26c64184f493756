"""The calendar in which a day is picked: it opens over a form and closes alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr


class Calendar(QCalendarWidget):
    """A month under a field."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAccessibleName(tr("Calendar"))
        self._name_parts()
        plain = QTextCharFormat()  # Qt's red of weekends is hard to read, and means nothing here
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)

    def open_at(self, line: QWidget) -> None:
        """Open below a line, or above it where there is no room below, wholly on its screen."""
        self.ensurePolished()
        room = line.screen().availableGeometry()
        size = self.sizeHint().expandedTo(self.minimumSizeHint()).boundedTo(room.size())
        place = QRect(line.mapToGlobal(QPoint(0, line.height())), size)
        if place.bottom() > room.bottom():
            place.moveBottom(line.mapToGlobal(QPoint(0, -1)).y())
        place.moveRight(min(place.right(), room.right()))
        place.moveTo(max(place.left(), room.left()), max(place.top(), room.top()))
        self.setGeometry(place)
        self.show()
        self.setFocus()

    def _name_parts(self) -> None:
        """Name what Qt leaves without a name, and show arrows that are seen in every theme."""
        days = self.findChild(QTableView, "qt_calendar_calendarview")
        if days is not None:
            days.setAccessibleName(tr("Dates"))
        for name, sign, words in (
            ("qt_calendar_prevmonth", "‹", tr("Previous month")),
            ("qt_calendar_nextmonth", "›", tr("Next month")),
        ):
            made = self.findChild(QToolButton, name)
            if made is not None:
                made.setIcon(QIcon())
                made.setText(sign)
                made.setAccessibleName(words)

    @override
    def sizeHint(self) -> QSize:
        # Qt leaves out the frame that our style gives its parts, and cuts the last week off.
        return super().sizeHint() + QSize(0, self.fontMetrics().height())

    @override
    def event(self, event: QEvent) -> bool:
        # Escape belongs to the form too, whose shortcut would take it from the calendar.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)
