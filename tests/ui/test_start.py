"""The front door: a register is made, opened and opened again by what a person presses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.computer import person, recent
from delvia_desktop.services.computer.preferences import remember
from delvia_desktop.services.register.register import new_register
from delvia_desktop.ui.frame.about_dialog import AboutDialog
from delvia_desktop.ui.frame.news_window import NewsWindow
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.new_register import NewRegisterDialog
from delvia_desktop.ui.plans.merge_window import MergeWindow
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.start_page import StartPage
from delvia_desktop.ui.widgets.notes import Banner
from tests.ui.dialogs import name_file
from tests.ui.plans.conftest import drop


@pytest.fixture
def start(qtbot, program) -> StartPage:
    return program.show_start()


def press(qtbot, window: QWidget, name: str) -> None:
    """Click the button of that name."""
    buttons = window.findChildren(QPushButton)
    shown = [each for each in buttons if each.isVisible() and each.accessibleName() == name]
    qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)


def opened(qtbot, program: Program, brand: str) -> MainWindow:
    """Wait for the window on the register of a brand."""
    qtbot.waitUntil(
        lambda: (
            isinstance(program.window, MainWindow)
            and program.window.session.live.brand.name == brand
        )
    )
    return program.window


def made(file: Path, brand: str) -> Path:
    new_register(file, BrandDraft(brand), "Mara").close()
    return file


def test_a_new_register_is_made_by_the_dialog(qtbot, program, start, tmp_path):
    """A1: the page that asked may go while its dialog is still telling what was chosen."""
    qtbot.keyClicks(start.fields.brand.editor, "Nova")
    press(qtbot, start, "New register…")
    name_file(qtbot, start, tmp_path / "nova")
    window = opened(qtbot, program, "Nova")
    assert window.session.path == tmp_path / "nova.delvia"


def test_the_start_page_leads_to_what_delvia_is(qtbot, program, start):
    qtbot.mouseClick(start.about_button, Qt.MouseButton.LeftButton)
    about = start.findChild(AboutDialog)
    assert about is not None
    assert about.isVisible()
    qtbot.keyClick(about, Qt.Key.Key_Escape)


def test_a_register_is_opened_by_the_dialog(qtbot, program, start, tmp_path):
    """A1: the second button of the start page."""
    file = made(tmp_path / "nova.delvia", "Nova")
    press(qtbot, start, "Open register…")
    name_file(qtbot, start, file)
    opened(qtbot, program, "Nova")


def test_the_sample_is_made_by_the_dialog(qtbot, program, start, tmp_path):
    """A1: the third button of the start page."""
    press(qtbot, start, "Open sample…")
    name_file(qtbot, start, tmp_path / "sample.delvia")
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow), timeout=30_000)
    opened(qtbot, program, "Nova Cosmetics")


def test_a_name_typed_at_the_start_is_that_of_the_sample_too(qtbot, program, start, tmp_path):
    """Found by a newcomer: the name was typed, the sample opened, and its history said "root"."""
    start.fields.who.editor.selectAll()
    qtbot.keyClicks(start.fields.who.editor, "Lea Novak")
    press(qtbot, start, "Open sample…")
    name_file(qtbot, start, tmp_path / "sample.delvia")
    window = opened(qtbot, program, "Nova Cosmetics")
    assert window.session.live.who == person.known_name() == "Lea Novak"


@pytest.mark.parametrize("what", ["open", "sample", "new"])
def test_another_register_is_opened_from_a_running_window(qtbot, program, tmp_path, what):
    """A1: the first one stays open until the other one is."""
    program.open(str(made(tmp_path / "first.delvia", "First")))
    first = opened(qtbot, program, "First")
    other = tmp_path / "other.delvia"
    brand = {"open": "Other", "new": "Third", "sample": "Nova Cosmetics"}[what]
    if what == "open":
        made(other, brand)
    texts = {"open": "&Open register…", "new": "&New register…", "sample": "Open &sample…"}
    next(act for act in first.menu_acts() if act.text() == texts[what]).trigger()
    if what == "new":
        dialog = first.findChild(NewRegisterDialog)
        qtbot.keyClicks(dialog.fields.brand.editor, brand)
        qtbot.keyClick(dialog.fields.brand.editor, Qt.Key.Key_Return)
    name_file(qtbot, first, other)
    window = opened(qtbot, program, brand)
    assert window is not first
    assert not first.isVisible()


def test_what_cannot_be_opened_leaves_the_window_as_it_is(qtbot, program, tmp_path):
    program.open(str(made(tmp_path / "first.delvia", "First")))
    first = opened(qtbot, program, "First")
    (tmp_path / "letter.delvia").write_text("Dear all", encoding="utf-8")
    next(act for act in first.menu_acts() if act.text() == "&Open register…").trigger()
    name_file(qtbot, first, tmp_path / "letter.delvia")
    qtbot.waitUntil(lambda: first.findChildren(QMessageBox) != [])
    box = first.findChild(QMessageBox)
    assert "not a Delvia register" in box.text()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert program.window is first
    assert first.session.can_act


def test_a_taken_name_is_refused_and_its_file_stays(qtbot, program, start, tmp_path):
    (tmp_path / "taken.delvia").write_text("letter", encoding="utf-8")
    qtbot.keyClicks(start.fields.brand.editor, "Nova")
    press(qtbot, start, "New register…")
    name_file(qtbot, start, tmp_path / "taken.delvia")
    qtbot.waitUntil(lambda: "already" in start._problem.text())
    assert (tmp_path / "taken.delvia").read_text(encoding="utf-8") == "letter"


def test_both_fields_are_needed_and_each_says_what_is_missing(qtbot, program, tmp_path):
    remember("person", {})
    start = program.show_start()
    press(qtbot, start, "New register…")
    assert "brand" in start.fields.brand.problem()
    assert "Enter your name" in start.fields.who.problem()
    assert start.findChildren(QFileDialog) == []


def test_the_name_is_kept_and_can_be_changed(qtbot, program, tmp_path):
    """A3: the name typed at the start stands beside the acts after reopening too."""
    remember("person", {})
    start = program.show_start()
    qtbot.keyClicks(start.fields.brand.editor, "Nova")
    qtbot.keyClicks(start.fields.who.editor, "Élodie Marchand")
    qtbot.keyClick(start.fields.who.editor, Qt.Key.Key_Return)
    name_file(qtbot, start, tmp_path / "nova.delvia")
    opened(qtbot, program, "Nova").close()
    program.open(str(tmp_path / "nova.delvia"))
    window = opened(qtbot, program, "Nova")
    assert window.session.live.who == "Élodie Marchand"
    next(act for act in window.menu_acts() if act.text() == "&Settings…").trigger()
    who = window.settings.page.form.panel.fields["who"].editor
    who.selectAll()
    qtbot.keyClicks(who, "Élodie Roux")
    qtbot.keyClick(who, Qt.Key.Key_Return)
    assert window.session.live.who == person.known_name() == "Élodie Roux"


def test_the_question_for_a_name_can_be_closed_for_this_time(qtbot, program, tmp_path):
    remember("person", {})
    program.open(str(made(tmp_path / "nova.delvia", "Nova")))
    window = opened(qtbot, program, "Nova")
    told = window.findChildren(Banner)
    assert any("recorded under the name" in each.label.text() for each in told)
    press(qtbot, window, "Close")
    window.refresh()
    told = [each for each in window.findChildren(Banner) if each.isVisible()]
    assert not any("recorded under the name" in each.label.text() for each in told)


def test_whoever_is_known_by_a_login_name_only_is_asked(qtbot, program, tmp_path):
    """A3: a login name on a document is noticed before it is printed."""
    remember("person", {})
    program.open(str(made(tmp_path / "nova.delvia", "Nova")))
    window = opened(qtbot, program, "Nova")
    press(qtbot, window, "Enter your name…")
    qtbot.waitUntil(lambda: isinstance(window.settings.focusWidget(), QLineEdit))
    qtbot.keyClicks(window.settings.focusWidget(), "Mara Lindt")
    qtbot.keyClick(window.settings.focusWidget(), Qt.Key.Key_Return)
    assert window.settings is None, "nothing else was asked"
    buttons = [each for each in window.findChildren(QPushButton) if each.isVisible()]
    assert "Enter your name…" not in [each.accessibleName() for each in buttons]


def test_the_last_register_is_offered_first_and_opens_with_enter(qtbot, program, tmp_path):
    for name in ("One", "Two"):
        program.open(str(made(tmp_path / f"{name}.delvia", name)))
        opened(qtbot, program, name)
    start = program.show_start()
    first = next(each for each in start.findChildren(QPushButton) if "Two" in each.text())
    qtbot.waitUntil(lambda: start.focusWidget() is first)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    opened(qtbot, program, "Two")


def test_a_register_that_is_gone_is_said_so_and_can_be_taken_off_the_list(qtbot, program, tmp_path):
    file = made(tmp_path / "gone.delvia", "Gone")
    recent.remember_opened(file, "Gone")
    file.unlink()
    start = program.show_start()
    row = next(each for each in start.findChildren(QPushButton) if "Gone" in each.text())
    assert not row.isEnabled()
    press(qtbot, start, f"Remove {file} from list")
    assert recent.recent_registers() == []
    assert start.fields.isVisible()


def test_ten_registers_are_remembered_the_newest_first(tmp_path):
    for number in range(12):
        recent.remember_opened(tmp_path / f"{number}.delvia", f"Brand {number}")
    recent.remember_opened(tmp_path / "5.delvia", "Brand 5")
    names = [each.brand for each in recent.recent_registers()]
    assert names == [f"Brand {number}" for number in (5, 11, 10, 9, 8, 7, 6, 4, 3, 2)]


@pytest.mark.parametrize(
    "kept", [None, 7, "x", [1], [{"path": 1}], [{"path": "a", "brand": None}], {"path": "a"}]
)
def test_what_is_no_list_of_registers_is_none(kept):
    remember("recent", {"registers": kept})
    assert recent.recent_registers() == []


def test_size_is_kept_from_one_start_to_the_next(qtbot, program, tmp_path):
    """A2: the last size and place are restored."""
    file = made(tmp_path / "nova.delvia", "Nova")
    program.open(str(file))
    window = opened(qtbot, program, "Nova")
    with qtbot.waitExposed(window):
        pass
    window.resize(window.width() - 40, window.height() - 30)
    size = window.size()
    window.close()
    program.open(str(file))
    assert opened(qtbot, program, "Nova").size() == size


def test_a_window_larger_than_the_screen_leaves_room_for_its_title_bar(qtbot, program, tmp_path):
    """A2: with its frame, a window is within the screen, however large it was before."""
    file = made(tmp_path / "nova.delvia", "Nova")
    program.open(str(file))
    window = opened(qtbot, program, "Nova")
    with qtbot.waitExposed(window):
        pass
    screen = window.screen().availableSize()
    window.resize(screen)
    window.close()
    program.open(str(file))
    assert opened(qtbot, program, "Nova").height() <= screen.height() - 37  # GNOME's title bar


def test_an_update_is_told_once_and_at_a_first_start_nobody_is_told(qtbot, program, tmp_path):
    def told_in(name: str) -> bool:
        program.open(str(made(tmp_path / f"{name}.delvia", name)))
        return opened(qtbot, program, name).toast.isVisible()

    assert not told_in("First")
    assert not told_in("Second")
    remember("version", {"seen": "0.0.1"})
    assert told_in("Third")
    press(qtbot, program.window, "What is new")
    qtbot.waitUntil(lambda: program.window.findChild(NewsWindow) is not None)
    program.window.findChild(NewsWindow).close()
    assert not told_in("Fourth")


def dropped(file: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


def test_a_register_that_is_dropped_opens_and_a_copy_of_what_is_open_is_to_be_merged(
    qtbot, program, start, tmp_path
):
    file = made(tmp_path / "nova.delvia", "Nova")
    assert not drop(start, dropped(tmp_path / "letter.pdf"))
    assert drop(start, dropped(file))
    window = opened(qtbot, program, "Nova")
    assert drop(window, dropped(file))  # it is open: nothing else happens
    assert program.window is window
    copy = tmp_path / "copy.delvia"
    copy.write_bytes(file.read_bytes())
    assert drop(window, dropped(copy))
    qtbot.waitUntil(lambda: window.findChild(MergeWindow) is not None)
    assert program.window is window
    window.findChild(MergeWindow).close()
    assert drop(window, dropped(made(tmp_path / "other.delvia", "Other")))
    opened(qtbot, program, "Other")
    damaged = tmp_path / "damaged.delvia"
    damaged.write_bytes(b"no register")
    assert drop(program.window, dropped(damaged))
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is not None)
    assert program.window.session.live.brand.name == "Other"


def test_what_another_start_hands_over_closes_no_dialog(qtbot, program, tmp_path):
    program.open(str(made(tmp_path / "nova.delvia", "Nova")))
    window, other = opened(qtbot, program, "Nova"), made(tmp_path / "other.delvia", "Other")
    program.ask("open")
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    program.take(str(other))
    assert program.window is window
    box = window.findChild(QMessageBox)
    assert box.text() == "Close the dialog that is open, then open “other.delvia” again."
    box.close()
    next(d for d in window.findChildren(QFileDialog) if d.isVisible()).reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    program.take(str(other))
    opened(qtbot, program, "Other")


def test_the_file_named_on_the_command_line_opens_or_the_start_says_why_not(
    qtbot, program, tmp_path
):
    program.begin([str(made(tmp_path / "nova.delvia", "Nova"))])
    opened(qtbot, program, "Nova")
    program.begin([str(tmp_path / "none.delvia")])
    qtbot.waitUntil(lambda: isinstance(program.window, StartPage))
    assert "does not exist" in program.window._problem.text()
