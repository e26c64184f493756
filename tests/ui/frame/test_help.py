"""Help, the list of keys, and About: what they hold is true of the program as it is."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

import delvia_desktop
from delvia_desktop import resources
from delvia_desktop.services.computer import about, parts
from delvia_desktop.ui.frame.about_dialog import AboutDialog
from delvia_desktop.ui.frame.help_window import PAGE_OF_PLACE, PAGES, HelpWindow
from delvia_desktop.ui.frame.key_list import KeyList
from delvia_desktop.ui.frame.news_window import NewsWindow
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.toolkit import shortcuts
from delvia_desktop.ui.widgets.side_window import SideWindow
from tests.ui.accessibility import unnamed, unreachable
from tests.ui.story import Person

W = TypeVar("W", bound=SideWindow)

SOURCE = Path(delvia_desktop.__file__).parent
_PLAIN = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")


def texts_of_the_program() -> set[str]:
    """Return every text that the program shows, as its catalog holds them, without marks."""
    catalog = resources.text("translations", "de", "LC_MESSAGES", "delvia.po")
    lines = re.findall(r'^msgid (".*"(?:\n".*")*)', catalog, re.MULTILINE)
    joined = ("".join(re.findall(r'"(.*)"', line)) for line in lines)
    return {text.replace("&", "").replace('\\"', '"') for text in joined}


def shown(me: Person, kind: type[W]) -> W:
    """Return the window of a kind, once it has the keys."""
    window = me.window.findChild(kind)
    me.bot.waitUntil(window.isActiveWindow)
    return window


def test_every_page_is_listed_and_every_place_has_one():
    files = {file.stem for file in resources.path("help").glob("*.md")}
    assert files == set(PAGES)
    assert set(PAGE_OF_PLACE) == {entrance.name for entrance in ENTRANCES}
    assert set(PAGE_OF_PLACE.values()) <= files


@pytest.mark.parametrize("name", PAGES)
def test_what_the_help_names_is_called_so_in_the_program(name):
    """Words in italics are the program's own: a button, a place, a menu, a field."""
    texts = texts_of_the_program()
    text = resources.text("help", f"{name}.md")
    named = set(_PLAIN.findall(text))
    assert {each for each in named if each not in texts} == set()
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert target.removesuffix(".md") in PAGES, target


def test_every_word_of_the_help_keeps_to_the_agreed_ones():
    """The glossary forbids these; help that says them explains another program."""
    whole = " ".join(resources.text("help", f"{name}.md") for name in PAGES)
    for word in ("whoever", "way in", "surface", "paper", "taken back", "looked at", "once more"):
        assert not re.search(rf"\b{word}s?\b", whole, re.IGNORECASE), word


def test_f1_opens_the_page_of_the_place_that_is_shown(me):
    for place, page in (("overview", "findings"), ("reviews", "reviews"), ("matrix", "matrix")):
        me.go(place)
        me.window.activateWindow()
        me.press("F1")
        window = shown(me, HelpWindow)
        assert window.page == page
        assert window.pages.currentItem().text() == window.text.document().begin().text()
        assert not window.isModal()
        me.bot.keyClick(window, Qt.Key.Key_Escape)
        assert not window.isVisible()
    assert len(me.window.findChildren(HelpWindow)) == 1


