"""A program for the tests of the window, and the small register in one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from PySide6.QtWidgets import QApplication

from delvia_desktop.ui import theme
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.session import Session


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
