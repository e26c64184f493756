"""An access record as most are, for tests and benchmarks to vary."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from delvia_desktop.reports.partner_record import PaperShare, PartnerRecord

SHARE = PaperShare(
    asset_name="Nova DE – Performance",
    type_label="Ad account",
    asset_id="7123998103425571842",
    owner="Nova Cosmetics",
    level="Operator",
    meaning="Campaigns, audiences, reports",
    tone="info",
    purpose="Spring campaign",
    approved_by="Mara Lindt",
    granted_on=date(2026, 2, 3),
    planned_end=date(2027, 1, 31),
    confirmed_on=date(2026, 2, 5),
    last_verified_on=date(2026, 11, 2),
)
RECORD = PartnerRecord(
    number="HR-2026-014",
    supersedes="HR-2026-009",
    brand="Nova Cosmetics",
    legal_entity="Nova Cosmetics GmbH",
    our_center="Nova Cosmetics",
    our_bc_id="6954233089097562118",
    partner="Brightside Media",
    partner_legal_name="Brightside Media Ltd",
    partner_center="Brightside",
    partner_bc_id="7504233300559872017",
    state="Active",
    engagement_start=date(2026, 2, 3),
    engagement_end=date(2027, 1, 31),
    removed_on=None,
    contract_ref="C-2026/17",
    scope_agreed="Paid social.",
    our_contact="Mara Lindt",
    their_contact="Tom Hale",
    prepared_by="Mara Lindt",
    on=date(2026, 11, 20),
    as_of=datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=1), "CET")),
    revision=214,
    register_state="7f3a91c2" * 8,
    open_shares=(SHARE,),
    ended_shares=(),
    planned_shares=(),
    owned_assets=(),
    open_points=(),
)
