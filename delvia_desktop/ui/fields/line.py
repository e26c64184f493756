"""A line of text that shows its beginning, and leaves the keys of redo to the window."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget
from typing_extensions import override

from delvia_desktop.ui.toolkit import theme

_EDGE, _VEILED = 2, 3
"""Pixels that Qt keeps free beside a text, and the letters of its end that fade."""

_CHANGES_ROOM = frozenset(
    {
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.FontChange,
        QEvent.Type.StyleChange,
    }
)


def select_whole(line: QLineEdit) -> None:
    """Select all of a line of text, its beginning still in sight, to type over it."""
    whole = len(line.text())
    line.setSelection(whole, -whole)


def begin_at_left(line: QLineEdit) -> None:
    """Let a line of text begin at the left in any script, as values in forms do."""
    line.setAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    )


class ScriptLevel(QObject):
    """Lets a text of any script stand on the base line of ours.

    WORKAROUND: Qt 6.12 moves a text whose script is higher than the font of its field upwards
    twice, once by its height and once by its ascent (measured: Arabic at 200 % by 8 pixels).
    """

    def __init__(self, line: QLineEdit) -> None:
        """Follow the text and the font of a line."""
        super().__init__(line)
        self._line = line
        line.textChanged.connect(self._level)
        line.installEventFilter(self)
        self._level()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.Polish}:
            self._level()
        return False

    def _level(self) -> None:
        layout = QTextLayout(self._line.text(), self._line.font())
        layout.beginLayout()
        made = layout.createLine()
        layout.endLayout()
        height = made.height() if made.isValid() else 0.0
        below = max(round(height) - self._line.fontMetrics().height(), 0)
        if self._line.textMargins().bottom() != -below:
            self._line.setTextMargins(0, 0, 0, -below)


class CutEnd(QWidget):
    """A veil over the end of a text that its line has no room for, while nobody types there."""

    def __init__(self, line: QLineEdit) -> None:
        """Lie over a line; it takes no mouse."""
        super().__init__(line)
        self._line = line
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        line.textChanged.connect(self._show)
        line.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES_ROOM:
            self._show()
        return False

    def _show(self) -> None:
        line, text = self._line, self._line.text()
        option = QStyleOptionFrame()
        line.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        room = line.style().subElementRect(part, option, line)
        width = line.fontMetrics().averageCharWidth() * _VEILED
        begin = room.left() if _is_backwards(text) else room.right() + 1 - width
        self.setGeometry(begin, room.top(), width, room.height())
        needed = line.fontMetrics().horizontalAdvance(text)
        self.setVisible(needed > room.width() - 2 * _EDGE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # A box keeps from its line that it has the keys, but both are drawn anew then.
        if self._line.hasFocus() or self._line.hasSelectedText():
            return
        ground = QColor(theme.tokens().base)
        clear = QColor(ground)
        clear.setAlpha(0)
        ends = (self.width(), 0) if _is_backwards(self._line.text()) else (0, self.width())
        shade = QLinearGradient(QPointF(ends[0], 0), QPointF(ends[1], 0))
        shade.setColorAt(0, clear)
        shade.setColorAt(0.7, ground)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()


def _is_backwards(text: str) -> bool:
    """Tell whether a text is read from right to left: its first letter says so."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


_BY_TAB = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
_COMES_BACK = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
"""Why the keys leave a line in which somebody goes on in a moment."""


class Line(QLineEdit):
    """A line in which a text too long for it shows its beginning, unless somebody types in it.

    An act that was undone can be done again while the keys are in a line nobody typed into.
    """

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        begin_at_left(self)
        ScriptLevel(self)
        CutEnd(self)
        self._was_at = 0

    @override
    def setText(self, text: str | None) -> None:
        super().setText(text)
        if not self.hasFocus():
            self._was_at = len(self.text())
            self.setCursorPosition(0)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_TAB:
            select_whole(self)
        elif event.reason() == Qt.FocusReason.OtherFocusReason:
            self.setCursorPosition(self._was_at)  # whoever is led back goes on where they were

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self._was_at = self.cursorPosition()
            self.setCursorPosition(0)

    @override
    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Redo)
            and not self.isRedoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)
