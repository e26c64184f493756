"""Shop partners (TSP): authorised on a shop in Seller Center, not in a Business Center."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, NewType

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.grants import (
    RevokeReason,
    SeenGone,
    ToRevoke,
    check_steps,
    read_grant,
)
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    EvidenceRef,
    Label,
    LastVerified,
    Prose,
    Searched,
    Somebody,
)
from delvia_desktop.i18n import tr

ShopPartnerKey = NewType("ShopPartnerKey", int)


@dataclass(frozen=True)
class ShopPartner:
    """A partner authorised on a shop: `scope` names the sections, `is_full` means all of them."""

    id: ShopPartnerKey
    asset: AssetKey
    partner: PartnerKey
    scope: Annotated[Searched[Prose], Label("Sections")] = ""
    is_full: Annotated[bool, Label("All sections")] = False
    may_pay_out: Annotated[bool, Label("May make payouts or refunds")] = False
    purpose: Searched[Prose] = ""
    approved_by: Searched[Somebody] = ""
    granted_on: Annotated[date | None, Label("Authorised on")] = None
    granted_by: Searched[Somebody] = ""
    planned_end: date | None = None
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


@dataclass(frozen=True)
class ShopPartnerDraft:
    """A shop partner as typed. Without `granted_on` it is a plan."""

    asset: AssetKey | None = None
    partner: PartnerKey | None = None
    scope: str = ""
    is_full: bool = False
    may_pay_out: bool = False
    purpose: str = ""
    approved_by: str = ""
    granted_on: str = ""
    granted_by: str = ""
    planned_end: str = ""
    review_due: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""


def check_shop_partner(
    draft: ShopPartnerDraft,
    before: ShopPartner | None,
    shop: Asset | None,
    current: ShopPartner | None,
    reading: Reading,
) -> ShopPartner:
    """Check the draft of a shop partner and return the record; raises Invalid.

    `current` is another authorisation of the same partner on the same shop that is not over.
    """
    reading.check(shop is not None, "asset", tr("Choose the shop."))
    reading.check(draft.partner is not None, "partner", tr("Choose the partner."))
    if shop is not None:
        is_shop = shop.asset_type == "TIKTOK_SHOP"
        reading.check(is_shop, "asset", tr("Only a shop can have shop partners."))
    values = read_grant(draft, ShopPartner, reading)
    reading.check(
        draft.is_full or bool(values["scope"]),
        "scope",
        tr("Enter which sections of Seller Center the partner may use, or select “All sections”."),
    )
    if values["planned_end"] is None:
        reading.notice(
            "planned_end",
            tr("Seller Center asks for a duration. Without an end date, access stays active."),
        )
    if before is None:
        reading.check(
            current is None, "partner", tr("This partner is already authorised for this shop.")
        )
    else:
        check_steps(before, values["granted_on"], reading)
    reading.done()
    if shop is None or draft.partner is None:
        raise AssertionError  # done() has raised: both are problems
    start = before or ShopPartner(ShopPartnerKey(0), shop.id, draft.partner)
    return replace(start, **{**values, "asset": start.asset, "partner": start.partner})
