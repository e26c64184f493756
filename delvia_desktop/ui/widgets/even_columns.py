"""Controls in as many columns of one width as there is room for."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QLayoutItem
from typing_extensions import override

from delvia_desktop.ui.widgets.items_layout import ItemsLayout


class EvenColumns(ItemsLayout):
    """A layout that fills its width: what has no room beside another goes below it."""

    def __init__(self, letters: int, spacing: int) -> None:
        """Begin without controls; none gets narrower than so many letters beside another.

        They are average letters of the text as it is shown at the time, which a person can enlarge.
        """
        super().__init__(spacing)
        self._letters = letters

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def heightForWidth(self, width: int) -> int:
        rows = list(self._rows(width))
        return sum(height for _, _, height in rows) + self.spacing() * max(len(rows) - 1, 0)

    @override
    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self.shown()), default=0)
        # Until it has been given room it is as high as one row: a page that is shown again is first
        # laid out while its controls are hidden still, and would keep the height of a column.
        laid_out = self.geometry().width() or self.sizeHint().width()
        return QSize(width, self.heightForWidth(max(laid_out, width)))

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
        letter = QFontMetrics(QGuiApplication.font()).averageCharWidth()
        return max(self._letters * letter, item.minimumSize().width())

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
