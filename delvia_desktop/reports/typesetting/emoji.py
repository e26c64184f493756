"""Characters that belong together or are rightly unseen: emoji sequences, and what joins letters.

A sequence is shown as one sign where the font has it, else as its parts. Only well-formed ones
count, and of the flags made of tags only those that everybody has: whatever else is unseen is
shown as a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SIGNS = (
    "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔"
    "⛩⛪⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙"
)
"""Ranges of the signs below U+1F000 that are also emoji."""
_SELECTORS = "\ufe0e\ufe0f"
_ZWNJ, _ZWJ, _ZWSP = "\u200c", "\u200d", "\u200b"
_LETTERS = "\U0001f1e6-\U0001f1ff"
"""Two of these are the flag of a country."""
_ENGLAND, _SCOTLAND, _WALES = (
    "".join(chr(0xE0000 + ord(letter)) for letter in code) for code in ("gbeng", "gbsct", "gbwls")
)
_ONE = f"[{SIGNS}\U0001f000-\U0001faff](?:[{_SELECTORS}]|[\U0001f3fb-\U0001f3ff])?"
_SEQUENCE = re.compile(
    f"[{_LETTERS}]{{2}}"
    "|[0-9#*]\ufe0f?\u20e3"
    f"|\U0001f3f4(?:{_ENGLAND}|{_SCOTLAND}|{_WALES})\U000e007f"
    # No true sequence joins more than four.
    f"|{_ONE}(?:{_ZWJ}{_ONE}){{0,3}}"
)
_JOINED = re.compile(
    # In Arabic and Indic scripts joiners choose the shape of the letter before them.
    "(?<=[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc])"
    f"[{_ZWNJ}{_ZWJ}]"
    # Between words of scripts without blanks stands a blank of no width.
    f"|(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]){_ZWSP}"
)


def sequences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where emoji of several characters begin and end."""
    for found in _SEQUENCE.finditer(text):
        if found.end() - found.start() > 1:
            yield found.span()


def unseen_places(text: str) -> set[int]:
    """Return the places of unseen characters that do work, as joining an emoji."""
    places = {found.start() for found in _JOINED.finditer(text)}
    for start, end in sequences(text):
        places.update(place for place in range(start + 1, end) if is_unseen(text[place]))
    return places


def is_unseen(character: str) -> bool:
    """Tell whether a character of an emoji sequence has no shape of its own."""
    return character in _SELECTORS or character == _ZWJ or "\U000e0020" <= character <= "\U000e007f"
