"""What a person decides about a plan: a card for each question, answered once for all its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from delvia_desktop.domain.plans.plan import Choice, Question
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.plans.fields_grid import put_away
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, text_label

_FEW = 5
"""Choices that are seen at once; more of them are in a box."""

_MOST = 40
"""Cards that are shown at once; the others come as these are answered."""


class QuestionCards(QWidget):
    """The questions of a plan in the order in which they came up."""

    answered = Signal(str, str)
    """The key of a question, and the code of the choice that answers it."""

    all_answered = Signal(str)
    """The code of the choice that answers all questions that are open."""

    def __init__(self, for_all: Sequence[Choice] = ()) -> None:
        """Begin without questions; `for_all` are choices that all of them have."""
        super().__init__()
        self._cards: dict[str, _Card] = {}
        self._for_all = QWidget()
        row = Flow(self._for_all)
        row.addWidget(text_label(tr("For all:")))
        for choice in for_all:
            made = button(choice.label, "link", tr("For all: {answer}", answer=choice.label))
            made.clicked.connect(partial(self.all_answered.emit, choice.code))
            row.addWidget(made)
        self._offers_all = bool(for_all)
        self._more = text_label("", muted=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._for_all)
        self._column.addWidget(self._more)
        self._column.addStretch(1)

    def show_questions(self, questions: Sequence[Question], answers: Mapping[str, str]) -> None:
        """Show the questions; the card that has the keys stays the one that it is."""
        is_open = [each for each in questions if each.key not in answers]
        shown = [each for each in questions if each.key in answers or each in is_open[:_MOST]]
        keys = {each.key for each in shown}
        for key in [key for key in self._cards if key not in keys]:
            put_away(self._cards.pop(key))
        self._for_all.setVisible(self._offers_all and len(is_open) > 1)
        for place, each in enumerate(shown, start=1):
            card = self._cards.get(each.key)
            if card is None or card.choices != each.choices:
                if card is not None:
                    put_away(card)
                card = self._cards[each.key] = _Card(each)
                card.answered.connect(self.answered.emit)
            card.show_question(each, answers.get(each.key, ""))
            self._column.insertWidget(place, card)
            card.show()
        left = len(is_open) - _MOST
        self._more.setText(
            ntr("{n} more question follows.", "{n} more questions follow.", max(left, 0))
        )
        self._more.setVisible(left > 0)

    def take_focus(self) -> None:
        """Put the keys on the first question that is open."""
        cards = list(self._cards.values())
        if cards:
            next((card for card in cards if not card.answer), cards[0]).take_focus()


class _Card(QFrame):
    """A question with its choices, how many lines wait for it, and its examples."""

    answered = Signal(str, str)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setObjectName("panel")
        spoken.give_role(self, QAccessible.Role.Grouping)
        self.choices = question.choices
        self.answer = ""
        self._key = question.key
        self._text = text_label(question.text, bold=True)
        self._about = text_label("", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._text)
        column.addWidget(self._about)
        self._group = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        self._box: ChoiceField | None = None
        if len(question.choices) <= _FEW:
            self._add_radios(question, column)
        else:
            self._add_box(question, column)

    def _add_radios(self, question: Question, column: QVBoxLayout) -> None:
        for choice in question.choices:
            radio = QRadioButton(_words(choice))
            radio.setAccessibleDescription(question.text)
            radio.clicked.connect(lambda _=False, code=choice.code: self._answer(code))
            self._group.addButton(radio)
            column.addWidget(radio)
            self._radios[choice.code] = radio

    def _add_box(self, question: Question, column: QVBoxLayout) -> None:
        offered = [Option(each.code, _words(each)) for each in question.choices]
        asks = Option("", tr("Choose…"), asks=True)
        self._box = ChoiceField(tr("Answer"), [asks, *offered])
        self._box.edited.connect(self._answer_by_box)
        column.addWidget(self._box)

    def show_question(self, question: Question, answer: str) -> None:
        """Show how many lines wait for it, and how it was answered."""
        lines = ntr("{n} line", "{n} lines", question.lines) if question.lines else ""
        examples = "; ".join(question.examples)
        self._about.setText(" · ".join(filter(None, (lines, examples))))
        self.setAccessibleName(question.text)
        self.setAccessibleDescription(self._about.text())
        self.answer = answer
        self._group.setExclusive(bool(answer))  # an answer that was not waited for is none
        for code, radio in self._radios.items():
            radio.setChecked(code == answer)
        self._group.setExclusive(True)
        if self._box is not None and self._box.value() != answer:
            self._box.set_value(answer)

    def take_focus(self) -> None:
        """Put the keys on the choices."""
        if self._box is not None:
            self._box.setFocus()
        elif self._radios:
            chosen = self._radios.get(self.answer, next(iter(self._radios.values())))
            chosen.setFocus()

    def _answer_by_box(self) -> None:
        if self._box is not None and self._box.value():
            self._answer(str(self._box.value()))

    def _answer(self, code: str) -> None:
        if code != self.answer:
            self.answered.emit(self._key, code)


def _words(choice: Choice) -> str:
    return f"{choice.label} – {choice.hint}" if choice.hint else choice.label
