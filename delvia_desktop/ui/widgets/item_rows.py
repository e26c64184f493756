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
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QScrollArea,
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

_MOST = 120
"""Lines of text up to which a list stands whole."""


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


class WholeList(QListWidget):
    """A list as high as its rows, so that only the form scrolls; a very long one scrolls too."""

    @override
    def sizeHint(self) -> QSize:
        most = self.fontMetrics().lineSpacing() * _MOST
        needed = 2 * self.frameWidth() + 2 * self.spacing()
        for row in range(self.count()):
            if needed >= most:
                break
            if not self.isRowHidden(row):
                needed += self.sizeHintForRow(row) + 2 * self.spacing()
        return QSize(super().sizeHint().width(), min(needed, most))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # rows wrap at the width

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """Let what the list stands in scroll to the row to which the keys went."""
        super().currentChanged(current, previous)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if above is not None and inside is not None and self.hasFocus():
            row = self.visualRect(current)
            for corner in (row.bottomLeft(), row.topLeft()):
                spot = self.viewport().mapTo(inside, corner)
                above.ensureVisible(spot.x(), spot.y(), 0, _AROUND)


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
