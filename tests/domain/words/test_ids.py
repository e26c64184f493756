"""TikTok ids as spreadsheets and people bring them."""

from __future__ import annotations

from datetime import date

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.ids import (
    BUSINESS_CENTER,
    clean_code,
    clean_id,
    id_damage,
    id_doubt,
    id_problem,
    pixel_code_notice,
    pixel_code_problem,
    unread_id,
)
from delvia_desktop.services.register.register import open_register


def id_notice(text: str, kind: str = "", today: date = date.max) -> str:
    """Return what is said of an id while one types."""
    return id_damage(text, kind, today) or id_doubt(text, kind)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("7504 2333 0055 9872 017", "7504233300559872017"),
        ("\u00a07504233300559872017\n", "7504233300559872017"),
        ("'7504233300559872017", "7504233300559872017"),
        ("“7504233300559872017”", "7504233300559872017"),
        ('"7504233300559872017"', "7504233300559872017"),
        ("75042 33300\t559872017", "7504233300559872017"),
    ],
)
def test_a_pasted_id_loses_only_what_is_around_it_and_between_its_digits(pasted, kept):
    assert clean_id(pasted) == kept
    assert not id_problem(kept)
    assert not id_notice(kept)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the ID"),
        ("7.50423E+18", "spreadsheet has shortened"),
        ("7,50423E+18", "spreadsheet has shortened"),
        ("7504233300559872017.0", "no decimal point"),
        ("7504 abc", "contains a space"),
        ("75O4233300559872017", "only digits"),
        ("CELJF8BC77UD28TRFBF0", "like a pixel's code"),
        ("٧٥٠٤٢٣٣٣٠٠٥٥٩٨٧٢٠١٧", "only digits"),
    ],
)
def test_a_wrong_id_is_refused_with_how_it_usually_happens(typed, said):
    assert said in id_problem(clean_id(typed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7504233300559870000", "as if a spreadsheet had rounded"),
        ("7504233300559872000", "as if a spreadsheet had rounded"),
        ("750423330055987", "15"),
        ("1504233300559872017", "start with 6 or 7"),
    ],
)
def test_an_odd_id_is_kept_with_a_notice(typed, said):
    assert not id_problem(typed)
    assert said in id_notice(typed)


@pytest.mark.parametrize(
    ("code", "problem", "notice"),
    [
        ("CELJF8BC77UD28TRFBF0", False, False),
        ("CELJF8", False, True),
        ("DELJF8BC77UD28TRFBF0", False, False),
        ("BELJF8BC77UD28TRFBFG", False, False),
        ("AELJF8BC77UD28TRFBF0", False, True),
        ("DELJF8BC77UW28TRFBF0", False, True),
        ("DELJF8BC77UD28TRFBFO", False, True),
        ("7504233300559872017", False, True),
        ("CELJ F8", True, False),
        ("CELJ-F8", True, False),
    ],
)
def test_a_pixel_code_is_the_twenty_characters_of_a_moment(code, problem, notice):
    """B10: pixel codes that begin with D, as all do since April 2025, are not doubted."""
    assert bool(pixel_code_problem(code)) == problem
    if not problem:
        assert bool(pixel_code_notice(code)) == notice


DE, FR, CENTER = "7480118479546429457", "7326118133326376961", "7093806444173742086"
PASTED = [
    ("\u200e7480118479546429457\u200e", "", DE),
    ("\u202a7480118479546429457\u202c", "", DE),
    ("\u202d7480118479546429457\u202c", "", DE),
    ("\ufeff7480\u200b118479546429457", "", DE),
    ("７４８０１１８４７９５４６４２９４５７", "", DE),
    ("ID: 7480118479546429457", "", DE),
    ("ID\uff1a7480118479546429457", "", DE),
    ("BC ID 7480118479546429457", "", DE),
    ("Nova DE\nID: 7480118479546429457", "", DE),
    ('="7480118479546429457"', "", DE),
    ("=7480118479546429457", "", DE),
    ("#7480118479546429457", "", DE),
    ("_7480118479546429457", "", DE),
    ("7480118479546429457;", "", DE),
    ("7,480,118,479,546,429,457", "", DE),
    ("7.480.118.479.546.429.457", "", DE),
    ("7’480’118’479’546’429’457", "", DE),
    ("7\u202f480\u202f118\u202f479\u202f546\u202f429\u202f457", "", DE),
    ("7480118479546429457 7480118479546429457", "", DE),
    ("https://ads.tiktok.com/i18n/dashboard?aadvid=7480118479546429457", "ADVERTISER", DE),
    ("ads.tiktok.com/i18n/dashboard?aadvid=7480118479546429457&lang=de", "", DE),
    (
        "https://business.tiktok.com/manage/overview?org_id=7093806444173742086#x",
        BUSINESS_CENTER,
        CENTER,
    ),
    (
        "https://ads.tiktok.com/a?org_id=7093806444173742086&aadvid=7480118479546429457",
        "ADVERTISER",
        DE,
    ),
    ('"advertiser_id": "7480118479546429457"', "ADVERTISER", DE),
]


@pytest.mark.parametrize(("pasted", "kind", "meant"), PASTED)
def test_an_id_is_understood_in_what_people_paste(pasted, kind, meant):
    """B10: what people paste is understood; B9: marks of direction around an id are cleaned."""
    kept = clean_id(pasted, kind)
    assert kept == meant
    assert not id_problem(kept)
    assert not id_notice(kept, kind, date(2026, 11, 28))


