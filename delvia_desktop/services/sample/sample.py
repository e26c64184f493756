"""The sample register: a brand that does not exist, played through the same door over a year."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from delvia_desktop import resources
from delvia_desktop.domain.access.assets import (
    Asset,
    AssetDraft,
    AssetKey,
    OwnerKind,
    OwnershipDraft,
)
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft, BusinessCenterKey
from delvia_desktop.domain.access.grant_steps import StepDraft
from delvia_desktop.domain.access.partners import PartnerDraft, PartnerKey
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft, PartnershipKey
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.progress import as_one_step, progress
from delvia_desktop.services.access import assets, business_centers, partners, partnerships, shares
from delvia_desktop.services.register.register import Clock, Register, local_now, new_register
from delvia_desktop.services.sample.sample_people import plan_people
from delvia_desktop.services.sample.sample_work import plan_work

_BEGINNING = -364
"""The day, counted from today, on which the sample's record begins."""


@dataclass
class _Play:
    """The acts of the sample by day, and the keys of what they recorded."""

    register: Register
    now: datetime
    data: dict[str, Any]
    acts: list[tuple[int, Callable[[], object]]] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    def at(self, day: int, act: Callable[[], object]) -> None:
        """Put an act on a day, counted from today."""
        self.acts.append((day, act))

    def day(self, offset: int | None) -> str:
        """Return the day that lies so far from today, as typed; nothing for none."""
        return "" if offset is None else (self.now + timedelta(days=offset)).date().isoformat()

    def get(self, cls: type[Any], name: str) -> Any:  # noqa: ANN401 - a record of the class
        """Return a record by its name in the sample."""
        return self.register.records.get(cls, self.keys[name])


def new_sample(path: Path, who: str, clock: Clock = local_now) -> Register:
    """Make the sample register under a name that must be free; its last act lies before now."""
    data = json.loads(resources.text("sample", "nova.json"))
    now = clock()
    moments = [now + timedelta(days=_BEGINNING - 1)]
    register = new_register(path, BrandDraft(**data["brand"]), data["who"], lambda: moments[-1])
    play = _Play(register, now, data)
    _plan(play)
    acts = sorted(play.acts, key=lambda act: act[0])
    for done, (day, act) in enumerate(acts):
        moments.append(max(moments[-1], _hour(now, day)) + timedelta(minutes=3))
        with as_one_step():
            act()
        progress(done + 1, len(acts))
    register.who, register.clock = who, clock
    return register


def _hour(now: datetime, day: int) -> datetime:
    morning = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=day)
    return min(morning, now - timedelta(hours=1))


def _plan(play: _Play) -> None:
    for entry in play.data["centers"]:
        play.at(_BEGINNING, partial(_center, play, entry))
    for entry in play.data["partners"]:
        play.at(entry["request"], partial(_partner, play, entry))
    for entry in play.data["assets"]:
        late = entry["owner"].startswith("partner:")
        day = -150 if late else _BEGINNING
        play.at(day, partial(_asset, play, entry))
        if entry["confirmed"] is not None:
            play.at(entry["confirmed"], partial(_ownership, play, entry))
    for number, entry in enumerate(play.data["shares"]):
        _plan_share(play, f"share-{number}", entry)
    for entry in play.data["partners"]:
        _plan_partnership(play, entry)
    plan_people(play)
    plan_work(play)


def _center(play: _Play, entry: dict[str, Any]) -> None:
    draft = BusinessCenterDraft(
        name=entry["name"],
        bc_id=entry["bc_id"],
        is_own=True,
        legal_entity=entry["legal_entity"],
        status="ENABLE",
        verification_status="VERIFIED",
    )
    made = play.register.perform(business_centers.record_business_center, draft)
    play.keys[entry["key"]] = made.id


def _partner(play: _Play, entry: dict[str, Any]) -> None:
    names = ("name", "kind", "bc_id", "legal_name", "contact_name", "contact_email")
    number, day = entry.get("former", ("", 0))
    former = f"{number} until {play.day(day)}" if number else ""
    draft = PartnerDraft(**{name: entry[name] for name in names}, former_ids=former)
    partner = play.register.perform(partners.record_partner, draft)
    play.keys[entry["key"]] = partner.id
    engagement = PartnershipDraft(
        business_center=BusinessCenterKey(play.keys[entry["center"]]),
        engagement_start=play.day(entry["start"]),
        engagement_mid=play.day(entry["mid"]),
        engagement_end=play.day(entry["end"]),
        contract_ref=entry["contract"],
        internal_owner=entry["owner"],
        scope_agreed=entry["scope"],
    )
    partnership = play.register.perform(partnerships.record_partnership, partner, engagement)
    play.keys["with " + entry["key"]] = partnership.id
    step = StepDraft(on=play.day(entry["request"]))
    play.register.perform(partnerships.request_partnership, partnership, step)


