"""A box of many things to choose from, in which a part of the words is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter
from typing_extensions import override

from delvia_desktop.domain.words.text import is_found, only_one_meant
from delvia_desktop.ui.fields.calm_box import CalmBox, ChoiceRows
from delvia_desktop.ui.fields.line import CutEnd, ScriptLevel, begin_at_left, select_whole
from delvia_desktop.ui.widgets.completions import Completions

_ROWS = 12
"""Rows of the list that are seen at once."""

_LED_HERE = frozenset(
    {
        Qt.FocusReason.OtherFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
"""Why the keys come here without a press of the mouse, which says where in the text it means."""


class TypingBox(CalmBox):
    """Offers what contains the typed words, in any case and spelling; it invents nothing."""

    tabbed = Signal()
    """Tab leaves the box, before the next stop is sought: what is meant may show more of them."""

    def __init__(self) -> None:
        """Begin without anything to choose."""
        super().__init__()
        self._texts: list[str] = []
        self._found = QStringListModel(self)
        self.setEditable(True)
        self.setInsertPolicy(CalmBox.InsertPolicy.NoInsert)
        completer = QCompleter(self._found, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # What fits is found here: Qt knows no other spellings.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self._popup = Completions(completer)
        popup.setItemDelegate(ChoiceRows(popup, self.chosen_text))
        completer.setMaxVisibleItems(_ROWS)
        self.setCompleter(completer)
        self._completer = completer
        self._is_pressed = False
        if (line := self.lineEdit()) is not None:
            begin_at_left(line)
            ScriptLevel(line)
            CutEnd(line)
            line.textEdited.connect(self._narrow)
            line.installEventFilter(self)

    def offer(self, texts: Sequence[str]) -> None:
        """Offer other texts."""
        self._texts = list(texts)
        self.clear()
        self.addItems(self._texts)

    def meant(self) -> int | None:
        """Return the place of what the typed words mean, None if that is none or several."""
        return only_one_meant(self.currentText(), self._texts)

    def choose(self, place: int, *, asks: bool = False) -> None:
        """Choose what stands at a place and show its words, whatever was typed.

        Words that only ask stand there as long as nothing is typed.
        """
        self.setCurrentIndex(place)
        self.setEditText("" if asks else self._texts[place])
        if (line := self.lineEdit()) is not None:
            line.setPlaceholderText(self._texts[place] if asks else "")
            line.setCursorPosition(0)  # a long name shows its beginning

    @override
    def showPopup(self) -> None:
        """Show the whole list, at what is chosen; typing narrows it."""
        self._found.setStringList(self._texts)
        self._completer.complete()
        place = self.findText(self.chosen_text())
        if place >= 0:
            self._popup.setCurrentIndex(self._found.index(place))
        if (line := self.lineEdit()) is not None:
            select_whole(line)  # what is typed now takes the place of what was chosen

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _LED_HERE and (line := self.lineEdit()) is not None:
            select_whole(line)  # what is typed now takes the place of what was chosen

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A press that closes the list never gets here, so its release does not open it again.
        if event.type() == QEvent.Type.MouseButtonPress:
            self._is_pressed = True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._is_pressed:
            self._is_pressed = False
            line = self.lineEdit()
            if line is not None and not line.hasSelectedText():
                self.showPopup()
        return super().eventFilter(watched, event)

    def _narrow(self, typed: str) -> None:
        self._found.setStringList([text for text in self._texts if is_found(typed, text)])

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        # While its list is open, Qt keeps from the box that the keys have left it.
        self._popup.hide()
        self.tabbed.emit()
        return super().focusNextPrevChild(is_next)
