"""QR codes: the runs are the modules of the code, and its three corners are where readers look."""

from __future__ import annotations

import pytest

from delvia_desktop.reports.qr import dark_runs

CORNER = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]


@pytest.mark.parametrize("text", ["A", "DELVIA HR-2026-001 " + "ab" * 32, "DELVIA " + "9" * 200])
def test_a_code_has_its_corners_and_rows_without_overlap(text):
    side, runs = dark_runs(text)
    grid = [["."] * side for _ in range(side)]
    for column, row, length in runs:
        for place in range(column, column + length):
            assert grid[row][place] == "."
            grid[row][place] = "#"
    for top, left in ((0, 0), (0, side - 7), (side - 7, 0)):
        assert ["".join(line[left : left + 7]) for line in grid[top : top + 7]] == CORNER
    dark = sum(line.count("#") for line in grid)
    assert 0.3 < dark / side**2 < 0.7
    assert (side - 17) % 4 == 0
