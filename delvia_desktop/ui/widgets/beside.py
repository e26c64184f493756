"""A control with a narrower one beside it, which goes below it where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem
from typing_extensions import override

from delvia_desktop.ui.widgets.items_layout import ItemsLayout


class Beside(ItemsLayout):
    """A layout of two controls; the first keeps its width while the second comes and goes."""

    def __init__(self, least: int, side: int, spacing: int) -> None:
        """Begin without controls: `least` pixels are left to the first, `side` are the second's."""
        super().__init__(spacing)
        self._least, self._side = least, side

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    @override
    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self.shown()), default=0)
        return QSize(width, self.heightForWidth(max(self.geometry().width(), width)))

    @override
    def sizeHint(self) -> QSize:
        width = self._least + self.spacing() + self._side
        return QSize(width, self.heightForWidth(width))

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        """Return the shown controls with their places in a width."""
        shown = self.shown()
        room = width - self.spacing() - self._side
        if room >= self._least:
            widths = (room, self._side)
            return [
                (item, QRect(QPoint(place * (room + self.spacing()), 0), _size(item, each)))
                for place, (item, each) in enumerate(zip(shown, widths, strict=False))
            ]
        found, below = [], 0
        for item in shown:
            size = _size(item, width)
            found.append((item, QRect(QPoint(0, below), size)))
            below += size.height() + self.spacing()
        return found


def _size(item: QLayoutItem, width: int) -> QSize:
    if item.hasHeightForWidth():
        return QSize(width, item.heightForWidth(width))
    return QSize(width, item.sizeHint().height())
