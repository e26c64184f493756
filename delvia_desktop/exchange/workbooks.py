"""XLSX workbooks (ECMA-376, part 1): what stands in their cells, read without any other program.

A reader of our own on `zipfile` and `expat`, as the kept ones lose what is needed here: digits
beyond 15, hidden rows, merged cells; and one of them ends the process on a crafted file. It streams
each part, and every limit is on what is unpacked and not on what the file says of itself.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from xml.parsers import expat

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.cell_count import expect_few_cells, too_many
from delvia_desktop.exchange.source_tables import (
    LARGEST_FILE,
    MOST_CELLS,
    Cell,
    CellKind,
    Merged,
    SourceRow,
    SourceTable,
)
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of the old Excel, and workbooks with a password, begin."""

_MOST_UNPACKED = 600 * 2**20
"""Bytes of all parts that are read, unpacked; a sheet of a million cells has a tenth of it."""

_UNPACKED_AT_ONCE, _MOST_TIMES = 4 * 2**20, 100
"""Bytes that any workbook may unpack to, and beyond them how many times its own.

Rows that say the same pack to a thirtieth, what only keeps a reader busy to a four-hundredth.
"""

_CHUNK = 1 << 16
_LAST_COLUMN = 16_383
_LAST_ROW = 1_048_576
LONGEST = 32_767
"""Characters that Excel holds in a cell."""

_BUILT_IN_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Formats of numbers that are days or times without being described in the file."""

_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""Parts of a format of numbers that are no letters of a day."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, or the underscore of a text that looks like one."""

_RANGE = re.compile(f"{_REFERENCE.pattern}:{_REFERENCE.pattern}")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, LookupError, ValueError,
    OverflowError, RuntimeError,
)  # fmt: skip
"""What a file raises in which something is not as it should be."""

