"""What every way in has in common: the day it began, is meant to end, ended, was seen gone.

    planned -> granted -> confirmed -> revoked -> verified

Shares, assignments, Spark Ads codes and shop partners are grants. The state on a day follows from
the dates, so the two cannot disagree.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Protocol

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Label, Prose
from delvia_desktop.domain.words.vocabulary import AssetType, Level
from delvia_desktop.i18n import show_day, tr

ToRevoke = Annotated[date | None, Label("To be revoked since")]
RevokeReason = Annotated[Prose, Label("Reason for revocation")]
SeenGone = Annotated[date | None, Label("Removal verified on")]


class GrantState(StrEnum):
    """Where a grant stands on a day."""

    PLANNED = "planned"
    GRANTED = "granted"
    CONFIRMED = "confirmed"
    REVOKED = "revoked"
    GONE = "verified"


OPEN = frozenset({GrantState.GRANTED, GrantState.CONFIRMED})
"""The states in which the access works."""

HAPPENED = frozenset({"granted_on", "last_verified_on", "used_on"})
"""Days of a grant that cannot lie in the future."""


class Grant(Protocol):
    """The dates of a grant by which its state is known."""

    @property
    def granted_on(self) -> date | None:
        """The day on which access was given."""

    @property
    def confirmed_on(self) -> date | None:
        """The day on which the other side saw it."""

    @property
    def revoked_on(self) -> date | None:
        """The first day on which access is gone."""

    @property
    def verified_gone_on(self) -> date | None:
        """The day on which it was seen gone."""


def state_on(grant: Grant, day: date) -> GrantState:
    """Return the state of a grant on a day; an actual end is the first day without access."""
    reached = [
        (grant.verified_gone_on, GrantState.GONE),
        (grant.revoked_on, GrantState.REVOKED),
    ]
    for since, state in reached:
        if since is not None and since <= day:
            return state
    if grant.granted_on is None or grant.granted_on > day:
        return GrantState.PLANNED
    if grant.confirmed_on is not None and grant.confirmed_on <= day:
        return GrantState.CONFIRMED
    return GrantState.GRANTED


def is_open(grant: Grant, day: date) -> bool:
    """Tell whether a grant works on a day: the same as `state_on`, asked of many at once."""
    since, revoked, gone = grant.granted_on, grant.revoked_on, grant.verified_gone_on
    return (
        since is not None
        and since <= day
        and (revoked is None or revoked > day)
        and (gone is None or gone > day)
    )


def check_level(kind: AssetType, level: Level, reading: Reading) -> None:
    """Check the level that a grant gives on a type of asset; note what is wrong or odd."""
    reading.check(kind.choice == "none" or bool(level), "level", tr("Choose an access level."))
    reading.check(
        kind.choice != "one" or len(level) <= 1, "level", tr("Choose only one access level.")
    )
    for code in level:
        term = kind.term(code)
        for other in term.excludes:
            if other in level and code < other:
                first, second = tr(term.label), tr(kind.term(other).label)
                text = tr(
                    "TikTok allows either “{first}” or “{second}”, not both.",
                    first=first,
                    second=second,
                )
                reading.notice("level", text)
        if all(code != known.code for known in kind.levels):
            reading.notice(
                "level", tr("“{code}” is not a known level for this asset type.", code=code)
            )


def read_grant(
    draft: object, record: type[Any], reading: Reading, too_early: str = ""
) -> dict[str, Any]:
    """Read the fields that every grant has from its draft; problems stay in the reading.

    `too_early` is said of a day that lies before the grant.
    """
    found = reading.values(draft, record, HAPPENED)
    before = too_early or tr("Cannot be before {day}, when it was granted.")
    reading.order(found["granted_on"], found["planned_end"], "planned_end", before)
    reading.order(found["granted_on"], found["review_due"], "review_due", before)
    return found


def check_steps(before: Any, granted_on: date | None, reading: Reading) -> None:  # noqa: ANN401 - any grant
    """Check that a grant's corrected first day comes before its later ones; note if not."""
    raised = (step.on for step in getattr(before, "raised", ()))
    first = min(filter(None, (before.confirmed_on, before.revoked_on, *raised)), default=None)
    if first is None:
        return
    missing = tr("Enter the date. Later steps are already recorded.")
    reading.check(granted_on is not None, "granted_on", missing)
    text = tr("Cannot be after a step recorded on {day}.", day=show_day(first))
    reading.order(granted_on, first, "granted_on", text)
