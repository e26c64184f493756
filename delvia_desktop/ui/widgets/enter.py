"""The key Enter, where it does what is obvious."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether the key Enter was pressed, on the letters or the digits."""
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def submits(event: QKeyEvent, whole: QWidget) -> bool:
    """Tell whether Enter was pressed in a widget where no button has the keys."""
    return is_enter(event) and not isinstance(whole.focusWidget(), QPushButton)
