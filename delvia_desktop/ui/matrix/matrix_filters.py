"""What of the access matrix is shown: a row of chips above it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.words.text import folded, in_order
from delvia_desktop.domain.words.vocabulary import asset_types, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.ui.matrix.filter_chips import Choices, switch
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button

_TYPING = 250
"""Milliseconds after the last letter before the matrix is narrowed."""


class MatrixFilters(QWidget):
    """Types, partners, switches, a text, and with what the matrix is compared."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with everything that is open."""
        super().__init__()
        row = Flow(self)
        self.types: Choices[str] = Choices(self, tr("All types"))
        self.partners: Choices[PartnerKey] = Choices(self, tr("All partners"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Filter by text"))
        self.text.setAccessibleName(tr("Filter by text"))
        spoken.clearable(self.text)
        self.text.setFixedWidth(self.text.fontMetrics().averageCharWidth() * 26)
        self._typed = QTimer(self, singleShot=True, interval=_TYPING)
        self._typed.timeout.connect(self.changed)
        self.text.textEdited.connect(lambda _: self._typed.start())
        self.only_open = switch(tr("Active only"), self.changed.emit, on=True)
        self.not_ours = switch(tr("Not ours"), self.changed.emit)
        self.far = switch(tr("Privileged"), self.changed.emit)
        self.unfolded = switch(tr("Team by person"), self.changed.emit)
        self.compare = button(tr("Compare with…"), "chip")
        self.only_changes = switch(tr("Only changes"), self.changed.emit)
        self.not_ours.setToolTip(tr("Only assets not owned by any of our Business Centers"))
        self.far.setToolTip(
            tr("Only levels that can control settings, money, messages or the profile")
        )
        for each in (
            self.types.button,
            self.partners.button,
            self.only_open,
            self.not_ours,
            self.far,
            self.unfolded,
            self.compare,
            self.only_changes,
            self.text,
        ):
            row.addWidget(each)
        self.types.changed.connect(self.changed)
        self.partners.changed.connect(self.changed)
        self.show_comparison("")

    def offer(self, picture: Picture) -> None:
        """Offer the types and partners that are recorded."""
        used = {asset.asset_type for asset in picture.assets.values()}
        known = [code for code in asset_types() if code in used]
        self.types.offer((code, type_label(code)) for code in [*known, *sorted(used - {*known})])
        partners = sorted(picture.partners.values(), key=lambda p: (in_order(folded(p.name)), p.id))
        self.partners.offer((partner.id, partner.name) for partner in partners)

    def show_comparison(self, title: str) -> None:
        """Say with what the matrix is compared, if it is."""
        self.compare.setText(
            tr("Compare with {moment}", moment=title) if title else tr("Compare with…")
        )
        self.compare.setAccessibleName(self.compare.text())
        self.compare.setCheckable(bool(title))
        self.compare.setChecked(bool(title))
        self.only_changes.setVisible(bool(title))
        if not title:
            self.only_changes.setChecked(False)

    def wanted(self) -> MatrixFilter:
        """Return what is asked for."""
        return MatrixFilter(
            types=self.types.chosen,
            partners=self.partners.chosen,
            only_open=self.only_open.isChecked(),
            only_not_ours=self.not_ours.isChecked(),
            only_far_reaching=self.far.isChecked(),
            only_changes=self.only_changes.isChecked(),
            unfolded=self.unfolded.isChecked(),
            text=self.text.text(),
        )

    def rest(self) -> None:
        """Ask for nothing any more, as the register is being closed."""
        self._typed.stop()

    def words(self) -> str:
        """Return in words what is asked for, to stand on paper."""
        is_open = self.only_open.isChecked()
        words = [
            self.types.words() or tr("All types"),
            self.partners.words() or tr("All partners"),
            tr("Active only") if is_open else tr("Including planned and ended"),
        ]
        for made, said in (
            (self.not_ours, tr("Not owned by us")),
            (self.far, tr("Privileged levels only")),
            (self.only_changes, tr("Only changes")),
        ):
            if made.isChecked():
                words.append(said)
        if self.text.text().strip():
            words.append(tr("Containing “{text}”", text=self.text.text().strip()))
        return " · ".join(words)
