"""A box to choose from that keeps still while a form is scrolled over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate
from typing_extensions import override


class CalmBox(QComboBox):
    """A box that the wheel changes only with the focus, so that scrolling a form alters nothing."""

    def __init__(self) -> None:
        super().__init__()
        # The one that style sheets can give room to.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
