"""Beside a form the names of a list can be read, and what is edited keeps its columns."""

from __future__ import annotations

from itertools import product
from operator import itemgetter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.ui.widgets.window_menu import WindowMenu
from tests.figures import spread
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


@pytest.mark.parametrize(
    ("place", "width"),
    spread(
        "places by width",
        product(
            ["people", "partners", "assets", "access", "procedures"],
            [900, 1024, 1280, 1366, 1680, 1920],
        ),
        itemgetter(0),
    ),
)
def test_the_first_column_keeps_the_room_by_which_rows_are_told_apart(me, place, width):
    me.window.resize(width, 740)
    me.go(place)
    QApplication.processEvents()
    table = me.window.place.home()
    if table.isVisible():
        needed = LETTERS * table.fontMetrics().averageCharWidth()
        assert table.columnWidth(0) >= needed


@pytest.mark.parametrize("width", [1280, 1920])
@pytest.mark.parametrize(
    "place",
    ["people", "partners", "assets", "business-centers", "reviews", "procedures"],
)
def test_a_form_that_adds_a_record_stands_beside_none_of_another(me, place, width):
    """While a review of Kite was begun the page showed Loop, with “Close review…”."""
    me.window.resize(width, 740)
    me.go(place)
    page = me.window.place
    before = page.shown_record()
    page.new_deed().run()
    QApplication.processEvents()
    assert page.form is not None
    assert page.home().isVisible()
    assert not page.home().selectionModel().hasSelection()
    assert page.shown_record() == 0
    assert not any(deed.is_primary for deed in page.deeds())
    assert page.headline()[0] == page.title()
    page.refresh()
    assert not page.home().selectionModel().hasSelection()
    me.press("Esc")
    assert page.form is None
    assert page.shown_record() == before
    assert page.home().selectionModel().isRowSelected(page.home().currentIndex().row())


def test_a_press_on_the_row_that_was_shown_shows_it_again(me):
    me.go("people")
    page = me.window.place
    before = page.shown_name()
    me.do("Add person…")
    table = page.home()
    place = table.visualRect(table.currentIndex()).center()
    me.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.form is None
    assert page.shown_name() == before


def test_what_is_begun_for_a_partner_shows_no_other(me):
    me.go("partners")
    me.window.place.show_record(me.window.session.live.records.find(Partner, name="Kite Studio").id)
    me.do("Offboard partner…")
    page = me.window.place
    assert page.name == "procedures"
    assert page.form.panel.title == "End a partnership"
    assert page.headline() == ("Procedures", "")
    assert not page.detail.isVisible()


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
