"""A tick whose words may be long: they wrap, which those of Qt's own tick do not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.ui.toolkit import worn
from delvia_desktop.ui.widgets.labels import text_label

_LEAST = 24
"""Pixels of the smallest thing that is pressed."""


class LongTick(QWidget):
    """A box with words beside it; pressing either sets the tick."""

    def __init__(self, text: str, name: str = "") -> None:
        """Begin without a tick; `name` is what screen readers tell, if it is not the text."""
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(name or text)
        self.box.setMinimumSize(worn.measured(self.box).expandedTo(QSize(_LEAST, _LEAST)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box)
        row.addWidget(text_label(text), 1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.click()
        else:
            super().mouseReleaseEvent(event)
