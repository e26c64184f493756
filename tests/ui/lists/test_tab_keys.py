"""Who clicks a tab has the keys in its table; who goes from tab to tab by keys stays on the bar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QTabWidget, QWidget

from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.widgets.page_area import PageArea
from tests.ui.story import Person

PLACES = ("overview", "partners", "assets", "people", "access", "business-centers", "reviews",
          "procedures")  # fmt: skip


def bars(me: Person) -> list[QTabBar]:
    return [bar for bar in me.window.place.findChildren(QTabBar) if bar.isVisible()]


def places(bar: QTabBar) -> Iterator[int]:
    return (place for place in range(bar.count()) if bar.isTabVisible(place))


def click(me: Person, bar: QTabBar, place: int) -> None:
    spot = bar.tabRect(place).center()
    me.bot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=spot)
    QApplication.processEvents()


def tables(me: Person, bar: QTabBar) -> list[ListTable]:
    """Return the tables of the page that a bar shows."""
    tabs = bar.parentWidget()
    page: QWidget = me.window.place.home()
    if isinstance(tabs, QTabWidget):
        page = tabs.currentWidget()
    found = [page] if isinstance(page, ListTable) else page.findChildren(ListTable)
    return [table for table in found if table.isVisible()]


@pytest.mark.parametrize("place", PLACES)
def test_a_click_on_a_tab_brings_the_keys_to_its_table(me, place):
    """Found by a newcomer: a key that decides was silent after a click on the tab of its table."""
    me.window.resize(1600, 900)
    me.go(place)
    seen = 0
    for bar in bars(me):
        for number in [*places(bar), next(places(bar))]:
            bar.window().findChild(QLineEdit).setFocus()
            click(me, bar, number)
            assert bar.currentIndex() == number
            if tabled := tables(me, bar):
                seen += 1
                assert me.window.focusWidget() is tabled[0], bar.tabText(number)
                assert tabled[0].key() is not None or not tabled[0].list_model.rowCount()
            else:  # a page that scrolls has no name for what has the keys
                assert not isinstance(me.window.focusWidget(), PageArea), bar.tabText(number)
    assert seen


def test_a_click_on_the_tab_that_is_shown_brings_the_keys_there_too(me):
    me.go("assets")
    (bar,) = bars(me)
    (table,) = tables(me, bar)
    me.window.place.home().take_focus()
    click(me, bar, bar.currentIndex())
    assert me.window.focusWidget() is table


def test_by_keys_the_bar_keeps_the_keys(me):
    me.go("assets")
    (bar,) = bars(me)
    click(me, bar, 1)
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    me.bot.keyClick(bar, Qt.Key.Key_Left)
    assert bar.currentIndex() == 0
    assert me.window.focusWidget() is bar
