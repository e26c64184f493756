"""Names of files: letters keep their marks, and what a file system may refuse is left out."""

from __future__ import annotations

import re
import unicodedata

_BYTES = 180
"""Bytes of a name without its ending: file systems take 255, of which writing needs a few dozen."""

_SELECTORS = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that nobody sees."""

_JOINERS = "\u200c\u200d"
"""They choose the shape of the letters around them, as in Persian and Sinhala."""

_WITHIN = f"{_JOINERS}'\u2019"
"""What stands in words: joiners and apostrophes."""


def plain_name(words: str) -> str:
    """Return words as a plain file name: letters, digits, blanks, dashes, apostrophes.

    The rest becomes underlines.
    """
    text = _SELECTORS.sub("", unicodedata.normalize("NFC", words))
    kept: list[str] = []
    for character in text:
        follows_letter = bool(kept) and _is_of_word(kept[-1])
        if follows_letter and (character in _WITHIN or _is_mark(character)):
            kept.append(character)
        else:
            kept.append(character if character.isalnum() or character in " -_" else "_")
    return "".join(kept).strip()


def cut_name(words: str) -> str:
    """Return the beginning of a file name that every file system has room for."""
    fits = words.encode(errors="ignore")[:_BYTES].decode(errors="ignore")
    return whole_letters(words, len(fits)).strip()


def whole_letters(text: str, size: int) -> str:
    """Return the first letters of a file name, each with the marks on it."""
    end = min(size, len(text))
    while 0 < end < len(text) and (_is_mark(text[end]) or text[end] in _JOINERS):
        end -= 1
    return text[:end].rstrip(_JOINERS)


def is_joiner(character: str) -> bool:
    """Tell whether a character of a file name is unseen but belongs to a word."""
    return character in _JOINERS


def _is_of_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character) or character in _JOINERS


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
