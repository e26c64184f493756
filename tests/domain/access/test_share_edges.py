"""Edges of shares and of names: what is just still meant, wider, in order, or noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.access.grant_steps import DatesDraft, dated
from delvia_desktop.domain.access.share_steps import can_be_raised
from delvia_desktop.domain.access.shares import (
    Raise,
    Share,
    ShareDraft,
    ShareSurroundings,
    check_share,
)
from delvia_desktop.domain.papers.turnover import Turn
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.text import alike, only_one_meant
from delvia_desktop.domain.words.vocabulary import asset_type
from tests.domain.refusals import TODAY, day, refused
from tests.domain.sound import ADS, PERIOD


@pytest.mark.parametrize(
    ("sought", "place"),
    [
        ("Nova", 0),
        (" Nova ", 0),
        ("nova d", 1),
        ("kite", 3),
        ("studio", 3),
        ("nova de", 1),
        ("shop", None),
        ("nov", None),
        ("", None),
        ("Mia", None),
    ],
)
def test_a_text_is_meant_by_what_only_it_begins_with_or_contains(sought, place):
    texts = ["Nova", "Nova DE", "Nova Shop", "Kite Studio", "Shop"]
    assert only_one_meant(sought, [*texts, "Shop"] if sought == "shop" else texts) == place


@pytest.mark.parametrize(
    ("kind", "level", "can"),
    [
        ("ADVERTISER", ("ANALYST",), True),
        ("ADVERTISER", ("OPERATOR",), True),
        ("ADVERTISER", ("ADMIN",), False),
    ],
)
def test_a_share_can_be_raised_while_there_is_a_wider_level(kind, level, can):
    assert can_be_raised(Share(1, 1, 1, level), asset_type(kind)) is can


def test_a_share_of_a_set_of_levels_can_be_raised_until_it_has_all_of_them():
    kind = asset_type("TT_ACCOUNT")
    codes = tuple(level.code for level in kind.levels)
    assert kind.choice == "set"
    assert can_be_raised(Share(1, 1, 1, codes[1:]), kind)
    assert not can_be_raised(Share(1, 1, 1, codes), kind)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, []),
        ({"planned_end": "2026-03-04"}, ["planned_end"]),
        ({"planned_end": "2026-03-05"}, []),
        ({"review_due": "2026-03-04"}, ["review_due"]),
        ({"review_due": "2026-03-05"}, []),
        ({"asset": None}, ["asset"]),
        ({"partnership": None}, ["partnership"]),
        ({"granted_on": "2026-03-21"}, ["granted_on"]),
    ],
)
def test_a_share_is_refused_for_days_before_it_began_and_for_one_of_two_that_is_missing(
    typed, fields
):
    given = {"asset": ADS, "partnership": PERIOD, "granted_on": "2026-03-05", **typed}
    around = ShareSurroundings(given.pop("asset"), given.pop("partnership"), None, owner_center=1)
    draft = ShareDraft(1, 1, ("ANALYST",), **given)
    assert refused(check_share, draft, None, around, Reading(TODAY)) == fields


@pytest.mark.parametrize(
    ("other", "are_alike"),
    [
        ("Brightside", True),
        ("BRIGHT-SIDE", True),
        ("Brightsides", True),
        ("Brightsid", True),
        ("Brigtside", True),
        ("Brightsede", True),
        ("Brihgtside", True),
        ("Xbrightside", True),
        ("rightside", True),
        ("Fightside", False),
        ("Brightsidean", False),
        ("Rbightsied", False),
    ],
)
def test_names_that_differ_by_one_slip_are_alike_and_by_two_are_not(other, are_alike):
    assert alike("Brightside", other) is are_alike
    assert alike(other, "Brightside") is are_alike


@pytest.mark.parametrize(
    ("before", "granted_on", "fields"),
    [
        ({}, "", []),
        ({}, "2026-03-05", []),
        ({"confirmed_on": day(6)}, "", ["granted_on"]),
        ({"revoked_on": day(6)}, "", ["granted_on"]),
        ({"confirmed_on": day(6)}, "2026-03-06", []),
        ({"confirmed_on": day(6)}, "2026-03-07", ["granted_on"]),
        ({"confirmed_on": day(6), "revoked_on": day(5)}, "2026-03-06", ["granted_on"]),
        ({"raised": (Raise(day(6), ("ANALYST",)),)}, "2026-03-06", []),
        ({"raised": (Raise(day(6), ("ANALYST",)),)}, "2026-03-07", ["granted_on"]),
    ],
)
def test_a_corrected_beginning_is_not_after_a_step_that_is_recorded(before, granted_on, fields):
    share = Share(1, 1, 1, ("ANALYST",), **before)
    around = ShareSurroundings(ADS, PERIOD, None, owner_center=1)
    draft = ShareDraft(1, 1, ("ANALYST",), granted_on=granted_on)
    assert refused(check_share, draft, share, around, Reading(TODAY)) == fields


@pytest.mark.parametrize(
    ("period", "typed", "noticed"),
    [
        ({"engagement_end": day(9)}, {"planned_end": "2026-03-09"}, []),
        ({"engagement_end": day(9)}, {"planned_end": "2026-03-10"}, ["planned_end"]),
        ({"engagement_start": day(5)}, {"granted_on": "2026-03-05"}, []),
        ({"engagement_start": day(5)}, {"granted_on": "2026-03-04"}, ["granted_on"]),
    ],
)
def test_a_share_outside_its_engagement_is_noticed(period, typed, noticed):
    bare = {"engagement_start": None, "engagement_end": None}
    around = ShareSurroundings(ADS, replace(PERIOD, **{**bare, **period}), None, owner_center=1)
    reading = Reading(TODAY)
    check_share(ShareDraft(1, 1, ("ANALYST",), **typed), None, around, reading)
    odd = [notice.field for notice in reading.notices]
    assert [field for field in odd if field in {"planned_end", "granted_on"}] == noticed


@pytest.mark.parametrize(
    ("old", "new", "passed_on"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_an_asset_is_passed_on_if_both_agencies_have_it(old, new, passed_on):
    share = Share(1, 1, 1, ())
    turn = Turn(ADS, share if old else None, share if new else None, day(5), day(6))
    assert turn.is_passed_on is passed_on
    assert (turn.overlap is None) is not passed_on


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, ["planned_end"]),
        ({"planned_end": "2026-03-05"}, []),
        ({"planned_end": "2026-03-04"}, ["planned_end"]),
        ({"review_due": "2026-03-05"}, []),
        ({"review_due": "2026-03-04"}, ["review_due"]),
        ({"approved_by": "Ada"}, []),
    ],
)
def test_one_new_date_or_approver_is_enough_and_the_others_stay(typed, fields):
    share = Share(1, 1, 1, (), granted_on=day(5), planned_end=day(9), approved_by="Bo")
    assert refused(dated, share, DatesDraft(**typed), Reading(TODAY)) == fields
    if not fields:
        made = dated(share, DatesDraft(**typed), Reading(TODAY))
        assert made.planned_end == (day(5) if "planned_end" in typed else day(9))
        assert made.approved_by == typed.get("approved_by", "Bo")
