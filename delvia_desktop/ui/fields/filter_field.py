"""A field in which a filter is typed, with what it can become offered while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from delvia_desktop.domain.lists.filters import last_part
from delvia_desktop.i18n import tr
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.completions import Completions
from delvia_desktop.ui.widgets.enter import is_enter

_SETTLES = 150
"""Milliseconds after the last key before the list is narrowed."""


class FilterField(QLineEdit):
    """A line with completion of its last part; Esc empties it."""

    settled = Signal()
    """What was typed is to be used."""

    helped = Signal()
    """F1 was pressed."""

    left = Signal()
    """Return or Down was pressed: the keys go on to what was found."""

    def __init__(
        self,
        name: str,
        offer: Callable[[str], Sequence[str]],
        keys: str = "Ctrl+F",
        is_complete: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Begin empty; `offer` returns what a half-typed part can become, `keys` lead here.

        Where a part `is_complete` as it stands, Down goes on to what was found.
        """
        super().__init__()
        self._offer = offer
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("Filter   {keys}", keys=keys))
        spoken.clearable(self)
        self._words = QStringListModel(self)
        self.offered = QCompleter(self._words, self)
        self.offered.setWidget(self)
        self.offered.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = Completions(self.offered, lambda: is_complete(self._part()))
        self._popup.passed_by.connect(self._leave)
        self.offered.activated.connect(self._take)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLES)
        self._timer.timeout.connect(self.settled.emit)
        self.textEdited.connect(self._edited)
        self.textChanged.connect(lambda _: self._timer.start())
        self.returnPressed.connect(self._leave)

    def rest(self) -> None:
        """Ask for nothing any more, as the register is being closed."""
        self._timer.stop()

    def _part(self) -> str:
        """Return the part that is being typed."""
        return last_part(self.text()[: self.cursorPosition()])

    def _edited(self, _: str) -> None:
        part = self._part()
        fitting = [word for word in self._offer(part) if word != part] if part else []
        self._words.setStringList(list(fitting))
        if fitting:
            self.offered.complete()
        else:
            self._popup.hide()

    def _take(self, word: str) -> None:
        before = self.text()[: self.cursorPosition()]
        after = self.text()[self.cursorPosition() :]
        start = before.removesuffix(last_part(before))
        taken = f"{start}{word}{'' if word.endswith(':') else ' '}"
        self.setText(taken + after)
        self.setCursorPosition(len(taken))
        self.setFocus()

    def _settle(self) -> None:
        self._timer.stop()
        self.settled.emit()

    def _leave(self) -> None:
        self._settle()
        self.left.emit()

    @override
    def event(self, event: QEvent) -> bool:
        # Here the help of the filter comes before the help of the place, whose key is the same,
        # and emptying it before the way back.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            empties = event.key() == Qt.Key.Key_Escape and bool(self.text())
            if empties or shortcuts.FILTER_HELP.fit(event):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._settle()
        elif event.key() == Qt.Key.Key_Down:
            self._leave()
        elif shortcuts.FILTER_HELP.fit(event):
            self.helped.emit()
        else:
            super().keyPressEvent(event)
            if is_enter(event):
                event.accept()  # what the filter stands in goes on by the next one
