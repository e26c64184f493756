"""Claims: an asset on its way to us, recorded, followed step by step, listed."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.claim_steps import STEPS
from delvia_desktop.domain.claims import Claim, ClaimDraft, check_claim, received_by
from delvia_desktop.domain.errors import Notice
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.rows import ClaimRow, Wanted
from delvia_desktop.i18n import tr
from delvia_desktop.services.deletion import refuse_if_used
from delvia_desktop.services.register import Register
from delvia_desktop.services.words import called
from delvia_desktop.storage import lists
from delvia_desktop.storage.edit import Edit
from delvia_desktop.storage.lists import Listing
from delvia_desktop.storage.records import Records


def record_claim(edit: Edit, draft: ClaimDraft) -> Claim:
    """Record that an asset that is not ours is to become ours."""
    asset, others = _around(edit.records, draft)
    claim = check_claim(draft, None, asset, others, edit.reading())
    edit.name(tr("Open: {what}", what=called(edit.records, claim)))
    return edit.add(claim)


def change_claim(edit: Edit, before: Claim, draft: ClaimDraft) -> Claim:
    """Correct a claim; the asset and the steps taken stay."""
    asset, others = _around(edit.records, draft)
    claim = check_claim(draft, before, asset, others, edit.reading())
    edit.name(tr("Change: {what}", what=called(edit.records, before)))
    return edit.put(before, claim)


def take_step(edit: Edit, before: Claim, step: str, draft: StepDraft) -> Claim:
    """Record a step of a claim by its name in `claim_steps.STEPS`; raises Invalid or Conflict.

    What was received is ours from then on; what was verified is confirmed as ours.
    """
    after = STEPS[step](before, draft, edit.reading())
    edit.name(_titles()[step].format(what=called(edit.records, before)))
    asset = edit.records.get(Asset, before.asset)
    if step == "receive":
        edit.put(asset, received_by(after, asset))
    if step == "verify":
        confirmed = replace(
            asset,
            ownership_confirmed_on=after.verified_on,
            ownership_confirmed_by=draft.by,
            ownership_proof="LISTED_AS_OWNED",
        )
        edit.put(asset, confirmed)
    return edit.put(before, after)


def delete_claim(edit: Edit, before: Claim) -> None:
    """Delete a claim that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Delete: {what}", what=called(edit.records, before)))
    edit.remove(before)


def notices(
    register: Register, draft: ClaimDraft, before: Claim | None = None
) -> tuple[Notice, ...]:
    """Return what looks odd about a draft while the person types; raises Invalid."""
    reading = register.reading()
    asset, others = _around(register.records, draft)
    check_claim(draft, before, asset, others, reading)
    return reading.notices


def list_claims(register: Register, wanted: Wanted) -> Listing[ClaimRow]:
    """List the claims with their state."""
    return lists.claims(register.store.connection, wanted)


def _around(records: Records, draft: ClaimDraft) -> tuple[Asset | None, tuple[Claim, ...]]:
    return records.find(Asset, id=draft.asset), records.select(Claim, asset=draft.asset)


def _titles() -> dict[str, str]:
    return {
        "ask": tr("Asked for: {what}"),
        "agree": tr("Agreed: {what}"),
        "transfer": tr("In transfer: {what}"),
        "receive": tr("Received: {what}"),
        "verify": tr("Verified: {what}"),
        "refuse": tr("Refused: {what}"),
        "escalate": tr("Escalated: {what}"),
        "drop": tr("Given up: {what}"),
    }
