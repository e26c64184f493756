"""Rows of a list whose words wrap: each is as high as its words need in any script."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from delvia_desktop.ui.widgets.shown_text import shown

Index = QModelIndex | QPersistentModelIndex

_ENDLESS = 10_000
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_AROUND = 6
"""Pixels above and below the words together."""


class WrappedRows(QStyledItemDelegate):
    """Draws whole names; Qt measures with more width than it draws in, and cuts the last line."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = shown(option.text)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        if not isinstance(view, QListView):
            return super().sizeHint(option, index)
        width = view.viewport().width() - 2 * view.spacing()
        room = QRect(0, 0, max(width - _beside(view), 1), _ENDLESS)
        words = shown(str(index.data() or ""))
        needed = option.fontMetrics.boundingRect(room, _WRAPPED, words).height() + _AROUND
        return QSize(width, max(needed, super().sizeHint(option, index).height()))


def wrap_rows(rows: QListWidget) -> None:
    """Let the rows of a list wrap to its width, again whenever that changes."""
    rows.setWordWrap(True)
    rows.setResizeMode(QListView.ResizeMode.Adjust)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setItemDelegate(WrappedRows(rows))


def _beside(view: QListView) -> int:
    """Return the pixels that the tick and the margins take from the width of the words."""
    style, metric = view.style(), QStyle.PixelMetric
    margin = style.pixelMetric(metric.PM_FocusFrameHMargin, None, view) + 1
    return style.pixelMetric(metric.PM_IndicatorWidth, None, view) + 4 * margin + _AROUND
