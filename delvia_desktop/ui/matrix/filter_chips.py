"""Filters as chips: switches, and menus of which several things can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from delvia_desktop.i18n import ntr
from delvia_desktop.ui.widgets.labels import button
from delvia_desktop.ui.widgets.window_menu import WindowMenu

K = TypeVar("K", bound=Hashable)


def switch(text: str, changed: Callable[[], object], *, on: bool = False) -> QPushButton:
    """Return a filter chip of the matrix that is on or off; a tick says it too."""
    made = button(text, "chip", text)
    made.setCheckable(True)
    made.setChecked(on)

    def show(is_on: bool) -> None:  # noqa: FBT001 - as the signal says it
        made.setText(f"✓ {text}" if is_on else text)

    show(on)
    made.toggled.connect(show)
    made.toggled.connect(lambda _: changed())
    return made


class Choices(QObject, Generic[K]):
    """A chip with a menu of things to choose from; none chosen means all."""

    changed = Signal()

    def __init__(self, parent: QWidget, everything: str) -> None:
        """Begin with nothing to choose from; `everything` says that all are shown."""
        super().__init__(parent)
        self._everything = everything
        self.button = button("", "chip")
        self.menu = WindowMenu(self.button)
        self.button.setMenu(self.menu)
        self._names: dict[K, str] = {}
        self.chosen: frozenset[K] = frozenset()
        self._say()

    def offer(self, options: Iterable[tuple[K, str]]) -> None:
        """Offer things by key and name; what is chosen stays, as another moment may know it."""
        names = dict(options)
        names |= {key: self._names[key] for key in self.chosen - names.keys()}
        if names == self._names:
            return
        self._names = names
        self.menu.clear()
        every = self.menu.addAction(self._everything)
        every.triggered.connect(lambda _=False: self.choose(frozenset()))
        self.menu.addSeparator()
        for key, name in names.items():
            action = self.menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key in self.chosen)
            action.toggled.connect(lambda on, key=key: self._toggle(key, on=on))
        self._say()

    def choose(self, keys: frozenset[K]) -> None:
        """Choose exactly these."""
        for action, key in zip(self.menu.actions()[2:], self._names, strict=True):
            action.blockSignals(True)  # noqa: FBT003 - Qt's own call
            action.setChecked(key in keys)
            action.blockSignals(False)  # noqa: FBT003
        self.chosen = keys
        self._say()
        self.changed.emit()

    def words(self) -> str:
        """Return what is chosen, empty if all are shown."""
        return ", ".join(name for key, name in self._names.items() if key in self.chosen)

    def _toggle(self, key: K, *, on: bool) -> None:
        self.chosen = self.chosen | {key} if on else self.chosen - {key}
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        names = [name for key, name in self._names.items() if key in self.chosen]
        words = names[0] if len(names) == 1 else ntr("{n} selected", "{n} selected", len(names))
        text = words if names else self._everything
        self.button.setText(f"{text} ▾".replace("&", "&&"))
        self.button.setAccessibleName(f"{self._everything}: {self.words()}" if names else text)
        self.button.setCheckable(bool(names))
        self.button.setChecked(bool(names))
