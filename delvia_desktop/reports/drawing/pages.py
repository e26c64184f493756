"""What stands on pages: facts, tables with heads that are repeated, places to sign, a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from delvia_desktop.reports.drawing.binding import BOTTOM, LEFT
from delvia_desktop.reports.drawing.flow import PageFlow
from delvia_desktop.reports.drawing.ink import form_of
from delvia_desktop.reports.drawing.qr import dark_runs
from delvia_desktop.reports.drawing.rows import DENSE, ROOMY, Cell, Row, set_head, set_row
from delvia_desktop.reports.drawing.structure import COLUMN_SCOPE, Element
from delvia_desktop.reports.drawing.styles import (
    BODY,
    COLUMN_HEAD,
    DENSE_HEAD,
    FAINT_RULE,
    RULE,
    SECOND,
    SIGN_RULE,
    SMALL,
    STRONG_RULE,
)
from delvia_desktop.reports.typesetting.shaping import ShapedLine, Style, one_line
from delvia_desktop.reports.typesetting.wrapping import wrap

_LEAST = 72.0
"""Room at the foot of a page below which a row longer than a page begins on the next."""
WELL_FILLED = 2 / 3
"""How much of a page is filled at least when rows that would have room leave it for the next."""
BEGUN = 2
"""Rows with which a table begins at least, and as many go on with what follows it."""
_FACT = 240.0
"""Width of a fact with its label."""
_TO_WRITE = 38.0
"""Height of a place to write by hand, with what is to be written below it."""
_TO_SIGN = 22.0
"""Height of the field for a digital signature above a line."""
_STAMP = 72.0
"""Side of a QR code: an inch, which a telephone reads from a copy."""
_ACROSS, _STAMP_ROOM = 600.0, 250.0
"""Width of what stands on a page that lies across, and what a stamp takes of it."""
_ABOVE_STAMP, _BESIDE_STAMP = 12.0, 14.0
"""Room between it and what stands above it, and beside it."""


@dataclass(frozen=True)
class PrintedColumn:
    """A column of a table: its head and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True)
class Stamp:
    """What a QR code holds, and the words that stand beside it."""

    code: str
    texts: tuple[str, ...]


