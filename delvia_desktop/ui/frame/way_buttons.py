"""The buttons of the way back, before the head of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.labels import button


class WayButtons(QWidget):
    """Back and Forward; what leads nowhere is off, and stays where it is."""

    def __init__(self, head: QWidget) -> None:
        """Stand before the head."""
        super().__init__()
        self.back = _arrow("←", tr("Back"), "Alt+Left")
        self.forward = _arrow("→", tr("Forward"), "Alt+Right")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(8)
        row.addWidget(head, 1)

    def show_way(self, *, back: bool, forward: bool) -> None:
        """Show in which directions there is anywhere to go."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)


def _arrow(text: str, name: str, keys: str) -> QPushButton:
    made = button(text, "arrow", name)
    made.setToolTip(f"{name}   {keys}")
    made.setEnabled(False)
    return made
