"""The steps of a grant after it was recorded: given, confirmed, verified, taken back, seen gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkState
from delvia_desktop.domain.access.spark_codes import state_on as spark_state_on
from delvia_desktop.domain.access.steps import AccessStep, StepDraft, StepField, names_in
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import later, show_day, tr

G = TypeVar("G", Share, Assignment, SparkCode, ShopPartner)


@dataclass(frozen=True)
class DatesDraft:
    """Dates and the approver of a grant as typed; what is empty stays as it is."""

    planned_end: str = ""
    review_due: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class PurposeDraft:
    """What access is for and who approved it, as typed; only what is missing is filled in."""

    purpose: str = ""
    approved_by: str = ""


EXPLAINS = ("purpose", "approved_by")
"""The fields that say what a grant is for."""

_TOO_EARLY = later("Cannot be before {day}, when it was granted.")

STEPS: Mapping[str, AccessStep] = {
    "grant": AccessStep(
        action=later("Mark as granted"),
        title=later("{what}: access was granted"),
        done=later("Granted access: {what}"),
        on=StepField(later("Granted on"), "granted_on"),
        by=StepField(later("Granted by"), "granted_by"),
        by_us=True,
        states={GrantState.PLANNED},
        refusal=later("This access is already granted."),
        before={
            "planned_end": later("Cannot be after {day}, the planned end."),
            "revoked_on": later("Cannot be after {day}, when it was revoked."),
        },
        then="confirm",
    ),
    "confirm": AccessStep(
        action=later("Confirm"),
        title=later("{what}: access was confirmed"),
        done=later("Confirmed access: {what}"),
        on=StepField(later("Confirmed on"), "confirmed_on"),
        by=StepField(later("Confirmed by"), "confirmed_by"),
        states={GrantState.GRANTED},
        also={GrantState.CONFIRMED},
        refusal=later("Only active access can be confirmed."),
        after={"granted_on": _TOO_EARLY},
    ),
    "verify": AccessStep(
        action=later("Verify"),
        title=later("{what}: access was verified in TikTok"),
        done=later("Verified access: {what}"),
        on=StepField(later("Verified on"), "last_verified_on"),
        states=OPEN,
        refusal=later("Only active access can be verified."),
        after={"granted_on": _TOO_EARLY},
    ),
    "request": AccessStep(
        action=later("Mark for removal"),
        done=later("Marked for revocation: {what}"),
        on=StepField(fills="revoke_requested_on"),
        reason=StepField(later("Why"), "revoke_reason"),
        also=OPEN,
        refusal=later("Only active access can be marked for revocation."),
    ),
    "revoke": AccessStep(
        action=later("Revoke"),
        recorded=later("Record revocation"),
        title=later("{what}: access was revoked"),
        done=later("Revoked access: {what}"),
        on=StepField(later("Revoked on"), "revoked_on"),
        by=StepField(later("Revoked by"), "revoked_by"),
        reason=StepField(later("Why"), "revoke_reason", later("Enter why it was revoked.")),
        by_us=True,
        states=OPEN,
        refusal=later("Only active access can be revoked."),
        after={"granted_on": _TOO_EARLY},
        then="gone",
    ),
    "gone": AccessStep(
        action=later("Verify removal"),
        title=later("{what} is no longer in TikTok's list"),
        done=later("Verified removal: {what}"),
        on=StepField(later("Removal verified on"), "verified_gone_on"),
        states={GrantState.REVOKED},
        refusal=later("Revoke it first."),
        refused_in={GrantState.GONE: later("Its removal is already verified.")},
        after={"revoked_on": later("Cannot be before {day}, when it was revoked.")},
    ),
}
"""The steps of every grant by the names under which they are offered; bulk acts take them too."""


def take(given: G, step: str, draft: StepDraft, reading: Reading) -> G:
    """Take a step of a grant: return the grant after it, by its name in `STEPS`; raises Invalid."""
    _check_lasts(given, reading)
    on = STEPS[step].day(given, state_on(given, reading.today), draft, reading)
    after = STEPS[step].taken(given, on, draft, reading)
    # Who was to grant it as planned has done so, if nobody else is named.
    return replace(after, granted_by=after.granted_by or given.granted_by)


def dated(given: G, draft: DatesDraft, reading: Reading) -> G:
    """Take the step that gives a grant other dates or another approver; raises Invalid."""
    _check_not_over(given, reading)
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
    before = tr(_TOO_EARLY)
    reading.order(given.granted_on, end, "planned_end", before)
    reading.order(given.granted_on, due, "review_due", before)
    reading.done()
    return replace(
        given,
        planned_end=end or given.planned_end,
        review_due=due or given.review_due,
        approved_by=approver or given.approved_by,
    )


def explained(given: G, draft: PurposeDraft, reading: Reading) -> G:
    """Take the step that fills in a grant's purpose and approver; raises Invalid."""
    _check_not_over(given, reading)
    purpose = reading.line("purpose", draft.purpose)
    approver = reading.line("approved_by", draft.approved_by)
    if not given.purpose:
        reading.check(bool(purpose), "purpose", tr("Enter the purpose."))
    else:
        reading.check(bool(approver), "approved_by", tr("Enter who approved it."))
    reading.done()
    return replace(
        given,
        purpose=given.purpose or purpose,
        approved_by=given.approved_by or approver,
    )


def is_explained(given: G) -> bool:
    """Tell whether a grant needs no step to explain it: purpose and approver are there."""
    return all(getattr(given, name) for name in EXPLAINS)


def lacking(grants: Iterable[G], day: date) -> tuple[str, ...]:
    """Return which of purpose and approver the step `explained` has to fill in for some grant."""
    lasting = [given for given in grants if not is_over(given, day)]
    return tuple(name for name in EXPLAINS if not all(getattr(each, name) for each in lasting))


def is_over(given: G, day: date) -> bool:
    """Tell whether a grant has ended by a day, so that no step changes its terms any more."""
    return _has_expired(given, day) or state_on(given, day) not in {*OPEN, GrantState.PLANNED}


def _has_expired(given: G, day: date) -> bool:
    return isinstance(given, SparkCode) and spark_state_on(given, day) == SparkState.EXPIRED


def next_steps(given: G, day: date) -> tuple[str, ...]:
    """Return the names of the grant steps that fit on a day, the most usual first."""
    if _has_expired(given, day):
        return ()  # it ended by itself
    return names_in(STEPS, state_on(given, day))


def _check_not_over(given: G, reading: Reading) -> None:
    """Note the problem if a grant has ended: its terms are what they were."""
    _check_lasts(given, reading)
    expired, over = _has_expired(given, reading.today), is_over(given, reading.today)
    reading.check(expired or not over, "", tr("It has already ended."))


def _check_lasts(given: G, reading: Reading) -> None:
    """Note the problem if a code has expired: nothing more can be done about it."""
    if isinstance(given, SparkCode) and given.planned_end is not None:
        ran_out = _has_expired(given, reading.today)
        reading.check(not ran_out, "", tr("It expired on {day}.", day=show_day(given.planned_end)))
