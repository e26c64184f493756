"""The steps around the differences of a merge: a copy is chosen, and what was done is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.merge_words import MergeLine
from delvia_desktop.ui.plans.merge_rows import changes_words, merge_rows, merge_table
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, status_label, text_label


class CopyStep(QWidget):
    """Says what a copy is, and asks for one."""

    choosing = Signal()

    def __init__(self) -> None:
        """Begin without a copy."""
        super().__init__()
        self.choose = button(tr("Choose copy…"), "primary")
        self.choose.clicked.connect(self.choosing.emit)
        acts = QWidget()
        Flow(acts).addWidget(self.choose)
        lead = tr(
            "Choose another copy of this register, for example the one of a colleague or of a "
            "synced folder, or drop it here. It is compared with the last revision that both "
            "copies have in common. Nothing is recorded before you confirm it, and the copy stays "
            "as it is."
        )
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addWidget(text_label(lead))
        column.addWidget(acts)
        column.addStretch(1)


class MergedStep(QWidget):
    """What a merge changed, to be looked at or taken back."""

    undo_asked = Signal()
    opened = Signal(str, int)

    def __init__(self) -> None:
        """Begin before anything was merged."""
        super().__init__()
        self._lines: Sequence[MergeLine] = ()
        self._title = status_label(size=1.4, bold=True)
        self._counts = text_label("")
        self.undo = button(tr("Undo"))
        self.undo.clicked.connect(self.undo_asked.emit)
        acts = QWidget()
        Flow(acts).addWidget(self.undo)
        self._told = status_label()
        self.table = merge_table(tr("Merged"))
        self.table.opened.connect(self.opened.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._title, self._counts, acts, self._told):
            column.addWidget(part)
        column.addWidget(self.table, 1)

    def show_done(self, lines: Sequence[MergeLine]) -> None:
        """Show what was merged."""
        self._lines = lines
        self._title.setText(ntr("{n} change merged", "{n} changes merged", len(lines)))
        self._counts.setText(changes_words(lines))
        self._told.hide()
        self.undo.setEnabled(True)
        self.table.show_rows(merge_rows(lines, "", is_done=True))

    def show_undone(self, title: str) -> None:
        """Say that it was taken back."""
        self._told.setText(tr("Undone: {title}", title=title))
        self._told.show()
        self.undo.setEnabled(False)
        self.table.show_rows(merge_rows(self._lines, ""))
