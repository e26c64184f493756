"""States follow from dates, as tables of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.access.grants import OPEN, is_open, state_on
from delvia_desktop.domain.access.partnerships import Partnership, engagement_words
from delvia_desktop.domain.access.partnerships import state_on as partnership_state
from delvia_desktop.domain.access.shares import Raise, Share, level_on


def day(number: int) -> date:
    return date(2026, 3, number)


@pytest.mark.parametrize(
    ("dates", "on", "state"),
    [
        ({}, 5, "draft"),
        ({"requested_on": 5}, 4, "draft"),
        ({"requested_on": 5}, 5, "requested"),
        ({"requested_on": 5, "declined_on": 6}, 6, "declined"),
        ({"requested_on": 5, "cancelled_on": 6}, 6, "cancelled"),
        ({"confirmed_on": 5}, 5, "active"),
        ({"confirmed_on": 5, "engagement_end": 8}, 8, "active"),
        ({"confirmed_on": 5, "engagement_end": 8}, 9, "ending"),
        ({"confirmed_on": 5, "ending_on": 7}, 7, "ending"),
        ({"confirmed_on": 5, "removed_on": 9}, 8, "active"),
        ({"confirmed_on": 5, "removed_on": 9}, 9, "removed"),
        ({"confirmed_on": 5, "removed_on": 9, "closed_on": 10}, 10, "closed"),
    ],
)
def test_the_state_of_a_partnership_follows_from_its_dates(dates, on, state):
    partnership = Partnership(1, 1, 1, **{name: day(number) for name, number in dates.items()})
    assert partnership_state(partnership, day(on)) == state


@pytest.mark.parametrize(
    ("dates", "on", "words"),
    [
        ({}, 9, ("? – no end date", "")),
        ({"engagement_start": 1, "engagement_end": 8}, 9, ("1 Mar 2026 – 8 Mar 2026", "")),
        ({"engagement_start": 1, "engagement_end": 8, "removed_on": 5}, 4,
         ("1 Mar 2026 – 8 Mar 2026", "")),
        ({"engagement_start": 1, "engagement_end": 8, "removed_on": 5}, 5,
         ("1 Mar 2026 – 5 Mar 2026", "agreed until 8 Mar 2026")),
        ({"engagement_start": 1, "removed_on": 5}, 5, ("1 Mar 2026 – 5 Mar 2026", "")),
    ],
)  # fmt: skip
def test_an_engagement_is_told_until_its_real_last_day(dates, on, words):
    """A5: pages and documents of an agency that had gone told the last day that was agreed once."""
    partnership = Partnership(1, 1, 1, **{name: day(number) for name, number in dates.items()})
    assert engagement_words(partnership, day(on)) == words


@pytest.mark.parametrize(
    ("dates", "on", "state"),
    [
        ({}, 5, "planned"),
        ({"granted_on": 5}, 4, "planned"),
        ({"granted_on": 5}, 5, "granted"),
        ({"granted_on": 5, "confirmed_on": 6}, 5, "granted"),
        ({"granted_on": 5, "confirmed_on": 6}, 6, "confirmed"),
        ({"granted_on": 5, "revoked_on": 8}, 7, "granted"),
        ({"granted_on": 5, "revoked_on": 8}, 8, "revoked"),
        ({"granted_on": 5, "revoked_on": 8, "verified_gone_on": 9}, 9, "verified"),
    ],
)
def test_the_state_of_a_share_follows_from_its_dates(dates, on, state):
    share = Share(1, 1, 1, ("ANALYST",), **{name: day(number) for name, number in dates.items()})
    assert state_on(share, day(on)) == state
    assert is_open(share, day(on)) == (state in {"granted", "confirmed"})


def test_the_level_on_a_day_is_the_one_before_later_raises():
    raised = (Raise(day(5), ("ANALYST",)), Raise(day(9), ("OPERATOR",)))
    share = Share(1, 1, 1, ("ADMIN",), granted_on=day(1), raised=raised)
    assert [level_on(share, day(n)) for n in (4, 5, 9)] == [("ANALYST",), ("OPERATOR",), ("ADMIN",)]


@given(days=st.tuples(*[st.none() | st.integers(-3, 3)] * 4))
def test_whether_a_grant_is_open_is_what_its_state_says(days):
    today = date(2026, 11, 23)

    def day(offset):
        return None if offset is None else today + timedelta(days=offset)

    granted, confirmed, revoked, gone = map(day, days)
    share = Share(1, 1, 1, (), granted_on=granted, confirmed_on=confirmed,
                  revoked_on=revoked, verified_gone_on=gone)  # fmt: skip
    assert is_open(share, today) is (state_on(share, today) in OPEN)
