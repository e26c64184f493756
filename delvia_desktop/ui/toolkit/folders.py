"""Folders shown by the desktop's own program for files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from delvia_desktop.i18n import tr

Act = tuple[str, Callable[[], object]]


def open_folder(folder: Path, refused: Callable[[str], object]) -> None:
    """Open a folder in the desktop's own program; `refused` tells that none can."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder.absolute()))):
        refused(tr("This system cannot open folders. The folder is {folder}.", folder=folder))


def opening(folder: Path, refused: Callable[[str], object]) -> Act:
    """Return the button that opens a folder, beside the news of what was saved there."""
    return tr("Open folder"), lambda: open_folder(folder, refused)
