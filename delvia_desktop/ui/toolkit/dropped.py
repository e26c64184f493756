"""Files that are dropped or pasted, as the desktop hands them over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

_REGISTER = ".delvia"


def local_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are dropped or copied, in their order."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def dropped_register(data: QMimeData) -> Path | None:
    """Return the register that is dropped, None if it is not one alone."""
    files = local_files(data)
    return files[0] if [file.suffix.lower() for file in files] == [_REGISTER] else None
