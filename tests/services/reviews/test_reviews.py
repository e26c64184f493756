"""Reviews through the door: their lines, their counts, their days in every zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.findings.rules.decisions import (
    carrying_out,
    decided_level,
    named_in,
    narrower,
)
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewRow
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.follow_up import FollowUp, follow_up
from delvia_desktop.domain.reviews.lines import surfaces
from delvia_desktop.domain.reviews.schedule import Due, due_reviews
from delvia_desktop.domain.reviews.steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.errors import Conflict, Invalid, Refused
from delvia_desktop.domain.words.vocabulary import asset_type
from delvia_desktop.services.access import shares
from delvia_desktop.services.findings import coming
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.reviews import reviews

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
    with pytest.raises(Invalid, match="when it was started"):
        register.perform(reviews.close_review, review, CloseDraft("today", next_on="+90"))
    assert reviews.counts(register, review).undecided == 0


def to_lower(register, reason="Operator is too much; Analyst is enough.") -> ReviewLine:
    review = register.perform(reviews.begin_review, ALL)
    (line,) = reviews.lines_in(register, review)
    change = DecisionDraft("CHANGED", reason=reason)
    (decided,) = register.perform(reviews.decide, [line], change)
    register.perform(reviews.close_review, review, CloseDraft("today", next_on="+90"))
    return decided


def state_of(register) -> tuple[str, int]:
    (row,) = register.rows(ReviewRow, Wanted(register.today)).page()
    return row.state, row.unverified


def test_a_review_that_lowered_a_level_is_followed_until_that_is_verified(nova):
    """Found by a newcomer: it was "Closed" while the removal of the old share was unverified."""
    register = nova.register
    line = to_lower(register)
    lower = LevelDraft(("ANALYST",), "today", "today")
    old, new = register.perform(shares.lower_share, nova.share, lower)
    assert follow_up(Situation(register.picture()), line) == FollowUp.REVOKED
    assert state_of(register) == ("following", 1)
    step = carrying_out(Situation(register.picture()), line)
    assert (step.act, step.id) == (Act.GONE, old.id)
    register.perform(shares.take_step, old, "gone", StepDraft(on="today"))
    assert state_of(register) == ("closed", 0)
    register.undo()
    register.undo()
    seen = replace(lower, verified_on="today")
    old, new = register.perform(shares.lower_share, nova.share, seen)
    assert (old.verified_gone_on, new.last_verified_on) == (register.today, register.today)
    assert state_of(register) == ("closed", 0)
    register.undo()
    with pytest.raises(Invalid, match="only after it has been shared again"):
        register.perform(shares.lower_share, nova.share, replace(seen, shared_on=""))


def test_the_step_that_carries_out_a_decision_brings_along_what_was_decided(nova):
    """Found by a newcomer: the review said Analyst, and the form began as if it had not."""
    register = nova.register
    line = to_lower(register)
    step = carrying_out(Situation(register.picture()), line)
    preset = dict(step.preset)
    assert (step.act, preset["level"]) == (Act.LOWER, ("ANALYST",))
    said = "Operator is too much; Analyst is enough. (review of 23 Nov 2026, Lea)"
    assert step.decided == preset["reason"] == said
    unclear = carrying_out(Situation(register.picture()), replace(line, reason="Less is enough"))
    assert "level" not in dict(unclear.preset)
    revoked = replace(line, decision="REVOKED", reason="", evidence_ref="ticket 7")
    preset = dict(carrying_out(Situation(register.picture()), revoked).preset)
    assert preset == {"reason": "Revoke (review of 23 Nov 2026, Lea)", "evidence_ref": "ticket 7"}


def test_a_level_is_named_by_whole_words_only():
    words = {level.code: level for level in asset_type("ADVERTISER").levels}
    assert named_in("down to operator, please", words) == ("OPERATOR",)
    assert named_in("the administration wants it", words) == ()
    assert set(named_in("Analyst or Operator", words)) == {"ANALYST", "OPERATOR"}


def test_the_report_of_a_review_says_why_and_when_what_it_decided_was_carried_out(nova):
    """Found by a newcomer: "Revoked" had no reason and no date, though the form had asked why."""
    register = nova.register
    review = register.perform(reviews.begin_review, ALL)
    lines = reviews.lines_in(register, review)
    register.perform(reviews.decide, lines, DecisionDraft("REVOKED"))
    why = StepDraft(on="today", by="Lea", reason="The season is over")
    revoked = register.perform(shares.take_step, nova.share, "revoke", why)
    assert "verified on" not in acted(register, review)
    register.perform(shares.take_step, revoked, "gone", StepDraft(on="today"))
    told = acted(register, review)
    for words in ("by Lea", "The season is over", "Removal verified"):
        assert words in told
    for words in ("revoked on 23 Nov 2026", "verified on 23 Nov 2026"):
        assert words in told


def acted(register, review) -> str:
    paper = paper_making.prepare(register, register.picture(), PaperRequest("review", review.id))
    (rows,) = (
        each["rows"]
        for each in unseal(paper.content).data["sections"]
        if each["title"] == "Revoked"
    )
    return " ".join(" ".join(row) for row in rows)


def test_a_level_that_was_chosen_goes_first_into_the_reason_and_fills_the_later_step(nova):
    """Found by a newcomer: a change was free text only, with no level to choose."""
    register = nova.register
    review = register.perform(reviews.begin_review, ALL)
    (line,) = reviews.lines_in(register, review)
    offered = narrower(Situation(register.picture()), line)
    assert ("ANALYST",) in dict(offered)
    words = dict(offered)[("ANALYST",)]
    change = DecisionDraft("CHANGED", level=words, reason="Operator is too much")
    (decided,) = register.perform(reviews.decide, [line], change)
    assert decided.reason == f"{words}: Operator is too much"
    assert decided_level(decided.reason, offered) == ("ANALYST",)
    preset = dict(carrying_out(Situation(register.picture()), decided).preset)
    assert preset["level"] == ("ANALYST",), "not Operator, which the words name too"
    (alone,) = register.perform(reviews.decide, [decided], DecisionDraft("CHANGED", level=words))
    assert alone.reason == words


def test_what_is_revoked_says_the_finding_where_nobody_says_why(nova):
    """Found by a newcomer: "Why" was empty on paper exactly at the two endings."""
    register = nova.register
    review = register.perform(reviews.begin_review, ALL)
    (line,) = reviews.lines_in(register, review)
    found = {int(line.id): "The share has no end."}
    revoke = DecisionDraft("REVOKED")
    (told,) = register.perform(reviews.decide, [line], revoke, (), found)
    assert told.reason == "Finding: The share has no end."
    (typed,) = register.perform(
        reviews.decide, [told], replace(revoke, reason="The season is over"), (), found
    )
    assert typed.reason == "The season is over"
    (silent,) = register.perform(reviews.decide, [typed], revoke)
    assert not silent.reason
    (kept,) = register.perform(reviews.decide, [silent], DecisionDraft("KEPT"), (), found)
    assert not kept.reason


def test_what_is_due_is_begun_by_its_day_and_for_its_reason():
    """The banner said 2 Dec, the form 13 Dec, and why it is held was to be typed."""
    due = Due(
        date(2026, 12, 2), "AT_ONCE", "", ("person", 4), "left_on", person=4, cause="She left"
    )
    draft = reviews.draft_of_due(due, date(2026, 11, 29))
    assert (draft.kind, draft.person, draft.cause) == ("AT_ONCE", 4, "She left")
    assert draft.due_on == "2026-12-02"
    assert reviews.draft_of_due(due, date(2026, 12, 9)).due_on == "2026-12-09"
