"""Spark Ads codes: a creator's leave to advertise one post for a time; never the code itself.

NOT_USED -> IN_USE -> EXPIRED, or DELETED (A-go)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from delvia_desktop.domain.assets import AssetKey
from delvia_desktop.domain.partners import PartnerKey
from delvia_desktop.domain.people import PersonKey

SparkCodeKey = NewType("SparkCodeKey", int)


@dataclass(frozen=True)
class SparkCode:
    """An authorisation for one post; `planned_end` is the last of its `days`."""

    id: SparkCodeKey
    post: str
    creator: str = ""
    asset: AssetKey | None = None
    partner: PartnerKey | None = None
    person: PersonKey | None = None
    days: int = 30
    used_on: date | None = None
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
