"""Which column of a table is what: proposed by its heading and by how its cells look.

Nothing is taken for a number, a day or a level here: a proposal says only what a person would most
likely choose, and shows by examples why.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from delvia_desktop.domain.plans.columns import KEY
from delvia_desktop.domain.secrets.secrets import find_secret
from delvia_desktop.domain.words.ids import clean_code, clean_id, is_whole_pixel_code
from delvia_desktop.domain.words.text import LINE_LIMIT, folded
from delvia_desktop.domain.words.vocabulary import asset_types
from delvia_desktop.exchange.headings import SECRET, canonical_names, meaning_of
from delvia_desktop.exchange.source_tables import SourceRow, SourceTable

_FIRST_ROWS = 20
"""Rows with content among which the heading stands: titles and legends come before it."""

_LOOKED_AT = 200
"""Cells of a column by which it is judged."""

_EXAMPLES = 3
_MOST = 0.6
"""The part of the cells of a column that look like something, from which the column is that."""

_FEWEST_GROUPS = 2
_LONGEST_MARK = 3
"""Characters of what stands for a level in a matrix, such as A, O or ✓."""

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
class ColumnGroup:
    """Columns that say something of their own in each row, such as one agency's level.

    `heading` is what stands above them, `meaning` what that heading is, `columns` are the meanings
    of the columns by their place.
    """

    heading: str
    meaning: str
    columns: Mapping[int, str]


@dataclass(frozen=True)
class Proposal:
    """How a table is read: the number of the row with the headings, 0 for none, and its columns.

    With `groups` each row says as many things as it has groups that are filled.
    """

    heading_row: int
    columns: tuple[SourceColumn, ...]
    groups: tuple[ColumnGroup, ...] = ()

    @property
    def headings(self) -> frozenset[str]:
        """The headings by which a mapping is remembered, whatever their order."""
        return frozenset(folded(column.heading) for column in self.columns if column.heading)


def propose(sheet: SourceTable, heading_row: int | None = None) -> Proposal:
    """Return what the columns of a table most likely mean; the heading may be said by its row."""
    head = _heading_of(sheet) if heading_row is None else heading_row
    named = next((row for row in sheet.rows if row.number == head), SourceRow(0, {}))
    below = [row for row in sheet.rows if row.number > head]
    groups = _groups_of(sheet, named)
    grouped = {place for group in groups for place in group.columns}
    is_ours = any(cell.text.strip() == KEY for cell in named.cells.values())
    columns: list[SourceColumn] = []
    taken: set[str] = set()
    for place in range(sheet.width):
        cells = [text for row in below[:_LOOKED_AT] if (text := row.text(place).strip())]
        heading = " ".join(named.text(place).split())
        if not cells and not heading:
            continue
        meaning = heading if is_ours and heading in canonical_names() else meaning_of(heading)
        meaning = meaning or _look_of(cells)
        if place in grouped and meaning != SECRET:
            columns.append(
                SourceColumn(
                    place, heading, "", tuple(dict.fromkeys(cells))[:_EXAMPLES], len(cells)
                )
            )
            continue
        if sum(bool(find_secret(cell)) for cell in cells) * 2 > len(cells):
            meaning = SECRET
        if meaning in taken and meaning != SECRET:
            meaning = ""  # two columns cannot be the same: the first is likelier
        taken.add(meaning)
        harmless = dict.fromkeys(cell for cell in cells if not find_secret(cell))
        examples = () if meaning == SECRET else tuple(harmless)[:_EXAMPLES]
        columns.append(SourceColumn(place, heading, meaning, examples, len(cells)))
    groups = groups or _matrix_of(columns, below)
    return Proposal(head, tuple(columns), groups)


def _groups_of(sheet: SourceTable, named: SourceRow) -> tuple[ColumnGroup, ...]:
    """Return the groups of columns over which a cell of the row above the headings spans.

    Their own headings must repeat, else what stands above is a title.
    """
    above = {
        each.first_column: range(each.first_column, each.last_column + 1)
        for each in sheet.merged
        if each.last_row == named.number - 1 and each.last_column > each.first_column
    }
    row = next((each for each in sheet.rows if each.number == named.number - 1), None)
    if row is None or len(above) < _FEWEST_GROUPS:
        return ()
    meanings = [
        {place: meaning for place in span if (meaning := meaning_of(named.text(place)))}
        for span in above.values()
    ]
    if len({tuple(sorted(each.values())) for each in meanings}) > 1 or not meanings[0]:
        return ()
    said = set(meanings[0].values())
    meaning = "asset" if said & {"partner", "partner_id", "person"} else "partner"
    return tuple(
        ColumnGroup(" ".join(row.text(start).split()), meaning, columns)
        for start, columns in zip(above, meanings, strict=True)
        if row.text(start) and not find_secret(row.text(start))
    )


def _matrix_of(columns: list[SourceColumn], below: Sequence[SourceRow]) -> tuple[ColumnGroup, ...]:
    """Return a group for each column of marks or levels, if a table is assets against agencies."""
    said = {column.meaning for column in columns}
    if said & {"partner", "partner_id", "person", "level"} or not said & {"asset", "asset_id"}:
        return ()
    marked = [
        column
        for column in columns
        if not column.meaning and column.heading and _is_marked(column.place, below)
    ]
    if len(marked) < _FEWEST_GROUPS:
        return ()
    return tuple(ColumnGroup(c.heading, "partner", {c.place: "level"}) for c in marked)


def _is_marked(place: int, below: Sequence[SourceRow]) -> bool:
    cells = [text for row in below[:_LOOKED_AT] if (text := row.text(place).strip())]
    marks = [text for text in cells if len(text) <= _LONGEST_MARK or folded(text) in _levels()]
    return bool(cells) and len(marks) >= len(cells) * _MOST


def _heading_of(sheet: SourceTable) -> int:
    """Return the number of the row that holds the headings, 0 if no row looks like one.

    A table of ours says it itself, by the column of its keys.
    """
    rows = [row for row in sheet.rows[:_FIRST_ROWS] if len(row.cells) > 1]
    for row in rows:
        if any(cell.text.strip() == KEY for cell in row.cells.values()):
            return row.number

    def known(row: SourceRow) -> int:
        return sum(bool(meaning_of(cell.text)) for cell in row.cells.values())

    best = max(rows, key=lambda row: (known(row), -row.number), default=None)
    return best.number if best is not None and known(best) * 2 >= len(best.cells) else 0


def _look_of(cells: Sequence[str]) -> str:
    """Return what most cells of a column look like, empty if like nothing that is known.

    Longer ones are judged by their beginning, as some looks take the square of the length.
    """
    begin = [cell[:LINE_LIMIT] for cell in cells]
    for code, looks in _LOOKS.items():
        if begin and sum(map(looks, begin)) >= len(begin) * _MOST:
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
    "person_email": lambda text: _EMAIL.search(text) is not None,
    "asset_id": _is_id,
    "asset_pixel_code": lambda text: is_whole_pixel_code(clean_code(text)),
    "granted_on": lambda text: _DAY.fullmatch(text) is not None,
    "asset_type": _is_term(_types),
    "level": _is_term(_levels),
    "asset": lambda text: _HANDLE.fullmatch(text) is not None,
}
"""How cells of a kind look, what is told the surest first."""
