"""The head of the window: where one is, the field that finds, and what can be done here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.command_field import CommandField, Entry
from delvia_desktop.ui.widgets.labels import button, text_label

Act = tuple[str, Callable[[], object], bool, bool]
"""Words, what they do, whether it is the primary act, whether it can be done now."""

_MOST = 3


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
        words.addWidget(self.title)
        words.addWidget(self._second)
        row.addLayout(words, 3)
        self.field = CommandField(self, offer)
        self.field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 26)
        row.addWidget(self.field, 2)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        row.addLayout(self._acts)

    def show_headline(self, title: str, second: str) -> None:
        """Show where one is."""
        self._full_title = title
        self.title.setToolTip(title)
        self._second.setText(second)
        self._elide()

    def show_acts(self, acts: Sequence[Act]) -> None:
        """Show the last three acts as buttons and those before in a menu."""
        while self._acts.count():
            item = self._acts.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        hidden = acts[:-_MOST]
        if hidden:
            more = button(tr("More"), name=tr("More acts"))
            menu = QMenu(more)
            for text, run, _, can in hidden:
                menu.addAction(text, run).setEnabled(can)
            more.setMenu(menu)
            self._acts.addWidget(more)
        for text, run, is_primary, can in acts[-_MOST:]:
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
