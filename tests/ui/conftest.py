"""A program for the tests of the window, and the small register in one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.application import Application
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import theme, worn
from tests.ui.story import Person, delete_now

PATIENCE = 240_000
"""Milliseconds; nothing that passes waits so long, however busy the machine is."""


class PatientBot(QtBot):
    """Waits until something is so, and never less than our patience."""

    @override
    def addWidget(self, widget, *, before_close_func=None):
        """Close it in the end; what is no part of a window is dressed as one."""
        super().addWidget(widget, before_close_func=before_close_func)
        if widget.parentWidget() is None:
            worn.dress(widget)

    @override
    def waitUntil(self, callback, *, timeout=0):
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    @staticmethod
    @override
    def mouseDClick(*at, **how):
        """Click twice and let go: Qt takes a button for pressed until it hears of its release."""
        QtBot.mouseDClick(*at, **how)
        QtBot.mouseRelease(*at, **how)

    @override
    def waitExposed(self, widget, *, timeout=0):
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE))

    @override
    def waitActive(self, widget, *, timeout=0):
        return super().waitActive(widget, timeout=max(timeout, PATIENCE))

    @override
    def waitSignal(self, signal, *, timeout=0, raising=None, **more):
        # Without raising, the library waits for a signal that is not to come.
        wait = timeout if raising is False else max(timeout, PATIENCE)
        return super().waitSignal(signal, timeout=wait, raising=raising, **more)


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """Tests run in the application that the program has."""
    return Application


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The application as a start leaves it: a test that measures finds one font in any order.

    Without a screen, Qt throws away what was copied after Python has ended, and ends with it.
    """
    theme.apply(qapp, dark=False)
    theme.add_script_fonts(qapp)
    yield qapp
    qapp.clipboard().clear()


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Hands that wait as long as a busy machine needs."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _no_windows_left(qapp: QApplication) -> Iterator[None]:
    """Delete what the test opened: each window left over is styled again by all that follow.

    A window that stood before the test belongs to all tests of its file, and stays. So does what
    pops up: it belongs to a window, also where it has no parent.
    """
    stood = set(qapp.topLevelWidgets())
    yield
    delete_now(
        left
        for left in set(qapp.topLevelWidgets()) - stood
        if left.parent() is None and left.windowType() != Qt.WindowType.Popup
    )


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    hook = sys.excepthook
    made = Program(qapp, nullcontext, dark=False)
    sys.excepthook = hook
    theme.add_script_fonts(qapp)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


@pytest.fixture
def me(qtbot, program, sample_file, tmp_path) -> Person:
    """Somebody who has just opened a sample register of their own."""
    file = tmp_path / "nova.delvia"
    shutil.copy(sample_file, file)
    program.open(str(file))
    person = Person(qtbot, program)
    qtbot.waitExposed(person.window)
    person.window.activateWindow()  # without a window manager nobody else gives it the keys
    return person


@pytest.fixture
def window(qtbot, qapp, nova) -> MainWindow:
    theme.apply(qapp, dark=False)
    made = MainWindow(Session(nova.register))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def sample(qtbot, qapp, sample_file, tmp_path) -> MainWindow:
    """The sample in a window of its own, which each test may change."""
    copy = tmp_path / "sample.delvia"
    copy.write_bytes(sample_file.read_bytes())
    theme.apply(qapp, dark=False)
    made = MainWindow(Session(open_register(copy, "Mara")))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made
