"""Reviews one after the other: the newest decision counts, and each says so of the other."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewLineRow, ReviewRow
from delvia_desktop.domain.papers.sealing import unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.follow_up import FollowUp, follow_up
from delvia_desktop.domain.reviews.lines import surfaces
from delvia_desktop.domain.reviews.steps import CloseDraft, DecisionDraft, ReviewDraft
from delvia_desktop.domain.reviews.succession import (
    earlier_reviews,
    earlier_words,
    newer_reviews,
    newer_words,
)
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.reviews import reviews

ALL = ReviewDraft("QUARTERLY", reviewer="Lea", surfaces=surfaces())


def begun(register, decision: str) -> Review:
    """Begin a review of everything, which is one share, and decide on it."""
    review = register.perform(reviews.begin_review, ALL)
    draft = DecisionDraft(decision, reason="Agreed with sales", owner="Lea", until="+20")
    if decision:
        register.perform(reviews.decide, reviews.lines_in(register, review), draft)
    return review


def closed(register, decision: str) -> Review:
    close = CloseDraft("today", next_on="+90")
    return register.perform(reviews.close_review, begun(register, decision), close)


def states(register) -> list[tuple[str, int]]:
    listed = register.rows(ReviewRow, Wanted(register.today, order="opened_on")).page()
    return [(row.state, row.to_follow) for row in listed]


def report(register, review: Review) -> tuple[dict[str, str], dict[str, str]]:
    """Return the facts and the sections of the report of a review as text."""
    request = PaperRequest("review", int(review.id))
    data = unseal(paper_making.prepare(register, register.picture(), request).content).data
    facts = {label: str(cell) for label, cell in data["facts"]}
    return facts, {each["title"]: str(each["rows"]) for each in data["sections"]}


@pytest.mark.parametrize("decision", ["KEPT", "EXCEPTION", "DEFERRED"])
def test_what_a_newer_review_decided_otherwise_is_not_to_be_carried_out_any_more(nova, decision):
    """A closed review said “to be revoked” for ever of what the open one had decided to keep."""
    register = nova.register
    old = closed(register, "REVOKED")
    (line,) = reviews.lines_in(register, old)
    assert follow_up(Situation(register.picture()), line) == FollowUp.TO_REVOKE
    assert states(register) == [("following", 1)]
    begun(register, decision)
    picture = register.picture()
    assert follow_up(Situation(picture), line) == FollowUp.SUPERSEDED
    assert states(register) == [("closed", 0), ("open", 0)]
    wanted = Wanted(register.today, where={"review": old.id})
    (row,) = register.rows(ReviewLineRow, wanted).page()
    assert row.state == FollowUp.SUPERSEDED
    assert not {"REV-08", "REV-09"} & {each.rule for each in look(picture).open}


def test_what_two_reviews_decided_alike_stays_to_be_carried_out(nova):
    register = nova.register
    old = closed(register, "REVOKED")
    begun(register, "REVOKED")
    (line,) = reviews.lines_in(register, old)
    assert follow_up(Situation(register.picture()), line) == FollowUp.TO_REVOKE
    assert states(register) == [("following", 1), ("open", 1)]


def test_each_of_two_reviews_says_which_is_the_newer_and_what_that_changes(nova):
    register = nova.register
    old, new = closed(register, "REVOKED"), begun(register, "")
    situation = Situation(register.picture())
    (other,) = newer_reviews(situation, old)
    assert newer_words(situation, other) == (
        "Full review: all access",
        "started on 23 Nov 2026, not closed yet",
        "No decision differs.",
    )
    assert newer_reviews(situation, new) == earlier_reviews(situation, old) == []
    kept = DecisionDraft("KEPT", reason="Agreed with sales")
    register.perform(reviews.decide, reviews.lines_in(register, new), kept)
    situation = Situation(register.picture())
    (newer,), (earlier,) = newer_reviews(situation, old), earlier_reviews(situation, new)
    assert newer_words(situation, newer)[-1] == "It decides 1 item differently."
    assert earlier_words(situation, earlier) == (
        "Full review: all access",
        "closed on 23 Nov 2026",
        "This review decides 1 item differently.",
    )


def test_the_reports_of_two_reviews_do_not_contradict_each_other(nova):
    register = nova.register
    old, new = closed(register, "REVOKED"), begun(register, "KEPT")
    facts, sections = report(register, old)
    assert "It decides 1 item differently." in facts["Newer review"]
    assert "To be revoked" not in sections
    told = sections["Decided differently in a newer review"]
    assert told.index("Nova DE") < told.index("Revoke") < told.index("Keep")
    assert "Open findings at the time of printing" not in sections or "to be revoked" not in str(
        sections["Open findings at the time of printing"]
    )
    facts, sections = report(register, new)
    assert "This review decides 1 item differently." in facts["Earlier review"]
    assert "Nova DE" in sections["Kept"]
