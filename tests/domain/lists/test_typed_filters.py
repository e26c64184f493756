"""What is typed into a filter: which days and numbers are meant, and what is not understood."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from delvia_desktop.domain.lists.filters import (
    Codes,
    Filterable,
    Present,
    Span,
    Text,
    examples,
    is_complete,
    last_part,
    matches,
    parse,
    quoted,
    suggestions,
)
from delvia_desktop.domain.words.errors import Invalid

TODAY = date(2026, 3, 20)
FIELDS = (
    Filterable("end", "day", "end"),
    Filterable("files", "number", "files"),
    Filterable("name", "text", "name"),
    Filterable("own", "flag", "own"),
    Filterable("state", "choice", "state", "grant_state"),
)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("end:past", Span(None, day(3, 19))),
        ("end:<30d", Span(TODAY, day(4, 19))),
        ("end:30d", Span(TODAY, day(4, 19))),
        ("end:>1w", Span(day(3, 28), None)),
        ("end:-1m", Span(day(2, 18), TODAY)),
        ("end:<-10d", Span(None, day(3, 9))),
        ("end:2026-02", Span(day(2, 1), day(2, 28))),
        ("end:2026-12", Span(day(12, 1), day(12, 31))),
        ("end:2026", Span(day(1, 1), day(12, 31))),
        ("end:<2026-02", Span(None, date(2026, 1, 31))),
        ("end:>2026-02", Span(day(3, 1), None)),
        ("end:2026-02..2026-03", Span(day(2, 1), day(3, 31))),
        ("end:..2026-03", Span(None, day(3, 31))),
        ("end:2026-02..", Span(day(2, 1), None)),
        ("end:2026-02-03", Span(day(2, 3), day(2, 3))),
        ("end:none", Present(is_there=False)),
        ("end:ANY", Present(is_there=True)),
        ("files:3", Span(3, 3)),
        ("files:>3", Span(4, None)),
        ("files:<3", Span(None, 2)),
        ("files:2..5", Span(2, 5)),
        ("name:nova", Text("nova")),
        ("name:none", Present(is_there=False)),
        ("own:yes", Codes(("yes",))),
        ("state:granted", Codes(("granted",))),
        ("state:none", Present(is_there=False)),
    ],
)
def test_a_condition_means_the_days_numbers_and_words_that_were_typed(typed, meant):
    [condition] = parse(typed, FIELDS, TODAY).conditions
    assert condition.tests == (meant,)
    assert not condition.is_negated


@pytest.mark.parametrize(
    "typed",
    ["end:", "end:,", "end:soon", "end:2026-13", "files:none", "files:x", "own:any", "on:1"],
)
def test_what_is_not_understood_is_told(typed):
    with pytest.raises(Invalid):
        parse(typed, FIELDS, TODAY)


def test_words_beside_conditions_are_sought_everywhere():
    found = parse('nova -end:none "two words" https://nova.example', FIELDS, TODAY)
    assert found.words == "nova two words https://nova.example"
    assert [condition.is_negated for condition in found.conditions] == [True]


def line(**values: object) -> SimpleNamespace:
    empty = {"end": None, "files": 0, "name": "", "own": False, "state": "planned"}
    return SimpleNamespace(**{**empty, **values})


@pytest.mark.parametrize(
    ("typed", "values", "holds"),
    [
        ("files:2..5", {"files": 2}, True),
        ("files:2..5", {"files": 5}, True),
        ("files:2..5", {"files": 6}, False),
        ("files:2..5", {"files": 1}, False),
        ("end:2026-03", {"end": day(3, 1)}, True),
        ("end:2026-03", {"end": day(4, 1)}, False),
        ("end:2026-03", {}, False),
        ("end:none", {}, True),
        ("end:any", {}, False),
        ("end:none,past", {"end": day(3, 19)}, True),
        ("-end:past", {"end": day(3, 19)}, False),
        ("-end:past", {"end": TODAY}, True),
        ("name:none", {}, True),
        ("name:any", {"name": "Nova"}, True),
        ("name:nov", {"name": "Nova"}, True),
        ("own:yes", {"own": True}, True),
        ("own:yes", {}, False),
        ("own:no", {}, True),
        ("state:planned", {}, True),
        ("state:planned", {"state": ("granted", "planned")}, True),
        ("state:planned", {"state": ("granted",)}, False),
    ],
)
def test_a_line_is_found_by_the_first_and_the_last_of_what_is_meant(typed, values, holds):
    [condition] = parse(typed, FIELDS, TODAY).conditions
    assert matches(condition, line(**values)) is holds


@pytest.mark.parametrize(
    ("text", "part"),
    [("", ""), ("a b", "b"), ("a ", ""), ('a name:"x y', 'name:"x y'), ('name:"x y" z', "z")],
)
def test_the_part_at_which_one_types_begins_after_the_last_blank_outside_quotes(text, part):
    assert last_part(text) == part


@pytest.mark.parametrize(
    ("part", "complete"),
    [
        ("name:nov", True),
        ("-state:planned", True),
        ("end:none,past", True),
        ("name:", False),
        ("state:planned,", False),
        ("state:nowhere", False),
        ("x:nov", False),
        ("nova", False),
    ],
)
def test_a_condition_is_complete_once_it_can_be_used(part, complete):
    assert is_complete(part, FIELDS, TODAY) is complete


@pytest.mark.parametrize(
    ("token", "offered"),
    [
        ("fi", ["files:"]),
        ("-FI", ["-files:"]),
        ("x:", []),
        ("files:2", ["files:2..5"]),
        ("own:", ["own:yes", "own:no"]),
        ("own:yes,", ["own:yes,yes", "own:yes,no"]),
        ("own:yes,n", ["own:yes,no"]),
        ("-own:n", ["-own:no"]),
        ("name:no", ['name:"no va"']),
    ],
)
def test_what_is_half_typed_is_completed(token, offered):
    assert suggestions(token, FIELDS, lambda _field, text: [f"{text} va"] * 2) == offered


def test_only_what_can_lack_a_value_is_offered_none_and_any():
    for field in FIELDS[3:]:
        assert ("none" in examples(field)) is field.can_lack
    assert quoted("two words") == '"two words"'
    assert quoted("one") == "one"
