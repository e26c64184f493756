"""The fonts of the papers: which one has a character, loaded once and only when it is used."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from dataclasses import dataclass
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFont

from delvia_desktop import resources
from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.i18n import tr

REGULAR, BOLD, MONO = "regular", "bold", "mono"


_MONO, _EMOJI = "NotoSansMono-Regular", "NotoEmoji-Regular"


@dataclass(frozen=True)
class _Family:
    """The files of a family, and the blocks of characters that it is asked for; none means all."""

    regular: str
    bold: str
    blocks: tuple[tuple[int, int], ...] = ()

    def may_have(self, code: int) -> bool:
        """Tell whether it is worth loading the family for a character."""
        return not self.blocks or any(first <= code <= last for first, last in self.blocks)


def _noto(script: str, *blocks: tuple[int, int]) -> _Family:
    return _Family(f"NotoSans{script}-Regular", f"NotoSans{script}-Bold", blocks)


def _one_weight(name: str, *blocks: tuple[int, int]) -> _Family:
    return _Family(name, name, blocks)


_KOREAN = (
    (0x1100, 0x11FF), (0x3130, 0x318F), (0x3200, 0x321E), (0x3260, 0x327F),
    (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC),
)  # fmt: skip
# In the order in which they are asked for a character.
_FAMILIES = (
    _noto(""),
    _noto("Arabic", (0x0600, 0x08FF), (0xFB50, 0xFEFC)),
    _noto("Hebrew", (0x0590, 0x05FF), (0x20AA, 0x20AA), (0xFB1D, 0xFB4F)),
    _noto("Thai", (0x0E00, 0x0E7F)),
    _noto("Devanagari", (0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA830, 0xA8FF)),
    _one_weight(_MONO, (0x2190, 0x25FF)),  # arrows and geometric signs
    _noto("KR", *_KOREAN),
    _one_weight("NotoSansKR-Regular", *_KOREAN),  # the bold font has the usual syllables only
    _noto("Armenian", (0x0530, 0x058F), (0xFB13, 0xFB17)),
    _noto("Georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    _noto("Bengali", (0x0980, 0x09FF)),
    _noto("Tamil", (0x0B80, 0x0BFF)),
    _noto("Khmer", (0x1780, 0x17FF), (0x19E0, 0x19FF)),
    _noto("Lao", (0x0E80, 0x0EFF)),
    _noto("Myanmar", (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    _one_weight(_EMOJI, (0x203C, 0x3299), (0x1F000, 0x1FAFF)),
    _one_weight("NotoSansSymbols2-Regular", (0x2190, 0x2BFF)),
    _one_weight("NotoSansSymbols-Regular", (0x2150, 0x27BF), (0x1F100, 0x1F1E5)),
    _one_weight("NotoSansMath-Regular", (0x2190, 0x2BFF), (0x1D400, 0x1D7FF)),
    _one_weight("DroidSansFallbackFull"),
)
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Categories of characters that nobody sees."""
_FREE_CODES = 0x100000
"""From here on Unicode leaves room for codes of one's own; no font of ours uses them."""
_BLOCK = 100
"""Entries that the format allows in one block of a character map."""
_QUOTED = 80
"""Characters of a text that an error quotes."""


