"""Documents read back by the reader of the preview, which takes a tenth of the time of pypdf."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from delvia_desktop.reports.drawing.binding import BOTTOM, TOP

_DARK = 200
"""The lightest grey that counts as ink."""


def page_texts(content: bytes) -> list[str]:
    """Return the text of each page."""
    with _opened(content) as document:
        return [document.getAllText(page).text() for page in range(document.pageCount())]


def inked_parts(content: bytes) -> list[float]:
    """Return how far down each page something is drawn, from 0 to 1, its head and foot left out."""
    with _opened(content) as document:
        return [_inked_part(document, page) for page in range(document.pageCount())]


def _inked_part(document: QPdfDocument, page: int) -> float:
    """Look at a page with a line of pixels a point, the lowest line first."""
    size = document.pagePointSize(page).toSize()
    grey = QImage(size, QImage.Format.Format_Grayscale8)
    grey.fill(Qt.GlobalColor.white)
    painter = QPainter(grey)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    lines = bytes(grey.constBits())
    wide, first, end = grey.bytesPerLine(), int(TOP), int(size.height() - BOTTOM)
    for y in range(end - 1, first, -1):
        if min(lines[y * wide : y * wide + size.width()]) < _DARK:
            return (y - first) / (end - first)
    return 0.0


@contextmanager
def _opened(content: bytes) -> Iterator[QPdfDocument]:
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    yield document
    document.close()
