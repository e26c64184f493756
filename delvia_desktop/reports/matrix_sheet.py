"""The access matrix on paper, as it is seen: across the page, its columns split over pages."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from delvia_desktop.domain.matrix import Matrix, MatrixColumn, MatrixRow, owner_label, owner_tone
from delvia_desktop.domain.matrix_words import changed, legend, parts_of, party_name, tally
from delvia_desktop.domain.vocabulary import type_label
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.reports.archive import About
from delvia_desktop.reports.binding import Margins
from delvia_desktop.reports.cells import stacked
from delvia_desktop.reports.look import Look
from delvia_desktop.reports.pages import Column, Pages, Progress
from delvia_desktop.reports.rows import Cell
from delvia_desktop.reports.shaping import Style
from delvia_desktop.reports.statements import printed_view
from delvia_desktop.reports.styles import BODY, KICKER, SECOND, SUBTITLE, TEXT, TONES
from delvia_desktop.reports.typefaces import BOLD

_BESIDE = 6
"""Columns of partners and people on a page, beside asset and owner."""
_ASSET, _OWNER, _PARTY = 150, 90, 86
"""Shares of the width."""


@dataclass(frozen=True)
class MatrixSheet:
    """A matrix to print: whose it is, and in words what of it was asked for."""

    matrix: Matrix
    brand: str
    asked: str


def render(sheet: MatrixSheet, progress: Progress | None = None) -> tuple[bytes, int]:
    """Return the PDF and its number of pages; raises MissingGlyph, or what `progress` raises."""
    matrix = sheet.matrix
    known = matrix.known
    groups = _groups(matrix.columns)
    pages = Pages(
        Margins(
            (tr("Access matrix"), tr("Access on {day}", day=show_day(known.on))),
            printed_view(sheet.brand, known.on, known.register_state, known.as_of),
        ),
        Look(is_across=True),
        len(matrix.rows) * len(groups),
        progress,
    )
    about = About(
        tr("Access matrix of {brand}", brand=sheet.brand),
        tr("Printed view, not issued as an access record"),
        sheet.brand,
        "en",
        known.as_of,
    )
    pages.describe(about)
    pages.text(tr("ACCESS MATRIX · PRINTED VIEW"), KICKER)
    pages.title(sheet.brand)
    pages.text(tr("Who can work on what on {day}", day=show_day(known.on)), SUBTITLE)
    pages.space(6)
    for words in (tally(matrix), sheet.asked, legend(matrix)):
        if words:
            pages.text(words, SECOND)
    pages.space(8)
    if not matrix.rows:
        pages.text(tr("No asset fits what was asked for."), BODY)
    for number, group in enumerate(groups if matrix.rows else ()):
        if number:
            pages.new_page()
        if len(groups) > 1:
            pages.heading(_span(matrix, group))
        pages.table(_heads(matrix, group), [_row(matrix, row, group) for row in matrix.rows])
    count = pages.count
    return pages.finish(), count


def _groups(columns: Sequence[MatrixColumn]) -> list[Sequence[MatrixColumn]]:
    """Return the columns in as few groups as fit on pages, none of them much shorter."""
    count = max(1, math.ceil(len(columns) / _BESIDE))
    edges = [len(columns) * number // count for number in range(count + 1)]
    return [columns[start:end] for start, end in itertools.pairwise(edges)]


def _span(matrix: Matrix, group: Sequence[MatrixColumn]) -> str:
    first, last = (party_name(matrix, column.party) for column in (group[0], group[-1]))
    return first if first == last else tr("{first} to {last}", first=first, last=last)


def _heads(matrix: Matrix, group: Sequence[MatrixColumn]) -> list[Column]:
    heads = [Column(tr("Asset"), _ASSET), Column(tr("Owner"), _OWNER)]
    return heads + [Column(party_name(matrix, column.party), _PARTY) for column in group]


def _row(matrix: Matrix, row: MatrixRow, group: Sequence[MatrixColumn]) -> list[Cell]:
    owner = changed(owner_label(row), row.owner_change, row.owner_was)
    cells: list[Cell] = [
        stacked(row.asset.name, type_label(row.asset.asset_type)),
        ((owner, _toned(owner_tone(row))),),
    ]
    for column in group:
        parts = parts_of(row.cells.get(column.party, ()), matrix.people)
        cells.append(tuple((part.text, _toned(part.tone)) for part in parts))
    return cells


def _toned(tone: str) -> Style:
    return Style(8, BOLD, TONES[tone]) if tone in TONES else Style(8, colour=TEXT)
