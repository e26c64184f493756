"""The access matrix on the screen: chips in cells, asset and owner that stay while it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.matrix.cells import Party
from delvia_desktop.domain.matrix.matrix import Matrix
from delvia_desktop.domain.matrix.words import CellPart
from delvia_desktop.domain.words.text import sheet_cell
from delvia_desktop.i18n import tr
from delvia_desktop.ui.lists.chips import chip_width, draw_words, marked
from delvia_desktop.ui.lists.table_cells import Index, RowHeight, around, draw_selected, row_height
from delvia_desktop.ui.matrix.matrix_model import ASSET, FIRST, OWNER, PARTS, MatrixModel
from delvia_desktop.ui.toolkit import shortcuts, theme
from delvia_desktop.ui.widgets.shown_text import lines_of_text

_GAP = 6
_HEAD_ROOM = 20
"""Pixels that the style sheet leaves free beside a head."""
_LOOKED_AT = 50
"""Rows by which the width of a column is found; a longer word further down is cut."""
_NARROWEST, _WIDEST = 10, 36
"""Bounds of a column, in average letters."""
_HEAD_LINES, _HEAD_LETTERS = 2, 24
"""Lines of a head at most, and the letters up to which it stands on one; most others take two."""
_CELL_LETTERS = 60
"""Letters of a cell of somebody: a level behind the number of people is seen whole."""
_STAYING = 0.45
"""Part of the width that the columns that stay may take at most."""


def _marked(part: CellPart) -> CellPart:
    return part._replace(text=marked(*part))


class _Chips(QStyledItemDelegate):
    """Draws the parts of a cell side by side, and how many more there are."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        accent = theme.tokens().tone("accent")
        painter.save()
        painter.setFont(option.font)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_selected(painter, option.rect)
        area: QRect = option.rect.adjusted(10, 0, -6, 0)
        parts: tuple[CellPart, ...] = index.data(PARTS) or ()
        more = chip_width("+9", option.fontMetrics) + _GAP
        for number, part in enumerate(map(_marked, parts)):
            left = len(parts) - number
            if left > 1 and area.width() < chip_width(part.text, option.fontMetrics) + more:
                if number:
                    draw_words(painter, area, f"+{left}", "neutral")
                    break
                first = area.adjusted(0, 0, -more, 0)
                area.setLeft(area.left() + draw_words(painter, first, *part) + _GAP)
                draw_words(painter, area, f"+{left - 1}", "neutral")
                break
            area.setLeft(area.left() + draw_words(painter, area, *part, around(index)) + _GAP)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(accent.text), 2))
            painter.drawRoundedRect(option.rect.adjusted(2, 2, -2, -2), 6, 6)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, row_height(option.fontMetrics))


