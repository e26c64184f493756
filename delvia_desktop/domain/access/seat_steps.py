"""The steps of a seat after it was recorded: invited, joined, lapsed, changed, leaving, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import OPEN, Seat, SeatState, outsider_words, state_on
from delvia_desktop.domain.access.steps import AccessStep, StepDraft, StepField, names_in
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import later, tr

_NOT_JOINED = later("This person has not joined.")


@dataclass(frozen=True)
class RoleDraft:
    """A change of role as typed."""

    role: str = "STANDARD"
    finance_role: str = ""
    may_delegate: bool = False
    on: str = ""
    reason: str = ""
    evidence_ref: str = ""


_step = partial(
    AccessStep,
    after=dict.fromkeys(
        ("invited_on", "accepted_on", "removed_on"),
        later("Cannot be before {day}, the date of an earlier step."),
    ),
)

_end_of_invitation = partial(
    _step,
    states={SeatState.INVITED},
    refusal=later("There is no open invitation."),
)

STEPS: Mapping[str, AccessStep] = {
    "invite": _step(
        action=later("Invite"),
        recorded=later("Record invitation"),
        title=later("{what}: the invitation was sent"),
        done=later("Invited: {what}"),
        on=StepField(later("Invited on"), "invited_on"),
        states={SeatState.PLANNED, SeatState.EXPIRED, SeatState.REJECTED, SeatState.CANCELLED},
        also={SeatState.INVITED},
        refusal=later("This person has already joined."),
        clears={"expired_on", "rejected_on", "cancelled_on"},
        then="join",
    ),
    "join": _step(
        action=later("Mark as joined"),
        title=later("{what}: the person joined"),
        done=later("Joined: {what}"),
        on=StepField(later("Joined on"), "accepted_on"),
        states={SeatState.PLANNED, SeatState.INVITED},  # planned if no invitation was seen
        refusal=later("Invite this person again first."),
    ),
    "expire": _end_of_invitation(
        action=later("Mark as expired"),
        title=later("The invitation for {what} expired"),
        done=later("Invitation expired: {what}"),
        on=StepField(later("Expired on"), "expired_on"),
    ),
    "reject": _end_of_invitation(
        action=later("Mark as declined"),
        title=later("The invitation for {what} was declined"),
        done=later("Invitation declined: {what}"),
        on=StepField(later("Declined on"), "rejected_on"),
    ),
    "cancel": _end_of_invitation(
        action=later("Cancel invitation"),
        recorded=later("Record cancellation"),
        title=later("The invitation for {what} was cancelled"),
        done=later("Cancelled invitation for {what}"),
        on=StepField(later("Cancelled on"), "cancelled_on"),
    ),
    "verify": _step(
        action=later("Verify"),
        title=later("{what} was verified in TikTok's list"),
        done=later("Verified seat of {what}"),
        on=StepField(later("Verified on"), "last_verified_on"),
        states=OPEN | {SeatState.INVITED},
        refusal=later("This seat is not in TikTok's list of members."),
    ),
    "leave": _step(
        action=later("Mark for removal"),
        title=later("{what}: the seat is to be removed"),
        done=later("Marked for removal: {what}"),
        on=StepField(later("Decided on"), "leaving_on"),
        reason=StepField(later("Why"), "remove_reason"),
        states={SeatState.JOINED},
        refusal=_NOT_JOINED,
    ),
    "remove": _step(
        action=later("Remove"),
        recorded=later("Record removal"),
        title=later("{what}: the seat was removed"),
        done=later("Removed: {what}"),
        on=StepField(later("Removed on"), "removed_on"),
        by=StepField(later("Removed by"), "removed_by"),
        reason=StepField(later("Why"), "remove_reason", later("Enter why it was removed.")),
        warning=later(
            "This removes only the seat. Ad accounts, Seller Center, codes and logins have "
            "their own lists."
        ),
        states=OPEN,
        first_in={SeatState.LEAVING},
        refusal=_NOT_JOINED,
        by_us=True,
        then="gone",
    ),
    "recheck": _step(
        action=later("Recheck assets"),
        title=later("The assets of {what} were rechecked"),
        done=later("Rechecked assets of {what}"),
        on=StepField(later("Rechecked on"), "assets_rechecked_on"),
        states=OPEN,
        refusal=_NOT_JOINED,
    ),
    "gone": _step(
        action=later("Verify removal"),
        title=later("{what} is no longer in TikTok's list"),
        done=later("Verified removal: {what}"),
        on=StepField(later("Removal verified on"), "removal_verified_on"),
        states={SeatState.REMOVED},
        refusal=later("Remove it first."),
    ),
}
"""The steps of a seat by the names under which they are offered."""


def take(seat: Seat, step: str, draft: StepDraft, reading: Reading) -> Seat:
    """Take a step of a seat: return the seat after it, by its name in `STEPS`; raises Invalid."""
    on = STEPS[step].day(seat, state_on(seat, reading.today), draft, reading)
    reading.done()
    return STEPS[step].taken(seat, on, draft, reading)


_LIKE = {"verify": "verify", "request": "leave", "revoke": "remove", "gone": "gone"}


def step_like(seat: Seat, act: str, day: date) -> str:
    """Return the seat step that means what a grant's step does, empty if none fits.

    To revoke an invitation is to cancel it.
    """
    step = _LIKE.get(act, "")
    if act == "revoke" and state_on(seat, day) == SeatState.INVITED:
        step = "cancel"
    return step if step in next_steps(seat, day) else ""


def next_steps(seat: Seat, day: date) -> tuple[str, ...]:
    """Return the names of the seat steps that fit on a day, the most usual first."""
    return names_in(STEPS, state_on(seat, day))


def changed_role(seat: Seat, draft: RoleDraft, person: Person, reading: Reading) -> Seat:
    """Take the step that changes the role of a person's seat; its assignments stay. Raises Invalid.

    That a role change does not alter assignments is Delvia's (D-role), so they are to be rechecked.
    """
    reading.check(state_on(seat, reading.today) in OPEN, "", tr(_NOT_JOINED))
    reading.check(bool(draft.role), "role", tr("Choose the role."))
    same = (seat.role, seat.finance_role, seat.may_delegate) == (
        draft.role,
        draft.finance_role,
        draft.may_delegate,
    )
    reading.check(not same, "role", tr("Choose a role other than the current one."))
    if words := outsider_words(person, draft.role, draft.finance_role):
        reading.notice("role", words)
    on = reading.happened("on", draft.on)
    reading.order(seat.accepted_on, on, "on", tr("Cannot be before {day}, when the seat started."))
    evidence = reading.line("evidence_ref", draft.evidence_ref) or seat.evidence_ref
    reason = reading.line("reason", draft.reason)
    reading.done()
    return replace(
        seat,
        role=draft.role,
        finance_role=draft.finance_role,
        may_delegate=draft.may_delegate,
        last_role_change_on=on,
        purpose=seat.purpose or reason,
        evidence_ref=evidence,
    )
