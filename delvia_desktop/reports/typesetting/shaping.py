"""The one way from a text to glyphs: its fonts, directions, shapes and widths.

Nothing that people type is ever read as markup: a text becomes runs of glyphs and nothing else.
Widths are in thousandths of the size.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from delvia_desktop.reports.typesetting.coverage import REGULAR
from delvia_desktop.reports.typesetting.direction import left_to_right, levels
from delvia_desktop.reports.typesetting.emoji import is_unseen, sequences
from delvia_desktop.reports.typesetting.glyphs import Glyph, Stretch, shaped
from delvia_desktop.reports.typesetting.typefaces import (
    Typeface,
    base_typeface,
    emoji_font,
    font_of,
    typeface,
)
from delvia_desktop.reports.typesetting.visible import visible

_JOINERS = "\u200b\u200c\u200d"
_PLAIN = re.compile(
    "[ -\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u200a\u2010-\u2027\u202f-\u205e\u20a0-\u20cf"
    "\u2100-\u214f]*"
)
"""Characters that need no shaping: none of them joins, stacks or runs from right to left."""

_GROUP, _GROUP_GAP = 4, 230.0
"""Digits of an id that stand together, and the gap after them: less than readers take for a blank.
"""
_STEP = 1_000.0
"""How far beyond a line an empty run stands after words from the right. Nothing is drawn there, but
a reader that takes glyphs in the order of the file takes the step for the blank that it else puts
before those words.
"""


class Style(NamedTuple):
    """How a text looks: size and line height in points, weight, and a grey or colour."""

    size: float
    weight: str = REGULAR
    colour: str = "#1B1D22"
    leading: float = 1.35
    is_id: bool = False
    """Whether long numbers stand in groups; they are copied without blanks all the same."""

    @property
    def line(self) -> float:
        """The height of a line in points."""
        return self.size * self.leading

    @property
    def descent(self) -> float:
        """The part of the line below its base line."""
        return self.size * 0.25


class GlyphRun(NamedTuple):
    """A stretch of a line in one font and one direction; each character draws one glyph.

    `moves` says for each glyph how far it stands right and up of its place, and how much further
    than usual the next one is; it is empty if nothing moves.
    """

    font: str
    x: float
    characters: str
    moves: tuple[tuple[float, float, float], ...] = ()
    spoken: str = ""
    """The text for readers of the file, where the glyphs alone do not give it."""


class ShapedLine(NamedTuple):
    """A line ready to be drawn, its runs in the order in which they are read."""

    runs: tuple[GlyphRun, ...]
    width: float

    @property
    def is_straight(self) -> bool:
        """Whether each run stands to the right of the one before."""
        return len(self.runs) == 1 or all(one.x < next_.x for one, next_ in pairwise(self.runs))


@dataclass(frozen=True)
class Passage:
    """A text without line breaks whose fonts and directions are known; lines are cut from it."""

    text: str
    weight: str
    fonts: tuple[str, ...]
    """Of each character; empty if the whole text is plain, in the font of its weight."""
    levels: bytes

    def edges(self) -> list[float]:
        """Return the width up to each place in the text, and up to its end."""
        if not self.fonts:
            widths = base_typeface(self.weight).font.face.charWidths
            advances: Sequence[float] = [widths[ord(character)] for character in self.text]
        else:
            advances = self._advances()
        return [0.0, *accumulate(advances)]

    def line(self, start: int = 0, end: int | None = None) -> ShapedLine:
        """Return a part of the text as a line."""
        text = self.text[start:end]
        if not self.fonts:
            run = GlyphRun(base_typeface(self.weight).name, 0.0, text)
            return ShapedLine((run,), _plain_width(text, self.weight))
        part = replace(self, text=text, fonts=self.fonts[start:end], levels=self.levels[start:end])
        found: list[tuple[int, bool, GlyphRun]] = []
        x = 0.0
        for face, first, glyphs in part._shaped():  # noqa: SLF001 - its own kind
            found.append((first, glyphs[0].is_rtl, _run(text, face, x, glyphs)))
            x += sum(glyph.advance for glyph in glyphs)
        found.sort(key=lambda run: run[0])
        runs = [found[0][2]]
        for (_, is_rtl, before), (first, _, run) in pairwise(found):
            if is_rtl and (text[first - 1].isspace() or text[first].isspace()):
                runs.append(GlyphRun(before.font, before.x + x + _STEP, ""))
            runs.append(run)
        return ShapedLine(tuple(runs), x)

    def _advances(self) -> list[float]:
        advances = [0.0] * len(self.text)
        for _face, _first, glyphs in self._shaped():
            for glyph in glyphs:
                advances[glyph.start] += glyph.advance
        return advances

    def _shaped(self) -> Iterator[tuple[Typeface, int, list[Glyph]]]:
        """Yield stretches of one font and one direction from the left: font, place, glyphs."""
        emoji = dict(sequences(self.text))
        edges = {edge for span in emoji.items() for edge in span}
        for level, first, end in left_to_right(self.levels or bytes(len(self.text))):
            starts = [
                place
                for place in range(first, end)
                if place == first or place in edges or self.fonts[place] != self.fonts[place - 1]
            ]
            stretches = [
                Stretch(
                    self.fonts[start],
                    start,
                    stop,
                    level % 2 == 1 and start not in emoji,
                    start in emoji,
                )
                for start, stop in pairwise([*starts, end])
            ]
            for stretch in reversed(stretches) if level % 2 else stretches:
                face = typeface(stretch.font)
                yield face, stretch.start, shaped(self.text, stretch, face)


def passage(text: str, weight: str) -> Passage:
    """Shape a text without line breaks: return it with its fonts and directions."""
    shown = visible(text)
    base = base_typeface(weight)
    if _PLAIN.fullmatch(shown) and base.characters.issuperset(shown):
        return Passage(shown, weight, (), b"")
    return Passage(shown, weight, _fonts(shown, weight), levels(shown))


@functools.lru_cache(maxsize=8_192)
def one_line(text: str, style: Style) -> ShapedLine:
    """Shape a text as one line."""
    if style.is_id and text.isascii() and text.isdigit():
        return _grouped(text, style.weight)
    return passage(text, style.weight).line()


def _plain_width(text: str, weight: str) -> float:
    return float(base_typeface(weight).font.stringWidth(text, 1000))


def _grouped(digits: str, weight: str) -> ShapedLine:
    face = base_typeface(weight)
    last = len(digits) - 1
    gaps = [
        _GROUP_GAP if place % _GROUP == _GROUP - 1 and place < last else 0.0
        for place in range(len(digits))
    ]
    moves = tuple((0.0, 0.0, gap) for gap in gaps)
    width = _plain_width(digits, weight) + sum(gaps)
    return ShapedLine((GlyphRun(face.name, 0.0, digits, moves, digits),), width)


def _fonts(text: str, weight: str) -> tuple[str, ...]:
    """Return the font of every character; marks and blanks stay with what they follow."""
    names: list[str] = []
    emoji = {place for start, end in sequences(text) for place in range(start, end)}
    for place, character in enumerate(text):
        if place in emoji:
            found = names[-1] if is_unseen(character) else emoji_font(character, weight)
            names.append(found)
            continue
        follows = bool(names) and (
            character.isspace() or is_mark(character) or character in _JOINERS
        )
        if follows and character in typeface(names[-1]).characters:
            names.append(names[-1])
        else:
            names.append(font_of(character, weight))
    return tuple(names)


def is_mark(character: str) -> bool:
    """Tell whether a character is shaped onto the one before it, as a mark."""
    return unicodedata.category(character)[0] == "M"


def _run(text: str, face: Typeface, x: float, glyphs: list[Glyph]) -> GlyphRun:
    """Return the run of shaped glyphs.

    Where several glyphs stand for one part of the text, the first says it and the others nothing,
    and the run says the whole. Runs from the right never do: readers of the file put their glyphs
    in order by themselves and would turn the given words round.
    """
    characters: list[str] = []
    moves: list[tuple[float, float, float]] = []
    is_exact = True
    told: set[int] = set()
    for glyph in glyphs:
        if glyph.is_rtl and glyph.end - glyph.start > 1 and glyph.is_alone:
            for character, move in _in_parts(text, face, glyph):
                characters.append(character)
                moves.append(move)
            continue
        words = "" if glyph.start in told else text[glyph.start : glyph.end]
        is_exact = is_exact and bool(words)
        told.add(glyph.start)
        characters.append(face.font.character_for(glyph.number, words, glyph.usual))
        moves.append((glyph.right, glyph.up, glyph.advance - glyph.usual))
    kept = tuple(moves) if any(any(move) for move in moves) else ()
    is_told = is_exact or glyphs[0].is_rtl
    spoken = "" if is_told else text[min(g.start for g in glyphs) : max(g.end for g in glyphs)]
    return GlyphRun(face.name, x, "".join(characters), kept, spoken)


def _in_parts(
    text: str, face: Typeface, glyph: Glyph
) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Yield a joined glyph that is read from the right, then an unseen one for each other letter.

    Readers of the file put glyphs in order but not the letters of one glyph, which would come out
    turned round.
    """
    step = glyph.advance / (glyph.end - glyph.start)
    last = face.font.character_for(glyph.number, text[glyph.end - 1], glyph.usual)
    yield last, (glyph.right, glyph.up, step - glyph.usual)
    blank = face.shaper.get_nominal_glyph(ord(" "))
    width = face.shaper.get_glyph_h_advance(blank) * face.scale
    for place in range(glyph.end - 2, glyph.start - 1, -1):
        yield face.font.character_for(blank, text[place], width), (0.0, 0.0, step - width)
