"""Reviews: begun, decided line by line, closed and followed up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.partnerships import PartnershipKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewLineRow
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import gives_access, surfaces
from delvia_desktop.domain.reviews.schedule import Due
from delvia_desktop.domain.reviews.steps import (
    CloseDraft,
    DecisionDraft,
    LineCounts,
    ReviewDraft,
    begin,
    check_of_ended,
    closed,
    decided,
    decides_own,
    is_followed,
    next_day,
    with_next,
)
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access.partnerships import current_partnership
from delvia_desktop.services.access.problems_by_name import each
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.journal.pictures import take_picture


def begin_review(edit: Edit, draft: ReviewDraft) -> Review:
    """Begin a review in the register with a line for all access now; raises Invalid."""
    situation = Situation(take_picture(edit.connection, edit.today))
    review, found = begin(draft, situation, edit.now, edit.reading())
    edit.name(tr("Started: {what}", what=called(edit.records, review)))
    made = edit.add(review)
    for line in found:
        edit.add(replace(line, review=made.id))
    return made


def decide(
    edit: Edit,
    lines: Sequence[ReviewLine],
    draft: DecisionDraft,
    at_risk: Collection[int] = (),
    found: Mapping[int, str] = MappingProxyType({}),
) -> list[ReviewLine]:
    """Record in a review what is decided about its lines; raises Invalid or Conflict.

    What is wrong is told for all lines, each by its name where there are several. `at_risk` are the
    lines that something serious is wrong with (`domain.review_risks`), `found` says what is wrong
    with any of them.
    """
    review = edit.records.get(Review, lines[0].review)
    reading, ended = edit.reading(), ended_lines(edit, lines)

    def decide_one(line: ReviewLine) -> ReviewLine:
        of_one = reading.anew()
        if line.id in ended:
            check_of_ended(draft.decision, of_one)
        told = _told_why(line, draft, review, found.get(line.id, ""))
        is_at_risk = line.id in at_risk
        return decided(line, told, review, edit.now, of_one, is_at_risk=is_at_risk)

    made = each(lines, decide_one, lambda line: line.what)
    label = tr(term("decision", draft.decision).label)
    words = called(edit.records, lines[0])
    if len(lines) > 1:
        words = ntr("{n} item", "{n} items", len(lines))
    edit.name(tr("Decided “{decision}”: {what}", decision=label, what=words))
    return [edit.put(before, after) for before, after in zip(lines, made, strict=True)]


def ended_lines(source: Edit | Register, lines: Iterable[ReviewLine]) -> frozenset[int]:
    """Return the review lines in a register whose access has ended, verified or not, by key."""
    found = set()
    for line in lines:
        kind = kind_named(line.subject_kind)
        record = source.records.find(kind.record, id=line.subject) if kind is not None else None
        if not gives_access(record, line.surface, source.today):
            found.add(int(line.id))
    return frozenset(found)


def _told_why(line: ReviewLine, draft: DecisionDraft, review: Review, found: str) -> DecisionDraft:
    """Return the draft for one line: where nobody says why it is revoked, the finding does."""
    is_silent = draft.decision == Decision.REVOKED and not draft.reason.strip()
    if not (found and is_silent) or decides_own(line, draft.by, review):
        return draft
    return replace(draft, reason=tr("Finding: {message}", message=found))


def decision_words(line: ReviewLine) -> str:
    """Return in words what a review decided about a line; nothing if nothing was."""
    if not line.decision:
        return ""
    until = tr("until {day}", day=show_day(line.until)) if line.until else ""
    owner = tr("responsible: {name}", name=line.owner) if line.owner else ""
    reason = tr("“{text}”", text=line.reason) if line.reason else ""
    label = " ".join(filter(None, (tr(term("decision", line.decision).label), until)))
    return " · ".join(filter(None, (label, owner, reason, line.evidence_ref)))


def close_review(edit: Edit, before: Review, draft: CloseDraft) -> Review:
    """Close a review in the register, all decided, next date set; raises Invalid."""
    situation = Situation(take_picture(edit.connection, edit.today))
    goes_on = is_followed(before, situation)
    after = closed(before, draft, lines_in(edit, before), edit.reading(), goes_on=goes_on)
    edit.name(tr("Closed: {what}", what=called(edit.records, before)))
    return edit.put(before, after)


def set_next(edit: Edit, before: Review, typed: str) -> Review:
    """Record another date for the next review; raises Invalid."""
    after = with_next(before, typed, edit.reading())
    edit.name(tr("Set the next review date: {what}", what=called(edit.records, before)))
    return edit.put(before, after)


def delete_review(edit: Edit, before: Review) -> None:
    """Delete a review begun by mistake with its lines; what was closed stays."""
    if before.closed_on is not None:
        raise Refused(tr("A closed review cannot be deleted. It is part of the evidence."))
    for line in lines_in(edit, before):
        refuse_if_used(edit, line)
        edit.remove(line)
    refuse_if_used(edit, before)
    edit.name(tr("Deleted: {what}", what=called(edit.records, before)))
    edit.remove(before)


def lines_in(source: Edit | Register, review: Review) -> tuple[ReviewLine, ...]:
    """Return the lines of a review in a register, in their order."""
    return source.records.select(ReviewLine, review=review.id)


def counts(register: Register, review: Review) -> LineCounts:
    """Return how many lines a review in a register has, and how many were decided each way."""

    def count(**where: object) -> int:
        wanted = Wanted(register.today, where={"review": review.id, **where})
        return register.rows(ReviewLineRow, wanted).count()

    return LineCounts(count(), *(count(decision=decision) for decision in Decision))


def usual_next(register: Register, review: Review) -> date | None:
    """Return the usual day of the next review if this one is closed today; None if no next."""
    situation = register.situation()
    is_asked = is_followed(review, situation)
    return next_day(review, situation, register.today) if is_asked else None


def period_with(register: Register, partner: int) -> int | None:
    """Return the newest partnership that a review of a partner is about, or None."""
    found = current_partnership(register.records, PartnerKey(partner))
    return found.id if found is not None else None


def draft_for(kind: str, partnership: int | None = None, person: int | None = None) -> ReviewDraft:
    """Return the draft of a review to begin, of every surface of somebody or of everything."""
    return ReviewDraft(
        kind,
        PartnershipKey(partnership) if partnership is not None else None,
        PersonKey(person) if person is not None else None,
        surfaces=surfaces(),
    )


def draft_of_due(due: Due, today: date) -> ReviewDraft:
    """Return the draft of a due review: by its day, at the latest today."""
    draft = draft_for(due.kind, due.partnership, due.person)
    return replace(draft, cause=due.cause, due_on=max(due.day, today).isoformat())
