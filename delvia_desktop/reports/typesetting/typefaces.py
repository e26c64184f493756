"""The fonts of the papers as they are drawn with, loaded once and only when one is used."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFont

from delvia_desktop.reports.typesetting.coverage import (
    EMOJI_FONT,
    base_font,
    characters_of,
    font_file,
    font_for,
)

_FREE_CODES = 0x100000
"""From here on Unicode leaves room for codes of one's own; no font of ours uses them."""
_BLOCK = 100
"""Entries that the format allows in one block of a character map."""


class PaperFont(TTFont):
    """A font that can draw each of its glyphs and says in the file which text it stands for.

    ReportLab draws characters; a glyph that shaping brings in has none, or stands for several. It
    gets a free code here, and the file's character map then gives the text instead of the code.

    Papers of several threads may use it at once: the codes are shared, what each paper has of them
    is kept by paper, and the file is read by one at a time.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, font_file(name))
        self._lock = threading.Lock()
        self._codes: dict[tuple[int, str], str] = {}
        self._texts: dict[int, str] = {}
        self._free = itertools.count(_FREE_CODES)

    def character_for(self, glyph: int, text: str, advance: float) -> str:
        """Return the character that draws a glyph which stands for a text; `advance` per mille."""
        known = self._codes.get((glyph, text))
        if known is not None:
            return known
        with self._lock:
            return self._codes.get((glyph, text)) or self._new_code(glyph, text, advance)

    def _new_code(self, glyph: int, text: str, advance: float) -> str:
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
        with self._lock:
            super().addObjects(doc)  # which goes about in the font's file
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


def typeface(name: str) -> Typeface:
    """Return a typeface by its file's name, loaded the first time; always the same one."""
    found = _loaded.get(name)
    if found is None:
        with _loading:
            found = _loaded.get(name)
            if found is None:
                found = _loaded[name] = _load(name)
    return found


def _load(name: str) -> Typeface:
    font = PaperFont(name)
    data: Any = font.face
    face = uharfbuzz.Face(uharfbuzz.Blob(data._ttf_data))  # noqa: SLF001 - the bytes are read once
    return Typeface(name, font, uharfbuzz.Font(face), 1000 / face.upem, characters_of(name))


_loaded: dict[str, Typeface] = {}
_loading = threading.Lock()


def base_typeface(weight: str) -> Typeface:
    """Return the typeface that most text is set in."""
    return typeface(base_font(weight))


def font_of(character: str, weight: str) -> str:
    """Return the name of the first typeface that has a character.

    What joins letters is in few fonts and drawn by none: it may come from any.
    """
    return font_for(character, weight) or base_font(weight)


def emoji_font(character: str, weight: str) -> str:
    """Return the name of the typeface of a character that is part of an emoji."""
    return EMOJI_FONT if character in characters_of(EMOJI_FONT) else font_of(character, weight)
