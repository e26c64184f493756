"""Rows of a list whose words wrap, and that are ticked wherever one clicks on them."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent
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
_RELEASED = QEvent.Type.MouseButtonRelease
_WRAPPED, _UNWRAPPED = int(Qt.TextFlag.TextWordWrap), int(Qt.TextFlag.TextSingleLine)
_AROUND = 6
"""Pixels above and below the words together."""


class TickRows(QStyledItemDelegate):
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
        metrics = option.fontMetrics
        needed = metrics.boundingRect(room, _WRAPPED, words).height() + _AROUND
        # Qt leaves the last line out if it has no room to be as high as the one above it.
        needed += metrics.boundingRect(room, _UNWRAPPED, words).height() - metrics.height()
        return QSize(width, max(needed, super().sizeHint(option, index).height()))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Turn the tick of a row by a click on its words too; Qt does so only at the box."""
        if super().editorEvent(event, model, option, index):
            return True
        if not isinstance(event, QMouseEvent) or event.type() != _RELEASED:
            return False
        wanted = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
        is_tick = index.flags() & wanted == wanted
        if not is_tick or event.button() != Qt.MouseButton.LeftButton:
            return False
        role, ticks = Qt.ItemDataRole.CheckStateRole, Qt.CheckState
        is_ticked = ticks(index.data(role)) == ticks.Checked
        return model.setData(index, ticks.Unchecked if is_ticked else ticks.Checked, role)


def tick_rows(rows: QListWidget) -> None:
    """Let a list's item rows with ticks wrap to its width; the current one is not selected."""
    rows.setObjectName("ticks")
    rows.setSelectionMode(QListWidget.SelectionMode.NoSelection)
    rows.setWordWrap(True)
    rows.setResizeMode(QListView.ResizeMode.Adjust)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setItemDelegate(TickRows(rows))


def _beside(view: QListView) -> int:
    """Return the pixels that the tick and the margins take from the width of the words."""
    style, metric = view.style(), QStyle.PixelMetric
    margin = style.pixelMetric(metric.PM_FocusFrameHMargin, None, view) + 1
    return style.pixelMetric(metric.PM_IndicatorWidth, None, view) + 4 * margin + _AROUND
