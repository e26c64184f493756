"""The one way from a text to the page: fonts by character, direction, shaping, width, lines.

Nothing that people type is ever read as markup: a text becomes runs of glyphs and nothing else.
Control characters, and those that turn the reading order, are shown as marks and not obeyed.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bidi import algorithm as bidi
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, shapeStr
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.reports.typefaces import REGULAR, base_typeface, typeface, typeface_for

_JOINERS = "\u200c\u200d"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_PLAIN_LIMIT = 0x0300
"""Below it no character joins, stacks or runs from right to left."""

_IDEOGRAPHS = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_TOKENS = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+|\s+")


@dataclass(frozen=True)
class Style:
    """How a text looks: size and line height in points, weight, and a grey or colour."""

    size: float
    weight: str = REGULAR
    colour: str = "#1B1D22"
    leading: float = 1.35

    @property
    def line(self) -> float:
        """The height of a line in points."""
        return self.size * self.leading


@dataclass(frozen=True)
class Run:
    """A stretch of a line in one font and one direction, as it is drawn from the left."""

    font: str
    text: str
    width: float
    """In thousandths of the size."""


@dataclass(frozen=True)
class Line:
    """A line ready to be drawn.

    `spoken` is the text in UTF-16 for lines whose glyphs do not say it themselves. Lines from right
    to left go without: readers put their glyphs in order, and would turn a given text round again.
    """

    runs: tuple[Run, ...]
    width: float
    spoken: str
    is_plain: bool


def visible(text: str) -> str:
    """Return the text with every character that would act instead of show made visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
        or character in _JOINERS
        else f"‹U+{ord(character):04X}›"
        for character in unicodedata.normalize("NFC", text)
    )


@functools.lru_cache(maxsize=20_000)
def set_line(text: str, weight: str) -> Line:
    """Return a text without line breaks as one line; raises MissingGlyph."""
    shown = visible(text)
    base = base_typeface(weight)
    if shown.isascii() or all(ord(c) < _PLAIN_LIMIT and ord(c) in base.characters for c in shown):
        width = pdfmetrics.stringWidth(shown, base.name, 1000)
        return Line((Run(base.name, shown, width),), width, "", is_plain=True)
    runs = tuple(_shaped(part, font) for part, font in _visual_parts(shown, weight))
    spoken = "" if _runs_right_to_left(shown) else (b"\xfe\xff" + shown.encode("utf-16-be")).hex()
    return Line(runs, sum(run.width for run in runs), spoken, is_plain=False)


def width_of(text: str, style: Style) -> float:
    """Return the width of a text in points."""
    return set_line(text, style.weight).width * style.size / 1000


