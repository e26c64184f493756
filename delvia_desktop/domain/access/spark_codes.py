"""Spark Ads codes: a creator's leave to advertise one post for a time; never the code itself.

NOT_USED -> IN_USE -> EXPIRED, or DELETED (A-go)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.grants import (
    HAPPENED,
    RevokeReason,
    SeenGone,
    ToRevoke,
    check_steps,
)
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    EvidenceRef,
    Label,
    LastVerified,
    Prose,
    Search,
    Searched,
    Somebody,
    Treatment,
)
from delvia_desktop.i18n import tr

SparkCodeKey = NewType("SparkCodeKey", int)


@dataclass(frozen=True)
class SparkCode:
    """An authorisation for one post; `planned_end` is the last of its `days`.

    With `is_incoming` a creator gave it to us, and nobody else may use it.
    """

    id: SparkCodeKey
    post: Annotated[str, Treatment.TITLE, Search()]
    creator: Searched[Somebody] = ""
    asset: AssetKey | None = None
    partner: PartnerKey | None = None
    person: PersonKey | None = None
    days: Annotated[int, Label("Duration in days")] = 30
    used_on: Annotated[date | None, Label("In use since")] = None
    purpose: Searched[Prose] = ""
    approved_by: Searched[Somebody] = ""
    granted_on: date | None = None
    granted_by: Searched[Somebody] = ""
    planned_end: Annotated[date | None, Label("Expires on")] = None
    review_due: date | None = None
    confirmed_on: date | None = None
    confirmed_by: Somebody = ""
    revoke_requested_on: ToRevoke = None
    revoked_on: date | None = None
    revoked_by: Somebody = ""
    revoke_reason: RevokeReason = ""
    verified_gone_on: SeenGone = None
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""
    is_incoming: Annotated[bool, Label("Provided by creator")] = False


PERIODS = (7, 30, 60, 365)
"""Days for which a creator can authorise a post (third-party guidance; TikTok may add others)."""


class SparkState(StrEnum):
    """Where a code stands on a day."""

    PLANNED = "planned"
    NOT_USED = "not_used"
    IN_USE = "in_use"
    EXPIRED = "expired"
    DELETED = "deleted"
    GONE = "verified"


OPEN = frozenset({SparkState.NOT_USED, SparkState.IN_USE})
"""The states in which the post can be advertised."""


@dataclass(frozen=True)
class SparkCodeDraft:
    """A code as typed: who gave it for which post and how long, never the code."""

    post: str = ""
    creator: str = ""
    asset: AssetKey | None = None
    partner: PartnerKey | None = None
    person: PersonKey | None = None
    days: int = 30
    granted_on: str = ""
    used_on: str = ""
    purpose: str = ""
    approved_by: str = ""
    review_due: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""
    is_incoming: bool = False


def state_on(code: SparkCode, day: date) -> SparkState:
    """Return the state of a Spark Ads code on a day; it runs out by itself."""
    if code.verified_gone_on is not None and code.verified_gone_on <= day:
        return SparkState.GONE
    if code.revoked_on is not None and code.revoked_on <= day:
        return SparkState.DELETED
    if code.granted_on is None or code.granted_on > day:
        return SparkState.PLANNED
    if code.planned_end is not None and code.planned_end < day:
        return SparkState.EXPIRED
    used = code.used_on is not None and code.used_on <= day
    return SparkState.IN_USE if used else SparkState.NOT_USED


def is_open(code: SparkCode, day: date) -> bool:
    """Tell whether a Spark Ads code lets the post be advertised on a day."""
    return state_on(code, day) in OPEN


def check_spark_code(
    draft: SparkCodeDraft, before: SparkCode | None, reading: Reading
) -> SparkCode:
    """Check the draft of a Spark Ads code and return the record; raises Invalid.

    Its last day follows from the day of issue and the period.
    """
    reading.name("post", draft.post, tr("Enter the link or title of the post."))
    reading.check(draft.days > 0, "days", tr("Choose how many days it is valid."))
    values = reading.values(draft, SparkCode, HAPPENED)
    issued = values["granted_on"]
    values["planned_end"] = issued + timedelta(days=draft.days) if issued else None
    reading.order(
        issued, values["used_on"], "used_on", tr("Cannot be before {day}, when it was granted.")
    )
    if draft.is_incoming:
        reading.check(
            bool(values["creator"]), "creator", tr("Enter the creator who provided the code.")
        )
        values |= {"asset": None, "partner": None}
    reading.check(
        draft.is_incoming or draft.partner is not None or draft.person is not None,
        "partner",
        tr("Choose who may advertise the post: a partner or a person."),
    )
    if before is not None:
        check_steps(before, issued, reading)
    reading.done()
    start = before or SparkCode(SparkCodeKey(0), values["post"])
    return replace(start, **values)
