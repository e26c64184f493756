"""What the words of a cell mean, by what its column holds."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.plans.cells import code_meant, is_yes, level_text, no_level, type_meant
from delvia_desktop.domain.plans.lines import kind_told


@pytest.mark.parametrize(
    ("words", "type_code", "level"),
    [
        ("Admin", "ADVERTISER", "ADMIN"),
        (" admin ", "ADVERTISER", "ADMIN"),
        ("Standard", "ADVERTISER", "OPERATOR"),
        ("🟢 Analyst", "ADVERTISER", "ANALYST"),
        ("Admin, Analyst", "ADVERTISER", None),
        ("Admin", "CATALOG", "ADMIN"),
        ("Existing posts, Live", "TT_ACCOUNT", "POST; LIVE"),
        ("LIVE; POST", "TT_ACCOUNT", "POST; LIVE"),
        ("x", "PIXEL", ""),
        ("yes", "PIXEL", ""),
        ("Admin", "PIXEL", ""),
        ("x", "ADVERTISER", None),
        ("everything", "ADVERTISER", None),
        ("NEW_ROLE", "ADVERTISER", "NEW_ROLE"),
    ],
)
def test_a_level_is_read_by_the_type_of_its_asset(words, type_code, level):
    assert level_text(words, type_code, "") == level


def test_what_is_no_level_is_told_with_those_that_there_are():
    told = no_level("everything", "ADVERTISER", "")
    assert told == "“everything” is no access level of Ad account: Analyst, Operator, Admin."


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Ad account", "ADVERTISER"),
        ("TikTok Account", "TT_ACCOUNT"),
        ("storefrant", "STOREFRONT"),
        ("BC_AUTH_TT", "TT_ACCOUNT"),
        ("Facebook page", ""),
    ],
)
def test_a_type_is_known_by_each_of_its_words(word, code):
    assert type_meant(word) == code


def test_codes_of_tiktok_are_known_by_their_other_codes():
    assert code_meant("account_status", "STATUS_ENABLE") == "APPROVED"
    assert code_meant("owner_kind", "OWNER_BC") == "OWNER_BC"
    assert code_meant("seat_role", "admin") == "ADMIN"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("yes Y TRUE ja oui sí はい 是 ✔ 1", True),
        ("no N FALSE nein non いいえ 否 0", False),
        ("maybe ? perhaps", None),
    ],
)
def test_yes_and_no_are_known_in_many_languages_and_maybe_is_neither(words, answer):
    assert {is_yes(word) for word in words.split()} == {answer}


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (("partner", "asset", "level"), "share"),
        (("asset", "partner_id"), "share"),
        (("asset", "person_email", "level"), "assignment"),
        (("person", "role"), "seat"),
        (("person", "person_email"), "person"),
        (("asset_id",), "asset"),
        (("partner", "engagement_end"), "partnership"),
        (("partner",), "partner"),
        (("business_center_id",), "business-center"),
        (("asset", "mailbox"), "login"),
        (("post", "partner"), "spark-code"),
        (("asset", "partner", "is_full"), "shop-partner"),
        (("note",), ""),
    ],
)
def test_the_columns_of_a_row_tell_what_it_is_about(columns, kind):
    assert kind_told(columns) == kind


def test_the_key_of_a_record_tells_more_than_its_columns():
    assert kind_told(("partner", "asset"), "shop-partner 3") == "shop-partner"


def test_a_level_with_signs_around_it_is_known_and_a_text_of_signs_is_none():
    """A cell of 40,000 signs was looked at for a minute and a half."""
    assert level_text(f"🟢 Admin {'!' * 200_000}", "ADVERTISER", "") == "ADMIN"
    assert level_text("<!" * 100_000, "ADVERTISER", "") is None
