"""A box to choose from that keeps still while a form is scrolled over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

_CHOSEN = "✓"
_EDGE = 8
"""Pixels between the mark of what is chosen and the edge of its row."""


class ChoiceRows(QStyledItemDelegate):
    """Rows of a list to choose from; the chosen one stays marked wherever the keys are.

    It is also the kind of delegate that style sheets can give room to.
    """

    def __init__(self, parent: QWidget, chosen: Callable[[], str]) -> None:
        """Mark the row with the text that is chosen."""
        super().__init__(parent)
        self._chosen = chosen

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        text = index.data()
        if text and text == self._chosen():
            painter.setPen(option.palette.text().color())
            place = option.rect.adjusted(0, 0, -_EDGE, 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _CHOSEN
            )


class CalmBox(QComboBox):
    """A box that the wheel changes only with the focus, so that scrolling a form alters nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(ChoiceRows(self, self.chosen_text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def chosen_text(self) -> str:
        """Return the words of what is chosen, whatever is being typed."""
        return self.itemText(self.currentIndex())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
