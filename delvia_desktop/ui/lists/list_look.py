"""The order and width of the columns of each list, as this computer remembers them."""

from __future__ import annotations

from delvia_desktop.services.computer import preferences
from delvia_desktop.ui.lists.list_table import ListTable


def remember_look(table: ListTable, name: str) -> None:
    """Give a list the look it was left in, its columns, and remember how it is left."""
    key = f"{preferences.LISTS}{name} columns"
    table.columns.show_look(preferences.preferred(key))
    table.columns.changed.connect(lambda: preferences.remember(key, table.columns.look()))
