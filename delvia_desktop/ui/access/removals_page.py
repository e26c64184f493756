"""Removals to verify: everything that was revoked and not yet seen gone in TikTok, of any kind."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.access_routes import unverified_routes
from delvia_desktop.ui.access.ending_acts import verifying_deed
from delvia_desktop.ui.access.grant_acts import selected_deeds
from delvia_desktop.ui.access.record_columns import way_columns
from delvia_desktop.ui.lists.deed_row import DeedRow, Foot, selected_words
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.place.place import Deed, Place, show_row
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label


class RemovalsPage(Place):
    """What the Overview counts as revoked and not yet verified, with one act for all of it."""

    name = "removals"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self.table = ListTable(
            self.title(), way_columns("partner"), tr("Every removal is verified.")
        )
        remember_look(self.table, "removals")
        self.table.select_many()
        self.table.chosen.connect(lambda _: self._offer())
        self.table.selected.connect(self._offer)
        self.table.activated_row.connect(lambda _: self._open())
        self.deeds_below = DeedRow()
        self._summary = text_label("", muted=True)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(Foot(self._summary, self.deeds_below))
        self.panes.lay_out([(whole, 1)])

    @override
    def headline(self) -> tuple[str, str]:
        return self.title(), tr("Recorded as revoked, but not yet verified in TikTok")

    @override
    def deeds(self) -> list[Deed]:
        names = [(way.kind, way.record) for way in self._ways()]
        verify = verifying_deed(self.session, names, self.open_form)
        back = Deed(tr("Back to Overview"), lambda: self.go.emit("overview", 0))
        return [back] if verify is None else [back, verify.as_primary()]

    @override
    def refresh(self) -> None:
        self.table.show_rows(HeldRows(self._ways()), self.table.key())
        self._offer()
        self.headline_changed.emit()

    def _ways(self) -> tuple[AccessRoute, ...]:
        return unverified_routes(self.session.shown, self.session.on)

    def _offer(self) -> None:
        chosen = set(self.table.selected_keys())
        names = [(w.kind, w.record) for w in self.table.list_model.held() if w.id in chosen]
        open_form = partial(self.open_form, beside=self.table)
        show_row(self.deeds_below, selected_deeds(self.session, names, open_form))
        count = self.table.list_model.rowCount()
        words = ntr("{n} removal to verify", "{n} removals to verify", count)
        self._summary.setText(
            " · ".join(filter(None, (words, selected_words(len(self.table.selected_keys())))))
        )

    def _open(self) -> None:
        way: AccessRoute | None = self.table.current_row()
        if way is not None:
            self.go.emit(f"record:{way.kind}", way.record)
