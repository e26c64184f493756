"""History: every act with what it changed, and the way to take any of them back."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.lists.rows import RevisionRow
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.services.history import history
from delvia_desktop.services.history.time_travel import at_revision
from delvia_desktop.ui.lists import columns
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.history_list import HistoryList
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.papers.paper_form import change_log_form
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.facts import Facts


class HistoryPage(Place):
    """The revisions beside the one that is chosen."""

    name = "history"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self.list = FilteredList(session, "revisions", columns.revision_columns(), order=("", True))
        self.revisions = self.list.table
        self.revisions.chosen.connect(lambda _: self._show_detail())
        self._facts = Facts()
        self._changes = HistoryList(tr("What the revision changed"))
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._facts)
        column.addWidget(self._changes, 1)
        self.panes.empty.say(
            tr("No changes yet"),
            tr("Every change is listed here, with who made it and when. Each can be reverted."),
            [(tr("Go to Overview"), lambda: self.go.emit("overview", 0))],
        )
        self.panes.lay_out([(self.list, 7), (detail, 4)], hides=self.list)

    @override
    def deeds(self) -> list[Deed]:
        row: RevisionRow | None = self.revisions.current_row()
        log = Deed(
            tr("Print change log…"),
            self.ask_change_log,
            act="print",
        )
        if row is None:
            return [log]
        can = self.session.can_act
        return [
            log,
            Deed(tr("Show changes since"), self._compare),
            Deed(tr("View register at that time"), self._travel),
            Deed(tr("Revert this change"), self._revert, is_enabled=can and row.act != "keep"),
        ]

    @override
    def refresh(self) -> None:
        self.list.refresh()
        self.show_empty(self.list.is_blank)
        self._show_detail()

    @override
    def home(self) -> ListTable:
        return self.list.table

    @override
    def shown_record(self) -> int:
        return self.revisions.key() or 0

    @override
    def choose_record(self, key: int) -> None:
        if self.list.choose(key):
            self._show_detail()

    def ask_change_log(self) -> None:
        """Ask from which day on the change log is to be prepared."""
        self.open_form(change_log_form(self.session), self.paper_asked.emit)

    def _show_detail(self) -> None:
        row: RevisionRow | None = self.revisions.current_row()
        self.panes.show_detail(row is not None)
        if row is not None:
            self._facts.show_facts(
                [
                    (tr("Revision"), str(row.id)),
                    (tr("What"), row.what),
                    (tr("When"), show_moment(row.at)),
                    (tr("Who"), row.who),
                    (tr("Why"), row.reason),
                ],
            )
            self._changes.show_entries(
                [
                    (
                        f"{change.name} · {change.what}",
                        "",
                        [
                            tr(
                                "{field}: {before} → {after}",
                                field=field.field,
                                before=field.before,
                                after=field.after,
                            )
                            for field in change.fields
                        ],
                    )
                    for change in history.changes_in(self.session.shown, row.id)
                ]
            )
        self.headline_changed.emit()

    def _revert(self) -> None:
        key = self.revisions.key()
        if key is None:
            return
        try:
            self.session.live.revert(key)
        except DelviaError as error:
            self.session.failed.emit(str(error))

    def _travel(self) -> None:
        row: RevisionRow | None = self.revisions.current_row()
        if row is not None:
            self.session.past_asked.emit(at_revision(self.session.live, row.id))

    def _compare(self) -> None:
        row: RevisionRow | None = self.revisions.current_row()
        if row is not None:
            self.session.compared.emit(at_revision(self.session.live, row.id))
