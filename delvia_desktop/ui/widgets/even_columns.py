"""Controls in as many columns of one width as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem
from typing_extensions import override

from delvia_desktop.ui.widgets.items_layout import ItemsLayout


class EvenColumns(ItemsLayout):
    """A layout that fills its width: what has no room beside another goes below it."""

    def __init__(self, least: int, spacing: int) -> None:
        """Begin without controls; none gets narrower than `least` pixels beside another."""
        super().__init__(spacing)
        self._least = least

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def heightForWidth(self, width: int) -> int:
        rows = list(self._rows(width))
        return sum(height for _, _, height in rows) + self.spacing() * max(len(rows) - 1, 0)

    @override
    def minimumSize(self) -> QSize:
        widths = [item.minimumSize().width() for item in self.shown()]
        width, now = max(widths, default=0), self.geometry().width()
        if not now:  # not laid out yet: the height of its narrowest form would be kept for ever
            return QSize(width, self.sizeHint().height())
        return QSize(width, self.heightForWidth(max(now, width)))

    @override
    def sizeHint(self) -> QSize:
        shown = self.shown()
        width = sum(self._widest(item) for item in shown) + self.spacing() * max(len(shown) - 1, 0)
        return QSize(width, self.heightForWidth(width))

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        y = rect.y()
        for items, width, height in self._rows(rect.width()):
            x = rect.x()
            for item in items:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
                x += width + self.spacing()
            y += height + self.spacing()

    def _widest(self, item: QLayoutItem) -> int:
        return max(self._least, item.minimumSize().width())

    def _rows(self, width: int) -> Iterator[tuple[list[QLayoutItem], int, int]]:
        """Yield the controls of each row with the width of each and the height of the row."""
        shown = self.shown()
        if not shown:
            return
        least = max(map(self._widest, shown)) + self.spacing()
        fit = max(1, min(len(shown), (width + self.spacing()) // least))
        lines = -(-len(shown) // fit)
        columns = -(-len(shown) // lines)
        each = (width - self.spacing() * (columns - 1)) // columns
        for begin in range(0, len(shown), columns):
            items = shown[begin : begin + columns]
            yield items, each, max(_height(item, each) for item in items)


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
