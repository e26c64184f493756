"""A program for the tests of the window, and the small register in one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from delvia_desktop.ui import theme
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.session import Session


@pytest.fixture(autouse=True)
def _no_windows_left(qapp: QApplication) -> Iterator[None]:
    """Delete what the test closed: each window left over is styled again by all that follow."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    hook = sys.excepthook
    made = Program(qapp, nullcontext, dark=False)
    sys.excepthook = hook
    theme.add_script_fonts(qapp)
    yield made
    if made.window is not None:
        made.window.close()


@pytest.fixture
def window(qtbot, qapp, nova) -> MainWindow:
    theme.apply(qapp, dark=False)
    made = MainWindow(Session(nova.register))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made
