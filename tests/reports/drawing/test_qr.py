"""QR codes: the runs are the modules of the code, and its three corners are where readers look."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from delvia_desktop.domain.papers.sealing import digest_of, unseal
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.reports.drawing.qr import dark_runs
from delvia_desktop.services.papers import paper_making

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


def test_a_reader_of_qr_codes_finds_number_and_digest_on_the_page(qapp, nova, tmp_path):
    picture = nova.register.picture()
    request = PaperRequest("asset", nova.ad_account.id)
    content = paper_making.prepare(nova.register, picture, request).content
    document = QPdfDocument(None)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    last = document.pageCount() - 1
    size = document.pagePointSize(last)
    for dots in (150, 300):
        image = document.render(last, (size * dots / 72).toSize())
        file = tmp_path / "page.png"
        image.save(str(file))
        with Image.open(file) as page:
            paper = Image.new("RGBA", page.size, "white")
            paper.alpha_composite(page.convert("RGBA"))
            # A copy of a copy: grey, and a little out of focus.
            blurred = paper.convert("L").filter(ImageFilter.GaussianBlur(dots / 200))
        (code,) = zxingcpp.read_barcodes(blurred)
        assert code.text == f"DELVIA HR-2026-001 {digest_of(unseal(content).data)}"
    document.close()
