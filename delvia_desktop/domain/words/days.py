"""Days as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from delvia_desktop.domain.words.text import clean_line, folded
from delvia_desktop.i18n import tr

_MONTHS = (
    "january januar janner jaenner januari janvier janeiro enero gennaio",
    "february februar februari fevrier fevereiro febrero febbraio",
    "march marz maerz mrz maart mars marco marzo",
    "april avril abril aprile",
    "may mai mei maj maio mayo maggio",
    "june juni juin junho junio giugno",
    "july juli juillet julho julio luglio",
    "august augustus augusti aout agosto",
    "september septembre setembro septiembre settembre",
    "october oktober octobre outubro octubre ottobre",
    "november novembre novembro noviembre",
    "december dezember decembre dezembro diciembre dicembre",
)
"""The months in languages whose names of months are used for no other month, folded."""
_FEWEST_LETTERS = 3
"""Letters of a shortened month."""
_SHORT, _SAID = r"(?P<n>\d{1,4})\s*(?P<of>d|w)?", r"(?P<n>\d{1,4}) (?P<of>day|week)s?"
_FROM_TODAY = (
    (re.compile(rf"\+\s*{_SHORT}"), 1),
    (re.compile(rf"[-\u2212]\s*{_SHORT}"), -1),
    (re.compile(rf"in {_SAID}"), 1),
    (re.compile(rf"{_SAID} ago"), -1),
)
"""Ways to say how many days or weeks lie between today and a day, with their direction."""
_EARLIEST = 2000
_LATEST = 2100


def parse_day(text: str, today: date) -> date:
    """Return the day that was typed, in any way people type days.

    Understood are 2026-02-03, 2026/02/03, 2026.02.03, 3.2.2026, 3 Feb 2026, 3 February 2026,
    Feb 3 2026, today, yesterday, tomorrow, +14 or -2w (days or weeks from today), and
    “3 weeks ago” or “in 10 days”. A date of
    digits with slashes that ends with the year is refused, as people read it in two ways. Raises
    ValueError with a sentence for the person.
    """
    plain = clean_line(text).lower().replace(",", " ")
    found = _relative(plain, today) or _year_first(plain) or _dotted(plain) or _worded(plain)
    if found is None:
        if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{1,4}", plain):
            raise ValueError(
                tr("This date is ambiguous. Write out the month, for example 3 Feb 2026.")
            )
        raise ValueError(tr("This is not a date. Enter it like 3 Feb 2026 or 2026-02-03."))
    year, month, number = found
    if not _EARLIEST <= year <= _LATEST:
        raise ValueError(
            tr("The year must be between {first} and {last}.", first=_EARLIEST, last=_LATEST)
        )
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(tr("This date does not exist.")) from None


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _relative(text: str, today: date) -> tuple[int, int, int] | None:
    words = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if text in words:
        return _parts(today + timedelta(days=words[text]))
    for form, sign in _FROM_TODAY:
        if match := form.fullmatch(text):
            days = int(match["n"]) * (7 if (match["of"] or "d").startswith("w") else 1)
            return _parts(today + timedelta(days=sign * days))
    return None


def _year_first(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{4})(-|/|\.\s?)(\d{1,2})\2(\d{1,2})\.?", text)
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def _dotted(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", text)
    return (int(match[3]), int(match[2]), int(match[1])) if match else None


def _worded(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{1,2})\.?\s*([^\W\d_]{3,10})\.?\s*(\d{4})", text)
    if match:
        number, word, year = match[1], match[2], match[3]
    else:
        match = re.fullmatch(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})\s+(\d{4})", text)
        if match is None:
            return None
        word, number, year = match[1], match[2], match[3]
    month = _month(folded(word))
    return (int(year), month, int(number)) if month else None


def _month(word: str) -> int:
    """Return the month that a word is or begins, from 1 on; 0 for any other word."""
    begun = {
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(name.startswith(word) for name in names.split())
    }
    return begun.pop() if len(begun) == 1 and len(word) >= _FEWEST_LETTERS else 0
