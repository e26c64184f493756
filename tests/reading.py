"""Documents read back by the reader of the preview, which takes a tenth of the time of pypdf."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument


def page_texts(content: bytes) -> list[str]:
    """Return the text of each page."""
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    texts = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return texts
