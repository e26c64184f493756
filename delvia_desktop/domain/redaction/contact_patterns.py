"""What looks like a way to reach somebody: e-mail addresses, handles, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

# The lengths are bounded, so that a word of a million letters takes no longer than a million words.
_ADDRESS = re.compile(
    r"[^\s@＠<>()\[\],;:\"“”„«»|]{1,256}(?:[@＠]|\s?[\[(]at[\])]\s?)"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@＠])[@＠](\w(?:[\w.]{0,62}\w)?)")
_DIGITS = re.compile(r"(?<![\w.+-])(?<!/)[+(]?\(?\d[\d \u00a0\u2009\u202f()./–-]{4,24}\d(?!\d)")
_ASKED = re.compile(
    r"(?:tel|phone|mobile?|cell|call|fax|whatsapp|signal|telefon|handy|komórka|電話|☎|📞)"
    r"[^\w\n]{0,4}$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?!\d)")
_LEAST, _MOST = 7, 15
"""Digits of a telephone number; TikTok's ids have more."""
_GROUPED = 9
"""Digits of a number in groups, from which on it is taken for a telephone number."""


def addresses_shown(text: str, shown: Callable[[str], str]) -> str:
    """Return a text with each e-mail address, a pattern, as `shown` has it."""
    if "@" not in text and "＠" not in text and "at)" not in text and "at]" not in text:
        return text
    return _ADDRESS.sub(lambda found: shown(found[0]), text)


def handles_shown(text: str, shown: Callable[[str], str]) -> str:
    """Return a text with each pattern of a handle as `shown`, which gets no @, has it."""
    if "@" not in text and "＠" not in text:
        return text
    return _HANDLE.sub(lambda found: shown(found[1]), text)


def numbers_masked(text: str, word: str) -> str:
    """Return a text with a word for each pattern of a telephone number."""

    def shown(found: re.Match[str]) -> str:
        before = text[max(0, found.start() - 16) : found.start()]
        return word if _is_number(found[0], before) else found[0]

    return _DIGITS.sub(shown, text)


def _is_number(text: str, before: str) -> bool:
    groups = [group for group in re.split(r"\D+", text) if group]
    digits = "".join(groups)
    if not len(digits) <= _MOST:
        return False
    if _ASKED.search(before):
        return True
    if len(digits) < _LEAST or _DAY.search(text):
        return False
    begins = text.startswith(("+", "(")) or int(digits[0]) == 0
    return begins or (len(groups) > 2 and len(digits) >= _GROUPED)  # noqa: PLR2004 - two groups can be an amount
