"""The steps of a review: begun with its lines, decided line by line, closed with the next date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from delvia_desktop.domain.access.partnerships import PartnershipKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.records.reviews import (
    OF_ENGAGEMENT,
    Decision,
    LeftOut,
    Review,
    ReviewKey,
    ReviewKind,
    ReviewLine,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.i18n import ntr, tr

LEVEL_ENDS = ": "
"""Stands between the level to which something is to be changed and why."""

_MANY, _SECONDS = 5, 2
"""Lines of which keeping all, in less than these seconds for each, or at once is worth noting."""


@dataclass(frozen=True)
class ReviewDraft:
    """A review as it is begun. `left_out_reason` is why surfaces that are not covered are left."""

    kind: str = ""
    partnership: PartnershipKey | None = None
    person: PersonKey | None = None
    reviewer: str = ""
    cause: str = ""
    due_on: str = ""
    surfaces: tuple[str, ...] = ()
    left_out_reason: str = ""
    own_access_reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class DecisionDraft:
    """What is decided about a line, as typed; `by` is the reviewer if it is empty.

    `level` are the words of the level to which it is changed, if one was chosen.
    """

    decision: str = ""
    by: str = ""
    reason: str = ""
    owner: str = ""
    until: str = ""
    evidence_ref: str = ""
    level: str = ""


@dataclass(frozen=True)
class CloseDraft:
    """How a review is closed, as typed."""

    on: str = ""
    by: str = ""
    next_on: str = ""
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class LineCounts:
    """How many lines a review has, and how many were decided each way."""

    lines: int
    kept: int
    changed: int
    revoked: int
    deferred: int
    exceptions: int

    @property
    def undecided(self) -> int:
        """How many lines still need a decision."""
        decided = self.kept + self.changed + self.revoked + self.deferred + self.exceptions
        return self.lines - decided


def scope_of(situation: Situation, review: Review | ReviewDraft) -> Scope:
    """Return what a review that is begun looks at."""
    if review.partnership is not None:
        return Scope(partner=situation.picture.partnerships[review.partnership].partner)
    return Scope(person=review.person)


def counts_of(lines: Iterable[ReviewLine]) -> LineCounts:
    """Return how many lines of a review each step has decided, by decision."""
    decided = [line.decision for line in lines]
    return LineCounts(
        len(decided),
        *(
            decided.count(each)
            for each in (
                Decision.KEPT,
                Decision.CHANGED,
                Decision.REVOKED,
                Decision.DEFERRED,
                Decision.EXCEPTION,
            )
        ),
    )


def begin(
    draft: ReviewDraft, situation: Situation, now: datetime, reading: Reading
) -> tuple[Review, list[ReviewLine]]:
    """Take the first step of a review: return it with its lines as they are `now`; raises Invalid.

    The situation is that of the register before the review, whose last change may be older.
    """
    _check_kind(draft, reading)
    reviewer = reading.name("reviewer", draft.reviewer, tr("Enter the reviewer."))
    cause = reading.line("cause", draft.cause)
    due_on = reading.day("due_on", draft.due_on)
    reading.order(reading.today, due_on, "due_on", tr("This date is in the past."))
    left = [code for code in surfaces() if code not in draft.surfaces]
    why = reading.line("left_out_reason", draft.left_out_reason)
    reading.check(bool(draft.surfaces), "surfaces", tr("Choose at least one area."))
    reading.check(
        not left or bool(why), "left_out_reason", tr("Enter why the other areas are left out.")
    )
    picture = situation.picture
    is_open = any(
        other.closed_on is None
        and (other.partnership, other.person) == (draft.partnership, draft.person)
        for other in picture.reviews.values()
    )
    reading.check(
        not is_open, "", tr("A review of the same subject is already open. Continue that one.")
    )
    own = reading.line("own_access_reason", draft.own_access_reason)
    lines = lines_of(situation, scope_of(situation, draft), draft.surfaces)
    if any(is_own(line, reviewer) for line in lines):
        text = tr("{reviewer} would review their own access. Enter why.", reviewer=reviewer)
        reading.check(bool(own), "own_access_reason", text)
    if not lines:
        reading.notice("surfaces", tr("There is currently no access to review in these areas."))
    note = reading.note("note", draft.note)
    reading.done()
    review = Review(
        ReviewKey(0),
        draft.kind,
        reading.today,
        now,
        picture.revision,
        reviewer,
        draft.partnership,
        draft.person,
        cause,
        due_on,
        tuple(code for code in surfaces() if code in draft.surfaces),
        tuple(LeftOut(code, why) for code in left),
        own,
        note=note,
    )
    return review, lines


def decided(
    line: ReviewLine,
    draft: DecisionDraft,
    review: Review,
    now: datetime,
    reading: Reading,
    *,
    is_at_risk: bool = False,
) -> ReviewLine:
    """Take the step that decides a line of a review, and return the line; raises Invalid.

    `is_at_risk` says that something serious is wrong with it, so that keeping it needs a reason.
    """
    reading.check(review.closed_on is None, "", tr("This review is closed."))
    known = draft.decision in set(Decision)
    reading.check(known, "decision", tr("Choose a decision."))
    by = reading.line("by", draft.by) or review.reviewer
    reason = reading.line("reason", draft.reason)
    owner = reading.line("owner", draft.owner)
    until = reading.day("until", draft.until)
    is_put_off = draft.decision == Decision.DEFERRED
    if is_put_off:
        reading.check(bool(owner), "owner", tr("Enter who is responsible."))
    has_until = is_put_off or draft.decision == Decision.EXCEPTION
    typed = reason
    if draft.decision == Decision.CHANGED:
        reason = with_level(draft.level, reason)
    if asks_why(draft.decision, is_at_risk=is_at_risk):
        text = tr("Enter why the access may stay.")
        if draft.decision == Decision.CHANGED:
            text = tr("Enter what is to change, such as the new level.")
        reading.check(bool(reason), "reason", text)
    if has_until:
        reading.check(
            until is not None or bool(draft.until.strip()), "until", tr("Enter the date.")
        )
        reading.order(reading.today, until, "until", tr("This date is in the past."))
    if decides_own(line, by, review) and not typed:
        text = tr("This is {name}'s own access. Enter why no one else decides.", name=by)
        reading.problem("reason", text)
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    return replace(
        line,
        decision=draft.decision,
        decided_on=reading.today,
        decided_at=now,
        decided_by=by,
        reason=reason,
        owner=owner if is_put_off else "",
        until=until if has_until else None,
        evidence_ref=evidence,
    )


def check_of_ended(decision: str, reading: Reading) -> None:
    """Check that the step on a review's line whose access has ended can only revoke it."""
    reading.check(
        decision == Decision.REVOKED,
        "decision",
        tr("This access has already ended, so it cannot stay. Choose “Revoke”."),
    )


