"""A window beside the main one: it takes nothing from it, and there is one of each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from delvia_desktop.ui.toolkit import shortcuts


class SideWindow(QDialog):
    """Esc and Ctrl+W close it; it goes with the window that it belongs to."""

    def __init__(self, parent: QWidget, title: str, letters: tuple[int, int]) -> None:
        """Begin hidden; `letters` is how wide and how high it is, in average letters and lines."""
        super().__init__(parent)
        self.setWindowTitle(title)
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * letters[0], metrics.lineSpacing() * letters[1])
        self.resize(wanted.boundedTo(parent.screen().availableSize() * 0.9))
        shortcuts.CLOSE_HELP.bind(self, self.reject)

    @classmethod
    def one_of(cls, parent: QWidget, make: Callable[[], Self]) -> Self:
        """Return the one that the parent has already, else a new one."""
        return parent.findChild(cls) or make()

    def show_again(self) -> None:
        """Show it, in front and with the keys."""
        self.show()
        self.raise_()
        self.activateWindow()
