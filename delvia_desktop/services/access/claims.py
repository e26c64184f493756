"""Claims: an asset on its way to us, recorded, followed step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.claim_steps import STEPS, check_proven, proven, take
from delvia_desktop.domain.access.claims import (
    OVER,
    Around,
    Claim,
    ClaimDraft,
    check_claim,
    is_with,
    received_by,
    state_on,
)
from delvia_desktop.domain.access.grants import is_open
from delvia_desktop.domain.access.share_steps import ended_with
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.text import clean_line
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.problems_by_name import each
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_claim(edit: Edit, draft: ClaimDraft) -> Claim:
    """Record a claim: that an asset that is not ours is to become ours."""
    claim = check_claim(draft, None, _around(edit.records, draft), edit.reading())
    edit.name(tr("Opened: {what}", what=called(edit.records, claim)))
    return edit.add(claim)


def change_claim(edit: Edit, before: Claim, draft: ClaimDraft) -> Claim:
    """Correct a claim on record; the asset and the steps taken stay."""
    claim = check_claim(draft, before, _around(edit.records, draft), edit.reading())
    edit.name(tr("Edited: {what}", what=called(edit.records, before)))
    return edit.put(before, claim)


def take_step(edit: Edit, before: Claim, step: str, draft: StepDraft) -> Claim:
    """Record that a claim took a step, by its name in `STEPS`; raises Invalid or Conflict.

    What was received is ours from then on, so that nobody shares it with us any more; what was
    verified is confirmed as ours, which verifies that too.
    """
    asset = edit.records.get(Asset, before.asset)
    reading = edit.reading()
    if step == "verify":
        _check_ours(edit.records, before, asset, reading)
    after = take(before, step, draft, reading)
    edit.name(tr(STEPS[step].done, what=called(edit.records, before)))
    if step == "receive":
        edit.put(asset, received_by(after, asset))
        _end_incoming(edit, asset, after.received_on or edit.today)
    if step == "verify":
        confirmed = replace(
            asset,
            ownership_confirmed_on=after.verified_on,
            ownership_confirmed_by=clean_line(draft.by),
            ownership_proof="LISTED_AS_OWNED",
            last_verified_on=max(
                filter(None, (asset.last_verified_on, after.verified_on)), default=None
            ),
        )
        edit.put(asset, confirmed)
        _verify_incoming(edit, asset, after.verified_on or edit.today)
    return edit.put(before, after)


def take_step_of_all(
    edit: Edit, claims: Sequence[Claim], step: str, draft: StepDraft
) -> tuple[Claim, ...]:
    """Record that several claims took the same step, as one act; raises Invalid naming each."""
    made = each(
        claims,
        lambda claim: take_step(edit, claim, step, draft),
        lambda claim: called(edit.records, claim),
    )
    if len(claims) > 1:
        what = ntr("{n} claim", "{n} claims", len(claims))
        edit.name(tr(STEPS[step].done, what=what))
    return made


def follow_ownership(edit: Edit, before: Asset, after: Asset) -> None:
    """Record of an asset's claims, and shares, what follows from its owner; raises Invalid.

    With the proof that it is ours an open claim is verified, and nobody shares it with us any
    more. Without one, an asset under an open claim does not become ours.
    """
    claims = edit.records.select(Claim, asset=before.id)
    reading = edit.reading()
    check_proven(before, after, claims, reading)
    reading.done()
    on = after.ownership_confirmed_on
    if after.owner_kind != OwnerKind.OURS or on is None:
        return
    for claim in claims:
        if (done := proven(claim, after, edit.today)) != claim:
            edit.put(claim, done)
    _end_incoming(edit, after, on)
    _verify_incoming(edit, after, on)


def _check_ours(records: Records, claim: Claim, asset: Asset, reading: Reading) -> None:
    center = records.get(BusinessCenter, claim.business_center).name
    reading.check(
        is_with(claim, asset),
        "",
        tr(
            "{asset} is no longer recorded as owned by {center}. Record its ownership first.",
            asset=asset.name,
            center=center,
        ),
    )


def _end_incoming(edit: Edit, asset: Asset, on: date) -> None:
    for share in edit.records.select(Share, asset=asset.id):
        if share.is_incoming and is_open(share, edit.today):
            edit.put(share, ended_with(share, on, tr("We now own the asset"), edit.author.who))


def _verify_incoming(edit: Edit, asset: Asset, on: date) -> None:
    """Take the end of what was shared with us as verified: what we own no one shares with us."""
    for share in edit.records.select(Share, asset=asset.id):
        ended = share.is_incoming and share.revoked_on is not None and share.revoked_on <= on
        if ended and share.verified_gone_on is None:
            edit.put(share, replace(share, verified_gone_on=on))


def delete_claim(edit: Edit, before: Claim) -> None:
    """Delete a claim that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted: {what}", what=called(edit.records, before)))
    edit.remove(before)


def open_claim(register: Register, asset: Asset) -> Claim | None:
    """Return the claim of an asset that is open today on record, None if none is."""
    return open_claim_in(register.records, asset, register.today)


def open_claim_in(records: Records, asset: Asset, today: date) -> Claim | None:
    """Return the claim of an asset that is open today among some records, None if none is."""
    claims = records.select(Claim, asset=asset.id)
    return next((claim for claim in claims if state_on(claim, today) not in OVER), None)


def _around(records: Records, draft: ClaimDraft) -> Around:
    return Around(
        records.find(Asset, id=draft.asset),
        records.find(BusinessCenter, id=draft.business_center),
        records.select(Claim, asset=draft.asset),
    )
