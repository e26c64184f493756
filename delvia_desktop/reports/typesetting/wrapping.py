"""Breaking a text into lines: between words, between ideographs, and inside words too long."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from delvia_desktop.i18n import ntr
from delvia_desktop.reports.typesetting.emoji import sequences
from delvia_desktop.reports.typesetting.shaping import (
    Passage,
    ShapedLine,
    Style,
    is_mark,
    one_line,
    passage,
)

_OPENING = re.escape("([{“‘„«‹「『（【《〈")
_NOT_FIRST = re.escape(
    ")]}”’»›」』）】》〉、。，．・：；！？ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;%…ๆฯ"
)
"""Characters that never begin a line: closing signs, and the small and drawn-out Japanese ones."""
_IDEOGRAPHS = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_THAI_LEADING = "\u0e40-\u0e44\u0ec0-\u0ec4"
_THAI = "\u0e01-\u0e3a\u0e45-\u0e5b\u0e81-\u0ebd\u0ec6-\u0edf"
"""Thai and Lao, which is written alike."""
_UNITS = re.compile(
    # Blanks, also that of no width, but not those that hold words together.
    "(?P<blank>(?:[^\\S\u00a0\u2007\u202f]|\u200b)+)"
    f"|[{_OPENING}]*[{_IDEOGRAPHS}][{_NOT_FIRST}]*"
    # A vowel that stands before its consonant always begins a Thai syllable.
    f"|[{_OPENING}]*(?:[{_THAI_LEADING}][{_THAI}]*|[{_THAI}]+)[{_NOT_FIRST}]*"
    f"|[^\\s\u200b{_IDEOGRAPHS}{_THAI_LEADING}{_THAI}]+"
    "|."
)
_TO_TICK = "\u2610 "
"""How a text begins that is to be ticked."""
_DAY = re.compile(r"(?<!\w)\d{1,2}\.?\s[^\W\d]{3,9}\.?\s\d{4}(?!\d)")
"""A date as it is written out: it stands on one line."""
_AFTER = frozenset("-–—_/\\.,@+&|:;")
"""Where a word too long for a line is broken if such a place is in the last third of the line."""
_JOINING = frozenset(
    "\u200c\u200d\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2"
)
"""Joiners, and the signs that hang the next consonant on the one before."""
_KILLER = "\u103a"
"""The sign on the consonant that ends a Myanmar syllable."""
_ROUNDING = 1e-6
_SHORT = 1_000
"""Characters of a text whose lines are remembered; no longer one fits on a line."""


def wrap(text: str, style: Style, width: float, limit: int = 0) -> tuple[ShapedLine, ...]:
    """Wrap a text into lines at a width in points; its own breaks are kept.

    All lines of what is to be ticked stand behind its box. With a limit, a longer text is cut there
    and a last line says how much is left out.
    """
    if text.startswith(_TO_TICK):
        room = width - one_line(_TO_TICK, style).width * style.size / 1000
        return _behind(_TO_TICK, wrap(text[len(_TO_TICK) :], style, room, limit), style)
    lines = (_kept_lines if len(text) <= _SHORT else _lines)(text, style, width)
    if not limit or len(lines) <= limit:
        return lines
    left = ntr(
        "… {n} more line in the register.",
        "… {n} more lines in the register.",
        len(lines) - limit,
    )
    return (*lines[:limit], *_kept_lines(left, style, width))


def _behind(mark: str, lines: Sequence[ShapedLine], style: Style) -> tuple[ShapedLine, ...]:
    """Return lines moved to the right by a mark, which stands before the first."""
    drawn = one_line(mark, style)
    moved = [
        ShapedLine(
            tuple(run._replace(x=run.x + drawn.width) for run in line.runs),
            line.width + drawn.width,
        )
        for line in lines
    ]
    return (ShapedLine((*drawn.runs, *moved[0].runs), moved[0].width), *moved[1:])


def _lines(text: str, style: Style, width: float) -> tuple[ShapedLine, ...]:
    lines: list[ShapedLine] = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        if len(paragraph) <= _SHORT:
            whole = one_line(paragraph, style)
            if whole.width * style.size / 1000 <= width + _ROUNDING:
                lines.append(whole)
                continue
        found = passage(paragraph, style.weight)
        lines.extend(
            found.line(start, end) for start, end in _breaks(found, width * 1000 / style.size)
        )
    return tuple(lines)


_kept_lines = functools.lru_cache(maxsize=8_192)(_lines)


def _breaks(text: Passage, width: float) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a passage begin and end, without the blanks between them."""
    edges = text.edges()
    start = end = 0
    for first, last in _units(text.text, edges, width):
        if edges[last] - edges[start] > width + _ROUNDING:
            if end > start:
                yield start, end
            start = first
            for place in _cuts(text.text, edges, (first, last), width):
                yield start, place
                start = place
        end = last
    if end > start:
        yield start, end


def _units(text: str, edges: list[float], width: float) -> Iterator[tuple[int, int]]:
    """Yield what stays on one line: words, ideographs, and dates where a line has room for one."""
    whole = (found.span() for found in _DAY.finditer(text))
    days = [(start, end) for start, end in whole if edges[end] - edges[start] <= width + _ROUNDING]
    begun: int | None = None
    for unit in _UNITS.finditer(text):
        if unit["blank"]:
            continue
        start, end = unit.span()
        while days and days[0][1] <= start:
            days.pop(0)
        if begun is not None:
            start, begun = begun, None
        if days and start < days[0][1] and end < days[0][1] and end > days[0][0]:
            begun = start  # the date goes on with the next word
            continue
        yield start, end


def _cuts(text: str, edges: list[float], span: tuple[int, int], width: float) -> Iterator[int]:
    """Yield the places inside a word where it must be broken to fit."""
    start, end = span
    if edges[end] - edges[start] <= width + _ROUNDING:
        return
    inside = {start + place for place in _inside_emoji(text[start:end])}
    while edges[end] - edges[start] > width + _ROUNDING:
        furthest = bisect_right(edges, edges[start] + width + _ROUNDING, start, end) - 1
        allowed = (
            place
            for place in chain(range(furthest, start, -1), range(max(furthest, start) + 1, end))
            if place not in inside and not _holds_together(text, place, edges)
        )
        place = next(allowed, end)
        if place == end:
            return
        liked = start + (place - start) * 2 // 3
        place = next((p for p in range(place, liked, -1) if text[p - 1] in _AFTER), place)
        yield place
        start = place


def _inside_emoji(text: str) -> frozenset[int]:
    """Return the places at which an emoji of several characters would be torn apart."""
    if text.isascii():
        return frozenset()
    return frozenset(place for start, end in sequences(text) for place in range(start + 1, end))


def _holds_together(text: str, place: int, edges: list[float]) -> bool:
    """Tell whether a letter and what stands on it or joins it would be torn apart."""
    return (
        is_mark(text[place])
        or text[place] in _JOINING
        or text[place - 1] in _JOINING
        or text[place + 1 : place + 2] == _KILLER
        or edges[place] == edges[place + 1]
    )
