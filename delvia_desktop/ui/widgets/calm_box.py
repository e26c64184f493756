"""A box to choose from that keeps still while a form is scrolled over it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate
from typing_extensions import override

from delvia_desktop.domain.text import folded


class CalmBox(QComboBox):
    """A box that neither the wheel nor a text meant for another field changes.

    Letters choose what begins with them. Letters that nothing begins with bring back what was
    chosen before the first of them: they were a text for another field.
    """

    def __init__(self) -> None:
        super().__init__()
        # The one that style sheets can give room to.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._typed = ""
        self._before = -1

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isEditable() or not self._is_text(event):
            self._typed = ""
            super().keyPressEvent(event)
            return
        if not self._typed:
            self._before = self.currentIndex()
        self._typed += event.text()
        self.setCurrentIndex(self._meant())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._typed = ""
        super().mousePressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._typed = ""
        super().focusOutEvent(event)

    def _is_text(self, event: QKeyEvent) -> bool:
        """Tell whether a key is a letter of a text; a blank before any opens the list instead."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        is_blank = event.key() == Qt.Key.Key_Space and not self._typed
        return not plain and not is_blank and event.text().isprintable() and event.text() != ""

    def _meant(self) -> int:
        """Return the place of what begins with the typed letters, else of what was chosen before.

        One letter again and again goes through all that begin with it.
        """
        texts = [folded(self.itemText(place)) for place in range(self.count())]
        typed = folded(self._typed)
        if typed and len(set(typed)) == 1:
            fits = [place for place, text in enumerate(texts) if text.startswith(typed[0])]
            if fits:
                return fits[(len(typed) - 1) % len(fits)]
        fits = [place for place, text in enumerate(texts) if text.startswith(typed)]
        return fits[0] if fits and typed else self._before
