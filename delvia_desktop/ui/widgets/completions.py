"""What a half-typed line can become, below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QListView, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.toolkit import worn

_TAKING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
"""The keys that enter or take suggestions, by which one also goes on."""


class Completions(QListView):
    """The list of a completer; a press beside it closes it and reaches what it was meant for.

    Qt's own list swallows that press, so that a button must be pressed twice. Where the line is
    complete as it stands, the keys by which one goes on pass the suggestions by.
    """

    passed_by = Signal()
    """Down or Return was pressed before any suggestion was entered, and the line needs none."""

    def __init__(
        self, completer: QCompleter, is_complete: Callable[[], bool] | None = None
    ) -> None:
        """Become the list of a completer; `is_complete` tells whether the line needs no more.

        Without it a line is always completed from its suggestions.
        """
        super().__init__()
        self._completer, self._is_complete = completer, is_complete
        self.setObjectName("choices")
        self.setAccessibleName(tr("Suggestions"))
        completer.setPopup(self)
        worn.dress(self)  # a completer leaves its list without a parent
        self.installEventFilter(self)  # after the completer's filter, to be asked before it

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and isinstance(event, QMouseEvent) and self._is_beside(event):
            self.hide()
            below = QApplication.widgetAt(event.globalPosition().toPoint())
            if below is not None and below is not self._completer.widget():
                # The release goes nowhere: the list that had the press is gone by then.
                _send(event, QEvent.Type.MouseButtonPress, below)
                _send(event, QEvent.Type.MouseButtonRelease, below)
            return True
        if watched is self and isinstance(event, QKeyEvent) and self._is_kept(event):
            return True
        return super().eventFilter(watched, event)

    def _is_kept(self, event: QKeyEvent) -> bool:
        """Take a key that would be misunderstood; return whether it was one."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.hide()  # and nothing else, as a line may empty itself by it
            return True
        if self._is_complete is None:
            return False
        is_entered = self.selectionModel().hasSelection()
        if event.key() in _TAKING and not is_entered and self._is_complete():
            self.hide()
            if event.key() == Qt.Key.Key_Tab:
                QApplication.sendEvent(self._completer.widget(), event)
            else:
                self.passed_by.emit()
            return True
        if is_entered and event.matches(QKeySequence.StandardKey.SelectAll):
            self.hide()  # who is in the suggestions does not see that the line would be selected
            return True
        return False

    def _is_beside(self, event: QMouseEvent) -> bool:
        is_press = event.type() == QEvent.Type.MouseButtonPress
        return is_press and not self.rect().contains(event.position().toPoint())


def _send(event: QMouseEvent, kind: QEvent.Type, target: QWidget) -> None:
    """Send a press or release of the mouse to the control that lies under it."""
    where = event.globalPosition()
    held = event.buttons() if kind == event.type() else Qt.MouseButton.NoButton
    meant = (target.mapFromGlobal(where), where, event.button(), held, event.modifiers())
    QApplication.sendEvent(target, QMouseEvent(kind, *meant))
