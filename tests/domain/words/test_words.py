"""Days, moments and texts as people type them, and the vocabulary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from delvia_desktop.domain.access.shares import Raise, Share
from delvia_desktop.domain.records.codec import decode, encode
from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.domain.words.moments import in_zone, parse_moment, zone_of
from delvia_desktop.domain.words.text import alike, clean_note, folded, line_problem, note_problem
from delvia_desktop.domain.words.vocabulary import (
    asset_type,
    asset_types,
    level_label,
    level_meaning,
    level_tone,
    term,
    terms,
    type_named,
)
from delvia_desktop.i18n import ntr, show_moment, show_number, tr

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-02-03", date(2026, 2, 3)),
        ("3.2.2026", date(2026, 2, 3)),
        ("3 Feb 2026", date(2026, 2, 3)),
        ("3 february 2026", date(2026, 2, 3)),
        ("Feb 3, 2026", date(2026, 2, 3)),
        ("29 Feb 2028", date(2028, 2, 29)),
        (" today ", TODAY),
        ("yesterday", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("+14", date(2026, 12, 7)),
        ("+2w", date(2026, 12, 7)),
        ("-14", date(2026, 11, 9)),
        ("\u22122 w", date(2026, 11, 9)),
        ("400 days ago", date(2025, 10, 19)),
        ("1 week ago", date(2026, 11, 16)),
        ("in 10 days", date(2026, 12, 3)),
        ("2026/02/03", date(2026, 2, 3)),
        ("2026/2/3", date(2026, 2, 3)),
        ("2026.02.03", date(2026, 2, 3)),
        ("2026. 2. 3.", date(2026, 2, 3)),
        ("3 Sept. 2026", date(2026, 9, 3)),
        ("3Mar2026", date(2026, 3, 3)),
        ("3. März 2026", date(2026, 3, 3)),
        ("3 mars 2026", date(2026, 3, 3)),
        ("3 juil. 2026", date(2026, 7, 3)),
        ("\u200e3 Feb 2026\u200f", date(2026, 2, 3)),
    ],
)
def test_a_day_is_understood_as_people_type_it(typed, meant):
    """B11: the year first is plain, whatever stands between."""
    assert parse_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31 Feb 2026", "does not exist"),
        ("29 Feb 2026", "does not exist"),
        ("3/2/2026", "ambiguous"),
        ("soon", "not a date"),
        ("9999 weeks ago", "between 2000 and 2100"),
        ("+99999", "not a date"),
        ("3 Foo 2026", "not a date"),
        ("1 Jan 1970", "between 2000 and 2100"),
        ("Foo 3 2026", "not a date"),
        ("3 marras 2026", "not a date"),
        ("3 Marketing 2026", "not a date"),
        ("2 marathon 2026", "not a date"),
        ("3 maybe 2026", "not a date"),
        ("Sepia 3 2026", "not a date"),
        ("3 jui 2026", "not a date"),
        ("3 ma 2026", "not a date"),
        ("2026/2.3", "not a date"),
        ("3/2/26", "ambiguous"),
        ("2026/13/03", "does not exist"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed, said):
    """B11: a month word must be a month; “marras” is November in Finnish, not March."""
    with pytest.raises(ValueError, match=said):
        parse_day(typed, TODAY)


NOW = datetime(2026, 11, 23, 14, 5, tzinfo=timezone(timedelta(hours=1), "CET"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 Aug 2026 18:00", datetime(2026, 8, 1, 18, 0, tzinfo=NOW.tzinfo)),
        ("2026-08-01T18:00", datetime(2026, 8, 1, 18, 0, tzinfo=NOW.tzinfo)),
        ("2026-08-01T18:00:00+00:00", datetime(2026, 8, 1, 18, 0, tzinfo=UTC)),
        ("1 Aug 2026", datetime(2026, 8, 1, 23, 59, 59, 999999, tzinfo=NOW.tzinfo)),
        ("2026-08-01", datetime(2026, 8, 1, 23, 59, 59, 999999, tzinfo=NOW.tzinfo)),
    ],
)
def test_a_day_means_its_end_and_a_time_is_local(typed, meant):
    assert parse_moment(typed, NOW) == meant


def test_a_time_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="does not exist"):
        parse_moment("1 Aug 2026 25:00", NOW)


@pytest.mark.parametrize("minutes", [-570, -60, 0, 60, 345])
def test_a_zone_survives_being_written(minutes):
    zone = timezone(timedelta(minutes=minutes), "X")
    moment = datetime(2026, 1, 1, tzinfo=zone)
    again = in_zone(moment.astimezone(UTC), zone_of(moment))
    assert again == moment
    assert again.utcoffset() == moment.utcoffset()


def test_an_unreadable_zone_leaves_the_moment_alone():
    assert in_zone(NOW, "somewhere") is NOW
    assert in_zone(NOW, "+02:00").utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Brightside Media", "brightside média", True),
        ("Brightside Media", "Brightside Medla", True),
        ("Brightside Media", "Brightsied Media", True),
        ("Brightside Media", "Brightside", False),
        ("Nova DE", "Nova FR", False),
        ("A", "B", False),
        ("", "", False),
        ("ブライト東京", "ブライト東京", True),
    ],
)
def test_names_are_near_when_one_slip_apart(one, other, near):
    assert alike(one, other) == near


def test_searching_folds_case_accents_and_blanks_in_ids():
    assert folded("Zażółć  ŁÓDŹ 7504 2333") == "zazolc lodz 75042333"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\u202eb", "reverses the reading order"),  # read backwards, it poses as something else
        ("a\x00b", "not text"),
        ("a\ud800b", "not text"),
        ("x" * 301, "301 characters long"),
    ],
)
def test_a_line_that_would_act_instead_of_show_is_refused(text, said):
    assert said in line_problem(text)


def test_right_to_left_text_and_its_marks_are_welcome():
    assert not line_problem("نوفا \u200fللتجميل")


def test_a_note_keeps_its_lines_and_says_when_it_is_too_long():
    assert clean_note("a \r\nb\rc\n\n") == "a\nb\nc"
    assert not note_problem("a\nb\tc")
    assert "Keep it under" in note_problem("x\n" * 20_000)


def test_every_level_of_the_vocabulary_has_words_and_a_tone():
    for kind in asset_types().values():
        assert kind.label
        assert kind.plain
        for level in kind.levels:
            assert level_label(kind.code, (level.code,)) == level.label
            assert level.tone in {"good", "info", "critical", "neutral"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("@nova.official", "TT_ACCOUNT"),
        ("Nova site pixel", "PIXEL"),
        ("NOVA CATALOG", "CATALOG"),
        ("Nova ad account", "ADVERTISER"),
        ("Nova DE", ""),
        ("Nova catalogs", ""),
        ("Nova shop pixel", ""),
        ("", ""),
    ],
)
def test_a_name_tells_the_type_of_an_asset_only_if_it_names_one(name, told):
    assert type_named(name) == told


def test_an_unknown_code_is_shown_as_it_is():
    assert asset_type("NEW_THING").label == "NEW_THING"
    assert level_label("ADVERTISER", ("SUPER",)) == "SUPER"
    assert level_tone("ADVERTISER", ("SUPER",)) == "high"
    assert "Unknown term" in level_meaning("ADVERTISER", ("SUPER",))
    assert term("bc_status", "NEW").label == "NEW"
    assert terms("bc_status")["ENABLE"].label == "Enabled"


def test_a_set_of_levels_is_kept_in_the_order_of_the_vocabulary():
    kind = asset_type("TT_ACCOUNT")
    assert kind.sorted_level(("DIRECT_MESSAGE", "POST", "X", "POST")) == (
        "POST",
        "DIRECT_MESSAGE",
        "X",
    )
    assert kind.is_wider(("POST", "LIVE"), ("POST",))
    assert not kind.is_wider(("LIVE",), ("POST",))


def test_one_level_is_wider_by_the_order_of_the_vocabulary():
    kind = asset_type("ADVERTISER")
    assert kind.is_wider(("ADMIN",), ("ANALYST",))
    assert not kind.is_wider(("ANALYST",), ("ADMIN",))
    assert not kind.is_wider(("SUPER",), ("ADMIN",))


def test_a_record_survives_its_json():
    share = Share(1, 2, 3, ("POST",), raised=(Raise(TODAY, ("LIVE",)),), planned_end=TODAY)
    data = encode(share)
    assert "note" not in data
    assert decode(Share, data) == share


def test_texts_plurals_and_numbers_read_well():
    assert tr("Hello {name}", name="{x}") == "Hello {x}"
    assert ntr("{n} share", "{n} shares", 1) == "1 share"
    assert ntr("{n} share", "{n} shares", 12_000) == "12\u202f000 shares"
    assert show_number(1234567) == "1\u202f234\u202f567"
    assert show_moment(NOW) == "23 Nov 2026, 14:05 CET"
    assert tr("") == ""


def test_problems_count_themselves():
    from delvia_desktop.domain.words.errors import Problem

    assert Invalid((Problem("a", "x"),)).headline() == "1 problem to fix first"
