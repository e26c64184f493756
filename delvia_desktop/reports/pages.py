"""Pages and what flows over them: headings, facts, paragraphs, tables, places to sign.

Drawn straight onto the page: ReportLab's own tables copy the rest at every page, which makes twenty
thousand rows take twenty seconds; slicing the rows takes a little over one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.lib.utils import ImageReader

from delvia_desktop.reports.archive import About, attach_json, describe
from delvia_desktop.reports.binding import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Bookmark,
    Bound,
    Contents,
    Margins,
    bind,
)
from delvia_desktop.reports.ink import Ink, blank
from delvia_desktop.reports.look import Look
from delvia_desktop.reports.qr import dark_runs
from delvia_desktop.reports.rows import PADDING, Cell, Row, set_row
from delvia_desktop.reports.shaping import Line, Style, one_line
from delvia_desktop.reports.structure import COLUMN_SCOPE, Element, Structure
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

_LEAST = 72.0
"""Room at the foot of a page below which a row longer than a page begins on the next."""
_TOLD_EVERY = 200
"""Rows between two reports of progress."""
_TITLE_LINES = 2
_FEW_ROWS, _KEPT_TOGETHER = 8, 200.0
"""Rows, and their height in points, up to which a table is not broken between pages."""
_WHOLE_LINES = 5
"""Lines up to which a paragraph is not broken between pages."""
_TO_WRITE = 46.0
"""Height of a place to write by hand, with what is to be written below it."""
_TO_SIGN = 28.0
"""Height of the field for a digital signature above a line."""
_STAMP = 72.0
"""Side of a QR code: an inch, which a telephone reads from a copy."""
_ABOVE_STAMP, _BESIDE_STAMP = 16.0, 14.0
"""Room between it and what stands above it, and beside it."""
_NOTE_LIMIT = 200
"""Lines of a paragraph that people typed: some pages; more is kept in the register."""
_LOGO = (150.0, 46.0)
"""The most that a logo takes of the first page, in points."""

Progress = Callable[[int, int], None]
"""Told how many rows of how many are drawn; it may raise to cancel."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its head and its share of the width."""

    title: str
    share: float


