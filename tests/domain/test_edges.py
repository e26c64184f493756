"""Edges: the first and the last day that count, the largest size, one of two that is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.claims import state_on as claim_state
from delvia_desktop.domain.access.former_ids import FormerId, id_on
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.partnership_steps import PartnershipSurroundings, take
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipKey
from delvia_desktop.domain.access.people import (
    Employer,
    Person,
    PersonDraft,
    check_person,
    has_left,
)
from delvia_desktop.domain.access.seats import Seat, SeatDraft, SeatSurroundings, check_seat
from delvia_desktop.domain.access.seats import state_on as seat_state
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkCodeDraft, check_spark_code
from delvia_desktop.domain.access.spark_codes import state_on as code_state
from delvia_desktop.domain.access.statuses import StatusDraft, status_on, with_status
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.evidence.emails import text_of_html
from delvia_desktop.domain.evidence.evidence import (
    LARGEST,
    LONGEST,
    MOST_FILES,
    Attachment,
    FileDraft,
    check_file,
    show_size,
    too_large,
)
from delvia_desktop.domain.evidence.media import ENDINGS, JPEG, NAME_LIMIT, PDF, TEXT, clean_name
from delvia_desktop.domain.findings.health import figure_after
from delvia_desktop.domain.records.letterheads import (
    LARGEST_LOGO,
    LetterheadDraft,
    check_letterhead,
)
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.reviews.steps import asks_why, decides_own, hasty_words, holds_more
from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid
from tests.domain.refusals import TODAY, day, refused


def days(dates: dict[str, int]) -> dict[str, date]:
    return {name: day(number) for name, number in dates.items()}


@pytest.mark.parametrize(
    ("dates", "on", "state"),
    [
        ({}, 5, "planned"),
        ({"granted_on": 5}, 4, "planned"),
        ({"granted_on": 5}, 5, "not_used"),
        ({"granted_on": 5, "used_on": 7}, 6, "not_used"),
        ({"granted_on": 5, "used_on": 7}, 7, "in_use"),
        ({"granted_on": 5, "planned_end": 9}, 9, "not_used"),
        ({"granted_on": 5, "planned_end": 9}, 10, "expired"),
        ({"granted_on": 5, "revoked_on": 8}, 7, "not_used"),
        ({"granted_on": 5, "revoked_on": 8}, 8, "deleted"),
        ({"granted_on": 5, "revoked_on": 8, "verified_gone_on": 9}, 8, "deleted"),
        ({"granted_on": 5, "revoked_on": 8, "verified_gone_on": 9}, 9, "verified"),
    ],
)
def test_the_state_of_a_code_changes_on_the_day_that_is_recorded(dates, on, state):
    assert code_state(SparkCode(1, "post", **days(dates)), day(on)) == state


@pytest.mark.parametrize(
    ("dates", "on", "state"),
    [
        ({}, 5, "planned"),
        ({"invited_on": 5}, 4, "planned"),
        ({"invited_on": 5}, 5, "invited"),
        ({"invited_on": 5, "expired_on": 6}, 6, "expired"),
        ({"invited_on": 5, "rejected_on": 6}, 6, "rejected"),
        ({"invited_on": 5, "cancelled_on": 6}, 6, "cancelled"),
        ({"accepted_on": 6, "leaving_on": 8}, 7, "joined"),
        ({"accepted_on": 6, "leaving_on": 8}, 8, "leaving"),
        ({"accepted_on": 6, "removed_on": 9}, 9, "removed"),
        ({"removed_on": 9, "removal_verified_on": 10}, 9, "removed"),
        ({"removed_on": 9, "removal_verified_on": 10}, 10, "verified"),
    ],
)
def test_the_state_of_a_seat_changes_on_the_day_that_is_recorded(dates, on, state):
    assert seat_state(Seat(1, 1, 1, **days(dates)), day(on)) == state


@pytest.mark.parametrize(
    ("dates", "on", "state"),
    [
        ({}, 5, "found"),
        ({"asked_on": 5}, 4, "found"),
        ({"asked_on": 5}, 5, "asked"),
        ({"asked_on": 5, "agreed_on": 6}, 6, "agreed"),
        ({"agreed_on": 5, "transfer_on": 7}, 6, "agreed"),
        ({"transfer_on": 7, "received_on": 9}, 9, "received"),
        ({"received_on": 9, "verified_on": 10}, 10, "verified"),
    ],
)
def test_the_state_of_a_claim_changes_on_the_day_that_is_recorded(dates, on, state):
    assert claim_state(Claim(1, 1, 1, "", **days(dates)), day(on)) == state


@pytest.mark.parametrize(
    ("dates", "on", "away"),
    [
        ({}, 5, False),
        ({"left_on": 5}, 4, False),
        ({"left_on": 5}, 5, True),
        ({"planned_end": 5}, 5, False),
        ({"planned_end": 5}, 6, True),
    ],
)
def test_the_last_planned_day_is_worked_and_the_day_of_leaving_is_not(dates, on, away):
    assert has_left(Person(1, "Ada", **days(dates)), day(on)) is away


def test_an_id_is_valid_until_the_end_of_its_last_day():
    former = (FormerId("1", day(5)), FormerId("2", day(9)))
    numbers = [id_on("3", former, day(on)) for on in (4, 5, 6, 9, 10)]
    assert numbers == ["1", "1", "2", "2", "3"]
    assert id_on("3", reversed(former), day(5)) == "1"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2000-01-01", date(2000, 1, 1)),
        ("31.12.2100", date(2100, 12, 31)),
        ("today", TODAY),
        ("yesterday", date(2026, 3, 19)),
        ("tomorrow", date(2026, 3, 21)),
        ("+14", date(2026, 4, 3)),
        ("+ 2 w", date(2026, 4, 3)),
        ("+3d", date(2026, 3, 23)),
        ("3 Jan 2026", date(2026, 1, 3)),
        ("Dec 3, 2026", date(2026, 12, 3)),
        ("1 mai 2026", date(2026, 5, 1)),
        ("3 de 2026", None),
        ("31.12.1999", None),
        ("2101-01-01", None),
        ("30.2.2026", None),
        ("3 Ju 2026", None),
        ("3 ma 2026", None),
    ],
)
def test_days_are_read_up_to_the_edges_of_what_is_understood(typed, meant):
    if meant is not None:
        assert parse_day(typed, TODAY) == meant
    else:
        with pytest.raises(ValueError, match=r"[A-Z]"):
            parse_day(typed, TODAY)


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 KB"),
        (999_999, "1\u202f000 KB"),
        (1_000_000, "1 MB"),
        (1_250_000, "1.2 MB"),
    ],
)
def test_a_size_is_shown_in_the_unit_that_it_reaches(size, shown):
    assert show_size(size) == shown


def test_a_file_of_the_largest_size_is_kept_and_one_byte_more_is_not():
    assert too_large(LARGEST) == ""
    assert "25 MB" in too_large(LARGEST + 1)


def test_a_logo_of_the_largest_size_is_taken():
    """A logo may have up to 2 MB, and those count in."""
    draft = LetterheadDraft("", logo=FileDraft("logo.png", bytes(LARGEST_LOGO)))
    assert refused(check_letterhead, draft, None, Reading(TODAY)) == []


def attached(number: int) -> Attachment:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Attachment(number, "share", 1, f"{number}.txt", TEXT, f"{number}", 4, at)


@pytest.mark.parametrize(
    ("content", "there", "fields"),
    [
        (b"Seen on 3 March.", 0, []),
        (b"Seen on 3 March.", MOST_FILES - 1, []),
        (b"Seen on 3 March.", MOST_FILES, ["content"]),
        (b"a " * (LONGEST // 2), 0, []),
        (b"a " * (LONGEST // 2) + b"a", 0, ["content"]),
        (b"", 0, ["content"]),
    ],
    ids=["one", "the last one", "one too many", "longest text", "too long", "empty"],
)
def test_a_file_is_attached_up_to_the_limits_that_are_named(content, there, fields):
    others = [attached(number) for number in range(there)]
    assert refused(check_file, FileDraft("seen.txt", content), others, Reading(TODAY)) == fields


def test_the_same_file_is_attached_once():
    file = FileDraft("seen.txt", b"Seen on 3 March.")
    there = replace(attached(1), sha256=file.sha256, name="older.txt")
    with pytest.raises(Invalid, match=r"older\.txt"):
        check_file(file, [there], Reading(TODAY))


@pytest.mark.parametrize(
    ("raw", "kind", "name"),
    [
        ("scans/ada/seen.pdf", PDF, "seen.pdf"),
        ("C:\\scans\\seen.PDF", PDF, "seen.PDF"),
        ("seen", JPEG, "seen" + ENDINGS[JPEG][0]),
        ("seen.jpeg", JPEG, "seen.jpeg"),
        ("a" * (NAME_LIMIT - 4) + ".pdf", PDF, "a" * (NAME_LIMIT - 4) + ".pdf"),
        ("a" * (NAME_LIMIT - 3) + ".pdf", PDF, "a" * (NAME_LIMIT - 4) + ".pdf"),
        (" . ", PDF, "Unnamed.pdf"),
    ],
)
def test_the_name_of_a_file_has_no_folder_and_ends_as_its_type_does(raw, kind, name):
    """A long name keeps its beginning and its ending, and all letters that there is room for."""
    assert clean_name(raw, kind) == name


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("One <b>and</b> <i>two</i>", "One and two"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo"),
        ("<head><title>No</title></head>Yes", "Yes"),
        ("<style>p {}</style>Yes<script>no()</script> too", "Yes too"),
        ("</script>Yes", "Yes"),
    ],
)
def test_only_the_tags_that_begin_a_line_do_so_in_the_text_of_a_page(html, text):
    assert text_of_html(html) == text


ACTIVE = Partnership(
    PartnershipKey(1), PartnerKey(1), BusinessCenterKey(1), requested_on=day(3), confirmed_on=day(5)
)
AROUND = PartnershipSurroundings()


@pytest.mark.parametrize(
    ("act", "before", "on", "fields"),
    [
        ("confirm", {"confirmed_on": None}, "2026-03-02", ["on"]),
        ("confirm", {"confirmed_on": None}, "2026-03-03", []),
        ("confirm", {}, "2026-03-05", [""]),
        ("decline", {"confirmed_on": None}, "2026-03-02", ["on"]),
        ("decline", {"confirmed_on": None}, "2026-03-03", []),
        ("decline", {}, "2026-03-06", [""]),
        ("begin", {}, "2026-03-04", ["on"]),
        ("begin", {}, "2026-03-05", []),
        ("begin", {"ending_on": day(6)}, "2026-03-07", [""]),
        ("begin", {}, "2026-03-21", ["on"]),
        ("begin", {}, "", ["on"]),
    ],
)
def test_a_step_of_a_partnership_comes_on_or_after_the_one_before(act, before, on, fields):
    given = (replace(ACTIVE, **before), act, StepDraft(on), AROUND, Reading(TODAY))
    assert refused(take, *given) == fields


@pytest.mark.parametrize(
    ("before", "on", "fields"),
    [
        ({}, "2026-03-04", ["on"]),
        ({}, "2026-03-05", []),
        ({"confirmed_on": None}, "2026-03-02", ["on"]),
        ({"confirmed_on": None}, "2026-03-03", []),
        ({"requested_on": None, "confirmed_on": None}, "2026-03-03", [""]),
    ],
)
def test_a_partner_is_removed_on_or_after_the_day_that_the_partnership_began(before, on, fields):
    given = (replace(ACTIVE, **before), "end", StepDraft(on), AROUND, Reading(TODAY))
    assert refused(take, *given) == fields


def test_a_removal_keeps_the_day_on_which_the_end_began_and_the_evidence_before_it():
    """One of two that is missing is taken from what was recorded before, and only then."""
    ending = replace(ACTIVE, ending_on=day(8), evidence_ref="Ticket 1")
    removed = take(ending, "end", StepDraft("2026-03-10"), AROUND, Reading(TODAY))
    assert (removed.ending_on, removed.removed_on) == (day(8), day(10))
    assert removed.evidence_ref == "Ticket 1"
    other = StepDraft("2026-03-10", evidence_ref="Ticket 2")
    removed = take(replace(ending, ending_on=None), "end", other, AROUND, Reading(TODAY))
    assert (removed.ending_on, removed.evidence_ref) == (day(10), "Ticket 2")


@pytest.mark.parametrize(
    ("seen_gone", "beside", "on", "fields"),
    [
        (12, (), "2026-03-12", []),
        (12, (), "2026-03-09", ["on"]),
        (12, (), "2026-03-10", []),
        (21, (), "2026-03-12", [""]),
        (12, ("a seat",), "2026-03-12", [""]),
    ],
)
def test_a_partnership_is_closed_once_all_its_access_is_seen_gone(seen_gone, beside, on, fields):
    removed = replace(ACTIVE, removed_on=day(10))
    share = Share(1, 1, 1, (), revoked_on=day(9), verified_gone_on=day(seen_gone))
    around = PartnershipSurroundings(shares=[share], beside=beside)
    assert refused(take, removed, "close", StepDraft(on), around, Reading(TODAY)) == fields


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"partner": PartnerKey(1)}, []),
        ({"person": 1}, []),
        ({}, ["partner"]),
        ({"is_incoming": True, "creator": "@ada"}, []),
        ({"is_incoming": True}, ["creator"]),
        ({"person": 1, "days": 1}, []),
        ({"person": 1, "days": 0}, ["days"]),
        ({"person": 1, "granted_on": "2026-03-05", "used_on": "2026-03-04"}, ["used_on"]),
        ({"person": 1, "granted_on": "2026-03-05", "used_on": "2026-03-05"}, []),
        ({"person": 1, "granted_on": "2026-03-21"}, ["granted_on"]),
        ({"person": 1, "granted_on": "2026-03-20"}, []),
    ],
)
def test_a_code_says_who_may_advertise_the_post_and_since_when(typed, fields):
    draft = SparkCodeDraft("A post", **typed)
    assert refused(check_spark_code, draft, None, Reading(TODAY)) == fields


def test_a_code_counts_from_the_day_of_issue_and_keeps_what_stood_before():
    draft = SparkCodeDraft("A post", person=1, days=7, granted_on="2026-03-05")
    made = check_spark_code(draft, None, Reading(TODAY))
    assert made.planned_end == day(12)
    before = SparkCode(4, "Old", revoked_by="Ada")
    corrected = check_spark_code(draft, before, Reading(TODAY))
    assert (corrected.id, corrected.post, corrected.revoked_by) == (4, "A post", "Ada")


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"employer": Employer.PARTNER}, ["partner"]),
        ({"employer": Employer.PARTNER, "partner": PartnerKey(1)}, []),
        ({"started_on": "2026-03-05", "left_on": "2026-03-04"}, ["left_on"]),
        ({"started_on": "2026-03-05", "left_on": "2026-03-05"}, []),
        ({"started_on": "2026-03-05", "planned_end": "2026-03-04"}, ["planned_end"]),
        ({"started_on": "2026-03-05", "planned_end": "2026-03-05"}, []),
        ({"left_on": "2026-03-21"}, ["left_on"]),
        ({"user_id": "7504233300559872017"}, ["user_id"]),
    ],
)
def test_a_person_is_refused_for_what_cannot_be(typed, fields):
    other = Person(2, "Bo", user_id="7504233300559872017")
    draft = PersonDraft("Ada", **typed)
    assert refused(check_person, draft, 1, [other], Reading(TODAY)) == fields


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"invited_on": "2026-03-05", "accepted_on": "2026-03-04"}, ["accepted_on"]),
        ({"invited_on": "2026-03-05", "accepted_on": "2026-03-05"}, []),
        ({"invited_on": "2026-03-05", "planned_end": "2026-03-04"}, ["planned_end"]),
        ({"accepted_on": "2026-03-05", "review_due": "2026-03-04"}, ["review_due"]),
        ({"accepted_on": "2026-03-05", "review_due": "2026-03-05"}, []),
        ({"role": ""}, ["role"]),
    ],
)
def test_a_seat_begins_with_its_invitation(typed, fields):
    around = SeatSurroundings(
        Person(1, "Ada"), BusinessCenter(BusinessCenterKey(1), "Nova", "1"), None
    )
    draft = SeatDraft(1, 1, **typed)
    assert refused(check_seat, draft, None, around, Reading(TODAY)) == fields


def test_a_status_counts_from_its_day_on():
    center = BusinessCenter(BusinessCenterKey(1), "Nova", "1", status="SUSPENDED", status_on=day(5))
    assert [status_on(center, day(on)) for on in (4, 5)] == ["", "SUSPENDED"]
    assert status_on(replace(center, status_on=None), day(1)) == "SUSPENDED"


def test_a_status_keeps_the_evidence_before_it_unless_there_is_a_newer_one():
    center = BusinessCenter(BusinessCenterKey(1), "Nova", "1", evidence_ref="Ticket 1")
    made = with_status(center, StatusDraft("ENABLE", "2026-03-05"), Reading(TODAY))
    assert (made.status, made.status_on, made.evidence_ref) == ("ENABLE", day(5), "Ticket 1")
    newer = StatusDraft("ENABLE", "2026-03-05", "Ticket 2")
    assert with_status(center, newer, Reading(TODAY)).evidence_ref == "Ticket 2"


REVIEW = Review(1, "QUARTERLY", day(1), datetime(2026, 3, 1, tzinfo=UTC), 1, "Ada")
LINE = ReviewLine(1, 1, "share", 1)


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ({}, False),
        ({"decision": "kept", "decided_by": "Ada"}, False),
        ({"decision": "kept", "decided_by": "Bo"}, True),
        ({"decided_by": "Bo"}, False),
        ({"decision": "kept", "decided_by": "Ada", "reason": "Needed"}, True),
        ({"decision": "kept", "decided_by": "Ada", "until": day(9)}, True),
    ],
)
def test_a_line_holds_more_than_its_letter_once_there_is_something_to_lose(line, more):
    assert holds_more(replace(LINE, **line), REVIEW) is more


def test_nobody_decides_on_their_own_access_unless_the_review_says_why():
    own = replace(LINE, who="Ada")
    assert decides_own(own, "Ada", REVIEW)
    assert decides_own(own, "", REVIEW)
    assert not decides_own(own, "Bo", REVIEW)
    assert not decides_own(LINE, "", REVIEW)
    assert not decides_own(own, "Ada", replace(REVIEW, own_access_reason="Ada works alone"))


@pytest.mark.parametrize(
    ("decision", "at_risk", "asked"),
    [
        (Decision.KEPT, False, False),
        (Decision.KEPT, True, True),
        (Decision.CHANGED, False, True),
        (Decision.EXCEPTION, False, True),
        (Decision.REVOKED, True, False),
    ],
)
def test_keeping_what_is_at_risk_a_change_and_an_exception_need_a_reason(decision, at_risk, asked):
    assert asks_why(decision, is_at_risk=at_risk) is asked


@pytest.mark.parametrize(
    ("number", "seconds", "decision", "hasty"),
    [
        (5, 9, Decision.KEPT, True),
        (5, 10, Decision.KEPT, False),
        (4, 0, Decision.KEPT, False),
        (5, 1, Decision.REVOKED, False),
    ],
)
def test_keeping_five_lines_within_two_seconds_each_is_no_review(number, seconds, decision, hasty):
    began = datetime(2026, 3, 1, 12, tzinfo=UTC)
    lines = [replace(LINE, decision=Decision.KEPT, decided_at=began)] * (number - 1)
    last = replace(LINE, decision=decision, decided_at=began + timedelta(seconds=seconds))
    assert bool(hasty_words([*lines, last])) is hasty


@pytest.mark.parametrize(
    ("lost", "figure"), [(0, 100.0), (60, 40.0), (60.1, 39.9), (100, 14.72), (1000, 0.0)]
)
def test_health_falls_in_full_at_first_and_then_ever_more_gently(lost, figure):
    assert figure_after(lost) == figure
