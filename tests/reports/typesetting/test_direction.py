"""Whether lines with several directions are read in Unicode's order."""

from __future__ import annotations

import bidi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.reports.typesetting.direction import left_to_right, levels
from tests.figures import figure

LETTERS = "abZ نوفا אבג ٢٠ 12 .,:+-%$/()[]{}<>!?،–“” \u0651\u0302\u200d日本กำ"


def in_place(text: str) -> str:
    """Return the characters as they stand from the left."""
    found = levels(text) or bytes(len(text))
    return "".join(
        text[start:end][::-1] if level % 2 else text[start:end]
        for level, start, end in left_to_right(found)
    )


@settings(max_examples=figure("lines of both directions"))
@given(st.text(LETTERS, max_size=40))
def test_every_text_stands_as_an_independent_program_orders_it(text: str):
    joiner = "\u200d"
    assert in_place(text).replace(joiner, "") == bidi.get_display(text).replace(joiner, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نوفا ٢٠٢٦", "٢٠٢٦ افون"),
        ("Nova (نوفا) 2026", "Nova (افون) 2026"),
        ("نوفا 2026", "2026 افون"),
        ("שלום (12)", ")12( םולש"),
    ],
)
def test_digits_and_brackets_stand_right(text: str, expected: str):
    assert in_place(text) == expected


@pytest.mark.parametrize(
    "text",
    ["(–) א", "א(a)\u0302 b", "a (אב) [c(ד)e] ו", "ab) א (cd", "א 1,2-3+$4% ב", "a\u200dא\u200d"],
)
def test_pairs_and_signs_go_the_way_of_what_they_hold(text: str):
    joiner = "\u200d"
    assert in_place(text).replace(joiner, "") == bidi.get_display(text).replace(joiner, "")


def test_more_brackets_than_the_algorithm_keeps_in_mind_are_left_alone():
    text = "א" + "(" * 64 + "a" + ")" * 64
    assert in_place(text) == bidi.get_display(text)


@pytest.mark.parametrize("text", ["", "Nova – ノヴァ โนวา 2026"])
def test_a_text_from_the_left_needs_no_levels(text: str):
    assert levels(text) == b""
