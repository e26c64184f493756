"""The rows of a list behind its table, fetched in pages, and what its columns show of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from typing_extensions import override

from delvia_desktop.ui.lists.chips import marked
from delvia_desktop.ui.lists.rows import HeldRows, Rows
from delvia_desktop.ui.lists.table_cells import DEPTH, SENTENCE, TONE, Index

PAGE = 200


@dataclass(frozen=True)
class Column:
    """A column: its order's name, its title, and what it shows of a row.

    With `tone` the text is drawn as a chip. `share` is its part of the width, and about the
    characters that it needs; a column that is not `kept` makes room when the table is narrow. What
    is `whole` is never cut, as a state: others make room for it, or it goes away after them.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    share: int = 10
    tone: Callable[[Any], str] | None = None
    sortable: bool = True
    kept: bool = True
    whole: bool = False
    meaning: Callable[[Any], str] | None = None
    """What the text means, in a few words, for who points at it or hears it."""
    depth: Callable[[Any], int] | None = None
    """How far the text is set in, where a row is a part of one above it."""
    is_sentence: bool = False
    """Whether its end tells nothing without its begin, unlike that of a name; it is cut there."""
    warning: str = ""
    """What a red chip says beyond its word: a sign stands for it, and who hears it is told."""

    def drawn(self, row: Any) -> str:  # noqa: ANN401 - a row of any list
        """Return the text of a row as it is drawn, with a sign where its chip warns."""
        text = self.text(row)
        return marked(text, self.tone(row)) if self.warning and self.tone else text

    def said_of(self, row: Any) -> str:  # noqa: ANN401 - a row of any list
        """Return what the text of a row means, or what its chip warns of."""
        if self.meaning is not None:
            return self.meaning(row)
        return self.warning if self.drawn(row) != self.text(row) else ""


class ListModel(QAbstractTableModel):
    """Rows by their place, fetched a page at a time when they are painted."""

    fetched = Signal()
    """Another page of rows is here."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """Begin empty."""
        super().__init__()
        self.columns = columns
        self._rows: Rows | None = None
        self._count = 0
        self._pages: dict[int, Sequence[Any]] = {}
        self._new: list[Sequence[Any]] = []

    def show_rows(self, rows: Rows | None) -> None:
        """Show another list from its start."""
        self.beginResetModel()
        self._rows = rows
        self._pages, self._new = {}, []
        self._count = rows.count() if rows is not None else 0
        self.endResetModel()

    def row(self, place: int) -> Any:  # noqa: ANN401 - a row of any list
        """Return the row at a place."""
        number = place // PAGE
        if number not in self._pages and self._rows is not None:
            if len(self._pages) > 50:  # noqa: PLR2004 - ten thousand rows are enough to scroll over
                self._pages.clear()
            self._pages[number] = self._rows.page(number * PAGE, PAGE)
            self._new.append(self._pages[number])
            self.fetched.emit()
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

    def here(self) -> list[Any]:
        """Return the rows that were fetched so far."""
        return [row for page in self._pages.values() for row in page]

    def take_new(self) -> list[Any]:
        """Return the rows that were fetched since this was asked last."""
        new, self._new = self._new, []
        return [row for page in new for row in page]

    def all(self) -> Sequence[Any]:
        """Return all rows, however many there are."""
        return self._rows.page() if self._rows is not None else ()

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
        if role == Qt.ItemDataRole.DisplayRole:
            return column.drawn(self.row(index.row()))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return column.said_of(self.row(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                filter(None, (self.data(index), column.said_of(self.row(index.row()))))
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(self.row(index.row()))}"
        if role == SENTENCE:
            return column.is_sentence
        drawn = {TONE: column.tone, DEPTH: column.depth}.get(role)
        return drawn(self.row(index.row())) if drawn is not None else None

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