def _plan_partnership(play: _Play, entry: dict[str, Any]) -> None:
    name = "with " + entry["key"]

    def step(use_case: Callable[..., object], day: int, by: str = "") -> None:
        def act() -> None:
            before = play.get(Partnership, name)
            play.register.perform(use_case, before, StepDraft(on=play.day(day), by=by))

        play.at(day, act)

    if entry["confirm"] is not None:
        step(partnerships.confirm_partnership, entry["confirm"], entry["by"])
    if "ending" in entry:
        step(partnerships.begin_to_end, entry["ending"])
    if "removed" in entry:
        step(partnerships.end_partnership, entry["removed"])
        seen = entry["removed"] + 2
        play.at(seen, lambda: _see_gone(play, name, seen))
        step(partnerships.close_partnership, entry["closed"])


def _see_gone(play: _Play, name: str, day: int) -> None:
    everything = shares.shares_in(play.register.records, play.get(Partnership, name))
    play.register.perform(shares.see_shares_gone, everything, StepDraft(on=play.day(day)))


def _asset(play: _Play, entry: dict[str, Any]) -> None:
    kind, center, partner, person = _owner(play, entry["owner"])
    draft = AssetDraft(
        name=entry["name"],
        asset_type=entry["asset_type"],
        asset_id=entry["asset_id"],
        pixel_code=entry["pixel_code"],
        shop_code=entry.get("shop_code", ""),
        owner_kind=kind,
        owner_business_center=center,
        owner_partner=partner,
        owner_person=person,
        internal_owner=entry["internal_owner"],
        note=entry["note"],
    )
    play.keys[entry["key"]] = play.register.perform(assets.record_asset, draft).id


def _ownership(play: _Play, entry: dict[str, Any]) -> None:
    before = play.get(Asset, entry["key"])
    kind, center, _, _ = _owner(play, entry["owner"])
    draft = OwnershipDraft(
        owner_kind=kind,
        owner_business_center=center,
        ownership_confirmed_on=play.day(entry["confirmed"]),
        ownership_confirmed_by=entry["internal_owner"],
        ownership_proof=entry["proof"],
    )
    play.register.perform(assets.record_ownership, before, draft)


def _owner(play: _Play, owner: str) -> tuple[str, BusinessCenterKey | None, PartnerKey | None, str]:
    word, _, name = owner.partition(":")
    if word == "partner":
        return OwnerKind.PARTNER, None, PartnerKey(play.keys[name]), ""
    if word == "person":
        return OwnerKind.PERSON, None, None, name
    if word == "unknown":
        return OwnerKind.UNKNOWN, None, None, ""
    return OwnerKind.OURS, BusinessCenterKey(play.keys[word]), None, ""


def _plan_share(play: _Play, name: str, entry: dict[str, Any]) -> None:
    granted = entry["granted"]
    play.at(-3 if granted is None else granted, lambda: _share(play, name, entry))

    def step(use_case: Callable[..., object], day: int, draft: StepDraft | LevelDraft) -> None:
        play.at(day, lambda: play.register.perform(use_case, play.get(Share, name), draft))

    if entry["confirmed"] is not None:
        by = next(p["by"] for p in play.data["partners"] if p["key"] == entry["partner"])
        on = play.day(entry["confirmed"])
        step(shares.confirm_share, entry["confirmed"], StepDraft(on=on, by=by))
    if entry.get("verified") is not None:
        step(shares.verify_share, entry["verified"], StepDraft(on=play.day(entry["verified"])))
    if "raised" in entry:
        step(shares.raise_share, entry["raised"]["on"], _level(play, entry["raised"]))
    if "lowered" in entry:
        day = entry["lowered"]["on"]
        step(shares.lower_share, -2 if day is None else day + 1, _level(play, entry["lowered"]))
    if "revoked" in entry:
        _plan_end(play, step, entry["revoked"])


def _plan_end(play: _Play, step: Callable[..., None], revoked: dict[str, Any]) -> None:
    draft = StepDraft(on=play.day(revoked["on"]), by="Mara Lindt", reason=revoked["reason"])
    step(shares.revoke_share, revoked["on"], draft)
    if revoked["gone"] is not None:
        step(shares.see_share_gone, revoked["gone"], StepDraft(on=play.day(revoked["gone"])))


def _level(play: _Play, entry: dict[str, Any]) -> LevelDraft:
    return LevelDraft(
        level=tuple(entry["level"]),
        on=play.day(entry["on"]),
        shared_on=play.day(entry.get("shared")),
        reason=entry["reason"],
    )


def _share(play: _Play, name: str, entry: dict[str, Any]) -> None:
    draft = ShareDraft(
        asset=AssetKey(play.keys[entry["asset"]]),
        partnership=PartnershipKey(play.keys["with " + entry["partner"]]),
        level=tuple(entry["level"]),
        purpose=entry["purpose"],
        approved_by=entry["approved_by"],
        granted_on=play.day(entry["granted"]),
        granted_by=play.data["who"] if entry["granted"] is not None else "",
        planned_end=play.day(entry["end"]),
    )
    play.keys[name] = play.register.perform(shares.record_share, draft).id
