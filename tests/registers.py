"""Small registers that are made once; each test that takes one has a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.access import assets, business_centers, partners, partnerships, shares
from delvia_desktop.services.register.register import Register, new_register, open_register

CET = timezone(timedelta(hours=1), "CET")


def noon() -> datetime:
    """Return the same moment always: the day for which the sound register was made."""
    return datetime(2026, 11, 23, 12, tzinfo=CET)


class Clock:
    """A clock that moves on by a minute each time it is read, and further when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 5, tzinfo=CET)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)

    def next_morning(self) -> None:
        """Come to a morning, after which a test ends on the day on which it began."""
        self.now = self.now.replace(hour=8, minute=0) + timedelta(days=1)


@dataclass(frozen=True)
class Made:
    """The bytes of a register, the moment its clock had come to, and what was recorded in it."""

    content: bytes
    now: datetime
    nova: Nova | None = None

    def open_copy(self, file: Path, clock: Clock) -> Register:
        """Open a copy as it stands after it was made: written by that clock, and in no backup."""
        file.write_bytes(self.content)
        opened = open_register(file, "Mara", clock)
        opened.store._backed_up = None  # nothing of it lies with the backups
        clock.now = self.now
        return opened


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


def make_empty(folder: Path) -> Made:
    """Make a register that holds the brand and nothing else."""
    register, clock = _new(folder)
    register.leave()
    return Made(register.path.read_bytes(), clock.now)


def make_nova(folder: Path) -> Made:
    """Make the small register."""
    register, clock = _new(folder)
    nova = _record_nova(register)
    register.leave()
    return Made(register.path.read_bytes(), clock.now, nova)


def _new(folder: Path) -> tuple[Register, Clock]:
    clock = Clock()
    brand = BrandDraft("Nova", "Nova GmbH")
    return new_register(folder / "made.delvia", brand, "Mara", clock), clock


def _record_nova(register: Register) -> Nova:
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
        partnerships.take_step, partnership, "confirm", StepDraft(on="2026-02-03", by="Tom")
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
