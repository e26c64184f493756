"""What a file holds, told by its content: tables, or TikTok's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from delvia_desktop.domain.plans.lines import SourceLine
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.text import sheet_text
from delvia_desktop.exchange.delimited import read_delimited, text_of
from delvia_desktop.exchange.own_json import is_own_json, own_lines
from delvia_desktop.exchange.pasted import read_pasted
from delvia_desktop.exchange.source_tables import LARGEST_FILE, SourceRow, SourceTable
from delvia_desktop.exchange.tiktok_json import Answer, read_answers
from delvia_desktop.exchange.workbooks import is_workbook, read_workbook
from delvia_desktop.i18n import tr

ABOUT = "about"
"""The sheet of our own workbooks that says what they hold, and is no list."""

_BEGINNING = 4_000
"""Bytes by which text is told from HTML."""


@dataclass(frozen=True)
class SourceContent:
    """What one or several files hold: tables, the joined records of TikTok's answers, or lines.

    Lines are those of an export of ours.

    `encoding` is that of a text, `is_certain` whether it is known and not guessed.
    """

    tables: tuple[SourceTable, ...] = ()
    answer: Answer | None = None
    lines: tuple[SourceLine, ...] = ()
    encoding: str = ""
    is_certain: bool = True


def read_source(name: str, contents: Sequence[bytes], encoding: str = "") -> SourceContent:
    """Return what files hold; several are pages of TikTok's one answer.

    `name` is what the only table of a text is called. Raises Refused, with the way out, for what
    cannot be read.
    """
    content = _content(name, contents, encoding)
    for table in content.tables:
        table.expect_narrow()
    return content


def _content(name: str, contents: Sequence[bytes], encoding: str) -> SourceContent:
    first = contents[0]
    if any(len(content) > LARGEST_FILE for content in contents):
        raise Refused(tr("This file is too large: {n} MB.", n=max(map(len, contents)) >> 20))
    if is_workbook(first):
        return SourceContent(_without_guards(read_workbook(first)))
    read = text_of(first, encoding)
    begins = read.text.lstrip()[:1]
    if begins == "{" and is_own_json(read.text):
        return SourceContent(lines=tuple(own_lines(read.text, name)))
    if begins in {"{", "["}:
        return SourceContent(answer=read_answers(contents))
    if begins == "<" and "<t" in read.text[:_BEGINNING].lower():
        table = read_pasted("", read.text)
        return SourceContent(_without_guards((table,)), encoding=read.encoding)
    table = read_delimited(read.text, name)
    return SourceContent((table,), encoding=read.encoding, is_certain=read.certain)


def _without_guards(tables: Sequence[SourceTable]) -> tuple[SourceTable, ...]:
    """Return tables without the apostrophes of CSV that a spreadsheet opened and saved.

    A workbook of ours has none, and says what it is: there an apostrophe is the text's own.
    """
    if any(table.name.casefold() == ABOUT for table in tables):
        return tuple(tables)
    return tuple(
        replace(table, rows=tuple(map(_row_without_guards, table.rows))) for table in tables
    )


def _row_without_guards(row: SourceRow) -> SourceRow:
    if not any(cell.text.startswith("'") for cell in row.cells.values()):
        return row
    cells = {place: replace(cell, text=sheet_text(cell.text)) for place, cell in row.cells.items()}
    return replace(row, cells=cells)
