"""Files on their way in: read beside the window, or made from what the clipboard holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.evidence import evidence


def read_files(paths: Sequence[Path]) -> tuple[list[FileDraft], list[str]]:
    """Read files that are to be evidence, and say why the others could not be read."""
    found, refused = [], []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        try:
            draft = evidence.read_file(path)
        except Refused as error:
            refused.append(str(error))
        else:
            draft.look_inside()
            found.append(draft)
    return found, refused


def pasted(data: QMimeData, moment: datetime) -> FileDraft:
    """Return a pasted picture as a file of evidence that is named by the moment."""
    name = tr("Pasted {moment}", moment=f"{moment:%Y-%m-%d %H.%M.%S}")
    return FileDraft(name, png_of(QImage(data.imageData())))


def png_of(picture: QImage) -> bytes:
    """Return a picture as the PNG file that becomes evidence."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(content.data())
