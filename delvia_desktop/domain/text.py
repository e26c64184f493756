"""Text as people type it: cleaned, bounded, and folded for searching."""

from __future__ import annotations

import re
import unicodedata

from delvia_desktop.i18n import ntr, tr

LINE_LIMIT = 300
"""Characters in a line of text; the longest legal names are well below."""

NOTE_LIMIT = 20_000
"""Characters in a note; longer texts belong into a document that the note refers to."""

# They turn the order in which a line is read, so that a name can pose as another.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANKS = re.compile(r"\s+")
_DIGIT_GAPS = re.compile(r"(?<=\d)[\s\u00a0]+(?=\d)")


def clean_line(raw: str) -> str:
    """Return the text in composed form, without blanks around it and with single blanks inside."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", raw)).strip()


def clean_note(raw: str) -> str:
    """Return the text in composed form with its own line ends, without blanks at the end."""
    lines = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def line_problem(text: str) -> str:
    """Say why a cleaned line cannot be kept, or return an empty text."""
    return _too_long(text, LINE_LIMIT) or _bad_character(text)


def note_problem(text: str) -> str:
    """Say why a cleaned note cannot be kept, or return an empty text."""
    return _too_long(text, NOTE_LIMIT) or _bad_character(text.replace("\n", " ").replace("\t", " "))


def sheet_cell(text: str) -> str:
    """Return a text that a spreadsheet leaves a text: a formula's beginning gets an apostrophe."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text


def folded(text: str) -> str:
    """Return the text as it is searched and sorted: no case, no accents, ids without blanks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)) if text else ""
    return _DIGIT_GAPS.sub("", _BLANKS.sub(" ", bare.replace("ł", "l").replace("ø", "o")).strip())


def alike(one: str, other: str) -> bool:
    """Tell whether two names are so near that they may mean the same: case, accents, one slip."""
    first, second = (re.sub(r"[\W_]+", "", folded(name)) for name in (one, other))
    if not first or not second:
        return False
    return first == second or (min(len(first), len(second)) > 4 and _one_slip(first, second))  # noqa: PLR2004 - short names differ by one letter by right


def _one_slip(one: str, other: str) -> bool:
    """Tell whether one letter added, left out, changed or two swapped turn one into the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest_one, rest_other = one[start:], other[start:]
    return (
        rest_one[1:] == rest_other[1:]
        or rest_one[1:] == rest_other
        or rest_one == rest_other[1:]
        or (rest_one[:2] == rest_other[1::-1] and rest_one[2:] == rest_other[2:])
    )


def _too_long(text: str, limit: int) -> str:
    if len(text) <= limit:
        return ""
    return ntr(
        "This is {n} character long. Keep it under {limit} and put the rest into a document.",
        "This is {n} characters long. Keep it under {limit} and put the rest into a document.",
        len(text),
        limit=limit,
    )


def _bad_character(text: str) -> str:
    for character in text:
        category = unicodedata.category(character)
        code = f"U+{ord(character):04X}"
        if character in _REORDERING:
            name = unicodedata.name(character)
            return tr(
                "This contains an invisible character that turns the reading order "
                "({code} {name}). Type the text again instead of pasting it.",
                code=code,
                name=name,
            )
        if category in {"Cc", "Cs"}:
            return tr(
                "This contains a character that is not text ({code}). "
                "Type the text again instead of pasting it.",
                code=code,
            )
    return ""
