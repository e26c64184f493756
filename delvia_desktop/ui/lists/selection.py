"""The rows of a table that are selected together, known by their keys, so that they stay so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

_FLAGS = QItemSelectionModel.SelectionFlag


class Keyed(Protocol):
    """A model whose rows have keys."""

    def keys(self, place: int, count: int) -> Sequence[int]:
        """Return the keys of a stretch of rows."""


class Selection:
    """What is selected in a table: an act changes its rows, and the next act is on the same."""

    def __init__(self, table: QTableView, rows: Keyed) -> None:
        """Begin with nothing."""
        self._table, self._rows = table, rows
        self.keys: list[int] = []
        """The keys of the rows as they were when a person selected them."""

    def read(self) -> list[int]:
        """Return the keys of the selected rows in their order."""
        parts = self._table.selectionModel().selection().toList()
        ranges = sorted((part.top(), part.bottom()) for part in parts)
        found = (self._rows.keys(top, bottom - top + 1) for top, bottom in ranges)
        return list(dict.fromkeys(key for keys in found for key in keys))

    def first_place(self) -> int:
        """Return the place of the first row that is selected, else of the current one."""
        places = [part.top() for part in self._table.selectionModel().selection().toList()]
        return min(places, default=self._table.currentIndex().row())

    def select(self, keys: Sequence[int]) -> None:
        """Select several rows, those that are there; one alone is left to what is current."""
        if len(keys) <= 1:
            return
        model = self._table.model()
        every = self._rows.keys(0, model.rowCount())
        wanted = set(keys)
        places = [place for place, key in enumerate(every) if key in wanted]
        if not places:
            return
        chosen = QItemSelection()
        for first, last in _runs(places):
            chosen.select(model.index(first, 0), model.index(last, model.columnCount() - 1))
        selected = self._table.selectionModel()
        if selected.currentIndex().row() not in places:
            selected.setCurrentIndex(model.index(places[0], 0), _FLAGS.NoUpdate)
        selected.select(chosen, _FLAGS.ClearAndSelect)
        self.keys = [every[place] for place in places]

    def go_to(self, key: int) -> bool:
        """Make a row current among those selected; return whether it is one of them."""
        if len(self.keys) <= 1 or key not in self.keys:
            return False
        model = self._table.model()
        place = list(self._rows.keys(0, model.rowCount())).index(key)
        self._table.selectionModel().setCurrentIndex(model.index(place, 0), _FLAGS.NoUpdate)
        return True


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each stretch of places without a gap."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
