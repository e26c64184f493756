"""The menu of a list: copying it, and arranging its columns without a mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QTableView

from delvia_desktop.i18n import tr
from delvia_desktop.ui.lists.list_columns import ListColumns
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.labels import announce


def offer_copies(
    menu: QMenu, table: QTableView, copy_rows: Callable[[], object], copy_list: Callable[[], object]
) -> None:
    """Offer in a list's menu to copy the rows that are selected, or all."""
    is_empty = table.model().rowCount() == 0
    copies = (
        (tr("Copy selected rows"), shortcuts.COPY, copy_rows, table.currentIndex().isValid()),
        (tr("Copy list as table"), shortcuts.COPY_LIST, copy_list, not is_empty),
    )
    for words, keys, copy, can in copies:
        menu.addAction(f"{words}\t{keys.first}", copy).setEnabled(can)


def offer_columns(menu: QMenu, table: QTableView, columns: ListColumns) -> None:
    """Offer in a list's menu to move columns and change widths, or take that back."""
    arrange = menu.addMenu(tr("Arrange columns"))
    for column in columns.shown:
        acts = arrange.addMenu(column.title.replace("&", "&&"))
        for words, act in (
            (tr("Move left"), partial(_move, table, columns, column.title, -1)),
            (tr("Move right"), partial(_move, table, columns, column.title, 1)),
            (tr("Wider"), partial(columns.widen, column.title, by=1)),
            (tr("Narrower"), partial(columns.widen, column.title, by=-1)),
        ):
            acts.addAction(words, act)
    menu.addAction(tr("Reset columns"), columns.reset)


def _move(table: QTableView, columns: ListColumns, title: str, by: int) -> None:
    place, count = columns.move(title, by=by), len(columns.shown)
    announce(table, tr("{column}: column {n} of {all}", column=title, n=place, all=count))
