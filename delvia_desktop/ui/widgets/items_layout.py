"""What our layouts have in common: they hold items, and are as high as their width asks."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override


class ItemsLayout(QLayout):
    """A layout of items in their order; how they stand is said by what is made of it."""

    def __init__(self, spacing: int, parent: QWidget | None = None) -> None:
        """Begin without items, `spacing` pixels between any two."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: list[QLayoutItem] = []

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    def shown(self) -> list[QLayoutItem]:
        """Return the items that are seen."""
        return [item for item in self._items if not item.isEmpty()]
