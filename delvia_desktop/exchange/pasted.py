"""What is pasted from a page or a spreadsheet: HTML tells of each cell what its text does not.

The layout comes from the table of the HTML, with what spans rows and columns. Whether a cell is a
number is said by Excel (`x:num`), Google Sheets (`data-sheets-value`) and LibreOffice (`sdval`):
an id that was a number there has lost its last digits (facts: their clipboards, November 2026).
"""

from __future__ import annotations

import json
from html.parser import HTMLParser

from typing_extensions import override

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.delimited import read_delimited
from delvia_desktop.exchange.source_tables import (
    MOST_CELLS,
    Cell,
    CellKind,
    Merged,
    SourceRow,
    SourceTable,
)
from delvia_desktop.i18n import tr

_LONGEST_HTML = 2_000_000
"""Characters of HTML that are looked at; of more the plain text says enough, and at once."""

_MOST_SPANNED = 1_000
"""Rows or columns that one cell may span."""

_BREAKS = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"style", "script", "head", "title"})

Attributes = list[tuple[str, str | None]]


def read_pasted(text: str, html: str = "") -> SourceTable:
    """Return the table of what was pasted; raises Refused for too many cells.

    Without a table in the HTML, and of very much, the plain text is read.
    """
    if html and len(html) <= _LONGEST_HTML:
        tables = _Tables()
        tables.feed(html)
        tables.close()
        if tables.found:
            return tables.sheet()
    return read_delimited(text.replace("\r\n", "\n").replace("\r", "\n"), tr("Pasted"))


class _Tables(HTMLParser):
    """The rows of all tables of a text, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[SourceRow] = []
        self._merged: list[Merged] = []
        self._number = 0
        self._cells: dict[int, Cell] = {}
        self._taken: dict[int, int] = {}
        self._column = 0
        self._count = 0
        self._parts: list[str] | None = None
        self._kind, self._link = CellKind.TEXT, ""
        self._spans = (1, 1)
        self._unseen = 0

    def sheet(self) -> SourceTable:
        """Return the table."""
        return SourceTable(tr("Pasted"), tuple(self.found), merged=tuple(self._merged))

    @override
    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self._end_row()
            self._number += 1
        elif tag in {"td", "th"}:
            self._end_cell()
            self._begin_cell(found)
        elif tag == "a" and self._parts is not None:
            self._link = self._link or found.get("href", "")
        elif tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS and self._parts:
            self._parts.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
        elif tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)

    @override
    def handle_data(self, data: str) -> None:
        if self._parts is not None and not self._unseen:
            self._parts.append(" ".join(data.split()) if "\n" in data else data)

    def _begin_cell(self, found: dict[str, str]) -> None:
        while self._taken.get(self._column, 0) >= self._number > 0:
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
            self._count += 1
            if self._count > MOST_CELLS:
                raise Refused(tr("This table has more than {n} cells.", n=MOST_CELLS))
            self._cells[self._column] = Cell(text, self._kind, self._link)
        last = self._number + rows - 1
        if rows > 1 or columns > 1:
            self._merged.append(
                Merged(self._number, last, self._column, self._column + columns - 1)
            )
        for column in range(self._column, self._column + columns):
            self._taken[column] = max(last, self._taken.get(column, 0))
        self._column += columns
        self._parts = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self.found.append(SourceRow(self._number, self._cells))
        self._cells, self._column = {}, 0


def _is_number(found: dict[str, str]) -> bool:
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
    return min(max(int(text), 1), _MOST_SPANNED) if text and text.isdecimal() else 1
