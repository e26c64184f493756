"""Fields of a form: a label, an editor, a hint, and room for what is wrong or odd under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.fields.doubt import Doubt
from delvia_desktop.ui.fields.line import Line
from delvia_desktop.ui.fields.marks import ODD, WRONG, show_marked
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import text_label

_LETTERS = 8
"""Letters for which a box has room at least; two of them share a line of the narrowest form."""

_PRESSED = 50
"""Milliseconds after which it is asked again whether the button of the mouse is still down."""


@dataclass(frozen=True)
class Option:
    """One thing to choose: its value, its words, and what it means.

    One that `asks` stands for that nothing was chosen yet.
    """

    value: Any
    text: str
    meaning: str = ""
    asks: bool = False


def to_choose(options: Sequence[Option], words: str) -> list[Option]:
    """Return options of which none is meant before one is chosen, as `words` ask; or the only one.

    The first of a list by name would be recorded by one click though nothing speaks for it.
    """
    return list(options) if len(options) == 1 else [Option(None, words, asks=True), *options]


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
            self._kept = max(self._kept, self._hint.height())
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


class ChoiceField(Field):
    """One of several things, found by typing."""

    def __init__(
        self, label: str, options: Sequence[Option], hint: str = "", *, searchable: bool = False
    ) -> None:
        """Begin with the first option; many options, or `searchable` ones, are found by typing."""
        from delvia_desktop.ui.fields import calm_box, typing_box  # noqa: PLC0415 - much of Qt

        self._plain_hint = hint
        many = len(options) > 8  # noqa: PLR2004 - more than one sees at a glance
        self._typing = typing_box.TypingBox() if searchable or many else None
        self._box = self._typing or calm_box.CalmBox()
        # Long names must not make the form wider than the window.
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(_LETTERS)
        self._options: list[Option] = []
        super().__init__(label, self._box, hint)
        self.set_options(options)
        self._box.currentIndexChanged.connect(lambda _: self._changed())
        if self._typing is not None:
            self._typing.editTextChanged.connect(lambda _: self._say_meaning())
            self._typing.tabbed.connect(self.settle)
            if (line := self._typing.lineEdit()) is not None:
                line.editingFinished.connect(self.leave)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other things; the chosen one stays if it is among them."""
        before = self.value() if self._options else None
        self._box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._options = list(options)
        if self._typing is not None:
            self._typing.offer(_distinct(options))
        else:
            self._box.clear()
            self._box.addItems(_distinct(options))
        self._box.blockSignals(False)  # noqa: FBT003
        self.set_value(before if before is not None else (options[0].value if options else None))

    @override
    def value(self) -> Any:
        place = self._place()
        return self._options[place].value if place is not None else None

    @override
    def set_value(self, value: Any) -> None:
        for place, option in enumerate(self._options):
            if option.value == value:
                self._choose(place)
                self._say_meaning()
                return

    @override
    def settle(self) -> None:
        """Take what the typed words mean, or say that they mean none or several."""
        place = self._place()
        if place is not None:
            self._choose(place)
        super().settle()

    @override
    def unread(self) -> str:
        is_typed = self._typing is not None and bool(self._typing.currentText().strip())
        return tr("Choose one from the list.") if is_typed and self._place() is None else ""

    def _place(self) -> int | None:
        if self._typing is not None:
            return self._typing.meant()
        place = self._box.currentIndex()
        return place if 0 <= place < len(self._options) else None

    def _choose(self, place: int) -> None:
        if self._typing is not None:
            self._typing.choose(place, asks=self._options[place].asks)
        else:
            self._box.setCurrentIndex(place)

    def _changed(self) -> None:
        self._say_meaning()
        self.edited.emit()

    def _say_meaning(self) -> None:
        chosen = self.value()
        if any(option.meaning for option in self._options):
            meanings = (o.meaning for o in self._options if o.value == chosen)
            self.set_hint(next(meanings, "") or self._plain_hint)


def _distinct(options: Sequence[Option]) -> list[str]:
    """Return the words of options so that no two are the same: what is read is what is meant."""
    texts = [option.text for option in options]
    often = Counter(text.strip().casefold() for text in texts)
    for place, option in enumerate(options):
        if often[option.text.strip().casefold()] > 1 and option.meaning:
            texts[place] = f"{option.text} — {option.meaning}"
    seen: set[str] = set()
    for place, text in enumerate(texts):
        words, number = text, 2
        while words.strip().casefold() in seen:
            words, number = f"{text} ({number})", number + 1
        seen.add(words.strip().casefold())
        texts[place] = words
    return texts


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
