"""The status that TikTok shows of a Business Center or an ad account, and since when it is so.

The codes are words of the vocabulary (`bc_status`, `account_status`); those that it does not know
are kept as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol, TypeVar, cast

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import show_day, tr

R = TypeVar("R")

_IN_ORDER = frozenset({"good", "neutral"})
"""The tones of statuses that stand in nobody's way."""


class HasStatus(Protocol):
    """A record of which TikTok shows a status."""

    @property
    def status(self) -> str:
        """The code of the status, empty if it is not recorded."""

    @property
    def status_on(self) -> date | None:
        """The day since which it is so, if that is known."""


@dataclass(frozen=True)
class StatusDraft:
    """A status as it was typed, with its day and where that can be seen."""

    status: str = ""
    status_on: str = ""
    evidence_ref: str = ""


def status_on(record: HasStatus, day: date) -> str:
    """Return the status that TikTok shows on a day; empty before the day it is known from."""
    since = record.status_on
    return record.status if since is None or since <= day else ""


def since_words(since: date | None) -> str:
    """Return since when a status is so, with a blank before it; nothing if unknown."""
    return " " + tr("since {day}", day=show_day(since)) if since is not None else ""


def trouble(record: HasStatus, group: str, day: date) -> str:
    """Return a status that stands in the way of work, with its day; nothing if all is well."""
    known = term(group, status_on(record, day))
    return "" if known.tone in _IN_ORDER else known.label + since_words(record.status_on)


def read_status(draft: Any, reading: Reading) -> tuple[str, date | None]:  # noqa: ANN401 - any draft with both
    """Read TikTok's status and since when it is so; problems stay in the reading."""
    since = reading.past_day("status_on", draft.status_on)
    reading.check(
        since is None or bool(draft.status), "status_on", tr("Choose the status as well.")
    )
    return draft.status, since


def with_status(record: R, draft: StatusDraft, reading: Reading) -> R:
    """Return a record with the status that TikTok shows now; raises Invalid."""
    reading.check(bool(draft.status), "status", tr("Choose the status that TikTok shows."))
    since = reading.happened("status_on", draft.status_on)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    before = cast("Any", record)
    made: R = replace(
        before,
        status=draft.status,
        status_on=since,
        evidence_ref=evidence or before.evidence_ref,
    )
    return made
