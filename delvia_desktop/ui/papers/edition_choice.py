"""In which edition a paper is made: its language, its page, who may read it, whether it counts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from delvia_desktop.domain.records.paper_requests import Edition
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.calm_box import CalmBox
from delvia_desktop.ui.toolkit.theme import SPACE
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import text_label


class EditionChoice(QWidget):
    """Two lists and two ticks; a change is told once it is made by the person."""

    chosen = Signal(object)
    """The edition (`Edition`) that the person wants."""

    def __init__(self) -> None:
        """Begin with the usual edition."""
        super().__init__()
        row = Flow(self)
        row.setSpacing(4 * SPACE)
        self.language = self._list(row, tr("Language"), "language")
        self.page_size = self._list(row, tr("Page size"), "page_size")
        self.redacted = self._tick(row, tr("Redacted: people masked"))
        self.draft = self._tick(row, tr("Draft"))

    @property
    def edition(self) -> Edition:
        """The edition that is shown."""
        return Edition(
            self.language.currentData(),
            self.page_size.currentData(),
            self.redacted.isChecked(),
            self.draft.isChecked(),
        )

    def show_edition(self, edition: Edition) -> None:
        """Show an edition without asking for it."""
        for box, code in ((self.language, edition.language), (self.page_size, edition.page_size)):
            if box.findData(code) < 0:
                box.addItem(code, code)
            box.setCurrentIndex(box.findData(code))
        self.redacted.setChecked(edition.is_redacted)
        self.draft.setChecked(edition.is_draft)

    def _list(self, row: Flow, label: str, group: str) -> QComboBox:
        box = CalmBox()
        box.setAccessibleName(label)
        for code, term in terms(group).items():
            box.addItem(tr(term.label), code)
        box.activated.connect(lambda _: self.chosen.emit(self.edition))
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        words = text_label(label)
        words.setWordWrap(False)
        words.setBuddy(box)
        beside.addWidget(words)
        beside.addWidget(box)
        row.addWidget(both)
        return box

    def _tick(self, row: Flow, label: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setAccessibleName(label)
        box.clicked.connect(lambda _: self.chosen.emit(self.edition))
        row.addWidget(box)
        return box
