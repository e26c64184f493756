"""The steps of a claim: asked, agreed, in transfer, received, verified; refused, escalated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.claims import (
    OVER,
    Claim,
    ClaimState,
    route_of,
    state_on,
    steps_of,
)
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import tr


def ask(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as asked for in writing, or asked for again; raises Invalid."""
    on = _taken(claim, "ask", draft, reading)
    by = reading.name("by", draft.by, tr("Enter who was asked."))
    return replace(_closed(claim, draft, reading), asked_on=on, asked_whom=by, refused_on=None)


def agree(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as agreed to by the owner; raises Invalid."""
    on = _taken(claim, "agree", draft, reading)
    by = reading.name("by", draft.by, tr("Enter who agreed."))
    return replace(_closed(claim, draft, reading), agreed_on=on, agreed_by=by)


def transfer(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as begun to move; raises Invalid unless what cannot be undone was read."""
    on = _taken(claim, "transfer", draft, reading)
    reading.check(
        draft.is_acknowledged or not route_of(claim).is_irreversible,
        "is_acknowledged",
        tr("Confirm that you have read what cannot be undone."),
    )
    return replace(_closed(claim, draft, reading), transfer_on=on)


def receive(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as arrived in our Business Center; raises Invalid."""
    on = _taken(claim, "receive", draft, reading)
    return replace(_closed(claim, draft, reading), received_on=on)


def verify(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as seen: our Business Center lists the asset as owned; raises Invalid."""
    on = _taken(claim, "verify", draft, reading)
    reading.name("by", draft.by, tr("Enter who verified it."))
    return replace(_closed(claim, draft, reading), verified_on=on)


def refuse(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as refused, which takes back what was agreed or begun; raises Invalid."""
    on = _taken(claim, "refuse", draft, reading)
    reason = reading.name("reason", draft.reason, tr("Enter what was said."))
    return replace(
        _closed(claim, draft, reading),
        agreed_on=None,
        escalated_on=None,
        transfer_on=None,
        refused_on=on,
        refuse_reason=reason,
    )


def escalate(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as taken to TikTok or to the lawyers; raises Invalid."""
    on = _taken(claim, "escalate", draft, reading)
    return replace(_closed(claim, draft, reading), escalated_on=on)


def drop(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    """Return the claim as given up; raises Invalid."""
    on = _taken(claim, "drop", draft, reading)
    reason = reading.name("reason", draft.reason, tr("Enter why the claim is withdrawn."))
    return replace(_closed(claim, draft, reading), dropped_on=on, drop_reason=reason)


def check_proven(before: Asset, after: Asset, claims: Iterable[Claim], reading: Reading) -> None:
    """Check that an asset under an open claim becomes ours only with how that was confirmed.

    Otherwise a claim that nobody even asked for would be as good as one that has arrived.
    """
    becomes_ours = before.owner_kind != OwnerKind.OURS and after.owner_kind == OwnerKind.OURS
    is_open = any(state_on(claim, reading.today) not in OVER for claim in claims)
    reading.check(
        not (becomes_ours and is_open) or after.ownership_confirmed_on is not None,
        "ownership_proof",
        tr("A claim to this asset is open. Choose how our ownership was confirmed."),
    )


def proven(claim: Claim, asset: Asset, today: date) -> Claim:
    """Return a claim as the confirmed ownership of its asset leaves it: an open one is verified.

    What arrived elsewhere than it was claimed for, before it was recorded as received, was
    received there.
    """
    on, state = asset.ownership_confirmed_on, state_on(claim, today)
    if on is None or asset.owner_business_center is None or state in OVER:
        return claim
    if state == ClaimState.RECEIVED:
        is_there = claim.business_center == asset.owner_business_center
        return replace(claim, verified_on=_not_before(claim, on)) if is_there else claim
    day = _not_before(claim, on)
    center = asset.owner_business_center
    return replace(claim, business_center=center, received_on=day, verified_on=day)


STEPS: dict[str, Callable[[Claim, StepDraft, Reading], Claim]] = {
    "ask": ask,
    "agree": agree,
    "transfer": transfer,
    "receive": receive,
    "verify": verify,
    "refuse": refuse,
    "escalate": escalate,
    "drop": drop,
}
"""The steps by the names under which they are offered."""

_NEXT: dict[ClaimState, tuple[str, ...]] = {
    ClaimState.FOUND: ("ask", "drop"),
    ClaimState.ASKED: ("agree", "refuse", "drop"),
    ClaimState.AGREED: ("transfer", "refuse", "drop"),
    ClaimState.IN_TRANSFER: ("receive", "refuse", "drop"),
    ClaimState.RECEIVED: ("verify",),
    ClaimState.VERIFIED: (),
    ClaimState.REFUSED: ("escalate", "ask", "drop"),
    ClaimState.ESCALATED: ("agree", "refuse", "drop"),
    ClaimState.DROPPED: (),
}


def next_steps(claim: Claim, day: date) -> tuple[str, ...]:
    """Return the names of the steps that fit a claim on a day, the most usual first."""
    return _NEXT[state_on(claim, day)]


def _taken(claim: Claim, step: str, draft: StepDraft, reading: Reading) -> date:
    """Read the day of a step that must fit the state and follow the steps before it."""
    fits = step in next_steps(claim, reading.today)
    reading.check(fits, "", tr("Another step must be recorded first."))
    on = reading.happened("on", draft.on)
    reading.order(_last_day(claim), on, "on", tr("Cannot be before an earlier step."))
    return on


def _last_day(claim: Claim) -> date | None:
    """Return the day of the latest step so far."""
    return max(filter(None, (claim.found_on, *steps_of(claim))), default=None)


def _not_before(claim: Claim, on: date) -> date:
    return max(on, _last_day(claim) or on)


def _closed(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return replace(claim, evidence_ref=evidence or claim.evidence_ref)
