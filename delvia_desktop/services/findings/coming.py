"""What is coming in a register, and the calendar file of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from delvia_desktop.domain.findings.coming import Coming, coming
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal import journal

A_YEAR = 366
"""Days ahead of which a calendar tells."""


def due(register: Register, days: int, on: date | None = None) -> tuple[Coming, ...]:
    """Return what is coming in a register, by day: overdue and open, or due within some days."""
    return coming(register.picture(on), days)


def save_calendar(
    register: Register, target: Path, replacing: Replacing = Replacing.NOTHING
) -> int:
    """Write what is coming in the next year to a calendar file; return how many events.

    Raises Refused or DiskTrouble.
    """
    from delvia_desktop.exchange.calendar import calendar_file  # noqa: PLC0415 - loads icalendar

    picture = register.picture()
    events = coming(picture, A_YEAR)
    title = tr("{brand}: access", brand=picture.brand.name or tr("Unnamed brand"))
    first = journal.first_digest(register.store.connection)[:16]
    content = calendar_file(events, title, first, picture.as_of, picture.revision)
    outputs.save(target, content, replacing)
    return len(events)
