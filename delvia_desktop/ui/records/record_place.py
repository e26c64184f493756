"""A place of records of one kind: their list, and the tabs of the one that is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.kinds import Record, kind_of
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.moments import local
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.procedures.procedures import going_on
from delvia_desktop.ui.evidence.evidence_panel import add_evidence_tab
from delvia_desktop.ui.findings.finding_banners import finding_banners
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.history_list import HistoryList
from delvia_desktop.ui.lists.list_model import Column
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.papers.paper_form import paper_form
from delvia_desktop.ui.place.above_tabs import Above, AboveTabs
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.records.record_history import entries_of
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.new_button import NewButton
from delvia_desktop.ui.widgets.notes import Banner, Banners
from delvia_desktop.ui.widgets.tabs import Tabs

R = TypeVar("R", bound=Record)

_LOW = 45
"""Lines of a place below which only the first finding stands over a record."""

SHARES_IN_HISTORY = 200
"""Shares whose history stands in that of their asset or partner; the whole is in History."""


class RecordPlace(Place, Generic[R]):
    """Facts, warnings and tabs beside a list; evidence and history are the last tabs of each."""

    def __init__(
        self,
        session: Session,
        record: type[R],
        list_name: str,
        columns: Sequence[Column],
        order: tuple[str, bool] = ("", False),
    ) -> None:
        """Build the list in its usual order, True for down; `lay_out_tabs` shows the rest."""
        super().__init__(session)
        self._class = record
        self._kind = kind_of(record).name
        self.list = FilteredList(session, list_name, columns, order=order)
        self.list.table.kind = self._kind
        self.list.table.chosen.connect(lambda _: self._show_detail())
        self._facts = Facts()
        self._history = HistoryList(tr("Record history"))
        self._told = QWidget()
        self._warning = Banners()
        self._warning.setContentsMargins(0, 0, 0, 0)
        self._warning.setSpacing(12)
        self._told.setLayout(self._warning)
        self._tabs = Tabs()
        self._tabs.setAccessibleName(tr("About this record"))
        self._is_low = False
        session.watch.changed.connect(self._tell_again)

    def lay_out_tabs(
        self,
        tabs: Iterable[tuple[str, QWidget]],
        shares: tuple[int, int],
        above: QWidget | None = None,
    ) -> None:
        """Show the tabs beside the list; `shares` is how the two divide the width."""
        for title, tab in tabs:
            self._tabs.addTab(tab, title)
        self.evidence = add_evidence_tab(self._tabs, self.session, self._kind, self.open_form)
        self._tabs.addTab(self._history, tr("History"))
        self._tabs.currentChanged.connect(lambda _: self.headline_changed.emit())
        # What calls for something is the last to become a tab, which another one hides.
        above_tabs = [Above(tr("Notices"), self._told), Above(tr("Summary"), self._facts)]
        self.detail = detail = AboveTabs(above_tabs, self._tabs)
        detail.moved.connect(self.headline_changed)
        self.evidence.take_drops_of(detail)
        parts = [(self.list, shares[0]), (detail, shares[1])]
        self.panes.lay_out(parts, hides=self.list, above=above)

    def _led(self, text: str, act: str) -> Deed:
        """Return what begins in another place with the record that is chosen."""
        begin = partial(self.led.emit, self._kind, self.shown_record(), act)
        return Deed(text, begin, is_enabled=self.session.can_act, act=act)

    def _goes_on(self, code: str) -> bool:
        """Tell whether a procedure is in progress for the record that is chosen."""
        about = {self._kind: self.shown_record()}
        return going_on(self.session.shown, code, about) is not None

    def _starting(self, code: str) -> Deed:
        """Return what asks which procedure is to begin; one that goes on stands beside it."""
        another, first = tr("Start another procedure…"), tr("Start procedure…")
        return self._led(another if self._goes_on(code) else first, Act.PROCEDURE)

    def _print(self, text: str, code: str) -> Deed:
        """Return what prepares a paper of a kind about the record that is chosen."""
        show = partial(self.paper_asked.emit, PaperRequest(code, self.shown_record()))
        return Deed(text, show, act="print")

    def _other_papers(self) -> Deed:
        """Return what asks which other paper is wanted about the record that is chosen."""
        return Deed(tr("Print other documents…"), self.ask_paper, act="papers")

    def last_paper(self) -> AccessRecord | None:
        """Return the document with which the record ends, once it was issued."""
        return None

    def _shown_handover(self) -> list[Deed]:
        """Return what leads to the handover of the last document, once it was issued."""
        paper = self.last_paper()
        if paper is None:
            return []
        show = partial(self.go.emit, "handovers", int(paper.id))
        return [Deed(tr("Show handover"), show, is_enabled=self.session.can_act)]

    def _waiting(self) -> list[Banner]:
        """Return what says that the last document was not signed yet."""
        paper, attention = self.last_paper(), self.session.watch.attention
        if paper is None or attention is None or not attention.situation.awaits_signature(paper):
            return []
        day = show_day(local(paper.issued_at).date())
        text = tr("{number}: waiting for the signature since {day}.", number=paper.number, day=day)
        if attention.situation.changed_since(paper):
            text = tr(
                "{number}: not signed, and no longer matches the register.", number=paper.number
            )
        acts = [(deed.text, deed.run) for deed in self._shown_handover()]
        return [Banner(text, "info", acts)]

    def likeliest_paper(self) -> str:
        """Return the kind of paper that the state of the record calls for, empty for the first."""
        return ""

    def ask_paper(self) -> None:
        """Ask which paper about the record that is chosen is to be prepared."""
        from delvia_desktop.services.papers.paper_kinds import kinds_for  # noqa: PLC0415 - loads ReportLab

        key = self.shown_record()
        kinds = kinds_for(self._kind, self.record())
        words = {kind.code: kind.label() for kind in kinds}
        to_another = [kind.code for kind in kinds if kind.needs_successor]
        form = paper_form(self.session, key, words, to_another, self.likeliest_paper())
        self.open_form(form, self.paper_asked.emit)

    @override
    def show_filtered(self, text: str) -> None:
        self.list.show_filtered(text)

    @override
    def show_whole(self) -> None:
        self.list.leave_filter()

    def show_tabs(self, record: R) -> Iterable[tuple[str, int]]:
        """Show a record in the tabs; return what else belongs to its history, by kind and id."""
        raise NotImplementedError

    def told_over(self, record: R) -> list[Banner]:  # noqa: ARG002 - others say something
        """Return what is said over a record before its findings."""
        return []

    def record(self) -> R | None:
        """Return the record that is chosen."""
        key = self.shown_record()
        return self.session.shown.records.find(self._class, id=key) if key else None

    def choose_made(self, made: object) -> None:
        """Choose what was just recorded, if it belongs here."""
        if isinstance(made, self._class):
            self.show_record(made.id)

    @override
    def refresh(self) -> None:
        self.list.refresh()
        self._show_latest()
        self.show_empty(self.list.is_blank)
        self._show_detail()

    def _show_latest(self) -> None:
        """Choose what an act elsewhere was about, unless what is typed here stands against it."""
        key = self.session.latest.pop(self._kind, 0)
        if key and self.form is None and not self.session.is_past:
            self.list.table.choose(key)

    @override
    def choose_record(self, key: int) -> None:
        if self.list.choose(key):
            self._show_detail()

    @override
    def shown_record(self) -> int:
        return 0 if self.is_adding else self.list.table.key() or 0

    @override
    def shown_name(self) -> tuple[str, int] | None:
        key = self.shown_record()
        return (self._kind, key) if key else None

    @override
    def show_adding(self) -> None:
        super().show_adding()
        self._show_detail()

    @override
    def corner(self) -> NewButton:
        return self.list.new

    @override
    def home(self) -> ListTable:
        return self.list.table

    def _show_detail(self) -> None:
        record = self.record()
        self.panes.show_detail(record is not None or self.list.is_blank)
        if record is not None:
            more = self.show_tabs(record)
            self._tell_findings(record)
            self.evidence.show_subject(int(record.id))
            touching = ((self._kind, int(record.id)), *more, *self.evidence.records())
            self._history.show_entries(entries_of(self.session, *touching))
        self.headline_changed.emit()

    def _tell_again(self) -> None:
        if self.isVisible() and (record := self.record()) is not None:
            self._tell_findings(record)
            self.headline_changed.emit()

    def _tell_findings(self, record: R) -> None:
        name = (self._kind, int(record.id))
        self._is_low = self._stands_low()
        banners = finding_banners(
            self.session, name, self.open_form, self._step_here, is_low=self._is_low
        )
        told = [*self.told_over(record), *banners, *self._waiting()]
        self._warning.show_banners(told)
        title = tr("Notices ({n})", n=len(told))
        self.detail.tell(self._told, title, is_empty=not told)

    def _stands_low(self) -> bool:
        """Tell whether several findings would leave the list below them next to no room."""
        return self.height() < self.fontMetrics().lineSpacing() * _LOW

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._stands_low() != self._is_low:
            self._tell_again()

    def _step_here(self, step: NextStep) -> None:
        """Begin a step of a banner: a form opens beside the record that the banner stands over."""
        self.stepped.emit(step._replace(at=step.at or (self._kind, self.shown_record())))
