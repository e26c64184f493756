"""Who acknowledged an issued paper: listed, looked at, recorded in three ways, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from delvia_desktop.domain.evidence.evidence import Attachment, FileDraft
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import (
    Acknowledgement,
    AcknowledgementDraft,
    AcknowledgementRow,
    How,
)
from delvia_desktop.i18n import tr
from delvia_desktop.ui.evidence.evidence_preview import KeptView
from delvia_desktop.ui.lists.deed_row import DeedRow, NamedAct
from delvia_desktop.ui.lists.list_look import remember_look
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.papers.acknowledgement_columns import acknowledgement_columns
from delvia_desktop.ui.papers.acknowledgement_form import (
    acknowledgement_form,
    correct_form,
    withdraw_form,
)
from delvia_desktop.ui.papers.signature_dialog import SignatureDialog
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.halves import halves
from delvia_desktop.ui.widgets.labels import button


class AcknowledgementTab(QWidget):
    """The signers of one paper, and what shows the one that is chosen."""

    def __init__(
        self,
        session: Session,
        open_form: Callable[..., object],
        sign_digitally: Callable[[], object],
    ) -> None:
        """Show nothing yet; `open_form` takes a form and what is told of what it recorded."""
        super().__init__()
        self._session = session
        self._sign_digitally = sign_digitally
        self._record: AccessRecord | None = None
        self.dialog: SignatureDialog | None = None
        self.table = ListTable(
            tr("Who acknowledged the document"),
            acknowledgement_columns(),
            tr("No acknowledgements yet. Add the signed scan or an email, or sign here."),
        )
        remember_look(self.table, "acknowledgements")
        self.table.kind = "acknowledgement"
        self._open_form = partial(open_form, beside=self.table)
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.deeds = DeedRow()
        self.view = KeptView(session, self.deeds)
        self._ways = QWidget()
        ways = Flow(self._ways)
        for deed in reversed(self.acts()):
            made = button(deed.text)
            made.clicked.connect(lambda _=False, run=deed.run: run())
            ways.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._ways)
        column.addWidget(halves(self.table, self.view), 1)

    def show_record(self, record: AccessRecord | None) -> None:
        """Show who acknowledged a paper."""
        self._record = record
        where = {"access_record": record.id if record is not None else 0}
        wanted = Wanted(self._session.on, where=where)
        listed = self._session.shown.rows(AcknowledgementRow, wanted)
        self.table.show_rows(listed, self.table.key())
        keys = listed.keys()
        if keys and self.table.key() is None:
            self.table.choose(keys[0])
        self._show_chosen()

    def acts(self) -> Sequence[Deed]:
        """Return the ways in which a paper is acknowledged, the most usual last."""
        can = self._session.can_act and self._record is not None
        return (
            Deed(tr("Sign digitally…"), self._sign_digitally, is_enabled=can),
            Deed(tr("Add email…"), self.record_email, is_enabled=can, act="email"),
            Deed(tr("Sign on screen…"), self.sign, is_enabled=can, act="sign"),
            Deed(tr("Add signed scan…"), self.record_scan, is_enabled=can, act="acknowledge"),
        )

    def forms(self) -> dict[str, Callable[[], object]]:
        """Return what opens the forms again, by their keys."""
        if self._record is None:
            return {}
        key = self._record.id
        again: dict[str, Callable[[], object]] = {
            f"acknowledge/{How.SCAN}/{key}": self.record_scan,
            f"acknowledge/{How.EMAIL}/{key}": self.record_email,
        }
        chosen = self._chosen()
        if chosen is not None:
            again[f"acknowledgement/{chosen.id}"] = self._correct
            again[f"withdraw/{chosen.id}"] = self._withdraw
        return again

    def record_scan(self, file: FileDraft | None = None) -> None:
        """Open the form for a signed scan, with the scan if it is there already."""
        self._open(AcknowledgementDraft(How.SCAN, file=file))

    def record_email(self, who: str = "") -> None:
        """Open the form for an e-mail."""
        self._open(AcknowledgementDraft(How.EMAIL, who))

    def sign(self) -> None:
        """Open the dialog in which somebody signs on the screen."""
        if self._record is None or not self._session.can_act:
            return
        self.dialog = SignatureDialog(self, self._session, self._record)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.email_wanted.connect(self.record_email)
        self.dialog.kept.connect(self.choose_made)
        self.dialog.open()

    def _open(self, start: AcknowledgementDraft) -> None:
        if self._record is not None and self._session.can_act:
            form = acknowledgement_form(self._session, self._record, start)
            self._open_form(form, self.choose_made)

    def choose_made(self, made: object) -> None:
        """Show what was just recorded."""
        if isinstance(made, Acknowledgement):
            self.table.choose(made.id)
            self._show_chosen()

    def _chosen(self) -> Acknowledgement | None:
        key = self.table.key()
        records = self._session.shown.records
        return records.find(Acknowledgement, id=key) if key is not None else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        kept = None
        acts: list[NamedAct] = []
        if chosen is not None:
            kept = self._session.shown.records.find(Attachment, id=chosen.attachment)
            if self._session.can_act:
                acts = [(tr("Correct…"), self._correct), (tr("Withdraw…"), self._withdraw)]
        self.deeds.show_deeds(acts)
        self.view.show_kept(kept)
        self.view.setVisible(chosen is not None)
        self._ways.setVisible(self._session.can_act)

    def _correct(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self._record is not None:
            self._open_form(correct_form(self._session, chosen), self.choose_made)

    def _withdraw(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._open_form(withdraw_form(self._session, chosen), self.choose_made)
