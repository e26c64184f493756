"""Drawing foreign files: pictures and the first pages of a PDF. Nothing in them is run.

What this does is done in a process of its own (`ui/toolkit/drawing_apart.py`), started for one
file.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

PAGES = 5
"""Pages of a PDF that are drawn; the whole is in the copy that can be saved."""

WIDTH = 1600
"""Dots across a drawn page or a scaled picture: enough for a wide screen."""

TALLEST = 4
"""A page is drawn at most so many times as tall as it is wide."""

MOST_DOTS = 120_000_000
"""Dots of a picture that is still decoded: some hundred megabytes in memory."""


def decode_picture(content: bytes) -> QImage:
    """Draw a foreign picture no wider than it is shown; null if it is broken or huge."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_DOTS:
        return QImage()
    if size.width() > WIDTH:
        height = max(1, size.height() * WIDTH // size.width())
        reader.setScaledSize(QSize(WIDTH, height))
    return reader.read()


def draw_pages(content: bytes) -> tuple[list[QImage], int]:
    """Draw the first pages of a foreign PDF, and count them all; none if it is broken.

    Pages are drawn to pictures, so that no link, form or script of the file is ever alive.
    """
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - QtPdf is loaded with the first PDF

    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    count = document.pageCount() if document.status() == QPdfDocument.Status.Ready else 0
    pages = []
    for number in range(min(count, PAGES)):
        points = document.pagePointSize(number)
        if points.isEmpty():
            continue
        tall = min(points.height() / points.width(), TALLEST)
        drawn = document.render(number, QSize(WIDTH, max(1, round(WIDTH * tall))))
        pages.append(_on_paper(drawn))
    document.close()
    return pages, count


def _on_paper(drawn: QImage) -> QImage:
    """Return a drawn page on white: its own ground is transparent."""
    if drawn.isNull():
        return drawn
    page = QImage(drawn.size(), QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return page