class Pages:
    """A paper in the making: a cursor that runs down the page, and begins new ones.

    Headings, and texts that introduce something, are held back until what follows is placed, and go
    to the next page with it. Everything drawn is an element of the paper's structure.
    """

    def __init__(
        self, margins: Margins, look: Look, rows: int = 0, progress: Progress | None = None
    ) -> None:
        """Begin the first page; `rows` are those of all tables, for the progress."""
        self._target = io.BytesIO()
        self._canvas = blank(self._target, look.size, look.language)
        self._start = look.size[1] - TOP
        self._width = look.size[0] - LEFT - RIGHT
        self._margins = margins
        self._rows, self._done, self._progress = rows, 0, progress
        self._finished: list[Ink] = []
        self._ink = Ink(self._canvas)
        self._structure = Structure()
        self._bound = Bound(self._structure, look.mark)
        self._held: list[tuple[float, Callable[[], None]]] = []
        self._y = self._start
        self._beside = 0.0, self._start
        if look.logo is not None:
            self._set_logo(look.logo)
        if progress is not None:
            progress(0, rows)

    @property
    def count(self) -> int:
        """The number of pages so far."""
        return len(self._finished) + 1

    def describe(self, about: About) -> None:
        """Say in the file itself what it is."""
        describe(self._canvas, about)

    def attach(self, name: str, data: Mapping[str, Any], about: About) -> None:
        """Attach data to the file as JSON."""
        attach_json(self._canvas, name, data, about.made_at)

    def finish(self) -> bytes:
        """End the last page, write head and foot of all, and return the file."""
        self._place(0)
        self._tell(self._rows)
        self._new_page()
        bind(self._canvas, self._finished, self._margins, self._bound, lambda: self._tell(0))
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
        is_long = len(wrap(text, TITLE, self._room)) > _TITLE_LINES
        self.text(text, LONG_TITLE if is_long else TITLE, tag="H1")

    def text(self, text: str, style: Style, *, introduces: bool = False, tag: str = "P") -> None:
        """Set a paragraph over the whole width, if wanted on the page of what follows."""
        lines = wrap(text, style, self._room, _NOTE_LIMIT)
        if introduces:
            self._held.append((len(lines) * style.line, lambda: self._set(text, style, tag)))
            return
        self._place((len(lines) if len(lines) <= _WHOLE_LINES else 2) * style.line)
        self._set(text, style, tag)

    def heading(self, text: str) -> None:
        """Set a heading with a bookmark; it never stands alone at the foot of a page."""
        self.space(16)

        def mark() -> None:
            self._bound.bookmarks.append(Bookmark(self.count - 1, self._y, text))

        self._held.append((0, mark))
        self.text(text, HEADING, introduces=True, tag="H2")
        self.space(3)

    def contents(self, count: int) -> None:
        """Leave room for the list of so many headings that follow, with their pages."""
        self._place(count * SECOND.line)
        self._ink.reserve()
        element = self._structure.add("TOC")
        first = self._y - SECOND.line + SECOND.descent
        self._bound.contents = Contents(self.count - 1, first, element)
        self._y -= count * SECOND.line

    def facts(self, pairs: Sequence[tuple[str, Cell]], label_width: float = 96.0) -> None:
        """Set labels with their values in two columns, between two lines."""
        value_width = self._width / 2 - label_width
        widths = [label_width, value_width] * 2
        rows: list[tuple[Row, list[Element]]] = []
        whole = self._structure.add("L")
        for start in range(0, len(pairs), 2):
            cells: list[Cell] = []
            elements = []
            for label, value in pairs[start : start + 2]:
                cells += [((label, SECOND),), value]
                pair = self._structure.add("LI", whole)
                elements += [self._structure.add(tag, pair) for tag in ("Lbl", "LBody")]
            rows.append((set_row(cells, widths), elements))
        self._place(rows[0][0].height)
        self._rule(RULE)
        for row, elements in rows:
            self._flow(row, elements, None)
        self._rule(RULE)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Set a table whose head is repeated on every page; a row may run over pages."""
        total = sum(column.share for column in columns)
        widths = [self._width * column.share / total for column in columns]
        whole_head = set_row([((column.title, COLUMN_HEAD),) for column in columns], widths)
        # A head that would fill the pages is told once; what is said again leaves room for rows.
        most = (self._start - BOTTOM) / 2
        head = whole_head if whole_head.height <= most else whole_head.split(most)[0]
        first = set_row(rows[0], widths).height
        if len(rows) <= _FEW_ROWS:
            whole_height = sum(set_row(row, widths).height for row in rows)
            first = whole_height if whole_height <= _KEPT_TOGETHER else first
        held = sum(height for height, _ in self._held)
        is_movable = held + head.height + first <= self._start - BOTTOM
        self._place(head.height + (first if is_movable else _LEAST))
        add = self._structure.add
        whole = add("Table")
        over = add("TR", whole)
        self._flow(whole_head, [add("TH", over, COLUMN_SCOPE) for _ in columns], None)
        self._rule(STRONG_RULE)
        for place, row in enumerate(rows):
            line = add("TR", whole)
            cells = [add("TD", line) for _ in row]
            # A first row that fits on no page with its heading begins below it all the same.
            self._flow(set_row(row, widths), cells, head, splits=not place and not is_movable)
            self._rule(FAINT_RULE)
            self._tell(1)

    def signatures(
        self, who: Sequence[str], below: Sequence[str], beneath: Sequence[str] = ()
    ) -> None:
        """Set places to sign beside each other: who signs, and what each is to write.

        Above the last line of each is a field in which a digital signature finds room. With the
        texts of a stamp that comes `beneath`, both stand on one page.
        """
        step = self._width / len(who)
        width = step - 16
        heads = [wrap(name, SECOND, width) for name in who]
        head_height = max(map(len, heads)) * SECOND.line
        stamped = self._stamp_height(beneath) + _ABOVE_STAMP if beneath else 0.0
        self._place(head_height + len(below) * _TO_WRITE + stamped)
        for index, head in enumerate(heads):
            x = LEFT + index * step
            with self._drawn(self._structure.add("P")):
                for place, line in enumerate(head, start=1):
                    y = self._y - place * SECOND.line
                    self._ink.text(line, SECOND, x, y, goes_on=place < len(head))
            y = self._y - head_height
            for label in below:
                y -= _TO_WRITE
                with self._artifact():
                    self._ink.rule(x, y + 14, width, STRONG_RULE.colour, 0.8)
                with self._drawn(self._structure.add("P")):
                    self._ink.text(one_line(label, SMALL), SMALL, x, y + 4)
            box = (x, y + 15, x + width, y + 15 + _TO_SIGN)
            self._bound.fields.append((self.count - 1, box, self._structure.add("Form")))
        self._y -= head_height + len(below) * _TO_WRITE

    def stamp(self, code: str, texts: Sequence[str]) -> None:
        """Set a QR code with texts beside it, all on one page."""
        side, runs = dark_runs(code)
        unit = _STAMP / side
        left = LEFT + _STAMP + _BESIDE_STAMP
        lines = self._beside_stamp(texts)
        height = self._stamp_height(texts)
        self.space(_ABOVE_STAMP)
        self._place(height)
        # What the code says stands beside it in words.
        with self._artifact():
            for column, row, length in runs:
                y = self._y - (row + 1) * unit
                self._ink.block(LEFT + column * unit, y, length * unit, unit)
        with self._drawn(self._structure.add("P")):
            for place, line in enumerate(lines, start=1):
                y = self._y - place * SECOND.line + SECOND.descent
                self._ink.text(line, SECOND, left, y, goes_on=place < len(lines))
        self._y -= height

    def _stamp_height(self, texts: Sequence[str]) -> float:
        return max(_STAMP, len(self._beside_stamp(texts)) * SECOND.line)

    def _beside_stamp(self, texts: Sequence[str]) -> list[Line]:
        width = self._width - _STAMP - _BESIDE_STAMP
        return [line for text in texts for line in wrap(text, SECOND, width)]

    @property
    def _room(self) -> float:
        """The width of a line here: a logo at the right takes some of it."""
        taken, until = self._beside
        return self._width - (taken if self.count == 1 and self._y > until else 0.0)

    def _set_logo(self, content: bytes) -> None:
        """Keep room for the logo in the upper right corner of the first page."""
        width, height = ImageReader(io.BytesIO(content)).getSize()
        scale = min(_LOGO[0] / width, _LOGO[1] / height)
        right = LEFT + self._width
        box = (right - width * scale, self._start - height * scale, right, self._start)
        self._bound.logo = content, box
        self._beside = width * scale + 16, box[1] - 4

    @contextmanager
    def _drawn(self, element: Element) -> Iterator[None]:
        """Let what is drawn belong to an element."""
        self._ink.begin(element.tag, self._structure.mark(element, self.count - 1))
        yield
        self._ink.end()

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        """Let what is drawn be no part of the paper itself."""
        self._ink.begin_artifact()
        yield
        self._ink.end()

    def _place(self, height: float) -> None:
        """Begin a new page unless what is held back fits with a height; set what is held back."""
        held, self._held = self._held, []
        needed = height + sum(part for part, _ in held)
        if self._y - needed < BOTTOM and self._y < self._start:
            self._new_page()
        for _, act in held:
            act()

    def _set(self, text: str, style: Style, tag: str) -> None:
        element = self._structure.add(tag)
        lines = list(wrap(text, style, self._room, _NOTE_LIMIT))
        while lines:
            if self._y - style.line < BOTTOM:
                self._new_page()
            fitting = max(1, int((self._y - BOTTOM) / style.line))
            with self._drawn(element):
                for line in lines[:fitting]:
                    self._y -= style.line
                    goes_on = line is not lines[-1]
                    self._ink.text(line, style, LEFT, self._y + style.descent, goes_on=goes_on)
            del lines[:fitting]

    def _flow(
        self, row: Row, cells: Sequence[Element], head: Row | None, *, splits: bool = False
    ) -> None:
        """Set a row; one that is longer than a page, or may be split, runs on over the next."""
        whole_page = self._start - BOTTOM - (head.height if head else 0.0)
        while row.height > self._y - BOTTOM:
            room = self._y - BOTTOM
            if (splits or row.height > whole_page) and room >= _LEAST:
                fits, row = row.split(room)
                self._draw(fits, cells, goes_on=True)
            self._new_page()
            if head is not None:
                with self._artifact():
                    self._draw(head, None)
                self._rule(STRONG_RULE)
        self._draw(row, cells)

    def _draw(self, row: Row, cells: Sequence[Element] | None, *, goes_on: bool = False) -> None:
        """Draw a row, each cell as its element; None is a head said again, no part of the paper.

        The cells of a row that is split go on.
        """
        x = LEFT
        for place, (lines, width) in enumerate(zip(row.cells, row.widths, strict=True)):
            if cells is not None:
                number = self._structure.mark(cells[place], self.count - 1)
                self._ink.begin(cells[place].tag, number)
            y = self._y - PADDING - row.ascent
            for index, (line, style) in enumerate(lines):
                if index:
                    y -= style.line
                self._ink.text(line, style, x, y, goes_on=goes_on or index < len(lines) - 1)
            if cells is not None:
                self._ink.end()
            x += width
        self._y -= row.height

    def _rule(self, rule: Style) -> None:
        with self._artifact():
            self._ink.rule(LEFT, self._y, self._width, rule.colour, rule.size)

    def _tell(self, rows: int) -> None:
        before, self._done = self._done, min(self._done + rows, self._rows)
        if self._progress is not None and (
            self._done // _TOLD_EVERY > before // _TOLD_EVERY or self._done == self._rows
        ):
            self._progress(self._done, self._rows)

    def _new_page(self) -> None:
        self._ink.settle()
        self._finished.append(self._ink)
        self._ink = Ink(self._canvas)
        self._y = self._start
