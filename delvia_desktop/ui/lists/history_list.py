"""The history of one record: who did what, and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import text_label

Entry = tuple[str, str, Sequence[str]]
"""A title, second words, and lines of detail."""


class HistoryList(QScrollArea):
    """Entries one below the other."""

    def __init__(self, name: str) -> None:
        """Begin empty."""
        super().__init__()
        self.setWidgetResizable(True)
        spoken.document(self, name)
        self.setObjectName("history")
        self._waiting: Sequence[Entry] | None = None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show entries, the newest first; behind another tab, once that list is seen."""
        self._waiting = entries
        if self.isVisible():
            self._lay_out(entries)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self._waiting is not None:
            self._lay_out(self._waiting)
        super().showEvent(event)

    def _lay_out(self, entries: Sequence[Entry]) -> None:
        self._waiting = None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 8, 8, 8)
        column.setSpacing(2)
        if not entries:
            column.addWidget(text_label(tr("No changes here yet."), muted=True))
        for title, second, lines in entries:
            column.addWidget(text_label(title, bold=True))
            if second:
                column.addWidget(text_label(second, size=0.92, muted=True))
            for line in lines:
                column.addWidget(text_label(line, size=0.95))
            column.addSpacing(8)
        column.addStretch(1)
        self.setWidget(inside)
