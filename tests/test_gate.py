"""What the gate says of itself."""

from __future__ import annotations

from itertools import product
from operator import itemgetter

import pytest

import dev
from tests import figures

RAN = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"/><testcase name="c"/>
<testcase name="d"><skipped message="no reader of PDF is here"/></testcase>
<testcase name="e"><skipped message="no reader of PDF is here"/></testcase>
</testsuite></testsuites>"""


def test_what_was_not_tried_is_said_in_a_line_with_its_reason(tmp_path, monkeypatch):
    """E2: 51 tests were skipped on a fresh machine, and nobody was told."""
    monkeypatch.setattr(dev, "COUNTS", tmp_path)
    (tmp_path / "tests.xml").write_text(RAN)
    assert dev.counted() == ["NOT TRIED: 2 × no reader of PDF is here", "3 passed, 2 skipped"]


@pytest.mark.parametrize("grid", figures._GRIDS)
def test_a_run_of_the_gate_leaves_out_no_thing_and_no_way(monkeypatch, grid):
    """What is left for `--all` is of a kind that is tried."""
    cases = list(product(range(12), "abcdef"))
    monkeypatch.delenv(figures.ALL, raising=False)
    taken = figures.spread(grid, cases, itemgetter(0))
    assert {thing for thing, _ in taken} == set(range(12))
    assert {way for _, way in taken} == set("abcdef")
    assert len(taken) <= len(cases) // 2
    monkeypatch.setenv(figures.ALL, "yes")
    assert figures.spread(grid, cases, itemgetter(0)) == cases
