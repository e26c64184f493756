"""The access matrix on paper: every asset against everyone who can work on it.

It is issued as a record of the whole register, or printed as it is seen, without a number.
"""

from __future__ import annotations

import itertools
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from delvia_desktop.domain.matrix.cells import FAR_REACHING
from delvia_desktop.domain.matrix.matrix import (
    Matrix,
    MatrixColumn,
    MatrixFilter,
    MatrixRow,
    matrix_of,
    owner_label,
    owner_tone,
)
from delvia_desktop.domain.matrix.words import changed, parts_of, party_name, tally, unplaced
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.codes import codes_for
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    Table,
    Words,
    known_facts,
    no_secrets,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.records.brand import Brand
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import type_label
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.progress import progress

KIND = "matrix"

_BESIDE = 18
"""Columns of partners and people that stand beside each other on a page."""
_ASSET, _ID, _CODE, _PARTY = 170, 90, 21, 28
"""Shares of the width: of a name, an id, a code, and a column of codes."""
_HEAD = 36
"""Letters of the head of a column; a longer one is cut and numbered, and the legend has it whole.
"""


def content(situation: Situation, _: About[Brand], head: Head) -> Content:
    """Return what stands on the matrix record: each person with anything has a column."""
    matrix = matrix_of(situation.picture, MatrixFilter(unfolded=True))
    progress()
    return Content(
        KIND,
        tr("ACCESS RECORD · MATRIX"),
        tr("Access matrix on {day}", day=show_day(head.on)),
        _count(matrix),
        f"{_marks(matrix)} {no_secrets()}",
        usual_facts(situation.picture, head),
        _sections(matrix, tr("No asset is recorded.")),
        (
            tr("It covers shares in both directions, people, shop partners and Spark Ads codes "
               "that are active on this date, asset by asset."),
            tr("It does not cover access that is not tied to a single asset, such as a "
               "Business Center seat, or anything that was not recorded. Findings are in the "
               "record of everyone's access."),
        ),
        declared(KIND),
        is_across=True,
    )  # fmt: skip


def view(matrix: Matrix, brand: str, asked: str) -> Content:
    """Return what stands on paper of a matrix as it is seen; `asked` says what is shown."""
    known = matrix.known
    facts = [
        (tr("Brand"), words(brand)),
        (tr("What is shown"), words(asked or tr("Everything"), tally(matrix))),
        *known_facts(known.on, known.as_of, known.revision),
    ]
    return Content(
        KIND,
        tr("ACCESS MATRIX · PRINTED VIEW"),
        tr("Access matrix on {day}", day=show_day(known.on)),
        _count(matrix),
        _marks(matrix),
        tuple(facts),
        _sections(matrix, tr("No asset matches the filters.")),
        (),
        is_across=True,
    )


def _count(matrix: Matrix) -> str:
    assets = ntr("{n} asset", "{n} assets", len(matrix.rows))
    held = ntr(
        "{n} partner or person with access",
        "{n} partners and people with access",
        len(matrix.columns),
    )
    return f"{assets} · {held}"


def _marks(matrix: Matrix) -> str:
    """Return what stands out, which a copy in black and white must show too."""
    told = tr(
        "Bold red marks an owner other than the brand, and a level that can control settings, "
        "money, messages or the profile."
    )
    return " ".join(filter(None, (told, unplaced(matrix))))


class _Codes:
    """The short codes of one matrix: of types, of owners, of what is held, and of long heads."""

    def __init__(self, matrix: Matrix) -> None:
        self.types = codes_for(type_label(row.asset.asset_type) for row in matrix.rows)
        self.owners = codes_for(_owner_words(row).text for row in matrix.rows)
        self.held = codes_for(
            part.text
            for row in matrix.rows
            for cell in row.cells.values()
            for part in parts_of(cell, matrix.people)
        )
        names = [party_name(matrix, column.party) for column in matrix.columns]
        self.heads = {name: name for name in names}
        long = [name for name in dict.fromkeys(names) if _breadth(name) > _HEAD]
        self.heads |= {name: f"[{n}] {_cut(name)}…" for n, name in enumerate(long, start=1)}
        self._long = long

    def legend(self) -> Section:
        """Return what each code stands for, and the long heads whole, in lists side by side."""
        held = sorted(self.held.items(), key=lambda entry: in_order(entry[1]))
        others = [*self.types.items(), *self.owners.items()]
        others += [(name, f"[{n}]") for n, name in enumerate(self._long, start=1)]
        rest = tr("Type, owner, column")
        lists = [*_split(tr("Access"), held, 4), *_split(rest, others, 2)]
        columns = [pair for each in lists for pair in ((tr("Code"), 7), (each[0], _share(each)))]
        rows = [
            tuple(
                words(text, look="cell") if text else ()
                for _, entries in lists
                for text in (reversed(entries[n]) if n < len(entries) else ("", ""))
            )
            for n in range(max(len(entries) for _, entries in lists))
        ]
        return Section(tr("Legend"), table=Table(tuple(columns), tuple(rows), is_dense=True))


