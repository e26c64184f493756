"""A box to choose from that keeps still while a form is scrolled over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.domain.words.text import folded
from delvia_desktop.ui.widgets.shown_text import directed, elided

_CHOSEN = "✓"
_EDGE = 8
"""Pixels between the mark of what is chosen and the edge of its row."""

_INSIDE = 2
"""Pixels of the room for words that Qt keeps free before and behind them together."""


class ChoiceRows(QStyledItemDelegate):
    """Rows of a list to choose from; the chosen one stays marked wherever the keys are.

    It is also the kind of delegate that style sheets can give room to.
    """

    def __init__(self, parent: QWidget, chosen: Callable[[], str]) -> None:
        """Mark the row with the text that is chosen."""
        super().__init__(parent)
        self._chosen = chosen

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = directed(option.text)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        text = index.data()
        if text and text == self._chosen():
            painter.setPen(option.palette.text().color())
            place = option.rect.adjusted(0, 0, -_EDGE, 0)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _CHOSEN
            )


class CalmBox(QComboBox):
    """A box that neither the wheel nor a text meant for another field changes.

    Letters choose what begins with them. Letters that nothing begins with bring back what was
    chosen before the first of them: they were a text for another field.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(ChoiceRows(self, self.chosen_text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self._typed = ""
        self._before = -1

    def chosen_text(self) -> str:
        """Return the words of what is chosen, whatever is being typed."""
        return self.itemText(self.currentIndex())

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        # Qt draws words that are too long from the left: of an Arabic name the begin is not seen.
        option.currentText = elided(option.currentText, option.fontMetrics, room.width() - _INSIDE)

    def show_asking(self, *, asks: bool) -> None:
        """Show words that only ask as a line that is empty shows what belongs there."""
        if bool(self.property("asks")) != asks:
            self.setProperty("asks", asks)
            self.style().unpolish(self)
            self.style().polish(self)

    @override
    def showPopup(self) -> None:
        """Open the list as wide as its longest words, or as the window where they are longer."""
        view = self.view()
        mark = view.fontMetrics().horizontalAdvance(_CHOSEN) + 2 * _EDGE
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        needed = view.sizeHintForColumn(0) + mark + bar
        view.setMinimumWidth(max(self.width(), min(needed, self.window().width())))
        super().showPopup()

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
