"""Whether the pointer is on its way to something."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication


class Pointer:
    """Notices between two questions that the mouse was moved; nothing may jump away under it."""

    def __init__(self) -> None:
        """Begin where the pointer is now."""
        self._place = QCursor.pos()

    def settle(self) -> None:
        """Take the place where the pointer is now for the one where it rests."""
        self._place = QCursor.pos()

    def is_moving(self) -> bool:
        """Tell whether it went somewhere else since it was asked last, or a button is held."""
        before = self._place
        self.settle()
        is_held = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        return is_held or self._place != before
