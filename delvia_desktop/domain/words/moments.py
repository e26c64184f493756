"""Moments: kept in UTC, with the local zone beside them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.i18n import tr

_ZONE = re.compile(r"^(?P<name>.*?) ?(?P<sign>[+-])(?P<hours>\d\d):(?P<minutes>\d\d)$")


def zone_of(moment: datetime) -> str:
    """Return the zone of an aware moment as text, such as `CET +01:00`."""
    offset = moment.utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    clock = f"{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    return f"{moment.tzname() or ''} {sign}{clock}".strip()


def local(moment: datetime) -> datetime:
    """Return a moment in this computer's zone; in UTC where that is no zone at all."""
    try:
        return moment.astimezone()
    except ValueError:  # such as TZ=XXX+99
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def has_zone() -> bool:
    """Tell whether this computer has a zone in which moments can be shown."""
    try:
        datetime.now(UTC).astimezone()
    except ValueError:
        return False
    return True


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return a moment in a zone that `zone_of` wrote; an unreadable zone changes nothing."""
    match = _ZONE.match(zone)
    if match is None:
        return moment
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    signed = -offset if match["sign"] == "-" else offset
    named = timezone(signed, match["name"]) if match["name"] else timezone(signed)
    return moment.astimezone(named)


def parse_moment(text: str, now: datetime) -> datetime:
    """Return the moment that was typed: a day's end, or a time in `now`'s zone.

    Raises ValueError with a sentence for the person.
    """
    plain = text.strip()
    try:
        given = datetime.fromisoformat(plain)
    except ValueError:
        given = None
    if given is not None and len(plain) > len("2026-11-23"):
        return given if given.tzinfo else given.replace(tzinfo=now.tzinfo)
    match = re.fullmatch(r"(.+?)[ ,]+(\d{1,2}):(\d{2})", plain)
    if match is None:
        return end_of(parse_day(plain, now.date()), now)
    day = parse_day(match[1], now.date())
    try:
        clock = time(int(match[2]), int(match[3]))
    except ValueError:
        raise ValueError(tr("This time does not exist.")) from None
    return datetime.combine(day, clock, now.tzinfo)


def end_of(day: date, now: datetime) -> datetime:
    """Return the last moment of a day in the zone of `now`."""
    return datetime.combine(day, time.max, now.tzinfo)
