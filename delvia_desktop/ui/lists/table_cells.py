"""How the cells of a table are drawn."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from delvia_desktop.ui.lists.chips import draw_words
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.toolkit.window_geometry import has_few_lines

Index = QModelIndex | QPersistentModelIndex

TONE = Qt.ItemDataRole.UserRole + 1
"""The role under which a model says the tone of a chip."""

DEPTH = TONE + 1
"""The role under which a model says how far a row is set in, as a part of one above it."""

SENTENCE = DEPTH + 1
"""The role under which a model says that a text is read from its begin, unlike a name."""

_ROW_FACTOR, _CLOSE_FACTOR = 2.1, 1.7
"""Height of a row in line heights: 34 pixels at the usual size; closer on a screen of few lines."""

_LEAST_ROWS = 3
"""Rows that are seen, however low the place of a table is."""


AROUND = 16
"""Pixels of a cell beside its words, most of them before."""

_AFTER = 6
_SET_IN = 20
"""Pixels by which the words of a part stand behind those of its whole."""

_RING = 2
_BAR = 3
"""Pixels of the bar before a row that is selected."""


def draw_selected(painter: QPainter, area: QRect, *, begins: bool = True) -> None:
    """Draw that table cells are selected: by a ground, and a bar where it `begins`."""
    accent = theme.tokens().tone("accent")
    painter.fillRect(area, QColor(accent.ground))
    if begins:
        painter.fillRect(area.left(), area.top(), _BAR, area.height(), QColor(accent.text))


def draw_focus(painter: QPainter, area: QRect) -> None:
    """Draw that table cells have the keys, by a line above and below."""
    colour = QColor(theme.tokens().tone("accent").text)
    for top in (area.top(), area.bottom() + 1 - _RING):
        painter.fillRect(area.left(), top, area.width(), _RING, colour)


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of table cells in pixels, for words of some metrics."""
    return round(metrics.height() * (_CLOSE_FACTOR if has_few_lines(metrics) else _ROW_FACTOR))


class RowHeight(QObject):
    """Keeps the rows of a table as high as its words ask for, whatever size they take."""

    def __init__(self, view: QTableView) -> None:
        """Begin with the size that the words have."""
        super().__init__(view)
        self._view = view
        self._fit()
        view.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.Resize}:
            self._fit()
        return False

    def _fit(self) -> None:
        self._view.verticalHeader().setDefaultSectionSize(row_height(self._view.fontMetrics()))


class Cells(QStyledItemDelegate):
    """Draws cells with room around the words, and chips where a column has a tone."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if option.state & QStyle.StateFlag.State_Selected:
            is_first = isinstance(view, QTableView) and _is_first(view, index)
            draw_selected(painter, option.rect, begins=is_first)
        if _has_keys(view, index):
            draw_focus(painter, option.rect)
        before = AROUND - _AFTER + int(index.data(DEPTH) or 0) * _SET_IN
        area: QRect = option.rect.adjusted(before, 0, -_AFTER, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        tone = index.data(TONE)
        painter.save()
        painter.setFont(option.font)
        draw_words(painter, area, text, (tone or "") if text else "", around(index))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, row_height(option.fontMetrics))


def _has_keys(view: object, index: Index) -> bool:
    """Tell whether the keys are in the row of a cell."""
    if not isinstance(view, QTableView) or not view.hasFocus():
        return False
    return index.row() == view.currentIndex().row()


def _is_first(view: QTableView, index: Index) -> bool:
    """Tell whether a cell stands at the begin of its row, wherever columns were dragged."""
    head = view.horizontalHeader()
    before = (head.logicalIndex(place) for place in range(head.visualIndex(index.column())))
    return all(head.isSectionHidden(each) for each in before)


def around(index: Index) -> Iterator[str]:
    """Yield what stands in the same column of the rows above and below, if that are names."""
    if index.data(SENTENCE):
        return
    for place in (index.row() - 1, index.row() + 1):
        beside = index.sibling(place, index.column())
        if beside.isValid():
            yield str(beside.data(Qt.ItemDataRole.DisplayRole))


def least_height(table: QTableView) -> int:
    """Return the height in which a table still shows some cells below its heads."""
    rows = table.verticalHeader().defaultSectionSize() * _LEAST_ROWS
    return table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth()
