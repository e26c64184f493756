"""Seats: a person's membership in one of our Business Centers, from invitation to removal.

    planned -> invited -> joined -> leaving -> removed -> verified
               invited -> expired | rejected | cancelled

TikTok's API knows PENDING, BOUND and REJECTED (A-ts); Delvia adds the lapse of an invitation.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.people import OUTSIDERS, Employer, Person, PersonKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    Address,
    Code,
    EvidenceRef,
    Label,
    LastVerified,
    Prose,
    Searched,
    Somebody,
)
from delvia_desktop.i18n import tr

SeatKey = NewType("SeatKey", int)


@dataclass(frozen=True)
class Seat:
    """A person's seat; roles are TikTok's codes, `may_delegate` is what Delvia calls Operator."""

    id: SeatKey
    person: PersonKey
    business_center: Annotated[BusinessCenterKey, Label("Business Center")]
    role: Annotated[str, Code("seat_role")] = "STANDARD"
    finance_role: Annotated[str, Code("finance_role")] = ""
    may_delegate: Annotated[bool, Label("May delegate assigned assets")] = False
    invited_on: date | None = None
    invited_address: Annotated[Searched[Address], Label("Invited email address")] = ""
    accepted_on: Annotated[date | None, Label("Joined on")] = None
    expired_on: Annotated[date | None, Label("Invitation expired on")] = None
    rejected_on: Annotated[date | None, Label("Declined on")] = None
    cancelled_on: date | None = None
    planned_end: date | None = None
    review_due: date | None = None
    leaving_on: Annotated[date | None, Label("To be removed since")] = None
    removed_on: date | None = None
    removed_by: Somebody = ""
    remove_reason: Annotated[Prose, Label("Reason for removal")] = ""
    removal_verified_on: date | None = None
    last_role_change_on: Annotated[date | None, Label("Role changed on")] = None
    assets_rechecked_on: date | None = None
    last_verified_on: LastVerified = None
    purpose: Searched[Prose] = ""
    approved_by: Searched[Somebody] = ""
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


class SeatState(StrEnum):
    """Where a seat stands on a day."""

    PLANNED = "planned"
    INVITED = "invited"
    JOINED = "joined"
    LEAVING = "leaving"
    REMOVED = "removed"
    GONE = "verified"
    EXPIRED = "expired"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


OPEN = frozenset({SeatState.JOINED, SeatState.LEAVING})
"""The states in which the person can use the seat."""

ENDED = frozenset(SeatState) - OPEN - {SeatState.PLANNED, SeatState.INVITED}
"""The states after which the person may be invited anew."""


@dataclass(frozen=True)
class SeatDraft:
    """A seat as typed. Without `invited_on` and `accepted_on` it is a plan."""

    person: PersonKey | None = None
    business_center: BusinessCenterKey | None = None
    role: str = "STANDARD"
    finance_role: str = ""
    may_delegate: bool = False
    invited_on: str = ""
    invited_address: str = ""
    accepted_on: str = ""
    planned_end: str = ""
    review_due: str = ""
    last_verified_on: str = ""
    purpose: str = ""
    approved_by: str = ""
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class NewcomerDraft(SeatDraft):
    """A seat as typed; without a `person` it is of somebody new, with a name and an address."""

    name: str = ""
    email: str = ""

    def for_person(self, person: PersonKey) -> SeatDraft:
        """Return the draft of the seat alone, of a person who is recorded."""
        typed = {field.name: getattr(self, field.name) for field in fields(SeatDraft)}
        return SeatDraft(**{**typed, "person": person})


@dataclass(frozen=True)
class SeatSurroundings:
    """What a seat is checked against; `current` is another one of the same person there."""

    person: Person | None
    business_center: BusinessCenter | None
    current: Seat | None


def state_on(seat: Seat, day: date) -> SeatState:
    """Return the state of a seat on a day; `removed_on` is the first day without it."""
    reached = (
        (seat.removal_verified_on, SeatState.GONE),
        (seat.removed_on, SeatState.REMOVED),
        (seat.leaving_on, SeatState.LEAVING),
        (seat.accepted_on, SeatState.JOINED),
        (seat.cancelled_on, SeatState.CANCELLED),
        (seat.rejected_on, SeatState.REJECTED),
        (seat.expired_on, SeatState.EXPIRED),
        (seat.invited_on, SeatState.INVITED),
    )
    return next((s for on, s in reached if on is not None and on <= day), SeatState.PLANNED)


def is_open(seat: Seat, day: date) -> bool:
    """Tell whether a person can use a seat on a day."""
    return state_on(seat, day) in OPEN


def outsider_words(person: Person | None, role: str, finance_role: str) -> str:
    """Say what speaks against a far-reaching role of somebody whom we do not employ, or nothing."""
    is_far = role == "ADMIN" or finance_role == "MANAGER"
    if person is None or person.employer not in OUTSIDERS or not is_far:
        return ""
    return tr(
        "{person} does not work for your company. Choose someone from your own company as Admin "
        "or Finance Manager.",
        person=person.name,
    )


def check_seat(
    draft: SeatDraft, before: Seat | None, around: SeatSurroundings, reading: Reading
) -> Seat:
    """Check the draft of a seat and return the seat; raises Invalid with every problem.

    With `before` it is a correction: person, Business Center and the steps taken stay.
    """
    person, center = around.person, around.business_center
    reading.check(person is not None, "person", tr("Choose the person."))
    reading.check(center is not None, "business_center", tr("Choose the Business Center."))
    reading.check(bool(draft.role), "role", tr("Choose the role."))
    values = reading.values(draft, Seat, {"invited_on", "accepted_on", "last_verified_on"})
    values["invited_address"] = reading.email("invited_address", draft.invited_address)
    since = values["invited_on"] or values["accepted_on"]
    reading.order(
        values["invited_on"],
        values["accepted_on"],
        "accepted_on",
        tr("Cannot be before the invitation."),
    )
    for name in ("planned_end", "review_due"):
        reading.order(
            since, values[name], name, tr("Cannot be before {day}, when the seat started.")
        )
    if around.current is not None:
        reading.problem("person", tr("This person already has a seat there. Edit that one."))
    if words := outsider_words(person, draft.role, draft.finance_role):
        reading.notice("role", words)
    elif person is not None and person.employer != Employer.OURS:
        reading.notice(
            "person",
            tr(
                "TikTok advises inviting only people from your own company. Others should work "
                "as partners, through their own Business Center."
            ),
        )
    reading.done()
    if person is None or center is None:
        raise AssertionError  # done() has raised: both are problems
    start = before or Seat(SeatKey(0), person.id, center.id)
    values["person"], values["business_center"] = start.person, start.business_center
    return replace(start, **values)
