"""A table over a list that is fetched in pages, so that a hundred thousand rows stay smooth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import (
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
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.lists.empty_rows import EmptyRows
from delvia_desktop.ui.lists.list_columns import ListColumns
from delvia_desktop.ui.lists.list_copying import copy_list, copy_rows
from delvia_desktop.ui.lists.list_menu import offer_columns, offer_copies
from delvia_desktop.ui.lists.list_model import Column, ListModel
from delvia_desktop.ui.lists.rows import Rows
from delvia_desktop.ui.lists.selection import Selection
from delvia_desktop.ui.lists.table_cells import Cells, Index, RowHeight, least_height
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.widgets.notes import Action
from delvia_desktop.ui.widgets.tabs import reveal


def _record_of(row: Any) -> tuple[str, int]:  # noqa: ANN401 - a row of any list
    """Return the kind and key of the record that a row says it stands for."""
    return str(getattr(row, "kind", "")), int(getattr(row, "record", 0) or 0)


class ListTable(QTableView):
    """The table: sorting by its heads, travel by keys, a word when it is empty."""

    chosen = Signal(int)
    """The key of the row that became current, 0 where a filter left none."""

    activated_row = Signal(int)
    """The key of the row on which Enter or a double click fell."""

    selected = Signal()
    """Other rows are selected."""

    order_asked = Signal(str, bool)
    """The name of an order and whether it runs down."""

    def __init__(self, name: str, columns: Sequence[Column], empty: str = "") -> None:
        """Begin empty; `name` is what a screen reader says, `empty` what stands there then."""
        self._quiet = False  # first: the view asks selectionCommand while it is made
        self._jumps = self._is_let_go = False
        self.ask_first: Callable[[Callable[[], object]], bool] | None = None
        """Asks whether another row may become current; told how to move, should it be later."""
        self._last = 0
        self._told: list[int] = []
        super().__init__()
        self.kind = ""
        """The kind of record of every row; without one, rows may say it by themselves."""
        self.list_model = ListModel(columns)
        self.together = Selection(self, self.list_model)
        self.setModel(self.list_model)
        self.setAccessibleName(name)
        FadedEdge(self)
        self.setItemDelegate(Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        RowHeight(self)
        head = self.horizontalHeader()
        head.setAccessibleName(tr("Column headings of {list}", list=name))
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setSectionsClickable(True)
        self.columns = ListColumns(self, self.list_model)
        head.sectionClicked.connect(self._ask_order)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.head_menu = self.menu
        """The menu of the headings; a list with a filter has more to offer there."""
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda place: self.head_menu.popup(head.mapToGlobal(place))
        )
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self._order: tuple[int, bool] = (-1, False)
        self._empty = EmptyRows(self, empty)
        self.keeps_head = False
        """Whether the headings stay while there are no rows, as while a filter finds none."""
        self._measures = QTimer(self, singleShot=True, interval=0)
        self._measures.timeout.connect(self.columns.measure)
        self.list_model.fetched.connect(self._measures.start)
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
        is_empty = self.list_model.rowCount() == 0
        self._empty.setVisible(is_empty and not self.isHidden())
        self.horizontalHeader().setVisible(self.keeps_head or not is_empty)
        if not is_empty:
            self.list_model.row(0)  # what is seen first says how wide its words are
            self.columns.measure_anew()
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

    def let_go(self, is_let_go: bool) -> None:  # noqa: FBT001 - as setVisible says it
        """Mark no row, while something is worked on that is none of them; a press takes one up."""
        self._is_let_go = is_let_go
        flags = QItemSelectionModel.SelectionFlag
        if is_let_go:
            self.selectionModel().clearSelection()
        else:
            self.selectionModel().select(self.currentIndex(), flags.ClearAndSelect | flags.Rows)

    def begin_anew(self) -> None:
        """Begin at the first row when the keys come, wherever they were before."""
        self._last = 0

    def say_empty(self, text: str, actions: Sequence[Action] = ()) -> None:
        """Say other words where there are no rows, and offer what begins them."""
        self._empty.say("", text, actions)

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

    def select_one(self) -> None:
        """Let go of the rows that are selected together, but for the current one."""
        if len(self.together.keys) > 1:
            flags = QItemSelectionModel.SelectionFlag
            model = self.selectionModel()
            model.select(self.currentIndex(), flags.ClearAndSelect | flags.Rows)

    def selected_keys(self) -> list[int]:
        """Return the keys of the selected rows in their order."""
        return self.together.read()

    def settle_selected(self) -> None:
        """Tell of the rows that are selected now, if those told of last are no longer seen."""
        if self._told != self.selected_keys():
            self._tell_selected()

    def _tell_selected(self) -> None:
        self.together.keys = [] if self._quiet else self.selected_keys()
        if not self._quiet:
            self._told = self.together.keys
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
        reveal(self)
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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        here, before = self.currentIndex(), QRect(QPoint(), event.oldSize())
        was_seen = before.intersects(self.visualRect(here))
        super().resizeEvent(event)
        self.columns.share_out()
        if was_seen:
            self.scrollTo(here)  # a form or a banner that comes must not push it out of sight
        self._empty.seat()

    @override
    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._empty.seat()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._empty.setVisible(not self.list_model.rowCount())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self._empty.hide()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._empty.follow()

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.fill_menu(self.menu)

    def fill_menu(self, menu: QMenu) -> None:
        """Add what can be done with the list itself to a menu."""
        offer_copies(menu, self, self.copy_rows, self.copy_list)
        menu.addSeparator()
        offer_columns(menu, self, self.columns)

    def copy_rows(self) -> None:
        """Copy the rows that are selected."""
        wanted = set(self.selected_keys())
        rows = [row for row in self.list_model.all() if row.id in wanted]
        if rows:
            copy_rows(self, self.columns.shown, rows)

    def copy_list(self) -> None:
        """Copy the list as it is shown."""
        copy_list(self, self.columns.shown, self.list_model.all())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._activate(self.currentIndex().row())
            return
        if shortcuts.COPY.fit(event):
            self.copy_rows()
            return
        if shortcuts.COPY_LIST.fit(event):
            self.copy_list()
            return
        if shortcuts.PASTE_TABLE.fit(event):
            event.ignore()  # the window that holds the list may take a table that was copied
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            # Of the list: whole rows are chosen, so that those of a row lead nowhere.
            self._jumps = event.modifiers() == Qt.KeyboardModifier.NoModifier
            event.setModifiers(event.modifiers() | Qt.KeyboardModifier.ControlModifier)
        super().keyPressEvent(event)
        self._jumps = False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex().row()
        super().mousePressEvent(event)
        if self._is_let_go and self.indexAt(event.position().toPoint()).row() == before >= 0:
            self.tell(self.list_model.row(before).id)

    @override
    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if self._is_let_go:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        if self._quiet or self._jumps:
            # What the program chooses must not depend on the keys that are held, as in an undo;
            # and the Ctrl that Home and End were given must not leave their row unselected.
            flags = QItemSelectionModel.SelectionFlag
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), least_height(self))