class Pages(PageFlow):
    """Pages with the blocks of a paper."""

    _again: tuple[Row | None, str] = None, ""
    """The head that was said again last, and its form."""

    def facts(self, pairs: Sequence[tuple[str, Cell]], label_width: float = 96.0) -> None:
        """Set labels with their values beside each other, as many as fit, between two lines."""
        beside = max(2, int(self._width / _FACT))
        widths = [label_width, self._width / beside - label_width] * beside
        rows: list[tuple[Row, list[Element]]] = []
        whole = self._structure.add("L")
        for start in range(0, len(pairs), beside):
            cells: list[Cell] = []
            elements = []
            for label, value in pairs[start : start + beside]:
                cells += [((label, SECOND),), value]
                pair = self._structure.add("LI", whole)
                elements += [self._structure.add(tag, pair) for tag in ("Lbl", "LBody")]
            rows.append((set_row(cells, widths), elements))
        self._place(rows[0][0].height)
        self._rule(RULE)
        for row, elements in rows:
            self._flow(row, elements, None)
        self._rule(RULE)

    def table(
        self,
        columns: Sequence[PrintedColumn],
        rows: Sequence[Sequence[Cell]],
        *,
        is_dense: bool = False,
        turned: int = 0,
        after: float = 0.0,
    ) -> None:
        """Set a table whose head is repeated on every page; a row may run over pages.

        A dense one has little room between its rows; the heads of its last `turned` columns run
        upwards. Its first two rows stand together, unless that would leave much of a page empty.
        The last row never stands alone on a page, nor does what follows the table and takes the
        height `after`: where there is no room, the last rows go on together, from a page that is
        well filled without them.
        """
        total = sum(column.share for column in columns)
        widths = [self._width * column.share / total for column in columns]
        spacing = DENSE if is_dense else ROOMY
        titles: list[Cell] = [
            ((column.title, DENSE_HEAD if is_dense else COLUMN_HEAD),) for column in columns
        ]
        whole_head = (
            set_head(titles, widths, turned) if turned else set_row(titles, widths, spacing)
        )
        # A head that would fill the pages is told once; what is said again leaves room for rows.
        most = (self._start - BOTTOM) / 2
        head = whole_head if whole_head.height <= most else whole_head.split(most)[0]

        def height_of(some: Sequence[Sequence[Cell]]) -> float:
            return sum(set_row(row, widths, spacing).height for row in some)

        room = self._start - BOTTOM - head.height - sum(height for height, _ in self._held)
        begun = BEGUN + (len(rows) == BEGUN + 1)  # of three none stands alone
        if self.filled < WELL_FILLED:
            room -= self._start - self._y
        is_movable = height_of(rows[:1]) <= room
        first = next((h for n in (begun, 1) if (h := height_of(rows[:n])) <= room), _LEAST)
        self._place(head.height + first)
        going_on = len(rows) - min(BEGUN, max(len(rows) - BEGUN, 0))
        add = self._structure.add
        whole = add("Table")
        over = add("TR", whole)
        self._flow(whole_head, [add("TH", over, COLUMN_SCOPE) for _ in columns], None)
        self._rule(STRONG_RULE)
        for place, row in enumerate(rows):
            if place == going_on:
                needed = height_of(rows[place:]) + after
                fits_below = self._start - head.height - needed >= BOTTOM
                if self._y - needed < BOTTOM and fits_below and self.filled >= WELL_FILLED:
                    self._new_page_below(head)
            line = add("TR", whole)
            cells = [add("TD", line) for _ in row]
            # A first row that fits on no page with its heading begins below it all the same.
            found = set_row(row, widths, spacing)
            self._flow(found, cells, head, splits=not place and not is_movable)
            self._rule(FAINT_RULE)
            if turned:
                self._uprights(found, turned)
            self._tell(1)

    def signatures(
        self, who: Sequence[str], names: Sequence[str], below: Sequence[str], stamp: Stamp | None
    ) -> None:
        """Set places to sign beside each other: who signs, and what each is to write.

        The names of those who are known stand on the first line of theirs. Above the last line of
        each is a field in which a digital signature finds room. A stamp stands on the same page: to
        the right on a page that lies across, else below.
        """
        is_beside = stamp is not None and self._width > _ACROSS
        room = self._width - (_STAMP_ROOM if is_beside else 0.0)
        step = room / len(who)
        width = step - 16
        heads = [wrap(name, SECOND, width) for name in who]
        head_height = max(map(len, heads)) * SECOND.line
        known = [wrap(name, BODY, width) for name in (*names, *[""] * len(who))[: len(who)]]
        first = _TO_WRITE + (max(map(len, known)) - 1) * BODY.line
        heights = [first, *[_TO_WRITE] * (len(below) - 1)]
        height = head_height + sum(heights)
        if stamp is not None:
            stamped = self._stamp_height(stamp, self._width - room if is_beside else room)
            height = max(height, stamped) if is_beside else height + stamped + _ABOVE_STAMP
        self._place(height)
        for index, (head, name) in enumerate(zip(heads, known, strict=True)):
            x = LEFT + index * step
            self._paragraph(head, SECOND, x, self._y)
            y = self._y - head_height
            for place, (label, tall) in enumerate(zip(below, heights, strict=True)):
                y -= tall
                if place == 0 and name[0].width:
                    self._paragraph(name, BODY, x, y + 17 + len(name) * BODY.line)
                self._ink.rule(x, y + 14, width, SIGN_RULE)
                with self._drawn(self._structure.add("P")):
                    self._ink.text(one_line(label, SMALL), SMALL, x, y + 4)
            box = (x, y + 15, x + width, y + 15 + _TO_SIGN)
            self._bound.fields.append((self.count - 1, box, self._structure.add("Form")))
        if stamp is not None and is_beside:
            self._draw_stamp(stamp, LEFT + room, self._y, self._width - room)
        elif stamp is not None:
            top = self._y - head_height - sum(heights) - _ABOVE_STAMP
            self._draw_stamp(stamp, LEFT, top, room)
        self._y -= height

    def stamp(self, stamp: Stamp) -> None:
        """Set a stamp by itself, where nobody signs."""
        height = self._stamp_height(stamp, self._width)
        self.space(_ABOVE_STAMP)
        self._place(height)
        self._draw_stamp(stamp, LEFT, self._y, self._width)
        self._y -= height

    def _draw_stamp(self, stamp: Stamp, x: float, top: float, width: float) -> None:
        """Draw a QR code with its words beside it, its upper left corner at x, top."""
        side, runs = dark_runs(stamp.code)
        unit = _STAMP / side
        # What the code says stands beside it in words.
        with self._artifact():
            for column, row, length in runs:
                y = top - (row + 1) * unit
                self._ink.block(x + column * unit, y, length * unit, unit)
        self._paragraph(_beside_stamp(stamp, width), SECOND, x + _STAMP + _BESIDE_STAMP, top)

    def _stamp_height(self, stamp: Stamp, width: float) -> float:
        return max(_STAMP, len(_beside_stamp(stamp, width)) * SECOND.line)

    def _paragraph(self, lines: Sequence[ShapedLine], style: Style, x: float, top: float) -> None:
        """Draw lines as a paragraph whose upper left corner is at x, top."""
        with self._drawn(self._structure.add("P")):
            for place, line in enumerate(lines, start=1):
                y = top - place * style.line + style.descent
                self._ink.text(line, style, x, y, goes_on=place < len(lines))

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
            self._new_page_below(head)
        self._draw(row, cells)

    def _new_page_below(self, head: Row | None) -> None:
        """Begin a new page, with the head of the table said again."""
        self._new_page()
        if head is None:
            return
        with self._artifact():
            self._ink.repeat(self._head_again(head))
        self._y -= head.height

    def _head_again(self, head: Row) -> str:
        """Return the form of a head with the line below it, which stands at the top of pages."""
        known, _ = self._again
        if known is not head:
            here, self._ink = self._ink, type(self._ink)(self._canvas, self._ink)
            self._draw(head, None)
            self._ink.rule(LEFT, self._y, self._width, STRONG_RULE)
            self._again = head, form_of(self._canvas, self._ink)
            self._ink, self._y = here, self._start
        return self._again[1]

    def _draw(self, row: Row, cells: Sequence[Element] | None, *, goes_on: bool = False) -> None:
        """Draw a row, each cell as its element; None is a head said again, no part of the paper.

        The cells of a row that is split go on.
        """
        upright = len(row.cells) - row.turned
        x = LEFT
        lines = (line for cell in row.cells for line, _ in cell)
        with nullcontext() if row.turned else self._ink.together(lines):
            for place, width in enumerate(row.widths):
                if cells is not None:
                    number = self._structure.mark(cells[place], self.count - 1)
                    self._ink.begin(self._structure.tag(cells[place]), number)
                if place >= upright:
                    self._draw_upwards(row, place, x)
                else:
                    self._draw_cell(row, place, x, goes_on=goes_on)
                if cells is not None:
                    self._ink.end()
                x += width
        self._y -= row.height

    def _draw_cell(self, row: Row, place: int, x: float, *, goes_on: bool) -> None:
        top = self._y - row.spacing.padding
        if row.turned:  # the head of a dense table stands at its foot
            levels = 1 + max((level for *_, level in row.placed(place)), default=0)
            top = self._y - row.height + row.spacing.padding + levels * DENSE_HEAD.line
        last = len(row.cells[place]) - 1
        y = top - row.ascent
        before = 0
        for index, (line, style, dx, level) in enumerate(row.placed(place)):
            y -= (level - before) * style.line
            before = level
            self._ink.text(line, style, x + dx, y, goes_on=goes_on or index < last)

    def _uprights(self, row: Row, turned: int) -> None:
        """Draw lines between the last cells of a row, by which the eye finds their heads."""
        first = len(row.widths) - turned
        places = [LEFT + sum(row.widths[:place]) - row.spacing.gap / 2
                  for place in range(first, len(row.widths))]  # fmt: skip
        self._ink.uprights(places, self._y, row.height, FAINT_RULE)

    def _draw_upwards(self, row: Row, place: int, x: float) -> None:
        foot = self._y - row.height + 2 * row.spacing.padding
        for index, (line, style) in enumerate(row.cells[place], start=1):
            self._ink.upwards(line, style, x + index * style.line - style.descent, foot)


def _beside_stamp(stamp: Stamp, width: float) -> list[ShapedLine]:
    beside = width - _STAMP - _BESIDE_STAMP
    return [line for text in stamp.texts for line in wrap(text, SECOND, beside)]
