"""The steps of a seat after it was recorded: invited, joined, lapsed, changed, leaving, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from delvia_desktop.domain.access.seats import OPEN, Seat, SeatState, state_on
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import tr


@dataclass(frozen=True)
class RoleDraft:
    """A change of role as typed."""

    role: str = "STANDARD"
    finance_role: str = ""
    may_delegate: bool = False
    on: str = ""
    reason: str = ""
    evidence_ref: str = ""


def invite(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return a planned seat as invited, or a lapsed one as invited again; raises Invalid."""
    states = {
        SeatState.PLANNED,
        SeatState.EXPIRED,
        SeatState.REJECTED,
        SeatState.CANCELLED,
        SeatState.INVITED,
    }
    on = _begin(seat, draft, states, tr("This person has already joined."), reading)
    return replace(
        seat,
        invited_on=on,
        expired_on=None,
        rejected_on=None,
        cancelled_on=None,
        evidence_ref=_evidence(seat, draft, reading),
    )


def join(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the seat as joined; straight from a plan if no invitation was seen; raises Invalid."""
    states = {SeatState.PLANNED, SeatState.INVITED}
    on = _begin(seat, draft, states, tr("Invite this person again first."), reading)
    return replace(seat, accepted_on=on, evidence_ref=_evidence(seat, draft, reading))


def expire(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the invitation as run out; raises Invalid."""
    return replace(seat, expired_on=_end_of_invitation(seat, draft, reading))


def reject(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the invitation as turned down; raises Invalid."""
    return replace(seat, rejected_on=_end_of_invitation(seat, draft, reading))


def cancel(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the invitation as taken back by us; raises Invalid."""
    return replace(seat, cancelled_on=_end_of_invitation(seat, draft, reading))


def leave(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the seat as to be removed; raises Invalid."""
    on = _begin(seat, draft, {SeatState.JOINED}, tr("This person has not joined."), reading)
    return replace(seat, leaving_on=on, remove_reason=reading.line("reason", draft.reason))


def verify(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the seat as read in TikTok's list of members on a day; raises Invalid."""
    states = OPEN | {SeatState.INVITED}
    on = _begin(seat, draft, states, tr("This seat is not in TikTok's list of members."), reading)
    return replace(seat, last_verified_on=on, evidence_ref=_evidence(seat, draft, reading))


def recheck(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the seat with the assets of the person looked through; raises Invalid."""
    on = _begin(seat, draft, OPEN, tr("This person has not joined."), reading)
    return replace(seat, assets_rechecked_on=on, evidence_ref=_evidence(seat, draft, reading))


def remove(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return the seat as removed in TikTok; raises Invalid."""
    on = _begin(seat, draft, OPEN, tr("This person has not joined."), reading)
    reason = reading.name("reason", draft.reason, tr("Enter why it was removed."))
    by = reading.line("by", draft.by)
    evidence = _evidence(seat, draft, reading)
    reading.done()
    return replace(seat, removed_on=on, removed_by=by, remove_reason=reason, evidence_ref=evidence)


def see_gone(seat: Seat, draft: StepDraft, reading: Reading) -> Seat:
    """Return a removed seat as seen gone from TikTok's list; raises Invalid."""
    on = _begin(seat, draft, {SeatState.REMOVED}, tr("Remove it first."), reading)
    return replace(seat, removal_verified_on=on, evidence_ref=_evidence(seat, draft, reading))


STEPS: dict[str, Callable[[Seat, StepDraft, Reading], Seat]] = {
    "invite": invite,
    "join": join,
    "expire": expire,
    "reject": reject,
    "cancel": cancel,
    "verify": verify,
    "recheck": recheck,
    "leave": leave,
    "remove": remove,
    "gone": see_gone,
}
"""The steps by the names under which they are offered."""

_NEXT: dict[SeatState, tuple[str, ...]] = {
    SeatState.PLANNED: ("invite", "join"),
    SeatState.INVITED: ("join", "expire", "reject", "cancel", "verify"),
    SeatState.JOINED: ("verify", "leave", "remove", "recheck"),
    SeatState.LEAVING: ("remove", "verify", "recheck"),
    SeatState.REMOVED: ("gone",),
    SeatState.GONE: (),
    SeatState.EXPIRED: ("invite",),
    SeatState.REJECTED: ("invite",),
    SeatState.CANCELLED: ("invite",),
}


_LIKE = {"verify": "verify", "request": "leave", "revoke": "remove", "gone": "gone"}


def step_like(seat: Seat, act: str, day: date) -> str:
    """Return the step of a seat that means what a step of every grant does, empty if none fits.

    To revoke an invitation is to cancel it.
    """
    step = _LIKE.get(act, "")
    if act == "revoke" and state_on(seat, day) == SeatState.INVITED:
        step = "cancel"
    return step if step in next_steps(seat, day) else ""


def next_steps(seat: Seat, day: date) -> tuple[str, ...]:
    """Return the names of the steps that fit a seat on a day, the most usual first."""
    return _NEXT[state_on(seat, day)]


def changed_role(seat: Seat, draft: RoleDraft, reading: Reading) -> Seat:
    """Return the seat with another role, which leaves its assignments as they are; raises Invalid.

    That a role change does not alter assignments is Delvia's (D-role), so they are to be rechecked.
    """
    reading.check(state_on(seat, reading.today) in OPEN, "", tr("This person has not joined."))
    reading.check(bool(draft.role), "role", tr("Choose the role."))
    same = (seat.role, seat.finance_role, seat.may_delegate) == (
        draft.role,
        draft.finance_role,
        draft.may_delegate,
    )
    reading.check(not same, "role", tr("Choose a role other than the current one."))
    on = reading.happened("on", draft.on)
    reading.order(seat.accepted_on, on, "on", tr("Cannot be before the seat started."))
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


def _begin(
    seat: Seat,
    draft: StepDraft,
    states: set[SeatState] | frozenset[SeatState],
    text: str,
    reading: Reading,
) -> date:
    reading.check(state_on(seat, reading.today) in states, "", text)
    on = reading.happened("on", draft.on)
    since = max((d for d in (seat.invited_on, seat.accepted_on, seat.removed_on) if d), default=on)
    reading.order(since, on, "on", tr("Cannot be before an earlier step."))
    reading.done()
    return on


def _end_of_invitation(seat: Seat, draft: StepDraft, reading: Reading) -> date:
    return _begin(seat, draft, {SeatState.INVITED}, tr("There is no open invitation."), reading)


def _evidence(seat: Seat, draft: StepDraft, reading: Reading) -> str:
    text = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return text or seat.evidence_ref
