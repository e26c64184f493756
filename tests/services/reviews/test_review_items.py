"""Items of a review: which findings belong to each, and what of them cannot stay."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.findings import review_risks
from delvia_desktop.domain.findings.attention import Attention, look
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import ReviewLineRow
from delvia_desktop.domain.papers.content import Content, Section
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.reviews.follow_up import FollowUp, follow_up
from delvia_desktop.domain.reviews.lines import surfaces
from delvia_desktop.domain.reviews.schedule import due_reviews, settled_by_whole
from delvia_desktop.domain.reviews.steps import DecisionDraft, ReviewDraft
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import bulk
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.reviews import reviews

ALL = ReviewDraft("QUARTERLY", reviewer="Lea", surfaces=surfaces())
LOGIN = "@novacosmetics"


@pytest.fixture
def review(sample) -> Review:
    return sample.perform(reviews.begin_review, ALL)


def attention(sample: Register) -> Attention:
    return look(sample.picture())


def items(sample: Register, review: Review, **wanted: str) -> list[ReviewLine]:
    lines = reviews.lines_in(sample, review)
    return [n for n in lines if all(getattr(n, name) == text for name, text in wanted.items())]


def rules(sample: Register, line: ReviewLine) -> set[str]:
    return {found.rule for found in review_risks.findings_of(attention(sample), line)}


def test_a_shared_login_concerns_everybody_who_knows_its_password(sample, review):
    """Found by a newcomer: two who share a login were kept in bulk without a reason."""
    knows = items(sample, review, what=LOGIN, level="Knows the password")
    assert {line.who for line in knows} == {"Jonas Becker", "Mara Lindt", "Mia Okafor"}
    for line in knows:
        assert "CRD-01" in rules(sample, line)
        assert review_risks.risk_words(attention(sample), line)


def test_what_one_holder_of_a_login_did_is_not_said_of_another(sample, review):
    """Found by a newcomer: the report counted Jonas Becker's findings with a mailbox kept."""
    [mailbox] = items(sample, review, what=LOGIN, level="Mailbox")
    [recovery] = items(sample, review, what=LOGIN, level="Recovery")
    assert (mailbox.who, recovery.who) == ("Mara Lindt", "Jonas Becker")
    assert rules(sample, mailbox) == {"CRD-01"}
    assert rules(sample, recovery) == {"CRD-01", "PPL-01", "PPL-05"}


def test_that_an_agency_owns_an_asset_concerns_what_it_has_there_and_no_one_else(sample, review):
    """Found by a newcomer: an asset that is critical on the Overview was kept without a word."""
    [share] = items(sample, review, what="Nova UK – Launch", who="from Kite Studio")
    assert "OWN-01" in rules(sample, share)
    others = [
        line
        for line in reviews.lines_in(sample, review)
        if line.what != "Nova UK – Launch" and "OWN-01" in rules(sample, line)
    ]
    assert others == []


def test_the_list_shows_the_worst_of_just_the_findings_that_belong_to_each_item(sample, review):
    seen = attention(sample)
    wanted = Wanted(
        sample.today, where={"review": review.id}, findings=review_risks.findings_by_item(seen)
    )
    rows = {row.id: row.finding for row in sample.rows(ReviewLineRow, wanted).page()}
    lines = reviews.lines_in(sample, review)
    assert len(rows) == len(lines)
    for line in lines:
        worst = review_risks.worst(seen, line)
        assert rows[line.id] == (worst.severity if worst is not None else "")


def test_access_that_has_ended_says_so_in_its_row_and_can_only_be_revoked(sample, review):
    """Found by a newcomer: a review kept what was revoked, and the signed report said so."""
    lines = reviews.lines_in(sample, review)
    ended = [line for line in lines if line.id in reviews.ended_lines(sample, lines)]
    assert {line.what.partition(" – ")[0] for line in ended} == {"Nova DE", "Nova Italia"}
    wanted = Wanted(sample.today, where={"review": review.id})
    rows = sample.rows(ReviewLineRow, wanted).page()
    assert {row.id for row in rows if row.access != "there"} == {line.id for line in ended}
    assert {row.access for row in rows} == {"there", "revoked"}
    for draft in (
        DecisionDraft("KEPT", reason="We need it"),
        DecisionDraft("CHANGED", reason="Analyst"),
        DecisionDraft("DEFERRED", owner="Lea", until="+5"),
        DecisionDraft("EXCEPTION", reason="The dispute", until="+5"),
    ):
        with pytest.raises(Invalid, match="already ended"):
            sample.perform(reviews.decide, ended, draft)
    made = sample.perform(reviews.decide, ended, DecisionDraft("REVOKED"))
    situation = attention(sample).situation
    assert {follow_up(situation, line) for line in made} == {FollowUp.REVOKED}


