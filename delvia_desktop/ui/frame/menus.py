"""The menus of the window, and what is asked for from them alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from delvia_desktop.i18n import tr
from delvia_desktop.ui.findings.finding_round import FindingRound
from delvia_desktop.ui.frame.backup_dialogs import BackupDialogs
from delvia_desktop.ui.frame.header import Header
from delvia_desktop.ui.frame.recent_menu import RecentMenu
from delvia_desktop.ui.frame.saving import Saving
from delvia_desktop.ui.frame.sidebar import Sidebar
from delvia_desktop.ui.frame.way_back import WayBack
from delvia_desktop.ui.history.as_of import AsOfPanel
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.place.place import Deed, Place
from delvia_desktop.ui.plans.import_desk import ImportDesk
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.toolkit.command import Command, with_mnemonics, without_mnemonic
from delvia_desktop.ui.widgets.toast import Toast

_DIGITS = 10
"""Places beyond the ninth have no key of their own."""


class UndoObstacle(Protocol):
    """What keeps a change from being undone or done again."""

    @property
    def reason(self) -> str:
        """A few words."""

    @property
    def sentence(self) -> str:
        """What stands in the way, and what can be done all the same."""


class Owner(Protocol):
    """The window that the menus are for."""

    session: Session
    header: Header
    sidebar: Sidebar
    as_of_panel: AsOfPanel
    toast: Toast
    saving: Saving
    backups: BackupDialogs
    imports: ImportDesk
    way_back: WayBack
    round: FindingRound

    @property
    def place(self) -> Place:
        """The place that is shown."""

    def show_place(self, name: str) -> None:
        """Show a place."""

    def enter(self, name: str) -> None:
        """Show a place with the keys in its list."""

    def ask_other(self, what: str) -> None:
        """Ask for another register, or for none."""

    def close(self) -> bool:
        """Close the window."""

    def show_settings(self) -> None:
        """Open the settings."""

    def read_again(self) -> None:
        """Read the file of the register again and show it."""


class Menus:
    """What can be done everywhere, and what can be done in the place that is shown."""

    def __init__(self, bar: QMenuBar, owner: Owner, window: QMainWindow) -> None:
        """Fill the bar of a window."""
        self._owner, self._window = owner, window
        self._commands: list[Command] = []
        titles = (tr("&File"), tr("&Edit"), tr("&View"), tr("&Go"), tr("&Actions"), tr("&Help"))
        menus = [bar.addMenu(title) for title in titles]
        file, edit, view, go, self._of_place, help_ = menus
        self._fill_file(file)
        self._fill_edit(edit)
        self._fill_view(view)
        self._fill_go(go)
        self._fill_help(help_)
        self._bar = menus
        self._everywhere = (file, edit, view, help_)
        for command in self._commands:
            command.refuse_by(window, owner.toast.warn)
        for menu in menus:
            menu.aboutToShow.connect(self.look)  # a form may have been opened meanwhile
        self._of_place.aboutToShow.connect(self._fill_actions)

    def acts(self) -> list[QAction]:
        """Return the acts that are the same in every place, without the places themselves."""
        inside = [act for menu in self._everywhere for act in menu.actions()]
        acts = [act for act in inside if not act.isSeparator() and act.menu() is None]
        return [*acts, self._back, self._forward, self._next]

    def listed(self) -> list[tuple[str, Command]]:
        """Return the commands that have keys, each with the title of its menu."""
        return [
            (without_mnemonic(menu.title()), act)
            for menu in self._bar
            for act in menu.actions()
            if isinstance(act, Command) and act.shortcuts()
        ]

    def show_place(self) -> None:
        """List what can be done in the place that is shown, and show how each command stands."""
        self._fill_actions()
        self.look()

    def _fill_actions(self) -> None:
        menu, place = self._of_place, self._owner.place
        menu.clear()
        deeds, of_rows = place.every_deed(), place.row_deeds()
        # The most usual comes last, and has the first choice among the letters.
        texts = [deed.text for deed in (*deeds, *of_rows)][::-1]
        letters = dict(zip(texts, with_mnemonics(texts), strict=True))
        self._list(deeds, letters)
        menu.addSeparator()
        self._list(of_rows, letters)
        if menu.isEmpty():
            menu.addAction(tr("No actions here")).setEnabled(False)

    def _list(self, deeds: Sequence[Deed], letters: Mapping[str, str]) -> None:
        why_not = self._owner.session.why_not
        for deed in deeds:
            text = letters[deed.text]
            reason = "" if deed.is_enabled else why_not
            told = tr("{command} ({reason})", command=text, reason=reason)
            act = self._of_place.addAction(told if reason else text, deed.run)
            act.setEnabled(deed.is_enabled)

    def look(self) -> None:
        """Show how each command stands now."""
        live, place = self._owner.session.live, self._owner.place
        printing = place.printing()
        close = tr("&Close register") if place.form is None else tr("&Close form")
        words = {
            self._undo: _named(tr("&Undo"), live.undo_title),
            self._redo: _named(tr("&Redo"), live.redo_title),
            self._print: printing.text if printing is not None else tr("&Print…"),
            self._close: close,
        }
        for command in self._commands:
            command.look(words.get(command, ""))
        self._full_screen.setChecked(self._window.isFullScreen())

    def show_help(self) -> None:
        """Show the help that belongs to the place."""
        from delvia_desktop.ui.frame.help_window import PAGE_OF_PLACE, HelpWindow  # noqa: PLC0415 - when it is asked for

        HelpWindow.over(self._window).show_page(PAGE_OF_PLACE[self._owner.place.name])

    def show_news(self) -> None:
        """Show what changed from version to version."""
        from delvia_desktop.ui.frame.news_window import NewsWindow  # noqa: PLC0415 - as above

        NewsWindow.over(self._window).show_again()

    # What stands in each menu

    def _add(self, command: Command) -> Command:
        self._commands.append(command)
        return command

    def _fill_file(self, menu: QMenu) -> None:
        owner, saving = self._owner, self._owner.saving
        self._add(Command(menu, tr("&New register…"), partial(owner.ask_other, "new"), ["Ctrl+N"]))
        opens = partial(owner.ask_other, "open")
        self._add(Command(menu, tr("&Open register…"), opens, ["Ctrl+O"]))
        self._recent = RecentMenu(menu, owner.session.path, owner.backups.open_other)
        menu.addMenu(self._recent)
        menu.addAction(tr("Open &sample…"), partial(owner.ask_other, "sample"))
        menu.addSeparator()
        imports, compares = self._owner.imports.ask, self._owner.imports.compare
        why_not = self._owner.imports.why_not
        keys = ["Ctrl+Shift+I"]
        self._add(Command(menu, tr("&Import…"), imports, keys, why_not=why_not))
        self._add(Command(menu, tr("Compare with &TikTok…"), compares, why_not=why_not))
        merges = self._owner.imports.merge
        self._add(Command(menu, tr("&Merge a copy…"), merges, why_not=why_not))
        menu.addSeparator()
        self._add(Command(menu, tr("Save a cop&y…"), saving.ask_copy, ["Ctrl+S"]))
        menu.addAction(tr("&Export…"), self._ask_export)
        menu.addAction(tr("Save c&alendar file…"), saving.ask_calendar)
        menu.addSeparator()
        prints, why_not = self._run_print, self._why_no_print
        self._print = self._add(Command(menu, tr("&Print…"), prints, ["Ctrl+P"], why_not=why_not))
        menu.addSeparator()
        self._close = self._add(Command(menu, tr("&Close register"), self._close_one, ["Ctrl+W"]))
        self._add(Command(menu, tr("&Quit"), owner.close, ["Ctrl+Q"]))

    def _fill_edit(self, menu: QMenu) -> None:
        owner, session = self._owner, self._owner.session
        live, why_not = session.live, self._why_not_again
        undo = Command(
            menu, tr("&Undo"), session.undo, ["Ctrl+Z"],
            why_not=lambda: why_not(live.undo_title, live.undo_obstacle, tr("nothing to undo")),
            sentence=lambda: _sentence(live.undo_obstacle),
        )  # fmt: skip
        redo = Command(
            menu, tr("&Redo"), session.redo, ["Ctrl+Shift+Z", "Ctrl+Y"],
            why_not=lambda: why_not(live.redo_title, live.redo_obstacle, tr("nothing to redo")),
            sentence=lambda: _sentence(live.redo_obstacle),
        )  # fmt: skip
        self._undo, self._redo = self._add(undo), self._add(redo)
        menu.addSeparator()
        copy = partial(self._with_list, ListTable.copy_list)
        keys, why_no_list = list(shortcuts.COPY_LIST.keys), self._why_no_list
        self._add(Command(menu, tr("&Copy list as table"), copy, keys, why_not=why_no_list))
        menu.addSeparator()
        self._add(Command(menu, tr("&Find anything"), owner.header.field.setFocus, ["Ctrl+K"]))
        menu.addSeparator()
        settings = Command(menu, tr("&Settings…"), owner.show_settings, ["Ctrl+,"])
        self._add(settings).setMenuRole(QAction.MenuRole.PreferencesRole)

    def _fill_view(self, menu: QMenu) -> None:
        owner = self._owner
        self._add(Command(menu, tr("&Refresh"), owner.read_again, ["F5"]))
        self._full_screen = Command(menu, tr("&Full screen"), self._fill_screen, ["F11"])
        self._add(self._full_screen).setCheckable(True)
        menu.addSeparator()
        menu.addAction(tr("View another &time…"), self._ask_moment)
        now, why_not = owner.session.show_now, self._why_no_today
        self._add(Command(menu, tr("&Back to today"), now, why_not=why_not))

    def _fill_go(self, menu: QMenu) -> None:
        owner, go = self._owner, self._owner.way_back.go
        back, forward = partial(go, back=True), partial(go, back=False)
        self._back = self._add(
            Command(menu, tr("&Back"), back, ["Alt+Left"], why_not=self._why_not_back)
        )
        self._forward = self._add(
            Command(menu, tr("&Forward"), forward, ["Alt+Right"], why_not=self._why_not_forward)
        )
        goes_on = owner.round.go_on
        self._next = self._add(
            Command(menu, tr("&Next finding"), goes_on, ["F8"], why_not=owner.round.why_not)
        )
        menu.addSeparator()
        titles = [entrance.title for entrance in ENTRANCES]
        words = with_mnemonics(titles, [act.text() for act in menu.actions()])
        for number, (entrance, title) in enumerate(zip(ENTRANCES, words, strict=True), start=1):
            keys = [f"Ctrl+{number}"] if number < _DIGITS else []
            self._add(Command(menu, title, partial(owner.enter, entrance.name), keys))

    def _fill_help(self, menu: QMenu) -> None:
        self._add(Command(menu, tr("Delvia &help"), self.show_help, ["F1"]))
        keys = Command(menu, tr("&Keyboard shortcuts"), self._show_keys, ["Ctrl+?"])
        self._add(keys)
        menu.addAction(tr("What is &new"), self.show_news)
        menu.addSeparator()
        menu.addAction(tr("Save document &verifier…"), self._owner.saving.ask_verifier)
        menu.addSeparator()
        menu.addAction(tr("&About Delvia"), self._show_about)

    # What the commands do, and why they cannot

    def _run_print(self) -> None:
        printing = self._owner.place.printing()
        if printing is not None:
            printing.run()

    def _with_list(self, act: Callable[[ListTable], object]) -> None:
        """Do something with the list that is worked in."""
        if (table := self._owner.place.worked_list()) is not None:
            act(table)

    def _why_no_list(self) -> str:
        return "" if self._owner.place.worked_list() is not None else tr("no list here")

    def _why_no_print(self) -> str:
        return "" if self._owner.place.printing() is not None else tr("nothing to print here")

    def _why_no_today(self) -> str:
        return "" if self._owner.session.is_past else tr("today is shown")

    def _why_not_back(self) -> str:
        return "" if self._owner.way_back.leads(back=True) else tr("no earlier place")

    def _why_not_forward(self) -> str:
        return "" if self._owner.way_back.leads(back=False) else tr("no later place")

    def _why_not_again(self, title: str, obstacle: UndoObstacle | None, nothing: str) -> str:
        """Return why the last change cannot be undone, or done again."""
        reason = obstacle.reason if obstacle is not None else ""
        return self._owner.session.why_not or reason or ("" if title else nothing)

    def _close_one(self) -> None:
        """Close the form that is open, else the register."""
        place = self._owner.place
        if place.form is not None:
            place.leave_form(place.take_focus)
        else:
            self._owner.ask_other("start")

    def _fill_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _ask_moment(self) -> None:
        self._owner.as_of_panel.open_at(self._owner.sidebar.as_of)

    def _ask_export(self) -> None:
        self._owner.saving.ask_export(self._owner.place.worked_list())

    def _show_keys(self) -> None:
        from delvia_desktop.ui.frame.key_list import KeyList  # noqa: PLC0415 - when it is asked for

        KeyList.over(self._window, self.listed()).show_again()

    def _show_about(self) -> None:
        from delvia_desktop.ui.frame.about_dialog import AboutDialog  # noqa: PLC0415 - reads the licences

        AboutDialog.over(self._window, self._owner.session.path).show_again()


def _named(words: str, title: str) -> str:
    return f"{words} “{title.replace('&', '&&')}”" if title else words


def _sentence(obstacle: UndoObstacle | None) -> str:
    return obstacle.sentence if obstacle is not None else ""
