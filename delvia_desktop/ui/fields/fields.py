"""Fields of a form: a label, an editor, a hint, and room for what is wrong or odd under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.doubt import Doubt
from delvia_desktop.ui.fields.line import Line
from delvia_desktop.ui.fields.marks import ODD, WRONG, show_marked
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import text_label

_PRESSED = 50
"""Milliseconds after which it is asked again whether the button of the mouse is still down."""


class Field(QWidget):
    """One field; the kinds of fields differ in their editor."""

    edited = Signal()
    fits = True
    """Whether it has a meaning beside what is chosen in the other fields."""
    has_value = True
    """Whether something is typed or chosen in it; one that has none only offers an act."""
    is_required = False
    takes_room = False  # whether it grows into the room that a form leaves empty
    _is_folded = False
    _is_unread = False
    _is_notice_kept = False
    _kept = 0  # pixels that stay free for second words, so that what is below does not move

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", *, holder: QWidget | None = None
    ) -> None:
        """Put a label above an editor, or above what holds the editor."""
        super().__init__()
        self.editor = editor
        self.name = label
        self._label = text_label(label, bold=True)
        self._label.setBuddy(editor)
        spoken.name(editor, label)
        self._hint = text_label(hint, size=0.9, muted=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.problem_label = text_label("", size=0.92)
        self.problem_label.setProperty("role", "problem")
        self.doubt = Doubt()
        self._notice = text_label("", size=0.92)
        self._notice.setProperty("role", "notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (self._label, holder or editor, self._hint, self.problem_label):
            column.addWidget(part)
        column.addLayout(self.doubt)
        column.addWidget(self._notice)
        # Only now that they have a parent: shown without one, a label is a window of its own.
        self._hint.setVisible(bool(hint))
        self.problem_label.hide()
        self._notice.hide()
        self._describe()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Bring the keys to the editor; Tab would take a focus proxy for a stop of its own."""
        self.editor.setFocus(reason)

    @override
    def setVisible(self, visible: bool) -> None:
        """Say whether the field fits; one that is folded away is shown only once it is opened."""
        self.fits = visible
        super().setVisible(visible and not self._is_folded)

    def fold(self, *, away: bool) -> None:
        """Fold the field away, or show it again where it fits."""
        self._is_folded = away
        super().setVisible(self.fits and not away)

    def require(self, *, needed: bool = True) -> None:
        """Mark that nothing is recorded without it, to the eye and to a screen reader."""
        self.is_required = needed
        self._label.setText(self._marked_name())
        self._label.setAccessibleName(self.name)  # a box is read by its label
        self._describe()

    def _marked_name(self) -> str:
        return f"{self.name}\N{NO-BREAK SPACE}*" if self.is_required else self.name

    @property
    def matters(self) -> bool:
        """Whether it is required, holds a value, or something is wrong or odd about it."""
        return self.is_required or bool(self.value() or self.problem() or self._notice.text())

    def value(self) -> Any:  # noqa: ANN401 - what the kind of field holds
        """Return what was typed or chosen."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a value."""
        raise NotImplementedError

    def settle(self) -> None:
        """Say why what was typed is no value at all, as one leaves the field or records the form.

        What was shown so goes once there is a value.
        """
        text = self.unread()
        if text:
            self.set_problem(text)
        elif self._is_unread:
            self.set_problem("")
        self._is_unread = bool(text)

    def leave(self) -> None:
        """Settle as the keys go elsewhere, once nothing is being pressed.

        Words under the field would move what is just being pressed away from the pointer.
        """
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.settle()
        else:
            QTimer.singleShot(_PRESSED, self, self.leave)

    def unread(self) -> str:
        """Say why what was typed is no value at all, or return an empty text."""
        return ""

    def set_problem(self, text: str, vouch: Callable[[], object] | None = None) -> None:
        """Show what must be solved, or nothing; with `vouch` the person can say it is no secret."""
        self.doubt.offer(self.name, vouch)
        show_marked(self.problem_label, WRONG, text)
        self._show_hint()
        self.editor.setProperty("bad", bool(text))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def set_notice(self, text: str) -> None:
        """Show what looks odd, or nothing."""
        show_marked(self._notice, ODD, text)
        self._show_hint()

    def set_hint(self, text: str) -> None:
        """Show other second words under the editor; what is below stays where it was."""
        if self._hint.isVisible():
            # A hint that is not laid out yet has some height that no text of it needs.
            self._kept = max(self._kept, self._hint.heightForWidth(self.width()))
        self._hint.setText(text)
        self._show_hint()

    def keep_room_for_notice(self, lines: int) -> None:
        """Keep lines for the second words or what looks odd, so that nothing below moves."""
        self._is_notice_kept = True
        self._kept = lines * self._notice.fontMetrics().lineSpacing()
        self._notice.setMinimumHeight(self._kept)
        for part in (self._hint, self._notice):
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._show_hint()

    def _show_hint(self) -> None:
        """Show the second words, unless they say what is shown as wrong: it is said once."""
        text = self._hint.text()
        # What is wrong takes the room that is kept for words which are not there.
        self._hint.setMinimumHeight(kept := 0 if self.problem() else self._kept)
        is_needed = bool(text) or kept > 0
        gives_way = self._is_notice_kept and bool(self._notice.text())
        self._hint.setVisible(is_needed and not gives_way and f"{WRONG}{text}" != self.problem())
        self._describe()

    def _describe(self) -> None:
        """Let screen readers tell what stands under the editor, the worst first."""
        needed = tr("required") if self.is_required else ""
        wrong, odd = self.problem().removeprefix(WRONG), self._notice.text().removeprefix(ODD)
        hint = "" if self._hint.isHidden() else self._hint.text()
        for stop in self.stops():
            spoken.describe(stop, needed, wrong, odd, self.beside(), hint)

    def stops(self) -> Sequence[QWidget]:
        """Return where the keys stop; each is told with what stands under the field."""
        return (self.editor,)

    def beside(self) -> str:
        """Return what stands beside the editor and is no value of its own."""
        return ""

    def problem(self) -> str:
        """Return what is shown as wrong."""
        return self.problem_label.text()