def reported(sample: Register, review: Review) -> Content:
    request = PaperRequest("review", int(review.id))
    record = paper_making.drafted(sample, sample.picture(), request, None)
    return paper_making.content_of(sample, sample.picture(), record, "")[0]


def titles(sections: Iterable[Section], text: str) -> set[str]:
    """Return the titles of the sections in which a text stands."""
    return {each.title for each in sections if text in str(each)}


def test_the_report_counts_what_stays_at_risk_as_the_form_does_and_says_why_there(sample, review):
    """Found by a newcomer: the report counted 8, the form that closes 7."""
    seen = attention(sample)
    lines = reviews.lines_in(sample, review)
    ended = reviews.ended_lines(sample, lines)
    left = [line for line in lines if line.who == "Jonas Becker"]
    gone = [line for line in lines if line.id in ended]
    sample.perform(reviews.decide, [*left, *gone], DecisionDraft("REVOKED"))
    stay = [line for line in lines if line not in left and line not in gone]
    excepted = [line for line in stay if line.who == "Loop Social"]
    until = DecisionDraft("EXCEPTION", reason="The dispute", until="+30")
    sample.perform(reviews.decide, excepted, until)
    kept = [line for line in stay if line not in excepted]
    sample.perform(reviews.decide, kept, DecisionDraft("KEPT", reason="In use"))
    seen = attention(sample)
    at_risk = review_risks.kept_at_risk(seen, reviews.lines_in(sample, review))
    assert at_risk.keys() == {line.id for line in stay if review_risks.risk_words(seen, line)}

    content = reported(sample, review)
    told = str(content)
    assert review_risks.kept_words(len(at_risk)) in told
    assert "Several people share the login" in told
    assert titles(content.sections, "still knows the password") == set()
    assert titles(content.sections, "Jonas Becker") == {"To be revoked"}
    [exceptions] = [each for each in content.sections if each.title == "Exceptions"]
    assert "Critical: “@nova.th” is still shared with Loop Social" in str(exceptions)
    for line in gone:
        row = str(next(each for each in content.sections if each.title == "Revoked"))
        assert line.what in row


def test_what_was_revoked_after_it_was_kept_does_not_stand_among_what_was_kept(sample, review):
    [share] = items(sample, review, what="Nova storefront", who="Kite Studio")
    sample.perform(reviews.decide, [share], DecisionDraft("KEPT"))
    step = StepDraft("today", reason="The season is over")
    sample.perform(bulk.act_on_names, [("share", share.subject)], bulk.ManyDraft("revoke", step))
    content = reported(sample, review)
    title = "Ended without a decision to revoke"
    assert titles(content.sections, "Nova storefront") == {title}
    assert "Decision: Keep" in str(next(n for n in content.sections if n.title == title))


def test_two_people_of_one_name_are_told_apart_in_the_report(sample, review):
    content = reported(sample, review)
    assert "lea.brandt@nova.example" in str(content)
    assert "mara.lindt@nova.example" not in str(content)


def test_a_review_of_everything_names_the_reviews_that_it_settles(sample):
    """Found by a newcomer: the review of a leaver was proposed no more, without a word."""
    situation = attention(sample).situation
    settled = settled_by_whole(situation)
    assert [due.words for due in settled] == ["Immediate review: Jonas Becker left"]
    before = due_reviews(situation)
    sample.perform(reviews.begin_review, ALL)
    after = due_reviews(attention(sample).situation)
    gone = {due.words for due in before} - {due.words for due in after}
    assert gone == {"Full review", *(due.words for due in settled)}
