"""The menus of the window, and what is asked for from them alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from delvia_desktop.i18n import tr
from delvia_desktop.ui.backup_dialogs import BackupDialogs
from delvia_desktop.ui.pages.place import Deed, Place
from delvia_desktop.ui.places import ENTRANCES
from delvia_desktop.ui.recent_menu import RecentMenu
from delvia_desktop.ui.saving import Saving
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.header import Header

_DIGITS = 10
"""Places beyond the ninth have no key of their own."""


class Owner(Protocol):
    """The window that the menus are for."""

    session: Session
    header: Header
    saving: Saving
    backups: BackupDialogs

    @property
    def place(self) -> Place:
        """The place that is shown."""

    def show_place(self, name: str) -> None:
        """Show a place."""

    def enter(self, name: str) -> None:
        """Show a place with the keys in its list."""

    def ask_other(self, what: str) -> None:
        """Ask for another register."""

    def close(self) -> bool:
        """Close the window."""

    def show_settings(self) -> None:
        """Open the settings."""


class Menus:
    """What can be done everywhere, and what can be done in the place that is shown."""

    def __init__(self, bar: QMenuBar, owner: Owner) -> None:
        """Fill the bar of a window."""
        self._bar, self._owner = bar, owner
        self._undo, self._redo = QAction(bar), QAction(bar)
        self._why = (QAction(bar), QAction(bar))
        register, edit = self._register_menu(), self._edit_menu()
        go = bar.addMenu(tr("&Go to"))
        for number, entrance in enumerate(ENTRANCES, start=1):
            action = go.addAction(entrance.page.title())
            keys = f"Ctrl+{number}" if number < _DIGITS else ""
            _bind(action, keys, partial(owner.enter, entrance.name))
        self._of_place = bar.addMenu(tr("&Actions"))
        help_ = bar.addMenu(tr("&Help"))
        help_.addAction(tr("Save document &verifier…"), owner.saving.ask_verifier)
        self._everywhere = (register, edit, help_)

    def acts(self) -> list[QAction]:
        """Return the acts that are the same in every place."""
        return [act for menu in self._everywhere for act in menu.actions() if not act.isSeparator()]

    def show_deeds(self, deeds: Sequence[Deed]) -> None:
        """List what can be done in the place that is shown, and say what would be undone."""
        self._of_place.clear()
        for deed in deeds:
            self._of_place.addAction(deed.text, deed.run).setEnabled(deed.is_enabled)
        live = self._owner.session.live
        can = self._owner.session.can_act
        for action, why, words, title, obstacle in (
            (self._undo, self._why[0], tr("Undo"), live.undo_title, live.undo_obstacle),
            (self._redo, self._why[1], tr("Redo"), live.redo_title, live.redo_obstacle),
        ):
            action.setText(f"{words} “{title}”" if title else words)
            action.setEnabled(bool(title) and can and obstacle is None)
            why.setVisible(obstacle is not None and can)
            why.setText(obstacle.reason if obstacle is not None else "")

    def _register_menu(self) -> QMenu:
        owner = self._owner
        menu = self._bar.addMenu(tr("&Register"))
        menu.addAction(tr("&New…"), partial(owner.ask_other, "new"))
        menu.addAction(tr("&Open…"), partial(owner.ask_other, "open"))
        self._recent = RecentMenu(owner.session.path, owner.backups.open_other)
        menu.addMenu(self._recent)
        menu.addAction(tr("Open &sample"), partial(owner.ask_other, "sample"))
        menu.addAction(tr("Save a &copy…"), owner.saving.ask_copy)
        menu.addAction(tr("Save a c&alendar file…"), owner.saving.ask_calendar)
        menu.addSeparator()
        menu.addAction(tr("&Quit"), owner.close).setShortcut(QKeySequence.StandardKey.Quit)
        return menu

    def _edit_menu(self) -> QMenu:
        owner = self._owner
        menu = self._bar.addMenu(tr("&Edit"))
        for action, why, keys, act in (
            (self._undo, self._why[0], ("Ctrl+Z",), owner.session.undo),
            (self._redo, self._why[1], ("Ctrl+Shift+Z", "Ctrl+Y"), owner.session.redo),
        ):
            menu.addActions([action, why])
            for each in (action, why):
                each.setShortcuts([QKeySequence(key) for key in keys])
                each.triggered.connect(lambda _=False, act=act: act())
            # Its keys still say why, where the act itself is not to be had.
            why.setVisible(False)
        menu.addSeparator()
        find = menu.addAction(tr("&Find anything"))
        _bind(find, "Ctrl+K", owner.header.field.setFocus)
        menu.addSeparator()
        settings = menu.addAction(tr("&Settings…"))
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        _bind(settings, "Ctrl+,", owner.show_settings)
        return menu


def _bind(action: QAction, keys: str, act: Callable[[], object]) -> None:
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _=False: act())
