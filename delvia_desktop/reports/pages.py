"""Pages and what flows over them: headings, facts, paragraphs, tables, blocks kept together.

Drawn on ReportLab's canvas directly: its own tables copy the rest at every page, which makes twenty
thousand rows take twenty seconds; slicing the rows takes a little over one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.i18n import tr
from delvia_desktop.reports.typefaces import BOLD, MONO
from delvia_desktop.reports.typesetting import Style, draw, width_of, wrap

TEXT, MUTED = "#1B1D22", "#5A606B"
TONES = {"critical": "#8E1D16", "high": "#8A4A00", "info": "#23507F", "good": "#17572F"}

BODY = Style(9)
SECOND = Style(8, colour=MUTED)
SMALL = Style(7.5, colour=MUTED)
STRONG = Style(9, BOLD)
COLUMN_HEAD = Style(7.5, BOLD, MUTED)
ID = Style(7.5, MONO)
KICKER = Style(8, BOLD, "#0F6B66")
TITLE = Style(22, BOLD, leading=1.2)
SUBTITLE = Style(11, colour=MUTED)
HEADING = Style(13, BOLD)

LEFT, RIGHT, TOP, BOTTOM = 48.0, 48.0, 56.0, 60.0
GAP = 8.0
ROW_PADDING = 4.0

Progress = Callable[[int, int], None]
"""Told how many rows of how many are drawn; it may raise to cancel."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its head and its share of the width."""

    title: str
    share: float


Cell = tuple[tuple[str, Style], ...]
"""What stands in a cell: texts one below the other."""


