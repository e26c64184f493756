"""Pages and what flows over them: headings, facts, paragraphs, tables, places to sign.

Drawn straight onto the page: ReportLab's own tables copy the rest at every page, which makes twenty
thousand rows take twenty seconds; slicing the rows takes a little over one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.i18n import tr
from delvia_desktop.reports.attachments import attach_json
from delvia_desktop.reports.ink import Ink
from delvia_desktop.reports.qr import dark_runs
from delvia_desktop.reports.rows import PADDING, Cell, Row, set_row
from delvia_desktop.reports.shaping import Style, one_line, visible
from delvia_desktop.reports.styles import (
    COLUMN_HEAD,
    FAINT_RULE,
    HEADING,
    LONG_TITLE,
    RULE,
    SECOND,
    SMALL,
    STRONG_RULE,
    TITLE,
)
from delvia_desktop.reports.wrapping import wrap

LEFT, RIGHT, TOP, BOTTOM = 44.0, 44.0, 60.0, 66.0
UPRIGHT, ACROSS = A4, (A4[1], A4[0])
"""Sizes of a page in points."""
_LEAST = 72.0
"""Room at the foot of a page below which a row longer than a page begins on the next."""
_TOLD_EVERY = 200
"""Rows between two reports of progress."""
_PAGES_AT_ONCE = 50
"""Pages that are written out between two reports of progress."""
_TITLE_LINES = 2
_WHOLE_LINES = 5
"""Lines up to which a paragraph is not broken between pages."""
_TO_WRITE = 46.0
"""Height of a place to write by hand, with what is to be written below it."""
_STAMP = 72.0
"""Side of a QR code: an inch, which a telephone reads from a copy."""
_NOTE_LIMIT = 200
"""Lines of a paragraph that people typed: some pages; more is kept in the register."""

Progress = Callable[[int, int], None]
"""Told how many rows of how many are drawn; it may raise to cancel."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its head and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True)
class Margins:
    """What stands at the head of each page but the first, and at the foot of every page."""

    head: tuple[str, str]
    foot: tuple[str, ...]


