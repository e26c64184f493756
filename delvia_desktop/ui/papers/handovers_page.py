"""Handovers: the access records that were issued, kept for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.lists.rows import AccessRecordRow
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.brand import THE_BRAND
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.moments import local
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.history.time_travel import Past, at_paper
from delvia_desktop.services.papers.access_records import kind_words, request_for, stamp_of
from delvia_desktop.ui.evidence.evidence_panel import add_evidence_tab
from delvia_desktop.ui.findings.finding_banners import finding_banners
from delvia_desktop.ui.lists import columns
from delvia_desktop.ui.lists.filtered_list import FilteredList
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.papers.acknowledgement_columns import (
    signed_words,
    standing_column,
    standing_words,
)
from delvia_desktop.ui.papers.acknowledgement_tab import AcknowledgementTab
from delvia_desktop.ui.papers.signed_drops import SignedDrops
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_file
from delvia_desktop.ui.toolkit.work import run_beside
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.notes import Banners
from delvia_desktop.ui.widgets.tabs import follow_clicks


class HandoversPage(Place):
    """The issued papers beside the one that is chosen."""

    name = "handovers"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session)
        self.list = FilteredList(
            session,
            "access-records",
            columns.access_record_columns(standing_column(session)),
            order=("", True),
        )
        self.papers = self.list.table
        self._is_gathering = False
        self.papers.kind = "access-record"
        self.papers.chosen.connect(lambda _: self._show_detail())
        self.papers.activated_row.connect(lambda _: self._open())
        self._facts = Facts()
        self.detail = detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._facts)
        self._banners = Banners()
        column.addLayout(self._banners)
        self.tabs = QTabWidget()
        follow_clicks(self.tabs.tabBar(), self.tabs.currentWidget)
        self.tabs.setAccessibleName(tr("About this record"))
        self.signed = AcknowledgementTab(session, self.open_form, self._sign)
        self.tabs.addTab(self.signed, tr("Acknowledgement"))
        self.evidence = add_evidence_tab(self.tabs, session, "access-record", self.open_form)
        self.drops = SignedDrops(detail, session, self.evidence, self.signed.record_scan)
        column.insertLayout(0, self.drops.banners)
        session.watch.changed.connect(self._tell_findings)
        column.addWidget(self.tabs, 1)
        self.panes.empty.say(
            tr("No access records yet"),
            tr(
                "An access record is the document that both sides sign. Choose a partner "
                "and print its access record."
            ),
            [(tr("Go to partners"), lambda: self.go.emit("partners", 0))],
        )
        self.panes.lay_out([(self.list, 6), (detail, 5)], hides=self.list)

    @override
    def headline(self) -> tuple[str, str]:
        row: AccessRecordRow | None = self.papers.current_row()
        return (row.number, row.title) if row is not None else (self.title(), "")

    @override
    def deeds(self) -> list[Deed]:
        everybody = Deed(
            tr("Print everyone's access…"),
            lambda: self.paper_asked.emit(PaperRequest("access", int(THE_BRAND))),
            act="print",
        )
        check = Deed(tr("Check document…"), self.ask_paper)
        if self.papers.key() is None:
            return [check, everybody]
        return [
            check,
            everybody,
            Deed(tr("Check this document"), self._check_chosen),
            Deed(
                tr("Print new version…"), self._renew, is_enabled=self.session.can_act, act="renew"
            ),
            Deed(tr("Show changes since"), self._compare),
            Deed(tr("View register at that time"), self._travel),
            # Their buttons stand in the tab, above the acknowledgements.
            *(replace(deed, is_folded=True) for deed in self.signed.acts()),
            Deed(tr("Save all handover documents…"), self._gather, act="gather"),
            Deed(tr("Show document"), self._open, is_primary=True),
        ]

    @override
    def printing(self) -> Deed | None:
        if self.papers.key() is None:
            return super().printing()
        return Deed(tr("Print document…"), self._open)

    @override
    def refresh(self) -> None:
        self.list.refresh()
        self.show_empty(self.list.is_blank)
        self._show_detail()

    @override
    def home(self) -> ListTable:
        return self.papers

    @override
    def choose_record(self, key: int) -> None:
        if self.list.choose(key):
            self._show_detail()

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {**self.evidence.forms(), **self.signed.forms()}

    @override
    def shown_record(self) -> int:
        return self.papers.key() or 0

    def _show_detail(self) -> None:
        row: AccessRecordRow | None = self.papers.current_row()
        self.panes.show_detail(row is not None or self.list.is_blank)
        self.evidence.show_subject(self.shown_record())
        self.drops.show_record(self.shown_record())
        records = self.session.shown.records
        self.signed.show_record(records.find(AccessRecord, id=self.shown_record()))
        self._tell_findings()
        if row is not None:
            issued = show_moment(local(row.issued_at))
            papers = ((tr("Replaces"), row.supersedes), (tr("Replaced by"), row.superseded_by))
            code, digest = stamp_of(self.session.live, row.sha256)
            replaced = [(label, number) for label, number in papers if number]
            self._facts.show_facts(
                [
                    (tr("Number"), row.number),
                    (tr("Check code"), code),
                    (tr("About"), row.title),
                    (tr("Document"), kind_words(row)),
                    (tr("Access on"), show_day(row.on)),
                    (tr("Register as of"), show_moment(local(row.as_of))),
                    (tr("Issued"), f"{issued} · {row.issued_by}"),
                    (tr("Acknowledged"), self._acknowledged(row)),
                    *replaced,
                    (tr("Check code in full"), _in_groups(digest)),
                    (tr("SHA-256 of its file"), _in_groups(row.sha256)),
                ],
            )
        self.headline_changed.emit()

    def _acknowledged(self, row: AccessRecordRow) -> str:
        return signed_words(row) or standing_words(self.session, row)

    def _tell_findings(self) -> None:
        name = ("access-record", self.shown_record())
        found = finding_banners(self.session, name, self.open_form, self.stepped.emit)
        self._banners.show_banners(found)

    def ask_paper(self) -> None:
        """Ask for a paper and say what is known of it."""
        ask_for_file(self, tr("Check document"), self.check_file, tr("PDF files (*.pdf)"))

    def check_file(self, file: Path) -> None:
        """Say what is known of the paper in a file."""
        from delvia_desktop.services.papers import paper_checks  # noqa: PLC0415 - loads ReportLab

        try:
            content = paper_checks.read_paper(file)
        except Refused as error:
            self.said.emit(str(error))
            return
        self._check(file.name, content)

    def _check_chosen(self) -> None:
        """Say what has changed since the paper that is chosen was issued."""
        row: AccessRecordRow | None = self.papers.current_row()
        if row is not None:
            self._check(row.number, self.session.live.content(row.sha256))

    def _check(self, name: str, content: bytes) -> None:
        from delvia_desktop.services.papers import paper_checks  # noqa: PLC0415 - loads ReportLab
        from delvia_desktop.ui.papers.paper_check import PaperCheck  # noqa: PLC0415 - the same

        verdict = paper_checks.check_paper(content, self.session.live)
        self.check = PaperCheck(self, name, verdict)
        self.check.open()

    def _sign(self) -> None:
        """Ask with which key the paper that is chosen is to be signed."""
        from delvia_desktop.services.papers import signing  # noqa: PLC0415 - loads ReportLab
        from delvia_desktop.ui.papers.sign_dialog import SignDialog  # noqa: PLC0415 - the same

        if (missing := signing.missing()) != "":
            self.said.emit(missing)
            return
        record = self.session.live.records.get(AccessRecord, self.shown_record())
        self.signing = SignDialog(self, self.session, record)
        self.signing.kept.connect(self.signed.choose_made)
        self.signing.open()

    def _renew(self) -> None:
        """Prepare the paper that is chosen anew, as things are now."""
        record = self.session.live.records.find(AccessRecord, id=self.shown_record())
        if record is not None:
            self.paper_asked.emit(request_for(record))

    def _past(self) -> Past | None:
        key = self.papers.key()
        record = self.session.live.records.find(AccessRecord, id=key) if key is not None else None
        return at_paper(record) if record is not None else None

    def _travel(self) -> None:
        if (past := self._past()) is not None:
            self.session.past_asked.emit(past)

    def _compare(self) -> None:
        if (past := self._past()) is not None:
            self.session.compared.emit(past)

    def _gather(self) -> None:
        """Look beside the window at the papers of the same handover, then offer to save them."""
        key = self.papers.key()
        record = self.session.live.records.find(AccessRecord, id=key) if key is not None else None
        if record is None or self._is_gathering:
            return
        from delvia_desktop.services.papers import handover  # noqa: PLC0415 - loads ReportLab

        copy = self.session.live.copy()
        title = tr("Collecting the handover documents…")
        self._is_gathering = True
        work = run_beside(
            self,
            title,
            partial(handover.look_at, copy, record),
            lambda found: self._offer(record.number, found),
            self.said.emit,
        )
        work.finished.connect(self._end_gathering)

    def _end_gathering(self) -> None:
        self._is_gathering = False

    def _offer(self, number: str, found: object) -> None:
        from delvia_desktop.services.papers.handover import Handover  # noqa: PLC0415 - loads ReportLab
        from delvia_desktop.ui.papers.handover_dialog import HandoverDialog  # noqa: PLC0415 - the same

        if isinstance(found, Handover):
            self.gathered = HandoverDialog(self, self.session.live, number, found)
            self.gathered.open()

    def _open(self) -> None:
        key = self.papers.key()
        if key is not None:
            self.go.emit("paper", key)


def _in_groups(digest: str) -> str:
    """Return a digest in groups, as it stands on a paper."""
    return " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))