F = TypeVar("F", bound=Field)


def required(field: F) -> F:
    """Return a field marked as one without which nothing is recorded."""
    field.require()
    return field


class LineField(Field):
    """A line of text."""

    def __init__(self, label: str, hint: str = "", placeholder: str = "") -> None:
        """Begin empty."""
        self._line = Line()
        self._line.setPlaceholderText(placeholder)
        super().__init__(label, self._line, hint)
        self._line.textEdited.connect(lambda _: self.edited.emit())

    @override
    def value(self) -> str:
        return self._line.text()

    @override
    def set_value(self, value: Any) -> None:
        self._line.setText(str(value or ""))
        self._line.setCursorPosition(0)  # a long text is read from its beginning


class NotesField(Field):
    """A text of several lines; Tab leaves it."""

    def __init__(
        self, label: str, hint: str = "", lines: int = 4, *, takes_room: bool = False
    ) -> None:
        """Begin empty; twice as many `lines` are shown where there is room, or all of it."""
        self._text, self.takes_room = QPlainTextEdit(), takes_room
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(self._text.fontMetrics().lineSpacing() * lines)
        if not takes_room:
            self._text.setMaximumHeight(self._text.fontMetrics().lineSpacing() * lines * 2)
        super().__init__(label, self._text, hint)
        self._text.textChanged.connect(self.edited.emit)

    @override
    def value(self) -> str:
        return self._text.toPlainText()

    @override
    def set_value(self, value: Any) -> None:
        self._text.setPlainText(str(value or ""))


class CheckField(Field):
    """A yes or no."""

    def __init__(self, label: str, hint: str = "") -> None:
        """Begin with no."""
        self._box = QCheckBox(label)
        super().__init__(label, self._box, hint)
        self._label.hide()
        self._box.clicked.connect(lambda _: self.edited.emit())

    @override
    def require(self, *, needed: bool = True) -> None:
        super().require(needed=needed)
        self._box.setText(self._marked_name())

    @override
    def value(self) -> bool:
        return self._box.isChecked()

    @override
    def set_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))
