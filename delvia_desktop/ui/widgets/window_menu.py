"""A menu that stays within the window of its button."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu
from typing_extensions import override


class WindowMenu(QMenu):
    """Opens below its button, as far to the left as its window needs."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (holder := self.parentWidget()) is None:
            return
        window = holder.window()
        left = window.mapToGlobal(QPoint(0, 0)).x()
        beyond = self.x() + self.width() - (left + window.width())
        if beyond > 0:
            self.move(max(left, self.x() - beyond), self.y())
