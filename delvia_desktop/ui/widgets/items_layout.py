"""What our layouts have in common: they hold items, and are as high as their width asks."""

from __future__ import annotations

import shiboken6
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

    def let_go(self, part: QWidget) -> None:
        """Take a widget out, if it is here, so that it can stand elsewhere."""
        for place, item in enumerate(self._items):
            if item.widget() is part:
                self._items.pop(place)
                self.invalidate()
                return

    def shown(self) -> list[QLayoutItem]:
        """Return the items that are seen."""
        return [item for item in self._items if not item.isEmpty()]


def widget_at(layout: QLayout, place: int) -> QWidget | None:
    """Return the widget that is an item of a layout at a place, None where there is none."""
    part = part_at(layout, place)
    return part if isinstance(part, QWidget) else None


def part_at(layout: QLayout, place: int) -> QWidget | QLayout | None:
    """Return an item of a layout at a place, widget or layout, None for an empty room.

    WORKAROUND: what `QLayout.itemAt` returns stays known to PySide6 6.12 after Qt has deleted it
    (measured: fifty widgets laid out and deleted leave eleven items that count as valid). Whatever
    lies at its address next is then taken for an item, and the process ends somewhere else.
    """
    item = layout.itemAt(place)
    if item is None:
        return None
    widget, within = item.widget(), item.layout()
    part = widget if widget is not None else within
    if part is not item and not isinstance(layout, ItemsLayout):
        shiboken6.invalidate(item)
    return part
