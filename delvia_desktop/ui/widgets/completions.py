"""What a half-typed line can become, below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QListView, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr


class Completions(QListView):
    """The list of a completer; a press beside it closes it and reaches what it was meant for.

    Qt's own list swallows that press, so that a button must be pressed twice.
    """

    def __init__(self, completer: QCompleter) -> None:
        """Become the list of a completer."""
        super().__init__()
        self._completer = completer
        self.setObjectName("choices")
        self.setAccessibleName(tr("Suggestions"))
        completer.setPopup(self)
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
        return super().eventFilter(watched, event)

    def _is_beside(self, event: QMouseEvent) -> bool:
        is_press = event.type() == QEvent.Type.MouseButtonPress
        return is_press and not self.rect().contains(event.position().toPoint())


def _send(event: QMouseEvent, kind: QEvent.Type, target: QWidget) -> None:
    """Send a press or release of the mouse to the control that lies under it."""
    where = event.globalPosition()
    held = event.buttons() if kind == event.type() else Qt.MouseButton.NoButton
    meant = (target.mapFromGlobal(where), where, event.button(), held, event.modifiers())
    QApplication.sendEvent(target, QMouseEvent(kind, *meant))
