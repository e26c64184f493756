"""Names of files in every script, and cut between letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.evidence.file_names import cut_name, plain_name, whole_letters
from delvia_desktop.domain.evidence.media import PDF, clean_name

KEPT = [
    "หนังสือ โนวา",
    "हिन्दी नोवा",
    "ភាសាខ្មែរ",
    "தமிழ் நோவா",
    "বাংলা নোভা",
    "ශ්\u200dරී ලංකා",
    "نمی\u200cخواهم",
    "Łódź e\u0301toile q\u0302",
    "シャネル ガ",
    "Leaver's document O\u2019Brien",
]


@pytest.mark.parametrize("name", KEPT)
def test_letters_keep_their_marks_in_the_name_of_a_file(name: str):
    """B19: vowel signs became underlines."""
    assert "_" not in plain_name(name)
    assert plain_name(name).replace("é", "e\u0301") == name.replace("é", "e\u0301")
    assert clean_name(f"{name}.pdf", PDF).replace("é", "e\u0301") == f"{name}.pdf"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ('a/b\\c:"d"\ud800', "a_b_c__d__"),
        ("\u0301 alone", "_ alone"),
        ("'quoted'", "_quoted'"),
        ("a\u202eb", "a_b"),
        ("葛\U000e0100飾", "葛飾"),
        ("x\ufe0f.y", "x_y"),
        ("/\u200d/", "___"),
    ],
)
def test_what_a_file_system_may_refuse_is_left_out(words: str, name: str):
    assert plain_name(words) == name


@given(st.text(st.sampled_from("aहिन्ी\u200dখ্য\u0301東𠮷 "), max_size=200), st.integers(0, 99))
def test_a_cut_name_never_loses_a_mark_of_its_last_letter(text: str, size: int):
    cut = whole_letters(text, size)
    assert text.startswith(cut)
    assert len(cut) <= size
    rest = text[len(cut) :].lstrip("\u200d")
    assert not cut or not rest or unicodedata.category(rest[0])[0] != "M"
    assert len(cut_name(text).encode()) <= 180


def test_a_long_name_ends_with_a_whole_letter():
    assert cut_name("नि" * 40) == "नि" * 30
    assert whole_letters("aनि" + "b", 2) == "a"
