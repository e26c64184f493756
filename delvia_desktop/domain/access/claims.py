"""Claims: an asset that is not ours on its way to one of our Business Centers.

found -> asked -> agreed -> in transfer -> received -> verified
         asked, agreed, in transfer -> refused -> escalated -> agreed
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop import resources
from delvia_desktop.domain.access.assets import Asset, AssetKey, OwnerKind
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    EvidenceRef,
    Kept,
    Label,
    Prose,
    Searched,
    Somebody,
)
from delvia_desktop.i18n import tr

ClaimKey = NewType("ClaimKey", int)


@dataclass(frozen=True)
class Claim:
    """The way of one asset to us; `route` is how TikTok lets this type of asset move."""

    id: ClaimKey
    asset: AssetKey
    business_center: Annotated[BusinessCenterKey, Label("New owner")]
    partner: Annotated[PartnerKey | None, Label("From partner")] = None
    holder: Annotated[Searched[Somebody], Label("Held by")] = ""
    route: Annotated[Kept[str], Label("How")] = ""
    found_on: Annotated[date | None, Label("Identified on")] = None
    asked_on: Annotated[date | None, Label("Requested on")] = None
    asked_whom: Annotated[Searched[Somebody], Label("Person asked")] = ""
    agreed_on: date | None = None
    agreed_by: Searched[Somebody] = ""
    transfer_due: Annotated[date | None, Label("Agreed transfer date")] = None
    transfer_on: Annotated[date | None, Label("Transfer started on")] = None
    received_on: date | None = None
    verified_on: date | None = None
    refused_on: date | None = None
    refuse_reason: Annotated[Prose, Label("Reason for refusal")] = ""
    escalated_on: date | None = None
    dropped_on: Annotated[date | None, Label("Withdrawn on")] = None
    drop_reason: Annotated[Prose, Label("Reason for withdrawal")] = ""
    balance: Annotated[Searched[Prose], Label("Balance, invoices, campaigns")] = ""
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


class ClaimState(StrEnum):
    """Where a claim stands on a day."""

    FOUND = "found"
    ASKED = "asked"
    AGREED = "agreed"
    IN_TRANSFER = "in_transfer"
    RECEIVED = "received"
    VERIFIED = "verified"
    REFUSED = "refused"
    ESCALATED = "escalated"
    DROPPED = "dropped"


STEP_DAYS = (
    "asked_on", "refused_on", "escalated_on", "agreed_on", "transfer_on", "received_on"
)  # fmt: skip
"""The days of the steps, but for giving up and for the proof."""

OVER = frozenset({ClaimState.VERIFIED, ClaimState.DROPPED})
"""The states in which nothing is left to do."""


@dataclass(frozen=True)
class Route:
    """How an asset of some types can come to us, what that does, and who says so."""

    code: str
    label: str
    types: tuple[str, ...]
    owners: tuple[str, ...]
    plain: str
    is_irreversible: bool
    effect: str
    source: str


@dataclass(frozen=True)
class Around:
    """What a claim is checked against; `others` are the claims of the same asset."""

    asset: Asset | None
    center: BusinessCenter | None
    others: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class ClaimDraft:
    """A claim as typed; its steps are acts of their own."""

    asset: AssetKey | None = None
    business_center: BusinessCenterKey | None = None
    route: str = ""
    found_on: str = ""
    transfer_due: str = ""
    balance: str = ""
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class RequestDraft:
    """When an asset was asked for, and when its owner agreed, as typed; empty where unknown."""

    asked_on: str = ""
    agreed_on: str = ""


@functools.cache
def routes() -> tuple[Route, ...]:
    """Return every route by which a claim can bring an asset to us."""
    data = json.loads(resources.text("vocabulary", "claims.json"))
    return tuple(
        Route(
            entry["code"],
            entry["label"],
            tuple(entry["types"]),
            tuple(entry["from"]),
            entry["plain"],
            entry["is_irreversible"],
            entry["effect"],
            entry["source"],
        )
        for entry in data["routes"]
    )


def routes_for(asset: Asset) -> tuple[Route, ...]:
    """Return the claim routes that are open for an asset; one without types is open for all."""
    return tuple(
        route
        for route in routes()
        if (not route.types or asset.asset_type in route.types)
        and asset.owner_kind in {*route.owners, OwnerKind.OURS}
    )


def route_of(claim: Claim) -> Route:
    """Return the route of a claim; an unknown one comes back under its own code."""
    code = claim.route
    unknown = Route(code, code, (), (), "", is_irreversible=True, effect="", source="")
    return next((route for route in routes() if route.code == code), unknown)


def state_on(claim: Claim, day: date) -> ClaimState:
    """Return the state of a claim on a day; a step undone by a later one has no day any more."""
    reached = (
        (claim.verified_on, ClaimState.VERIFIED),
        (claim.received_on, ClaimState.RECEIVED),
        (claim.dropped_on, ClaimState.DROPPED),
        (claim.transfer_on, ClaimState.IN_TRANSFER),
        (claim.agreed_on, ClaimState.AGREED),
        (claim.escalated_on, ClaimState.ESCALATED),
        (claim.refused_on, ClaimState.REFUSED),
        (claim.asked_on, ClaimState.ASKED),
    )
    return next((s for on, s in reached if on is not None and on <= day), ClaimState.FOUND)


def check_claim(draft: ClaimDraft, before: Claim | None, around: Around, reading: Reading) -> Claim:
    """Check the draft of a claim and return the claim; raises Invalid with every problem.

    With `before` it is a correction: the asset and the steps taken stay, and once the transfer has
    begun, so does where it goes and how, as that is what was read before it was recorded.
    """
    asset, center = around.asset, around.center
    reading.check(asset is not None, "asset", tr("Choose the asset."))
    reading.check(
        center is not None,
        "business_center",
        tr("Choose which of our Business Centers will own it."),
    )
    reading.check(bool(draft.route), "route", tr("Choose the transfer method."))
    if before is None:
        _check_new(around, reading)
    elif before.transfer_on is not None:
        stays = tr("The transfer has started, so this can no longer be changed.")
        reading.check(draft.route == before.route, "route", stays)
        kept = draft.business_center == before.business_center
        reading.check(kept, "business_center", stays)
    values = reading.values(draft, Claim, {"found_on"})
    reading.order(
        values["found_on"],
        values["transfer_due"],
        "transfer_due",
        tr("Cannot be before the date it was identified."),
    )
    first = min(filter(None, steps_of(before)), default=None) if before is not None else None
    reading.order(
        values["found_on"], first, "found_on", tr("Cannot be after a step that was already taken.")
    )
    if before is None or draft.business_center != before.business_center:
        ours = center is None or center.is_own
        reading.check(ours, "business_center", tr("Choose one of our own Business Centers."))
    if asset is not None and (before is None or draft.route != before.route):
        fits = draft.route in {route.code for route in routes_for(asset)}
        reading.check(
            fits, "route", tr("This transfer method is not available for this asset and owner.")
        )
    reading.done()
    if asset is None or draft.business_center is None:
        raise AssertionError  # done() has raised: both are problems
    start = before or Claim(
        ClaimKey(0),
        asset.id,
        draft.business_center,
        partner=asset.owner_partner,
        holder=asset.owner_person,
    )
    return replace(start, **{**values, "asset": start.asset})


def _check_new(around: Around, reading: Reading) -> None:
    asset = around.asset
    ours = asset is not None and asset.owner_kind == OwnerKind.OURS
    reading.check(not ours, "asset", tr("We already own this asset."))
    is_open = any(state_on(other, reading.today) not in OVER for other in around.others)
    reading.check(not is_open, "asset", tr("A claim to this asset is already open."))
    if asset is not None and asset.owner_kind == OwnerKind.UNKNOWN:
        reading.notice("route", tr("The owner of this asset is not recorded yet."))


def steps_of(claim: Claim) -> tuple[date | None, ...]:
    """Return the days recorded of a claim, from found to received; None where none is."""
    return tuple(getattr(claim, name) for name in STEP_DAYS)


def is_with(claim: Claim, asset: Asset) -> bool:
    """Tell whether a claim's asset is owned by the Business Center it was claimed for."""
    ours = asset.owner_kind == OwnerKind.OURS
    return ours and asset.owner_business_center == claim.business_center


def received_by(claim: Claim, asset: Asset) -> Asset:
    """Return a claimed asset as owned once it was received, still to be confirmed."""
    if is_with(claim, asset):
        return asset
    return replace(
        asset,
        owner_kind=OwnerKind.OURS.value,
        owner_business_center=claim.business_center,
        owner_partner=None,
        owner_person="",
        ownership_confirmed_on=None,
        ownership_confirmed_by="",
        ownership_proof="",
    )