class MissingGlyph(DelviaError):
    """No font of the papers has a character, so the paper is not made."""

    def __init__(self, character: str, text: str) -> None:
        """Name the character and the text that it stands in."""
        super().__init__(character, text)
        self.character = character
        place = max(0, text.find(character) - _QUOTED // 2)
        self._text = text[place : place + _QUOTED]

    def __str__(self) -> str:
        """Say it in the language of whoever reads it, which need not be that of the paper."""
        return tr(
            "The paper cannot show “{character}” (U+{code:04X} {name}), which stands in "
            "“{text}”. Write it in another way and print again.",
            character=self.character,
            code=ord(self.character),
            name=unicodedata.name(self.character, tr("a character without a name")),
            text=self._text,
        )


class PaperFont(TTFont):
    """A font that can draw each of its glyphs and says in the file which text it stands for.

    ReportLab draws characters; a glyph that shaping brings in has none, or stands for several. It
    gets a free code here, and the file's character map then gives the text instead of the code.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, str(resources.path("fonts", f"{name}.ttf")))
        self._codes: dict[tuple[int, str], str] = {}
        self._texts: dict[int, str] = {}
        self._free = itertools.count(_FREE_CODES)

    def character_for(self, glyph: int, text: str, advance: float) -> str:
        """Return the character that draws a glyph which stands for a text; `advance` per mille."""
        known = self._codes.get((glyph, text))
        if known is not None:
            return known
        face: Any = self.face
        if len(text) == 1 and face.charToGlyph.get(ord(text)) == glyph:
            return self._codes.setdefault((glyph, text), text)
        code = next(self._free)
        face.charToGlyph[code] = glyph
        face.charWidths[code] = advance
        self._texts[code] = text
        return self._codes.setdefault((glyph, text), chr(code))

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 - ReportLab's names
        """Write the font into the file, with a character map that gives texts for glyphs."""
        state: Any = self.state
        subsets = [list(subset) for subset in state[doc].subsets]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(subsets):
            name = doc.fontMapping[self.fontName][1:]
            to_unicode = fonts[f"{name}+{number}"].ToUnicode
            doc.idToObject[to_unicode.name].content = self._character_map(subset)

    def _character_map(self, subset: list[int]) -> str:
        entries = [
            f"<{place:02X}> <{self._texts.get(code, chr(code)).encode('utf-16-be').hex()}>"
            for place, code in enumerate(subset)
            if code
        ]
        blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
                "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
                "1 begincodespacerange\n<00> <FF>\nendcodespacerange",
                *(
                    "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])
                    for block in blocks
                ),
                "endcmap CMapName currentdict /CMap defineresource pop end end",
            ]
        )


@dataclass(frozen=True)
class Typeface:
    """One font file: as ReportLab and as HarfBuzz know it, and the characters that it has."""

    name: str
    font: PaperFont
    shaper: Any
    scale: float
    """What turns the font's own units into thousandths of the size."""
    characters: frozenset[str]


@functools.cache
def typeface(name: str) -> Typeface:
    """Return a font by the name of its file, loading it the first time."""
    font = PaperFont(name)
    data: Any = font.face
    face = uharfbuzz.Face(uharfbuzz.Blob(data._ttf_data))  # noqa: SLF001 - the bytes are read once
    characters = frozenset(map(chr, data.charToGlyph))
    if name == _EMOJI:
        characters -= {" ", "\u00a0"}  # which are as wide as an emoji
    return Typeface(name, font, uharfbuzz.Font(face), 1000 / face.upem, characters)


def base_typeface(weight: str) -> Typeface:
    """Return the font that most text is set in."""
    family = _FAMILIES[0]
    return typeface({REGULAR: family.regular, BOLD: family.bold, MONO: _MONO}[weight])


def typeface_for(character: str, weight: str, text: str) -> Typeface:
    """Return the first font that has a character; raises MissingGlyph naming the text."""
    base = base_typeface(weight)
    if character in base.characters:
        return base
    for family in _FAMILIES:
        if family.may_have(ord(character)):
            candidate = typeface(family.bold if weight == BOLD else family.regular)
            if character in candidate.characters:
                return candidate
    raise MissingGlyph(character, text)


def missing_characters(text: str) -> str:
    """Return the characters of a text, each once, that no font has and that somebody would see."""
    seen = (c for c in dict.fromkeys(text) if unicodedata.category(c) not in _UNSEEN)
    return "".join(character for character in seen if not _has_sign(character))


@functools.lru_cache(maxsize=10_000)
def _has_sign(character: str) -> bool:
    try:
        typeface_for(character, REGULAR, character)
    except MissingGlyph:
        return "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000"
    return True


def emoji_font(character: str, weight: str, text: str) -> str:
    """Return the font of a character that is part of an emoji; raises MissingGlyph."""
    face = typeface(_EMOJI)
    return face.name if character in face.characters else typeface_for(character, weight, text).name
