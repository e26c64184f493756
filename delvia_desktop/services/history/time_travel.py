"""Moments of the past as people name them: a day, a day and time, a revision, a printed record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.words.moments import in_zone, parse_moment
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal import journal


@dataclass(frozen=True)
class Past:
    """The last revision known then, the day that is asked about, and both in words.

    `doubt` says why the moment leads to no certain revision; it is empty if it does.
    """

    revision: int
    on: date
    words: str
    doubt: str = ""

    @property
    def understood(self) -> str:
        """How the moment was understood, with what is doubtful about it."""
        return f"{self.words}. {self.doubt}" if self.doubt else self.words


def past_meant(register: Register, text: str) -> Past:
    """Return the past moment that was typed to travel to; raises ValueError with a sentence.

    `#123` is a revision, `HR-2026-003` a printed access record, anything else a day with or
    without a time.
    """
    plain = text.strip()
    number = re.fullmatch(r"#\s*(\d{1,9})", plain)
    if number is not None:
        return at_revision(register, int(number[1]))
    if re.fullmatch(r"[A-Za-z]{2}-\d{4}-\d+", plain):
        record = register.records.find(AccessRecord, number=plain.upper())
        if record is None:
            raise ValueError(tr("There is no access record {number}.", number=plain.upper()))
        return at_paper(record)
    now = register.clock()
    moment = parse_moment(plain, now)
    day = min(moment.date(), now.date())
    known = register.known_at(moment)
    return Past(known.revision, day, show_moment(moment), _doubt(known))


def _doubt(known: journal.KnownAt) -> str:
    if known.later is None:
        return ""
    if known.revision == 0:
        return tr(
            "The clock was set back before #{later} was recorded, so this time occurred twice. "
            "This is the register before its first change. Enter #{later} to see a later state.",
            later=known.later,
        )
    return tr(
        "The clock was set back before #{later} was recorded, so this time occurred twice. "
        "This is the register after #{number}. Enter #{later} to see a later state.",
        later=known.later,
        number=known.revision,
    )


def at_revision(register: Register, number: int) -> Past:
    """Return the past moment after a revision; raises ValueError if there is none."""
    revision = journal.revision_at(register.store.connection, number)
    if revision is None:
        raise ValueError(tr("There is no revision {number}.", number=number))
    moment = in_zone(datetime.fromisoformat(revision.at), revision.zone)
    words = tr("{moment}, revision {number}", moment=show_moment(moment), number=number)
    return Past(number, moment.date(), words)


def at_paper(record: AccessRecord) -> Past:
    """Return the past moment that a printed access record shows: its revision, on its day."""
    words = tr("{day}, as printed in {number}", day=show_day(record.on), number=record.number)
    return Past(record.revision, record.on, words)
