"""Tables that go out for spreadsheets: texts by canonical columns, as CSV and as workbooks.

What is read of them again (`delimited.py`, `workbooks.py`) are exactly the texts that went out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from delvia_desktop.domain.plans.columns import KEY, Holds, LineColumn
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.text import sheet_cell
from delvia_desktop.exchange.workbooks import LONGEST
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows that a sheet of a workbook has below its heading."""

_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count days before it in different ways."""

_TEXT, _WHOLE = 49, 1
"""Formats that every spreadsheet program has: texts stay texts when they are typed, and 0."""

_WIDTHS = {Holds.DAY: 12, Holds.ID: 22, Holds.YES_NO: 9, Holds.NUMBER: 9, Holds.CODE: 20}
_WIDTH = 26


@dataclass(frozen=True)
class OutTable:
    """A table that goes out: its name, its columns, and rows with a text a column."""

    name: str
    columns: tuple[LineColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Cut:
    """A text that is longer than a cell of a workbook can be, and went out cut."""

    table: str
    record: str
    column: str


def csv_of(table: OutTable) -> bytes:
    """Return a table as CSV: UTF-8 with its mark, every text quoted, none of them a formula."""
    target = io.StringIO()
    written = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    written.writerow(column.name for column in table.columns)
    written.writerows(map(sheet_cell, row) for row in table.rows)
    return target.getvalue().encode("utf-8-sig")


def fitting(table: OutTable) -> tuple[OutTable, tuple[Cut, ...]]:
    """Return a table as a workbook can hold it, and what of it was cut; raises Refused."""
    if len(table.rows) > MOST_ROWS:
        raise Refused(
            tr("A sheet of a workbook holds {n} records. Export this list as CSV.", n=MOST_ROWS)
        )
    rows, cut = [], []
    for row in table.rows:
        texts = tuple(map(_fitting, row))
        names = (column.name for column in table.columns)
        cut += [
            Cut(table.name, row[0], name)
            for name, before, after in zip(names, row, texts, strict=True)
            if before != after
        ]
        rows.append(texts)
    return replace(table, rows=tuple(rows)), tuple(cut)


def workbook_of(
    tables: Sequence[OutTable], about: str, facts: Sequence[Sequence[str]], moment: datetime
) -> bytes:
    """Return tables that fit as a workbook, a sheet each, with a last sheet `about` of facts.

    Days are days and everything else is text, nothing a formula or a link. The same content is the
    same bytes: the workbook was made at the `moment` that its content is of, by nobody.
    """
    import xlsxwriter  # noqa: PLC0415 - it loads in a quarter of a second

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"created": moment.astimezone(UTC).replace(tzinfo=None)})
    heading = book.add_format({"bold": True, "num_format": _TEXT, "bottom": 1})
    text = book.add_format({"num_format": _TEXT})
    looks = {
        Holds.DAY: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        Holds.NUMBER: book.add_format({"num_format": _WHOLE}),
    }
    for table in tables:
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            look, width = looks.get(column.holds, text), _WIDTHS.get(column.holds, _WIDTH)
            sheet.set_column(place, place, width, look, {"hidden": column.name == KEY})
            sheet.write_string(0, place, column.name, heading)
        for number, row in enumerate(table.rows, start=1):
            progress()
            for place, cell in enumerate(row):
                _write(sheet, (number, place), cell, table.columns[place].holds)
        last = len(table.rows), len(table.columns) - 1
        sheet.autofilter(0, 0, *last)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet = book.add_worksheet(about)
    sheet.set_column(0, 0, 24, text)
    sheet.set_column(1, 3, 44, text)
    for number, fact in enumerate(facts):
        for place, cell in enumerate(fact):
            if cell:
                sheet.write_string(number, place, cell)
    book.close()
    return target.getvalue()


def _write(sheet: Worksheet, at: tuple[int, int], cell: str, holds: Holds) -> Any:  # noqa: ANN401 - what it says of its limits
    """Write a cell that holds something; its column says how it looks."""
    if not cell:
        return None
    if holds is Holds.DAY and (when := date.fromisoformat(cell)) >= _FIRST_DAY:
        return sheet.write_datetime(*at, datetime.combine(when, datetime.min.time()))
    if holds is Holds.NUMBER:
        return sheet.write_number(*at, int(cell))
    return sheet.write_string(*at, cell)


def _fitting(text: str) -> str:
    """Return as much of a text as a cell of a workbook holds, which counts in UTF-16."""
    if len(text) <= LONGEST // 2:
        return text
    wide = text.encode("utf-16-le")
    return wide[: LONGEST * 2].decode("utf-16-le", "ignore") if len(wide) > LONGEST * 2 else text
