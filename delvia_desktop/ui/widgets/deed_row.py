"""A row of acts on what is chosen: two buttons, and a menu for the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.ui.widgets.labels import button

_SHOWN = 2

NamedAct = tuple[str, Callable[[], object]]


class DeedRow(QWidget):
    """Acts that change with what is chosen."""

    def __init__(self) -> None:
        """Begin without acts."""
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_deeds(self, acts: Sequence[NamedAct]) -> None:
        """Show the first acts as buttons and all others in a menu."""
        while self._row.count():
            item = self._row.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for text, act in acts[:_SHOWN]:
            self._row.addWidget(_button(text, act))
        rest = acts[_SHOWN:]
        if rest:
            more = button(tr("More"))
            menu = QMenu(more)
            for text, act in rest:
                menu.addAction(text, act)
            more.setMenu(menu)
            self._row.addWidget(more)


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    made = button(text)
    made.clicked.connect(lambda _=False: act())
    return made
