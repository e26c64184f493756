"""The head of the window: where one is, the field that finds, and what can be done here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.frame.command_field import CommandField, Entry, all_found
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.shown_text import cut_before_end
from delvia_desktop.ui.widgets.window_menu import WindowMenu

Act = tuple[str, Callable[[], object], bool, bool]
"""Words, what they do, whether it is the primary act, whether it can be done now."""

_MOST = 3
_SPACING = 8
_TITLE_LETTERS = 60
_FIELD_LETTERS = 15
"""How much of the words and of the field stays, in average letters, before acts fold away."""

_ROUNDED = 2
"""Pixels."""

_TITLE_POINTS, _TITLE_SIZES = 19, (1.4, 1.9)
"""Points that a title needs, and how large it is at least and at most beside the text."""

_ANY_SCRIPT = 1.2
"""Heights of a line that a name needs in any script, so that nothing below the head moves."""

_ACT_LETTERS = 30
"""How wide an act is at most; longer words break."""


class Header(QWidget):
    """Title, second words, the field, at most three acts and a menu for the rest."""

    def __init__(
        self,
        parent: QWidget,
        offer: Callable[[str], Sequence[Entry]],
        look_further: Callable[[], bool] = all_found,
    ) -> None:
        """Begin without a title; what the field offers and where it looks further is given."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = _line()
        self._second = _line(muted=True)
        self._full = {self.title: "", self._second: ""}
        words.addWidget(self.title)
        words.addWidget(self._second)
        row.addLayout(words, 1)
        self.field = CommandField(self, offer, look_further)
        row.addWidget(self.field)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(_SPACING)
        row.addLayout(self._acts)
        self._offered: Sequence[Act] = ()
        self._folded: Sequence[Act] = ()
        self._buttons: list[QPushButton] = []
        self._more = button(tr("More"), name=tr("More actions"))
        self._menu = WindowMenu(self._more)
        self._more.setMenu(self._menu)
        self._acts.addWidget(self._more)
        self._fit()

    def show_headline(self, title: str, second: str) -> None:
        """Show where one is."""
        self._full = {self.title: title, self._second: second}
        for label, text in self._full.items():
            label.setToolTip(text)
            label.setAccessibleName(text)
        self._fit()

    def show_acts(self, acts: Sequence[Act], folded: Sequence[Act] = ()) -> None:
        """Show the last three acts as buttons, fewer where it is narrow, and the rest in a menu.

        Those that are `folded` stand only in the menu, behind all others.
        """
        for old in self._buttons:
            self._acts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._offered, self._folded = acts, folded
        self._buttons = []
        for text, run, is_primary, can in acts[-_MOST:]:
            made = button(text, "primary" if is_primary else "")
            self._break(made, text)
            made.setEnabled(can)
            made.clicked.connect(lambda _=False, run=run: run())
            self._acts.addWidget(made)
            self._buttons.append(made)
        self._fit()

    def _break(self, made: QPushButton, text: str) -> None:
        """Set long words of an act on two lines, so that they leave its room to what is told."""
        words = made.fontMetrics()
        room = self._letters(_ACT_LETTERS)
        if words.horizontalAdvance(text) <= room or " " not in text:
            return
        spaces = [place for place, letter in enumerate(text) if letter == " "]
        after_name = [place for place in spaces if text[place - 1] == ":"]
        half = min(after_name or spaces, key=lambda place: abs(place - len(text) / 2))
        lines = (text[:half], text[half + 1 :])
        made.setText(
            "\n".join(words.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)
        )
        made.setToolTip(text)

    def _fit(self) -> None:
        """Let the field give way first, then the acts; the words are cut only as the last."""
        self.title.setFont(theme.scaled(QGuiApplication.font(), _title_size(), bold=True))
        count, title = len(self._buttons), self._words_need(self.title)
        told = max(title, self._words_need(self._second))
        needed = min(told, self._letters(_TITLE_LETTERS)) + self._letters(_FIELD_LETTERS)
        while count > 1 and needed + 2 * _SPACING + self._take(count) > self.width():
            count -= 1
        folded = [*self._offered[: len(self._offered) - count], *self._folded]
        for place, made in enumerate(self._buttons):
            made.setVisible(place >= len(self._buttons) - count)
        self._more.setVisible(bool(folded))
        self._menu.clear()
        for text, run, _, can in folded:
            self._menu.addAction(text, run).setEnabled(can)
        room = self.width() - self._take(count) - 2 * _SPACING
        second = min(self._words_need(self._second), room - self._letters(_FIELD_LETTERS))
        field = room - max(title, second)
        field = max(self._letters(_FIELD_LETTERS), min(field, self.field.widest()))
        self.field.setFixedWidth(field)
        self._say(room - field, title)

    def _say(self, width: int, title: int) -> None:
        """Show the words in a width; a title that needs more is smaller before it is cut.

        The head is as high for every record, so that nothing below it moves.
        """
        for label in self._full:
            label.setMinimumHeight(round(label.fontMetrics().height() * _ANY_SCRIPT))
        if title > width:
            size = max(_TITLE_SIZES[0], _title_size() * width / title)
            self.title.setFont(theme.scaled(QGuiApplication.font(), size, bold=True))
        whole, second = self._full[self.title], self._full[self._second]
        self.title.setText(cut_before_end(whole, self.title.fontMetrics(), width))
        words = self._second.fontMetrics()
        self._second.setText(words.elidedText(second, Qt.TextElideMode.ElideRight, width))

    def _take(self, count: int) -> int:
        """Return how wide the last acts and the menu for those before them are."""
        shown = self._buttons[len(self._buttons) - count :]
        if len(self._offered) > count or self._folded:
            shown = [self._more, *shown]
        return sum(made.sizeHint().width() + _SPACING for made in shown)

    def _words_need(self, label: QLabel) -> int:
        # Letters have widths between pixels, which the sum leaves out.
        return label.fontMetrics().horizontalAdvance(self._full[label]) + _ROUNDED

    def _letters(self, count: int) -> int:
        return self.field.fontMetrics().averageCharWidth() * count

    @override
    def minimumSizeHint(self) -> QSize:
        # What is folded away or elided must not keep the window from becoming narrower.
        width = self._letters(_FIELD_LETTERS) + self._take(min(1, len(self._buttons)))
        return QSize(width + self._letters(8), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()


def _title_size() -> float:
    """Return how large the title is beside the text: large text makes it no larger than needed."""
    least, most = _TITLE_SIZES
    return max(least, min(_TITLE_POINTS / QGuiApplication.font().pointSizeF(), most))


def _line(*, muted: bool = False) -> QLabel:
    made = text_label("", muted=muted)
    made.setWordWrap(False)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
