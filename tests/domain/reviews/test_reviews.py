"""Reviews: what their lines are, what may be decided, when they close, when they are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from delvia_desktop.domain.records.reviews import Decision
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import (
    Scope,
    gives_access,
    is_over,
    lines_of,
    put_off,
    surfaces,
)
from delvia_desktop.domain.reviews.schedule import due_reviews
from delvia_desktop.domain.reviews.steps import (
    CloseDraft,
    DecisionDraft,
    ReviewDraft,
    begin,
    closed,
    counts_of,
    decided,
    hasty_words,
    is_followed,
    next_day,
    together_words,
    with_next,
)
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from tests.domain.sound import (
    ADMIN,
    CODE,
    DUTY,
    JO,
    KEPT_LINE,
    LOGIN,
    MEMBER,
    PERIOD,
    PROFILE_SHARE,
    SHARE,
    SHOP_PARTNER,
    STARTED,
    TODAY,
    WHOLE,
    ago,
    ahead,
    picture,
)  # fmt: skip

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
OPEN = replace(WHOLE, closed_on=None, next_on=None, opened_on=ago(3))
DRAFT = ReviewDraft("QUARTERLY", reviewer="Lea", surfaces=surfaces(), own_access_reason="Alone")
GONE = {"revoked_on": ago(5), "revoke_requested_on": ago(5)}


def situation(*changes, without=()):
    return Situation(picture(changes, without))


def fields(act) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        act()
    return {problem.field: problem.text for problem in refused.value.problems}


def subjects(lines) -> set[tuple[str, str]]:
    return {(line.surface, f"{line.subject_kind}/{line.subject}") for line in lines}


def test_everything_that_gives_access_is_a_line_on_its_surface():
    lines = lines_of(situation(), Scope(), surfaces())
    assert subjects(lines) == {
        ("PARTNERS", "share/1"), ("PARTNERS", "share/2"), ("MEMBERS", "seat/1"),
        ("MEMBERS", "seat/2"), ("MEMBERS", "seat/3"), ("FINANCE", "seat/1"),
        ("ASSIGNED", "assignment/1"), ("SHOP", "assignment/2"), ("LOGIN", "assignment/3"),
        ("SHOP", "shop-partner/1"), ("SPARK", "spark-code/1"), ("LOGIN", "login/1"),
        ("LOGIN", "login/2"),
    }  # fmt: skip
    first = lines[0]
    assert (first.what, first.who, first.level) == ("@nova", "Kite Studio", "Existing posts")
    assert [surfaces().index(line.surface) for line in lines] == sorted(
        surfaces().index(line.surface) for line in lines
    )


@pytest.mark.parametrize(
    ("change", "is_there"),
    [
        (replace(SHARE, **GONE), True),
        (replace(SHARE, **GONE, verified_gone_on=ago(1)), False),
        (replace(SHARE, granted_on=None, confirmed_on=None), False),
        (replace(MEMBER, accepted_on=None, invited_on=ago(3)), True),
        (replace(MEMBER, removed_on=ago(3)), True),
        (replace(MEMBER, removed_on=ago(3), removal_verified_on=ago(2)), False),
        (replace(MEMBER, accepted_on=None, invited_on=ago(3), expired_on=ago(1)), False),
        (replace(CODE, planned_end=ago(1)), False),
        (replace(CODE, revoked_on=ago(1)), True),
    ],
)
def test_what_waits_or_was_not_seen_gone_is_a_line_too_and_what_is_over_is_none(change, is_there):
    kind = {"Share": "share", "Seat": "seat", "SparkCode": "spark-code"}[type(change).__name__]
    lines = lines_of(situation(change), Scope(), surfaces())
    assert any((line.subject_kind, line.subject) == (kind, change.id) for line in lines) is is_there


def test_a_partner_is_reviewed_with_its_people_and_a_person_alone():
    tom = replace(JO, id=4, name="Tom", employer="PARTNER", partner=1)
    here = situation(tom, replace(DUTY, id=9, person=4))
    partner = lines_of(here, Scope(partner=1), surfaces())
    assert subjects(partner) == {
        ("PARTNERS", "share/1"), ("PARTNERS", "share/2"), ("ASSIGNED", "assignment/9"),
        ("SHOP", "shop-partner/1"), ("SPARK", "spark-code/1"),
    }  # fmt: skip
    assert subjects(lines_of(here, Scope(person=4), surfaces())) == {("ASSIGNED", "assignment/9")}
    some = lines_of(here, Scope(), ["SPARK"])
    assert subjects(some) == {("SPARK", "spark-code/1")}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "START"}, "partnership"),
        ({"person": 3}, "person"),
        ({"partnership": 1}, "partnership"),
        ({"reviewer": ""}, "reviewer"),
        ({"kind": "AT_ONCE"}, "cause"),
        ({"kind": "AT_ONCE", "cause": "Odd", "person": 3, "partnership": 1}, "person"),
        ({"surfaces": ()}, "surfaces"),
        ({"surfaces": ("SPARK",)}, "left_out_reason"),
        ({"own_access_reason": ""}, "own_access_reason"),
        ({"due_on": "yesterday"}, "due_on"),
        ({"due_on": "never"}, "due_on"),
        ({"note": "password: hunter2!Zx"}, "note"),
    ],
)
def test_a_review_begins_only_with_what_it_needs(changes, problem):
    draft = replace(DRAFT, **changes)
    assert problem in fields(lambda: begin(draft, situation(), NOW, Reading(TODAY)))


def test_a_review_freezes_its_moment_and_says_what_it_leaves_out():
    """Found by a newcomer: "Started 29 Nov" beside "as of 27 Nov", the day of the last change."""
    draft = replace(DRAFT, surfaces=("SPARK", "LOGIN"), left_out_reason="Seen by finance")
    review, lines = begin(draft, situation(), NOW, Reading(TODAY))
    assert (review.as_of, review.origin) == (NOW, 7)
    assert {left.surface for left in review.left_out} == set(surfaces()) - {"SPARK", "LOGIN"}
    assert {line.surface for line in lines} == {"SPARK", "LOGIN"}
    busy = situation(OPEN)
    assert "" in fields(lambda: begin(DRAFT, busy, NOW, Reading(TODAY)))


def test_nothing_to_look_at_is_told_while_one_types():
    reading = Reading(TODAY)
    draft = replace(DRAFT, kind="END", partnership=1, surfaces=("LOGIN",), left_out_reason="None")
    _, lines = begin(draft, situation(), NOW, reading)
    assert lines == []
    assert [notice.field for notice in reading.notices] == ["surfaces"]


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (DecisionDraft("PERHAPS"), "decision"),
        (DecisionDraft("DEFERRED", until="+7"), "owner"),
        (DecisionDraft("DEFERRED", owner="Mara"), "until"),
        (DecisionDraft("DEFERRED", owner="Mara", until="-1"), "until"),
        (DecisionDraft("EXCEPTION", until="+7"), "reason"),
        (DecisionDraft("EXCEPTION", reason="Needed"), "until"),
        (DecisionDraft("KEPT", by="Kite Studio"), "reason"),
    ],
)
def test_a_decision_needs_what_makes_it_one(draft, problem):
    review = replace(OPEN, own_access_reason="")
    act = lambda: decided(KEPT_LINE, draft, review, NOW, Reading(TODAY))  # noqa: E731
    assert problem in fields(act)


def test_a_line_is_decided_with_who_and_when_and_a_closed_review_stays_as_it_is():
    draft = DecisionDraft("DEFERRED", owner="Mara", until="+7", reason="Requested")
    line = decided(KEPT_LINE, draft, OPEN, NOW, Reading(TODAY))
    assert (line.decision, line.owner, line.until) == ("DEFERRED", "Mara", ahead(7))
    assert (line.decided_by, line.decided_on, line.decided_at) == ("Lea", TODAY, NOW)
    kept = decided(line, DecisionDraft("KEPT", owner="Mara"), OPEN, NOW, Reading(TODAY))
    assert kept.owner == ""
    act = lambda: decided(KEPT_LINE, DecisionDraft("KEPT"), WHOLE, NOW, Reading(TODAY))  # noqa: E731
    assert fields(act) == {"": "This review is closed."}


def test_a_review_closes_when_its_counts_add_up_and_the_next_date_is_set():
    lines = [replace(KEPT_LINE, id=n, decision=d) for n, d in enumerate(Decision)]
    counts = counts_of(lines)
    assert (counts.lines, counts.undecided) == (5, 0)
    assert (counts.kept, counts.changed, counts.revoked, counts.deferred, counts.exceptions) == (
        1, 1, 1, 1, 1,
    )  # fmt: skip
    draft = CloseDraft(on="today", next_on="+90", by="Claire")
    done = closed(OPEN, draft, lines, Reading(TODAY))
    assert (done.closed_on, done.next_on, done.closed_by) == (TODAY, ahead(90), "Claire")
    open_line = [*lines, replace(KEPT_LINE, decision="")]
    for drawn, some, problem in (
        (draft, open_line, ""),
        (replace(draft, next_on=""), lines, "next_on"),
        (replace(draft, next_on="today"), lines, "next_on"),
        (replace(draft, on="-50"), lines, "on"),
        (replace(draft, on="+1"), lines, "on"),
    ):
        act = lambda d=drawn, s=some: closed(OPEN, d, s, Reading(TODAY))  # noqa: E731
        assert problem in fields(act)
    assert "" in fields(lambda: closed(WHOLE, draft, lines, Reading(TODAY)))
    assert with_next(WHOLE, "+20", Reading(TODAY)).next_on == ahead(20)
    assert "" in fields(lambda: with_next(OPEN, "+20", Reading(TODAY)))


def test_a_review_of_somebody_who_is_gone_asks_for_no_next_one():
    """A6: the final review of a partner that was removed asked for a date of the next review."""
    removed = replace(PERIOD, removed_on=ago(5), ending_on=ago(5))
    assert is_followed(STARTED, situation())
    assert not is_followed(STARTED, situation(removed))
    of_jo = replace(OPEN, partnership=None, person=3)
    assert is_followed(of_jo, situation())
    assert not is_followed(of_jo, situation(replace(JO, left_on=ago(1))))
    draft = CloseDraft(on="today", by="Claire")
    assert closed(OPEN, draft, [KEPT_LINE], Reading(TODAY), goes_on=False).next_on is None
    assert "next_on" in fields(lambda: closed(OPEN, draft, [KEPT_LINE], Reading(TODAY)))


def test_that_everything_was_kept_within_seconds_is_noted():
    def lines(count, seconds):
        return [
            replace(KEPT_LINE, id=n, decided_at=NOW + timedelta(seconds=n * seconds))
            for n in range(count)
        ]

    assert hasty_words(lines(10, 1)) == "All 10 items were kept within 9 seconds."
    assert hasty_words(lines(10, 3)) == ""
    assert hasty_words(lines(10, 0)) == "", "one decision of all is told as such"
    assert hasty_words(lines(4, 0)) == ""
    assert hasty_words([*lines(9, 1), replace(KEPT_LINE, decision="CHANGED")]) == ""
    draft = CloseDraft(on="today", next_on="+90", note="Quick")
    done = closed(OPEN, draft, lines(10, 1), Reading(TODAY))
    assert done.note == "Quick\nAll 10 items were kept within 9 seconds."


def test_that_items_were_kept_many_at_a_time_is_noted():
    """A reader of the report sees how many were decided by themselves."""
    together = [replace(KEPT_LINE, id=n, decided_at=NOW) for n in range(7)]
    others = [
        replace(KEPT_LINE, id=n, decided_at=NOW + timedelta(minutes=n)) for n in range(10, 30)
    ]
    said = "7 of 27 kept items were decided together, in 1 decision."
    assert together_words([*together, *others]) == said
    more = [replace(KEPT_LINE, id=n, decided_at=NOW + timedelta(hours=3)) for n in range(40, 45)]
    both = "12 of 12 kept items were decided together, in 2 decisions."
    assert together_words([*together, *more]) == both
    assert together_words(others) == ""
    assert together_words([replace(each, decision="REVOKED") for each in together]) == ""
    draft = CloseDraft(on="today", next_on="+90")
    done = closed(OPEN, draft, [*together, *others], Reading(TODAY))
    assert done.note == said


@pytest.mark.parametrize(
    ("line", "record", "is_gone"),
    [
        (KEPT_LINE, replace(SHARE, **GONE), False),
        (KEPT_LINE, replace(SHARE, **GONE, verified_gone_on=ago(1)), True),
        (replace(KEPT_LINE, subject=99), SHARE, True),
        (replace(KEPT_LINE, subject_kind="seat", surface="FINANCE"), ADMIN, False),
        (replace(KEPT_LINE, subject_kind="seat", surface="FINANCE"),
         replace(ADMIN, finance_role=""), True),
        (replace(KEPT_LINE, subject_kind="seat", surface="MEMBERS"),
         replace(ADMIN, finance_role=""), False),
        (replace(KEPT_LINE, subject_kind="login", surface="LOGIN"), LOGIN, False),
        (replace(KEPT_LINE, subject_kind="login", surface="LOGIN"),
         replace(LOGIN, password_last_changed_on=ago(41)), True),
        (replace(KEPT_LINE, subject_kind="spark-code", surface="SPARK"),
         replace(CODE, planned_end=ago(1)), True),
    ],
)  # fmt: skip
def test_what_was_revoked_is_followed_until_it_was_seen_gone(line, record, is_gone):
    assert is_over(situation(record), line) is is_gone


@pytest.mark.parametrize("surface", surfaces())
def test_what_was_deleted_gives_no_access_wherever_its_item_stands(surface):
    """Deciding on the finance role of a seat that was deleted meanwhile ended in an error."""
    assert not gives_access(None, surface, TODAY)


def test_only_the_newest_decision_on_a_way_in_is_put_off():
    late = replace(KEPT_LINE, decision="DEFERRED", until=ago(1), owner="Mara")
    assert [line.id for line in put_off(situation(late))] == [1]
    assert list(put_off(situation(late, replace(KEPT_LINE, id=2)))) == []
    gone = replace(SHARE, **GONE, verified_gone_on=ago(1))
    assert list(put_off(situation(late, gone))) == []


def due(*changes, without=()):
    return {
        (each.kind, each.partnership, each.person): each.day
        for each in due_reviews(situation(*changes, without=without))
    }


def test_reviews_fall_due_at_the_stages_of_an_engagement():
    assert due(without=[STARTED])["START", 1, None] == ago(90 - 14)
    middle = replace(PERIOD, engagement_mid=ahead(20))
    assert due(middle)["MIDDLE", 1, None] == ahead(20)
    assert due(middle, replace(STARTED, id=9, kind="MIDDLE"))["END", 1, None] == ahead(40)
    missed = replace(PERIOD, engagement_mid=ago(5), engagement_end=ahead(5))
    assert due(missed, without=[STARTED])["MIDDLE", 1, None] == ago(5)
    removed = replace(PERIOD, removed_on=ago(5), ending_on=ago(5))
    assert due(removed)["END", 1, None] == ago(2)
    seen = replace(STARTED, id=9, kind="END", opened_on=ago(4), closed_on=ago(4))
    assert due(removed, seen).get(("END", 1, None)) is None
    assert ("START", 1, None) not in due(replace(PERIOD, confirmed_on=None), without=[STARTED])
    busy = replace(STARTED, id=9, kind="MIDDLE", closed_on=None, next_on=None)
    assert not [key for key in due(middle, busy) if key[1] == 1]


def test_everything_is_reviewed_by_the_quarter_counted_from_the_oldest_access():
    assert due()["QUARTERLY", None, None] == ahead(50)
    assert due(without=[WHOLE, KEPT_LINE])["QUARTERLY", None, None] == ahead(30)
    assert ("QUARTERLY", None, None) not in due(replace(OPEN, id=9))


def test_somebody_who_left_is_reviewed_at_once_until_somebody_looked():
    gone = replace(JO, left_on=ago(10))
    assert due(gone)["AT_ONCE", None, 3] == ago(7)
    looked = replace(WHOLE, id=9, opened_on=ago(10))
    assert ("AT_ONCE", None, 3) not in due(gone, looked)
    assert ("AT_ONCE", None, 3) not in due(replace(JO, left_on=ahead(1)))


def test_where_every_removal_is_verified_no_review_is_due():
    """A6: a review that would be empty is not asked for."""
    seen = {**GONE, "verified_gone_on": ago(1)}
    over = [replace(r, **seen) for r in (SHARE, PROFILE_SHARE, SHOP_PARTNER, CODE)]
    removed = replace(PERIOD, removed_on=ago(5), ending_on=ago(5))
    assert ("END", 1, None) not in due(removed, *over)
    assert due(removed, *over, replace(SHARE, **GONE))["END", 1, None] == ago(2)


def test_the_next_review_is_usually_at_the_next_milestone_or_in_a_quarter():
    here = situation(replace(PERIOD, engagement_mid=ahead(20)))
    assert next_day(STARTED, here, TODAY) == ahead(20)
    assert next_day(WHOLE, here, TODAY) == ahead(90)


@pytest.mark.parametrize("day", ["2028-02-29", "2027-02-28"])
def test_leap_days_move_no_date(day):
    review = closed(OPEN, CloseDraft(on="today", next_on=day), [KEPT_LINE], Reading(TODAY))
    assert review.next_on is not None
    assert review.next_on.isoformat() == day
