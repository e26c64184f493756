"""The lower edge of what scrolls: what goes on below it fades, and is not cut through."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.ui.toolkit import theme


class FadedEdge(QWidget):
    """A veil over the line that the edge of an area cuts; it takes no mouse."""

    def __init__(self, area: QAbstractScrollArea, *, is_sheet: bool = False) -> None:
        """Lie over an area, on the ground of a list or, for a sheet, on that of the window."""
        super().__init__(area)
        self._area, self._is_sheet = area, is_sheet
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._show())
        bar.rangeChanged.connect(lambda *_: self._show())
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._show)
        area.viewport().installEventFilter(self)
        if isinstance(area, QScrollArea) and (content := area.widget()) is not None:
            content.installEventFilter(self)
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest}:
            self._show()
            # What is within is laid out in the new room only after this.
            self._settled.start()
        return False

    def _show(self) -> None:
        room = self._area.viewport().geometry()
        height = min(self._seen_of_cut(), self._area.fontMetrics().lineSpacing())
        self.setGeometry(QRect(room.left(), room.bottom() + 1 - height, room.width(), height))
        self.setVisible(height > 0)
        self.raise_()

    def _seen_of_cut(self) -> int:
        """Return how many pixels are seen of what the edge cuts; 0 if all there is whole."""
        area, port = self._area, self._area.viewport()
        if isinstance(area, QAbstractItemView):
            within = port.width() // 2 if isinstance(area, QListView) else 1  # rows may stand apart
            row = area.visualRect(area.indexAt(QPoint(within, port.height() - 1)))
            return port.height() - row.top() if row.bottom() >= port.height() else 0
        if isinstance(area, (QPlainTextEdit, QTextEdit)):
            line = area.cursorRect(area.cursorForPosition(QPoint(0, port.height() - 1)))
            return port.height() - line.top() if line.bottom() >= port.height() else 0
        bar = area.verticalScrollBar()
        if bar.value() == bar.maximum():  # what is laid out still may stand below for a moment
            return 0
        content = area.widget() if isinstance(area, QScrollArea) else None
        parts = content.findChildren(QWidget) if content is not None else []
        tops = [
            top
            for part in parts
            if part.isVisible() and not part.children()
            for top in [part.mapTo(port, QPoint(0, 0)).y()]
            if top < port.height() < _end_of(part, port)
        ]
        return port.height() - min(tops) if tops else 0

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        ground = QColor(colours.window if self._is_sheet else colours.base)
        clear = QColor(ground)
        clear.setAlpha(0)
        shade = QLinearGradient(QPointF(0, 0), QPointF(0, self.height()))
        shade.setColorAt(0, clear)
        shade.setColorAt(0.8, ground)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()


def _end_of(part: QWidget, port: QWidget) -> int:
    """Return where a part ends on a port, in pixels; what scrolls within ends with its own edge."""
    ends = []
    around: QWidget | None = part
    while around is not None and around is not port:
        ends.append(around.mapTo(port, QPoint(0, around.height())).y())
        around = around.parentWidget()
    return min(ends)
