"""What is shown of a text: the text itself, or the code of a character that cannot be drawn.

A character that would act instead of being seen, and one that no font of ours has, is shown as
its code in angle quotation marks. So no text stops a paper; a legend says what
the codes stand for.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from delvia_desktop.reports.typesetting.coverage import has_glyph
from delvia_desktop.reports.typesetting.emoji import unseen_places

_UNKNOWN = frozenset({"Co", "Cn"})
"""Categories of codes that mean nothing, or to some only."""
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"}) | _UNKNOWN
_BREAKS = frozenset("\n\r\t")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Letters and marks by their category that nobody sees."""

_DOUBLES = re.compile("([\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f])")
"""Radicals and ideographs that Unicode has a second time, to be told from their ideograph."""
_LAST_RADICAL = "\u2fd5"
_VARIANT = re.compile(
    "(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
)
"""What asks for another shape of the ideograph before it; our fonts have one shape of each."""


def visible(text: str) -> str:
    """Return a text made visible: what acts, or has no glyph, is shown by its code."""
    if text.isascii() and text.isprintable():
        return text
    text = _drawable(text)
    return harmless("".join(map(_drawn, text)))


def harmless(text: str) -> str:
    """Return a text with what would act instead of show made visible by its code.

    For readers of the file, which bring fonts of their own.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _composed(text.replace("\t", "    "))
    if text.isprintable() and _UNSEEN.search(text) is None:
        return text
    kept = unseen_places(text)
    return "".join(
        code_of(character) if place not in kept and _acts(character) else character
        for place, character in enumerate(text)
    )


def code_of(character: str) -> str:
    """Return the code by which a character is made visible."""
    return f"‹U+{ord(character):04X}›"


def missing_characters(text: str) -> str:
    """Return a text's characters that papers make visible by code for want of a sign.

    What acts instead of being seen, such as a control character, is not among them.
    """
    if text.isascii():
        return ""
    return "".join(dict.fromkeys(c for c in _drawable(text) if _lacks_sign(c)))


def shown_by_code(texts: Iterable[str]) -> list[str]:
    """Return all characters of some texts made visible by code, in their order."""
    found: set[str] = set()
    for text in texts:
        if any(map(_may_be_code, set(text))):
            drawable = _drawable(text)
            shown = visible(drawable)
            found.update(c for c in set(drawable) - _BREAKS if code_of(c) in shown)
    return sorted(found)


def _drawable(text: str) -> str:
    """Return a text with each ideograph that has several codes under the one that can be drawn."""
    return _VARIANT.sub("", _composed(text.replace("\t", "    ")))


def _composed(text: str) -> str:
    """Return a text with letters and their marks in one, and ideographs that can be drawn."""
    parts = _DOUBLES.split(text)
    if len(parts) == 1:
        return unicodedata.normalize("NFC", text)
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    parts[1::2] = map(_ideograph, parts[1::2])
    return "".join(parts)


def _ideograph(character: str) -> str:
    """Return a double as itself if a font has it, a radical always as its ideograph."""
    if character > _LAST_RADICAL and has_glyph(character):
        return character
    return unicodedata.normalize("NFKC", character)


def _drawn(character: str) -> str:
    """Return a character, or its code if it is one to be seen and no font has it."""
    return code_of(character) if _lacks_sign(character) else character


@functools.lru_cache(maxsize=100_000)
def _lacks_sign(character: str) -> bool:
    """Tell whether a character would be seen if a font had it."""
    if unicodedata.category(character) in _UNKNOWN:
        return True
    return not _acts(character) and not has_glyph(character)


def _acts(character: str) -> bool:
    return unicodedata.category(character) in _ACTING or _UNSEEN.match(character) is not None


@functools.lru_cache(maxsize=100_000)
def _may_be_code(character: str) -> bool:
    return character not in _BREAKS and (_acts(character) or _lacks_sign(character))
