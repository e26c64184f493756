"""A line of text that leaves the keys of redo to the window where it has nothing to redo itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


def select_whole(line: QLineEdit) -> None:
    """Select all of a text, so that typing replaces it while its beginning stays in sight."""
    whole = len(line.text())
    line.setSelection(whole, -whole)


def begin_at_left(line: QLineEdit) -> None:
    """Let a text begin at the left in any script, as all values in a form do."""
    line.setAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    )


class Line(QLineEdit):
    """An act that was undone can be done again while the keys are in a line nobody typed into."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        begin_at_left(self)

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
