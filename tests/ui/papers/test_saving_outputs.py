"""What the window saves goes onto no register, and onto its like only; seen through the dialogs."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.services.register.register import new_register
from delvia_desktop.ui import crash
from delvia_desktop.ui.findings import chart_print
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.toolkit import printing

MENU = ("Save a cop&y…", "Save c&alendar file…", "Save document &verifier…")


@pytest.fixture
def others(tmp_path):
    """Files that stand beside the register."""
    new_register(tmp_path / "other.delvia", BrandDraft("Other"), "Eve").close()
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return tmp_path


def save_as(qtbot, window: MainWindow, act: str, name: str) -> str:
    """Choose an act of the menu, type a name into its dialog, say yes to replacing, press Save."""
    action = next(each for each in window.findChildren(QAction) if each.text() == act)
    action.trigger()
    dialog = window.findChildren(QFileDialog)[-1]
    field = dialog.findChild(QLineEdit)
    field.setText(name)  # as if pasted: typing opens a list of names over the button
    asked = []

    def say_yes() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            qtbot.mouseClick(box.button(QMessageBox.StandardButton.Yes), Qt.MouseButton.LeftButton)

    timer = QTimer(window, interval=20)
    timer.timeout.connect(say_yes)
    timer.start()
    window.toast._label.setText("")
    buttons = dialog.findChild(QDialogButtonBox)
    save = buttons.button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    timer.stop()
    assert asked
    qtbot.waitUntil(lambda: window.toast._label.text() != "")
    return window.toast._label.text()


@pytest.mark.parametrize("act", MENU)
def test_what_the_menu_saves_goes_onto_no_register_even_if_the_dialog_was_answered_with_yes(
    qtbot, window, others, act
):
    """B1: neither onto the open register, nor onto another one, nor onto a file of another kind."""
    own = window.session.path
    before = own.read_bytes(), (others / "other.delvia").read_bytes()
    assert "register" in save_as(qtbot, window, act, str(own))
    assert "register" in save_as(qtbot, window, act, str(others / "other.delvia"))
    said = save_as(qtbot, window, act, str(others / "scan.pdf"))
    assert "“scan.pdf” already exists" in said
    assert (own.read_bytes(), (others / "other.delvia").read_bytes()) == before
    assert (others / "scan.pdf").read_bytes() == b"%PDF-1.4\n%%EOF\n"


@pytest.mark.parametrize("act", MENU)
def test_what_the_menu_saved_is_saved_again_in_its_place(qtbot, window, tmp_path, act):
    """B1: an output replaces an older one of its kind."""
    saved = {
        MENU[0]: tmp_path / "copy.delvia",
        MENU[1]: tmp_path / "dates.ics",
        MENU[2]: tmp_path / "verify_paper.py",
    }[act]
    saving = window.saving
    write = {
        MENU[0]: saving.save_copy,
        MENU[1]: saving.save_calendar,
        MENU[2]: saving.save_verifier,
    }[act]
    write(saved)
    before = saved.stat().st_ino
    assert save_as(qtbot, window, act, str(saved)).startswith("Saved ")
    assert saved.stat().st_ino != before


def test_printing_to_a_file_goes_onto_no_register_either(window, others):
    """B1: the printer dialog of the system can write a PDF under any name."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    before = (others / "other.delvia").read_bytes()
    printer.setOutputFileName(str(others / "other.delvia"))
    with pytest.raises(Refused, match="is a register"):
        printing.print_pages(b"%PDF", printer, 0)
    chart_print._print(window, printer, chart_print.ChartSheet("Overview", "", ()))
    (box,) = window.findChildren(QMessageBox)
    assert "is a register" in box.text()
    box.close()
    assert (others / "other.delvia").read_bytes() == before
    for name in ("scan.pdf", "new.pdf"):
        printer.setOutputFileName(str(others / name))
        printing.expect_place(printer)


@pytest.mark.parametrize("harm", ["zeroed", "cut", "removed", "rolled back outside Delvia"])
def test_the_box_for_a_bug_says_what_is_wrong_with_the_register(qtbot, window, tmp_path, harm):
    """B21: it said that the register is safe, whatever had become of it."""
    path = window.session.path
    old = tmp_path / "old"
    shutil.copy(path, old)
    window.session.perform(lambda edit: edit.name("x") or edit.put(*_renamed(edit)))
    content = path.read_bytes()
    harms = {
        "zeroed": lambda: path.write_bytes(bytes(len(content))),
        "cut": lambda: path.write_bytes(b""),
        "removed": path.unlink,
        "rolled back outside Delvia": lambda: path.write_bytes(old.read_bytes()),
    }
    harms[harm]()
    box = shown_box(window)
    assert "sound" not in box.informativeText()
    assert "safe" not in box.informativeText()
    assert box.text() == "The register cannot be used as it is now."
    assert box.informativeText()
    crash.show(LookupError, LookupError("again"), None)
    assert len([b for b in crash._open if b.isVisible()]) == 1, "one box, however often"
    box.close()
    path.write_bytes(content)


def test_the_box_for_a_bug_says_that_the_register_is_sound_if_it_was_checked(window):
    """B21: only then."""
    box = shown_box(window)
    assert box.text() == "Delvia has run into a problem."
    assert "was checked and is intact" in box.informativeText()
    box.close()


def shown_box(window: MainWindow) -> QMessageBox:
    crash.show(LookupError, LookupError("Brightside"), None)
    box = crash._open[0]
    assert box.isVisible()
    assert "Brightside" not in box.detailedText() + box.informativeText()
    return box


def _renamed(edit):
    from dataclasses import replace

    from delvia_desktop.domain.access.partners import Partner

    before = edit.records.select(Partner)[0]
    return before, replace(before, name="Renamed")
