"""Writing lines of text and rules into a page as the format's own operators.

ReportLab's canvas does the same for one string at a time and tells the file everything anew at
each; a table is drawn faster than by it because font and colour are told when they change.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from delvia_desktop.reports.typesetting.coverage import REGULAR
from delvia_desktop.reports.typesetting.shaping import GlyphRun, ShapedLine, Style
from delvia_desktop.reports.typesetting.typefaces import PaperFont, base_typeface, typeface

_ACROSS = 0.6
"""Of the diagonal of a page, that a line across it takes."""
_MIDDLE = 0.36
"""Of the size, from the base line to the middle of capital letters."""
_ESCAPED = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def blank(target: BinaryIO, size: tuple[float, float], language: str = "") -> Canvas:
    """Return a canvas for a file that is the same twice; `size` is in points.

    ReportLab's own first font would be named in the file without being in it.
    """
    font = base_typeface(REGULAR).font
    pdfmetrics.registerFont(font)
    return Canvas(
        target,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        lang=language or None,
        initialFontName=font.fontName,  # type: ignore[arg-type] # the stubs take it for a size
    )


class Ink:
    """What is drawn on one page so far.

    Everything stands between `begin` and `end`, which say which part of the paper it is, or between
    `begin_artifact` and `end` if it is none: a rule, a head or a foot of a page.
    """

    def __init__(self, canvas: Canvas) -> None:
        """Begin a page of a document."""
        self._document: Any = vars(canvas)["_doc"]
        self._operators: list[str] = []
        self._font: tuple[str, int, float] | None = None
        self._names: dict[tuple[str, int], str] = {}
        self._colour = ""
        self._reserved: int | None = None

    def begin(self, tag: str, number: int) -> None:
        """Begin what belongs to an element with a tag, under the number of a mark of the page."""
        self._operators.append(f"/{tag} <</MCID {number}>> BDC")

    def begin_artifact(self) -> None:
        """Begin what is no part of the paper itself and is not read out."""
        self._operators.append("/Artifact BMC")

    def end(self) -> None:
        """End what was begun last."""
        self._operators.append("EMC")

    def text(
        self, line: ShapedLine, style: Style, x: float, y: float, *, goes_on: bool = False
    ) -> None:
        """Draw a line with its left end on the base line at x, y in points.

        Where more of the same part of the paper follows, a blank ends the line, so that readers of
        the file do not take its last word and the next one for a single word.
        """
        out = self._operators
        out.append("BT")
        if style.colour != self._colour:
            self._colour = style.colour
            out.append(_colour(style.colour) + " rg")
        for run in line.runs:
            left = x + run.x * style.size / 1000
            out.append(f"1 0 0 1 {left:.2f} {y:.2f} Tm")
            if run.spoken:
                words = (b"\xfe\xff" + run.spoken.encode("utf-16-be")).hex()
                out.append(f"/Span <</ActualText <{words}>>> BDC")
            self._run(run, style.size)
            if run.spoken:
                out.append("EMC")
        if goes_on and len(line.runs) == 1 and _ends_plainly(line.runs[0]):
            out.append("( ) Tj")
        out.append("ET")

    def upwards(self, line: ShapedLine, style: Style, x: float, y: float) -> None:
        """Draw a line that runs upwards from x, y on its base line."""
        self._operators.append(f"q 0 1 -1 0 {x:.2f} {y:.2f} cm")
        self.text(line, style, 0, 0, goes_on=True)
        self._operators.append("Q")
        self._forget()

    def uprights(self, places: Sequence[float], y: float, height: float, rule: Style) -> None:
        """Draw lines of a height upwards from y, at several places from the left."""
        path = " ".join(f"{x:.2f} {y:.2f} m {x:.2f} {y + height:.2f} l" for x in places)
        self._operators.append(f"{_colour(rule.colour)} RG {rule.size} w {path} S")

    def rule(self, x: float, y: float, length: float, colour: str, width: float) -> None:
        """Draw a line from left to right."""
        self._operators.append(
            f"{_colour(colour)} RG {width} w {x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S"
        )

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a black rectangle whose lower left corner is at x, y."""
        self._colour = "#000000"
        self._operators.append(f"0 0 0 rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def write_across(self, line: ShapedLine, style: Style, width: float, height: float) -> None:
        """Draw a line large from corner to corner of a page, for what must not be overlooked."""
        length = math.hypot(width, height)
        right, up = width / length, height / length
        size = replace(style, size=length * _ACROSS * 1000 / line.width)
        self._operators.append(
            f"q {right:.4f} {up:.4f} {-up:.4f} {right:.4f} {width / 2:.2f} {height / 2:.2f} cm"
        )
        self.text(line, size, -length * _ACROSS / 2, -size.size * _MIDDLE)
        self._operators.append("Q")
        self._forget()

    def reserve(self) -> None:
        """Leave a place into which something is put later; a page has one at most."""
        self._reserved = len(self._operators)
        self._operators.append("")
        self._forget()

    def fill(self, ink: Ink) -> None:
        """Put what was drawn by itself into the place that was left for it."""
        if self._reserved is not None:
            self._operators[self._reserved] = ink.operators()

    def operators(self) -> str:
        """Return everything drawn, as the format has it."""
        return "\n".join(self._operators)

    def settle(self) -> None:
        """Give back memory: nothing more is drawn here, but for what is put into the place."""
        parts = [self._operators]
        if (place := self._reserved) is not None:
            parts = [self._operators[:place], [""], self._operators[place + 1 :]]
            self._reserved = 1
        self._operators = ["\n".join(part) for part in parts]

    def _forget(self) -> None:
        """Say font and colour anew at the next text."""
        self._font, self._colour = None, ""

    def _run(self, run: GlyphRun, size: float) -> None:
        font = typeface(run.font).font
        if run.moves:
            self._moved(run, font, size)
        elif run.characters.isascii():
            # ReportLab keeps these at their own places in the first part of every font.
            self._choose(font, 0, size)
            self._operators.append(f"({run.characters.translate(_ESCAPED)}) Tj")
        else:
            for part, codes in font.splitString(run.characters, self._document):
                self._choose(font, part, size)
                self._operators.append(f"<{codes.hex()}> Tj")

    def _moved(self, run: GlyphRun, font: PaperFont, size: float) -> None:
        """Draw glyphs of which some stand off their places or leave a gap."""
        array: list[str] = []
        height = back = 0.0
        for character, (right, up, more) in zip(run.characters, run.moves, strict=True):
            part, codes = self._code(character, font)
            if (font.fontName, part, size) != self._font or up != height:
                self._show(array)
                self._choose(font, part, size)
                if up != height:
                    self._operators.append(f"{up * size / 1000:.2f} Ts")
                    height = up
            if right + back:
                array.append(f"> {-(right + back):.0f} <")
            array.append(codes)
            back = more - right
        self._show(array)
        if height:
            self._operators.append("0 Ts")

    def _code(self, character: str, font: PaperFont) -> tuple[int, str]:
        """Return the part of the font in which a character is, and its code there."""
        if character.isascii():
            return 0, f"{ord(character):02x}"
        part, codes = font.splitString(character, self._document)[0]
        return part, codes.hex()

    def _show(self, array: list[str]) -> None:
        if array:
            self._operators.append(f"[<{''.join(array)}>] TJ")
            array.clear()

    def _choose(self, font: PaperFont, part: int, size: float) -> None:
        if (font.fontName, part, size) == self._font:
            return
        self._font = (font.fontName, part, size)
        name = self._names.get((font.fontName, part))
        if name is None:
            font.splitString("", self._document)  # makes the font known to the document
            name = font.getSubsetInternalName(part, self._document)
            self._names[font.fontName, part] = name
        self._operators.append(f"{name} {size:g} Tf")


class UnseenInk(Ink):
    """Ink that leaves no trace: what is set with it only shows how much room it takes."""

    @override
    def text(
        self, line: ShapedLine, style: Style, x: float, y: float, *, goes_on: bool = False
    ) -> None:
        """Draw nothing."""

    @override
    def upwards(self, line: ShapedLine, style: Style, x: float, y: float) -> None:
        """Draw nothing."""

    @override
    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Draw nothing."""


def _ends_plainly(run: GlyphRun) -> bool:
    """Tell whether a blank stands where a run ends, in the part of a font that has one."""
    return run.characters.isascii() and not run.moves


@functools.cache
def _colour(code: str) -> str:
    parts = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)
