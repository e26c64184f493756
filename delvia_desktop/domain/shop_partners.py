"""Shop partners (TSP): authorised on a shop in Seller Center, not in a Business Center."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from delvia_desktop.domain.assets import AssetKey
from delvia_desktop.domain.partners import PartnerKey

ShopPartnerKey = NewType("ShopPartnerKey", int)


@dataclass(frozen=True)
class ShopPartner:
    """A partner authorised on a shop: `scope` names the sections, `is_full` means all of them."""

    id: ShopPartnerKey
    asset: AssetKey
    partner: PartnerKey
    scope: str = ""
    is_full: bool = False
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
