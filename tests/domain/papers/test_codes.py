"""Short codes for a dense table: told by their first letters, none twice, the same every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.papers.codes import codes_for


def test_a_code_is_the_first_letters_of_its_words():
    assert codes_for(["Operator", "Ad Promotion", "Publish, ads only", "Use"]) == {
        "Operator": "Op", "Ad Promotion": "AP", "Publish, ads only": "Pao", "Use": "Us",
    }  # fmt: skip


def test_the_more_frequent_one_has_the_shorter_code():
    assert codes_for(["Admin", "Adviser", "Adviser"]) == {"Adviser": "Ad", "Admin": "Adm"}


def test_the_sign_of_a_change_stays_before_the_code():
    assert codes_for(["＋ added: Admin"])["＋ added: Admin"] == "＋aA"


@given(st.lists(st.text(max_size=12)))
def test_no_two_texts_have_one_code_and_none_has_none(texts: list[str]):
    codes = codes_for(texts)
    assert codes.keys() == set(texts)
    assert len(set(codes.values())) == len(codes)
    assert all(codes.values())
    assert codes_for(reversed(texts)) == codes