def with_level(level: str, reason: str) -> str:
    """Return what a review's step is to change: the level chosen, then what was typed."""
    return LEVEL_ENDS.join(filter(None, (level, reason)))


def asks_why(decision: str, *, is_at_risk: bool = False) -> bool:
    """Tell whether the step that decides a review's line needs a reason, or what is to change."""
    kept_at_risk = is_at_risk and decision == Decision.KEPT
    return kept_at_risk or decision in {Decision.CHANGED, Decision.EXCEPTION}


def decides_own(line: ReviewLine, by: str, review: Review) -> bool:
    """Tell whether a review's step decides on the decider's own access, without saying why."""
    return is_own(line, by or review.reviewer) and not review.own_access_reason


def holds_more(line: ReviewLine, review: Review) -> bool:
    """Tell whether another step on a review's line would lose what its decision holds."""
    held = (line.reason, line.owner, line.until, line.evidence_ref)
    return any(held) or (bool(line.decision) and not is_same(line.decided_by, review.reviewer))


def is_followed(review: Review, situation: Situation) -> bool:
    """Tell whether the step that closes a review asks for the next: not if its subject went."""
    if review.partnership is not None:
        return situation.is_connected(situation.picture.partnerships[review.partnership])
    if review.person is not None:
        return not situation.has_left(situation.picture.people[review.person])
    return True


