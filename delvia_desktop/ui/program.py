"""The process: one window at a time, on one register or on none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from delvia_desktop.i18n import tr
from delvia_desktop.services.login_name import login_name
from delvia_desktop.ui import crash, theme
from delvia_desktop.ui.start_page import StartPage

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
        theme.apply(application, dark=dark)
        crash.catch_all()
        self.window: QWidget | None = None

    def begin(self, arguments: Sequence[str]) -> None:
        """Paint the first window, then load what it needs."""
        if arguments:
            self._show(_opening(Path(arguments[0]).name))
            QTimer.singleShot(0, lambda: self.open(arguments[0]))
        else:
            self.show_start()
        # Large fonts for scripts that the system may lack come when the person can see and act.
        QTimer.singleShot(_FONTS_AFTER, lambda: theme.add_script_fonts(self._application))

    def show_start(self, problem: str = "") -> StartPage:
        """Show the page on which a register is chosen."""
        page = StartPage()
        page.new_asked.connect(self.new)
        page.open_asked.connect(self.open)
        page.sample_asked.connect(self.sample)
        page.show_problem(problem)
        self._show(page)
        return page

    def open(self, file: str) -> None:
        """Open a register, or say why it cannot be opened."""
        with self._importing():
            from delvia_desktop.services import register  # noqa: PLC0415 - loads storage

        self._enter(lambda: register.open_register(Path(file), login_name()))

    def open_from_system(self, file: str) -> None:
        """Open a register that the system asks for, unless it is the one that is open."""
        path = getattr(getattr(self.window, "session", None), "path", None)
        if self.window is not None and path is not None and is_same_file(Path(file), path):
            self.window.activateWindow()
        else:
            self.open(file)

    def new(self, file: str, brand: str, who: str) -> None:
        """Make a register, or say why it cannot be made."""
        with self._importing():
            from delvia_desktop.domain.brand import BrandDraft  # noqa: PLC0415 - loads storage
            from delvia_desktop.services import register  # noqa: PLC0415

        self._enter(lambda: register.new_register(Path(file), BrandDraft(name=brand), who))

    def sample(self, file: str) -> None:
        """Make the sample register, or say why it cannot be made."""
        with self._importing():
            from delvia_desktop.services.sample import new_sample  # noqa: PLC0415 - loads storage

        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._enter(lambda: new_sample(Path(file), login_name()))
        finally:
            QApplication.restoreOverrideCursor()

    def _enter(self, opening: Callable[[], object]) -> None:
        with self._importing():
            from delvia_desktop.domain.errors import DelviaError  # noqa: PLC0415 - loads storage
            from delvia_desktop.services.register import Register  # noqa: PLC0415
            from delvia_desktop.ui.main_window import MainWindow  # noqa: PLC0415
            from delvia_desktop.ui.session import Session  # noqa: PLC0415

        try:
            opened = opening()
        except DelviaError as error:
            if isinstance(self.window, StartPage):
                self.window.show_problem(str(error))
            elif isinstance(self.window, MainWindow):
                self.window.toast.say(str(error))
            else:
                self.show_start(str(error))
            return
        if not isinstance(opened, Register):
            raise TypeError(opened)
        window = MainWindow(Session(opened))
        window.other_asked.connect(self._other)
        self._show(window)

    def _other(self, what: str) -> None:
        page = self.show_start()
        if what == "open":
            page.ask_open()
        elif what == "sample":
            page.ask_sample()

    def _show(self, window: QWidget) -> None:
        before = self.window
        self.window = window
        if before is not None:
            window.setGeometry(before.geometry())
        window.show()
        if before is not None:
            before.close()
            # Once the old one is gone: not every window manager passes the keys on by itself.
            QTimer.singleShot(0, window.activateWindow)


def is_same_file(first: Path, second: Path) -> bool:
    """Tell whether two names stand for the same file."""
    try:
        return first.samefile(second)
    except OSError:
        return False


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
