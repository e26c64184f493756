"""What stands where nothing is recorded yet: what belongs there, and the first act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from delvia_desktop.ui.toolkit.theme import SPACE
from delvia_desktop.ui.widgets.flow import Flow
from delvia_desktop.ui.widgets.labels import button, text_label
from delvia_desktop.ui.widgets.notes import Action

_LETTERS = 84
"""Average letters of a line at most: a longer one is hard to read."""


class EmptyPlace(QWidget):
    """Says what belongs here and offers what begins it, in a place, a tab or a list.

    With a title it stands for a whole place, and its first act is the primary one of the window.
    Without one it stands where the first row would, which is seen however low the part is.
    """

    def __init__(self, title: str = "", text: str = "", actions: Sequence[Action] = ()) -> None:
        """Say what belongs here."""
        super().__init__()
        self._inside = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._inside, _LETTERS)
        row.addStretch(1)
        self._column = column = QVBoxLayout(self._inside)
        self._actions: Sequence[Action] = ()
        self._can = True
        self._title = text_label("", size=1.4, bold=True)
        self._text = text_label("", muted=True)
        self._acts = QWidget()
        self._flow = Flow(self._acts)
        column.addStretch()
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(SPACE)
        column.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
        self.say(title, text, actions)

    def say(self, title: str, text: str, actions: Sequence[Action] = ()) -> None:
        """Say other words, and offer other acts."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._column.setStretch(0, int(bool(title)))
        self._text.setText(text)
        names = [name for name, _ in actions]
        if names != [name for name, _ in self._actions]:
            self._make_buttons(names, "primary" if title else "")
        self._actions = actions
        self.let_act(self._can)

    def let_act(self, can: bool) -> None:  # noqa: FBT001 - as setVisible says it
        """Offer the acts, or none of them, as where nothing can be recorded."""
        self._can = can
        self._acts.setVisible(can and bool(self._actions))

    def _make_buttons(self, names: Sequence[str], kind: str) -> None:
        """Make a button for each act; those that stay the same keep what has the keys."""
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, name in enumerate(names):
            made = button(name, "" if place else kind)
            made.clicked.connect(partial(self._run, place))
            self._flow.addWidget(made)

    def _run(self, place: int) -> None:
        self._actions[place][1]()

    @property
    def words(self) -> str:
        """What is said here."""
        return self._text.text()
