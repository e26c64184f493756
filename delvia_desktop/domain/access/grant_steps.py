"""The steps of a grant after it was recorded: given, confirmed, verified, taken back, seen gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkState
from delvia_desktop.domain.access.spark_codes import state_on as spark_state_on
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import show_day, tr

G = TypeVar("G", Share, Assignment, SparkCode, ShopPartner)


@dataclass(frozen=True)
class StepDraft:
    """A step as typed: the day, who took it on which side, why, and where the proof is.

    `is_acknowledged` says that what cannot be undone was read.
    """

    on: str = ""
    by: str = ""
    reason: str = ""
    evidence_ref: str = ""
    is_acknowledged: bool = False


@dataclass(frozen=True)
class DatesDraft:
    """Dates and the approver of a grant as typed; what is empty stays as it is."""

    planned_end: str = ""
    review_due: str = ""
    approved_by: str = ""


def grant(given: G, draft: StepDraft, reading: Reading) -> G:
    """Return a planned grant as given in TikTok; raises Invalid."""
    _expect(given, {GrantState.PLANNED}, tr("This access is already granted."), reading)
    on = reading.happened("on", draft.on)
    reading.order(on, given.planned_end, "on", tr("Cannot be after the planned end."))
    reading.order(on, given.revoked_on, "on", tr("Cannot be after the date it was revoked."))
    by, evidence = _texts(draft, given.evidence_ref, reading)
    reading.done()
    return replace(given, granted_on=on, granted_by=by or given.granted_by, evidence_ref=evidence)


def confirm(given: G, draft: StepDraft, reading: Reading) -> G:
    """Return the grant as seen by the other side; raises Invalid."""
    _expect(given, OPEN, tr("Only active access can be confirmed."), reading)
    on = _after_beginning(given.granted_on, draft, reading)
    by, evidence = _texts(draft, given.evidence_ref, reading)
    reading.done()
    return replace(given, confirmed_on=on, confirmed_by=by, evidence_ref=evidence)


def verify(given: G, draft: StepDraft, reading: Reading) -> G:
    """Return the grant as read in TikTok on a day; raises Invalid."""
    _expect(given, OPEN, tr("Only active access can be verified."), reading)
    on = _after_beginning(given.granted_on, draft, reading)
    _, evidence = _texts(draft, given.evidence_ref, reading)
    reading.done()
    return replace(given, last_verified_on=on, evidence_ref=evidence)


def request_revoke(given: G, draft: StepDraft, reading: Reading) -> G:
    """Return the grant as decided to be taken back, while TikTok still has it; raises Invalid."""
    _expect(given, OPEN, tr("Only active access can be marked for revocation."), reading)
    on = reading.happened("on", draft.on)
    reason = reading.line("reason", draft.reason)
    reading.done()
    return replace(given, revoke_requested_on=on, revoke_reason=reason)


def revoke(given: G, draft: StepDraft, reading: Reading) -> G:
    """Return the grant as taken back in TikTok; raises Invalid."""
    _expect(given, OPEN, tr("Only active access can be revoked."), reading)
    on = _after_beginning(given.granted_on, draft, reading)
    reason = reading.name("reason", draft.reason, tr("Enter why it was revoked."))
    by, evidence = _texts(draft, given.evidence_ref, reading)
    reading.done()
    return replace(
        given,
        revoked_on=on,
        revoked_by=by,
        revoke_reason=reason,
        evidence_ref=evidence,
    )


def see_gone(given: G, draft: StepDraft, reading: Reading) -> G:
    """Return what was revoked as seen gone from TikTok's list; raises Invalid."""
    is_gone = state_on(given, reading.today) == GrantState.GONE
    text = tr("Its removal is already verified.") if is_gone else tr("Revoke it first.")
    _expect(given, {GrantState.REVOKED}, text, reading)
    on = reading.happened("on", draft.on)
    reading.order(given.revoked_on, on, "on", tr("Cannot be before the date it was revoked."))
    _, evidence = _texts(draft, given.evidence_ref, reading)
    reading.done()
    return replace(given, verified_gone_on=on, evidence_ref=evidence)


def dated(given: G, draft: DatesDraft, reading: Reading) -> G:
    """Return the grant with other dates or another approver; raises Invalid."""
    not_over = {*OPEN, GrantState.PLANNED}
    _expect(given, not_over, tr("It has already ended."), reading)
    end = reading.day("planned_end", draft.planned_end)
    due = reading.day("review_due", draft.review_due)
    approver = reading.line("approved_by", draft.approved_by)
    is_empty = not (draft.planned_end.strip() or draft.review_due.strip() or approver)
    reading.check(not is_empty, "planned_end", tr("Enter at least one new value."))
    reading.check(
        end is None or not isinstance(given, SparkCode),
        "",
        tr("A code's end date follows from its validity period."),
    )
    before = tr("Cannot be before the date it was granted.")
    reading.order(given.granted_on, end, "planned_end", before)
    reading.order(given.granted_on, due, "review_due", before)
    reading.done()
    return replace(
        given,
        planned_end=end or given.planned_end,
        review_due=due or given.review_due,
        approved_by=approver or given.approved_by,
    )


STEPS: dict[str, Callable[[Any, StepDraft, Reading], Any]] = {
    "grant": grant,
    "confirm": confirm,
    "verify": verify,
    "request": request_revoke,
    "revoke": revoke,
    "gone": see_gone,
}
"""The steps by the names under which they are offered."""


def next_steps(given: G, day: date) -> tuple[str, ...]:
    """Return the names of the steps that fit a grant on a day, the most usual first."""
    if isinstance(given, SparkCode) and spark_state_on(given, day) == SparkState.EXPIRED:
        return ()  # it ended by itself
    state = state_on(given, day)
    if state == GrantState.PLANNED:
        return ("grant",)
    if state == GrantState.REVOKED:
        return ("gone",)
    if state == GrantState.GONE:
        return ()
    if state == GrantState.CONFIRMED:
        return ("verify", "revoke")
    return ("confirm", "verify", "revoke")


def _expect(
    given: G, states: set[GrantState] | frozenset[GrantState], text: str, reading: Reading
) -> None:
    if isinstance(given, SparkCode) and given.planned_end is not None:
        ran_out = spark_state_on(given, reading.today) == SparkState.EXPIRED
        reading.check(not ran_out, "", tr("It expired on {day}.", day=show_day(given.planned_end)))
    reading.check(state_on(given, reading.today) in states, "", text)


def _after_beginning(since: date | None, draft: StepDraft, reading: Reading) -> date:
    on = reading.happened("on", draft.on)
    reading.order(since, on, "on", tr("Cannot be before the date it was granted."))
    return on


def _texts(draft: StepDraft, evidence: str, reading: Reading) -> tuple[str, str]:
    by = reading.line("by", draft.by)
    return by, reading.line("evidence_ref", draft.evidence_ref) or evidence
