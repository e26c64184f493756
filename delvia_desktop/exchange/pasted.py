"""What is pasted from a page or a spreadsheet: HTML tells of each cell what its text does not.

The layout comes from the table of the HTML, with what spans rows and columns. Whether a cell is a
number is said by Excel (`x:num`), Google Sheets (`data-sheets-value`) and LibreOffice (`sdval`):
an id that was a number there has lost its last digits (facts: their clipboards, November 2026).
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.cell_count import too_many
from delvia_desktop.exchange.delimited import read_delimited
from delvia_desktop.exchange.html_tags import Tag, tags_and_texts
from delvia_desktop.exchange.source_tables import (
    MOST_CELLS,
    Cell,
    CellKind,
    Merged,
    SourceRow,
    SourceTable,
)
from delvia_desktop.i18n import tr

_MOST_SPANNED, _DIGITS = 1_000, 6
"""Rows or columns that one cell may span, and the digits of a number that are looked at."""

_BREAKS = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"style", "script", "head", "title"})


def read_pasted(text: str, html: str = "") -> SourceTable:
    """Return the table of what was pasted; raises Refused for too many cells.

    Without a table in the HTML the plain text is read.
    """
    tables = _Tables()
    for each in tags_and_texts(html):
        if isinstance(each, str):
            tables.take_text(each)
        elif each.is_end:
            tables.end(each.name)
        else:
            tables.begin(each)
    tables.end("table")
    if tables.found:
        return SourceTable(tr("Pasted"), tuple(tables.found), merged=tuple(tables.merged))
    return read_delimited(text.replace("\r\n", "\n").replace("\r", "\n"), tr("Pasted"))


class _Tables:
    """The rows of all tables of a text, one below the other."""

    def __init__(self) -> None:
        self.found: list[SourceRow] = []
        self.merged: list[Merged] = []
        self._number = 0
        self._cells: dict[int, Cell] = {}
        self._taken: dict[int, int] = {}
        self._column = 0
        self._count = 0
        self._parts: list[str] | None = None
        self._kind, self._link = CellKind.TEXT, ""
        self._spans = (1, 1)
        self._unseen = 0

    def begin(self, tag: Tag) -> None:
        """Take a tag that begins something."""
        if tag.name == "tr":
            self._end_row()
            self._number += 1
        elif tag.name in {"td", "th"}:
            self._end_cell()
            self._begin_cell(tag.attributes)
        elif tag.name == "a" and self._parts is not None:
            self._link = self._link or tag.attributes.get("href", "")
        elif tag.name in _UNSEEN:
            self._unseen += 1
        elif tag.name in _BREAKS and self._parts:
            self._parts.append("\n")

    def end(self, name: str) -> None:
        """Take a tag that ends something."""
        if name in {"td", "th"}:
            self._end_cell()
        elif name in {"tr", "table"}:
            self._end_row()
        elif name in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)

    def take_text(self, text: str) -> None:
        """Take the text between two tags."""
        if self._parts is not None and not self._unseen:
            self._parts.append(" ".join(text.split()) if "\n" in text else text)

    def _begin_cell(self, found: Mapping[str, str]) -> None:
        while self._taken.get(self._column, 0) >= self._number > 0:
            self._take(1)
            self._column += 1
        self._parts = []
        self._kind = CellKind.NUMBER if _is_number(found) else CellKind.TEXT
        self._link = ""
        self._spans = _span(found.get("rowspan")), _span(found.get("colspan"))

    def _end_cell(self) -> None:
        if self._parts is None:
            return
        text = "\n".join(line.strip() for line in "".join(self._parts).split("\n"))
        text = text.replace("\xa0", " ").strip()
        rows, columns = self._spans
        if text:
            self._take(1)
            self._cells[self._column] = Cell(text, self._kind, self._link)
        last = self._number + rows - 1
        if rows > 1 or columns > 1:
            self.merged.append(Merged(self._number, last, self._column, self._column + columns - 1))
        if rows > 1:
            self._take(columns)
            for column in range(self._column, self._column + columns):
                self._taken[column] = max(last, self._taken.get(column, 0))
        self._column += columns
        self._parts = None

    def _take(self, cells: int) -> None:
        """Count cells, those too that others span: each of them takes its time."""
        self._count += cells
        if self._count > MOST_CELLS:
            raise Refused(too_many(MOST_CELLS))

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self.found.append(SourceRow(self._number, self._cells))
        self._cells, self._column = {}, 0


def _is_number(found: Mapping[str, str]) -> bool:
    """Tell whether a cell was a number in the spreadsheet that it comes from."""
    if "x:num" in found or "sdval" in found:
        return True
    try:
        value = json.loads(found.get("data-sheets-value", "null"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("1") == 3  # noqa: PLR2004 - Google's sign for one


def _span(text: str | None) -> int:
    """Return how many rows or columns a cell spans."""
    return min(max(int(text[:_DIGITS]), 1), _MOST_SPANNED) if text and text.isdecimal() else 1
