"""Days as other programs and people write them, where the order of day and month may be unclear."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.text import clean_line
from delvia_desktop.i18n import tr

_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*")
_SHORT_YEAR = re.compile(r"(.*[^\d])(\d{2})")
_MONTH_ALONE = re.compile(r"[^\W\d_]{3,12}\.?\s+\d{4}|\d{4}-\d{2}")
_SERIAL = re.compile(r"\d{5}")
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""The numbers that spreadsheets have for 1 January 2000 and for the last day of 2099."""
_BEFORE_SERIALS = date(1899, 12, 30)
_MONTHS = 12


class DayOrder(StrEnum):
    """What stands first in a date of digits."""

    DAY = "day-first"
    MONTH = "month-first"


def order_told(texts: Iterable[str]) -> DayOrder | None:
    """Return the order that the dates of a column show: one of them has a number above 12.

    None if none does, or if they contradict each other.
    """
    found = set()
    for text in texts:
        if match := _SLASHED.fullmatch(clean_line(text)):
            first, second = int(match[1]), int(match[2])
            if "." in text or first > _MONTHS >= second:
                found.add(DayOrder.DAY)
            elif second > _MONTHS >= first:
                found.add(DayOrder.MONTH)
    return found.pop() if len(found) == 1 else None


def is_unclear(text: str) -> bool:
    """Tell whether a date can be read with the day or with the month first, as two days."""
    match = _SLASHED.fullmatch(clean_line(text))
    if match is None or "." in text:
        return False
    first, second = int(match[1]), int(match[2])
    return first != second and first <= _MONTHS and second <= _MONTHS


def foreign_day(text: str, order: DayOrder | None, today: date) -> date:
    """Return the day that a text of a source says; raises ValueError with a sentence if none.

    A number of five digits is the day of a spreadsheet that counts from 1900.
    """
    plain = clean_line(text)
    if match := _WITH_TIME.fullmatch(plain):
        plain = match[1]
    if _SERIAL.fullmatch(plain) and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
        return _BEFORE_SERIALS + timedelta(days=int(plain))
    if match := _SLASHED.fullmatch(plain):
        return _slashed(match, order, today)
    if _MONTH_ALONE.fullmatch(plain):
        raise ValueError(tr("“{text}” names a month without a day.", text=plain))
    if not re.search(r"\d", plain):
        raise ValueError(tr("“{text}” is not a date.", text=plain))
    if (match := _SHORT_YEAR.fullmatch(plain)) and re.search(r"[^\W\d_]", plain):
        plain = f"{match[1]}20{match[2]}"
    try:
        return parse_day(plain.replace("-", " ") if re.search(r"[^\W\d_]", plain) else plain, today)
    except ValueError:
        raise ValueError(tr("“{text}” is not a date.", text=clean_line(text))) from None


def _slashed(match: re.Match[str], order: DayOrder | None, today: date) -> date:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if "." in match[0] or first > _MONTHS:
        order = DayOrder.DAY
    elif second > _MONTHS:
        order = DayOrder.MONTH
    if order is None and first != second:
        text = tr("“{text}” can be read as two dates: day or month first.", text=match[0])
        raise ValueError(text)
    day, month = (second, first) if order is DayOrder.MONTH else (first, second)
    whole = year if len(match[3]) > 2 else 2000 + year  # noqa: PLR2004 - a year of two digits
    return parse_day(f"{whole:04d}-{month:02d}-{day:02d}", today)