class Pages:
    """A paper in the making: a cursor that runs down the page, and begins new ones.

    Headings, and texts that introduce something, are held back until what follows is placed, and go
    to the next page with it.
    """

    def __init__(
        self,
        margins: Margins,
        rows: int = 0,
        progress: Progress | None = None,
        size: tuple[float, float] = UPRIGHT,
    ) -> None:
        """Begin the first page; `rows` are those of all tables, for the progress."""
        self._target = io.BytesIO()
        self._canvas = Canvas(
            self._target, pagesize=size, invariant=1, pageCompression=1, lang="en-GB"
        )
        self._top = size[1]
        self._start = size[1] - TOP
        self._width = size[0] - LEFT - RIGHT
        self._margins = margins
        self._rows, self._done, self._progress = rows, 0, progress
        self._finished: list[str] = []
        self._ink = Ink(self._canvas)
        self._bookmarks: list[tuple[int, float, str]] = []
        self._held: list[tuple[float, Callable[[], None]]] = []
        self._y = self._start
        if progress is not None:
            progress(0, rows)

    @property
    def count(self) -> int:
        """The number of pages so far."""
        return len(self._finished) + 1

    def describe(self, title: str, subject: str, author: str, made_at: datetime) -> None:
        """Say in the file itself what it is."""
        canvas = self._canvas
        canvas.setTitle(visible(title))
        canvas.setSubject(visible(subject))
        canvas.setAuthor(visible(author))
        canvas.setCreator("Delvia Desktop")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        # ReportLab's own moment for files that are to be the same twice is the first of 2000.
        stamp: Any = vars(canvas)["_doc"]._timeStamp  # noqa: SLF001 - there is no call for it
        moment = made_at.astimezone(UTC)
        stamp.YMDhms = moment.timetuple()[:6]

    def attach(self, name: str, data: Mapping[str, Any]) -> None:
        """Attach data to the file as JSON."""
        attach_json(self._canvas, name, data)

    def finish(self) -> bytes:
        """End the last page, write head and foot of all, and return the file."""
        self._place(0)
        self._tell(self._rows)
        total = self.count
        self._new_page()
        for number in range(1, total + 1):
            for page, y, title in self._bookmarks:
                if page == number:
                    name = f"s{page}-{y:.0f}"
                    self._canvas.bookmarkHorizontal(name, 0, y)
                    self._canvas.addOutlineEntry(title, name, level=0)
            vars(self._canvas)["_code"] += [
                self._finished[number - 1],
                self._margin_ink(number, total).operators(),
            ]
            self._finished[number - 1] = ""
            self._canvas.showPage()
            if number % _PAGES_AT_ONCE == 0:
                self._tell(0)
        self._canvas.save()
        return self._target.getvalue()

    def new_page(self) -> None:
        """Begin a new page with what was held back, unless this one is empty yet."""
        if self._y < self._start:
            self._new_page()

    def space(self, height: float) -> None:
        """Leave room, but not at the top of a page."""
        if self._held:
            self._held.append((height, lambda: self.space(height)))
        else:
            self._y -= height if self._y < self._start else 0.0

    def title(self, text: str) -> None:
        """Set the name of the paper, smaller if it is long."""
        is_long = len(wrap(text, TITLE, self._width)) > _TITLE_LINES
        self.text(text, LONG_TITLE if is_long else TITLE)

    def text(self, text: str, style: Style, *, introduces: bool = False) -> None:
        """Set a paragraph over the whole width, if wanted on the page of what follows."""
        lines = wrap(text, style, self._width, _NOTE_LIMIT)
        if introduces:
            self._held.append((len(lines) * style.line, lambda: self._set(text, style)))
            return
        self._place((len(lines) if len(lines) <= _WHOLE_LINES else 2) * style.line)
        self._set(text, style)

    def heading(self, text: str) -> None:
        """Set a heading with a bookmark; it never stands alone at the foot of a page."""
        self.space(16)

        def mark() -> None:
            self._bookmarks.append((self.count, self._y, text))

        self._held.append((0, mark))
        self.text(text, HEADING, introduces=True)
        self.space(3)

    def facts(self, pairs: Sequence[tuple[str, Cell]], label_width: float = 96.0) -> None:
        """Set labels with their values in two columns, between two lines."""
        value_width = self._width / 2 - label_width
        widths = [label_width, value_width] * 2
        rows: list[Row] = []
        for start in range(0, len(pairs), 2):
            cells: list[Cell] = []
            for label, value in pairs[start : start + 2]:
                cells += [((label, SECOND),), value]
            rows.append(set_row(cells, widths))
        self._place(rows[0].height)
        self._rule(RULE)
        for row in rows:
            self._flow(row, None)
        self._rule(RULE)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Set a table whose head is repeated on every page; a row may run over pages."""
        total = sum(column.share for column in columns)
        widths = [self._width * column.share / total for column in columns]
        head = set_row([((column.title, COLUMN_HEAD),) for column in columns], widths)
        first = set_row(rows[0], widths).height
        held = sum(height for height, _ in self._held)
        is_movable = held + head.height + first <= self._start - BOTTOM
        self._place(head.height + (first if is_movable else _LEAST))
        self._set_head(head)
        for place, row in enumerate(rows):
            # A first row that fits on no page with its heading begins below it all the same.
            self._flow(set_row(row, widths), head, splits=not place and not is_movable)
            self._rule(FAINT_RULE)
            self._tell(1)

    def signatures(self, who: Sequence[str], below: Sequence[str]) -> None:
        """Set places to sign beside each other: who signs, and what each is to write."""
        step = self._width / len(who)
        width = step - 16
        heads = [wrap(name, SECOND, width) for name in who]
        head_height = max(map(len, heads)) * SECOND.line
        self._place(head_height + len(below) * _TO_WRITE)
        for index, head in enumerate(heads):
            x = LEFT + index * step
            for place, line in enumerate(head, start=1):
                self._ink.text(line, SECOND, x, self._y - place * SECOND.line)
            y = self._y - head_height
            for label in below:
                y -= _TO_WRITE
                self._ink.rule(x, y + 14, width, STRONG_RULE.colour, 0.8)
                self._ink.text(one_line(label, SMALL), SMALL, x, y + 4)
        self._y -= head_height + len(below) * _TO_WRITE

    def stamp(self, code: str, texts: Sequence[str]) -> None:
        """Set a QR code with texts beside it, all on one page."""
        side, runs = dark_runs(code)
        unit = _STAMP / side
        left = LEFT + _STAMP + 14
        width = self._width - _STAMP - 14
        lines = [line for text in texts for line in wrap(text, SECOND, width)]
        height = max(_STAMP, len(lines) * SECOND.line)
        self.space(16)
        self._place(height)
        for column, row, length in runs:
            y = self._y - (row + 1) * unit
            self._ink.block(LEFT + column * unit, y, length * unit, unit)
        for place, line in enumerate(lines, start=1):
            self._ink.text(line, SECOND, left, self._y - place * SECOND.line + SECOND.descent)
        self._y -= height

    def _place(self, height: float) -> None:
        """Begin a new page unless what is held back fits with a height; set what is held back."""
        held, self._held = self._held, []
        needed = height + sum(part for part, _ in held)
        if self._y - needed < BOTTOM and self._y < self._start:
            self._new_page()
        for _, act in held:
            act()

    def _set(self, text: str, style: Style) -> None:
        for line in wrap(text, style, self._width, _NOTE_LIMIT):
            if self._y - style.line < BOTTOM:
                self._new_page()
            self._y -= style.line
            self._ink.text(line, style, LEFT, self._y + style.descent)

    def _set_head(self, head: Row | None) -> None:
        if head is not None:
            self._draw(head)
            self._rule(STRONG_RULE)

    def _flow(self, row: Row, head: Row | None, *, splits: bool = False) -> None:
        """Set a row; one that is longer than a page, or may be split, runs on over the next."""
        whole_page = self._start - BOTTOM - (head.height if head else 0.0)
        while row.height > self._y - BOTTOM:
            room = self._y - BOTTOM
            if (splits or row.height > whole_page) and room >= _LEAST:
                fits, row = row.split(room)
                self._draw(fits)
            self._new_page()
            self._set_head(head)
        self._draw(row)

    def _draw(self, row: Row) -> None:
        x = LEFT
        for lines, width in zip(row.cells, row.widths, strict=True):
            y = self._y - PADDING - row.ascent
            for place, (line, style) in enumerate(lines):
                if place:
                    y -= style.line
                self._ink.text(line, style, x, y)
            x += width
        self._y -= row.height

    def _rule(self, rule: Style) -> None:
        self._ink.rule(LEFT, self._y, self._width, rule.colour, rule.size)

    def _tell(self, rows: int) -> None:
        before, self._done = self._done, min(self._done + rows, self._rows)
        if self._progress is not None and (
            self._done // _TOLD_EVERY > before // _TOLD_EVERY or self._done == self._rows
        ):
            self._progress(self._done, self._rows)

    def _new_page(self) -> None:
        self._finished.append(self._ink.operators())
        self._ink = Ink(self._canvas)
        self._y = self._start

    def _margin_ink(self, number: int, total: int) -> Ink:
        ink = Ink(self._canvas)
        if number > 1:
            left, right = self._margins.head
            self._ends(ink, left, right, self._top - 38)
            ink.rule(LEFT, self._top - 44, self._width, RULE.colour, RULE.size)
        ink.rule(LEFT, BOTTOM - 18, self._width, RULE.colour, RULE.size)
        place = tr("Page {number} of {total}", number=number, total=total)
        y = BOTTOM - 30
        for index, text in enumerate(self._margins.foot):
            self._ends(ink, text, "" if index else place, y)
            y -= SMALL.line
        return ink

    def _ends(self, ink: Ink, left: str, right: str, y: float) -> None:
        """Draw a text at the left, cut if it must be, and one at the right."""
        end = one_line(right, SMALL)
        room = self._width
        if right:
            room -= end.width * SMALL.size / 1000 + 16
            ink.text(end, SMALL, LEFT + self._width - end.width * SMALL.size / 1000, y)
        lines = wrap(left, SMALL, room - SMALL.size)
        ink.text(lines[0], SMALL, LEFT, y)
        if len(lines) > 1:
            x = LEFT + lines[0].width * SMALL.size / 1000
            ink.text(one_line("…", SMALL), SMALL, x, y)
