"""The settings: everything that can be chosen stands in one dialog, and works with keys alone."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSystemTrayIcon,
)

from delvia_desktop.domain.records.letterheads import Letterhead
from delvia_desktop.services.computer import person, preferences, recent
from delvia_desktop.services.computer.appearance import (
    TEXT_SIZES,
    Appearance,
    Theme,
    chosen_appearance,
    remember_appearance,
)
from delvia_desktop.services.findings import findings
from delvia_desktop.services.history.time_travel import Past
from delvia_desktop.services.register import form_drafts
from delvia_desktop.services.register.backups import backups_of
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.findings import notices
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.program import Program
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.settings.dialog import SettingsDialog
from delvia_desktop.ui.settings.sections import computer_titles, register_titles
from delvia_desktop.ui.toolkit import appearance, theme
from delvia_desktop.ui.toolkit.file_dialogs import SAVE, offer_always, offered_folder
from delvia_desktop.ui.widgets.notes import Card
from tests.ui.dialogs import name_file


@pytest.fixture(autouse=True)
def _as_it_was(qapp):
    """Leave no other look to the tests that follow."""
    yield
    appearance.choose(qapp, Appearance())
    theme.choose(qapp, dark=False)


class Hand:
    """Somebody with a keyboard in the settings."""

    def __init__(self, qtbot, window) -> None:
        self.bot, self.window = qtbot, window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        combination = QKeySequence("Ctrl+,")[0]
        qtbot.keyClick(window, combination.key(), combination.keyboardModifiers())
        self.dialog = self.opened()

    def opened(self) -> SettingsDialog:
        """Wait for the settings and return them."""

        def shown() -> list[SettingsDialog]:
            return [d for d in self.window.findChildren(SettingsDialog) if d.isVisible()]

        self.bot.waitUntil(lambda: len(shown()) == 1)
        dialog = shown()[0]
        self.bot.waitUntil(dialog.isActiveWindow)
        return dialog

    def key(self, *keys: Qt.Key) -> None:
        for each in keys:
            self.bot.keyClick(self.dialog.focusWidget(), each)

    def goes_to(self, title: str) -> None:
        """Go through the list of sections with the arrow keys until one is current."""
        self.dialog.list.setFocus()
        self.key(Qt.Key.Key_Home)
        for _ in range(self.dialog.list.count()):
            if self.dialog.list.currentItem().text() == title:
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(title)

    def fields(self):
        return self.dialog.page.form.panel.fields

    def types(self, field: str, text: str) -> None:
        editor = self.fields()[field].editor
        editor.setFocus()
        editor.selectAll()
        self.bot.keyClicks(editor, text)

    def buttons(self) -> dict[str, QPushButton]:
        QApplication.processEvents()
        return {b.text(): b for b in self.dialog.findChildren(QPushButton) if b.isVisible()}

    def presses(self, text: str) -> None:
        self.bot.mouseClick(self.buttons()[text], Qt.MouseButton.LeftButton)

    def reads(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def hand(qtbot, window) -> Hand:
    return Hand(qtbot, window)


def test_every_section_is_reached_with_the_arrow_keys_and_says_what_it_belongs_to(hand):
    for title in computer_titles().values():
        hand.goes_to(title)
        assert "Stored on this computer" in hand.reads()
    for title in list(register_titles().values())[:3]:
        hand.goes_to(title)
        assert "Part of this register" in hand.reads()
    hand.goes_to("Backups")
    assert "Files next to this register" in hand.reads()
    hand.key(Qt.Key.Key_Escape)
    hand.bot.waitUntil(lambda: hand.window.settings is None)


def test_tab_reaches_every_control_of_a_page_and_comes_back(hand):
    for title in (*computer_titles().values(), *register_titles().values()):
        hand.goes_to(title)
        seen = []
        for _ in range(60):
            hand.key(Qt.Key.Key_Tab)
            focus = hand.dialog.focusWidget()
            if focus is hand.dialog.list:
                break
            assert hand.dialog.page.isAncestorOf(focus), title
            seen.append(focus)
        assert hand.dialog.focusWidget() is hand.dialog.list, title
        missed = [
            each
            for each in hand.dialog.page.findChildren(QPushButton)
            if each.isVisible() and each.isEnabled() and each not in seen
        ]
        assert missed == [], title
        assert all(each.accessibleName() for each in seen), title


def test_a_name_counts_at_once_and_a_missing_one_is_said_at_its_field(hand):
    """A3: the name can be changed."""
    hand.goes_to("Your name")
    hand.types("who", "")
    hand.key(Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert "Enter your name" in hand.fields()["who"].problem()
    hand.types("who", "Élodie Roux")
    hand.key(Qt.Key.Key_Return)
    assert hand.window.session.live.who == person.known_name() == "Élodie Roux"
    assert "Saved." in hand.reads()


def test_the_brand_is_changed_as_an_act_that_can_be_undone(hand, nova):
    hand.goes_to("Brand")
    hand.types("name", "Nova Beauty")
    hand.types("legal_entity", "Nova Beauty SAS")
    hand.presses("Save brand")
    brand = nova.register.brand
    assert (brand.name, brand.legal_entity) == ("Nova Beauty", "Nova Beauty SAS")
    assert hand.window.windowTitle().startswith("Nova Beauty")
    assert "Changed the brand Nova Beauty" in hand.reads()
    hand.presses("Undo")
    assert nova.register.brand.name == "Nova"
    assert hand.fields()["name"].value() == "Nova"
    hand.presses("Redo")
    assert nova.register.brand.name == hand.fields()["name"].value() == "Nova Beauty"


def test_a_threshold_out_of_bounds_is_said_at_its_field_and_nothing_typed_is_lost(hand, nova):
    hand.goes_to("Thresholds for findings")
    hand.types("confirm_days", "9")
    hand.types("admins", "99")
    hand.key(Qt.Key.Key_Return)
    assert "from 2 to 20" in hand.fields()["admins"].problem()
    assert hand.fields()["confirm_days"].value() == "9"
    assert findings.thresholds(nova.register)["confirm_days"] == 7
    hand.types("admins", "3")
    hand.key(Qt.Key.Key_Return)
    now = findings.thresholds(nova.register)
    assert (now["confirm_days"], now["admins"]) == (9, 3)
    hand.presses("Undo")
    assert hand.fields()["admins"].value() == "4"
    assert hand.fields()["admins"].problem() == ""


def test_saving_what_was_not_changed_records_nothing(hand, nova):
    before = nova.register.revision
    hand.goes_to("Document letterhead")
    hand.presses("Save letterhead")
    assert "There is nothing to save." in hand.reads()
    assert nova.register.revision == before
    assert nova.register.records.select(Letterhead) == ()


def test_what_was_typed_stays_in_its_section_and_closing_asks(hand, nova):
    hand.goes_to("Brand")
    hand.types("name", "Nova Beauty")
    hand.goes_to("Appearance")
    hand.goes_to("Brand")
    assert hand.fields()["name"].value() == "Nova Beauty"
    hand.goes_to("Folders and recent files")
    hand.key(Qt.Key.Key_Escape)
    assert hand.dialog.list.currentItem().text() == "Brand"
    hand.presses("Keep editing")
    assert hand.dialog.isVisible()
    hand.key(Qt.Key.Key_Escape)
    hand.presses("Discard")
    hand.bot.waitUntil(lambda: hand.window.settings is None)
    assert nova.register.brand.name == "Nova"
    assert form_drafts.kept_drafts(nova.register) == []


def test_saving_on_the_way_out_saves_and_closes(hand, nova):
    hand.goes_to("Brand")
    hand.types("name", "Nova Beauty")
    hand.dialog.close()
    hand.buttons()["Discard"].setFocus()
    answers = [b for b in hand.dialog.findChildren(QPushButton) if b.text() == "Save brand"]
    hand.bot.mouseClick(next(b for b in answers if b.isVisible()), Qt.MouseButton.LeftButton)
    hand.bot.waitUntil(lambda: hand.window.settings is None)
    assert nova.register.brand.name == "Nova Beauty"


def test_what_a_killed_program_left_is_offered_and_leads_back_to_its_section(hand, qtbot, nova):
    hand.goes_to("Brand")
    hand.types("legal_entity", "Nova Beauty SAS")
    hand.fields()["legal_entity"].window()  # the panel tells of it once the keys rest
    hand.dialog.page.form.panel.rest()
    again = MainWindow(Session(nova.register))
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)
    QApplication.processEvents()
    go_on = next(
        b for b in again.findChildren(QPushButton) if b.text() == "Continue" and b.isVisible()
    )
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    fields = again.settings.page.form.panel.fields
    assert fields["legal_entity"].value() == "Nova Beauty SAS"


def test_what_belongs_to_the_register_says_why_it_cannot_be_changed_in_the_past(hand, nova):
    hand.key(Qt.Key.Key_Escape)
    live = hand.window.session.live
    hand.window.travel(Past(1, live.today, "the first day"))
    hand = Hand(hand.bot, hand.window)
    for title in list(register_titles().values())[:3]:
        hand.goes_to(title)
        assert "Go back to today to change this." in hand.reads()
        panel = hand.dialog.page.form.panel
        assert not panel.submit_button.isEnabled()
        assert not any(field.isEnabled() for field in panel.fields.values())
    hand.goes_to("Your name")
    assert "Go back to today" not in hand.reads()
    assert hand.dialog.page.form.panel.submit_button.isEnabled()
    hand.goes_to("Brand")
    hand.presses("Back to today")
    hand.types("name", "Nova Beauty")
    hand.key(Qt.Key.Key_Return)
    assert nova.register.brand.name == "Nova Beauty"


def test_what_is_open_for_reading_only_says_why(qtbot, nova, program):
    nova.register.back_up()
    backup = next(backups_of(nova.register).folder.glob("*.delvia"))
    program.open(str(backup))
    qtbot.waitExposed(program.window)
    hand = Hand(qtbot, program.window)
    hand.goes_to("Thresholds for findings")
    why = program.window.session.live.read_only
    assert why
    assert f"{why} This cannot be changed here." in hand.reads()
    hand.goes_to("Backups")
    assert why in hand.reads()
    assert not hand.buttons()["Back up now"].isEnabled()


def test_the_theme_shows_at_once_in_the_window_and_after_a_restart_on_the_start_page(hand, qapp):
    hand.goes_to("Appearance")
    hand.key(Qt.Key.Key_Tab, Qt.Key.Key_End)
    hand.bot.waitUntil(theme.is_dark)
    ground = hand.window.grab().toImage().pixelColor(hand.window.width() // 2, 90)
    assert ground.lightness() < 90
    hand.key(Qt.Key.Key_Escape)
    theme.choose(qapp, dark=False)
    start = Program(qapp, nullcontext).show_start()
    assert theme.is_dark()
    assert start.grab().toImage().pixelColor(4, 4).lightness() < 90


def test_the_size_of_text_shows_at_once_as_a_new_window_would_show_it(hand, qapp, nova):
    usual = qapp.font().pointSizeF()
    hand.goes_to("Appearance")
    hand.key(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_End)
    hand.bot.waitUntil(lambda: qapp.font().pointSizeF() == 2 * usual)
    hand.key(Qt.Key.Key_Escape)
    fresh = MainWindow(Session(nova.register))
    hand.bot.addWidget(fresh)
    fresh.show()
    hand.bot.waitExposed(fresh)
    for each in (hand.window, fresh):
        each.resize(1800, 1100)
        each.refresh()
    QApplication.processEvents()

    def texts(window) -> dict[str, float]:
        shown = [*window.findChildren(QPushButton), *window.findChildren(QLabel)]
        return {each.text(): each.font().pointSizeF() for each in shown if each.isVisible()}

    assert texts(hand.window) == texts(fresh)
    assert abs(hand.window.sidebar.width() - fresh.sidebar.width()) <= 4
    table, other = (w.place.attention.table for w in (hand.window, fresh))
    assert abs(table.rowHeight(0) - other.rowHeight(0)) <= 2


def test_larger_text_looks_the_same_from_the_start_and_when_it_is_chosen_meanwhile(
    hand, qapp, nova
):
    def sizes(window) -> list[tuple[int, int]]:
        window.resize(1300, 1200)
        QApplication.processEvents()
        cards = [card.geometry() for card in window.place.findChildren(Card)]
        fields = [each for each in window.findChildren(QLineEdit) if each.isVisible()]
        assert cards
        assert fields
        return [(card.x(), card.y()) for card in cards] + [(0, each.height()) for each in fields]

    hand.key(Qt.Key.Key_Escape)
    appearance.choose(qapp, Appearance(text_size=200))
    chosen = sizes(hand.window)
    appearance.choose(qapp, Appearance())
    remember_appearance(Appearance(text_size=200))
    Program(qapp, nullcontext)
    fresh = MainWindow(Session(nova.register))
    hand.bot.addWidget(fresh)
    fresh.show()
    hand.bot.waitExposed(fresh)
    assert sizes(fresh) == chosen


def test_the_size_of_text_survives_a_restart_and_is_not_taken_twice(qapp):
    usual = qapp.font().pointSizeF()
    remember_appearance(Appearance(Theme.DARK, 150))
    for _ in range(2):
        Program(qapp, nullcontext)
        assert qapp.font().pointSizeF() == pytest.approx(1.5 * usual)


@pytest.mark.parametrize("kept", [None, [], {}, {"theme": 3, "text_size": "x"}, {"text_size": 7}])
def test_a_look_that_cannot_be_read_is_the_usual_one(kept):
    preferences.remember("appearance", kept)
    assert chosen_appearance() == Appearance()


def test_the_window_stays_on_a_small_screen_when_text_gets_larger(hand, qapp):
    """What a window needed by its layout was taken for a size that somebody had asked for."""
    hand.window.resize(1280, 700)
    appearance.choose(qapp, Appearance(text_size=TEXT_SIZES[-1]))
    QApplication.processEvents()
    hand.window.resize(1280, 700)
    assert (hand.window.width(), hand.window.height()) == (1280, 700)


@pytest.mark.parametrize("size", [QSize(900, 600), QSize(1366, 768)])
def test_at_the_largest_text_nothing_stands_outside_a_small_screen(hand, qapp, size):
    """D: at 200 % text every section fits a small screen, and what is more is scrolled to."""
    appearance.choose(qapp, Appearance(text_size=TEXT_SIZES[-1]))
    QTest.qWait(0)
    for title in (*computer_titles().values(), *register_titles().values()):
        hand.goes_to(title)
        hand.dialog.resize(size - QSize(24, 64))
        QApplication.processEvents()
        assert hand.dialog.width() <= size.width(), title
        assert hand.dialog.height() <= size.height() - 40, title
        for area in hand.dialog.page.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, title
        for each in hand.dialog.page.findChildren(QPushButton):
            room = hand.dialog.page.rect()
            if each.isVisible() and not any(
                area.isAncestorOf(each) for area in hand.dialog.page.findChildren(QScrollArea)
            ):
                at = each.mapTo(hand.dialog.page, each.rect().bottomRight())
                assert room.contains(at), (title, each.text())


def test_notifications_are_allowed_and_forbidden_here(hand, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _tray: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _tray, *_: None)
    hand.goes_to("Notifications")
    hand.key(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert notices.is_allowed() is True
    hand.key(Qt.Key.Key_Space)
    assert notices.is_allowed() is False


def test_where_the_system_shows_no_notifications_the_page_says_so(hand):
    hand.goes_to("Notifications")
    assert "does not support notifications" in hand.reads()
    assert not hand.dialog.page.allowed.isEnabled()


def test_a_folder_that_was_chosen_is_always_offered_until_it_is_taken_back(hand, tmp_path):
    before = offered_folder(SAVE)
    hand.goes_to("Folders and recent files")
    hand.presses("Choose folder…")
    (tmp_path / "Documents").mkdir()
    name_file(hand.bot, hand.dialog, tmp_path / "Documents")
    hand.bot.waitUntil(lambda: offered_folder(SAVE) == tmp_path / "Documents")
    hand.bot.waitUntil(lambda: f"Always {tmp_path / 'Documents'}" in hand.reads())
    (tmp_path / "Documents").rmdir()
    hand.goes_to("Appearance")
    hand.goes_to("Folders and recent files")
    assert offered_folder(SAVE).is_dir()
    hand.presses("Offer the folder used last")
    assert f"None was used yet, so {offered_folder(SAVE)} is offered." in hand.reads()
    offer_always(SAVE, "")
    assert offered_folder(SAVE).exists()
    assert before.exists()


def test_recent_registers_are_forgotten_and_their_files_stay(hand, nova, tmp_path):
    recent.remember_opened(nova.register.path, "Nova")
    hand.goes_to("Appearance")
    hand.goes_to("Folders and recent files")
    hand.dialog.page.refresh()
    hand.presses("Forget recent registers")
    assert recent.recent_registers() == []
    assert nova.register.path.is_file()
    assert "None are listed." in hand.reads()


def test_the_look_of_lists_is_reset_and_nothing_else_is_forgotten(hand):
    preferences.remember("list partners", {"order": "name", "hidden": ["State"]})
    hand.goes_to("Folders and recent files")
    hand.presses("Reset lists")
    assert preferences.preferred("list partners") == {}
    assert person.known_name() == "Mara"


def test_a_backup_is_made_and_counted(hand, nova):
    hand.goes_to("Backups")
    before = backups_of(nova.register).count
    hand.presses("Back up now")
    assert backups_of(nova.register).count == before + 1
    assert "The backup was made and verified." in hand.reads()
    assert hand.dialog.page.folder.value() == str(backups_of(nova.register).folder)
    assert "newest: " in hand.reads()


def test_the_settings_of_this_computer_open_on_the_start_page(qtbot, program):
    start = program.show_start()
    qtbot.waitExposed(start)
    hand = Hand(qtbot, start)
    texts = [hand.dialog.list.item(row).text() for row in range(hand.dialog.list.count())]
    assert texts == ["This computer", *computer_titles().values()]
    hand.goes_to("Your name")
    hand.types("who", "Tom Hale")
    hand.key(Qt.Key.Key_Return)
    assert person.known_name() == "Tom Hale"
    hand.key(Qt.Key.Key_Escape)


def test_ctrl_k_finds_each_section(hand):
    hand.key(Qt.Key.Key_Escape)
    hand.bot.waitUntil(lambda: hand.window.settings is None)
    hand.window.header.field.setFocus()
    hand.bot.keyClicks(hand.window.header.field, "letterhead")
    hand.bot.keyClick(hand.window.header.field, Qt.Key.Key_Return)
    dialog = hand.opened()
    assert dialog.list.currentItem().text() == "Document letterhead"


def test_a_register_opened_again_goes_by_what_was_set(hand, nova):
    hand.goes_to("Thresholds for findings")
    hand.types("notice_days", "14")
    hand.key(Qt.Key.Key_Return)
    path = nova.register.path
    hand.key(Qt.Key.Key_Escape)
    hand.window.close()
    again = open_register(path, "Mara")
    assert findings.thresholds(again)["notice_days"] == 14
    again.close()


def test_the_start_page_offers_a_register_by_the_name_that_its_brand_has_now(qtbot, program, nova):
    path = nova.register.path
    nova.register.close()
    program.open(str(path))
    qtbot.waitExposed(program.window)
    hand = Hand(qtbot, program.window)
    hand.goes_to("Brand")
    hand.types("name", "Nova Beauty")
    hand.key(Qt.Key.Key_Return)
    assert [each.brand for each in recent.recent_registers()] == ["Nova Beauty"]
    hand.presses("Undo")
    assert [each.brand for each in recent.recent_registers()] == ["Nova"]
    hand.key(Qt.Key.Key_Escape)
