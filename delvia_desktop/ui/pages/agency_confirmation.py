"""The fourth step of adding an agency: what it sees of what was shared, and who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.errors import Invalid
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.shares import Share
from delvia_desktop.i18n import tr
from delvia_desktop.ui.forms.form import day_field, draft
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import Field, LineField


class AgencyConfirmation(QWidget):
    """The shares with a tick each for what the agency sees."""

    edited = Signal()
    """Something was ticked or typed."""

    def __init__(self, session: Session, shares: Sequence[Share]) -> None:
        """Begin with no tick and the day of today."""
        super().__init__()
        self.seen: list[tuple[Share, QCheckBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for share in shares:
            asset = session.live.records.get(Asset, share.asset)
            tick = QCheckBox(tr("The agency can see {asset}", asset=asset.name))
            tick.setAccessibleName(tick.text())
            tick.setEnabled(share.granted_on is not None)
            tick.toggled.connect(lambda _: self.edited.emit())
            column.addWidget(tick)
            self.seen.append((share, tick))
        self.fields: dict[str, Field] = {
            "on": day_field(tr("Confirmed on"), session.understood),
            "by": LineField(tr("Who confirmed it on the agency's side")),
        }
        self.fields["on"].set_value(session.live.today.isoformat())
        row = QHBoxLayout()
        for field in self.fields.values():
            field.edited.connect(partial(self._mended, field))
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addStretch(1)

    def shares(self) -> list[Share]:
        """Return the shares that the agency sees."""
        return [share for share, tick in self.seen if tick.isChecked()]

    def draft(self) -> StepDraft:
        """Return when and by whom they were confirmed, as typed."""
        return draft(StepDraft, {name: field.value() for name, field in self.fields.items()})

    def values(self) -> dict[str, Any]:
        """Return what is typed and ticked, for when the step is shown again."""
        typed = {name: field.value() for name, field in self.fields.items()}
        return {"fields": typed, "seen": {share.id for share in self.shares()}}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show what was typed and ticked before, for the shares that are still there."""
        for name, value in values.get("fields", {}).items():
            self.fields[name].set_value(value)
        for share, tick in self.seen:
            tick.setChecked(share.id in values.get("seen", ()))

    def show_problems(self, error: Invalid) -> None:
        """Show problems under the fields they belong to."""
        for problem in error.problems:
            if problem.field in self.fields:
                self.fields[problem.field].set_problem(problem.text)

    def _mended(self, field: Field) -> None:
        field.set_problem("")
        self.edited.emit()
