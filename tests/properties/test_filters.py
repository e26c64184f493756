"""Filters: what SQL finds is what one would find by looking at each line."""

from __future__ import annotations

import random
import tempfile
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.lists.filters import choices, matches, parse, suggestions
from delvia_desktop.domain.lists.rows import ShareRow, Wanted
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.sample.sample import new_sample
from tests.figures import figure
from tests.properties.acts import TODAY, play

DAYS = ["<30d", ">30d", "-90d", "<-30d", "past", "none", "any", "2026", "2026-05", "2026-02-03"]
DAYS += ["2026-01-01..2026-06", "..2026-09", "2026-03..", "<2026-07-01", ">2026-07", "<2w"]


def typed(field, rng: random.Random) -> str:
    """A condition as somebody may type it."""
    if field.type == "day":
        values = rng.sample(DAYS, rng.randint(1, 2))
    elif field.type == "number":
        values = [rng.choice(["0", ">0", "<2", "1..3", ">5"])]
    elif field.type == "text":
        values = [rng.choice(["nova", "a", "1", "none", "any", "ノ", "ł", "%", "_"])]
    else:
        words = [f'"{word}"' for word in choices(field).values()]
        values = [rng.choice(words)]
    return f"{rng.choice(['', '', '-'])}{field.name}:{','.join(values)}"


@settings(max_examples=figure("filters"))
@given(seed=st.integers(0, 10_000), back=st.integers(-40, 300))
def test_a_filter_finds_what_a_look_at_each_line_finds(clock, seed, back):
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        opened, _, _ = play(seed, 70, folder, clock)
        on = TODAY - timedelta(days=back)
        for listed in LISTS.values():
            everything = opened.rows(listed.row, Wanted(on)).page()
            for field in listed.filters:
                text = typed(field, rng)
                conditions = parse(text, listed.filters, on).conditions
                found = opened.rows(listed.row, Wanted(on, conditions=conditions)).page()
                expected = [row for row in everything if all(matches(c, row) for c in conditions)]
                assert {row.id for row in found} == {row.id for row in expected}, text
        opened.close()


def test_every_field_of_every_list_narrows_the_sample_as_it_says(tmp_path, clock):
    opened = new_sample(tmp_path / "nova.delvia", "Mara", clock)
    on, rng, narrowed = opened.today, random.Random(5), 0
    for listed in LISTS.values():
        everything = opened.rows(listed.row, Wanted(on)).page()
        for field in (f for f in listed.filters for _ in range(4)):
            conditions = parse(typed(field, rng), listed.filters, on).conditions
            rows = opened.rows(listed.row, Wanted(on, conditions=conditions))
            expected = [row for row in everything if matches(conditions[0], row)]
            assert {row.id for row in rows.page()} == {row.id for row in expected}
            assert rows.count() == len(expected)
            narrowed += 0 < len(expected) < len(everything)
    assert narrowed > 60
    opened.close()


def shares_fields(register):
    return register.rows(ShareRow, Wanted(register.today)).fields


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("", "", 0),
        ("nova", "nova", 0),
        ("partner:brightside level:admin ends:<30d", "", 3),
        ('"two words" -state:planned', "two words", 1),
        ('partner:"Kite Studio" ends:none,past', "", 2),
        ("https://example.org level:operator", "https://example.org", 1),
        ("7504 2333 0055 9872 017", "7504 2333 0055 9872 017", 0),
        ("type:ad level:standard", "", 2),
    ],
)
def test_a_filter_is_words_and_conditions(register, text, words, count):
    if text.startswith("type:ad "):
        text = text.replace("type:ad ", 'type:"ad account" ')
    found = parse(text, shares_fields(register), register.today)
    assert (found.words, len(found.conditions)) == (words, count)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stat:planned", "Did you mean “state:”?"),
        ("xyz:1", "This list has"),
        ("level:", "Enter a value after “level:”"),
        ("level:boss", "is not valid for “level:”"),
        ("state:xx", "is not valid for"),
        ("ends:soon", "This is not a date"),
        ("ends:2026-13", "does not exist"),
        ("ends:3/4/2026", "ambiguous"),
        ("state:re", "matches"),
    ],
)
def test_what_is_not_understood_is_said_and_all_of_it(register, text, said):
    with pytest.raises(Invalid) as error:
        parse(text + " zzz:1", shares_fields(register), register.today)
    told = [problem.text for problem in error.value.problems]
    assert said in told[0]
    assert len(told) == 2


def test_roles_of_a_seat_are_understood_in_the_words_of_tiktok_and_of_delvia(register):
    fields = LISTS["seats"].filters
    for word in ("standard", "member", "operator"):
        condition = parse(f"role:{word}", fields, register.today).conditions[0]
        assert condition.tests[0].codes == ("STANDARD",)


@given(st.text(max_size=60))
def test_no_text_makes_the_filter_crash(register, text):
    fields = shares_fields(register)
    with suppress(Invalid):
        parse(text, fields, register.today)
    suggestions(text, fields)


def test_half_typed_parts_are_completed(register):
    fields = shares_fields(register)
    assert "state:" in suggestions("st", fields)
    assert "-state:" in suggestions("-st", fields)
    assert "state:planned" in suggestions("state:pl", fields)
    assert suggestions("nothing:", fields) == []
    assert len(suggestions("state:", fields)) == len(terms("share_state"))
