"""Claims: an asset that is not ours on its way to one of our Business Centers.

found -> asked -> agreed -> in transfer -> received -> verified
         asked -> refused -> escalated -> agreed
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NewType

from delvia_desktop.domain.assets import AssetKey
from delvia_desktop.domain.business_centers import BusinessCenterKey
from delvia_desktop.domain.partners import PartnerKey

ClaimKey = NewType("ClaimKey", int)


@dataclass(frozen=True)
class Claim:
    """The way of one asset to us; `route` is how TikTok lets this type of asset move."""

    id: ClaimKey
    asset: AssetKey
    business_center: BusinessCenterKey
    partner: PartnerKey | None = None
    holder: str = ""
    route: str = ""
    found_on: date | None = None
    asked_on: date | None = None
    asked_whom: str = ""
    agreed_on: date | None = None
    agreed_by: str = ""
    transfer_due: date | None = None
    transfer_on: date | None = None
    received_on: date | None = None
    verified_on: date | None = None
    refused_on: date | None = None
    refuse_reason: str = ""
    escalated_on: date | None = None
    dropped_on: date | None = None
    balance: str = ""
    evidence_ref: str = ""
    note: str = ""
