"""Where a table begins and ends: no page half empty, no places to sign on a page of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.papers.content import section, words
from tests.reading import inked_parts, page_texts
from tests.reports.drawing.test_content_paper import COLUMNS, drawn, paper, row

FULL_ENOUGH = 0.55
"""Of a page before the last: what is confirmed and the places to sign take most of the rest."""
ROOM_OF_TWO_ROWS = 0.15
"""Of a page."""
SCOPE = "Scope of this record"


def one_table(rows: int, facts: int = 8):
    """Return a paper with one table below some facts."""
    made = paper([row(f"Asset {n}", n) for n in range(rows)])
    return replace(
        made,
        facts=made.facts * (facts // 2),
        sections=made.sections[:1],
        covers=made.covers * 12,
    )


def pages_of(content) -> list[str]:
    return page_texts(drawn(content)[0])


@pytest.mark.parametrize("rows", range(1, 40))
def test_a_table_begins_below_what_stands_above_it(rows):
    """O3: two thirds of page 1 were empty, because the table had to stand with the signatures."""
    first, *_ = pages_of(one_table(rows))
    assert "Asset 0" in first
    assert rows == 1 or "Asset 1" in first


@pytest.mark.parametrize("rows", range(3, 40))
def test_who_signs_reads_what_is_confirmed_there_and_rows_where_the_page_before_stays_full(rows):
    """Found by reading all documents: one page in thirteen was half empty above the signatures.

    The places to sign never stand alone. What is confirmed goes with them always; the scope and the
    last rows only from a page that is two thirds full without them.
    """
    content = drawn(one_table(rows))[0]
    *before, last = page_texts(content)
    for stands in ("Acknowledgement", "What is signed: Access record", "Date and signature"):
        assert stands in last
    *filled, _ = inked_parts(content)
    if before and SCOPE in last and f"Asset {rows - 1}" not in last:
        assert filled[-1] < 2 / 3 + ROOM_OF_TWO_ROWS
    assert all(part > FULL_ENOUGH for part in filled)


def test_a_table_of_two_rows_stays_with_the_signatures_where_its_page_is_full():
    content = one_table(2)
    content = replace(content, sections=(paper([row(f"Old {n}", n) for n in range(11)]).sections[0],
                                         *content.sections))  # fmt: skip
    first, second = pages_of(content)
    assert "Old 10" in first
    assert "Asset 0" in second
    assert "Date and signature" in second


def test_a_table_of_tall_rows_begins_where_there_is_room_for_one():
    """Found by a newcomer: half a page stood empty below counts, before two long changes."""
    story = words("A long story of it. " * 40)
    tall = section("Changes", COLUMNS, [(*row(f"Tall {n}")[:1], story, words("")) for n in (0, 1)])
    content = replace(one_table(6), sections=(one_table(4).sections[0], tall))
    first, *_ = pages_of(content)
    assert "Tall 0" in first
    assert "Tall 1" not in first


@pytest.mark.parametrize("above", range(9, 25))
def test_the_last_row_of_a_table_never_stands_alone_on_a_page(above):
    """Found by a newcomer: of the counts of a review only "All items" stood on page 2."""
    before = paper([row(f"Old {n}", n) for n in range(above)]).sections[0]
    counts, last = one_table(6).sections[0], one_table(2).sections[0]
    content = replace(one_table(6), sections=(before, counts, last))
    found = next(page for page in pages_of(content) if "Asset 5" in page)
    assert "Asset 4" in found
