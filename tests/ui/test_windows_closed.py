"""What is left of a window that was closed: nothing."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtWidgets import QApplication

from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.session import Session
from tests.ui.story import delete_now


def open_and_close(qtbot, register_file) -> weakref.ref[MainWindow]:
    """Open a register, go through all places and the import, and close the window."""
    window = MainWindow(Session(open_register(register_file, "Mara")))
    window.show()
    qtbot.waitExposed(window)
    for entrance in ENTRANCES:
        window.show_place(entrance.name)
        QApplication.processEvents()
    window.imports.ask()
    window.close()
    delete_now([window])
    return weakref.ref(window)


def test_a_closed_window_leaves_nothing_in_memory(qtbot, qapp, sample_file, tmp_path):
    """Whoever opens one register after another does not carry each of them along.

    A menu without a parent once kept every window that was ever open, with its register. The
    first window leaves what the program makes once, as the one in which parts are measured.
    """
    copy = tmp_path / "sample.delvia"
    copy.write_bytes(sample_file.read_bytes())
    open_and_close(qtbot, copy)
    stood = set(qapp.topLevelWidgets())
    gone = open_and_close(qtbot, copy)
    assert set(qapp.topLevelWidgets()) - stood == set()
    gc.collect()
    assert gone() is None
