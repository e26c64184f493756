"""The pages of a document on the screen: as sharp as they are on paper."""

from __future__ import annotations

import io

import pytest
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfPageRenderer
from reportlab.pdfgen.canvas import Canvas

from delvia_desktop.ui.papers.paper_pages import PaperPages


def document() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for line in range(60):
        canvas.drawString(72, 760 - 11 * line, "Nova DE – Performance, 7123 4567 8901 2345 678")
    canvas.save()
    return target.getvalue()


def sharp(qtbot, pages: PaperPages) -> object:
    """Return the view as it looks when nothing is left to be drawn."""
    seen: list[object] = []

    def is_still() -> bool:
        seen.append(pages.view.viewport().grab().toImage())
        return len(seen) > 8 and all(each == seen[-1] for each in seen[-8:])

    qtbot.waitUntil(is_still, timeout=30_000)
    return seen[-1]


@pytest.mark.parametrize("fit", ["width", "page"])
def test_a_page_that_was_asked_for_at_another_size_is_drawn_anew(qtbot, fit: str):
    """After "Issue and save" the document was shown with letters cut through."""
    pages = PaperPages()
    qtbot.addWidget(pages)
    pages.prefer_fit(fit)
    pages.resize(1100, 900)
    pages.show()
    pages.show_content(document())
    wanted = sharp(qtbot, pages)
    drawn: list[QSize] = []
    for renderer in pages.view.findChildren(QPdfPageRenderer):
        renderer.pageRendered.connect(lambda _page, size: drawn.append(size))
    pages.resize(700, 500)
    pages.view.viewport().repaint()
    pages.resize(1100, 900)
    qtbot.waitUntil(lambda: len(drawn) > 1)
    assert sharp(qtbot, pages) == wanted
