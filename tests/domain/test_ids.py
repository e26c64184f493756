"""TikTok ids as spreadsheets and people bring them."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.ids import (
    clean_id,
    id_notice,
    id_problem,
    pixel_code_notice,
    pixel_code_problem,
)


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
        ("", "Type the id"),
        ("7.50423E+18", "shortened by a spreadsheet"),
        ("7,50423E+18", "shortened by a spreadsheet"),
        ("7504233300559872017.0", "no decimal point"),
        ("7504 abc", "a blank inside"),
        ("75O4233300559872017", "digits only"),
        ("٧٥٠٤٢٣٣٣٠٠٥٥٩٨٧٢٠١٧", "digits only"),
    ],
)
def test_a_wrong_id_is_refused_with_how_it_usually_happens(typed, said):
    assert said in id_problem(clean_id(typed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7504233300559870000", "rounded by a spreadsheet"),
        ("7504233300559872000", "rounded by a spreadsheet"),
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
        ("DELJF8BC77UD28TRFBF0", False, True),
        ("CELJ F8", True, False),
        ("CELJ-F8", True, False),
    ],
)
def test_a_pixel_code_is_twenty_capitals_and_digits_from_c(code, problem, notice):
    assert bool(pixel_code_problem(code)) == problem
    if not problem:
        assert bool(pixel_code_notice(code)) == notice
