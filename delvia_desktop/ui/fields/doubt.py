"""The button with which a person says of a text that looks like a secret that it is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.labels import button


class Doubt(QHBoxLayout):
    """Room under a field for the button; it is there only while the text is doubted."""

    def __init__(self) -> None:
        """Begin without a doubt."""
        super().__init__()
        self.button: QPushButton | None = None

    def offer(self, label: str, vouch: Callable[[], object] | None) -> None:
        """Offer to vouch for the text of the field with a label, or to no more."""
        if self.button is not None:
            self.button.hide()
            self.button.deleteLater()
        self.button = None
        if vouch is not None:
            name = tr("{field}: this is not a secret", field=label)
            self.button = button(tr("This is not a secret"), "link", name)
            self.button.clicked.connect(lambda _=False: vouch())
            self.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
