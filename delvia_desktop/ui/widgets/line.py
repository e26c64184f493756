"""A line of text that leaves the keys of redo to the window where it has nothing to redo itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class Line(QLineEdit):
    """An act that was undone can be done again while the keys are in a line nobody typed into."""

    @override
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Redo)
            and not self.isRedoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)
