"""Text as people type it: cleaned, bounded, and folded for searching."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence

from delvia_desktop.domain.words import letters
from delvia_desktop.i18n import ntr, tr

LINE_LIMIT = 300
"""Characters in a line of text; the longest legal names are well below."""

NOTE_LIMIT = 20_000
"""Characters in a note; longer texts belong into a document that the note refers to."""

# What it marks is read backwards, so that a name can pose as another.
_REVERSING = "\u202e"
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BLANKS = re.compile(r"[\s\u3164\uffa0]+")
_NUMBERS = re.compile(r"\d+")
_DIGIT_GAPS = re.compile(r"(?<=\d)\s+(?=\d)")
# Marks of width and direction. Joiners mean something between the letters of some scripts and in
# emoji; where nothing precedes, or a letter that never joins, they are rubbish of pasting.
_MARKS = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202d\u2060-\u2064\u2066-\u206f\ufeff]+"
    "|(?:^|(?<=[\\s\u0021-\u052f\u1e00-\u1fff]))[\u200c\u200d]+"
)
# Composing would put other ideographs in their places, which people tell apart in names.
_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_REMEMBERED = 20_000
"""Names of which the letters are kept: those of one register are compared again and again."""
_MOST_MIXED = 3
"""Letters of a word with two spellings, up to which every mixture of them is looked at."""


def composed(text: str) -> str:
    """Return a text with letter and accent as one, each ideograph as it was typed."""
    if unicodedata.is_normalized("NFC", text):
        return text
    parts = _IDEOGRAPHS.split(text)
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    return "".join(parts)


def clean_line(raw: str) -> str:
    """Return a typed line of text, cleaned: no unseen marks, single blanks inside."""
    if raw.isascii():
        return " ".join(raw.split())
    return _BLANKS.sub(" ", _seen(composed(raw))).strip()


def clean_note(raw: str) -> str:
    """Return a typed text of several lines, cleaned, with its own line ends."""
    lines = composed(raw).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_seen(line).rstrip() for line in lines).strip("\n")


def _seen(text: str) -> str:
    return text if text.isascii() else _MARKS.sub("", text)


def line_problem(text: str) -> str:
    """Say why a cleaned line of text cannot be kept, or return an empty text."""
    return _too_long(text, LINE_LIMIT) or _bad_character(text)


def note_problem(text: str) -> str:
    """Say why a cleaned text of several lines cannot be kept, or nothing."""
    return _too_long(text, NOTE_LIMIT) or _bad_character(text.replace("\n", " ").replace("\t", " "))


def sheet_cell(text: str) -> str:
    """Return a text that a spreadsheet leaves a text, never a formula; `sheet_text` undoes it."""
    return f"'{text}" if text.lstrip("'").startswith(_BEGINS_FORMULA) else text


def sheet_text(cell: str) -> str:
    """Return the text of which `sheet_cell` made a cell."""
    is_guarded = cell.startswith("'") and cell.lstrip("'").startswith(_BEGINS_FORMULA)
    return cell[1:] if is_guarded else cell


def folded(text: str) -> str:
    """Return a text folded, to compare and sort by: no case, no accents, ids without blanks.

    One hyphen stands for all, apostrophes and unseen marks for none (`letters`).
    """
    if text.isascii():
        bare = text.lower().replace("'", "").replace("`", "")
    else:
        # An acute alone would become a blank with an accent.
        whole = unicodedata.normalize("NFKD", text.casefold().replace("´", "'"))
        bare = whole.translate(letters.BARE)
    bare = " ".join(bare.split())
    return _DIGIT_GAPS.sub("", bare) if " " in bare else bare


def searchable(text: str) -> str:
    """Return a text folded for searching, its other spelling as a second line.

    “Björn Müller” is found as “bjorn muller” and as “bjoern mueller”.
    """
    bare = folded(text)
    small = _spelled_twice(text)
    return f"{bare}\n{folded(small.translate(letters.SPELLED))}" if small else bare


def in_order(text: str) -> str:
    """Return a text as sorted: numbers in it by size, “US 2” before “US 10”."""
    return _NUMBERS.sub(_sized, text.casefold())


def _sized(number: re.Match[str]) -> str:
    digits = number[0].lstrip("0")
    return f"{len(digits):03d}{digits}"


def spellings(text: str) -> tuple[str, ...]:
    """Return a text folded in each usual spelling: bare letters, then spelled out ones.

    Further ones mix them, where only a few letters have two spellings: “Jorgmueller”.
    """
    bare = folded(text)
    small = _spelled_twice(text)
    if not small:
        return (bare,)
    whole = folded(small.translate(letters.SPELLED))
    parts = letters.SPELLED_TWICE.split(small)
    if len(parts) > 2 * _MOST_MIXED + 1:
        return (bare, whole)
    ways = [
        (part, letters.SPELLED[ord(part)]) if place % 2 else (part,)
        for place, part in enumerate(parts)
    ]
    mixed = (folded("".join(chosen)) for chosen in itertools.product(*ways))
    return tuple(dict.fromkeys((bare, whole, *mixed)))


def _spelled_twice(text: str) -> str:
    """Return the text in small composed letters if one of them has two spellings, else nothing."""
    if text.isascii():
        return ""
    small = composed(text.casefold())
    return small if letters.SPELLED_TWICE.search(small) else ""


def is_found(sought: str, text: str) -> bool:
    """Tell whether a text contains what is sought, in any usual spelling of either."""
    within = searchable(text)
    return any(part in within for part in spellings(sought))


def is_same(one: str, other: str) -> bool:
    """Tell whether two texts fold to one name in some usual spelling of both."""
    return not set(spellings(one)).isdisjoint(spellings(other))


def only_one_meant(sought: str, texts: Sequence[str]) -> int | None:
    """Return the place of the one text that is meant by a typed part, or None.

    It is the one with these very letters, else the only one that is the same, begins with them or
    contains them, in any usual spelling.
    """
    wanted = sought.strip()
    exact = [place for place, text in enumerate(texts) if text.strip() == wanted]
    if exact or not wanted:
        return exact[0] if exact else None
    parts = spellings(wanted)
    ways: tuple[Callable[[str], bool], ...] = (
        lambda text: is_same(wanted, text),
        lambda text: any(line.startswith(parts) for line in searchable(text).splitlines()),
        lambda text: is_found(wanted, text),
    )
    for fits in ways:
        found = [place for place, text in enumerate(texts) if fits(text)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are so near that they may mean the same: case, accent, slip."""
    first, second = _letters_of(one), _letters_of(other)
    if not first[0] or not second[0]:
        return False
    if not set(first).isdisjoint(second):
        return True
    return min(len(first[0]), len(second[0])) > 4 and _one_slip(first[0], second[0])  # noqa: PLR2004 - short names differ by one letter by right


@functools.lru_cache(_REMEMBERED)
def _letters_of(name: str) -> tuple[str, ...]:
    """Return the letters and digits of a name in each of its spellings."""
    return tuple(re.sub(r"[\W_]+", "", spelled) for spelled in spellings(name))


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
        "This is {n} character long. Keep it under {limit} and attach the rest as a file.",
        "This is {n} characters long. Keep it under {limit} and attach the rest as a file.",
        len(text),
        limit=limit,
    )


def _bad_character(text: str) -> str:
    if text.isprintable():  # which what is sought is not
        return ""
    for character in text:
        category = unicodedata.category(character)
        code = f"U+{ord(character):04X}"
        if character == _REVERSING:
            name = unicodedata.name(character)
            return tr(
                "This contains an invisible character that reverses the reading order ({code} "
                "{name}). Type the text instead of pasting it.",
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
