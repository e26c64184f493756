"""The cursor that runs down the pages of a paper: headings, paragraphs, room, new pages.

Drawn straight onto the page: ReportLab's own tables copy the rest at every page, which makes twenty
thousand rows take twenty seconds; slicing the rows takes a little over one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Self

from reportlab.lib.utils import ImageReader

from delvia_desktop.i18n import tr
from delvia_desktop.progress import as_one_step, progress
from delvia_desktop.reports.drawing.appearance import Look
from delvia_desktop.reports.drawing.archive import Description, attach_json, describe
from delvia_desktop.reports.drawing.binding import (
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
from delvia_desktop.reports.drawing.ink import Ink, UnseenInk, blank
from delvia_desktop.reports.drawing.structure import Element, Structure
from delvia_desktop.reports.drawing.styles import HEADING, LONG_TITLE, SECOND, STRONG, TITLE
from delvia_desktop.reports.typesetting.shaping import Style, one_line
from delvia_desktop.reports.typesetting.wrapping import wrap

_TOLD_EVERY = 200
"""Rows between two reports of progress."""
_TITLE_LINES = 2
_WHOLE_LINES = 5
"""Lines up to which a paragraph is not broken between pages."""
_ABOVE_HEADING, _BELOW_HEADING = 16.0, 3.0
_NOTE_LIMIT = 200
"""Lines of a paragraph that people typed: some pages; more is kept in the register."""
_LOGO = (150.0, 46.0)
"""The most that a logo takes of the first page, in points."""


class PageFlow:
    """A paper in the making: a cursor that runs down the page, and begins new ones.

    Headings, and texts that introduce something, are held back until what follows is placed, and go
    to the next page with it. Everything drawn is an element of the paper's structure.
    """

    def __init__(
        self,
        margins: Margins,
        look: Look,
        rows: int = 0,
        ink: type[Ink] = Ink,
    ) -> None:
        """Begin the first page; `rows` are those of all tables, for the progress."""
        self._look, self._kind_of_ink = look, ink
        self._target = io.BytesIO()
        self._canvas = blank(self._target, look.size, look.language)
        self._start = look.size[1] - TOP
        self._width = look.size[0] - LEFT - RIGHT
        self._margins = margins
        self._rows, self._done = rows, 0
        self._finished: list[Ink] = []
        self._ink = ink(self._canvas)
        self._structure = Structure()
        self._bound = Bound(self._structure, look.mark)
        self._held: list[tuple[float, Callable[[], None]]] = []
        self._y = self._start
        self._beside = 0.0, self._start
        if look.logo is not None:
            self._set_logo(look.logo)
        progress(0, rows)

    @property
    def count(self) -> int:
        """The number of pages so far."""
        return len(self._finished) + 1

    def describe(self, about: Description) -> None:
        """Say in the file itself what it is."""
        describe(self._canvas, about)

    def attach(self, name: str, data: Mapping[str, Any], about: Description) -> None:
        """Attach data to the file as JSON."""
        attach_json(self._canvas, name, data, about.made_at)

    def finish(self) -> bytes:
        """End the last page, write head and foot of all, and return the file."""
        self._place(0)
        self._tell(self._rows)
        self._new_page()
        bind(self._canvas, self._finished, self._margins, self._bound)
        return self._target.getvalue()

    def new_page(self) -> None:
        """Begin a new page with what was held back, unless this one is empty yet."""
        if self._y < self._start:
            self._new_page()

    def height_of(self, draw: Callable[[Self], object]) -> float:
        """Return the room that a function takes on a page of its own; none if it needs more."""
        look = replace(self._look, logo=None)
        with as_one_step():
            alone = type(self)(self._margins, look, ink=UnseenInk)
            draw(alone)
            alone._place(0)  # noqa: SLF001 - its own kind
        taken = alone._start - alone._y  # noqa: SLF001 - the same
        return taken + _ABOVE_HEADING if alone.count == 1 and taken else 0.0

    def keep(self, height: float, filled: float = 0.0) -> None:
        """Begin a new page unless there is room of a height, or this one is not `filled` so far."""
        self._place(0)
        if self._y - height < BOTTOM and self.filled >= filled:
            self.new_page()

    @property
    def filled(self) -> float:
        """How much of the page is filled, from 0 to 1."""
        return (self._start - self._y) / (self._start - BOTTOM)

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

    def text(
        self,
        text: str,
        style: Style,
        *,
        introduces: bool = False,
        tag: str = "P",
        mark: str = "",
    ) -> None:
        """Set a paragraph over the whole width, if wanted on the page of what follows.

        With a mark, such as the number of an item, all its lines stand behind that.
        """
        lines = wrap(text, style, self._room - _hung(mark, style), _NOTE_LIMIT)
        if introduces:
            height = len(lines) * style.line
            self._held.append((height, lambda: self._set(text, style, tag, mark)))
            return
        self._place((len(lines) if len(lines) <= _WHOLE_LINES else 2) * style.line)
        self._set(text, style, tag, mark)

    def heading(self, text: str) -> None:
        """Set a heading with a bookmark; it never stands alone at the foot of a page."""
        self.space(_ABOVE_HEADING)

        def mark() -> None:
            self._bound.bookmarks.append(Bookmark(self.count - 1, self._y, text))

        self._held.append((0, mark))
        self.text(text, HEADING, introduces=True, tag="H2")
        self.space(_BELOW_HEADING)

    def contents(self, count: int) -> None:
        """Leave room for the list of so many headings that follow, with their pages."""
        self._place(STRONG.line + count * SECOND.line)
        self._set(tr("Contents"), STRONG, "P")
        self._ink.reserve()
        element = self._structure.add("TOC")
        first = self._y - SECOND.line + SECOND.descent
        self._bound.contents = Contents(self.count - 1, first, element)
        self._y -= count * SECOND.line

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
        self._ink.begin(self._structure.tag(element), self._structure.mark(element, self.count - 1))
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

    def _set(self, text: str, style: Style, tag: str, mark: str = "") -> None:
        element = self._structure.add(tag)
        x = LEFT + _hung(mark, style)
        lines = list(wrap(text, style, self._room - _hung(mark, style), _NOTE_LIMIT))
        while lines:
            if self._y - style.line < BOTTOM:
                self._new_page()
            fitting = max(1, int((self._y - BOTTOM) / style.line))
            with self._drawn(element):
                for line in lines[:fitting]:
                    self._y -= style.line
                    y, goes_on = self._y + style.descent, line is not lines[-1]
                    if mark:
                        self._ink.text(one_line(mark, style), style, LEFT, y, goes_on=True)
                        mark = ""
                    self._ink.text(line, style, x, y, goes_on=goes_on)
            del lines[:fitting]

    def _rule(self, rule: Style) -> None:
        self._ink.rule(LEFT, self._y, self._width, rule)

    def _tell(self, rows: int) -> None:
        before, self._done = self._done, min(self._done + rows, self._rows)
        if self._done // _TOLD_EVERY > before // _TOLD_EVERY or self._done == self._rows:
            progress(self._done, self._rows)

    def _new_page(self) -> None:
        self._ink.settle()
        self._finished.append(self._ink)
        self._ink = self._kind_of_ink(self._canvas, self._ink)
        self._y = self._start


def _hung(mark: str, style: Style) -> float:
    """Return how far lines stand behind a mark."""
    return one_line(f"{mark}  ", style).width * style.size / 1000 if mark else 0.0