_List = tuple[str, list[tuple[str, str]]]
"""A title, and texts with their codes."""


def _share(each: _List) -> int:
    """Return the share of the width that the texts of a list need."""
    longest = max(_breadth(text) for text in (each[0], *(text for text, _ in each[1])))
    return min(longest + 1, _HEAD)


def _split(title: str, entries: list[tuple[str, str]], count: int) -> list[_List]:
    """Return entries in several lists of one title, as long as each other."""
    side = math.ceil(len(entries) / count)
    return [(title, entries[n : n + side]) for n in range(0, len(entries), side or 1)]


def _breadth(text: str) -> int:
    """Return how broad a text is in letters; an ideograph takes two."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def _cut(name: str) -> str:
    end = len(name)
    while _breadth(name[:end]) > _HEAD - 6:
        end -= 1
    return name[:end].rstrip()


def _sections(matrix: Matrix, empty: str) -> tuple[Section, ...]:
    """Return the columns in groups, each with the assets that they hold, then all other assets."""
    if not matrix.rows:
        return (Section(tr("Assets"), texts=(empty,)),)
    codes = _Codes(matrix)
    groups = _groups(matrix.columns)
    sections = [_group(matrix, group, codes) for group in groups]
    others = [row for row in matrix.rows if not row.cells]
    if others and len(groups) != 1:
        table = Table(_heads(), tuple(_asset(row, codes) for row in others), is_dense=True)
        sections.append(Section(tr("Assets without any access"), table=table))
    return (*sections, codes.legend())


def _groups(columns: Sequence[MatrixColumn]) -> list[Sequence[MatrixColumn]]:
    """Return the columns in as few groups as fit beside each other, none of them much shorter."""
    count = math.ceil(len(columns) / _BESIDE)
    edges = [len(columns) * number // count for number in range(count + 1)] if count else []
    return [columns[start:end] for start, end in itertools.pairwise(edges)]


def _group(matrix: Matrix, group: Sequence[MatrixColumn], codes: _Codes) -> Section:
    names = [party_name(matrix, column.party) for column in group]
    is_all = len(group) == len(matrix.columns)
    title = tr("Access by asset")
    if not is_all:
        title = tr("From {first} to {last}", first=names[0], last=names[-1])
    rows = [
        (*_asset(row, codes), *(_cell(matrix, row, column, codes) for column in group))
        for row in matrix.rows
        if is_all or any(column.party in row.cells for column in group)
    ]
    heads = (*_heads(), *((codes.heads[name], _PARTY) for name in names))
    return Section(title, table=Table(heads, tuple(rows), is_dense=True, turned=len(group)))


def _heads() -> tuple[tuple[str, int], ...]:
    return (
        (tr("Asset"), _ASSET),
        (tr("ID"), _ID),
        (tr("Type"), _CODE),
        (tr("Owner"), _CODE + 7),
    )


def _asset(row: MatrixRow, codes: _Codes) -> tuple[Cell, ...]:
    asset, kind, owner = row.asset, type_label(row.asset.asset_type), _owner_words(row)
    number = asset.asset_id or asset.pixel_code
    return (
        words(asset.name, look="cell"),
        (Words(number, "id") if number else Words("—", "missing"),),
        (Words(kind, "cell", codes.types[kind]),),
        (replace(owner, short=codes.owners[owner.text]),),
    )


def _owner_words(row: MatrixRow) -> Words:
    return _toned(changed(owner_label(row), row.owner_change, row.owner_was), owner_tone(row))


def _cell(matrix: Matrix, row: MatrixRow, column: MatrixColumn, codes: _Codes) -> Cell:
    parts = parts_of(row.cells.get(column.party, ()), matrix.people)
    return tuple(
        replace(_toned(part.text, part.tone), short=codes.held[part.text]) for part in parts
    )


def _toned(text: str, tone: str) -> Words:
    return Words(text, "critical" if tone in FAR_REACHING else "cell")
