"""Controls one after the other like words in a text: what does not fit goes to the next line."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget
from typing_extensions import override

from delvia_desktop.ui.toolkit.theme import SPACE
from delvia_desktop.ui.widgets.items_layout import ItemsLayout


class Flow(ItemsLayout):
    """A layout whose height follows from its width."""

    def __init__(self, parent: QWidget, *, is_at_end: bool = False) -> None:
        """Begin without controls; `is_at_end` sets every line to the right, as under a dialog."""
        super().__init__(2 * SPACE, parent)
        self._is_at_end = is_at_end

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), moves=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay(rect, moves=True)

    @override
    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self.shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self.shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, area: QRect, *, moves: bool) -> int:
        """Set the controls in their places if they are to move; return the height they take."""
        y = area.y()
        for line in self._lines(area.width()):
            x, height = area.x(), max(size.height() for _, size in line)
            if self._is_at_end:
                widths = [size.width() for _, size in line]
                x += area.width() - sum(widths) - self.spacing() * (len(line) - 1)
            for item, size in line:
                if moves:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += height + self.spacing()
        return max(y - self.spacing() - area.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return which controls stand on each line, and their sizes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in self.shown():
            size = item.sizeHint().boundedTo(QSize(width, item.sizeHint().height()))
            # Before it is shown, a layout may be asked about a width below nothing.
            if not lines or taken + size.width() > width:
                lines.append([])
                taken = 0
            lines[-1].append((item, size))
            taken += size.width() + self.spacing()
        return lines
