"""The head of the window: where one is, the field that finds, and what can be done here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.command_field import CommandField, Entry
from delvia_desktop.ui.widgets.labels import button, text_label

Act = tuple[str, Callable[[], object], bool, bool]
"""Words, what they do, whether it is the primary act, whether it can be done now."""

_MOST = 3
_TITLE = 28
"""Average letters that the title keeps room for."""


class Header(QWidget):
    """Title, second words, the field, at most three acts and a menu for the rest."""

    def __init__(self, parent: QWidget, offer: Callable[[str], Sequence[Entry]]) -> None:
        """Begin without a title."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = text_label("", size=1.9, bold=True)
        self.title.setWordWrap(False)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full_title = ""
        self.title.installEventFilter(self)
        self._second = text_label("", muted=True)
        self._second.setWordWrap(False)
        self._second.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words.addWidget(self.title)
        words.addWidget(self._second)
        row.addLayout(words, 3)
        self.field = CommandField(self, offer)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        row.addWidget(self.field, 2)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        row.addLayout(self._acts)
        self._all_acts: Sequence[Act] = ()
        self._shown = -1

    def show_headline(self, title: str, second: str) -> None:
        """Show where one is."""
        self._full_title = title
        self.title.setToolTip(title)
        self._second.setText(second)
        self._elide()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the last acts as buttons, as many as there is room for, and others in a menu."""
        self._all_acts = acts
        self._shown = -1
        self._fold()

    def _fold(self) -> None:
        """Keep room for the title and the field; at most three acts are buttons."""
        metrics = self.fontMetrics()
        room = self.width() - self.field.minimumWidth() - metrics.averageCharWidth() * _TITLE
        count = min(_MOST, len(self._all_acts))
        while count > 1 and self._width_of(count) > room:
            count -= 1
        if count != self._shown:
            self._shown = count
            self._lay_out(count)

    def _width_of(self, count: int) -> int:
        metrics = self.fontMetrics()
        shown = self._all_acts[len(self._all_acts) - count :]
        words = sum(metrics.horizontalAdvance(act[0]) + 44 for act in shown)
        return words + (metrics.averageCharWidth() * 12 if count < len(self._all_acts) else 0)

    def _lay_out(self, count: int) -> None:
        while self._acts.count():
            item = self._acts.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        first = len(self._all_acts) - count
        if first:
            more = button(tr("More"), name=tr("More acts"))
            menu = QMenu(more)
            for text, run, _, can in self._all_acts[:first]:
                menu.addAction(text, run).setEnabled(can)
            more.setMenu(menu)
            self._acts.addWidget(more)
        for text, run, is_primary, can in self._all_acts[first:]:
            made = button(text, "primary" if is_primary else "")
            made.setEnabled(can)
            made.clicked.connect(lambda _=False, run=run: run())
            self._acts.addWidget(made)

    def _elide(self) -> None:
        room = self.title.width()
        metrics = self.title.fontMetrics()
        self.title.setText(metrics.elidedText(self._full_title, Qt.TextElideMode.ElideRight, room))
        self.title.setAccessibleName(self._full_title)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The words follow the room that the layout leaves them.
        if event.type() == QEvent.Type.Resize:
            self._elide()
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
