"""Which of our fonts has a character. Only the files' tables of characters are read for that."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass

import uharfbuzz

from delvia_desktop import resources

REGULAR, BOLD, MONO = "regular", "bold", "mono"

MONO_FONT, EMOJI_FONT = "NotoSansMono-Regular", "NotoEmoji-Regular"


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
_RARE = (
    (0x2E80, 0x2FDF), (0x3100, 0x312F), (0x31A0, 0x31EF), (0x3200, 0x33FF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip
"""Ideographs and their parts that are not in the font for most of them."""

# In the order in which they are asked for a character.
_FAMILIES = (
    _noto(""),
    _noto("Arabic", (0x0600, 0x08FF), (0xFB50, 0xFEFC)),
    _noto("Hebrew", (0x0590, 0x05FF), (0x20AA, 0x20AA), (0xFB1D, 0xFB4F)),
    _noto("Thai", (0x0E00, 0x0E7F)),
    _noto("Devanagari", (0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA830, 0xA8FF)),
    _one_weight(MONO_FONT, (0x2190, 0x25FF)),  # arrows and geometric signs
    _noto("KR", *_KOREAN),
    _noto("Armenian", (0x0530, 0x058F), (0xFB13, 0xFB17)),
    _noto("Georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    _noto("Bengali", (0x0980, 0x09FF)),
    _noto("Gurmukhi", (0x0A00, 0x0A7F)),
    _noto("Gujarati", (0x0A80, 0x0AFF)),
    _noto("Oriya", (0x0B00, 0x0B7F)),
    _noto("Tamil", (0x0B80, 0x0BFF)),
    _noto("Telugu", (0x0C00, 0x0C7F)),
    _noto("Kannada", (0x0C80, 0x0CFF)),
    _noto("Malayalam", (0x0D00, 0x0D7F)),
    _noto("Sinhala", (0x0D80, 0x0DFF)),
    _noto("Khmer", (0x1780, 0x17FF), (0x19E0, 0x19FF)),
    _noto("Lao", (0x0E80, 0x0EFF)),
    _noto("Myanmar", (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    _noto("Ethiopic", (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    _one_weight(EMOJI_FONT, (0x203C, 0x3299), (0x1F000, 0x1FAFF)),
    _one_weight("NotoSansSymbols2-Regular", (0x2190, 0x2BFF)),
    _one_weight("NotoSansSymbols-Regular", (0x2150, 0x27BF), (0x1F100, 0x1F1E5)),
    _one_weight("NotoSansMath-Regular", (0x2190, 0x2BFF), (0x1D400, 0x1D7FF)),
    _one_weight("DroidSansFallbackFull"),
    _one_weight("NotoSansJP-Regular", *_RARE),
    _one_weight("NotoSansTC-Regular", *_RARE),
    _one_weight("NotoSansSC-Regular", *_RARE),
)


def font_file(name: str) -> str:
    """Return the file of a font in which coverage looks."""
    return str(resources.path("fonts", f"{name}.ttf"))


def base_font(weight: str) -> str:
    """Return the name of the font that covers most text."""
    family = _FAMILIES[0]
    return {REGULAR: family.regular, BOLD: family.bold, MONO: MONO_FONT}[weight]


@functools.cache
def characters_of(name: str) -> frozenset[str]:
    """Return the characters that a font covers."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(font_file(name)))
    characters = frozenset(map(chr, face.unicodes))
    if name == EMOJI_FONT:
        characters -= {" ", "\u00a0"}  # which are as wide as an emoji
    return characters


@functools.lru_cache(maxsize=100_000)
def font_for(character: str, weight: str) -> str:
    """Return the name of the first font that covers a character, or an empty text.

    What no bold font has is taken from a regular one.
    """
    base = base_font(weight)
    if character in characters_of(base):
        return base
    families = [family for family in _FAMILIES if family.may_have(ord(character))]
    bold = [family.bold for family in families] if weight == BOLD else []
    names = itertools.chain(bold, (family.regular for family in families))
    return next((name for name in names if character in characters_of(name)), "")


def has_glyph(character: str) -> bool:
    """Tell whether any of our fonts covers a character."""
    return bool(font_for(character, REGULAR))