class MatrixTable(QTableView):
    """The table: travel by keys as in a spreadsheet, Enter opens, a block is copied as text."""

    opened = Signal(int, int)
    """The place of the row and of the column on which Enter or a double click fell."""

    def __init__(self, name: str) -> None:
        """Begin empty; `name` is what a screen reader says."""
        super().__init__()
        self.matrix_model = MatrixModel()
        self._widths: list[int] = []
        self.setModel(self.matrix_model)
        self.setAccessibleName(name)
        _prepare(self, _Chips(self))
        head = self.horizontalHeader()
        head.setAccessibleName(tr("Column headings of {list}", list=name))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row(), index.column()))
        self.staying = _Staying(self)
        self.verticalScrollBar().valueChanged.connect(self.staying.verticalScrollBar().setValue)
        self.staying.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")

    def show_matrix(self, matrix: Matrix) -> None:
        """Show a matrix; the same cell stays current if it is there still."""
        before = self.currentIndex()
        row = party = None
        if before.isValid():
            row = self.matrix_model.row(before.row())
            party = self.matrix_model.party(before.column())
        self.matrix_model.show_matrix(matrix)
        self._empty.hide()
        self._measure()
        self._fit()
        if before.isValid() and row is not None:
            self.choose(row.asset.id, party, before.column())

    @property
    def said(self) -> str:
        """What stands where there are no rows."""
        return self._empty.text()

    def say(self, text: str) -> None:
        """Show a word where there are no rows."""
        self._empty.setText(text)
        self._empty.show()

    def choose(self, asset: int, party: Party | None, otherwise: int = ASSET) -> None:
        """Make the cell of an asset current, in a party's column or in one that stays."""
        matrix = self.matrix_model.matrix
        if matrix is None:
            return
        parties = [column.party for column in matrix.columns]
        column = parties.index(party) + FIRST if party in parties else min(otherwise, OWNER)
        place = next((n for n, row in enumerate(matrix.rows) if row.asset.id == asset), -1)
        if place >= 0:
            self.setCurrentIndex(self.matrix_model.index(place, column))

    def copy(self) -> str:
        """Put the chosen block onto the clipboard, its cells apart by tabs; return it."""
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        lines: dict[int, dict[int, str]] = {}
        for index in chosen:
            text = " ".join(str(index.data() or "").split())
            lines.setdefault(index.row(), {})[index.column()] = sheet_cell(text)
        text = "\n".join(
            "\t".join(cells[column] for column in sorted(cells))
            for _, cells in sorted(lines.items())
        )
        QGuiApplication.clipboard().setText(text)
        return text

    def _measure(self) -> None:
        """Find the width of what stands in each column, within bounds."""
        model, metrics = self.matrix_model, self.fontMetrics()
        head = _bold(self)
        letter = metrics.averageCharWidth()
        self._widths = []
        for column in range(model.columnCount()):
            whole = head.horizontalAdvance(model.heads[column])
            needed = max(min(whole, letter * _HEAD_LETTERS), min(whole * 0.6, letter * _WIDEST))
            widest = _WIDEST if column < FIRST else _CELL_LETTERS
            for row in range(min(model.rowCount(), _LOOKED_AT)):
                parts = model.parts(model.index(row, column))
                wide = sum(chip_width(_marked(part).text, metrics) + _GAP for part in parts)
                needed = max(needed, wide)
            self._widths.append(round(min(max(needed + 24, letter * _NARROWEST), letter * widest)))

    def _fit(self) -> None:
        """Set the widths; those that stay leave room for the others."""
        widths = list(self._widths)
        # While other columns come, Qt resizes the table before they can be measured.
        if not widths or len(widths) != self.matrix_model.columnCount():
            return
        room = round(self.viewport().width() * _STAYING)
        wanted = sum(widths[:FIRST])
        if len(widths) > FIRST and wanted > room:
            widths[ASSET] = room * widths[ASSET] // wanted
            widths[OWNER] = room - widths[ASSET]
        # So that a cell that is travelled to is seen whole.
        rest = max(self.viewport().width() - sum(widths[:FIRST]), self.viewport().width() // 2)
        widths[FIRST:] = [min(width, rest) for width in widths[FIRST:]]
        head = theme.scaled(self.font(), 1, bold=True)
        self.matrix_model.shorten(
            [
                lines_of_text(text, head, width - _HEAD_ROOM, _HEAD_LINES)
                for text, width in zip(self.matrix_model.heads, widths, strict=True)
            ]
        )
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.updateGeometries()  # the heads may need other heights
        self.staying.fit()

    def _staying_width(self) -> int:
        return sum(self.columnWidth(column) for column in (ASSET, OWNER))

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() < FIRST:
            bar.setValue(before)  # they are seen wherever it is scrolled to
            return
        hidden = self._staying_width() - self.visualRect(index).left()
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if shortcuts.COPY.fit(event):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.opened.emit(index.row(), index.column())
        elif event.key() in _STEPS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.setCurrentIndex(self._edge(index, *_STEPS[Qt.Key(event.key())]))
        else:
            super().keyPressEvent(event)

    def _edge(self, index: QModelIndex, down: int, right: int) -> QModelIndex:
        """Return the last cell of what is filled, or over empty ones the next that is filled."""
        found = index
        following = index.sibling(index.row() + down, index.column() + right)
        runs = following.isValid() and bool(self.matrix_model.parts(following))
        while following.isValid():
            is_filled = bool(self.matrix_model.parts(following))
            if runs and not is_filled:
                break
            found = following
            if is_filled and not runs:
                break
            following = found.sibling(found.row() + down, found.column() + right)
        return found

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._empty.setGeometry(self.viewport().geometry().adjusted(24, 0, -24, 0))

    @override
    def sizeHint(self) -> QSize:
        return QWidget.sizeHint(self).expandedTo(QSize(200, 120))


class _Staying(QTableView):
    """Asset and owner above the scrolling table; it shares its model, its choice and its rows."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table
        self.setObjectName("staying")
        self.setModel(table.matrix_model)
        self.setSelectionModel(table.selectionModel())
        _prepare(self, _Chips(table))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Asset and owner"))
        self.horizontalHeader().setAccessibleName(
            tr("Column headings of {list}", list=self.accessibleName())
        )
        self.clicked.connect(lambda _: table.setFocus(Qt.FocusReason.MouseFocusReason))
        self.doubleClicked.connect(lambda at: table.opened.emit(at.row(), at.column()))

    def fit(self) -> None:
        """Lie over the first columns of the table."""
        table = self._table
        for column in range(table.matrix_model.columnCount()):
            self.setColumnHidden(column, column >= FIRST)
        for column in (ASSET, OWNER):
            self.setColumnWidth(column, table.columnWidth(column))
        edge = table.frameWidth()
        head = table.horizontalHeader().height()
        self.horizontalHeader().setFixedHeight(head)
        width = min(table.columnWidth(ASSET) + table.columnWidth(OWNER), table.viewport().width())
        self.setGeometry(edge, edge, width, table.viewport().height() + head)
        self.setVisible(table.matrix_model.rowCount() > 0)


_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


def _bold(view: QTableView) -> QFontMetrics:
    """Return the measures of the heads."""
    return QFontMetrics(theme.scaled(view.font(), 1, bold=True))


def _prepare(view: QTableView, chips: _Chips) -> None:
    view.setItemDelegate(chips)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    RowHeight(view)
    head = view.horizontalHeader()
    head.setHighlightSections(False)
    head.setTextElideMode(Qt.TextElideMode.ElideNone)  # it has its lines already
    head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
