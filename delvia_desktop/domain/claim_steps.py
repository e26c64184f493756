"""The steps of a claim: asked, agreed, in transfer, received, verified; refused, escalated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from delvia_desktop.domain.claims import Claim, ClaimState, route_of, state_on, steps_of
from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.grant_steps import StepDraft
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
    days = (claim.found_on, *steps_of(claim))
    last = max(filter(None, days), default=None)
    reading.order(last, on, "on", tr("Cannot be before an earlier step."))
    return on


def _closed(claim: Claim, draft: StepDraft, reading: Reading) -> Claim:
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return replace(claim, evidence_ref=evidence or claim.evidence_ref)
