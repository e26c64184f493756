"""Assignments: one asset given to one person, and the surface on which it was given.

What was given in Ads Manager or Seller Center does not end when the seat in the Business Center
does (D-rmad, D-offb), so the surface is part of what is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from delvia_desktop.domain.assets import AssetKey
from delvia_desktop.domain.people import PersonKey
from delvia_desktop.domain.vocabulary import Level

AssignmentKey = NewType("AssignmentKey", int)


class Surface(StrEnum):
    """Where an assignment was given, and where it must be ended."""

    BUSINESS_CENTER = "BUSINESS_CENTER"
    ADS_MANAGER = "ADS_MANAGER"
    ACCOUNT_GROUP = "ACCOUNT_GROUP"
    SELLER_CENTER = "SELLER_CENTER"
    LOGIN = "LOGIN"


@dataclass(frozen=True)
class Assignment:
    """One asset given to one person; `via` is the account group through which it came.

    On the surface LOGIN the person knows the password; it ends when the password is changed.
    """

    id: AssignmentKey
    asset: AssetKey
    person: PersonKey
    surface: str = Surface.BUSINESS_CENTER
    level: Level = ()
    via: AssetKey | None = None
    may_pay_out: bool = False
    purpose: str = ""
    approved_by: str = ""
    granted_on: date | None = None
    granted_by: str = ""
    planned_end: date | None = None
    review_due: date | None = None
    confirmed_on: date | None = None
    confirmed_by: str = ""
    revoke_requested_on: date | None = None
    revoked_on: date | None = None
    revoked_by: str = ""
    revoke_reason: str = ""
    verified_gone_on: date | None = None
    last_verified_on: date | None = None
    evidence_ref: str = ""
    note: str = ""
