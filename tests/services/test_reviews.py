"""Reviews through the door: their lines, their counts, their days in every zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from delvia_desktop.domain.errors import Conflict, Invalid, Refused
from delvia_desktop.domain.review_lines import surfaces
from delvia_desktop.domain.review_schedule import due_reviews
from delvia_desktop.domain.review_steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.domain.reviews import Review, ReviewLine
from delvia_desktop.domain.situation import Situation
from delvia_desktop.services import coming, reviews

ALL = ReviewDraft("QUARTERLY", reviewer="Lea", surfaces=surfaces())


def held(register, next_on="+90") -> Review:
    review = register.perform(reviews.begin_review, ALL)
    register.perform(reviews.decide, reviews.lines_in(register, review), DecisionDraft("KEPT"))
    return register.perform(reviews.close_review, review, CloseDraft("today", next_on=next_on))


def test_a_review_is_one_act_with_its_lines_and_undone_as_one(nova):
    register = nova.register
    before = register.revision
    review = register.perform(reviews.begin_review, ALL)
    lines = reviews.lines_in(register, review)
    assert [(line.what, line.who) for line in lines] == [("Nova DE", "Brightside")]
    assert review.origin == before
    assert register.revision == before + 1
    register.undo()
    assert register.records.select(ReviewLine) == ()


def test_lines_are_decided_together_or_not_at_all(nova):
    register = nova.register
    review = register.perform(reviews.begin_review, ALL)
    lines = reviews.lines_in(register, review)
    with pytest.raises(Invalid):
        register.perform(reviews.decide, lines, DecisionDraft("DEFERRED"))
    assert reviews.counts(register, review).undecided == len(lines)
    register.perform(reviews.decide, lines, DecisionDraft("CHANGED", reason="Analyst"))
    with pytest.raises(Conflict):
        register.perform(reviews.decide, lines, DecisionDraft("KEPT"))  # decided meanwhile


def test_what_was_closed_stays_as_the_proof_it_is(nova):
    register = nova.register
    review = held(register)
    with pytest.raises(Refused, match="part of the evidence"):
        register.perform(reviews.delete_review, review)
    with pytest.raises(Invalid):
        register.perform(reviews.decide, reviews.lines_in(register, review), DecisionDraft("KEPT"))
    later = register.perform(reviews.set_next, review, "+20")
    assert later.next_on == register.today + timedelta(days=20)


@pytest.mark.parametrize("hours", [-11, -3, 0, 5.5, 14])
def test_no_zone_and_no_clock_set_back_moves_a_due_date(nova, hours):
    register = nova.register
    held(register, "2027-02-28")
    zone = timezone(timedelta(hours=hours))
    for now in (
        datetime(2026, 11, 23, 0, 0, 1, tzinfo=zone),
        datetime(2026, 11, 23, 23, 59, 59, tzinfo=zone),
        datetime(2026, 10, 1, 12, tzinfo=zone),  # set back behind the last act
    ):
        register.clock = lambda now=now: now
        assert register.today == now.date()
        due = {each.kind: each.day for each in due_reviews(Situation(register.picture()))}
        assert due["QUARTERLY"] == date(2027, 2, 28)
        events = {event.id: event.day for event in coming.due(register, 400)}
        assert date(2027, 2, 28) in events.values()


def test_a_clock_set_back_loses_no_decision(nova):
    register = nova.register
    review = register.perform(reviews.begin_review, ALL)
    register.clock = lambda: datetime(2026, 11, 1, 9, tzinfo=UTC)
    lines = reviews.lines_in(register, review)
    register.perform(reviews.decide, lines, DecisionDraft("KEPT"))
    with pytest.raises(Invalid, match="Cannot be before it was started"):
        register.perform(reviews.close_review, review, CloseDraft("today", next_on="+90"))
    assert reviews.counts(register, review).undecided == 0
