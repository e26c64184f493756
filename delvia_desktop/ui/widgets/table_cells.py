"""How the cells of a table are drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from delvia_desktop.ui import theme
from delvia_desktop.ui.widgets.chips import draw_words

Index = QModelIndex | QPersistentModelIndex

TONE = Qt.ItemDataRole.UserRole + 1
"""The role under which a model says the tone of a chip."""

ROW_FACTOR = 2.1
"""Height of a row in line heights: 34 pixels at the usual size."""

_LEAST_ROWS = 4
"""Rows that are seen, however low the place of a table is."""


class Cells(QStyledItemDelegate):
    """Draws cells with room around the words, and chips where a column has a tone."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.tone("accent").ground))
        area: QRect = option.rect.adjusted(10, 0, -6, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        tone = index.data(TONE)
        painter.save()
        painter.setFont(option.font)
        draw_words(painter, area, text, (tone or "") if text else "")
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, round(option.fontMetrics.height() * ROW_FACTOR))


def least_height(table: QTableView) -> int:
    """Return the height in which a table still shows some rows below its heads."""
    rows = table.verticalHeader().defaultSectionSize() * _LEAST_ROWS
    return table.horizontalHeader().sizeHint().height() + rows
