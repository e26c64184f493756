"""Dialogs that ask for files begin where the person was, and say where that is next time."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTreeView, QWidget

from delvia_desktop.ui.toolkit.file_dialogs import ask_for_file, ask_for_folder, ask_where_to_save


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def dialog_of(window: QWidget) -> QFileDialog:
    return window.findChildren(QFileDialog)[-1]


def folder_of(window: QWidget) -> Path:
    return Path(dialog_of(window).directory().absolutePath())


def documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()


def test_what_is_saved_next_goes_where_the_last_was_saved_and_not_where_a_key_lies(
    window, tmp_path, qtbot
):
    keys, papers = tmp_path / "keys", tmp_path / "papers"
    keys.mkdir()
    papers.mkdir()
    (keys / "mara.p12").write_bytes(b"key")
    taken: list[Path] = []
    ask_where_to_save(window, "Save", "one.pdf", taken.append)
    assert folder_of(window) == documents()
    dialog = dialog_of(window)
    dialog.setDirectory(str(papers))
    dialog.selectFile("one")
    dialog.accept()
    qtbot.waitUntil(lambda: taken == [papers / "one.pdf"])
    ask_for_file(window, "Key", taken.append)
    assert folder_of(window) == documents()
    dialog = dialog_of(window)
    dialog.setDirectory(str(keys))
    dialog.selectFile("mara.p12")
    qtbot.waitUntil(lambda: dialog.selectedFiles() == [str(keys / "mara.p12")])
    dialog.accept()
    qtbot.waitUntil(lambda: taken[1:] == [keys / "mara.p12"])
    ask_for_folder(window, "Folder", taken.append)
    assert folder_of(window) == papers
    dialog_of(window).reject()
    papers.rmdir()
    ask_where_to_save(window, "Save", "two.pdf", taken.append)
    assert folder_of(window) == documents()
    dialog_of(window).reject()
    assert len(taken) == 2


def test_a_dialog_shows_its_headings_and_a_long_name_whole(window, qtbot):
    name = "HR-2026-001 Access record Agencja Świt i Wspólnicy.pdf"
    ask_where_to_save(window, "Save", name, lambda _: None)
    dialog = dialog_of(window)
    header = dialog.findChild(QTreeView).header()
    qtbot.waitUntil(lambda: header.isVisible() and header.count() > 1)
    for section in range(header.count()):
        assert header.sectionSize(section) >= header.sectionSizeHint(section)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field.fontMetrics().horizontalAdvance(name) < field.width()
    dialog.reject()
