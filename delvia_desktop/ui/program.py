"""The process: one window at a time, on one register or on none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, qVersion
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QVBoxLayout, QWidget
from typing_extensions import override

from delvia_desktop import __version__
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress_to
from delvia_desktop.services.computer.news import is_new_version
from delvia_desktop.services.computer.person import your_name
from delvia_desktop.services.computer.recent import remember_brand, remember_opened
from delvia_desktop.ui import crash
from delvia_desktop.ui.frame.sample_making import SampleMaking
from delvia_desktop.ui.new_register import NewRegisterDialog
from delvia_desktop.ui.start_page import StartPage
from delvia_desktop.ui.toolkit import appearance, theme
from delvia_desktop.ui.toolkit.dropped import dropped_register
from delvia_desktop.ui.toolkit.file_dialogs import ask_for_file, ask_where_to_save
from delvia_desktop.ui.toolkit.window_geometry import bring_up, keep_geometry, restore_geometry

_FILES = "Delvia (*.delvia)"

_FONTS_AFTER = 150
"""Milliseconds."""

Importing = Callable[[], AbstractContextManager[None]]


class Program(QObject):
    """Leads from the start to a register and back."""

    def __init__(
        self, application: QApplication, importing: Importing, *, dark: bool | None = None
    ) -> None:
        """Prepare the application; nothing is shown yet."""
        super().__init__()
        self._importing = importing
        self._application = application
        application.setApplicationName("delvia")
        application.setApplicationDisplayName("Delvia")
        appearance.begin(application, dark=dark)
        crash.catch_all()
        self.window: QWidget | None = None
        self._before: QWidget | None = None
        self._is_opening = False

    def begin(self, arguments: Sequence[str]) -> None:
        """Paint the first window, then load what it needs."""
        if arguments:
            self._show(_opening(Path(arguments[0]).name), is_opening=True)
            QTimer.singleShot(0, lambda: self.open(arguments[0]))
        else:
            self.show_start()
        # Large fonts for scripts that the system may lack come when the person can see and act.
        QTimer.singleShot(_FONTS_AFTER, lambda: theme.add_script_fonts(self._application))

    def keep_door(self) -> None:
        """Take from now on what other starts of the program hand over."""
        QTimer.singleShot(0, self._open_door)

    def _open_door(self) -> None:
        from delvia_desktop.services.computer import log  # noqa: PLC0415 - not for the start
        from delvia_desktop.ui.toolkit.one_program import Doorkeeper  # noqa: PLC0415 - the network

        Doorkeeper(self, self.take)
        log.note(f"started Delvia {__version__} with Qt {qVersion()}")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window:
            keep_geometry(self.window)
        elif isinstance(event, QDropEvent) and watched is self.window:
            # Also what drags begin with: an event of its own, and a kind of this one.
            file = dropped_register(event.mimeData())
            if file is not None:
                event.acceptProposedAction()
            if file is not None and event.type() == QEvent.Type.Drop:
                self._take_dropped(file)
            return file is not None
        return False

    def take(self, file: str) -> None:
        """Show the window, with a register that another start of the program hands over."""
        if self.window is None:
            return
        dialog = QApplication.activeModalWidget()
        if file and dialog is not None:
            name = Path(file).name
            self._refuse(tr("Close the dialog that is open, then open “{file}” again.", file=name))
        elif file:
            self.open(file)
        bring_up(self.window)

    def _take_dropped(self, file: Path) -> None:
        """Open a register; what is another copy of the one that is open is merged into it."""
        with self._importing():
            from delvia_desktop.services.plans.merging import is_copy  # noqa: PLC0415 - storage
            from delvia_desktop.ui.main_window import MainWindow  # noqa: PLC0415

        window = self.window
        if isinstance(window, MainWindow) and is_copy(window.session.live, file):
            window.imports.merge_file(file)
        else:
            self.open(str(file))

    def show_start(self, problem: str = "") -> StartPage:
        """Show the page on which a register is chosen."""
        page = StartPage()
        page.asked.connect(self.ask)
        page.described.connect(self.ask_where)
        page.chosen.connect(self.open)
        page.show_problem(problem)
        self._show(page)
        return page

    def ask(self, what: str) -> None:
        """Ask for another register over the window that is shown: `new`, `open` or `sample`.

        Nothing is closed before the other one is open; at the `start` none is. On the start page
        `settings` opens those.
        """
        window = self.window
        if window is None:
            return
        if what == "settings":
            self._ask_settings()
        elif what == "start":
            self.show_start()
        elif what == "open":
            ask_for_file(window, tr("Open register"), lambda file: self.open(str(file)), _FILES)
        elif what == "sample":
            title = tr("Choose where to save the sample")
            name = "sample.delvia"
            take = lambda file: self.sample(str(file))  # noqa: E731
            ask_where_to_save(window, title, name, take, [_FILES], replaces=False)
        else:
            NewRegisterDialog(window, self.ask_where).open()

    def _ask_settings(self) -> None:
        with self._importing():
            from delvia_desktop.ui.settings.dialog import SettingsDialog  # noqa: PLC0415 - forms

        if isinstance(page := self.window, StartPage):
            dialog = SettingsDialog(page)
            dialog.finished.connect(page.refresh)
            dialog.open()

    def ask_where(self, brand: str, who: str) -> None:
        """Ask where the new register of a brand should be."""
        if self.window is not None:
            ask_where_to_save(
                self.window,
                tr("Choose where to save the register"),
                f"{_as_file_name(brand)}.delvia",
                lambda file: self.new(str(file), brand, who),
                [_FILES],
                replaces=False,
            )

    def open(self, file: str) -> None:
        """Open a register, or say why it cannot be opened."""
        with self._importing():
            from delvia_desktop.services.register import register  # noqa: PLC0415 - loads storage
            from delvia_desktop.ui.main_window import MainWindow  # noqa: PLC0415

        if isinstance(self.window, MainWindow) and self.window.shows(Path(file)):
            bring_up(self.window)
            return
        self._enter(lambda: register.open_register(Path(file), your_name()))

    def new(self, file: str, brand: str, who: str) -> None:
        """Make a register, or say why it cannot be made."""
        with self._importing():
            from delvia_desktop.domain.records.brand import BrandDraft  # noqa: PLC0415 - loads storage
            from delvia_desktop.services.register import register  # noqa: PLC0415

        self._enter(lambda: register.new_register(Path(file), BrandDraft(name=brand), who))

    def sample(self, file: str) -> None:
        """Make the sample register, or say why it cannot be made; the window says so meanwhile."""
        if self.window is None:
            return

        def work() -> None:
            with self._importing():
                from delvia_desktop.services.sample.sample import new_sample  # noqa: PLC0415 - storage

            def made() -> object:
                with progress_to(making.tell):
                    return new_sample(Path(file), your_name())

            self._enter(made)

        making = SampleMaking(self.window, work)
        making.show()

    def _enter(self, opening: Callable[[], object]) -> None:
        with self._importing():
            from delvia_desktop.domain.words.errors import DelviaError  # noqa: PLC0415 - loads storage
            from delvia_desktop.services.computer import log  # noqa: PLC0415 - not for the start
            from delvia_desktop.services.register.register import Register  # noqa: PLC0415
            from delvia_desktop.ui.main_window import MainWindow  # noqa: PLC0415
            from delvia_desktop.ui.session import Session  # noqa: PLC0415

        try:
            opened = opening()
        except DelviaError as error:
            self._refuse(str(error))
            return
        if not isinstance(opened, Register):
            raise TypeError(opened)
        session = Session(opened)
        if (path := opened.path) is not None:
            remember_opened(path, opened.brand.name)
            session.changed.connect(lambda: remember_brand(path, opened.brand.name))
        window = MainWindow(session)
        window.other_asked.connect(self.ask)
        window.file_asked.connect(self.open)
        self._show(window)
        log.note("opened a register" + (", to be read only" if opened.read_only else ""))
        if is_new_version():
            told = tr("Delvia was updated to {version}.", version=__version__)
            window.toast.say(told, (tr("What is new"), window.menus.show_news))

    def _refuse(self, problem: str) -> None:
        """Say why nothing was opened; what is open stays open."""
        if isinstance(self.window, StartPage):
            self.window.show_problem(problem)
        elif self.window is None or self._is_opening:
            self.show_start(problem)
        else:
            box = QMessageBox(QMessageBox.Icon.Warning, "Delvia", problem, parent=self.window)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

    def _show(self, window: QWidget, *, is_opening: bool = False) -> None:
        before, self._before = self.window, self.window
        self.window, self._is_opening = window, is_opening
        if before is not None:
            keep_geometry(before)
        restore_geometry(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        window.show()
        if before is not None:
            before.close()
            # It may be in the middle of telling what was pressed, so it goes when that is over.
            before.deleteLater()
            # Once the old one is gone: not every window manager passes the keys on by itself.
            QTimer.singleShot(0, window, window.activateWindow)


def _as_file_name(brand: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " -_&" else "_" for letter in brand)


def _opening(name: str) -> QWidget:
    """Return the window that stands while a register is opened."""
    window = QWidget()
    window.setObjectName("page")
    window.setWindowTitle("Delvia")
    window.resize(1280, 800)
    label = QLabel(tr("Opening {file}…", file=name))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column = QVBoxLayout(window)
    column.addWidget(label)
    return window
