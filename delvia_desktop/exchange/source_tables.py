"""Tables as they were read: text in cells, each of which knows where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr

LARGEST_FILE = 100 * 2**20
"""Bytes of a file of tables; a register of 100,000 shares is a tenth of it."""

MOST_CELLS = 3_000_000
"""Cells with content of all sheets of a source, some hundred bytes each in memory."""

MOST_COLUMNS = 2_000
"""Cells with content in a row; a matrix of all assets of a brand has a few hundred."""


class CellKind(StrEnum):
    """What a source held in a cell; all of them come as text."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and what the source held there.

    A number has the digits that the source has, a day is ISO 8601. `link` is where a link in it
    leads.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    link: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row by its number in the source, from 1, with the cells that hold something.

    They are by their column, from 0: rows of a workbook may be very wide and nearly empty.
    """

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool = False

    def text(self, column: int) -> str:
        """Return the text in a column, empty if nothing stands there."""
        cell = self.cells.get(column)
        return cell.text if cell is not None else ""


def harmless(name: str) -> str:
    """Return the name of a file or a sheet, or what stands for it if it tells a secret."""
    from delvia_desktop.domain.secrets.secrets import find_secret  # noqa: PLC0415 - 30 patterns

    is_secret = find_secret(name) or find_secret(name.rpartition(".")[0])
    return tr("name withheld") if is_secret else name


@dataclass(frozen=True)
class Merged:
    """Cells that are merged into one: rows by number and columns, both ends within."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class SourceTable:
    """A table by name; rows without content are left out, their numbers too."""

    name: str
    rows: tuple[SourceRow, ...]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = field(default=())

    @property
    def width(self) -> int:
        """The number of columns up to the last that holds something."""
        return max((max(row.cells, default=-1) for row in self.rows), default=-1) + 1

    def expect_narrow(self) -> None:
        """Raise Refused for a row of more cells than a person has columns: each is looked at."""
        if any(len(row.cells) > MOST_COLUMNS for row in self.rows):
            raise Refused(tr("This table has more than {n} columns.", n=MOST_COLUMNS))

    def rows_below(self, number: int) -> int:
        """Return how many rows with content stand below a row, as that of the headings."""
        return sum(row.number > number for row in self.rows)

    @property
    def hidden_rows(self) -> int:
        """How many rows with content the source hides, as a filter does."""
        return sum(row.is_hidden for row in self.rows)


def row_of(number: int, texts: Iterable[str]) -> SourceRow:
    """Return a row of plain texts; empty ones are no cells."""
    return SourceRow(number, {place: Cell(text) for place, text in enumerate(texts) if text})
