"""A partner with what is shared with it, as most are, for tests and benchmarks to vary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipKey
from delvia_desktop.domain.access.shares import Share, ShareKey
from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import Content, Head, as_json
from delvia_desktop.domain.papers.kinds import partner_record
from delvia_desktop.domain.papers.open_points import open_points
from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.reports.drawing import content_paper
from delvia_desktop.reports.drawing.appearance import Look

HEAD = Head(
    number="HR-2026-014",
    supersedes="HR-2026-009",
    brand="Nova Cosmetics",
    legal_entity="Nova Cosmetics GmbH",
    prepared_by="",
    on=date(2026, 11, 20),
    as_of=datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=1), "CET")),
    revision=214,
    register_state="7f3a91c2" * 8,
    goes_out=True,
)
OURS = BusinessCenter(
    BusinessCenterKey(1), "Nova Cosmetics", bc_id="6954233089097562118", is_own=True
)
THEIRS = BusinessCenter(BusinessCenterKey(2), "Brightside", bc_id="7504233300559872017")
PARTNER = Partner(
    id=PartnerKey(1),
    name="Brightside Media",
    legal_name="Brightside Media Ltd",
    contact_name="Tom Hale",
    business_center=THEIRS.id,
)
PERIOD = Partnership(
    id=PartnershipKey(1),
    partner=PARTNER.id,
    business_center=OURS.id,
    engagement_start=date(2026, 2, 3),
    engagement_end=date(2027, 1, 31),
    contract_ref="C-2026/17",
    scope_agreed="Paid social.",
    internal_owner="Mara Lindt",
    requested_on=date(2026, 2, 1),
    confirmed_on=date(2026, 2, 3),
)
ASSET = Asset(
    id=AssetKey(1),
    asset_type="ADVERTISER",
    name="Nova DE – Performance",
    asset_id="7123998103425571842",
    owner_kind="OWNER_BC",
    owner_business_center=OURS.id,
)
LAUNCH = Asset(
    id=AssetKey(9_000_001),
    asset_type="ADVERTISER",
    name="Launch",
    asset_id="7123998103425571999",
    owner_kind="OWNER_PARTNER",
    owner_partner=PARTNER.id,
)
SHARE = Share(
    id=ShareKey(1),
    asset=ASSET.id,
    partnership=PERIOD.id,
    level=("OPERATOR",),
    purpose="Spring campaign",
    approved_by="Mara Lindt",
    granted_on=date(2026, 2, 3),
    planned_end=date(2027, 1, 31),
    confirmed_on=date(2026, 2, 5),
    last_verified_on=date(2026, 11, 2),
)
PLANNED = {"granted_on": None, "confirmed_on": None, "last_verified_on": None}
ENDED = {"revoked_on": date(2026, 5, 1)}

NOTHING = Picture(
    on=HEAD.on,
    as_of=HEAD.as_of,
    revision=HEAD.revision,
    register_state=HEAD.register_state,
    brand=Brand(THE_BRAND, HEAD.brand, HEAD.legal_entity),
    **{place: {} for place in PLACES.values()},
)


def many_assets(count: int) -> list[Asset]:
    """Return as many assets, numbered from one."""
    return [
        replace(ASSET, id=AssetKey(n), name=f"Asset {n}", asset_id=str(7123998103425000000 + n))
        for n in range(1, count + 1)
    ]


def many_shares(count: int, first: int = 1, **changes: Any) -> list[Share]:
    """Return a share of each of the first assets, with keys from `first` on."""
    return [
        replace(SHARE, id=ShareKey(first + n), asset=AssetKey(1 + n), **changes)
        for n in range(count)
    ]


def picture(**records: Iterable[Any]) -> Picture:
    """Return a picture of the partner and its share, with other records in the places named."""
    usual = {
        "assets": (ASSET,),
        "shares": (SHARE,),
        "partners": (PARTNER,),
        "partnerships": (PERIOD,),
        "business_centers": (OURS, THEIRS),
    }
    found = {**usual, **records}
    return replace(
        NOTHING, **{place: {each.id: each for each in value} for place, value in found.items()}
    )


def content(seen: Picture, head: Head = HEAD) -> Content:
    """Return what stands on the record of the partner, with what is open about it."""
    attention = look(seen)
    partner = seen.partners[PARTNER.id]
    made = partner_record.content(attention.situation, About(partner), head)
    told = open_points(attention, {("partner", int(partner.id))})
    return replace(made, sections=(*made.sections, *told))


def draw(made: Content, head: Head = HEAD) -> tuple[bytes, int]:
    """Return a content on paper with its data, and its number of pages."""
    data = as_json(made, head, "partner", PaperRequest(made.kind, int(PARTNER.id)))
    return content_paper.render(made, head, data, Look())


def drawn(head: Head = HEAD, **records: Iterable[Any]) -> tuple[bytes, int]:
    """Return the paper of the partner, with other records in the places named."""
    return draw(content(picture(**records), head), head)
