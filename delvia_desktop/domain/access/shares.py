"""Shares: one asset given to one partner at one level, from the plan to the day it was seen gone.

    planned -> granted -> confirmed -> revoked -> verified

The state on a day follows from the dates (`grants`). A level is raised in place; TikTok lowers a
partner's level only by removing the share and sharing again (T-partperm), so lowering makes a
second share that names the one it replaces.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, NewType

from delvia_desktop.domain.access.assets import Asset, AssetKey, OwnerKind
from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.grants import (
    RevokeReason,
    SeenGone,
    ToRevoke,
    check_level,
    check_steps,
    read_grant,
)
from delvia_desktop.domain.access.partnerships import OVER, Partnership, PartnershipKey
from delvia_desktop.domain.access.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    EvidenceRef,
    Kept,
    Label,
    LastVerified,
    Prose,
    Searched,
    Somebody,
)
from delvia_desktop.domain.words.vocabulary import Level, asset_type, level_label
from delvia_desktop.i18n import show_day, tr

ShareKey = NewType("ShareKey", int)


@dataclass(frozen=True)
class Raise:
    """A level that was raised in place: the day, and the level before it."""

    on: date
    was: Level


@dataclass(frozen=True)
class Share:
    """One asset given to one partner during one partnership.

    With `is_incoming` it is the partner's asset, given to us. `giver` is the Business Center that
    shares it, where that is not the one of the partnership, such as a group company's.
    """

    id: ShareKey
    asset: AssetKey
    partnership: PartnershipKey
    level: Annotated[Kept[Level], Label("Access level")]
    is_incoming: Annotated[bool, Label("Shared with us")] = False
    purpose: Searched[Prose] = ""
    approved_by: Searched[Somebody] = ""
    granted_on: Annotated[date | None, Label("Shared on")] = None
    granted_by: Annotated[Searched[Somebody], Label("Shared by")] = ""
    planned_end: date | None = None
    review_due: date | None = None
    confirmed_on: date | None = None
    confirmed_by: Somebody = ""
    raised: Kept[tuple[Raise, ...]] = ()
    replaces: Annotated[ShareKey | None, Label("Replaces share")] = None
    revoke_requested_on: ToRevoke = None
    revoked_on: date | None = None
    revoked_by: Somebody = ""
    revoke_reason: RevokeReason = ""
    verified_gone_on: SeenGone = None
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""
    giver: Annotated[BusinessCenterKey | None, Label("Shared from")] = None


@dataclass(frozen=True)
class ShareDraft:
    """A share as typed. Without `granted_on` it is a plan."""

    asset: AssetKey | None = None
    partnership: PartnershipKey | None = None
    level: Level = ()
    is_incoming: bool = False
    purpose: str = ""
    approved_by: str = ""
    granted_on: str = ""
    granted_by: str = ""
    planned_end: str = ""
    review_due: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""
    giver: BusinessCenterKey | None = None


@dataclass(frozen=True)
class ShareSurroundings:
    """What a share is checked against; `open_share` is another of the same asset and partner.

    `owner_center` is the Business Center that owns the asset, `partner_center` the partner's own.
    """

    asset: Asset | None
    partnership: Partnership | None
    open_share: Share | None
    owner_name: str = ""
    partner_name: str = ""
    owner_center: BusinessCenterKey | None = None
    partner_center: BusinessCenterKey | None = None


def level_on(share: Share, day: date) -> Level:
    """Return the level of a share on a day; raises after the day do not count yet."""
    for step in share.raised:
        if step.on > day:
            return step.was
    return share.level


def check_share(
    draft: ShareDraft, before: Share | None, around: ShareSurroundings, reading: Reading
) -> Share:
    """Check the draft of a share and return the share; raises Invalid.

    With `before` it is a correction: asset, partnership and the steps taken stay as they are.
    """
    asset, partnership = around.asset, around.partnership
    if asset is None:
        reading.problem("asset", tr("Choose the asset."))
    if partnership is None:
        reading.problem("partnership", tr("Choose the partner."))
    found = read_grant(draft, Share, reading, tr("Cannot be before the date it is shared."))
    granted_on = found["granted_on"]
    if asset is not None:
        _check_asset(asset, draft, around, reading, is_new=before is None)
    giver = draft.giver
    if partnership is not None and giver == partnership.business_center:
        giver = None
    if giver is not None and (before is None or before.giver != giver):
        _check_giver(draft, around, reading)
    if partnership is not None:
        _check_period(partnership, granted_on, found["planned_end"], reading, is_new=before is None)
    level = asset_type(asset.asset_type).sorted_level(draft.level) if asset else draft.level
    if before is not None:
        check_steps(before, granted_on, reading)
    reading.done()
    if asset is None or partnership is None:
        raise AssertionError  # done() has raised: both are problems
    start = before or Share(
        ShareKey(0), asset.id, partnership.id, level, is_incoming=draft.is_incoming
    )
    stays = {name: getattr(start, name) for name in ("asset", "partnership", "is_incoming")}
    return replace(start, **{**found, **stays, "level": level, "giver": giver})


def _check_giver(draft: ShareDraft, around: ShareSurroundings, reading: Reading) -> None:
    """Note what is wrong with a Business Center that is said to share in our stead."""
    reading.check(
        not draft.is_incoming,
        "giver",
        tr("The partner shares this with us from its own Business Center."),
    )
    reading.check(
        draft.giver != around.partner_center,
        "giver",
        tr("This is the partner's own Business Center."),
    )
    reading.check(
        draft.giver == around.owner_center,
        "giver",
        tr(
            "A Business Center can share only what it owns. {owner} owns this.",
            owner=around.owner_name,
        ),
    )


def _check_asset(
    asset: Asset, draft: ShareDraft, around: ShareSurroundings, reading: Reading, *, is_new: bool
) -> None:
    kind = asset_type(asset.asset_type)
    reading.check(
        kind.shareable or draft.is_incoming,
        "asset",
        tr("{type} cannot be shared with a partner.", type=tr(kind.label)),
    )
    check_level(kind, draft.level, reading)
    if not is_new:
        return
    if draft.is_incoming:
        _check_received(asset, around, reading)
    elif draft.giver is None and asset.owner_kind in {OwnerKind.PARTNER, OwnerKind.PERSON}:
        reading.problem(
            "asset",
            tr(
                "{owner} owns this. A Business Center can share only what it owns. Correct the "
                "ownership first.",
                owner=around.owner_name,
            ),
        )
    if asset.owner_kind == OwnerKind.UNKNOWN:
        reading.notice("asset", tr("The owner of this asset is not recorded yet."))
    if around.open_share is not None:
        level = level_label(asset.asset_type, around.open_share.level) or tr("use")
        names = {"partner": around.partner_name, "level": level}
        has = tr(
            "{partner} already has this asset at {level}. Raise or lower that share instead.",
            **names,
        )
        if draft.is_incoming:
            has = tr(
                "{partner} already shares this with us at {level}. Raise or lower that share "
                "instead.",
                **names,
            )
        reading.problem("asset", has)


def _check_received(asset: Asset, around: ShareSurroundings, reading: Reading) -> None:
    """Note what is wrong or odd about an asset that the partner is said to share with us."""
    reading.check(
        asset.owner_kind != OwnerKind.OURS,
        "asset",
        tr("We own this asset. A partner can share only what it owns."),
    )
    partner = around.partnership.partner if around.partnership is not None else None
    if asset.owner_kind != OwnerKind.PARTNER or asset.owner_partner != partner:
        reading.notice(
            "asset",
            tr(
                "{partner} is not recorded as the owner of this asset.", partner=around.partner_name
            ),
        )


def _check_period(
    partnership: Partnership,
    granted_on: date | None,
    planned_end: date | None,
    reading: Reading,
    *,
    is_new: bool,
) -> None:
    state = partnership_state_on(partnership, reading.today)
    reading.check(
        not is_new or state not in OVER,
        "partnership",
        tr("This partnership has ended. Add a new partnership first."),
    )
    end = partnership.engagement_end
    if planned_end is not None and end is not None and planned_end > end:
        reading.notice(
            "planned_end", tr("This is after the engagement ends on {day}.", day=show_day(end))
        )
    start = partnership.engagement_start
    if granted_on is not None and start is not None and granted_on < start:
        reading.notice(
            "granted_on", tr("This is before the engagement starts on {day}.", day=show_day(start))
        )
