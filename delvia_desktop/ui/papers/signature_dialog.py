"""Signing an issued paper on the screen: who signs, in which role, and the drawn signature."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from delvia_desktop.domain.evidence.evidence import FileDraft
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import AcknowledgementDraft, How
from delvia_desktop.domain.words.errors import DelviaError, Invalid
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.papers import acknowledgements
from delvia_desktop.ui.evidence.evidence_files import png_of
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import LineField, required
from delvia_desktop.ui.fields.line import select_whole
from delvia_desktop.ui.forms.usual_fields import my_name
from delvia_desktop.ui.papers.signature_pad import SignaturePad
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.labels import button, status_label, text_label


class SignatureDialog(QDialog):
    """A field to sign in; what is drawn becomes a picture that is kept with the paper."""

    email_wanted = Signal(str)
    """An e-mail is to be recorded instead; the name that was typed."""

    kept = Signal(object)
    """What was recorded of the signature (`Acknowledgement`)."""

    def __init__(self, parent: QWidget, session: Session, record: AccessRecord) -> None:
        """Begin blank, for a paper."""
        super().__init__(parent)
        self._session, self._record = session, record
        self.setWindowTitle(tr("Sign {number}", number=record.number))
        self.pad = SignaturePad()
        self.who = required(LineField(tr("Signer's name")))
        is_first = not acknowledgements.acknowledgements_of(session.live.records, record)
        here = my_name(session) if is_first else ""
        self.who.set_value(here or acknowledgements.next_signer(session.live, record))
        self._sides = dict(acknowledgements.sides_of(session.live, record))
        self.side = ChoiceField(tr("Signs for"), [Option(each, each) for each in self._sides])
        self._begin_side(is_here=bool(here))
        self.side.edited.connect(self._follow_side)
        self.role = LineField(tr("Role") if self._sides else tr("Role and organisation"))
        self._problem = status_label(role="problem")
        self._problem.hide()
        undo, clear = button(tr("Undo last stroke")), button(tr("Clear"))
        undo.setToolTip(shortcuts.UNDO_STROKE.first)
        instead = button(tr("Add email instead…"), "link")
        cancel = button(tr("Cancel"))
        self.keep = button(tr("Save signature"), "primary")
        self.keep.setDefault(True)  # Enter records it, as in a form
        shortcuts.UNDO_STROKE.bind_inside(self.pad, self.pad.undo_stroke)
        for made, act in (
            (undo, self.pad.undo_stroke),
            (clear, self.pad.clear),
            (instead, self._take_email),
            (cancel, self.reject),
            (self.keep, self.sign),
        ):
            made.setAutoDefault(False)
            made.clicked.connect(lambda _=False, act=act: act())
        self.pad.changed.connect(lambda: undo.setEnabled(self.pad.strokes > 0))
        self.pad.changed.connect(lambda: clear.setEnabled(self.pad.strokes > 0))
        self.pad.changed.connect(lambda: self._say(""))
        undo.setEnabled(False)
        clear.setEnabled(False)
        about = tr("{number}: {title}", number=record.number, title=record.title)
        agree = tr(
            "By signing here, the signer confirms having read the document and agrees "
            "to what it states."
        )
        other = tr(
            "A typed name is not a signature. Anyone who cannot sign on screen can agree by "
            "email; both count equally."
        )
        self._lay_out(
            parent.window().size(),
            [
                text_label(about, size=1.25, bold=True),
                text_label(agree),
                *([self.side] if self._sides else []),
                self._line(self.who, self.role, is_even=True),
                text_label(tr("Sign here with a mouse, a pen or a finger"), bold=True),
                self.pad,
                self._line(undo, clear),
                self._problem,
                text_label(other, muted=True),
                self._line(instead),
            ],
            self._line(self.keep, cancel, is_last=True),
        )

    def sign(self) -> None:
        """Keep the signature with the paper; what is missing is said, and nothing is lost."""
        who = self.who.value()
        file = None
        if self.pad.is_signed:
            name = tr("Signature of {who}", who=who.strip() or tr("someone"))
            file = FileDraft(name, png_of(self.pad.picture()))
        today = self._session.live.today.isoformat()
        role = ", ".join(filter(None, (self.role.value().strip(), self.side.value())))
        draft = AcknowledgementDraft(How.DRAWN, who, role, today, file=file)
        try:
            made = self._session.perform(acknowledgements.acknowledge, self._record, draft)
        except Invalid as error:
            self._show(error)
        except DelviaError as error:
            self._say(str(error))
        else:
            self.accept()
            self.kept.emit(made)

    def _begin_side(self, *, is_here: bool) -> None:
        """Choose the side of who is expected; who works here signs for the last side, ours."""
        expected = [side for side, name in self._sides.items() if name == self.who.value()]
        if is_here:
            expected = expected or list(self._sides)[-1:]
        for side in expected[:1]:
            self.side.set_value(side)

    def _follow_side(self) -> None:
        """Expect who signs for the side that was chosen; a name that was typed stays."""
        if self.who.value() in {"", known_name(), *self._sides.values()}:
            self.who.set_value(self._sides[self.side.value()])

    def _show(self, error: Invalid) -> None:
        by_field = {problem.field: problem.text for problem in error.problems}
        self.who.set_problem(by_field.pop("who", ""))
        self.role.set_problem(by_field.pop("role", ""))
        self._say("\n".join(by_field.values()))
        first = error.problems[0].field
        (self.who if first == "who" else self.role if first == "role" else self.pad).setFocus()

    def _say(self, text: str) -> None:
        self._problem.setText(f"⚠ {text}" if text else "")
        self._problem.setVisible(bool(text))

    def _take_email(self) -> None:
        self.reject()
        self.email_wanted.emit(self.who.value())

    @staticmethod
    def _line(*parts: QWidget, is_even: bool = False, is_last: bool = False) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        if is_last:
            row.addStretch(1)
        for part in reversed(parts) if is_last else parts:
            row.addWidget(part, int(is_even), Qt.AlignmentFlag.AlignTop)
        if not is_even and not is_last:
            row.addStretch(1)
        return holder

    def _lay_out(self, room: QSize, parts: list[QWidget], foot: QWidget) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part, int(part is self.pad))
        area = QScrollArea()  # large letters on a small screen must not hide the buttons
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(foot)
        self.who.setFocus()
        if isinstance(self.who.editor, QLineEdit):
            select_whole(self.who.editor)  # somebody else's name takes the place of who is expected
        letter = self.fontMetrics().averageCharWidth()
        wanted = inside.sizeHint().height() + foot.sizeHint().height() + 48
        self.resize(min(letter * 96, room.width() - 48), min(wanted, room.height() - 48))
