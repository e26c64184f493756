"""Rules about who owns our assets."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from delvia_desktop.domain.access.assets import Asset, OwnerKind, needs_id
from delvia_desktop.domain.access.claims import ClaimState, is_with
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.statuses import since_words, status_on
from delvia_desktop.domain.findings.rules.next_steps import (
    claimed,
    claiming,
    owned_by_us,
    record_asset,
    record_center,
    record_person,
)
from delvia_desktop.domain.records.brand import Brand
from delvia_desktop.domain.records.findings import Name, NextStep, Rule, Said, said
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.i18n import later

_OF_LOGIN = ("mailbox", "mailbox_holder", "recovery_holder")
"""The fields of a login without which it is lost with the person who set it up."""

_NEEDED = frozenset({GrantState.PLANNED, GrantState.GRANTED, GrantState.CONFIRMED})


def agency_owns(situation: Situation, asset: Asset) -> Said | None:
    """OWN-01: an asset that the brand uses belongs to a partner."""
    if asset.owner_kind != OwnerKind.PARTNER or asset.owner_partner is None:
        return None
    owner = situation.picture.partners[asset.owner_partner]
    period = situation.current(owner.id)
    text = later("{partner} owns “{asset}”.")
    is_claimed = situation.open_claim(asset) is not None
    if period is not None and situation.is_connected(period) and not is_claimed:
        text = later("{partner} owns “{asset}”. If the partner is removed now, the asset is lost.")
    act = claiming(situation, asset)
    told = said(text, act, ("partner", owner.id), partner=owner.name, asset=asset.name)
    return claimed(situation, asset, told)


def owner_unknown(situation: Situation, asset: Asset) -> Said | None:
    """OWN-02: nobody has recorded who owns an asset."""
    if asset.owner_kind != OwnerKind.UNKNOWN:
        return None
    act = owned_by_us(situation, asset, later("Record ownership…"))
    return said(later("The owner of “{asset}” is unknown."), act, asset=asset.name)


def person_owns(situation: Situation, asset: Asset) -> Said | None:
    """OWN-03: an asset belongs to one person."""
    if asset.owner_kind != OwnerKind.PERSON:
        return None
    act = claiming(situation, asset)
    text = later("An individual, {person}, owns “{asset}”.")
    told = said(text, act, person=asset.owner_person, asset=asset.name)
    return claimed(situation, asset, told)


def nothing_of_ours(situation: Situation, _brand: Brand) -> Said | None:
    """OWN-04: partners are connected while no Business Center of ours holds an asset."""
    picture = situation.picture
    if not any(situation.is_connected(period) for period in picture.partnerships.values()):
        return None
    if any(asset.owner_kind == OwnerKind.OURS for asset in picture.assets.values()):
        return None
    ours = [center for center in picture.business_centers.values() if center.is_own]
    if not ours:
        text = later("Partners are connected, but no Business Center of our own is recorded.")
        return said(text, record_center())
    text = later("Partners are connected, but {center} owns no assets.")
    act = _first_of_ours(situation)
    return said(text, act, ("business-center", ours[0].id), center=ours[0].name)


def _first_of_ours(situation: Situation) -> NextStep:
    """Return how the first asset comes to be ours: claimed, recorded as ours, or recorded."""
    assets = situation.picture.assets.values()
    for asset in assets:
        if asset.owner_kind != OwnerKind.UNKNOWN:
            return claiming(situation, asset)
    for asset in assets:
        return owned_by_us(situation, asset, later("Record ownership…"))
    return record_asset()


def not_confirmed(situation: Situation, asset: Asset) -> Said | None:
    """OWN-05: ownership was not confirmed since an engagement began, or for long."""
    if asset.owner_kind != OwnerKind.OURS:
        return None
    confirmed = asset.ownership_confirmed_on
    text, fields = later("Confirm ownership…"), ("ownership_proof",)
    act = NextStep(text, "asset", asset.id, Act.CONFIRM_OWNERSHIP, fields)
    if not situation.has_own_center():
        act = record_center()
    claim = situation.open_claim(asset)
    has_arrived = claim is not None and claim_state_on(claim, situation.on) == ClaimState.RECEIVED
    if claim is not None and has_arrived and is_with(claim, asset):
        act = claiming(situation, asset)  # what verifies the arrival confirms the ownership
    if confirmed is None:
        text = later("Our ownership of “{asset}” has never been confirmed.")
        return said(text, act, asset=asset.name)
    if situation.on - confirmed > timedelta(days=situation.limit("ownership_days")):
        text = later("Our ownership of “{asset}” was last confirmed on {day}.")
        return said(text, act, asset=asset.name, day=confirmed)
    for share in situation.of("share", "asset", asset.id):
        begun = situation.picture.partnerships[share.partnership].engagement_start
        is_late = begun is not None and confirmed < begun <= situation.on
        if is_late and not share.is_incoming and situation.is_open(share):
            partner = situation.partner_of(share)
            text = later(
                "Our ownership of “{asset}” has not been confirmed since "
                "the engagement with {partner} started."
            )
            concerned = ("partner", int(partner.id))
            return said(text, act, concerned, asset=asset.name, partner=partner.name)
    return None


def pixel_elsewhere(situation: Situation, asset: Asset) -> Said | None:
    """OWN-06: a pixel that a partner needs is not owned by our Business Center."""
    if asset.asset_type != "PIXEL" or asset.owner_kind == OwnerKind.OURS:
        return None
    for share in situation.of("share", "asset", asset.id):
        if not share.is_incoming and state_on(share, situation.on) in _NEEDED:
            partner = situation.partner_of(share)
            text = later("{partner} needs “{asset}”, which is not in our Business Center.")
            act = claiming(situation, asset)
            others = (("share", share.id), ("partner", partner.id))
            told = said(text, act, *others, partner=partner.name, asset=asset.name)
            return claimed(situation, asset, told)
    return None


def leads_elsewhere(situation: Situation, asset: Asset) -> Said | None:
    """OWN-07: leads are owned by an agency and were not transferred."""
    if asset.asset_type != "LEAD" or asset.owner_partner is None:
        return None
    done = {ClaimState.RECEIVED, ClaimState.VERIFIED}
    claims = situation.of("claim", "asset", asset.id)
    if any(claim_state_on(claim, situation.on) in done for claim in claims):
        return None
    owner = situation.picture.partners[asset.owner_partner]
    text = later("The leads of “{asset}” belong to {partner} and have not been transferred.")
    if situation.open_claim(asset) is not None:
        text = later("The leads of “{asset}” belong to {partner}.")
    act = claiming(situation, asset)
    told = said(text, act, ("partner", owner.id), asset=asset.name, partner=owner.name)
    return claimed(situation, asset, told)


def no_holder(situation: Situation, asset: Asset) -> Said | None:
    """OWN-08: an account or a shop that we own has no company mailbox, or no holder."""
    if asset.asset_type not in {"TT_ACCOUNT", "TIKTOK_SHOP"}:
        return None
    logins = situation.of("login", "asset", asset.id)
    if not logins:
        text = later("The login of “{asset}” is not recorded.")
        act = NextStep(later("Add login…"), "asset", asset.id, Act.RECORD_LOGIN)
        return said(text, act, asset=asset.name)
    login = logins[0]
    lacking = tuple(name for name in _OF_LOGIN if not getattr(login, name))
    if not lacking:
        return None
    text = later(
        "The login of “{asset}” has no mailbox on record, or no one is named for its mailbox "
        "and recovery."
    )
    act = NextStep(later("Complete login…"), "login", login.id, Act.CHANGE, lacking)
    if not situation.picture.people and lacking != ("mailbox",):
        act = record_person()
    return said(text, act, ("login", login.id), asset=asset.name)


def shared_by_others(situation: Situation, share: Share) -> Said | None:
    """OWN-09: an asset is shared whose owner is no Business Center of ours."""
    asset = situation.asset(share)
    if share.is_incoming or asset.owner_kind not in {OwnerKind.PARTNER, OwnerKind.PERSON}:
        return None
    if share.giver is not None and share.giver == situation.picture.owner_center(asset):
        return None
    partner, owner = situation.partner_of(share), situation.picture.owner_name(asset)
    text = later("We share “{asset}” with {partner}, but {owner} owns it.")
    act = owned_by_us(situation, asset, later("Correct ownership…"))
    others = (("asset", asset.id), ("partner", partner.id))
    return said(text, act, *others, asset=asset.name, partner=partner.name, owner=owner)


_UNUSABLE = {
    "PUNISHED": later("“{asset}” has been suspended by TikTok{since}."),
    "NOT_APPROVED": later("“{asset}” has been disapproved by TikTok{since}."),
    "CONTRACT_PENDING": later("TikTok shows the contract for “{asset}” as not in effect{since}."),
}


def not_usable(situation: Situation, asset: Asset) -> Said | None:
    """OWN-10: an owned ad account is suspended by TikTok, or does not run ads."""
    text = _UNUSABLE.get(status_on(asset, situation.on))
    if text is None:
        return None
    act = NextStep(later("Record new status…"), "asset", asset.id, Act.STATUS)
    return said(text, act, asset=asset.name, since=partial(since_words, asset.status_on))


def closed_but_open(situation: Situation, asset: Asset) -> Said | None:
    """OWN-11: an owned ad account is closed while access to it stands as active."""
    if status_on(asset, situation.on) != "DISABLED":
        return None
    opened: list[Name] = [
        (kind, int(grant.id))
        for kind in ("share", "assignment")
        for grant in situation.opened_of(kind, "asset", asset.id)
    ]
    if not opened:
        return None
    text = later("“{asset}” is closed, but {n} grants on it are still active.")
    if len(opened) == 1:
        text = later("“{asset}” is closed, but one grant on it is still active.")
    act = NextStep(later("Revoke…"), *opened[0], Act.REVOKE)
    return said(text, act, *opened, asset=asset.name, n=len(opened))


def lacks_id(_: Situation, asset: Asset) -> Said | None:
    """OWN-12: the owner of an asset is known, but not the id that TikTok shows for it."""
    is_told = bool(asset.asset_id or asset.pixel_code)
    if is_told or not needs_id(asset_type(asset.asset_type), asset.owner_kind):
        return None
    act = NextStep(later("Add ID…"), "asset", asset.id, Act.CHANGE, ("asset_id",))
    return said(later("The ID of “{asset}” is not recorded."), act, asset=asset.name)


RULES = (
    Rule("OWN-01", "asset", agency_owns),
    Rule("OWN-02", "asset", owner_unknown),
    Rule("OWN-03", "asset", person_owns),
    Rule("OWN-04", "brand", nothing_of_ours, is_wide=True),
    Rule("OWN-05", "asset", not_confirmed),
    Rule("OWN-06", "asset", pixel_elsewhere),
    Rule("OWN-07", "asset", leads_elsewhere),
    Rule("OWN-08", "asset", no_holder),
    Rule("OWN-09", "share", shared_by_others, only_open=True),
    Rule("OWN-10", "asset", not_usable),
    Rule("OWN-11", "asset", closed_but_open),
    Rule("OWN-12", "asset", lacks_id),
)