Attributes = Mapping[str, str]


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook, or was one before it got a password."""
    return content.startswith((b"PK\x03\x04", _OLE))


def read_workbook(content: bytes) -> tuple[SourceTable, ...]:
    """Return the sheets of a workbook in their order, hidden ones too; raises Refused."""
    if len(content) > LARGEST_FILE:
        raise Refused(tr("This file is too large: {n} MB.", n=len(content) >> 20))
    if content.startswith(_OLE):
        raise Refused(
            tr(
                "This workbook has a password or the old format .xls. Open it, and save it as "
                ".xlsx without a password."
            )
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            most = max(_UNPACKED_AT_ONCE, len(content) * _MOST_TIMES)
            return _Workbook(archive, min(most, _MOST_UNPACKED)).sheets()
    except _BROKEN as error:
        raise Refused(_damaged()) from error


def _damaged() -> str:
    return tr("This workbook is damaged. Open it in a spreadsheet program, and save it again.")


class _Workbook:
    """A workbook that is read; what it has unpacked so far counts against the limit."""

    def __init__(self, archive: zipfile.ZipFile, most: int) -> None:
        self._archive = archive
        self._left = self._most = most
        self._cells = MOST_CELLS
        self._names = {name.lower(): name for name in archive.namelist()}

    def sheets(self) -> tuple[SourceTable, ...]:
        """Read every sheet that holds cells."""
        book = next((target for kind, target, _ in self._related("") if kind == "officeDocument"),
                    "xl/workbook.xml")  # fmt: skip
        if book.lower() not in self._names:
            raise Refused(tr("This file is not a workbook with tables."))
        known = {key: (kind, target) for kind, target, key in self._related(book)}
        sheets = (self._names.get(to.lower()) for kind, to in known.values() if kind == "worksheet")
        expect_few_cells(self._archive, filter(None, sheets), MOST_CELLS, _MOST_UNPACKED)
        head = _Head()
        self._parse(book, head.start)
        strings = next((t for kind, t in known.values() if kind == "sharedStrings"), "")
        styles = next((t for kind, t in known.values() if kind == "styles"), "")
        texts, days = _Strings(), _Styles()
        if strings:
            self._parse(strings, texts.start, texts.end, texts.text)
        if styles:
            self._parse(styles, days.start, days.end)
        found: list[SourceTable] = []
        for name, key, is_hidden in head.sheets:
            kind, target = known.get(key, ("", ""))
            if kind != "worksheet":
                continue  # a chart has no cells
            links = {at: to for kind, to, at in self._related(target) if kind == "hyperlink"}
            reader = _SheetReader(texts.found, days.is_day, head.is_1904, self._take_cell)
            self._parse(target, reader.start, reader.end, reader.text)
            found.append(reader.sheet(name, links, is_hidden=is_hidden))
        return tuple(found)

    def _take_cell(self) -> None:
        self._cells -= 1
        if self._cells < 0:
            raise Refused(too_many(MOST_CELLS))

    def _related(self, part: str) -> list[tuple[str, str, str]]:
        """Return the parts that a part names: kind, path or address, key."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[tuple[str, str, str]] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag != "Relationship":
                return
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                joined = posixpath.join("/", folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((kind, target, attributes.get("Id", "")))

        if path.lower() in self._names:
            self._parse(path, start)
        return found

    def _parse(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Parse a part as it is unpacked; declared entities are refused, prefixes left out."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.StartElementHandler = lambda tag, found: start(tag.rpartition(":")[2], found)
        if end is not None:
            parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        if text is not None:
            parser.CharacterDataHandler = text
        with self._archive.open(self._names[part.lower()]) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise Refused(tr("This workbook unpacks to more than is sensible to read."))
                progress(self._most - self._left, 0)
                parser.Parse(chunk, False)  # noqa: FBT003 - whether it is the last
        parser.Parse(b"", True)  # noqa: FBT003 - whether it is the last


def _refuse_declarations(*_: object) -> None:
    raise Refused(_damaged())


class _Head:
    """What the workbook says of its sheets, and from which year it counts days."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            key = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), key, is_hidden))
        elif tag == "workbookPr":
            self.is_1904 = attributes.get("date1904", "0") in {"1", "true"}


class _Strings:
    """The texts that cells share; how a text is read aloud is none of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._in_text = self._in_reading = False

    def start(self, tag: str, _: Attributes) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._in_reading = True
        elif tag == "t":
            self._in_text = not self._in_reading

    def end(self, tag: str) -> None:
        if tag == "si":
            self.found.append(_plain("".join(self._parts)))
        elif tag == "rPh":
            self._in_reading = False
        elif tag == "t":
            self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)


class _Styles:
    """Which styles show a number as a day."""

    def __init__(self) -> None:
        self.is_day: list[bool] = []
        self._days = set(_BUILT_IN_DAYS)
        self._in_cells = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            number, code = int(attributes.get("numFmtId", "0")), attributes.get("formatCode", "")
            letters = _IN_FORMAT.sub("", code.split(";")[0]).lower()
            (self._days.add if any(each in letters for each in "ydhs") else self._days.discard)(
                number
            )
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.is_day.append(int(attributes.get("numFmtId", "0")) in self._days)

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False


@dataclass
class _SheetReader:
    """The cells of a sheet as they come."""

    strings: list[str]
    is_day: list[bool]
    is_1904: bool
    take: Callable[[], None]
    rows: list[SourceRow] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    links: list[tuple[int, int, str, str]] = field(default_factory=list)
    _row: int = 0
    _column: int = -1
    _is_hidden: bool = False
    _cells: dict[int, Cell] = field(default_factory=dict)
    _type: str = ""
    _style: int = 0
    _parts: list[str] = field(default_factory=list)
    _is_read: bool = False
    _in_reading: bool = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag in {"v", "t"}:
            self._is_read = not self._in_reading
        elif tag == "rPh":
            self._in_reading = True
        elif tag == "row":
            self._row = min(int(attributes.get("r", self._row + 1)), _LAST_ROW)
            self._column, self._cells = -1, {}
            self._is_hidden = attributes.get("hidden", "0") in {"1", "true"}
        elif tag == "col" and attributes.get("hidden", "0") in {"1", "true"}:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.hidden.update(range(max(first - 1, 0), min(last, _LAST_COLUMN + 1)))
        elif tag == "mergeCell" and (found := _RANGE.fullmatch(attributes.get("ref", ""))):
            self.merged.append(
                Merged(int(found[2]), int(found[4]), _column(found[1]), _column(found[3]))
            )
        elif tag == "hyperlink" and (at := _REFERENCE.match(attributes.get("ref", ""))):
            key = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
            self.links.append((int(at[2]), _column(at[1]), key, attributes.get("location", "")))

    def _begin_cell(self, attributes: Attributes) -> None:
        at = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = min(_column(at[1]) if at else self._column + 1, _LAST_COLUMN)
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._parts = []

    def text(self, text: str) -> None:
        if self._is_read:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        if tag in {"v", "t"}:
            self._is_read = False
        elif tag == "rPh":
            self._in_reading = False
        elif tag == "c":
            cell = self._cell(_plain("".join(self._parts)))
            if cell is not None:
                self.take()
                self._cells[self._column] = cell
        elif tag == "row" and self._cells:
            self.rows.append(SourceRow(self._row, self._cells, self._is_hidden))
            self._cells = {}

    def _cell(self, raw: str) -> Cell | None:  # noqa: PLR0911 - one line a type
        if self._type == "s":
            place = int(raw) if raw else -1
            raw = self.strings[place] if 0 <= place < len(self.strings) else ""
        if not raw:
            return None
        if self._type == "e":
            return Cell(raw, CellKind.ERROR)
        if self._type == "b":
            return Cell("TRUE" if raw == "1" else "FALSE")
        if self._type == "d":
            return Cell(raw[:10], CellKind.DAY)
        if self._type != "n":
            return Cell(raw)
        if self._style < len(self.is_day) and self.is_day[self._style]:
            day = day_of(raw, is_1904=self.is_1904)
            return Cell(day, CellKind.DAY) if day else Cell(raw, CellKind.NUMBER)
        return Cell(raw, CellKind.NUMBER)

    def sheet(self, name: str, targets: Mapping[str, str], *, is_hidden: bool) -> SourceTable:
        """Return the sheet, each link with the cell that it is in."""
        at = {(row, column): targets.get(key, "") or place
              for row, column, key, place in self.links}  # fmt: skip
        rows = self.rows
        if at:
            rows = [
                SourceRow(row.number, {
                    column: Cell(cell.text, cell.kind, at.get((row.number, column), ""))
                    for column, cell in row.cells.items()
                }, row.is_hidden)
                for row in rows
            ]  # fmt: skip
        hidden = frozenset(self.hidden)
        return SourceTable(name, tuple(rows), is_hidden, hidden, tuple(self.merged))


def _plain(text: str) -> str:
    """Return a text of a part as it stands in its cell."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")[:LONGEST]


def day_of(serial: str, *, is_1904: bool = False) -> str:
    """Return the day that a number of a spreadsheet stands for, ISO 8601; empty if for none.

    Excel counts from 1900, with a 29 February that was none, or from 1904.
    """
    try:
        days = float(serial)
    except ValueError:
        return ""
    first = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    if not 1 <= days < 2_958_466 or (not is_1904 and days < 61):  # noqa: PLR2004 - 1 March 1900
        return ""
    try:
        return (
            (datetime.combine(first, datetime.min.time()) + timedelta(days=days)).date().isoformat()
        )
    except OverflowError:
        return ""


def _column(letters: str) -> int:
    """Return the column of its letters, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
