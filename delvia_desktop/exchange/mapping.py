"""Which column of a table is what: proposed by its heading and by how its cells look.

Nothing is taken for a number, a day or a level here: a proposal says only what a person would most
likely choose, and shows by examples why.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.domain.words.ids import clean_code, clean_id, is_whole_pixel_code
from delvia_desktop.domain.words.text import folded
from delvia_desktop.domain.words.vocabulary import asset_types
from delvia_desktop.exchange.headings import SECRET, meaning_of
from delvia_desktop.exchange.source_tables import SourceRow, SourceTable

_FIRST_ROWS = 20
"""Rows with content among which the heading stands: titles and legends come before it."""

_LOOKED_AT = 200
"""Cells of a column by which it is judged."""

_EXAMPLES = 3
_MOST = 0.6
"""The part of the cells of a column that look like something, from which the column is that."""

_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}")
_DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(T.*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{1,2}\.?[ -][^\W\d_]{3,10}\.?[ -]\d{2,4}"
)
_ID = re.compile(r"\d{16,20}")
_HANDLE = re.compile(r"@[\w.]{2,}")


@dataclass(frozen=True)
class SourceColumn:
    """A column as proposed: what it means, what it is called, some of what stands in it.

    `meaning` is empty where none is proposed. A column of secrets shows no examples: it is not
    read.
    """

    place: int
    heading: str
    meaning: str
    examples: tuple[str, ...]
    filled: int


@dataclass(frozen=True)
class Proposal:
    """How a table is read: the number of the row with the headings, 0 for none, and its columns."""

    heading_row: int
    columns: tuple[SourceColumn, ...]

    @property
    def headings(self) -> frozenset[str]:
        """The headings by which a mapping is remembered, whatever their order."""
        return frozenset(folded(column.heading) for column in self.columns if column.heading)


def propose(sheet: SourceTable, heading_row: int | None = None) -> Proposal:
    """Return what the columns of a table most likely mean; the heading may be said by its row."""
    head = _heading_of(sheet) if heading_row is None else heading_row
    named = next((row for row in sheet.rows if row.number == head), SourceRow(0, {}))
    below = [row for row in sheet.rows if row.number > head]
    columns: list[SourceColumn] = []
    taken: set[str] = set()
    for place in range(sheet.width):
        cells = [text for row in below[:_LOOKED_AT] if (text := row.text(place).strip())]
        heading = " ".join(named.text(place).split())
        if not cells and not heading:
            continue
        meaning = meaning_of(heading) or _look_of(cells)
        if any(map(find_secret, cells)):
            meaning = SECRET
        if meaning in taken and meaning != SECRET:
            meaning = ""  # two columns cannot be the same: the first is likelier
        taken.add(meaning)
        examples = () if meaning == SECRET else tuple(dict.fromkeys(cells))[:_EXAMPLES]
        columns.append(SourceColumn(place, heading, meaning, examples, len(cells)))
    return Proposal(head, tuple(columns))


def _heading_of(sheet: SourceTable) -> int:
    """Return the number of the row that holds the headings, 0 if no row looks like one."""

    def known(row: SourceRow) -> int:
        return sum(bool(meaning_of(cell.text)) for cell in row.cells.values())

    rows = [row for row in sheet.rows[:_FIRST_ROWS] if len(row.cells) > 1]
    best = max(rows, key=lambda row: (known(row), -row.number), default=None)
    return best.number if best is not None and known(best) * 2 >= len(best.cells) else 0


def _look_of(cells: Sequence[str]) -> str:
    """Return what most cells of a column look like, empty if like nothing that is known."""
    for code, looks in _LOOKS.items():
        if cells and sum(map(looks, cells)) >= len(cells) * _MOST:
            return code
    return ""


def _is_id(text: str) -> bool:
    return _ID.fullmatch(clean_id(text)) is not None


def _is_term(texts: Callable[[], frozenset[str]]) -> Callable[[str], bool]:
    return lambda text: folded(text) in texts()


@functools.cache
def _types() -> frozenset[str]:
    found = asset_types().values()
    return frozenset(folded(each) for kind in found for each in (kind.label, *kind.aliases))


@functools.cache
def _levels() -> frozenset[str]:
    levels = (level for kind in asset_types().values() for level in kind.levels)
    return frozenset(folded(each) for level in levels for each in (level.label, *level.aliases))


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "email": lambda text: _EMAIL.search(text) is not None,
    "asset_id": _is_id,
    "pixel_code": lambda text: is_whole_pixel_code(clean_code(text)),
    "granted_on": lambda text: _DAY.fullmatch(text) is not None,
    "asset_type": _is_term(_types),
    "level": _is_term(_levels),
    "asset": lambda text: _HANDLE.fullmatch(text) is not None,
}
"""How cells of a kind look, what is told the surest first."""
