"""What changed since a moment of the past, record by record."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.words.text import folded, is_found
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.history.differences import Difference, differences, what_words
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.ui.fields.filter_field import FilterField
from delvia_desktop.ui.lists.history_list import HistoryList
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import text_label
from delvia_desktop.ui.widgets.page_area import WordsArea

_TONES = {"added": "good", "changed": "info", "gone": "critical"}


class _Line(NamedTuple):
    id: int
    difference: Difference


class DifferencesPage(Place):
    """The records that differ, beside the fields of the one that is chosen."""

    name = "differences"

    def __init__(self, session: Session) -> None:
        """Show nothing yet."""
        super().__init__(session)
        self._past: Past | None = None
        self._lines: list[_Line] = []
        self.table = ListTable(tr("What changed"), _columns(), tr("Nothing changed since then."))
        remember_look(self.table, "differences")
        self.table.chosen.connect(lambda _: self._show_fields())
        self.table.activated_row.connect(lambda _: self._open())
        self.filter = FilterField(tr("Filter changes"), lambda _: ())
        self.filter.settled.connect(self._fill)
        self.filter.left.connect(self.table.take_focus)
        self._summary = text_label("", muted=True)
        self._fields = HistoryList(tr("Fields of the record"))
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.filter)
        column.addWidget(WordsArea(self._summary, tr("Summary")))
        column.addWidget(self.table, 1)
        self.panes.lay_out([(left, 7), (self._fields, 5)])

    @override
    def headline(self) -> tuple[str, str]:
        if self._past is None:
            return self.title(), ""
        return self.title(), tr("Since {moment}", moment=self._past.words)

    @override
    def deeds(self) -> list[Deed]:
        can = self.table.key() is not None
        return [Deed(tr("Show record"), self._open, is_primary=True, is_enabled=can)]

    @override
    def refresh(self) -> None:
        if self._past is None:
            self._past = Past(0, self.session.live.today, tr("the beginning"))
        live = self.session.live
        found = differences(live, self._past.revision, live.revision)
        self._lines = [_Line(number + 1, each) for number, each in enumerate(found)]
        self._fill()

    def show_since(self, past: Past) -> None:
        """Show what changed since a moment."""
        self._past = past

    def _fill(self) -> None:
        sought = self.filter.text()
        shown = self._lines
        if folded(sought):
            shown = [line for line in shown if is_found(sought, _text(line.difference))]
        self.table.show_rows(HeldRows(shown))
        counts = [
            ntr("{n} added", "{n} added", sum(x.difference.what == "added" for x in shown)),
            ntr("{n} changed", "{n} changed", sum(x.difference.what == "changed" for x in shown)),
            ntr("{n} removed", "{n} removed", sum(x.difference.what == "gone" for x in shown)),
        ]
        self._summary.setText(" · ".join(counts))
        if shown:
            self.table.choose(shown[0].id)
        self._show_fields()

    def _show_fields(self) -> None:
        line: _Line | None = self.table.current_row()
        entries = []
        if line is not None:
            entries = [
                (field.label, "", [f"{field.before_words} → {field.after_words}"])
                for field in line.difference.told
            ]
        self._fields.show_entries(entries)
        self.headline_changed.emit()

    def _open(self) -> None:
        line: _Line | None = self.table.current_row()
        if line is not None:
            self.go.emit(f"record:{line.difference.kind}", line.difference.id)


def _text(difference: Difference) -> str:
    return f"{kind_words(difference.kind)} {difference.name} {what_words(difference.what)}"


def _columns() -> list[Column]:
    def what(line: _Line) -> str:
        return what_words(line.difference.what)

    def fields(line: _Line) -> str:
        if line.difference.what != "changed":
            return ""
        return ", ".join(field.label for field in line.difference.told)

    return [
        Column("", tr("Record"), lambda line: line.difference.name, 26, sortable=False),
        Column("", tr("Kind"), lambda line: kind_words(line.difference.kind), 13, sortable=False),
        Column(
            "",
            tr("What"),
            what,
            10,
            lambda line: _TONES[line.difference.what],
            sortable=False,
            whole=True,
        ),
        Column("", tr("Fields"), fields, 20, sortable=False, kept=False),
    ]
