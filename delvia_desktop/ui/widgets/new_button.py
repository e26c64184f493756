"""What adds a record to a list: it stands before the filter, whatever is selected below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from delvia_desktop.i18n import tr


class NewButton(QPushButton):
    """A button at the first corner of a list; hidden where nothing can be added."""

    offered = Signal()
    """It has something to add now."""

    def __init__(self) -> None:
        """Begin without an act."""
        super().__init__()
        self._act: Callable[[], object] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self.setAccessibleName(tr("Add"))
        self.clicked.connect(self._run)
        self.hide()

    def offer(self, text: str, act: Callable[[], object], *, can: bool) -> None:
        """Show what it adds, and whether it can be added now."""
        self._act = act
        self.setText(text)
        self.setAccessibleName(text)
        self.setEnabled(can)
        self.show()
        self.offered.emit()

    def _run(self) -> None:
        if self._act is not None:
            self._act()
