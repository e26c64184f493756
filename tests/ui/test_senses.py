"""Every place and form for those who see little, do not see, or hit badly: size, name, role, ring.

What a screen reader is told in a real window is in `tests/hands/test_senses.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpacerItem,
    QTabBar,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from delvia_desktop.ui.fields.calendar import Calendar
from delvia_desktop.ui.fields.fields import ChoiceField, LineField, Option
from delvia_desktop.ui.fields.level_field import LevelField
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.widgets import spoken
from tests.ui import every_form
from tests.ui.accessibility import unnamed
from tests.ui.story import delete_now

LEAST = 24
"""Pixels that a target is high and wide at least."""

_MUTE = {QAccessible.Role.Client, QAccessible.Role.NoRole, QAccessible.Role.Pane}
_PRESSED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)


@pytest.fixture(scope="module")
def window(qapp, sample_file, tmp_path_factory):
    """One window on the sample for all that is only looked at."""
    session = every_form.sample_with_all(qapp, sample_file, tmp_path_factory.mktemp("senses"))
    made = MainWindow(session)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    made.activateWindow()
    for entrance in ENTRANCES:  # lists that open over the window stay, as it stood before each test
        made.show_place(entrance.name)
    yield made
    made.close()
    delete_now([made])


def parts(whole: QWidget) -> Iterator[QWidget]:
    """Yield what is seen, without what belongs to a control that is yielded itself."""
    for each in whole.findChildren(QWidget):
        above = each.parentWidget()
        is_inner = isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit)
        if each.isVisible() and not is_inner and not each.objectName().startswith("qt_"):
            yield each


def too_small(whole: QWidget) -> list[str]:
    """Return what is pressed or typed into and lower or narrower than a target should be."""
    found = []
    for each in parts(whole):
        if isinstance(each, QTabBar):
            tabs = [each.tabRect(number) for number in range(each.count())]
            found += [f"tab {tab}" for tab in tabs if tab.height() < LEAST or tab.width() < LEAST]
        elif isinstance(each, _PRESSED) and (each.height() < LEAST or each.width() < LEAST):
            words = each.accessibleName() or each.objectName()
            found.append(f"{type(each).__name__} “{words}” {each.width()}x{each.height()}")
    return found


def mute(whole: QWidget) -> list[str]:
    """Return what the keys stop at and what says neither its name nor what it is."""
    found = []
    for each in parts(whole):
        stops = each.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if not stops or each.focusProxy() is not None or isinstance(each, QTabWidget):
            continue
        told = QAccessible.queryAccessibleInterface(each)
        name = told.text(QAccessible.Text.Name).strip()
        if told.role() in _MUTE or not name:
            found.append(f"{type(each).__name__} “{name}” {told.role().name}")
    return found


def views(window: MainWindow, name: str) -> Iterator[None]:
    """Show a place with each of its tabs."""
    window.show_place(name)
    QApplication.processEvents()
    yield
    own = [each for each in window.place.findChildren(QTabBar) if not _is_inner(each)]
    for tabs in (*own, *window.place.findChildren(QTabWidget)):
        before = tabs.currentIndex()
        for number in range(tabs.count()):
            if tabs.isVisible():
                tabs.setCurrentIndex(number)
                QApplication.processEvents()
                yield
        tabs.setCurrentIndex(before)


def _is_inner(bar: QTabBar) -> bool:
    return isinstance(bar.parentWidget(), QTabWidget)


@pytest.mark.parametrize("name", [entrance.name for entrance in ENTRANCES])
def test_all_that_is_seen_in_a_place_has_a_name_a_role_and_room(window, name):
    """D: links and filters were 22 px high, lists and panes had no role."""
    for _ in views(window, name):
        assert too_small(window) == []
        assert mute(window) == []
        assert unnamed(window) == []


@pytest.mark.parametrize(("name", "is_change"), every_form.cases())
def test_all_that_is_seen_in_a_form_has_a_name_a_role_and_room(window, name, is_change):
    """D: the line in a box that can be searched had no name."""
    window.show_place("people")
    window.place.open_form(every_form.made(window.session, name, is_change=is_change))
    QApplication.processEvents()
    panel = window.place.form.panel
    assert too_small(panel) == []
    assert mute(panel) == []
    assert unnamed(panel) == []
    for box in panel.findChildren(QComboBox):
        if box.isEditable():
            line = QAccessible.queryAccessibleInterface(box.lineEdit())
            assert line.text(QAccessible.Text.Name) == box.accessibleName() != ""
    window.place.close_form()


def test_the_arrows_that_move_tabs_have_room(qtbot, qapp):
    """D: they were 16 px wide."""
    theme.apply(qapp, dark=False)
    bar = QTabBar()
    qtbot.addWidget(bar)
    for number in range(12):
        bar.addTab(f"Tab number {number}")
    bar.resize(300, bar.sizeHint().height())
    bar.show()
    arrows = [each for each in bar.findChildren(QAbstractButton) if each.isVisible()]
    assert len(arrows) == 2
    for each in arrows:
        assert each.width() >= LEAST
        assert each.height() >= LEAST


def test_the_calendar_of_a_date_has_names_and_room(qtbot, qapp):
    """D: its arrows and its days had no name, and the chosen day was told by its ground alone."""
    theme.apply(qapp, dark=False)
    form = QWidget()
    qtbot.addWidget(form)
    form.show()
    calendar = Calendar(form)
    calendar.show()
    arrows = calendar.findChildren(QToolButton)
    assert {each.accessibleName() or each.text() for each in arrows} >= {
        "Previous month",
        "Next month",
    }
    assert all(min(each.width(), each.height()) >= LEAST for each in arrows)
    days = calendar.findChild(QTableView)
    assert days.accessibleName() == "Dates"
    calendar.hide()


def told(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_what_stands_under_a_field_is_told_with_it(qtbot):
    """D: hints and notices had no description, only problems did."""
    field = LineField("Ends", "Leave empty while planned")
    qtbot.addWidget(field)
    field.show()
    assert told(field.editor) == "Leave empty while planned"
    field.set_notice("It is a Sunday.")
    assert told(field.editor) == "It is a Sunday. Leave empty while planned"
    field.set_problem("Enter a date.")
    assert told(field.editor) == "Enter a date. It is a Sunday. Leave empty while planned"
    field.set_problem("")
    field.set_notice("")
    field.set_hint("3 Feb 2026")
    assert told(field.editor) == "3 Feb 2026"


def test_the_line_of_a_box_and_each_level_are_told_with_what_stands_under_the_field(qtbot):
    """D: the keys are in the line and in the levels, not in what holds them."""
    choice = ChoiceField("Partner", [Option(1, "Kite"), Option(2, "Loop")], searchable=True)
    levels = LevelField("Access level")
    qtbot.addWidget(choice)
    qtbot.addWidget(levels)
    choice.set_problem("Choose one from the list.")
    assert told(choice.editor.lineEdit()) == "Choose one from the list"
    levels.offer([Option("A", "Admin", "All"), Option("B", "Analyst", "Reads")], several=True)
    levels.set_problem("Choose a level.")
    assert [told(each) for each in levels.findChildren(QCheckBox)] == ["Choose a level"] * 2


def test_what_is_no_widget_is_left_to_qt():
    """A place that was shown again ran into a problem: a label came as the item before it."""
    assert spoken._interface("", QSpacerItem(1, 1)) is None
