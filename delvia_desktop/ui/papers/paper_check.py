"""A paper checked in the window: unaltered, signed by whom, issued here, what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from delvia_desktop.domain.papers.signatures import Signature
from delvia_desktop.i18n import tr
from delvia_desktop.services.papers.paper_checks import Verdict, told, told_of_signature
from delvia_desktop.services.papers.paper_differences import ContentDifference
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.toolkit.window_geometry import resize_to_words
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Banner, Banners


class _Row(NamedTuple):
    """A difference with the number by which the table knows it."""

    id: int
    difference: ContentDifference


class PaperCheck(QDialog):
    """What is known of one paper."""

    def __init__(self, parent: QWidget, name: str, verdict: Verdict) -> None:
        """Say it in sentences, with a table of what has changed."""
        super().__init__(parent)
        self.verdict = verdict
        self.setWindowTitle(tr("Check result: {file}", file=name))
        column = QVBoxLayout(self)
        title = " · ".join(filter(None, (verdict.number, verdict.title))) or name
        column.addWidget(text_label(title, size=1.3, bold=True))
        is_good = verdict.is_unaltered and verdict.record is not None
        self.sentences = told(verdict)
        banners = Banners()
        banners.show_banners([Banner("\n".join(self.sentences), "good" if is_good else "critical")])
        column.addLayout(banners)
        if verdict.added.signatures:
            column.addWidget(_signed(verdict.added.signatures), 1)
        is_forged = verdict.namesake is not None
        heading = (
            tr("Differences from the issued document")
            if is_forged
            else tr("What has changed since")
        )
        columns = _columns(tr("Issued document"), tr("This file"))
        if not is_forged:
            columns = _columns(tr("In the document"), tr("Now"))
        self.table = ListTable(heading, columns, tr("No differences in what can be compared."))
        remember_look(self.table, "differences of a document")
        rows = [_Row(n, each) for n, each in enumerate(verdict.differences or (), start=1)]
        self.table.show_rows(HeldRows(rows))
        self.table.setVisible(bool(rows))  # that nothing changed is said already
        column.addWidget(self.table, 1)
        is_short = not rows and not verdict.added.signatures
        column.addStretch(int(is_short))
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        resize_to_words(self, 136, 40)
        if is_short:
            self.resize(self.width(), self.sizeHint().height())


def _signed(signatures: Sequence[Signature]) -> QScrollArea:
    """Return what is known of each signature, to be read and copied."""
    inside = QWidget()
    inside.setObjectName("fields")
    column = QVBoxLayout(inside)
    for signature in signatures:
        first, *more = told_of_signature(signature)
        column.addWidget(text_label(first, bold=True))
        words = text_label("\n".join(more), muted=True)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(words)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    spoken.document(area, tr("The signatures"))
    area.setWidget(inside)
    return area


def _columns(before: str, after: str) -> list[Column]:
    return [
        Column("section", tr("Where"), lambda row: row.difference.section, 16, sortable=False),
        Column("before", before, lambda row: row.difference.before or "—", 36, sortable=False),
        Column("after", after, lambda row: row.difference.after or "—", 36, sortable=False),
    ]
