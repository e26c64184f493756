"""TikTok's codes as the vocabulary has them: levels, types, presets, and older words for them."""

from __future__ import annotations

from datetime import date

import pytest

from delvia_desktop.domain.access.grants import check_level
from delvia_desktop.domain.lists.filters import Codes, Filterable, parse
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.vocabulary import asset_types, surfaces


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (
            "TT_ACCOUNT",
            {
                "POST", "LIVE", "DIRECT_MESSAGE", "SHOWCASE", "SERIES", "PUBLISH_VIDEO_ADS_ONLY",
                "PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS",
            },
        ),
        ("TIKTOK_SHOP", {"AD_PROMOTION", "MANAGER"}),
        ("STOREFRONT", set()),
        ("DOMAIN", set()),
        ("CREATIVE", set()),
    ],
)  # fmt: skip
def test_the_levels_of_a_type_are_those_that_tiktok_has(kind, codes):
    """C: TikTok's newer codes."""
    known = asset_types()[kind]
    assert {level.code for level in known.levels} == codes
    assert known.shareable


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("STOREFRANT", "STOREFRONT"),
        ("storefront", "STOREFRONT"),
        ("creative library", "CREATIVE"),
        ("BC_AUTH_TT", "TT_ACCOUNT"),
    ],
)
def test_other_spellings_of_a_type_are_understood(word, code):
    fields = [Filterable("type", "choice", "asset_type", "asset_type")]
    (condition,) = parse(f'type:"{word}"', fields, date(2026, 11, 23)).conditions
    assert condition.tests == (Codes((code,)),)


def test_the_older_codes_of_ours_still_filter_what_tiktok_names_now():
    fields = [Filterable("level", "choice", "level", "level")]
    for word, code in (
        ("delvia_publish_to_profile", "PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS"),
        ("delvia_publish_ads_only", "PUBLISH_VIDEO_ADS_ONLY"),
        ("showcase", "SHOWCASE"),
    ):
        condition = parse(f"level:{word}", fields, date(2026, 11, 23)).conditions[0]
        assert condition.tests == (Codes((code,)),)


def test_staff_of_a_shop_have_the_presets_of_seller_center():
    """C: the marketing specialist, and the other presets that had no word."""
    levels = {level.label for level in surfaces()["SELLER_CENTER"].levels.levels}
    assert {"Marketing specialist", "Customer service agent", "Fulfilment"} <= levels


def test_rights_that_tiktok_never_gives_together_are_noticed():
    """C: PUBLISH_VIDEO_*: one or the other."""
    reading = Reading(date(2026, 11, 23))
    both = ("PUBLISH_VIDEO_ADS_ONLY", "PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS")
    check_level(asset_types()["TT_ACCOUNT"], both, reading)
    said = [notice.text for notice in reading.notices]
    assert said == ["TikTok allows either “Publish, ads only” or “Publish to profile”, not both."]
    for level in (both[:1], both[1:], ("POST", "LIVE")):
        reading = Reading(date(2026, 11, 23))
        check_level(asset_types()["TT_ACCOUNT"], level, reading)
        assert reading.notices == ()
