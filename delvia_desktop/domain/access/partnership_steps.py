"""The steps of a partnership, from the request to the day it is closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.grants import state_on as share_state_on
from delvia_desktop.domain.access.partnerships import OVER, Partnership, PartnershipState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import AccessStep, StepDraft, StepField, names_in
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import later, ntr, tr

_NAMED = 3
"""What stands in the way is named up to so many; more are counted."""

_step = partial(
    AccessStep,
    refused_in=dict.fromkeys(
        OVER, later("This partnership has ended. Add a new partnership instead.")
    ),
)

_answer = partial(
    _step,
    states={PartnershipState.REQUESTED},
    refusal=later("Only a pending request can be declined or cancelled."),
    after={"requested_on": later("Cannot be before {day}, when it was requested.")},
)

STEPS: Mapping[str, AccessStep] = {
    "request": _step(
        action=later("Record request"),
        title=later("{partner} was added in TikTok"),
        done=later("Requested partnership with {partner}"),
        on=StepField(later("Requested in TikTok on"), "requested_on"),
        states={PartnershipState.DRAFT},
        refusal=later("This has already been requested."),
        then="confirm",
    ),
    "confirm": _step(
        action=later("Confirm partnership"),
        title=later("{partner} confirmed the partnership"),
        done=later("Confirmed partnership with {partner}"),
        on=StepField(later("Confirmed on"), "confirmed_on"),
        by=StepField(later("Who confirmed it on the partner's side"), "confirmed_by"),
        states={PartnershipState.DRAFT, PartnershipState.REQUESTED},
        refusal=later("This partnership is already confirmed."),
        after={"requested_on": later("Cannot be before {day}, when it was requested.")},
    ),
    "decline": _answer(
        action=later("Mark as declined"),
        title=later("{partner} declined"),
        done=later("{partner} declined"),
        on=StepField(later("Declined on"), "declined_on"),
    ),
    "cancel": _answer(
        action=later("Cancel request"),
        recorded=later("Record cancellation"),
        title=later("The request to {partner} was cancelled"),
        done=later("Cancelled request to {partner}"),
        on=StepField(later("Cancelled on"), "cancelled_on"),
    ),
    "begin": _step(
        action=later("Mark as ending"),
        title=later("The partnership with {partner} is ending"),
        done=later("Marked partnership with {partner} as ending"),
        on=StepField(later("Ending since"), "ending_on"),
        states={PartnershipState.ACTIVE},
        refusal=later("Only an active partnership can be marked as ending."),
        after={"confirmed_on": later("Cannot be before {day}, when it was confirmed.")},
    ),
    "end": _step(
        action=later("Record end"),
        title=later("Record end of partnership with {partner}"),
        done=later("Ended partnership with {partner}"),
        on=StepField(later("Removed from Partners in TikTok on"), "removed_on"),
        by=StepField(later("Removed by"), "removed_by"),
        reason=StepField(
            later("Reason for ending while the partner owns assets"),
            "waiver",
            hint=later("Only if an asset cannot be claimed back"),
        ),
        warning=later("Removing the partner ends all its shares. Then verify the removal of each."),
        by_us=True,
        also={PartnershipState.ACTIVE, PartnershipState.ENDING, PartnershipState.REQUESTED},
        refusal=later("The partner is not connected."),
        after=dict.fromkeys(
            ("confirmed_on", "requested_on"),
            later("Cannot be before {day}, the date of an earlier step."),
        ),
    ),
    "close": _step(
        action=later("Close partnership"),
        title=later("Close partnership with {partner}"),
        done=later("Closed partnership with {partner}"),
        on=StepField(later("Closed on"), "closed_on"),
        states={PartnershipState.REMOVED},
        refusal=later("Remove the partner first."),
        after={"removed_on": later("Cannot be before {day}, when the partner was removed.")},
    ),
}
"""The steps of a partnership by the names under which they are offered; the end is asked apart."""


@dataclass(frozen=True)
class PartnershipSurroundings:
    """What the steps of a partnership are checked against.

    `bc_id` and what is `owned` are the partner's; `beside` names the other ways in of it and its
    people that are not seen gone.
    """

    bc_id: str = ""
    owned: Sequence[Asset] = ()
    shares: Sequence[Share] = ()
    beside: Sequence[str] = ()


def next_steps(partnership: Partnership, day: date) -> tuple[str, ...]:
    """Return the names of the partnership steps that fit on a day, the most usual first."""
    return names_in(STEPS, state_on(partnership, day))


def take(
    partnership: Partnership,
    step: str,
    draft: StepDraft,
    around: PartnershipSurroundings,
    reading: Reading,
) -> Partnership:
    """Take a step of a partnership: return the partnership after it, by its name; raises Invalid.

    Assets that the partner still owns block the end, since whoever removes the partner first loses
    them (D-rmag); `draft.reason` waives that.
    """
    on = STEPS[step].day(partnership, state_on(partnership, reading.today), draft, reading)
    if step == "request":
        text = tr("A partner is added by its Business Center ID. Enter the ID first.")
        reading.check(bool(around.bc_id), "bc_id", text)
    if step == "close":
        _check_gone(around, reading)
    names = [asset.name for asset in around.owned] if step == "end" else []
    if names and not reading.line("reason", draft.reason):
        reading.problem("reason", owned_problem(names))
    after = STEPS[step].taken(partnership, on, draft, reading)
    if step != "end":
        return after
    began = partnership.ending_on or on
    return replace(after, ending_on=began, waiver=after.waiver if names else "")


def _check_gone(around: PartnershipSurroundings, reading: Reading) -> None:
    """Note what of a partnership that is to be closed was not seen gone."""
    unseen = sum(share_state_on(s, reading.today) != GrantState.GONE for s in around.shares)
    reading.check(
        unseen == 0,
        "",
        ntr(
            "The removal of {n} share is not verified yet. First check it in TikTok, then choose "
            "“Verify removals…” on the partner's page.",
            "The removal of {n} shares is not verified yet. First check them in TikTok, then "
            "choose “Verify removals…” on the partner's page.",
            unseen,
        ),
    )
    reading.check(
        not around.beside,
        "",
        tr(
            "Removal not yet verified: {what}. Revoke each where it was granted, then verify "
            "its removal.",
            what=_some(around.beside),
        ),
    )


def owned_problem(names: list[str]) -> str:
    """Say which assets block the step that ends a partnership, and what to do."""
    return ntr(
        "The partner still owns {assets}. If you remove the partner now, you lose it. Claim "
        "it first, or enter why the partnership ends anyway.",
        "The partner still owns {assets}. If you remove the partner now, you lose them. Claim "
        "them first, or enter why the partnership ends anyway.",
        len(names),
        assets=_some([f"“{name}”" for name in names]),
    )


def _some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    return shown + (" " + ntr("and {n} more", "and {n} more", more) if more > 0 else "")