@functools.lru_cache(maxsize=20_000)
def wrap(text: str, style: Style, width: float) -> tuple[str, ...]:
    """Return the lines into which a text breaks at a width in points; its own breaks are kept."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if width_of(paragraph, style) <= width:
            lines.append(paragraph)
        else:
            lines.extend(_broken(paragraph, style, width))
    return tuple(lines)


def draw(canvas: Canvas, text: str, style: Style, x: float, y: float) -> None:
    """Draw a text without line breaks with its left end on the base line at x, y."""
    line = set_line(text, style.weight)
    canvas.setFillColor(_colour(style.colour))
    if line.is_plain:
        run = line.runs[0]
        canvas.setFont(run.font, style.size)
        canvas.drawString(x, y, run.text)
        return
    # ReportLab has no call for marked content, so its list of operators is written to.
    operators = vars(canvas)["_code"]
    if line.spoken:
        operators.append(f"/Span <</ActualText <{line.spoken}>>> BDC")
    for run in line.runs:
        canvas.setFont(run.font, style.size)
        canvas.drawString(x, y, run.text)
        x += run.width * style.size / 1000
    if line.spoken:
        operators.append("EMC")


@functools.cache
def _colour(code: str) -> Color:
    # ReportLab would read the text again at every call, which is most of the time of a table.
    return HexColor(code)


def _broken(text: str, style: Style, width: float) -> Iterator[str]:
    line = ""
    for token in _TOKENS.findall(text):
        longer = line + token
        if width_of(longer.rstrip(), style) <= width:
            line = longer
            continue
        if line.strip():
            yield line.rstrip()
        line = ""
        if token.isspace():
            continue
        *whole, line = _pieces(token, style, width)
        yield from whole
    if line.strip():
        yield line.rstrip()


def _pieces(token: str, style: Style, width: float) -> list[str]:
    """Break a word that is wider than a line, between clusters, estimating before measuring."""
    if width_of(token, style) <= width:
        return [token]
    pieces = []
    rest = token
    while rest:
        if len(rest) > 1 and width_of(rest[:400], style) <= width and len(rest) <= 400:  # noqa: PLR2004 - a stretch no line exceeds
            pieces.append(rest)
            break
        end = _fitting(rest[:400], style, width)
        pieces.append(rest[:end])
        rest = rest[end:]
    return pieces


def _fitting(text: str, style: Style, width: float) -> int:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle], style) <= width:
            low = middle
        else:
            high = middle - 1
    while low > 1 and low < len(text) and unicodedata.combining(text[low]):
        low -= 1
    return low


def _visual_parts(text: str, weight: str) -> Iterator[tuple[str, str]]:
    """Yield stretches of one font and one direction from left to right, each in logical order."""
    fonts = _fonts(text, weight)
    for level, indices in _level_runs(text):
        stretches = [
            (name, [index for _, index in group])
            for name, group in groupby(
                ((fonts[index], index) for index in indices), key=lambda pair: pair[0]
            )
        ]
        ordered = reversed(stretches) if level % 2 else stretches
        for name, members in ordered:
            part = "".join(text[index] for index in members)
            if level % 2 and not _runs_right_to_left(part):
                # HarfBuzz takes the direction from the letters; brackets and blanks have none.
                part = "".join(bidi.MIRRORED.get(c, c) for c in reversed(part))
            yield part, name


def _fonts(text: str, weight: str) -> list[str]:
    """Return the font of every character; marks and blanks stay with what they follow."""
    names: list[str] = []
    for character in text:
        follows = bool(names) and (
            character.isspace() or unicodedata.combining(character) or character in _JOINERS
        )
        if follows and ord(character) in typeface(names[-1]).characters:
            names.append(names[-1])
        else:
            names.append(typeface_for(character, weight, text).name)
    return names


def _level_runs(text: str) -> list[tuple[int, list[int]]]:
    """Return runs of one bidi level from left to right: the level, and the characters' places.

    The levels are those of the Unicode bidirectional algorithm; the order of the runs follows from
    its rule L2.
    """
    if not _runs_right_to_left(text):
        return [(0, list(range(len(text))))]
    storage = bidi.get_empty_storage()
    storage["base_level"] = bidi.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, debug=False)
    bidi.resolve_implicit_levels(storage, debug=False)
    levels = [character["level"] for character in storage["chars"]]
    runs = [
        (level, [index for index, _ in group])
        for level, group in groupby(enumerate(levels), key=lambda pair: pair[1])
    ]
    for level in range(max(levels), 0, -1):
        runs = _reversed_from(runs, level)
    return runs


def _runs_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text)


def _reversed_from(runs: list[tuple[int, list[int]]], level: int) -> list[tuple[int, list[int]]]:
    ordered: list[tuple[int, list[int]]] = []
    for is_deep, group in groupby(runs, key=lambda run: run[0] >= level):
        members = list(group)
        ordered.extend(reversed(members) if is_deep else members)
    return ordered


def _shaped(text: str, font: str) -> Run:
    glyphs = shapeStr(text, font, 10)
    if isinstance(glyphs, ShapedStr):
        width = sum((data.x_advance for data in vars(glyphs)["__shapeData__"]), 0.0)
        return Run(font, glyphs, width)
    return Run(font, text, pdfmetrics.stringWidth(text, font, 1000))
