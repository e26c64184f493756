"""Evidence and notes of a record: dropped, pasted or chosen, listed, looked into, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.evidence.evidence import (
    Attachment,
    FileDraft,
    NoteDraft,
    Subject,
    limits,
    short_limits,
)
from delvia_desktop.domain.words.errors import DelviaError, Invalid, Problem
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.evidence.evidence import Kept
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.ui.evidence.evidence_columns import KeptRow, evidence_columns, number_of
from delvia_desktop.ui.evidence.evidence_files import pasted, read_files
from delvia_desktop.ui.evidence.evidence_form import caption_form, note_form
from delvia_desktop.ui.evidence.evidence_preview import KeptView
from delvia_desktop.ui.lists.deed_row import DeedRow, NamedAct
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.lists.rows import HeldRows
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.toolkit.dropped import local_files
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_files, ask_where_to_save
from delvia_desktop.ui.toolkit.work import run_beside
from delvia_desktop.ui.widgets.empty_place import EmptyPlace
from delvia_desktop.ui.widgets.halves import halves
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Action, Banner, Banners

_BANNERS = 3
"""Refusals that are shown whole; of more only the number is said."""


class EvidencePanel(QWidget):
    """What is kept with one record, the newest first, and a look into it."""

    received = Signal()
    """Something was dropped or pasted onto the record."""

    counted = Signal(int)
    """How much is kept with the record that is shown now."""

    def __init__(self, session: Session, kind: str, open_form: Callable[..., object]) -> None:
        """Show nothing yet; `kind` is the kind of the record that evidence is kept with."""
        super().__init__()
        self._session, self._kind = session, kind
        self._subject = Subject(kind, 0)
        self._banners = Banners(tells=True)
        self.table = ListTable(tr("Evidence and notes"), evidence_columns())
        remember_look(self.table, "evidence")
        self._open_form = partial(open_form, beside=self.table)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.activated_row.connect(lambda _: self._change())
        self.deeds = DeedRow(gives_way=True)
        self.view = KeptView(session, self.deeds)
        self.add_button = button(tr("Add file…"))
        self.add_button.clicked.connect(self.ask_files)
        self.note_button = button(tr("Add note…"))
        self.note_button.clicked.connect(self.write_note)
        self._filled = self._kept_part()
        self._empty = EmptyPlace()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._banners)
        column.addWidget(self._filled, 1)
        column.addWidget(self._empty, 1)
        self.take_drops_of(self)
        shortcuts.PASTE_EVIDENCE.bind_inside(self, self.paste)
        shortcuts.REMOVE_EVIDENCE.bind_inside(self, self._remove)

    # Showing

    def show_subject(self, key: int, kind: str = "") -> None:
        """Show what is kept with a record, 0 for none; of another kind if one is given."""
        self._kind = kind or self._kind
        subject = Subject(self._kind, key)
        if subject != self._subject:
            self._banners.show_banners([])
        self._subject = subject
        rows = [KeptRow(number_of(kept), kept) for kept in self._all()]
        before = self.table.key()
        self.table.show_rows(HeldRows(rows), before)
        if self.table.key() is None and rows:
            self.table.choose(rows[0].id)
        can = self._session.can_act
        for made in (self.add_button, self.note_button):
            made.setVisible(can)
        self._say_empty()
        # A stack would ask for the height of the one that is not seen, too.
        self._filled.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.counted.emit(len(rows))
        self._show_chosen()

    def records(self) -> list[tuple[str, int]]:
        """Return the kind and id of everything that is kept with the record."""
        return [
            ("attachment" if isinstance(kept, Attachment) else "note", int(kept.id))
            for kept in self._all()
        ]

    def forms(self) -> dict[str, Callable[[], object]]:
        """Return what opens the form for a note again, by its key."""
        return {f"note/{self._kind}/{self._subject.id}/0": self.write_note}

    def take_drops_of(self, widget: QWidget) -> None:
        """Take what is dropped onto a widget as evidence of the record."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    # Taking in

    def ask_files(self) -> None:
        """Ask which files to keep."""
        ask_for_files(self, tr("Choose evidence files"), self.add_files)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files beside the window and keep those that can be kept."""
        subject = self._subject

        def keep(result: tuple[list[FileDraft], list[str]]) -> None:
            self._keep(subject, *result)

        run_beside(
            self,
            tr("Reading the files…"),
            partial(read_files, paths),
            keep,
            self._session.failed.emit,
        )

    def paste(self) -> None:
        """Keep what the clipboard holds: files, a picture, or a text as a note."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Keep files, a picture, or a text as a note."""
        if not self._session.can_act or not self._subject.id:
            return
        self.received.emit()
        paths = local_files(data)
        if paths:
            self.add_files(paths)
        elif data.hasImage():
            self._keep(self._subject, [pasted(data, self._session.live.clock())], [])
        elif data.hasText() and data.text().strip():
            self._write(data.text())

    def write_note(self) -> None:
        """Open the form for a note."""
        self._open_form(note_form(self._session, self._subject))

    def save_to(self, kept: Attachment, target: Path) -> None:
        """Write a kept file under a name of its own; say why if that fails."""
        try:
            evidence.save_file(self._session.shown, kept, target, Replacing.ITS_KIND)
        except DelviaError as error:
            self._session.failed.emit(str(error))

    def _keep(self, subject: Subject, drafts: Sequence[FileDraft], refused: Sequence[str]) -> None:
        banners = [self._banner(text) for text in refused]
        sound: dict[str, FileDraft] = {}
        for draft in drafts:
            found = evidence.look_at(self._session.live, subject, draft)
            if found:
                banners.append(self._refusal(subject, draft, found[0]))
            else:
                sound[draft.sha256] = draft
        try:
            if sound:
                made = self._session.perform(evidence.attach, subject, list(sound.values()))
                self._go_to(made[-1])
        except DelviaError as error:
            banners.append(self._banner(str(error)))
        more = len(banners) - _BANNERS
        if more > 0:
            text = ntr("{n} more file was not attached.", "{n} more files were not attached.", more)
            banners[_BANNERS:] = [self._banner(text)]
        self._banners.show_banners(banners)

    def _go_to(self, kept: Kept) -> None:
        self.table.choose(number_of(kept))
        self._show_chosen()

    def _refusal(self, subject: Subject, draft: FileDraft, problem: Problem) -> Banner:
        def vouch() -> None:
            self._session.live.vouch(problem.doubted)
            self._keep(subject, [draft], [])

        text = f"“{draft.name}”: {problem.text}"
        return self._banner(text, [(tr("This is not a secret"), vouch)] if problem.doubted else [])

    def _banner(self, text: str, actions: Sequence[Action] = ()) -> Banner:
        close = (tr("Close"), lambda: self._banners.show_banners([]))
        return Banner(text, "high", [*actions, close])

    def _write(self, text: str) -> None:
        try:
            made = self._session.perform(evidence.write_note, self._subject, NoteDraft(text))
            self._go_to(made)
        except Invalid as error:
            form = note_form(self._session, self._subject)
            form.panel.mark_start()  # what was pasted is not recorded yet
            form.panel.set_values({"text": text})
            self._open_form(form)
            form.panel.show_problems(error)
        except DelviaError as error:
            self._session.failed.emit(str(error))

    # What is chosen

    def _all(self) -> list[Kept]:
        return evidence.kept_with(self._session.shown.records, self._subject)

    def _chosen(self) -> Kept | None:
        row = self.table.current_row()
        return row.kept if row is not None else None

    def _show_chosen(self) -> None:
        kept = self._chosen()
        self._offer(kept)
        self.view.show_kept(kept)

    def _offer(self, kept: Kept | None) -> None:
        acts: list[NamedAct] = []
        folded: list[NamedAct] = []
        can = self._session.can_act
        if isinstance(kept, Attachment):
            acts.append((tr("Save a copy…"), self._ask_copy))
        if kept is not None and can:
            what = tr("Describe…") if isinstance(kept, Attachment) else tr("Edit note…")
            acts.append((what, self._change))
            folded.append((tr("Remove"), self._remove))
        self.deeds.show_deeds(acts, folded=folded)

    def _change(self) -> None:
        kept = self._chosen()
        if kept is None or not self._session.can_act:
            return
        if isinstance(kept, Attachment):
            self._open_form(caption_form(self._session, kept))
        else:
            self._open_form(note_form(self._session, self._subject, kept))

    def _remove(self) -> None:
        kept = self._chosen()
        if kept is None or not self._session.can_act:
            return
        act = evidence.remove_file if isinstance(kept, Attachment) else evidence.delete_note
        self._session.attempt(act, kept)

    def _ask_copy(self) -> None:
        kept = self._chosen()
        if not isinstance(kept, Attachment):
            return
        ask_where_to_save(self, tr("Save a copy"), kept.name, partial(self.save_to, kept))

    # Parts

    def _kept_part(self) -> QWidget:
        part = QWidget()
        whole = QVBoxLayout(part)
        whole.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        hint = text_label(
            tr("Drop or paste files here, {limits}", limits=short_limits()), muted=True
        )
        hint.setToolTip(limits())
        row.addWidget(hint, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.note_button)
        whole.addLayout(row)
        whole.addWidget(halves(self.table, self.view), 1)
        return part

    def _say_empty(self) -> None:
        if not self._session.can_act:
            self._empty.say("", tr("There was no evidence and there were no notes at that time."))
            return
        text = tr("No evidence or notes yet. Drop or paste a screenshot, a PDF or an email here.")
        acts = [(tr("Add file…"), self.ask_files), (tr("Add note…"), self.write_note)]
        self._empty.say("", text, acts)
        self._empty.setToolTip(limits())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            data = event.mimeData()
            known = data.hasUrls() or data.hasImage() or data.hasText()
            if not known or not self._session.can_act or not self._subject.id:
                return False
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.take(data)
            return True
        return False


def add_evidence_tab(
    tabs: QTabWidget, session: Session, kind: str, open_form: Callable[..., object]
) -> EvidencePanel:
    """Add the evidence panel to the tabs of a record, and return it."""
    panel = EvidencePanel(session, kind, open_form)
    title = tr("Evidence")
    tabs.addTab(panel, title)
    panel.received.connect(lambda: tabs.setCurrentWidget(panel))

    def tell(count: int) -> None:
        tabs.setTabText(tabs.indexOf(panel), f"{title} ({count})" if count else title)

    panel.counted.connect(tell)
    return panel
