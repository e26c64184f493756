"""The window and its file: a backup that fails, one that is restored, a file written over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.register.register import (
    Register,
    check_file,
    open_register,
    record_brand,
)
from delvia_desktop.storage.register.backups import backup_folder, backups_of
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.widgets.notes import Banner
from tests.ui.accessibility import unnamed


def press(qtbot, where: QWidget, text: str) -> None:
    """Press the visible button with a text, as a person does."""
    (found,) = [
        b
        for b in where.findChildren(QPushButton)
        if b.text().replace("&", "") == text and b.isVisible()
    ]
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def question(window: QWidget) -> QMessageBox:
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    return box


def banners(window: QWidget) -> list[str]:
    QApplication.processEvents()
    return [b.label.text() for b in window.findChildren(Banner) if b.isVisible()]


def is_closed(register: Register) -> bool:
    return register.store._is_closed


def save_as(qtbot, window: QWidget, target: Path) -> None:
    """Type a name into the open file dialog and press Save."""
    (dialog,) = [d for d in window.findChildren(QFileDialog) if d.isVisible()]
    dialog.findChildren(QLineEdit)[0].setText(str(target))
    press(qtbot, dialog, "Save")
    QApplication.processEvents()  # what was chosen is taken when the dialog is done


@pytest.fixture
def blocked(nova) -> Path:
    """Where the folder for backups should be there is a file."""
    folder = backup_folder(nova.register.path)
    folder.write_text("no folder")
    return folder


def test_a_window_whose_backup_fails_stays_and_says_what_can_be_done(qtbot, window, nova, blocked):
    """B4: closing said nothing."""
    window.close()
    box = question(window)
    assert window.isVisible()
    assert (
        "Everything you recorded is saved, but no backup could be made in “nova backups”"
        in box.text()
    )
    assert unnamed(box) == []
    press(qtbot, box, "Keep it open")
    assert window.isVisible()
    assert not is_closed(nova.register)
    nova.register.perform(record_brand, BrandDraft("Still working"))

    window.close()
    press(qtbot, question(window), "Try again")
    box = question(window)
    blocked.unlink()
    press(qtbot, box, "Try again")
    assert not window.isVisible()
    assert is_closed(nova.register)
    assert len(backups_of(nova.register.path)) == 1


def test_a_window_is_closed_without_a_backup_if_the_person_says_so(qtbot, window, nova, blocked):
    """B4: close anyway; the acts stand."""
    window.close()
    press(qtbot, question(window), "Close without a backup")
    assert not window.isVisible()
    assert is_closed(nova.register)
    assert check_file(nova.register.path) == []


def test_a_copy_elsewhere_takes_the_place_of_the_backup(qtbot, window, nova, blocked, tmp_path):
    """B4: save elsewhere; a copy that fails too leaves the window open."""
    window.close()
    press(qtbot, question(window), "Save a copy…")
    save_as(qtbot, window, nova.register.path.parent / "no folder here" / "copy.delvia")
    assert window.isVisible()
    for dialog in window.findChildren(QMessageBox) + window.findChildren(QFileDialog):
        dialog.close()
    window.close()
    press(qtbot, question(window), "Save a copy…")
    target = tmp_path / "stick.delvia"
    save_as(qtbot, window, target)
    assert check_file(target) == []
    assert not window.isVisible()
    assert is_closed(nova.register)


def test_another_register_is_asked_for_only_once_this_one_may_be_closed(
    qtbot, window, nova, blocked
):
    """B4: also where the window closes because another one opens."""
    asked: list[str] = []
    window.other_asked.connect(asked.append)
    (open_other,) = [act for act in window.menu_acts() if act.text() == "&Open register…"]
    open_other.trigger()
    assert asked == []
    press(qtbot, question(window), "Close without a backup")
    assert asked == ["open"]


def copied_over(nova, tmp_path) -> bytes:
    other = tmp_path / "other.delvia"
    shutil.copy(nova.register.path, other)
    away = open_register(other, "Tom")
    away.perform(record_brand, BrandDraft("Theirs"))
    away.close()
    nova.register.perform(record_brand, BrandDraft("Ours"))
    shutil.copyfile(other, nova.register.path)
    return other.read_bytes()


def test_a_file_that_was_written_over_is_left_and_a_copy_is_offered(qtbot, window, nova, tmp_path):
    """B2: a plain sentence, and a copy of what is in hand."""
    content = copied_over(nova, tmp_path)
    window.session.undo()
    (said,) = banners(window)
    assert said.startswith("Another program overwrote the register while it was open.")
    assert "Nova –" not in window.windowTitle()
    assert "Ours" in window.windowTitle()
    assert not window.session.can_act
    press(qtbot, window, "Save a copy…")
    target = tmp_path / "mine.delvia"
    save_as(qtbot, window, target)
    mine = open_register(target, "Mara")
    assert mine.brand.name == "Ours"
    mine.close()
    opened: list[str] = []
    window.file_asked.connect(opened.append)
    press(qtbot, window, "Open the file again")
    assert opened == [str(nova.register.path)]
    window.close()
    assert nova.register.path.read_bytes() == content


def test_the_file_is_not_opened_again_before_what_is_in_hand_is_safe(
    qtbot, window, nova, blocked, tmp_path
):
    """B2: where no backup can be made either, the window asks before it goes on."""
    copied_over(nova, tmp_path)
    window.session.undo()
    assert not any("with the backups" in said for said in banners(window))
    opened: list[str] = []
    window.file_asked.connect(opened.append)
    press(qtbot, window, "Open the file again")
    assert opened == []
    box = question(window)
    assert "The register on this screen is no longer in any file" in box.text()
    press(qtbot, box, "Save a copy…")
    save_as(qtbot, window, tmp_path / "mine.delvia")
    assert opened == [str(nova.register.path)]
    window.close()
    assert not window.isVisible()


def test_a_form_that_meets_a_file_written_over_keeps_what_was_typed(qtbot, window, nova, tmp_path):
    """B2: the refused form says why and stays."""
    window.show_place("partners")
    window.place.record_partner()
    form = window.place.form
    form.panel.fields["name"].set_value("Kite Studio")
    copied_over(nova, tmp_path)
    window.place.submit()
    assert window.place.form is form
    assert form.panel.values()["name"] == "Kite Studio"
    assert any("overwrote" in said for said in banners(window))


def test_what_happens_to_the_file_is_told_before_the_next_act(qtbot, window, nova):
    """B2: the window looks by itself."""
    nova.register.path.unlink()
    window._watch.timeout.emit()
    (said,) = banners(window)
    assert "moved, replaced or removed" in said
    assert [b.text() for b in window.findChildren(QPushButton) if "again" in b.text()] == []


def test_what_is_in_no_file_any_more_is_not_closed_without_a_question(qtbot, window, nova):
    """B2: what is in hand is not lost by closing either."""
    moved = nova.register.path.parent.with_name("moved")
    nova.register.path.parent.rename(moved)
    window._watch.timeout.emit()
    window.close()
    assert "The register on this screen is no longer in any file" in question(window).text()
    press(qtbot, question(window), "Close without a backup")
    assert not window.isVisible()
    moved.rename(nova.register.path.parent)


def test_a_backup_opens_with_a_banner_and_is_restored_from_it(qtbot, qapp, nova, program):
    """B5: read-only, with an offer to restore it."""
    path = nova.register.path
    backup = nova.register.back_up()
    nova.register.perform(record_brand, BrandDraft("Later"))
    nova.register.close()
    program.open(str(backup))
    window = program.window
    assert isinstance(window, MainWindow)
    (said,) = banners(window)
    assert said.startswith("This is a backup of nova.delvia, made on ")
    press(qtbot, window, "Restore…")
    press(qtbot, question(window), "Cancel")
    assert program.window is window
    writer = open_register(path, "Eve")
    press(qtbot, window, "Restore…")
    press(qtbot, question(window), "Restore")
    assert "Eve has nova.delvia open" in question(window).text()
    press(qtbot, question(window), "Close")
    writer.close()
    press(qtbot, window, "Restore…")
    press(qtbot, question(window), "Restore")
    restored = program.window
    assert isinstance(restored, MainWindow)
    assert restored is not window
    assert restored.session.path == path
    assert restored.session.live.brand.name == "Nova"
    assert restored.session.can_act
    assert len([b for b in backups_of(path) if b.stays]) == 1


def test_a_moment_that_came_twice_is_said_over_the_past(window, nova, clock):
    """B13: the window says it too."""
    live = nova.register
    clock.pass_days(-3000)
    live.perform(record_brand, BrandDraft("In 2018"))
    window.as_of_panel.open_at(window.sidebar.as_of)
    window.as_of_panel.moment.set_value("2020-01-01")
    window.as_of_panel.show_button.click()
    assert any(f"before #{live.revision} was recorded" in said for said in banners(window))
