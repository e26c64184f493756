"""Seats: a person's membership in one of our Business Centers, from invitation to removal.

    planned -> invited -> joined -> leaving -> removed -> verified
               invited -> expired | rejected | cancelled

TikTok's API knows PENDING, BOUND and REJECTED (A-ts); Delvia adds the lapse of an invitation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from delvia_desktop.domain.business_centers import BusinessCenterKey
from delvia_desktop.domain.people import PersonKey

SeatKey = NewType("SeatKey", int)


@dataclass(frozen=True)
class Seat:
    """A person's seat; roles are TikTok's codes, `may_delegate` is what Delvia calls Operator."""

    id: SeatKey
    person: PersonKey
    business_center: BusinessCenterKey
    role: str = "STANDARD"
    finance_role: str = ""
    may_delegate: bool = False
    invited_on: date | None = None
    invited_address: str = ""
    accepted_on: date | None = None
    expired_on: date | None = None
    rejected_on: date | None = None
    cancelled_on: date | None = None
    planned_end: date | None = None
    review_due: date | None = None
    leaving_on: date | None = None
    removed_on: date | None = None
    removed_by: str = ""
    remove_reason: str = ""
    removal_verified_on: date | None = None
    last_role_change_on: date | None = None
    assets_rechecked_on: date | None = None
    last_verified_on: date | None = None
    purpose: str = ""
    approved_by: str = ""
    evidence_ref: str = ""
    note: str = ""
