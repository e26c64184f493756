"""What a person does in a dialog that asks for a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot


def name_file(qtbot: QtBot, window: QWidget, file: Path) -> None:
    """Type the name of a file into the dialog that a window has opened, and press its button."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(QFileDialog)))
    dialog = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
    line = dialog.findChild(QLineEdit)
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    qtbot.keyClicks(line, str(file))
    done = next(each for each in dialog.findChildren(QPushButton) if each.isDefault())
    qtbot.mouseClick(done, Qt.MouseButton.LeftButton)
