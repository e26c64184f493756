"""Assets: recorded, corrected, claimed back, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from delvia_desktop.domain.access.assets import (
    Asset,
    AssetDraft,
    AssetKey,
    OwnerKind,
    Ownership,
    OwnershipDraft,
    check_asset,
    read_ownership,
)
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.claim_steps import STEPS
from delvia_desktop.domain.access.claims import (
    ClaimDraft,
    RequestDraft,
    routes_for,
)
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.statuses import StatusDraft, with_status
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.ids import clean_code, clean_id
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.claims import (
    follow_ownership,
    open_claim_in,
    record_claim,
    take_step,
)
from delvia_desktop.services.access.problems_by_name import each
from delvia_desktop.services.access.steps_in_turn import renamed
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_asset(edit: Edit, draft: AssetDraft) -> Asset:
    """Record an asset and who owns it, as one act."""
    asset = _checked(edit, draft, AssetKey(0))
    edit.name(tr("Added asset {name}", name=asset.name))
    return edit.add(asset)


def change_asset(edit: Edit, before: Asset, draft: AssetDraft) -> Asset:
    """Correct an asset on record."""
    asset = _checked(edit, draft, before.id)
    edit.name(tr("Edited asset {name}", name=asset.name))
    if _ownership(asset) != _ownership(before):
        follow_ownership(edit, before, asset)
    return edit.put(before, asset)


def record_ownership(edit: Edit, before: Asset, draft: OwnershipDraft) -> Asset:
    """Record who owns an asset now and how that was confirmed, as when it is claimed."""
    reading = edit.reading()
    found = read_ownership(draft, reading)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    after = replace(
        before,
        owner_kind=found.owner_kind,
        owner_business_center=found.owner_business_center,
        owner_partner=found.owner_partner,
        owner_person=found.owner_person,
        ownership_confirmed_on=found.ownership_confirmed_on,
        ownership_confirmed_by=found.ownership_confirmed_by,
        ownership_proof=found.ownership_proof,
        last_verified_on=_seen_on(before, found),
        evidence_ref=evidence or before.evidence_ref,
    )
    edit.name(tr("Recorded ownership of {name}", name=before.name))
    follow_ownership(edit, before, after)
    return edit.put(before, after)


def record_ownership_of_all(
    edit: Edit,
    owned: Sequence[Asset],
    draft: OwnershipDraft,
    request: RequestDraft,
) -> tuple[Asset, ...]:
    """Record who owns several assets now, and how they came, as one act; raises Invalid."""
    reading = edit.reading()
    reading.check(bool(owned), "owned", tr("Select at least one asset."))
    _check_confirmed(reading, draft)
    reading.done()
    made = each(owned, partial(_arrived, edit, draft, request), lambda asset: asset.name)
    edit.name(
        ntr("Recorded ownership of {n} asset", "Recorded ownership of {n} assets", len(owned))
    )
    return made


def _seen_on(before: Asset, found: Ownership) -> date | None:
    """Return when an asset was last verified: also when TikTok lists who owns it."""
    is_seen = found.ownership_proof == "LISTED_AS_OWNED"
    days = (before.last_verified_on, found.ownership_confirmed_on if is_seen else None)
    return max(filter(None, days), default=None)


def _record_request(
    edit: Edit, asset: Asset, center: BusinessCenterKey | None, step: str, on: str
) -> None:
    """Record of an asset that arrived when its owner was asked, or agreed; raises Invalid.

    Its open claim takes the step if it lacks it; without one a claim begins with the request.
    """
    fills, claim = STEPS[step].on.fills, open_claim_in(edit.records, asset, edit.today)
    if not on.strip() or (claim is not None and getattr(claim, fills) is not None):
        return
    reading = edit.reading()
    is_asked = step == "ask" or (claim is not None and claim.asked_on is not None)
    reading.check(is_asked, "asked_on", tr("Enter when it was requested."))
    reading.done()
    with renamed(lambda _: fills):
        if claim is None:
            route = routes_for(asset)[0].code
            claim = record_claim(edit, ClaimDraft(asset.id, center, route, found_on=on))
        take_step(edit, claim, step, StepDraft(on, owner_name(edit.records, asset)))


def _arrived(edit: Edit, draft: OwnershipDraft, request: RequestDraft, asset: Asset) -> Asset:
    for step, on in (("ask", request.asked_on), ("agree", request.agreed_on)):
        _record_request(edit, asset, draft.owner_business_center, step, on)
    return record_ownership(edit, edit.records.get(Asset, asset.id), draft)


def confirm_ownership(edit: Edit, before: Asset, draft: OwnershipDraft) -> Asset:
    """Record how an asset's owner on record was confirmed; raises Invalid."""
    reading = edit.reading()
    text = tr("Choose how ownership was confirmed.")
    reading.check(bool(draft.ownership_proof), "ownership_proof", text)
    _check_confirmed(reading, draft)
    reading.done()
    after = record_ownership(edit, before, draft)
    edit.name(tr("Confirmed ownership of {name}", name=before.name))
    return after


def _check_confirmed(reading: Reading, draft: OwnershipDraft) -> None:
    reading.happened("ownership_confirmed_on", draft.ownership_confirmed_on)
    reading.name(
        "ownership_confirmed_by", draft.ownership_confirmed_by, tr("Enter who verified it.")
    )


def _checked(edit: Edit, draft: AssetDraft, key: AssetKey) -> Asset:
    reading = edit.reading()
    others = edit.neighbours(
        Asset,
        asset_id=clean_id(draft.asset_id, draft.asset_type),
        pixel_code=clean_code(draft.pixel_code),
        shop_code=clean_code(draft.shop_code),
    )
    asset = check_asset(draft, key, others, reading)
    center = edit.records.find(BusinessCenter, bc_id=asset.asset_id)
    if center is not None:
        text = tr("This is the ID of the Business Center “{name}”.", name=center.name)
        reading.notice("asset_id", text)
    return asset


def _ownership(asset: Asset) -> tuple[object, ...]:
    """Return whose an asset is, and since when that is confirmed."""
    return asset.owner_kind, asset.owner_business_center, asset.ownership_confirmed_on


def record_status(edit: Edit, before: Asset, draft: StatusDraft) -> Asset:
    """Record which status TikTok shows of an asset, an ad account, and since when."""
    edit.name(tr("Recorded status of {name}", name=before.name))
    return edit.put(before, with_status(before, draft, edit.reading()))


def delete_asset(edit: Edit, before: Asset) -> None:
    """Delete an asset that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted asset {name}", name=before.name))
    edit.remove(before)


def owner_center(records: Records, asset: Asset) -> BusinessCenterKey | None:
    """Return which Business Center on record owns an asset, None where none is known."""
    if asset.owner_partner is not None:
        return records.get(Partner, asset.owner_partner).business_center
    return asset.owner_business_center


def owner_name(records: Records, asset: Asset) -> str:
    """Return who owns an asset on record, as people read it."""
    if asset.owner_kind == OwnerKind.OURS and asset.owner_business_center is not None:
        return records.get(BusinessCenter, asset.owner_business_center).name
    if asset.owner_kind == OwnerKind.PARTNER and asset.owner_partner is not None:
        return records.get(Partner, asset.owner_partner).name
    return asset.owner_person or tr("Unknown")
