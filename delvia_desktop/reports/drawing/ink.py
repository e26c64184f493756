"""Writing lines of text and rules into a page as the format's own operators.

ReportLab's canvas does the same for one string at a time and tells the file everything anew at
each; a table is drawn faster than by it because font and colour are told when they change.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
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
    """Return a canvas to put ink on, for a file that is the same twice; `size` in points.

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


rl_config.useA85 = 0  # a file is bytes: as letters it is a quarter longer


class Ink:
    """What is drawn on one page so far.

    Texts stand between `begin` and `end`, which say which part of the paper they are, or between
    `begin_artifact` and `end` if they are none, as the head and the foot of a page.
    """

    def __init__(self, canvas: Canvas, before: Ink | None = None) -> None:
        """Begin a page of a document, which draws lines again as the page before did."""
        self._document: Any = vars(canvas)["_doc"]
        self._operators: list[str] = []
        self._known: _Known = before._known if before else _Known()  # noqa: SLF001 - its own kind
        self.forms: list[str] = []
        """The names of the forms that stand on the page."""
        self._font = ""
        self._colour = ""
        self._reserved: int | None = None
        self._strokes: dict[str, list[str]] = {}
        self._is_open = self._is_together = False
        """Whether texts are being drawn, and whether those of one part go on with the next ones."""
        self._at = (0, 0)
        """Where the last text began, in hundredths of a point."""

    def begin(self, tag: str, number: int) -> None:
        """Begin what belongs to an element with a tag, under the number of a mark of the page."""
        self._go_on()
        self._operators.append(f"/{tag} <</MCID {number}>> BDC")

    def begin_artifact(self) -> None:
        """Begin what is no part of the paper itself and is not read out."""
        self._close()
        self._operators.append("/Artifact BMC")

    def end(self) -> None:
        """End what was begun last."""
        self._go_on()
        self._operators.append("EMC")

    @contextmanager
    def together(self, lines: Iterable[ShapedLine]) -> Iterator[None]:
        """Draw parts with these lines in one go with what comes before and after.

        That takes less room, but what is drawn in one go some readers put in order by its places:
        lines that are read from both sides stand by themselves.
        """
        self._is_together = all(line.is_straight for line in lines)
        yield
        self._is_together = False

    def text(
        self, line: ShapedLine, style: Style, x: float, y: float, *, goes_on: bool = False
    ) -> None:
        """Draw a line with its left end on the base line at x, y in points.

        Where more of the same part of the paper follows, a blank ends the line, so that readers of
        the file do not take its last word and the next one for a single word.
        """
        if not line.is_straight:
            self._close()
        self._open()
        if style.colour != self._colour:
            self._colour = style.colour
            self._operators.append(_colour(style.colour) + " rg")
        up = round(y * 100)
        for run in line.runs:
            right = round(x * 100 + run.x * style.size / 10)
            if line.is_straight:
                before, self._at = self._at, (right, up)
                move = f"{(right - before[0]) / 100:.2f} {(up - before[1]) / 100:.2f} Td"
            else:
                move = f"1 0 0 1 {right / 100:.2f} {up / 100:.2f} Tm"
            self._operators.append(move)
            self._run(run, style.size, goes_on=goes_on and len(line.runs) == 1)
        if not line.is_straight:
            self._close()

    def upwards(self, line: ShapedLine, style: Style, x: float, y: float) -> None:
        """Draw a line that runs upwards from x, y on its base line."""
        self._turned(line, style, f"0 1 -1 0 {x:.2f} {y:.2f}")

    def _turned(self, line: ShapedLine, style: Style, matrix: str) -> None:
        self._close()
        self._open()
        self._colour = style.colour
        self._operators.append(f"{_colour(style.colour)} rg {matrix} Tm")
        at = 0.0
        for run in line.runs:
            right = run.x * style.size / 1000
            if right != at:
                self._operators.append(f"{right - at:.2f} 0 Td")
                at = right
            self._run(run, style.size, goes_on=len(line.runs) == 1)
        self._close()

    def uprights(self, places: Sequence[float], y: float, height: float, rule: Style) -> None:
        """Draw lines of a height upwards from y, at several places from the left."""
        self._stroke(rule, (f"{x:.2f} {y:.2f} m {x:.2f} {y + height:.2f} l" for x in places))

    def rule(self, x: float, y: float, length: float, rule: Style) -> None:
        """Draw a line from left to right."""
        self._stroke(rule, [f"{x:.2f} {y:.2f} {length:.2f} 0 re"])

    def _stroke(self, rule: Style, paths: Iterable[str]) -> None:
        """Draw lines once the page ends, all of a kind together; they are no part of the paper."""
        self._strokes.setdefault(f"{_colour(rule.colour)} RG {rule.size} w", []).extend(paths)

    def block(self, x: float, y: float, width: float, height: float) -> None:
        """Fill a black rectangle whose lower left corner is at x, y."""
        self._close()
        self._colour = "#000000"
        self._operators.append(f"0 0 0 rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def write_across(self, line: ShapedLine, style: Style, width: float, height: float) -> None:
        """Draw a line large from corner to corner of a page, for what must not be overlooked."""
        length = math.hypot(width, height)
        right, up = width / length, height / length
        size = style._replace(size=length * _ACROSS * 1000 / line.width)
        back, down = length * _ACROSS / 2, size.size * _MIDDLE
        x = width / 2 - back * right + down * up
        y = height / 2 - back * up - down * right
        self._turned(line, size, f"{right:.4f} {up:.4f} {-up:.4f} {right:.4f} {x:.2f} {y:.2f}")

    def repeat(self, form: str) -> None:
        """Draw a form, which does not change how texts are drawn here."""
        self._close()
        self.forms.append(form)
        self._operators.append(f"/{pdfdoc.xObjectName(form)} Do")

    def reserve(self) -> None:
        """Leave a place into which something is put later; a page has one at most."""
        self._close()
        self._reserved = len(self._operators)
        self._operators.append("")
        self._font, self._colour = "", ""

    def fill(self, ink: Ink) -> None:
        """Put what was drawn by itself into the place that was left for it."""
        if self._reserved is not None:
            self._operators[self._reserved] = ink.operators()

    def operators(self) -> str:
        """Return everything drawn, as the format has it."""
        self._finish()
        return "\n".join(self._operators)

    def settle(self) -> None:
        """Give back memory: nothing more is drawn here, but for what is put into the place."""
        self._finish()
        parts = [self._operators]
        if (place := self._reserved) is not None:
            parts = [self._operators[:place], [""], self._operators[place + 1 :]]
            self._reserved = 1
        self._operators = ["\n".join(part) for part in parts]

    def _finish(self) -> None:
        self._close()
        for kind, paths in self._strokes.items():
            self._operators.append(f"/Artifact BMC\n{kind} {' '.join(paths)} S\nEMC")
        self._strokes.clear()

    def _go_on(self) -> None:
        if self._is_together:
            self._open()
        else:
            self._close()

    def _open(self) -> None:
        """Let texts follow."""
        if not self._is_open:
            self._is_open, self._at = True, (0, 0)
            self._operators.append("BT")

    def _close(self) -> None:
        """Let something else than texts follow."""
        if self._is_open:
            self._is_open = False
            self._operators.append("ET")

    def _run(self, run: GlyphRun, size: float, *, goes_on: bool) -> None:
        """Draw a run where we are; most cells of a long table say what others say."""
        key = run, size, goes_on
        drawn = self._known.runs.get(key)
        if drawn is None:
            pen = _Pen(self._document, self._known.fonts, size)
            pen.run(run, goes_on=goes_on)
            drawn = self._known.runs[key] = _Drawn(pen.first, "\n".join(pen.out), pen.font)
        if drawn.font != self._font:
            self._operators.append(drawn.font)
        self._operators.append(drawn.operators)
        self._font = drawn.last


def form_of(canvas: Canvas, ink: Ink) -> str:
    """Put ink that pages repeat into the file once, as a form; return its name."""
    document: Any = vars(canvas)["_doc"]
    form: Any = pdfdoc.PDFFormXObject(0, 0, *vars(canvas)["_pagesize"])
    form.compression, form.hasImages = 1, 0
    form.setStreamList(ink.operators())
    name = f"form{document.objectcounter}"
    document.addForm(name, form)
    return name


@dataclass
class _Known:
    """What the pages of a document share: runs drawn before, and what chooses fonts."""

    runs: dict[tuple[GlyphRun, float, bool], _Drawn] = field(default_factory=dict)
    fonts: dict[tuple[str, int, float], str] = field(default_factory=dict)


class _Drawn(NamedTuple):
    """What a run is in the format: what chooses its first font, the rest, and its last font."""

    font: str
    operators: str
    last: str


class _Pen:
    """What writes runs of glyphs in one size."""

    def __init__(
        self,
        document: Any,  # noqa: ANN401 - ReportLab's
        fonts: dict[tuple[str, int, float], str],
        size: float,
    ) -> None:
        """Begin a line in no font."""
        self.out: list[str] = []
        self.first = self.font = ""
        self._document, self._fonts, self._size = document, fonts, size

    def run(self, run: GlyphRun, *, goes_on: bool) -> None:
        """Write a run, with a blank after it if more follows and the font has one there."""
        if run.spoken:
            self.out.append(f"/Span <</ActualText {_string(run.spoken)}>> BDC")
        font = typeface(run.font).font
        if run.moves and run.characters.isascii() and not any(up for _, up, _ in run.moves):
            self._choose(self._named(font, 0))
            self._spread(run)
        elif run.moves:
            self._moved(run, font)
        elif run.characters.isascii():
            # ReportLab keeps these at their own places in the first part of every font.
            self._choose(self._named(font, 0))
            self.out.append(f"{_literal(run.characters + ' ' * goes_on)} Tj")
        else:
            for part, codes in font.splitString(run.characters, self._document):
                self._choose(self._named(font, part))
                self.out.append(f"<{codes.hex()}> Tj")
        if run.spoken:
            self.out.append("EMC")

    def _spread(self, run: GlyphRun) -> None:
        """Write characters with gaps between some of them, as an id in groups."""
        array = ""
        back, start = 0.0, 0
        for place, (right, _, more) in enumerate(run.moves):
            if right + back:
                array += f"{_literal(run.characters[start:place])} {-(right + back):.0f} "
                start = place
            back = more - right
        self.out.append(f"[{array}{_literal(run.characters[start:])}] TJ")

    def _moved(self, run: GlyphRun, font: PaperFont) -> None:
        """Write glyphs of which some stand off their places or leave a gap."""
        array: list[str] = []
        height = back = 0.0
        chosen = ""
        for character, (right, up, more) in zip(run.characters, run.moves, strict=True):
            if character.isascii():
                part, code = 0, f"{ord(character):02x}"
            else:
                part, codes = font.splitString(character, self._document)[0]
                code = codes.hex()
            named = self._named(font, part)
            if named != chosen or up != height:
                self._show(array)
                self._choose(named)
                chosen = named
                if up != height:
                    self.out.append(f"{up * self._size / 1000:.2f} Ts")
                    height = up
            if right + back:
                array.append(f"> {-(right + back):.0f} <")
            array.append(code)
            back = more - right
        self._show(array)
        if height:
            self.out.append("0 Ts")

    def _show(self, array: list[str]) -> None:
        if array:
            self.out.append(f"[<{''.join(array)}>] TJ")
            array.clear()

    def _choose(self, font: str) -> None:
        if not self.first:
            self.first = font
        elif font != self.font:
            self.out.append(font)
        self.font = font

    def _named(self, font: PaperFont, part: int) -> str:
        """Return the operator that chooses a part of a font."""
        known = font.fontName, part, self._size
        chosen = self._fonts.get(known)
        if chosen is None:
            font.splitString("", self._document)  # makes the font known to the document
            name = font.getSubsetInternalName(part, self._document)
            chosen = self._fonts[known] = f"{name} {self._size:g} Tf"
        return chosen


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


def _literal(text: str) -> str:
    return f"({text.translate(_ESCAPED)})"


def _string(text: str) -> str:
    """Return any text as the format has it."""
    if text.isascii() and text.isprintable():
        return _literal(text)
    return f"<feff{text.encode('utf-16-be').hex()}>"


@functools.cache
def _colour(code: str) -> str:
    parts = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)
