"""Beside a form the names of a list can be read, and what is edited keeps its columns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from delvia_desktop.ui.widgets.window_menu import WindowMenu
from tests.ui.story import Person

LETTERS = 17
"""Letters by which rows are told apart."""


@pytest.fixture
def me(me):
    yield me
    me.window.close()


def open_form(me: Person, width: int) -> None:
    me.window.resize(width, 740)
    QApplication.processEvents()
    me.go("people")
    me.do("Edit person…")
    QApplication.processEvents()


def test_on_a_usual_screen_the_form_takes_the_room_of_the_list(me):
    """At 1366 pixels names were cut to “Nova U…”, tabs too, and dates left the table."""
    me.window.resize(1366, 740)
    me.go("people")
    QApplication.processEvents()
    before = me.window.place.detail.width()
    open_form(me, 1366)
    place = me.window.place
    assert not place.list.isVisible()
    assert place.detail.width() >= before * 0.9
    me.press("Esc")
    QApplication.processEvents()
    assert place.list.isVisible()


@pytest.mark.parametrize("place", ["people", "partners", "assets", "access", "procedures"])
@pytest.mark.parametrize("width", [900, 1024, 1280, 1366, 1680, 1920])
def test_the_first_column_keeps_the_room_by_which_rows_are_told_apart(me, place, width):
    me.window.resize(width, 740)
    me.go(place)
    QApplication.processEvents()
    table = me.window.place.home()
    if table.isVisible():
        needed = LETTERS * table.fontMetrics().averageCharWidth()
        assert table.columnWidth(0) >= needed


def test_a_menu_stays_within_the_window_of_its_button(me):
    """The menu of a share opened beyond the right edge."""
    button = QPushButton("More", me.window)
    menu = WindowMenu(button)
    menu.addAction("Copy to other assets of the same partner…")
    assert isinstance(menu, QMenu)
    button.setMenu(menu)
    button.adjustSize()
    button.move(me.window.width() - button.width(), 40)
    button.show()
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    QApplication.processEvents()
    right = me.window.mapToGlobal(QPoint(me.window.width(), 0)).x()
    assert menu.x() + menu.width() <= right
    menu.close()
