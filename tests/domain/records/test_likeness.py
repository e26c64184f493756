"""Which names and IDs are likely those of one record that was typed twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.records.likeness import MERGED, WhyAlike, twin_of, twins
from delvia_desktop.domain.records.situation import Situation
from tests.domain.sound import ADS, CENTER, JO, KITE, picture


def found(*records, kind="partner"):
    return [(pair.reason, pair.second) for pair in twins(Situation(picture(records)), kind)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Blue Owl", "blue  owl"),
        ("Blue Owl", "BlueOwl GmbH"),
        ("Müller Media", "Mueller Media"),
        ("Vogt, Lea", "Lea Vogt"),
        ("Brightside Agency", "Brightsied"),
        ("Brightside", "Brihtside"),
        ("Brightside", "Brightsides"),
    ],
)
def test_a_name_typed_otherwise_is_found(one, other):
    first, second = (
        replace(KITE, id=key, name=name, business_center=None)
        for key, name in ((7, one), (8, other))
    )
    assert [key for _, key in found(first, second)] == [8]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nova UK", "Nova US"), ("Ads 1", "Ads 2"), ("Studio 54", "Studio 45"), ("Kite", "Kitt")],
)
def test_a_number_or_a_short_word_makes_two_of_them(one, other):
    first, second = (
        replace(ADS, id=key, name=name, asset_id="") for key, name in ((7, one), (8, other))
    )
    assert found(first, second, kind="asset") == []


def test_the_surest_reason_counts_and_the_surest_pair_comes_first():
    by_name = replace(JO, id=7, name="Jo", email="", employer="UNKNOWN")
    by_email = replace(JO, id=8, name="Johanna", user_id="")
    known = replace(JO, user_id="7504233300559872017")
    by_id = replace(known, id=9, name="Joe", email="joe@nova.example")
    assert found(known, by_name, by_email, by_id, kind="person") == [
        (WhyAlike.SAME_ID, 9),
        (WhyAlike.SAME_EMAIL, 8),
        (WhyAlike.SAME_NAME, 7),
    ]


def test_only_the_newer_one_of_a_pair_has_a_twin():
    again = replace(CENTER, id=7, bc_id="7123998103425571777")
    situation = Situation(picture([again]))
    assert twin_of(situation, "business-center", 7).first == CENTER.id
    assert twin_of(situation, "business-center", CENTER.id) is None


def test_nothing_in_a_sound_register_looks_like_another():
    assert not any(twins(Situation(picture()), kind) for kind in MERGED)
