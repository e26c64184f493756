"""The access matrix on paper: every asset against everyone who can work on it.

It is issued as a record of the whole register, or printed as it is seen, without a number.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from delvia_desktop.domain.brand import Brand
from delvia_desktop.domain.matrix import (
    Matrix,
    MatrixColumn,
    MatrixFilter,
    MatrixRow,
    matrix_of,
    owner_label,
    owner_tone,
)
from delvia_desktop.domain.matrix_cells import FAR_REACHING
from delvia_desktop.domain.matrix_words import changed, parts_of, party_name, tally, unplaced
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    Words,
    asset_cell,
    known_facts,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.situation import Situation
from delvia_desktop.domain.vocabulary import type_label
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "matrix"

_BESIDE = 6
"""Columns of partners and people on a page, beside asset and owner."""
_ASSET, _OWNER, _PARTY = 150, 90, 86
"""Shares of the width."""


def content(situation: Situation, about: About[Brand], head: Head) -> Content:
    """Return the matrix of everyone who has anything on the day, each person with a column."""
    matrix = matrix_of(situation.picture, MatrixFilter(unfolded=True))
    about.beat()
    return Content(
        KIND,
        tr("ACCESS RECORD · MATRIX"),
        tr("Access matrix on {day}", day=show_day(head.on)),
        _count(matrix),
        f"{_legend(matrix)} {no_secrets()}",
        usual_facts(situation.picture, head),
        _sections(matrix, tr("No asset is recorded.")),
        (
            tr("It covers shares in both directions, people, shop partners and Spark Ads codes "
               "that are active on this date, asset by asset."),
            tr("It does not cover access that is not tied to a single asset, such as a "
               "Business Center seat, or anything that was not recorded."),
        ),
        declared(KIND),
        is_across=True,
    )  # fmt: skip


def view(matrix: Matrix, brand: str, asked: str) -> Content:
    """Return a matrix as it is seen; `asked` says in words what of it is shown."""
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
        _legend(matrix),
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


def _legend(matrix: Matrix) -> str:
    """Return what stands out, which a copy in black and white must show too."""
    told = tr(
        "Bold red marks an owner other than the brand, and a level that can change settings, "
        "money, messages or the profile."
    )
    return " ".join(filter(None, (told, unplaced(matrix))))


def _sections(matrix: Matrix, empty: str) -> tuple[Section, ...]:
    """Return the columns in groups, each with the assets that they hold, then all other assets."""
    if not matrix.rows:
        return (Section(tr("Assets"), texts=(empty,)),)
    sections = [_group(matrix, group) for group in _groups(matrix.columns)]
    others = [(_asset(row), _owner(row)) for row in matrix.rows if not row.cells]
    if others:
        columns = ((tr("Asset"), _ASSET), (tr("Owner"), _OWNER))
        sections.append(section(tr("Assets without any access"), columns, others))
    return tuple(sections)


def _groups(columns: Sequence[MatrixColumn]) -> list[Sequence[MatrixColumn]]:
    """Return the columns in as few groups as fit beside each other, none of them much shorter."""
    count = math.ceil(len(columns) / _BESIDE)
    edges = [len(columns) * number // count for number in range(count + 1)] if count else []
    return [columns[start:end] for start, end in itertools.pairwise(edges)]


def _group(matrix: Matrix, group: Sequence[MatrixColumn]) -> Section:
    first, last = (party_name(matrix, column.party) for column in (group[0], group[-1]))
    title = first if first == last else tr("From {first} to {last}", first=first, last=last)
    heads = [(tr("Asset"), _ASSET), (tr("Owner"), _OWNER)]
    heads += [(party_name(matrix, column.party), _PARTY) for column in group]
    rows = [
        (_asset(row), _owner(row), *(_cell(matrix, row, column) for column in group))
        for row in matrix.rows
        if any(column.party in row.cells for column in group)
    ]
    return section(title, tuple(heads), rows)


def _asset(row: MatrixRow) -> Cell:
    return asset_cell(row.asset, type_label(row.asset.asset_type))


def _owner(row: MatrixRow) -> Cell:
    return (_toned(changed(owner_label(row), row.owner_change, row.owner_was), owner_tone(row)),)


def _cell(matrix: Matrix, row: MatrixRow, column: MatrixColumn) -> Cell:
    parts = parts_of(row.cells.get(column.party, ()), matrix.people)
    return tuple(_toned(part.text, part.tone) for part in parts)


def _toned(text: str, tone: str) -> Words:
    return Words(text, "critical" if tone in FAR_REACHING else "cell")
