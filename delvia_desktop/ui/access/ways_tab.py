"""Everything that touches a subject beside its shares, on every surface, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access.access_routes import routes_of
from delvia_desktop.ui.access.grant_acts import selected_deeds
from delvia_desktop.ui.access.record_columns import way_columns
from delvia_desktop.ui.lists.deed_row import DeedRow, selected_words
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.place.place import show_row
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.notes import Action


class WaysTab(QWidget):
    """The ways in of one subject: what works, is planned or is to be verified, or all of them."""

    opened = Signal(object)
    """The way on which Enter or a double click fell."""

    def __init__(
        self, session: Session, kind: str, name: str, open_form: Callable[..., None]
    ) -> None:
        """Show nothing yet; `kind` is the kind of the subject, `name` what a reader calls this."""
        super().__init__()
        self._session, self._kind = session, kind
        self._ways: Sequence[AccessRoute] = ()
        self._counts: Sequence[str] = ()
        self._begins: Sequence[Action] = ()
        self.table = ListTable(name, way_columns(kind))
        remember_look(self.table, f"access of {kind}")
        self._open_form = partial(open_form, beside=self.table)
        self.deeds = DeedRow()
        self.over = QCheckBox(tr("Show ended access"))
        self.over.setAccessibleName(self.over.text())
        self._summary = text_label("", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        head.addWidget(self.over)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.deeds)
        self.over.toggled.connect(lambda _: self._fill())
        self.table.select_many()
        self.table.chosen.connect(lambda _: self._offer())
        self.table.selected.connect(self._offer)
        self.table.activated_row.connect(lambda _: self.opened.emit(self.table.current_row()))

    def show_subject(self, key: int, begins: Sequence[Action] = ()) -> None:
        """Show the ways in of a subject; `begins` is what records the first of them."""
        self._begins = begins
        self._ways = routes_of(self._session.shown, self._kind, key, self._session.on)
        self._fill()

    @property
    def ways(self) -> Sequence[AccessRoute]:
        """All ways in of the subject, also those that are over."""
        return self._ways

    def records(self) -> list[tuple[str, int]]:
        """Return the kind and id of everything that gives or gave access."""
        return [(way.kind, way.record) for way in self._ways]

    def working(self) -> list[AccessRoute]:
        """Return the ways that work."""
        return [way for way in self._ways if way.is_open]

    def selected(self) -> list[tuple[str, int]]:
        """Return the kind and id of what gives the access that is selected."""
        keys = set(self.table.selected_keys())
        chosen = [way for way in self.table.list_model.held() if way.id in keys]
        return list(dict.fromkeys((way.kind, way.record) for way in chosen))

    def _fill(self) -> None:
        before, together = self.table.current_row(), self.selected()
        shown = [
            way
            for way in self._ways
            if way.is_open or way.is_pending or way.is_unverified or self.over.isChecked()
        ]
        if self._ways:
            self.table.say_empty(tr("All access has ended. Select “Show ended access” to see it."))
        else:
            self.table.say_empty(tr("No access is recorded here."), self._begins)
        self.over.setVisible(bool(self._ways))
        self.table.show_rows(HeldRows(shown))
        same = [
            way.id
            for way in shown
            if before is not None and (way.kind, way.record) == (before.kind, before.record)
        ]
        if same:
            self.table.choose(same[0])
        if len(together) > 1:
            self.table.together.select([w.id for w in shown if (w.kind, w.record) in together])
        count = len(self.working())
        pending = sum(way.is_pending for way in self._ways)
        unseen = sum(way.is_unverified for way in self._ways)
        over = len(self._ways) - count - pending - unseen
        parts = [ntr("{n} active", "{n} active", count)] if self._ways else []
        if pending:
            parts.append(ntr("{n} planned or invited", "{n} planned or invited", pending))
        if unseen:
            parts.append(ntr("{n} removal to verify", "{n} removals to verify", unseen))
        if over:
            parts.append(ntr("{n} ended", "{n} ended", over))
        self._counts = parts
        self._offer()

    def _offer(self) -> None:
        chosen = self.selected()
        deeds = selected_deeds(self._session, chosen, self._open_form)
        show_row(self.deeds, deeds)
        # Beside a form the row has no room for it.
        words = " · ".join(filter(None, (*self._counts, selected_words(len(chosen)))))
        self._summary.setText(words)
        self._summary.setVisible(bool(words))
