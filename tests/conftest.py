"""What every test starts from: no screen, no network, a fixed clock, a register of its own."""

from __future__ import annotations

import os
import re
from pathlib import Path

# The screen that offscreen has by itself is smaller than any desk.
os.environ["QT_QPA_PLATFORM"] = re.sub(
    "^offscreen$",
    f"offscreen:configfile={Path(__file__).parent / 'data' / 'screen.json'}",
    os.environ.get("QT_QPA_PLATFORM", "offscreen"),
)

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import settings

from delvia_desktop.domain.assets import Asset, AssetDraft
from delvia_desktop.domain.brand import BrandDraft
from delvia_desktop.domain.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.partners import Partner, PartnerDraft
from delvia_desktop.domain.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.shares import Share, ShareDraft
from delvia_desktop.services import assets, business_centers, partners, partnerships, shares
from delvia_desktop.services.person import remember_name
from delvia_desktop.services.register import Register, new_register
from delvia_desktop.services.sample import new_sample
from delvia_desktop.ui.constant_refs import keep_constants_alive

keep_constants_alive()
settings.register_profile("delvia", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("delvia")

CET = timezone(timedelta(hours=1), "CET")


class Clock:
    """A clock that moves on by a minute each time it is read, and further when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 5, tzinfo=CET)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture(autouse=True)
def _alone(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings of the person who runs the tests, and the network, out of them."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
    remember_name("Mara")

    connect = socket.socket.connect

    def only_here(end: socket.socket, address: object) -> None:
        # Processes of this machine talk to each other by files: those that tests start do.
        is_here = end.family == getattr(socket, "AF_UNIX", None)
        assert is_here, "the program touched the network"
        connect(end, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    made = new_register(tmp_path / "nova.delvia", BrandDraft("Nova", "Nova GmbH"), "Mara", clock)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample register, made once; whoever changes it takes a copy."""
    path = tmp_path_factory.mktemp("sample") / "sample.delvia"
    new_sample(path, "Mara").close()
    return path


@dataclass
class Nova:
    """A small register: our Business Center, an agency, three assets, one open share."""

    register: Register
    center: BusinessCenter
    partner: Partner
    partnership: Partnership
    ad_account: Asset
    profile: Asset
    theirs: Asset
    share: Share


@pytest.fixture
def nova(register: Register) -> Nova:
    center = register.perform(
        business_centers.record_business_center,
        BusinessCenterDraft(name="Nova", bc_id="6954233089097562118", is_own=True),
    )
    partner = register.perform(
        partners.record_partner, PartnerDraft(name="Brightside", bc_id="7504233300559872017")
    )
    partnership = register.perform(
        partnerships.record_partnership,
        partner,
        PartnershipDraft(
            business_center=center.id,
            engagement_start="2026-02-03",
            engagement_end="2027-01-31",
            requested_on="2026-02-01",
        ),
    )
    partnership = register.perform(
        partnerships.confirm_partnership, partnership, StepDraft(on="2026-02-03", by="Tom")
    )

    def asset(name: str, kind: str, number: str, **owner: object) -> Asset:
        ours = {"owner_kind": "OWNER_BC", "owner_business_center": center.id}
        draft = AssetDraft(name=name, asset_type=kind, asset_id=number, **(owner or ours))
        return register.perform(assets.record_asset, draft)

    ad_account = asset("Nova DE", "ADVERTISER", "7123998103425571842")
    profile = asset("@nova", "TT_ACCOUNT", "6911003477854431206")
    theirs = asset(
        "Launch",
        "ADVERTISER",
        "7123998103425571843",
        owner_kind="OWNER_PARTNER",
        owner_partner=partner.id,
    )
    share = register.perform(
        shares.record_share,
        ShareDraft(
            asset=ad_account.id,
            partnership=partnership.id,
            level=("OPERATOR",),
            purpose="Campaigns",
            approved_by="Mara",
            granted_on="2026-02-03",
            planned_end="2027-01-31",
        ),
    )
    return Nova(register, center, partner, partnership, ad_account, profile, theirs, share)


@pytest.fixture
def moment() -> datetime:
    return datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
