"""The fonts of the papers: which one has a character, loaded once and only when it is used."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from delvia_desktop import resources
from delvia_desktop.domain.errors import DelviaError
from delvia_desktop.i18n import tr

REGULAR, BOLD, MONO = "regular", "bold", "mono"

# In the order in which they are asked for a character; the second is for bold text.
_FAMILIES = (
    ("NotoSans-Regular", "NotoSans-Bold"),
    ("NotoSansArabic-Regular", "NotoSansArabic-Bold"),
    ("NotoSansHebrew-Regular", "NotoSansHebrew-Bold"),
    ("NotoSansThai-Regular", "NotoSansThai-Bold"),
    ("NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold"),
    ("DroidSansFallbackFull", "DroidSansFallbackFull"),
)
_MONO = "NotoSansMono-Regular"
_PRIVATE_USE = 0xE000
"""Where Unicode leaves room for codes of one's own; our fonts that need it are smaller."""


class MissingGlyph(DelviaError):
    """No font of the papers has a character, so the paper is not made."""

    def __init__(self, character: str, text: str) -> None:
        """Name the character and the text that it stands in."""
        name = unicodedata.name(character, tr("a character without a name"))
        super().__init__(
            tr(
                "The paper cannot show “{character}” (U+{code:04X} {name}), which stands in "
                "“{text}”. Write it in another way and print again.",
                character=character,
                code=ord(character),
                name=name,
                text=text[:80],
            )
        )


@dataclass(frozen=True)
class Typeface:
    """One font file as ReportLab knows it, and the characters that it has."""

    name: str
    characters: frozenset[int]


class _StableFont(TTFont):
    """A font whose glyphs without a character get codes that do not depend on what came before.

    ReportLab numbers them in the order of their first use in the process, so the same paper made
    twice would differ in its bytes.
    """

    def hbFont(self, fontSize: float = 10) -> Any:  # noqa: ANN401, N802, N803 - ReportLab's names
        """Return HarfBuzz's font with our numbering in place of ReportLab's."""
        font = super().hbFont(fontSize)
        self.hbAddPrivate = self._code_of
        return font

    def _code_of(self, _name: str, glyph: int, advance: int) -> int:
        code = _PRIVATE_USE + glyph
        face: Any = self.face
        face.charToGlyph[code] = glyph
        face.glyphToChar.setdefault(glyph, []).append(code)
        face.charWidths[code] = advance
        return code


@functools.cache
def typeface(name: str) -> Typeface:
    """Return a font by the name of its file, loading it the first time."""
    font = _StableFont(name, str(resources.path("fonts", f"{name}.ttf")), shapable=True)
    pdfmetrics.registerFont(font)
    return Typeface(name, frozenset(font.face.charToGlyph))


def base_typeface(weight: str) -> Typeface:
    """Return the font that most text is set in."""
    return typeface({REGULAR: _FAMILIES[0][0], BOLD: _FAMILIES[0][1], MONO: _MONO}[weight])


def typeface_for(character: str, weight: str, text: str) -> Typeface:
    """Return the first font that has a character; raises MissingGlyph naming the text."""
    code = ord(character)
    base = base_typeface(weight)
    if code in base.characters:
        return base
    for names in _FAMILIES:
        candidate = typeface(names[weight == BOLD])
        if code in candidate.characters:
            return candidate
    raise MissingGlyph(character, text)
