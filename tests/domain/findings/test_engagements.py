"""Engagements on a time line: which are shown, from when to when, and which are past their end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.findings.engagements import engagements
from delvia_desktop.domain.records.situation import Situation
from tests.domain.sound import PERIOD, ago, ahead, picture


def shown(**dates):
    situation = Situation(picture([replace(PERIOD, **dates)]))
    return engagements(situation)


NO_START = {"engagement_start": None}


@pytest.mark.parametrize(
    ("dates", "number"),
    [
        ({}, 1),
        (NO_START, 1),
        ({**NO_START, "confirmed_on": None}, 1),
        ({**NO_START, "confirmed_on": None, "requested_on": None}, 0),
        ({"confirmed_on": None, "declined_on": ago(3)}, 0),
        ({"confirmed_on": None, "cancelled_on": ago(3)}, 0),
        ({"engagement_start": ahead(365), "engagement_end": None}, 1),
        ({"engagement_start": ahead(366), "engagement_end": None}, 0),
        ({"removed_on": ago(365)}, 1),
        ({"removed_on": ago(366)}, 0),
        ({"engagement_end": ago(365)}, 1),
        ({"engagement_end": None}, 1),
    ],
)
def test_an_engagement_is_shown_if_it_touches_the_year_before_or_after(dates, number):
    assert len(shown(**dates)) == number


@pytest.mark.parametrize(
    ("dates", "start", "end", "is_late"),
    [
        ({}, ago(90), ahead(120), False),
        (NO_START, ago(92), ahead(120), False),
        ({**NO_START, "confirmed_on": None}, ago(95), ahead(120), False),
        ({"engagement_end": ahead(0)}, ago(90), ahead(0), False),
        ({"engagement_end": ago(1)}, ago(90), ago(1), True),
        ({"engagement_end": ago(1), "removed_on": ago(2)}, ago(90), ago(2), False),
        ({"engagement_end": None}, ago(90), None, False),
    ],
)
def test_an_engagement_is_late_once_its_last_day_has_passed(dates, start, end, is_late):
    [found] = shown(**dates)
    assert (found.start, found.end, found.is_late) == (start, end, is_late)
    assert ("past its end date" in found.words) is is_late
    assert ("no end date" in found.words) is (end is None)
