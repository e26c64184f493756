"""Text in rows and columns: CSV in any of its shapes, and what is pasted from a table."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delvia_desktop.domain.evidence.encodings import decoded
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.text import sheet_text
from delvia_desktop.exchange.source_tables import (
    LARGEST_FILE,
    MOST_CELLS,
    SourceRow,
    SourceTable,
    row_of,
)
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress

_DELIMITERS = ("\t", ";", ",", "|")
"""What may stand between columns, what is least met in texts first."""

_SAMPLE = 400
"""Records by which the delimiter is found."""

_LONGEST = 200_000
"""Characters in a cell; a note has a tenth of it."""

_OTHERS = ("cp1252", "mac_roman", "cp1250", "cp850", "cp932", "gb18030", "cp1251")
"""Encodings that are offered where the bytes do not say it, the most usual first."""


@dataclass(frozen=True)
class Encoded:
    """The text of a file; `certain` unless its encoding had to be guessed, which is asked."""

    text: str
    encoding: str
    certain: bool


def text_of(content: bytes, encoding: str = "") -> Encoded:
    """Return the text of a file, in a named encoding or in that which its bytes show.

    A mark at the beginning, zero bytes at every other place, and being sound UTF-8 are certain;
    anything else is a guess. Raises Refused for what is no text.
    """
    if len(content) > LARGEST_FILE:
        raise Refused(tr("This file is too large: {n} MB.", n=len(content) >> 20))
    if encoding:
        try:
            named = content.decode(encoding, "replace")
        except (LookupError, ValueError) as error:
            raise Refused(tr("“{name}” is no encoding of text.", name=encoding)) from error
        return Encoded(_sound(named), encoding, certain=True)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return Encoded(_sound(content.decode(name, "replace")), name, certain=True)
    if name := _wide(content):
        return Encoded(_sound(content.decode(name, "replace")), name, certain=True)
    try:
        return Encoded(_sound(content.decode("utf-8")), "utf-8", certain=True)
    except UnicodeDecodeError:
        text = decoded(content)
    if text is None:
        raise Refused(tr("This is not a table: it is neither text nor a workbook."))
    return Encoded(_sound(text), _encoding_of(content, text), certain=False)


def candidates(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return encodings that may be meant, each with the lines that it alone decides on.

    They are lines with letters beyond ASCII, by which a person sees which one is right.
    """
    odd = [line for line in content.splitlines() if not line.isascii()][:3]
    found = []
    for name in _OTHERS:
        try:
            found.append((name, "\n".join(line.decode(name) for line in odd)))
        except UnicodeDecodeError:
            continue
    return tuple(found)


def read_delimited(text: str, name: str, delimiter: str = "") -> SourceTable:
    """Return the table of a text; `delimiter` stands between columns if that was said.

    A line `sep=;` at the beginning says it too, and the apostrophe before what would be a formula
    is none of a text. Raises Refused for too many cells.
    """
    lines = text.split("\n", 1)
    said, start = delimiter, 1
    if (first := lines[0].strip().strip('"')).lower().startswith("sep=") and len(first) == len(
        "sep=;"
    ):
        said, text, start = said or first[-1], lines[1] if len(lines) > 1 else "", 2
    between = said or _delimiter(text)
    rows: list[SourceRow] = []
    cells = 0
    for number, texts in _records(text, between, start):
        row = row_of(number, (sheet_text(each.strip("\ufeff")) for each in texts))
        cells += len(row.cells)
        if cells > MOST_CELLS:
            raise Refused(tr("This table has more than {n} cells.", n=MOST_CELLS))
        if row.cells:
            rows.append(row)
    return SourceTable(name, tuple(rows))


def _records(text: str, between: str, start: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the records of a text with the number of the line on which each begins."""
    before = csv.field_size_limit(_LONGEST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
        begins = start
        while True:
            try:
                texts = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                # A quote that nothing ends takes the rest of the file into one cell.
                words = tr("Line {n} cannot be read: a quotation mark is not closed.", n=begins)
                raise Refused(words) from error
            progress(begins, 0)
            yield begins, texts
            begins = start + reader.line_num
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    """Return what stands between the columns: what gives the most records the same width."""
    sample = text[:200_000]

    def fits(between: str) -> tuple[int, int]:
        try:
            records = csv.reader(io.StringIO(sample, newline=""), delimiter=between)
            widths = Counter(
                len(each) for each, _ in zip(records, range(_SAMPLE), strict=False) if any(each)
            )
        except csv.Error:
            return (0, 0)
        alike = max((count for width, count in widths.items() if width > 1), default=0)
        return (alike, -_DELIMITERS.index(between))

    return max(_DELIMITERS, key=fits)


def _wide(content: bytes) -> str:
    """Return UTF-16 without a mark, which has zeros at every other place of plain letters."""
    sample = content[:2_000]
    half = len(sample) // 2
    if half == 0:
        return ""
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.1 else ""


def _encoding_of(content: bytes, text: str) -> str:
    """Return by which of the usual encodings some bytes give a text."""
    for name in _OTHERS:
        try:
            if content.decode(name) == text:
                return name
        except UnicodeDecodeError:
            continue
    return "cp1252"


def _sound(text: str) -> str:
    """Return a text with the line ends and without the zeros that no table has."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
