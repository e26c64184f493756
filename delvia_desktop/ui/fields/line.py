"""A line of text that shows its beginning, and leaves the keys of redo to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextLayout
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


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
