"""A table over a list that is fetched in pages, so that a hundred thousand rows stay smooth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.rows import HeldRows, Rows
from delvia_desktop.ui.widgets.selection import Selection
from delvia_desktop.ui.widgets.table_cells import ROW_FACTOR, TONE, Cells, Index, least_height

PAGE = 200
_DIGITS = 1.1
"""How wide a character of a column's share is, in digits: the margins of the cell count."""


@dataclass(frozen=True)
class Column:
    """A column: its order's name, its title, and what it shows of a row.

    With `tone` the text is drawn as a chip. `share` is its part of the width, and about the
    characters that it needs; a column that is not `kept` makes room when the table is narrow.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    share: int = 10
    tone: Callable[[Any], str] | None = None
    sortable: bool = True
    kept: bool = True


class ListModel(QAbstractTableModel):
    """Rows by their place, fetched a page at a time when they are painted."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Begin empty."""
        super().__init__()
        self.columns = columns
        self._rows: Rows | None = None
        self._count = 0
        self._pages: dict[int, Sequence[Any]] = {}

    def show_rows(self, rows: Rows | None) -> None:
        """Show another list from its start."""
        self.beginResetModel()
        self._rows = rows
        self._pages = {}
        self._count = rows.count() if rows is not None else 0
        self.endResetModel()

    def row(self, place: int) -> Any:  # noqa: ANN401 - a row of any list
        """Return the row at a place."""
        number = place // PAGE
        if number not in self._pages and self._rows is not None:
            if len(self._pages) > 50:  # noqa: PLR2004 - ten thousand rows are enough to scroll over
                self._pages.clear()
            self._pages[number] = self._rows.page(number * PAGE, PAGE)
        return self._pages[number][place % PAGE]

    def place_of(self, key: int) -> int:
        """Return the place of a row, -1 if it is not there; fetched rows are looked at first."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row.id == key:
                    return number * PAGE + offset
        keys = self._rows.keys() if self._rows is not None else ()
        return keys.index(key) if key in keys else -1

    def keys(self, place: int, count: int) -> Sequence[int]:
        """Return the keys of a stretch of rows, without fetching the rows."""
        return self._rows.keys(place, count) if self._rows is not None else ()

    def held(self) -> Sequence[Any]:
        """Return all rows if they are there already, none where they are fetched in pages."""
        return self._rows.page() if isinstance(self._rows, HeldRows) else ()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.text(self.row(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(self.row(index.row()))}"
        if role == TONE and column.tone is not None:
            return column.tone(self.row(index.row()))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def _record_of(row: Any) -> tuple[str, int]:  # noqa: ANN401 - a row of any list
    """Return the kind and key of the record that a row says it stands for."""
    return str(getattr(row, "kind", "")), int(getattr(row, "record", 0) or 0)


class ListTable(QTableView):
    """The table: sorting by its heads, travel by keys, a word when it is empty."""

    chosen = Signal(int)
    """The key of the row that became current."""

    activated_row = Signal(int)
    """The key of the row on which Enter or a double click fell."""

    selected = Signal()
    """Other rows are selected."""

    order_asked = Signal(str, bool)
    """The name of an order and whether it runs down."""

    def __init__(self, name: str, columns: Sequence[Column], empty: str = "") -> None:
        """Begin empty; `name` is what a screen reader says, `empty` what stands there then."""
        self._quiet = False  # first: the view asks selectionCommand while it is made
        self.ask_first: Callable[[Callable[[], object]], bool] | None = None
        """Asks whether another row may become current; told how to move, should it be later."""
        self._last = 0
        super().__init__()
        self.kind = ""
        """The kind of record of every row; without one, rows may say it by themselves."""
        self.list_model = ListModel(columns)
        self.together = Selection(self, self.list_model)
        self.setModel(self.list_model)
        self.setAccessibleName(name)
        self.setItemDelegate(Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * ROW_FACTOR))
        head = self.horizontalHeader()
        head.setAccessibleName(tr("Column headings of {list}", list=name))
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.sectionClicked.connect(self._ask_order)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self._order: tuple[int, bool] = (-1, False)
        self._hidden: frozenset[str] = frozenset()
        self._empty = QLabel(empty, self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "muted")
        self.selectionModel().currentRowChanged.connect(self._choose)

    def show_rows(self, rows: Rows | None, keep: int | None = None) -> None:
        """Show a list and keep the row with a key current wherever it is now."""
        self._quiet = True
        before, together = self.currentIndex().row(), self.together.keys
        self.list_model.show_rows(rows)
        self.together.keys = []
        if keep is not None and 0 <= before < self.list_model.rowCount():
            # It is most often where it was, and a page costs less than all keys.
            self.list_model.row(before)
        self._empty.setVisible(self.list_model.rowCount() == 0)
        self._quiet = False
        if keep is not None:
            self.choose(keep)
            self.together.select(together)

    def choose(self, key: int) -> bool:
        """Make the row with a key current; return whether it was there."""
        if self.list_model.rowCount():
            self.list_model.row(0)
        place = self.list_model.place_of(key)
        if place >= 0:
            self._quiet = True
            self.setCurrentIndex(self.list_model.index(place, 0))
            self._quiet = False
        return place >= 0

    def say_empty(self, text: str) -> None:
        """Say other words where there are no rows."""
        self._empty.setText(text)

    def hide_columns(self, titles: Collection[str]) -> None:
        """Show all columns but those with the titles; the first one always stays."""
        first = self.list_model.columns[0].title
        self._hidden = frozenset(titles) - {first}
        self._share_width()

    def show_order(self, key: str, down: bool) -> None:  # noqa: FBT001 - as the signal says it
        """Show by which column the list is in order."""
        keys = [column.key for column in self.list_model.columns]
        if key and key in keys:
            self._order = (keys.index(key), down)
            self._show_arrow()

    def select_many(self) -> None:
        """Let several rows be selected, by Ctrl or Shift and by Ctrl+A."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell_selected())

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected rows in their order."""
        return self.together.read()

    def _tell_selected(self) -> None:
        self.together.keys = [] if self._quiet else self.selected_keys()
        if not self._quiet:
            self.selected.emit()

    def key(self) -> int | None:
        """Return the key of the current row."""
        index = self.currentIndex()
        return int(self.list_model.row(index.row()).id) if index.isValid() else None

    def current_row(self) -> Any:  # noqa: ANN401 - a row of any list
        """Return the current row, or None."""
        index = self.currentIndex()
        return self.list_model.row(index.row()) if index.isValid() else None

    def current_record(self) -> tuple[str, int]:
        """Return the kind and key of the record of the current row, empty if there is none."""
        if (row := self.current_row()) is None:
            return "", 0
        return (self.kind, row.id) if self.kind else _record_of(row)

    def choose_record(self, kind: str, key: int) -> bool:
        """Make the row of a record current as a person would; return whether it was there."""
        found = key if self.kind == kind else None
        if not self.kind:
            rows = self.list_model.held()
            found = next((row.id for row in rows if _record_of(row) == (kind, key)), None)
        before = self.key()
        if found is None or not (self.together.go_to(found) or self.choose(found)):
            return False
        if found != before:
            self._tell_chosen(found)
        return True

    def take_focus(self) -> None:
        """Take the keys; where no row is current, the one nearest to the last current becomes."""
        count = self.list_model.rowCount()
        if self.key() is None and count:
            self.choose(self.list_model.row(min(self._last, count - 1)).id)
            self._tell_chosen(self.key())
        self.scrollTo(self.currentIndex())
        self.setFocus()

    def tell(self, key: int) -> bool:
        """Tell that a row has become current, unless it is asked first; return whether it was."""
        is_told = self._tell(key)
        if is_told:
            self._tell_selected()
        return is_told

    def _tell(self, key: int) -> bool:
        if self.ask_first is not None and not self.ask_first(partial(self._move, key)):
            return False
        self.chosen.emit(key)
        return True

    def _tell_chosen(self, key: int | None) -> None:
        """Tell of a row that the program made current, and so selected."""
        self.chosen.emit(key)
        self._tell_selected()

    def _choose(self, current: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()  # the whole row says that it has the keys
        if not current.isValid():
            return
        self._last = current.row()
        if self._quiet:
            return
        old = self.list_model.row(before.row()).id if before.isValid() else None
        if not self._tell(self.list_model.row(current.row()).id) and old is not None:
            # The view is still about to select what was clicked.
            QTimer.singleShot(0, self, partial(self.choose, old))

    def _move(self, key: int) -> None:
        if self.choose(key):
            self._tell_chosen(key)

    def _activate(self, place: int) -> None:
        self.activated_row.emit(self.list_model.row(place).id)

    def _ask_order(self, section: int) -> None:
        column = self.list_model.columns[section]
        if not column.sortable:
            return
        down = not self._order[1] if self._order[0] == section else False
        self._order = (section, down)
        self._show_arrow()
        self.order_asked.emit(column.key, down)

    def _show_arrow(self) -> None:
        section, down = self._order
        head = self.horizontalHeader()
        head.setSortIndicatorShown(True)
        way = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(section, way)

    def _share_width(self) -> None:
        columns = self.list_model.columns
        width = self.viewport().width()
        shown = [column for column in columns if column.title not in self._hidden]
        letter = self.fontMetrics().horizontalAdvance("0") * _DIGITS
        while any(not c.kept for c in shown) and sum(c.share for c in shown) * letter > width:
            shown.remove(next(column for column in reversed(shown) if not column.kept))
        total = sum(column.share for column in shown)
        for number, column in enumerate(columns):
            self.setColumnHidden(number, column not in shown)
            self.setColumnWidth(number, width * column.share // total)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        here, before = self.currentIndex(), QRect(QPoint(), event.oldSize())
        was_seen = before.intersects(self.visualRect(here))
        super().resizeEvent(event)
        self._share_width()
        if was_seen:
            self.scrollTo(here)  # a form or a banner that comes must not push it out of sight
        self._empty.setGeometry(self.viewport().geometry().adjusted(24, 0, -24, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._activate(self.currentIndex().row())
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            # Of the list: whole rows are chosen, so that those of a row lead nowhere.
            event.setModifiers(event.modifiers() | Qt.KeyboardModifier.ControlModifier)
        super().keyPressEvent(event)

    @override
    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self._quiet:
            # What the program chooses must not depend on the keys that are held, as in an undo.
            flags = QItemSelectionModel.SelectionFlag
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), least_height(self))
