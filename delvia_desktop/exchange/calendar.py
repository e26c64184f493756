"""Calendar files (RFC 5545) of what is coming, which a program updates when it reads one again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from delvia_desktop.domain.findings.coming import Coming

_MAKER = "-//Delvia//Delvia Desktop//EN"


def calendar_file(
    events: Iterable[Coming], title: str, register: str, as_of: datetime, revision: int
) -> bytes:
    """Return a calendar file of all-day events; the same content gives the same bytes.

    An event has the same UID in each file of a `register`, and its SEQUENCE is the `revision` known
    at `as_of`: so a calendar program changes what it has instead of adding it once more.
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(title))
    for each in events:
        event = Event()
        event.add("uid", f"{each.id.replace('/', '-')}@{register}.delvia")
        event.add("dtstamp", as_of)
        event.add("last-modified", as_of)
        event.add("sequence", revision)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", _plain(each.words))
        event.add("categories", ["Delvia"])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _plain(text: str) -> str:
    """Return a text without characters that a calendar cannot hold."""
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs"} or c == "\n")
