"""A row of acts on what is chosen: two buttons, and a menu for the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from delvia_desktop.i18n import ntr, tr
from delvia_desktop.ui.widgets.labels import button, text_label

_SHOWN = 2

NamedAct = tuple[str, Callable[[], object]]


def selected_words(count: int) -> str:
    """Say how many rows are selected; nothing where it is only one."""
    return ntr("{n} selected", "{n} selected", count) if count > 1 else ""


class DeedRow(QWidget):
    """Acts that change with what is chosen."""

    def __init__(self) -> None:
        """Begin without acts."""
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_deeds(self, acts: Sequence[NamedAct], about: str = "") -> None:
        """Show the first acts as buttons and all others in a menu, after what they are about."""
        while self._row.count():
            item = self._row.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        if about:
            label = text_label(about, bold=True)
            label.setWordWrap(False)
            self._row.addWidget(label)
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
