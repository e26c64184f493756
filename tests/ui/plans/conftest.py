"""Somebody at the window in which something is brought in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabWidget,
    QWidget,
)

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.register.register import Register, new_register
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.plans.import_window import ImportWindow
from delvia_desktop.ui.plans.merge_window import MergeWindow
from delvia_desktop.ui.plans.steps_window import StepsWindow
from tests.ui.dialogs import name_file
from tests.ui.story import Person

LEFT = Qt.MouseButton.LeftButton

MESSY = """TikTok access – Q3;;;;;;
;;;;;;
Agency;Ad account;Account ID;Access;Login / PW;since;Until
Kite Media;Nova DE;7480118479546429457;Admin;Summer24!;02.03.2026;ongoing
;Nova FR;7326118133326376961;Analyst;;11.04.2026;
Loop;Nova UK;7,480,118,479,546,429,425;Standard;;2-Mar-26;31 Dec 2026
Total: 3;;;;;;
"""
"""A sheet as people have it: a title, blanks that mean “as above”, a password, a total."""


class Importer:
    """Brings something in by keys and mouse."""

    of: type[StepsWindow] = ImportWindow

    def __init__(self, qtbot, person: Person) -> None:
        self.bot, self.person = qtbot, person

    @property
    def main(self) -> MainWindow:
        return self.person.window

    @property
    def register(self) -> Register:
        return self.main.session.live

    @property
    def window(self) -> StepsWindow:
        QApplication.processEvents()
        (only,) = [w for w in self.main.findChildren(self.of) if w.isVisible()]
        return only

    @property
    def is_open(self) -> bool:
        QApplication.processEvents()
        return any(w.isVisible() for w in self.main.findChildren(self.of))

    def begins(self, *names: str) -> StepsWindow:
        """Open the window by the keys or the menu, and wait until it has the keys."""
        if names:
            act = next(a for a in self.main.menu_acts() if a.text().replace("&", "") == names[0])
            act.trigger()
        else:
            self.person.press("Ctrl+Shift+I")
        self.bot.waitUntil(lambda: self.is_open)
        return self.window

    def says_whose(self, what: str, partner: str = "") -> None:
        self.chooses("What the list shows", what)
        if partner:
            self.chooses("Partner", partner)

    def chooses(self, name: str, words: str) -> None:
        """Choose in a box by typing its words, as the keys do."""
        box = self.box(name)
        assert box.findText(words) >= 0, words
        if box.isEditable():
            line = box.lineEdit()
            line.setFocus()
            line.selectAll()
            self.bot.keyClicks(line, words)
            self.bot.keyClick(line, Qt.Key.Key_Tab)
        else:
            box.setFocus()
            self.bot.keyClick(box, Qt.Key.Key_Home)
            for _ in range(box.findText(words)):
                self.bot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText() == words

    def box(self, name: str) -> QComboBox:
        found = [b for b in self.window.findChildren(QComboBox) if b.accessibleName() == name]
        return next(b for b in found if b.isVisible())

    def fills(self, name: str, text: str) -> None:
        found = self.window.findChildren(QLineEdit)
        line = next(e for e in found if e.accessibleName() == name and e.isVisible())
        line.setFocus()
        self.bot.keyClicks(line, text)

    def chooses_file(self, file: Path) -> None:
        self.presses("Choose files…")
        name_file(self.bot, self.window, file)
        self.waits_for(file.name)

    def waits_for(self, words: str) -> None:
        self.bot.waitUntil(lambda: any(words in each for each in self.words()))

    def words(self) -> list[str]:
        """Return all that is read in the window now."""
        window = self.window
        parts = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
        return [each.text() for each in parts if each.isVisible() and each.text()]

    def button(self, words: str) -> QAbstractButton:
        found = [b for b in self.window.findChildren(QAbstractButton) if b.isVisible()]
        return next(b for b in found if b.text() == words or b.text().startswith(f"{words}:"))

    def presses(self, words: str) -> None:
        self.bot.waitUntil(lambda: words in self.enabled())
        self.bot.mouseClick(self.button(words), LEFT)

    def enabled(self) -> list[str]:
        found = self.window.findChildren(QAbstractButton)
        shown = [b.text() for b in found if b.isVisible() and b.isEnabled()]
        return [*shown, *(text.partition(":")[0] for text in shown)]

    def answers(self, words: str) -> None:
        """Answer a question with the space bar."""
        radio = self.button(words)
        radio.setFocus()
        self.bot.keyClick(radio, Qt.Key.Key_Space)

    def goes_on_to(self, step: str) -> None:
        self.presses("Continue")
        self.bot.waitUntil(lambda: self.window.bar.accessibleName().endswith(step))

    def shows_tab(self, title: str) -> None:
        tabs = next(t for t in self.window.findChildren(QTabWidget) if t.isVisible())
        place = next(n for n in range(tabs.count()) if tabs.tabText(n).startswith(title))
        self.bot.mouseClick(tabs.tabBar(), LEFT, pos=tabs.tabBar().tabRect(place).center())

    @property
    def table(self) -> ListTable:
        QApplication.processEvents()
        return next(t for t in self.window.findChildren(ListTable) if t.isVisible())

    def rows(self) -> list[list[str]]:
        """Return what stands in the table that is seen."""
        model = self.table.list_model
        columns = range(model.columnCount())
        return [
            [str(model.data(model.index(row, column))) for column in columns]
            for row in range(model.rowCount())
        ]

    def counts(self) -> dict[str, int]:
        found = [t for t in self.words() if t.rpartition(": ")[2].isdecimal()]
        return {t.rpartition(": ")[0]: int(t.rpartition(": ")[2]) for t in found}

    def goes_on_with_the_messy_sheet(self, folder: Path) -> None:
        """Bring the messy sheet into an empty register, up to what is left to confirm."""
        file = folder / "messy.csv"
        file.write_text(MESSY, encoding="utf-8")
        self.begins()
        self.fills("Our Business Center", "Nova Cosmetics")
        self.fills("Our Business Center ID", "6954233089097562118")
        self.chooses_file(file)
        self.goes_on_to("Columns")
        self.goes_on_to("Differences")
        self.answers("The same as above")

    def imports_the_messy_sheet(self, folder: Path) -> None:
        """Bring the messy sheet into an empty register, up to the last step."""
        self.goes_on_with_the_messy_sheet(folder)
        self.presses("Import 3 lines")
        self.waits_for("3 lines imported")


class Merger(Importer):
    """Merges a copy by keys and mouse."""

    of = MergeWindow

    def chooses_copy(self, file: Path) -> None:
        self.presses("Choose copy…")
        name_file(self.bot, self.window, file)

    def compares(self, file: Path) -> None:
        """Open the window from the menu and choose a copy."""
        self.begins("Merge a copy…")
        self.chooses_copy(file)
        self.bot.waitUntil(lambda: self.window.bar.accessibleName().endswith("Differences"))


def copy(text: str, html: str = "") -> None:
    """Copy a text, as another program does."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drop something on a part of a window; return whether it takes it."""
    keys, none = LEFT, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction
    enters = QDragEnterEvent(QPointF(5, 5), actions, data, keys, none)
    enters.ignore()
    QApplication.sendEvent(target, enters)
    if not enters.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), actions, data, keys, none))
    return True


def press(qtbot, widget: QWidget, keys: str) -> None:
    """Press keys in a part that has them."""
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


@pytest.fixture
def fresh(qtbot, program, tmp_path):
    """Somebody who has just made a register without records."""
    file = tmp_path / "empty.delvia"
    new_register(file, BrandDraft("Nova"), "Mara").close()
    program.open(str(file))
    made = Person(qtbot, program)
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    yield Importer(qtbot, made)
    made.window.close()
    QGuiApplication.clipboard().clear()


@pytest.fixture
def sample(qtbot, me) -> Iterator[Importer]:
    """Somebody who has opened the sample register."""
    yield Importer(qtbot, me)
    QGuiApplication.clipboard().clear()