def closed(
    review: Review,
    draft: CloseDraft,
    lines: Sequence[ReviewLine],
    reading: Reading,
    *,
    goes_on: bool = True,
) -> Review:
    """Take the last step of a review: all lines decided, next date set; raises Invalid.

    Unless it `goes_on`, no other review follows, so that no date is asked for. That everything was
    kept within seconds is noted, and what was kept together. Raises Invalid.
    """
    reading.check(review.closed_on is None, "", tr("This review is already closed."))
    left = counts_of(lines).undecided
    reading.check(
        not left,
        "",
        ntr("{n} item is undecided.", "{n} items are undecided.", left),
    )
    on = reading.happened("on", draft.on)
    reading.order(review.opened_on, on, "on", tr("Cannot be before {day}, when it was started."))
    latest = max((line.decided_on for line in lines if line.decided_on), default=None)
    reading.order(latest, on, "on", tr("Cannot be before {day}, the last decision."))
    is_asked = goes_on or bool(draft.next_on.strip())
    next_on = _next(draft.next_on, on, reading) if is_asked else None
    by = reading.line("by", draft.by) or review.reviewer
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    note = reading.note("note", draft.note) or review.note
    reading.done()
    noted = hasty_words(lines) or together_words(lines)
    return replace(
        review,
        closed_on=on,
        closed_by=by,
        next_on=next_on,
        evidence_ref=evidence,
        note="\n".join(filter(None, (note, noted))),
    )


def with_next(review: Review, typed: str, reading: Reading) -> Review:
    """Take the step that gives a closed review another next date; raises Invalid."""
    text = tr("Close the review; this also sets the next date.")
    reading.check(review.closed_on is not None, "", text)
    next_on = _next(typed, review.closed_on or reading.today, reading)
    reading.done()
    return replace(review, next_on=next_on)


def hasty_words(lines: Sequence[ReviewLine]) -> str:
    """Say that a review was decided in hasty steps, all lines kept within seconds.

    One decision of all of them at once is told by `together_words`. Nothing is said of any other.
    """
    moments = [line.decided_at for line in lines if line.decided_at is not None]
    if len(lines) < _MANY or any(line.decision != Decision.KEPT for line in lines) or not moments:
        return ""
    took = max(moments) - min(moments)
    if not took or took >= timedelta(seconds=_SECONDS * len(lines)):
        return ""
    return ntr(
        "All {lines} items were kept within {n} second.",
        "All {lines} items were kept within {n} seconds.",
        round(took.total_seconds()),
        lines=len(lines),
    )


def together_words(lines: Sequence[ReviewLine]) -> str:
    """Say how many lines of a review were kept together, in one step; or nothing."""
    at = Counter(line.decided_at for line in lines if line.decision == Decision.KEPT)
    together = [count for count in at.values() if count > 1]
    if not together:
        return ""
    return ntr(
        "{count} of {kept} kept items were decided together, in {n} decision.",
        "{count} of {kept} kept items were decided together, in {n} decisions.",
        len(together),
        count=sum(together),
        kept=at.total(),
    )


def is_own(line: ReviewLine, name: str) -> bool:
    """Tell whether a review's step decides on a line about one's own access, by a name."""
    return bool(line.who) and is_same(line.who, name)


def next_day(review: Review, situation: Situation, closed_on: date) -> date:
    """Return the day that the closing step of a review proposes for the next one."""
    usual = closed_on + timedelta(days=situation.limit("review_days"))
    if review.partnership is None:
        return usual
    period = situation.picture.partnerships[review.partnership]
    days = (period.engagement_mid, period.engagement_end)
    coming = [day for day in days if day is not None and day > closed_on]
    return min([*coming, usual])


def _next(typed: str, closed_on: date, reading: Reading) -> date | None:
    next_on = reading.day("next_on", typed)
    reading.check(
        bool(typed.strip()),
        "next_on",
        tr("Enter the date of the next review. Without it, no further review becomes due."),
    )
    reading.check(
        next_on is None or next_on > closed_on, "next_on", tr("Must be after the closing date.")
    )
    return next_on


def _check_kind(draft: ReviewDraft, reading: Reading) -> None:
    kinds: Collection[str] = set(ReviewKind)
    reading.check(draft.kind in kinds, "kind", tr("Choose the type of review."))
    if draft.kind in OF_ENGAGEMENT:
        reading.check(
            draft.partnership is not None, "partnership", tr("Choose the partner it is about.")
        )
    if draft.kind == ReviewKind.QUARTERLY:
        one = tr("A full review always covers everyone.")
        reading.check(draft.partnership is None, "partnership", one)
        reading.check(draft.person is None, "person", one)
    both = draft.partnership is not None and draft.person is not None
    reading.check(not both, "person", tr("Choose the partner or the person."))
    if draft.kind == ReviewKind.AT_ONCE:
        reading.check(bool(draft.cause.strip()), "cause", tr("Enter what has happened."))
