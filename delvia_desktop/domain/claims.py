"""Claims: an asset that is not ours on its way to one of our Business Centers.

found -> asked -> agreed -> in transfer -> received -> verified
         asked -> refused -> escalated -> agreed
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from delvia_desktop import resources
from delvia_desktop.domain.assets import Asset, AssetKey, OwnerKind
from delvia_desktop.domain.business_centers import BusinessCenterKey
from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.partners import PartnerKey
from delvia_desktop.i18n import tr

ClaimKey = NewType("ClaimKey", int)


@dataclass(frozen=True)
class Claim:
    """The way of one asset to us; `route` is how TikTok lets this type of asset move."""

    id: ClaimKey
    asset: AssetKey
    business_center: BusinessCenterKey
    partner: PartnerKey | None = None
    holder: str = ""
    route: str = ""
    found_on: date | None = None
    asked_on: date | None = None
    asked_whom: str = ""
    agreed_on: date | None = None
    agreed_by: str = ""
    transfer_due: date | None = None
    transfer_on: date | None = None
    received_on: date | None = None
    verified_on: date | None = None
    refused_on: date | None = None
    refuse_reason: str = ""
    escalated_on: date | None = None
    dropped_on: date | None = None
    drop_reason: str = ""
    balance: str = ""
    evidence_ref: str = ""
    note: str = ""


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


OVER = frozenset({ClaimState.VERIFIED, ClaimState.DROPPED})
"""The states in which nothing is left to do."""


@dataclass(frozen=True)
class Route:
    """How an asset of some types can come to us, and what that does (T-xfer, T-pix, T-leads)."""

    code: str
    label: str
    types: tuple[str, ...]
    owners: tuple[str, ...]
    plain: str
    is_irreversible: bool
    effect: str


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


@functools.cache
def routes() -> tuple[Route, ...]:
    """Return every route."""
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
        )
        for entry in data["routes"]
    )


def routes_for(asset: Asset) -> tuple[Route, ...]:
    """Return the routes that are open for an asset; the one without types is open for all."""
    return tuple(
        route
        for route in routes()
        if (not route.types or asset.asset_type in route.types)
        and asset.owner_kind in {*route.owners, OwnerKind.OURS}
    )


def route_of(claim: Claim) -> Route:
    """Return the route of a claim; an unknown one comes back under its own code."""
    unknown = Route(claim.route, claim.route, (), (), "", is_irreversible=True, effect="")
    return next((route for route in routes() if route.code == claim.route), unknown)


def state_on(claim: Claim, day: date) -> ClaimState:
    """Return the state on a day. A step that is undone by a later one has no day any more."""
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


def check_claim(
    draft: ClaimDraft,
    before: Claim | None,
    asset: Asset | None,
    others: Iterable[Claim],
    reading: Reading,
) -> Claim:
    """Return the claim that was typed; raises Invalid with every problem.

    `others` are the claims of the same asset. With `before` it is a correction: the asset and the
    steps taken stay.
    """
    reading.check(asset is not None, "asset", tr("Choose the asset."))
    reading.check(
        draft.business_center is not None,
        "business_center",
        tr("Choose which of our Business Centers it shall belong to."),
    )
    reading.check(bool(draft.route), "route", tr("Choose how it shall come to us."))
    if before is None:
        ours = asset is not None and asset.owner_kind == OwnerKind.OURS
        reading.check(not ours, "asset", tr("This is ours already."))
        is_open = any(state_on(other, reading.today) not in OVER for other in others)
        reading.check(not is_open, "asset", tr("A claim of this asset is open already."))
    values = reading.values(draft, Claim, {"found_on"})
    reading.order(
        values["found_on"], values["transfer_due"], "transfer_due", tr("Before it was found.")
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


def received_by(claim: Claim, asset: Asset) -> Asset:
    """Return the asset as it is owned once it was received; the confirmation is still to come."""
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
