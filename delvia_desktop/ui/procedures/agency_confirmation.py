"""The fourth step of adding an agency: what it sees of what was shared, and who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import type_label
from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.usual_fields import day_field, name_field
from delvia_desktop.ui.procedures.agency_steps import id_of, show_under
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import grouped
from delvia_desktop.ui.widgets.long_tick import LongTick


class AgencyConfirmation(QWidget):
    """The shares with a tick each for what the agency sees."""

    edited = Signal()
    """Something was ticked or typed."""

    def __init__(self, session: Session, shares: Sequence[ShareDraft], contact: str) -> None:
        """Begin with no tick, the day of today and the contact that was typed before."""
        super().__init__()
        self._session = session
        self.seen: list[tuple[AssetKey, QCheckBox]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for share in shares:
            if share.asset is None:
                continue
            asset = session.live.records.get(Asset, share.asset)
            words = tr("The agency can see {asset}", asset=asset.name)
            about = " · ".join(filter(None, (type_label(asset.asset_type), grouped(id_of(asset)))))
            named = LongTick(f"{words} ({about})", words)
            tick = named.box
            spoken.describe(tick, type_label(asset.asset_type), id_of(asset))
            tick.setEnabled(bool(share.granted_on.strip()))
            tick.toggled.connect(lambda _: self.edited.emit())
            column.addWidget(named)
            self.seen.append((asset.id, tick))
        self._every = LongTick(tr("The agency can see all of these assets"))
        self._every.box.clicked.connect(self._tick_all)
        column.insertWidget(0, self._every)
        self._every.setHidden(len(self._offered()) <= 1)
        self.edited.connect(self._show_all)
        self.fields: dict[str, Field] = {
            "on": day_field(tr("Confirmed on"), session.understood),
            "by": name_field(session, tr("Who confirmed it on the agency's side")),
        }
        self.fields["on"].set_value(session.live.today.isoformat())
        self.fields["by"].set_value(contact)
        row = QHBoxLayout()
        for field in self.fields.values():
            field.edited.connect(partial(self._mended, field))
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addStretch(1)

    def values(self) -> dict[str, Any]:
        """Return what is typed and ticked."""
        typed = {name: field.value() for name, field in self.fields.items()}
        return {**typed, "seen": tuple(key for key, tick in self.seen if tick.isChecked())}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show what was typed and ticked before, for the shares that are still there."""
        for name, field in self.fields.items():
            if name in values:
                field.set_value(values[name])
        for key, tick in self.seen:
            tick.setChecked(key in values.get("seen", ()))
        self._show_all()

    def take_focus(self) -> None:
        """Put the keys on the first tick that can be set."""
        first = [] if self._every.isHidden() else [self._every.box]
        next(iter([*first, *self._offered()]), self.fields["by"].editor).setFocus()

    def show_problems(self, error: Invalid) -> Sequence[Problem]:
        """Show problems under the fields they belong to; return those that belong to none."""
        return show_under(self.fields, error, self._session)

    def _offered(self) -> list[QCheckBox]:
        """Return the ticks that can be set."""
        return [tick for _, tick in self.seen if tick.isEnabled()]

    def _tick_all(self, is_on: bool) -> None:  # noqa: FBT001 - what Qt tells
        for tick in self._offered():
            tick.setChecked(is_on)

    def _show_all(self) -> None:
        self._every.box.setChecked(all(tick.isChecked() for tick in self._offered()))

    def _mended(self, field: Field) -> None:
        field.set_problem("")
        self.edited.emit()