def test_the_help_is_searched_and_found_words_are_marked(me):
    me.press("F1")
    window = shown(me, HelpWindow)
    me.bot.keyClick(window.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.field.hasFocus()
    me.bot.keyClicks(window.field, "redacted")
    assert window.pages.count() == 1
    assert window.page == "documents"
    assert window.text.textCursor().selectedText().casefold() == "redacted"
    assert [mark.cursor.selectedText().casefold() for mark in window.text.extraSelections()] == [
        "redacted"
    ] * len(window.text.extraSelections())
    assert window.text.extraSelections()
    me.bot.keyClicks(window.field, "zzz")
    assert window.pages.item(0).text() == "No matches."


def test_what_is_new_is_in_the_menu_and_is_the_change_log(me):
    me.window.menus.show_news()
    window = shown(me, NewsWindow)
    log = (SOURCE.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (.+)$", log, re.MULTILINE)
    assert f"What is new\n{newest[1]}\n" in window.text.toPlainText()
    assert "**" not in window.text.toPlainText()
    me.bot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_narrow_help_has_its_list_above_the_page_and_no_key_is_cut(me):
    """With text of twice the size the list left a column of a few words to the page."""
    me.press("F1")
    window = shown(me, HelpWindow)
    letter = window.fontMetrics().averageCharWidth()
    for letters, is_beside in ((60, False), (110, True), (60, False)):
        window.resize(letter * letters, 600)
        me.bot.waitUntil(lambda b=is_beside: (window.pages.width() < window.text.width()) == b)
        assert window.text.width() > window.width() // 2
        assert window.text.height() > 250
    window.reject()
    keys = KeyList(me.window, [])
    keys.resize(letter * 60, 600)
    keys.show()
    model, cells = keys.table.model(), keys.table.fontMetrics()
    for row in range(model.rowCount()):
        words = model.index(row, 1).data()
        assert cells.horizontalAdvance(words) < keys.table.columnWidth(1), words
    keys.reject()


def test_the_pages_of_the_help_have_a_way_back(me):
    me.press("F1")
    window = shown(me, HelpWindow)
    first = window.page
    window.pages.setFocus()
    me.bot.keyClick(window.pages, Qt.Key.Key_Down)
    second = window.page
    assert second != first
    me.bot.keyClick(window.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page == first
    me.bot.mouseClick(window.forward, Qt.MouseButton.LeftButton)
    assert window.page == second


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_of_the_help_ends_with_the_dots_of_a_command(name):
    """“Restore….” has four dots and reads as a slip: a command stands within its sentence."""
    assert not re.findall(r"…\*+\.", resources.text("help", f"{name}.md"))


def test_the_list_of_keys_holds_every_key_that_is_bound(me):
    """It is made from the acts themselves, so a key that is not on it does not exist."""
    me.press("Ctrl+?")
    window = shown(me, KeyList)
    model = window.table.list_model
    rows = [model.row(place) for place in range(model.rowCount())]
    listed = {(row.where, row.words): row.keys for row in rows}
    assert listed["File", "Print"] == "Ctrl+P"
    assert listed["Edit", "Redo"] == "Ctrl+Shift+Z or Ctrl+Y"
    assert listed["Go", "Partners"] == "Ctrl+2"
    assert listed["Forms", "Save form"].startswith("Ctrl+Enter")
    commands = [
        act.shortcut().toString()
        for top in me.window.menuBar().actions()
        for act in top.menu().actions()
        if not act.shortcut().isEmpty()
    ]
    assert len(rows) == len(commands) + len(shortcuts.LISTED)
    me.bot.keyClicks(window.field, "full screen")
    assert [model.row(place).keys for place in range(model.rowCount())] == ["F11"]


def test_no_key_is_bound_beside_the_list():
    """A shortcut made elsewhere would be missing on the list of keys."""
    allowed = {"shortcuts.py", "command.py"}
    made = [
        file.name
        for file in SOURCE.glob("ui/**/*.py")
        if "QShortcut(" in (text := file.read_text(encoding="utf-8")) or ".setShortcut" in text
    ]
    assert set(made) <= allowed


def test_the_keys_of_a_part_are_not_listed_twice():
    for part in {each.where for each in shortcuts.LISTED}:
        keys = [
            QKeySequence(key).toString()
            for each in shortcuts.LISTED
            if each.where == part
            for key in each.keys
        ]
        assert len(keys) == len(set(keys)), part


def test_about_names_every_part_that_is_declared_with_its_licence():
    declared = {
        re.match(r"[\w.-]+", each)[0].lower().replace("_", "-")
        for each in metadata.requires("delvia-desktop") or []
        if "extra" not in each
    }
    named = {part.name.lower().replace("_", "-"): part for part in parts.parts()}
    assert declared <= set(named)
    assert "typing-extensions" in named, "also what a part needs itself"
    assert all(part.licence for part in named.values())
    assert "LGPL" in named["pyside6-essentials"].licence
    assert [name for name, part in named.items() if not parts.text_of(part)] == []
    for name in ("qt", "pyside6-essentials", "shiboken6"):
        assert "How to replace Qt" in parts.text_of(named[name])
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in parts.text_of(named[name])
    assert about.licence().startswith("MIT License")
    for each in resources.path("fonts").glob("*.ttf"):
        assert each.name.startswith(("Noto", "Droid")), f"{each.name} has no licence in About"


def test_about_shows_the_licence_of_the_part_that_is_selected(me):
    next(a for a in me.window.menu_acts() if a.text() == "&About Delvia").trigger()
    window = shown(me, AboutDialog)
    window.tabs.setCurrentIndex(2)
    table = window.findChild(ListTable)
    text = window.findChild(QPlainTextEdit)
    assert text.toPlainText().startswith("MIT License")
    names = [table.list_model.row(place).part.name for place in range(table.list_model.rowCount())]
    assert names[0] == "Delvia"
    table.setCurrentIndex(table.list_model.index(names.index("Qt"), 0))
    assert "How to replace Qt" in text.toPlainText()
    assert text.accessibleName() == "Licence of Qt"
    table.setCurrentIndex(table.list_model.index(0, 0))
    assert text.toPlainText().startswith("MIT License")


class Folders(QObject):
    """The system's program for folders."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_about_shows_where_the_files_lie_opens_the_folder_and_copies_the_path(me):
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "show")
    try:
        act = next(a for a in me.window.menu_acts() if a.text() == "&About Delvia")
        act.trigger()
        window = shown(me, AboutDialog)
        window.tabs.setCurrentIndex(1)
        QApplication.processEvents()
        register = me.window.session.path
        me.click("Copy path: Register", window)
        assert QGuiApplication.clipboard().text() == str(register)
        assert window._said.text() == "Copied the path: Register."
        opens = {each.accessibleName(): each for each in window.findChildren(QPushButton)}
        for what, path in about.lies(register):
            assert opens[f"Open folder: {what}"].isEnabled() is path.exists(), "as in the settings"
        me.click("Open folder: Register", window)
        assert folders.opened == [str(register.parent)]
        window.tabs.setCurrentIndex(0)
        me.click("Copy versions", window)
        assert f"Delvia {delvia_desktop.__version__}" in QGuiApplication.clipboard().text()
        assert "Python: 3." in QGuiApplication.clipboard().text()
        me.click("Close", window)
        assert not window.isVisible()
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_every_control_of_help_keys_and_about_has_a_name_and_a_key(me):
    me.press("F1")
    me.window.activateWindow()
    me.press("Ctrl+?")
    next(a for a in me.window.menu_acts() if a.text() == "&About Delvia").trigger()
    for kind in (HelpWindow, KeyList, AboutDialog):
        window = me.window.findChild(kind)
        assert unnamed(window) == []
        assert unreachable(window) == []
        assert [b for b in window.findChildren(QPushButton) if not b.accessibleName()] == []


def test_the_start_page_has_its_keys_and_help(qtbot, program):
    start = program.show_start()
    qtbot.waitExposed(start)
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    qtbot.keyClick(start, Qt.Key.Key_F1)
    window = start.findChild(HelpWindow)
    assert window.page == "first-steps"


def test_what_follows_a_table_stands_apart_from_it(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    window = HelpWindow(around)
    window.show_page("files")
    document = window.text.document()
    layout = document.documentLayout()
    (table,) = document.rootFrame().childFrames()
    after = document.find("Saved immediately").block()
    last = layout.blockBoundingRect(table.lastCursorPosition().block())
    between = layout.blockBoundingRect(after).top() - last.bottom()
    assert between > 3 * table.format().toTableFormat().cellPadding()
