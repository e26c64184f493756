"""The steps of a claim: asked, agreed, in transfer, received, verified; refused, escalated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.claims import (
    OVER,
    STEP_DAYS,
    Claim,
    ClaimState,
    route_of,
    state_on,
    steps_of,
)
from delvia_desktop.domain.access.steps import AccessStep, StepDraft, StepField, names_in
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import later, tr

_step = partial(
    AccessStep,
    after={
        "found_on": later("Cannot be before {day}, when it was identified."),
        **dict.fromkeys(STEP_DAYS, later("Cannot be before {day}, the date of an earlier step.")),
    },
    refusal=later("Another step must be recorded first."),
)

STEPS: Mapping[str, AccessStep] = {
    "ask": _step(
        action=later("Record request"),
        title=later("{owner} was asked to hand over {asset}"),
        done=later("Requested: {what}"),
        on=StepField(later("Requested on"), "asked_on"),
        by=StepField(later("Person asked"), "asked_whom", later("Enter who was asked.")),
        states={ClaimState.FOUND, ClaimState.REFUSED},
        clears={"refused_on"},
        then="agree",
    ),
    "agree": _step(
        action=later("Record agreement"),
        title=later("{owner} agreed to hand over {asset}"),
        done=later("Agreed: {what}"),
        on=StepField(later("Agreed on"), "agreed_on"),
        by=StepField(later("Who agreed"), "agreed_by", later("Enter who agreed.")),
        states={ClaimState.ASKED, ClaimState.ESCALATED},
        then="transfer",
    ),
    "transfer": _step(
        action=later("Record start of transfer"),
        title=later("The transfer of {asset} to {center} has started"),
        done=later("In transfer: {what}"),
        on=StepField(later("Started on"), "transfer_on"),
        warning=later(
            "This cannot be undone in TikTok: {asset} goes from {owner} to {center}. {effect}"
        ),
        states={ClaimState.AGREED},
        then="receive",
    ),
    "receive": _step(
        action=later("Record receipt"),
        title=later("{asset} was received in {center}"),
        done=later("Received: {what}"),
        on=StepField(later("Received on"), "received_on"),
        warning=later("From now on {asset} is recorded as owned by {center}."),
        states={ClaimState.IN_TRANSFER},
        then="verify",
    ),
    "verify": _step(
        action=later("Verify receipt"),
        title=later("{center} lists {asset} as owned"),
        done=later("Verified: {what}"),
        on=StepField(later("Verified on"), "verified_on"),
        by=StepField(later("Verified by"), missing=later("Enter who verified it.")),
        by_us=True,
        states={ClaimState.RECEIVED},
    ),
    "refuse": _step(
        action=later("Record refusal"),
        title=later("{owner} refused to hand over {asset}"),
        done=later("Refused: {what}"),
        on=StepField(later("Refused on"), "refused_on"),
        reason=StepField(later("What was said"), "refuse_reason", later("Enter what was said.")),
        states={
            ClaimState.ASKED,
            ClaimState.AGREED,
            ClaimState.IN_TRANSFER,
            ClaimState.ESCALATED,
        },
        clears={"agreed_on", "escalated_on", "transfer_on"},
    ),
    "escalate": _step(
        action=later("Escalate"),
        title=later("The claim to {asset} was escalated"),
        done=later("Escalated: {what}"),
        on=StepField(later("Escalated on"), "escalated_on"),
        states={ClaimState.REFUSED},
        first_in={ClaimState.REFUSED},
        then="agree",
    ),
    "drop": _step(
        action=later("Withdraw"),
        title=later("The claim to {asset} was withdrawn"),
        done=later("Withdrawn: {what}"),
        on=StepField(later("Withdrawn on"), "dropped_on"),
        reason=StepField(later("Why"), "drop_reason", later("Enter why the claim is withdrawn.")),
        states=frozenset(ClaimState) - OVER - {ClaimState.RECEIVED},
    ),
}
"""The steps of a claim by the names under which they are offered."""


def take(claim: Claim, step: str, draft: StepDraft, reading: Reading) -> Claim:
    """Take a step of a claim: return the claim after it, by its name in `STEPS`; raises Invalid.

    What cannot be undone is read before its transfer begins.
    """
    on = STEPS[step].day(claim, state_on(claim, reading.today), draft, reading)
    reading.check(
        step != "transfer" or draft.is_acknowledged or not route_of(claim).is_irreversible,
        "is_acknowledged",
        tr("Confirm that you understand that this cannot be undone."),
    )
    return STEPS[step].taken(claim, on, draft, reading)


def check_proven(before: Asset, after: Asset, claims: Iterable[Claim], reading: Reading) -> None:
    """Check that a step by which a claimed asset becomes ours says how that was confirmed.

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
    """Take the last step of an open claim, verified, once its asset's ownership is confirmed.

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


def next_steps(claim: Claim, day: date) -> tuple[str, ...]:
    """Return the names of the claim steps that fit on a day, the most usual first."""
    return names_in(STEPS, state_on(claim, day))


def _last_day(claim: Claim) -> date | None:
    """Return the day of the latest step so far."""
    return max(filter(None, (claim.found_on, *steps_of(claim))), default=None)


def _not_before(claim: Claim, on: date) -> date:
    return max(on, _last_day(claim) or on)
