"""What lies ready to be brought in: a table that was copied, files that are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.ui.toolkit.dropped import local_files

_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".json", ".html", ".htm"})
"""The files that are taken where anything can be dropped."""

_FEWEST = 2
"""Lines or cells from which a text is a table."""


def copied_table() -> SourceBytes | None:
    """Return the table on the clipboard, None if it holds none."""
    copied = QGuiApplication.clipboard().mimeData()
    return table_in(copied) if copied is not None else None


def table_in(copied: QMimeData) -> SourceBytes | None:
    """Return the table in what was copied: as a page has it, else as text in columns."""
    html, text = copied.html(), copied.text()
    if "<table" in html.lower():
        # What stands before the table, as styles do, tells nothing of it.
        return _pasted(html[html.lower().index("<table") :])
    lines = [line for line in text.splitlines() if line.strip()]
    is_table = len(lines) >= _FEWEST or any("\t" in line for line in lines)
    return _pasted(text) if is_table else None


def dropped_files(dropped: QMimeData) -> Sequence[Path]:
    """Return the files that are dropped, if all of them can be brought in."""
    files = local_files(dropped)
    return files if all(file.suffix.lower() in _ENDINGS for file in files) else []


def _pasted(text: str) -> SourceBytes:
    return SourceBytes(tr("Pasted"), text.encode("utf-8"))
