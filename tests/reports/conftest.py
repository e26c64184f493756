"""An access record to vary, and the ways in which the tests read papers back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pypdf
import pytest

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


@pytest.fixture
def share() -> PaperShare:
    return SHARE


@pytest.fixture
def shares() -> Callable[[int], tuple[PaperShare, ...]]:
    def made(count: int) -> tuple[PaperShare, ...]:
        return tuple(
            replace(SHARE, asset_name=f"Asset {n}", asset_id=str(7123998103425000000 + n))
            for n in range(count)
        )

    return made


@pytest.fixture
def record() -> PartnerRecord:
    return PartnerRecord(
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


@pytest.fixture
def pages_of() -> Callable[[bytes], list[str]]:
    """Read the text of each page with pypdf, which is always there; it is strict about faults."""

    def read(content: bytes) -> list[str]:
        return [
            page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content), strict=True).pages
        ]

    return read


@pytest.fixture
def words_of(pages_of: Callable[[bytes], list[str]]) -> Callable[[bytes], str]:
    """Read the whole text with single blanks, so that line breaks do not matter."""
    return lambda content: " ".join(" ".join(pages_of(content)).split())
