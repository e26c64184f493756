"""Duties: what goes on without the person who is named for it, and what is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.findings.duties import held_by
from delvia_desktop.domain.papers.outgoing import accountable
from delvia_desktop.domain.records.situation import Situation
from tests.domain.sound import (
    ADS,
    JO,
    KEPT_LINE,
    LEA,
    LOGIN,
    MARA,
    PERIOD,
    STARTED,
    ago,
    ahead,
    picture,
)


def duties(person, *changes):
    return [(held.kind, held.id, held.field) for held in held_by(picture(changes), person)]


OWN = replace(ADS, internal_owner="Jo")
OPEN_REVIEW = replace(STARTED, closed_on=None, reviewer="Jo")
DEFERRED = replace(KEPT_LINE, decision="DEFERRED", owner="Jo")
LED = replace(LEA, line_manager="jo")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (OWN, [("asset", 1, "internal_owner")]),
        (replace(PERIOD, internal_owner="Jo"), [("partnership", 1, "internal_owner")]),
        (replace(PERIOD, internal_owner="Jo", removed_on=ago(1)), []),
        (replace(LOGIN, mailbox_holder=3), [("login", 1, "mailbox_holder")]),
        (replace(LOGIN, recovery_holder=3), [("login", 1, "recovery_holder")]),
        (OPEN_REVIEW, [("review", 1, "reviewer")]),
        (replace(OPEN_REVIEW, closed_on=ago(1)), []),
        (DEFERRED, [("review-line", 1, "owner")]),
        (replace(DEFERRED, until=ahead(0)), [("review-line", 1, "owner")]),
        (replace(DEFERRED, until=ago(1)), []),
        (replace(DEFERRED, decision="KEPT"), []),
        (LED, [("person", 2, "line_manager")]),
        (replace(LED, left_on=ago(0)), []),
        (replace(LED, left_on=ahead(1)), [("person", 2, "line_manager")]),
    ],
)
def test_a_duty_goes_on_until_its_record_is_over(change, found):
    assert duties(JO, change) == found


def test_a_duty_belongs_to_the_person_who_is_named():
    assert ("partnership", 1, "internal_owner") in duties(MARA)
    assert duties(JO) == []


def test_the_address_of_who_is_accountable_is_that_of_our_person_of_that_name():
    theirs = replace(LEA, employer="PARTNER", partner=1, name="Mara", email="mara@kite.example")
    assert accountable(Situation(picture([theirs], without=[MARA])), PERIOD) == ("Mara", "")
    situation = Situation(picture())
    assert accountable(situation, PERIOD) == ("Mara", "mara@nova.example")
    assert accountable(situation, replace(PERIOD, internal_owner="Bo")) == ("Bo", "")
    assert accountable(situation, replace(PERIOD, internal_owner="")) == ("", "")
    assert accountable(situation, None) == ("", "")