class _Numbered(Canvas):
    """A canvas that draws the foot of every page at the end, when their number is known."""

    def __init__(self, target: io.BytesIO, foot: Callable[[Canvas, int, int], None]) -> None:
        super().__init__(target, pagesize=A4, invariant=1, pageCompression=1, lang="en-GB")
        self._foot = foot
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Keep the page instead of writing it."""
        self._kept.append(dict(self.__dict__))
        start: Any = self
        start._startPage()  # noqa: SLF001 - what Canvas.showPage does after writing

    def save(self) -> None:
        """Write the kept pages, each with its foot."""
        kept = self._kept
        for number, page in enumerate(kept, start=1):
            self.__dict__.update(page)
            self._foot(self, number, len(kept))
            super().showPage()
        self._kept = kept
        super().save()


class Pages:
    """A paper in the making: a cursor that runs down the page, and begins new ones."""

    def __init__(self, foot: Sequence[str], progress: Progress | None = None) -> None:
        """Begin the first page; `foot` are texts that stand at the foot of each."""
        self._target = io.BytesIO()
        self._foot_texts = foot
        self._canvas = _Numbered(self._target, self._foot)
        self._progress = progress
        self.width = A4[0] - LEFT - RIGHT
        self._y = A4[1] - TOP
        self.count = 1

    def describe(self, title: str, subject: str, author: str) -> None:
        """Say in the file itself what it is."""
        self._canvas.setTitle(title)
        self._canvas.setSubject(subject)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Delvia Desktop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def finish(self) -> bytes:
        """End the last page and return the file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._target.getvalue()

    def space(self, height: float) -> None:
        """Leave room, but not at the top of a page."""
        if self._y < A4[1] - TOP:
            self._y -= height

    def room_for(self, height: float) -> None:
        """Begin a new page unless the height fits on this one."""
        if self._y - height < BOTTOM:
            self._new_page()

    def text(self, text: str, style: Style, *, indent: float = 0) -> None:
        """Set a paragraph over the whole width."""
        for line in wrap(text, style, self.width - indent):
            self.room_for(style.line)
            self._y -= style.line
            draw(self._canvas, line, style, LEFT + indent, self._y + style.size * 0.25)

    def heading(self, text: str, keep: float = 90.0) -> None:
        """Set a heading with a bookmark; it never stands alone at the foot of a page."""
        self.space(14)
        self.room_for(HEADING.line + keep)
        name = f"h{self.count}-{self._y:.0f}"
        self._canvas.bookmarkHorizontal(name, 0, self._y)
        self._canvas.addOutlineEntry(text, name, level=0)
        self.text(text, HEADING)
        self.space(2)

    def rule(self, colour: str = "#C9CCD2", width: float = 0.6) -> None:
        """Draw a line over the whole width."""
        self._canvas.setStrokeColor(colour)
        self._canvas.setLineWidth(width)
        self._canvas.line(LEFT, self._y, LEFT + self.width, self._y)

    def facts(self, pairs: Sequence[tuple[str, Cell]], columns: int = 2) -> None:
        """Set labels with their values in columns, between two lines."""
        self.rule()
        self.space(3)
        step = self.width / columns
        label_width = 92.0
        for start in range(0, len(pairs), columns):
            group = pairs[start : start + columns]
            cells: list[Cell] = []
            widths: list[float] = []
            for label, value in group:
                cells += [((label, SECOND),), value]
                widths += [label_width, step - label_width]
            self._row(_lines(cells, widths), widths)
        self.space(3)
        self.rule()

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Set a table whose head is repeated on every page; a row may run over pages."""
        total = sum(column.share for column in columns)
        widths = [self.width * column.share / total for column in columns]
        head = _lines([((column.title, COLUMN_HEAD),) for column in columns], widths)

        def set_head() -> None:
            self._row(head, widths)
            self.rule("#7A808B", 1.0)

        first = _height(_lines(rows[0], widths)) if rows else 0
        self.room_for(_height(head) + min(first, 200))
        set_head()
        for done, row in enumerate(rows):
            lines = _lines(row, widths)
            while lines:
                fits, lines = self._split(lines)
                if not any(fits):
                    self._new_page()
                    set_head()
                    continue
                self._row(fits, widths)
                if lines:
                    self._new_page()
                    set_head()
            self.rule("#DADCE1")
            if self._progress is not None and done % 200 == 0:
                self._progress(done, len(rows))

    def signatures(self, blocks: Sequence[tuple[str, str]]) -> None:
        """Set places to sign side by side, each with who signs above and what to write below."""
        step = self.width / max(2, len(blocks))
        width = step - 24
        heights = [len(wrap(above, SECOND, width)) * SECOND.line for above, _ in blocks]
        self.room_for(max(heights) + 90)
        top = self._y
        for index, (above, below) in enumerate(blocks):
            x = LEFT + index * step
            y = top
            for line in wrap(above, SECOND, width):
                y -= SECOND.line
                draw(self._canvas, line, SECOND, x, y)
            y = top - max(heights) - 44
            self._canvas.setStrokeColor(TEXT)
            self._canvas.setLineWidth(0.8)
            self._canvas.line(x, y, x + width, y)
            draw(self._canvas, below, SMALL, x, y - 12)
        self._y = top - max(heights) - 70

    def _row(self, cells: list[list[tuple[str, Style]]], widths: Sequence[float]) -> None:
        x = LEFT
        for lines, width in zip(cells, widths, strict=True):
            y = self._y - ROW_PADDING
            for text, style in lines:
                y -= style.line
                draw(self._canvas, text, style, x, y + style.size * 0.25)
            x += width
        self._y -= _height(cells)

    def _split(
        self, cells: list[list[tuple[str, Style]]]
    ) -> tuple[list[list[tuple[str, Style]]], list[list[tuple[str, Style]]]]:
        """Return the lines of a row that fit on the page, and those that do not."""
        room = self._y - BOTTOM
        height = _height(cells)
        if height <= room:
            return cells, []
        page = A4[1] - TOP - BOTTOM - 40
        if height <= page:
            return [[] for _ in cells], cells
        fits: list[list[tuple[str, Style]]] = []
        rest: list[list[tuple[str, Style]]] = []
        for lines in cells:
            left = room - 2 * ROW_PADDING
            taken = 0
            while taken < len(lines) and left >= lines[taken][1].line:
                left -= lines[taken][1].line
                taken += 1
            fits.append(lines[:taken])
            rest.append(lines[taken:])
        return fits, rest if any(rest) else []

    def _new_page(self) -> None:
        self._canvas.showPage()
        self.count += 1
        self._y = A4[1] - TOP

    def _foot(self, canvas: Canvas, number: int, total: int) -> None:
        canvas.setStrokeColor("#C9CCD2")
        canvas.setLineWidth(0.6)
        canvas.line(LEFT, BOTTOM - 14, A4[0] - RIGHT, BOTTOM - 14)
        place = tr("Page {number} of {total}", number=number, total=total)
        width = width_of(place, SMALL)
        draw(canvas, place, SMALL, A4[0] - RIGHT - width, BOTTOM - 26)
        y = BOTTOM - 26
        for text in self._foot_texts:
            for line in wrap(text, SMALL, self.width - width - 16)[:1]:
                draw(canvas, line, SMALL, LEFT, y)
            y -= SMALL.line


def _lines(cells: Sequence[Cell], widths: Sequence[float]) -> list[list[tuple[str, Style]]]:
    return [
        [(line, style) for text, style in cell for line in wrap(text, style, width - GAP)]
        for cell, width in zip(cells, widths, strict=True)
    ]


def _height(cells: list[list[tuple[str, Style]]]) -> float:
    tallest = max((sum(style.line for _, style in lines) for lines in cells), default=0.0)
    return tallest + 2 * ROW_PADDING
