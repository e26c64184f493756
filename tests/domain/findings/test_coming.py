"""What is coming: each kind of day, its edges, and what does not count any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from delvia_desktop.domain.evidence.evidence import Attachment
from delvia_desktop.domain.findings.coming import coming
from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from tests.domain.sound import (
    ADS,
    CLAIM,
    CODE,
    DUTY,
    JO,
    MEMBER,
    PERIOD,
    RUN,
    SHARE,
    SHOP_PARTNER,
    TODAY,
    ago,
    ahead,
    picture,
)  # fmt: skip

GONE = {"revoked_on": ago(5), "revoke_requested_on": ago(5)}
REVIEW = Review(
    2, "QUARTERLY", ago(90), datetime(2026, 8, 1, tzinfo=UTC), 1, "Mara", closed_on=ago(89),
    next_on=ahead(2),
)  # fmt: skip
PAPER = AccessRecord(
    1, "HR-1", "partner", "Kite", TODAY, REVIEW.as_of, 1, "", "",
    datetime(2026, 12, 16, 9, tzinfo=UTC), "Mara", partner=1,
)  # fmt: skip
LINE = ReviewLine(1, 1, "share", 1, decision="DEFERRED", until=ahead(3), what="Nova DE", who="Kite")


def ids(changes: Iterable[Any], days: int = 30, on: date = TODAY) -> dict[str, date]:
    return {event.id: event.day for event in coming(picture(changes, on=on), days)}


@pytest.mark.parametrize(
    ("inside", "outside", "event"),
    [
        (replace(SHARE, planned_end=ahead(30)), replace(SHARE, planned_end=ahead(31)),
         "share/1/planned_end"),
        (replace(SHARE, planned_end=ago(400)), replace(SHARE, planned_end=ago(400), **GONE),
         "share/1/planned_end"),
        (replace(SHARE, review_due=TODAY), SHARE, "share/1/review_due"),
        (replace(DUTY, planned_end=ahead(1)), replace(DUTY, planned_end=ahead(1), **GONE),
         "assignment/1/planned_end"),
        (replace(CODE, planned_end=TODAY), replace(CODE, planned_end=ago(1)),
         "spark-code/1/planned_end"),
        (replace(SHOP_PARTNER, planned_end=ahead(9)), SHOP_PARTNER, "shop-partner/1/planned_end"),
        (replace(MEMBER, planned_end=ahead(9)),
         replace(MEMBER, planned_end=ahead(9), removed_on=TODAY), "seat/3/planned_end"),
        (replace(JO, planned_end=ahead(9)), replace(JO, planned_end=ahead(9), left_on=TODAY),
         "person/3/planned_end"),
        (replace(PERIOD, engagement_end=ago(3)),
         replace(PERIOD, engagement_end=ago(3), removed_on=ago(1)),
         "partnership/1/engagement_end"),
        (replace(PERIOD, engagement_mid=TODAY), replace(PERIOD, engagement_mid=ago(1)),
         "partnership/1/engagement_mid"),
        (replace(CLAIM, asset=1, transfer_due=ahead(2)),
         replace(CLAIM, asset=1, transfer_due=ahead(2), dropped_on=ago(1)),
         "claim/1/transfer_due"),
        (replace(RUN, target_on=ahead(2)), replace(RUN, target_on=ahead(2), finished_on=TODAY),
         "run/1/target_on"),
        (replace(RUN, finished_on=ago(3), recheck_on=ahead(4)),
         replace(RUN, finished_on=ago(3), recheck_on=ahead(4), rechecked_on=TODAY),
         "run/1/recheck_on"),
        (REVIEW, replace(REVIEW, closed_on=None), "review/2/next_on"),
        (LINE, replace(LINE, decision="KEPT"), "review-line/1/until"),
        (PAPER, replace(PAPER, issued_at=PAPER.issued_at + timedelta(days=31)),
         "access-record/1/issued_at"),
        (Acceptance(1, "OWN-01/asset/1", TODAY, "Known", ago(9)),
         Acceptance(1, "OWN-01/asset/1", ago(1), "Known", ago(9)), "acceptance/1/until"),
    ],
)  # fmt: skip
def test_what_is_open_is_told_until_its_last_day_and_what_is_over_is_not(inside, outside, event):
    assert event in ids([inside])
    assert event not in ids([outside])


def test_a_paper_comes_back_until_it_is_signed_replaced_or_kept_as_evidence():
    event = "access-record/1/issued_at"
    late = replace(PAPER, issued_at=PAPER.issued_at - timedelta(days=400))
    assert ids([late])[event] == ahead(30) - timedelta(days=400)
    assert event not in ids([late, Acknowledgement(1, 1, "EMAIL", "Tom", TODAY)])
    assert event not in ids([late, replace(PAPER, id=2, supersedes=1)])
    assert event in ids([late, Acknowledgement(1, 2, "EMAIL", "Tom", TODAY)])
    kept = Attachment(1, "access-record", 1, "a.pdf", "application/pdf", "", 1, PAPER.issued_at)
    assert event not in ids([late, kept])


def test_only_the_newest_closed_review_of_a_kind_says_when_the_next_is_due():
    newer = replace(REVIEW, id=2, closed_on=ago(1), next_on=ahead(20))
    assert {key for key in ids([REVIEW, newer]) if key.startswith("review/")} == {
        "review/2/next_on"
    }


def test_a_leap_day_and_a_clock_set_back_move_no_day():
    leap = date(2028, 2, 29)
    share = replace(SHARE, planned_end=leap)
    for on in (date(2028, 2, 28), leap, date(2028, 3, 1), date(2027, 3, 1)):
        assert ids([share], days=366, on=on)["share/1/planned_end"] == leap


def test_events_come_by_day_and_name_what_they_are_about():
    events = coming(
        picture([replace(SHARE, planned_end=ago(2)), replace(ADS, name="Nova {x}")]), 365
    )
    assert [event.day for event in events] == sorted(event.day for event in events)
    assert events[0].words == "End of access: “Nova {x}” for Kite Studio"


def test_what_is_coming_is_named_so_that_it_reads_before_and_after_its_day():
    """“The code for … ends” stood beside “23 days ago”, and began small between its neighbours."""
    changes = [replace(CODE, planned_end=TODAY), replace(SHARE, planned_end=TODAY)]
    told = {event.kind: event.words for event in coming(picture(changes), 30)}
    assert told["spark-code"].startswith("End of access: the code for “")
    assert told["share"].startswith("End of access: “")
