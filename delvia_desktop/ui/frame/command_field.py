"""The field at the top: finds records by any of their text, and runs acts by their name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets import spoken
from delvia_desktop.ui.widgets.labels import announce
from delvia_desktop.ui.widgets.shown_text import directed

Index = QModelIndex | QPersistentModelIndex

_ENTRY = Qt.ItemDataRole.UserRole
_MARGIN = 8
"""Pixels that the style keeps beside the words of a row."""

_SHOWN = 12
_BESIDE_HINT = 6
"""Average letters of the edges and the sign beside its hint."""

_LETTERS = 84
"""How wide the list is, in average letters, where the window is that wide."""


@dataclass(frozen=True)
class Entry:
    """Something that the field offers: its words, and what choosing it does."""

    text: str
    second: str
    run: Callable[[], object]


def all_found() -> bool:
    """Tell the field that nothing more is found by looking further."""
    return False


def _words(entry: Entry) -> tuple[str, str]:
    return entry.text, entry.second


def _tail(entry: Entry) -> str:
    return f"   —   {entry.second}" if entry.second else ""


class _Found(QStyledItemDelegate):
    """Cuts a name that is too long in its middle: its end and what follows tell it from others."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        entry, room = index.data(_ENTRY), option.rect.width() - 2 * _MARGIN
        if isinstance(entry, Entry) and room > 0:
            words, tail = option.fontMetrics, _tail(entry)
            tail = words.elidedText(tail, Qt.TextElideMode.ElideRight, room * 2 // 3)
            left = room - words.horizontalAdvance(tail)
            option.text = words.elidedText(entry.text, Qt.TextElideMode.ElideMiddle, left) + tail
        option.text = directed(option.text)


class CommandField(QLineEdit):
    """A field with a list below it while something is typed."""

    def __init__(
        self,
        parent: QWidget,
        offer: Callable[[str], Sequence[Entry]],
        look_further: Callable[[], bool] = all_found,
    ) -> None:
        """Ask `offer` for entries that fit a text.

        It is asked again each time that `look_further` has made more to be found, until that is
        False; keys are heard between.
        """
        super().__init__(parent)
        self._offer, self._look_further = offer, look_further
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_further)
        self._entries: Sequence[Entry] = ()
        self._told = ""
        self._hint()
        self.setAccessibleName(tr("Find anything or run a command"))
        spoken.clearable(self)
        self.results = QListWidget(parent.window())
        self.results.setAccessibleName(tr("Found"))
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.setItemDelegate(_Found(self.results))
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setSpacing(2)
        self.results.hide()
        self.results.itemClicked.connect(lambda item: self._run(self.results.row(item)))
        self.textEdited.connect(self._show)
        self.installEventFilter(self)

    def widest(self) -> int:
        """Return the width in which its whole hint is read."""
        return self._width_for(_hints()[0])

    def _width_for(self, hint: str) -> int:
        words = self.fontMetrics()
        return words.horizontalAdvance(hint) + words.averageCharWidth() * _BESIDE_HINT

    def _hint(self) -> None:
        whole = (hint for hint in _hints() if self._width_for(hint) <= self.width())
        self.setPlaceholderText(next(whole, _hints()[-1]))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint()

    def _show(self, text: str) -> None:
        self.repaint()  # what was typed is seen at once, however long it takes to look for it
        self._list(self._offer(text)[:_SHOWN] if text.strip() else ())
        self._later.start()

    def _go_further(self) -> None:
        text = self.text()
        if not text.strip() or not self._look_further():
            return
        found = self._offer(text)[:_SHOWN]
        if list(map(_words, found)) != list(map(_words, self._entries)):
            self._list(found)
        self._later.start()

    def _list(self, entries: Sequence[Entry]) -> None:
        """Show what was found; what the keys had chosen stays chosen."""
        text, row = self.text(), self.results.currentRow()
        chosen = _words(self._entries[row]) if 0 < row < len(self._entries) else None
        self._entries = entries
        self.results.clear()
        for entry in self._entries:
            words = f"{entry.text}{_tail(entry)}"
            item = QListWidgetItem(words)
            item.setData(_ENTRY, entry)
            item.setToolTip(words)
            self.results.addItem(item)
        if text.strip() and not self._entries:
            item = QListWidgetItem(tr("No matches."))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.results.addItem(item)
        self.results.setVisible(bool(text.strip()))
        if named := list(map(_words, self._entries)):
            self.results.setCurrentRow(named.index(chosen) if chosen in named else 0)
        self._tell()
        self._place()

    def _tell(self) -> None:
        """Let screen readers tell what Enter would choose: the keys stay in the field."""
        item = self.results.currentItem() or self.results.item(0)
        words = item.text() if item is not None else ""
        if words and words != self._told:
            announce(self, words)
        self._told = words

    def _place(self) -> None:
        window = self.window()
        self.results.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        rows = range(self.results.count())
        spacing = 2 * self.results.spacing()
        # Rows differ in height: scripts do.
        height = sum(self.results.sizeHintForRow(row) + spacing for row in rows) + 8
        width = max(self.width(), self.fontMetrics().averageCharWidth() * _LETTERS)
        width = min(width, window.width() - 16)
        left = min(corner.x(), window.width() - width - 8)
        height = min(height, window.height() - corner.y() - 8)
        self.results.setGeometry(left, corner.y(), width, height)
        if self.text().strip():
            self.results.show()
            self.results.raise_()

    def _run(self, place: int) -> None:
        if 0 <= place < len(self._entries):
            entry = self._entries[place]
            self._close()
            entry.run()

    def _close(self) -> None:
        self.clear()
        self._told = ""
        self.results.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.results.hide()
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._entries:
            place = (self.results.currentRow() + step) % len(self._entries)
            self.results.setCurrentRow(place)
            self._tell()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.results.currentRow())
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)


def _hints() -> tuple[str, str, str]:
    """Return what the field says of itself, the longest first; none of them is cut."""
    return tr("Find anything or run a command   Ctrl+K"), tr("Find   Ctrl+K"), tr("Find")
