"""A paper signed digitally in the window: with which key, and where the signed copy goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.domain.papers.signatures import KeyFile, KeySource, SignatureLook, Token
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.words.errors import DelviaError, Refused
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.services.papers import signing
from delvia_desktop.services.papers.signing import Order, SignedCopy, SigningDoubt
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField, LineField
from delvia_desktop.ui.papers.key_fields import FileNameField, SecretField
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit.faded_edge import FadedEdge
from delvia_desktop.ui.toolkit.file_dialogs import ask_where_to_save, where
from delvia_desktop.ui.toolkit.folders import opening
from delvia_desktop.ui.toolkit.work import Work
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Action, Banner, Banners


class SignDialog(QDialog):
    """Asks for a key and signs one issued paper with it, beside the window."""

    kept = Signal(object)
    """What was recorded of the signature (`Acknowledgement`)."""

    def __init__(self, parent: QWidget, session: Session, record: AccessRecord) -> None:
        """Ask with what a paper is to be signed."""
        super().__init__(parent)
        self._session, self._record = session, record
        self.signed: SignedCopy | None = None
        self.work: Work | None = None
        self._doubt = False
        self.setWindowTitle(tr("Sign {number} digitally", number=record.number))
        letter = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(letter * 60)
        room = parent.window().size()
        self.resize(min(letter * 80, room.width()), min(letter * 96, room.height() - 48))
        self._make_fields()
        self.banners = Banners(tells=True)
        self.sentence = ""
        self.sign_button = button(tr("Sign"), "primary")
        self.sign_button.clicked.connect(self.sign)
        self.save_button = button(tr("Save signed copy…"), "primary")
        self.save_button.clicked.connect(self._save)
        self.save_button.hide()
        close = button(tr("Close"))
        close.clicked.connect(self.reject)
        self._room = QWidget()
        self._room.hide()
        foot = QHBoxLayout()
        foot.addStretch(1)
        for each in (close, self.sign_button, self.save_button):
            foot.addWidget(each)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(text_label(f"{record.number} · {record.title}", size=1.2, bold=True))
        column.addWidget(text_label(_about(), muted=True))
        column.addLayout(self.banners)
        column.addWidget(self._fields, 1)
        column.addWidget(self._room, 1)
        column.addLayout(foot)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)  # Enter signs, wherever the keys are
        self.sign_button.setDefault(True)
        self._show_kind()

    def _make_fields(self) -> None:
        where = [
            Option("file", tr("In a file (.p12 or .pfx)")),
            Option("token", tr("On a smart card or USB token")),
        ]
        self.where = ChoiceField(tr("Key location"), where)
        self.where.edited.connect(self._show_kind)
        self.file = FileNameField(
            tr("Key file"),
            tr("Choose file…"),
            tr("Keys (*.p12 *.pfx);;All files (*)"),
        )
        self.module = FileNameField(
            tr("PKCS#11 module"),
            tr("Choose module…"),
            tr("Modules (*.so *.dll *.dylib);;All files (*)"),
            tr("The driver file from the token's manufacturer"),
        )
        self.token = LineField(tr("Token label"), tr("Leave empty if there is only one"))
        self.key = LineField(tr("Key label"), tr("Leave empty if there is only one"))
        hint = tr("Asked for each time and never stored.")
        self.passphrase = SecretField(tr("Key passphrase"), hint)
        self.pin = SecretField(tr("Token PIN"), hint)
        self.is_visible = CheckField(
            tr("Show the signature on the document"),
            tr("In the first free signature field, otherwise at the foot of the last page"),
        )
        self.is_visible.set_value(value=True)
        self.reason = LineField(tr("Reason"), tr("Optional. Shown in the signature."))
        self.place = LineField(tr("Place"), tr("Optional"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (
            self.where,
            self.file,
            self.module,
            self.token,
            self.key,
            self.passphrase,
            self.pin,
            self.is_visible,
            self.reason,
            self.place,
        ):
            column.addWidget(part)
        column.addStretch(1)
        self._fields = QScrollArea()
        self._fields.setWidgetResizable(True)
        self._fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fields.setAccessibleName(self.windowTitle())
        self._fields.setWidget(inside)
        FadedEdge(self._fields, is_sheet=True)
        of_key = (self.file, self.module, self.token, self.key, self.passphrase, self.pin)
        for field in of_key:
            field.edited.connect(self._withdraw)

    def _show_kind(self) -> None:
        is_file = self.where.value() == "file"
        of_file: tuple[QWidget, ...] = (self.file, self.passphrase)
        of_token: tuple[QWidget, ...] = (self.module, self.token, self.key, self.pin)
        for part in (*of_file, *of_token):
            part.setVisible((part in of_file) == is_file)
        self._withdraw()

    def _withdraw(self) -> None:
        """Ask anew about a certificate's dates, as another key may be meant now."""
        self._doubt = False
        self.sign_button.setText(tr("Sign"))
        self.say("")

    def say(self, text: str, tone: str = "critical", *acts: Action) -> None:
        """Say a sentence over the fields, with what can be done then, or nothing."""
        self.sentence = text
        self.banners.show_banners([Banner(text, tone, acts)] if text else [])

    def sign(self) -> None:
        """Sign beside the window with what was typed."""
        if self.work is not None:
            return
        try:
            source = self._source()
        except DelviaError as error:
            self.say(str(error))
            (self.file if self.where.value() == "file" else self.module).setFocus()
            return
        look = SignatureLook(self.is_visible.value(), self.reason.value(), self.place.value())
        copy, record, despite = self._session.live.copy(), self._record, self._doubt
        moment = self._session.live.clock()

        def act() -> SignedCopy | SigningDoubt:
            progress()
            content = signing.content_to_sign(copy, record)
            order = Order(record, content, source, look, moment)
            progress()
            return signing.sign(order, despite_doubt=despite)

        self.say("")
        self.sign_button.setEnabled(False)
        self.work = Work(self, tr("Signing {number}…", number=record.number), act)
        self.work.done.connect(self._take)
        self.work.refused.connect(self._refuse)
        self.work.finished.connect(self._end)
        self.work.start()

    def _source(self) -> KeySource:
        if self.where.value() == "file":
            name = self.file.value()
            if not name:
                raise Refused(tr("Choose the key file."))
            return KeyFile(signing.read_key_file(Path(name)), self.passphrase.value())
        name = self.module.value()
        if not name:
            raise Refused(tr("Choose the token's PKCS#11 module."))
        token, key = self.token.value().strip(), self.key.value().strip()
        return Token(Path(name), self.pin.value(), token, None, key)

    def _take(self, made: object) -> None:
        if isinstance(made, SigningDoubt):
            self._doubt = True
            self.sign_button.setText(tr("Sign anyway"))
            self.say(made.text, "high")
            return
        self._forget()
        if not isinstance(made, SignedCopy):
            raise TypeError(made)
        try:
            kept = self._session.perform(signing.keep_signed, made)
        except DelviaError as error:
            self.say(str(error))
            return
        self.signed = made
        self.kept.emit(kept)
        self._fields.hide()
        self._room.show()
        self.adjustSize()
        self.sign_button.hide()
        self.save_button.show()
        self.save_button.setDefault(True)
        self.save_button.setFocus()
        self.say(
            tr(
                "Signed as {name}. The signed copy is stored with the document.",
                name=made.certificate.name,
            ),
            "good",
        )

    def _refuse(self, text: str) -> None:
        self._forget()
        self.say(text)
        (self.passphrase if self.where.value() == "file" else self.pin).setFocus()

    def _end(self) -> None:
        if self.work is not None:
            self.work.deleteLater()
            self.work = None
        self.sign_button.setEnabled(True)

    def _forget(self) -> None:
        self.passphrase.forget()
        self.pin.forget()

    def _save(self) -> None:
        if self.signed is None:
            return
        title, name = tr("Save signed copy"), self.signed.file_name
        ask_where_to_save(self, title, name, self.save_to, [tr("PDF files (*.pdf)")])

    def save_to(self, target: Path) -> None:
        """Write the signed copy to a file; say why if that fails."""
        if self.signed is None:
            return
        try:
            signing.save_signed(self.signed, target, Replacing.ITS_KIND)
        except DelviaError as error:
            self.say(str(error))
            return
        self.say(
            tr("Saved as {file}.", file=where(target)), "good", opening(target.parent, self.say)
        )

    @override
    def done(self, result: int) -> None:
        """Close; what opens a key does not outlive the dialog."""
        if self.work is not None:
            self.work.stop()
        self._forget()
        super().done(result)


def _about() -> str:
    return tr(
        "A signed copy is created and stored with the document; the issued document itself "
        "stays unchanged. If there is already a signed copy, the signature is added to it. No "
        "server is contacted: the time is taken from this computer."
    )
