"""What stands where a table has no rows: what belongs there, and what begins it."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView

from delvia_desktop.ui.widgets.empty_place import EmptyPlace

_AT_THE_SIDES = 24
"""Pixels that it leaves free at each side of the table."""
_ROOMS = QSplitter | QStackedWidget
"""What would take anything that is put in it for a part of its own."""


class EmptyRows(EmptyPlace):
    """Lies over a table, beside it in its parent.

    Screen readers are told of the cells of a table only, and of nothing else that lies in it.
    """

    def __init__(self, table: QTableView, text: str) -> None:
        """Say what belongs in a table."""
        super().__init__("", text)
        self._table = table
        self.setParent(table)

    def follow(self) -> None:
        """Go where the table went, as it has another parent."""
        parent, was_hidden = self._table.parentWidget(), self.isHidden()
        is_told = parent is not None and not isinstance(parent, _ROOMS)
        self.setParent(parent if is_told else self._table)
        self.setHidden(was_hidden)
        self.seat()

    def seat(self) -> None:
        """Lie where the rows of the table would be."""
        room = self._table.viewport().geometry().adjusted(_AT_THE_SIDES, 0, -_AT_THE_SIDES, 0)
        is_inside = self.parentWidget() is self._table
        self.setGeometry(room if is_inside else room.translated(self._table.pos()))
        self.raise_()
