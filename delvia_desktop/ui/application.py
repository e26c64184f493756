"""The application of the system: it hears which file to open, and sweeps between acts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from delvia_desktop import resources
from delvia_desktop.garbage import Sweeper

_PAUSE = 1000
"""Milliseconds between two looks for garbage."""


_ENTRY = "delvia-desktop"
"""The entry among the system's programs, by which a desktop finds our icon and name."""


class Application(QApplication):
    """A Qt application that tells of files which macOS asks it to open."""

    file_asked = Signal(str)

    def __init__(self, arguments: Sequence[str]) -> None:
        """Begin with the words of the command line, of which Qt takes its own away."""
        super().__init__(arguments)
        self.setDesktopFileName(_ENTRY)
        self.setWindowIcon(QIcon(str(resources.path("icons", "delvia.png"))))
        self._sweeper = Sweeper()
        timer = QTimer(self)
        timer.timeout.connect(self._sweeper.sweep)
        timer.start(_PAUSE)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(event.file() or event.url().toLocalFile())
            return True
        return super().event(event)