@pytest.mark.parametrize("between", [" ", "\t", "\n", "; ", ",", " / ", "\u00a0"])
def test_two_ids_stay_two_and_are_told(between):
    """B10: two ids with a blank between do not become one of 38 digits."""
    assert "2 IDs" in id_problem(clean_id(DE + between + FR))


@pytest.mark.parametrize(
    ("pasted", "kind", "said"),
    [
        (f"https://business.tiktok.com/manage?org_id={CENTER}", "ADVERTISER", "does not contain"),
        (f"org_id={CENTER}", "CATALOG", "does not contain"),
        (f"https://ads.tiktok.com/i18n/dashboard?aadvid={DE}", BUSINESS_CENTER, "does not contain"),
        ("https://www.tiktok.com/@nova", "TT_ACCOUNT", "does not contain"),
        ("3f2b8c1e-1111-4222-8333-abcdefabcdef", "TT_ACCOUNT", "identity ID"),
    ],
)
def test_the_id_of_something_else_is_refused_with_what_it_is(pasted, kind, said):
    """B10: an address holds the id of its kind only."""
    assert said in id_problem(clean_id(pasted, kind))


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("7480118479546420000", "", "rounded"),
        ("7480118479546429000", "", "rounded"),
        ("7480118479546429440", "", "rounded"),
        ("7480118479546429400", "", "rounded"),
        (str(int(float("7123456789015711843"))), "", "rounded"),
        ("7480118479546428160", BUSINESS_CENTER, "rounded"),
        ("7480118479546429475", BUSINESS_CENTER, "unusual"),
        ("7480118479546429547", "ADVERTISER", "unusual"),
        ("7480118479546429475", "CATALOG", ""),
        ("7999999999999999999", "ADVERTISER", "created on 9 Jan 2029"),
        ("8480118479546429457", "TIKTOK_SHOP", ""),
        ("8480118479546429457", "CATALOG", "6 or 7"),
        ("1612345678901234", "ADVERTISER", ""),
        ("1712345678901234", "ADVERTISER", "campaign"),
        ("1612345678901234", "CATALOG", "this one has 16"),
    ],
)
def test_an_id_that_went_through_a_program_is_noticed_and_never_refused(text, kind, said):
    """B10: an id that went through a floating number gets a notice."""
    assert not id_problem(text)
    noticed = id_notice(text, kind, date(2026, 11, 28))
    assert said in noticed
    assert bool(said) == bool(noticed)


@pytest.mark.parametrize(
    ("text", "is_likely"),
    [
        ("7284619305746281937", True),
        ("750423330055987201", False),
        ("9504233300559872017", False),
        ("7504233300559872000", False),
        ("7999999999999999999", False),
    ],
)
def test_only_what_is_probably_damaged_asks_for_an_answer(text, is_likely):
    """O4: “the last digits are unusual” cost a second press, although the id may be right."""
    reading = Reading(date(2026, 11, 28))
    reading.tiktok_id("bc_id", text, required=True, kind=BUSINESS_CENTER)
    (notice,) = reading.notices
    assert notice.is_likely is is_likely


def by_a_program(number: int) -> int:
    return int(float(number))


def by_a_spreadsheet(number: int) -> int:
    return number // 10_000 * 10_000


@pytest.mark.parametrize("rounded_by", [by_a_program, by_a_spreadsheet])
def test_every_id_that_was_rounded_is_noticed(rounded_by):
    """B10: whatever the id was, its rounding by a program or a spreadsheet is seen."""
    for step in range(500):
        rounded = rounded_by((1_600_000_000 + step * 77_777 << 32) + 17)
        assert "rounded" in id_notice(str(rounded), BUSINESS_CENTER, date(2026, 11, 28))


@pytest.mark.parametrize(
    "pasted",
    [
        "D0V8K2BC77U5M1N3QH4G",
        "d0v8k2bc77u5m1n3qh4g",
        "\u200eD0V8K2BC77U5M1N3QH4G\u200e",
        "ttq.load('D0V8K2BC77U5M1N3QH4G');",
        "https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=D0V8K2BC77U5M1N3QH4G&lib=ttq",
        "Pixel code: D0V8K2BC77U5M1N3QH4G",
    ],
)
def test_a_pixel_code_is_understood_in_what_people_paste(pasted):
    """B10: the code is taken out of the snippet, lower case is raised."""
    code = clean_code(pasted)
    assert code == "D0V8K2BC77U5M1N3QH4G"
    assert not pixel_code_problem(code)
    assert not pixel_code_notice(code)


def test_no_id_of_the_sample_is_doubted(sample_file):
    """B10: who corrects a record of the sample is not told that its id looks wrong."""
    opened = open_register(sample_file, "Mara")
    for center in opened.records.select(BusinessCenter):
        assert not id_notice(center.bc_id, BUSINESS_CENTER, date(2026, 11, 28)), center
    for asset in opened.records.select(Asset):
        if asset.asset_id:
            assert not id_notice(asset.asset_id, asset.asset_type, date(2026, 11, 28)), asset
        assert not asset.pixel_code or not pixel_code_notice(asset.pixel_code)
    opened.close()


def test_the_character_that_is_no_digit_is_named():
    """An “l” among digits cannot be seen."""
    assert "“l”" in id_problem("7211122233344455l66")
    assert "“l”" in unread_id("'7211122233344455l66'")
    assert unread_id("") == unread_id("7211122233344455566") == ""
    assert unread_id("https://business.tiktok.com/manage?org_id=7211122233344455566") == ""
