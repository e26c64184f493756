"""A register without records: each place says what belongs there and offers the first act."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton, QTabWidget, QWidget

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.register.register import new_register
from delvia_desktop.ui.access.access_parts import PARTS
from delvia_desktop.ui.lists.list_table import ListTable
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.plans.import_window import ImportWindow
from delvia_desktop.ui.widgets.empty_place import EmptyPlace
from delvia_desktop.ui.widgets.labels import QLabel
from delvia_desktop.ui.widgets.notes import Card
from tests.ui.stories import show_tab
from tests.ui.story import Person

FIRST = {
    "overview": ("Nothing is recorded yet", "Import list…"),
    "partners": ("No partners yet", "Add partner…"),
    "assets": ("No assets yet", "Add asset…"),
    "people": ("No people yet", "Add person…"),
    "access": ("No shares yet", "Go to partners"),
    "business-centers": ("No Business Centers yet", "Add our Business Center…"),
    "matrix": ("No assets yet", "Add asset…"),
    "reviews": ("No reviews yet", "Start review…"),
    "procedures": ("No procedures in progress", "Start procedure…"),
    "handovers": ("No access records yet", "Go to partners"),
}
"""What each place says while it is empty, and its first act; History is never empty."""


@pytest.fixture
def fresh(qtbot, program, tmp_path):
    file = tmp_path / "empty.delvia"
    new_register(file, BrandDraft("Nova"), "Mara").close()
    program.open(str(file))
    made = Person(qtbot, program)
    qtbot.waitExposed(made.window)
    made.window.resize(1280, 800)
    yield made
    made.window.close()


def words(part: QWidget) -> list[str]:
    QApplication.processEvents()
    kinds = (QLabel, QPushButton)
    return [each.text() for kind in kinds for each in part.findChildren(kind) if each.isVisible()]


def seen(me: Person) -> EmptyPlace:
    QApplication.processEvents()
    (only,) = [each for each in me.window.place.findChildren(EmptyPlace) if each.isVisible()]
    return only


def test_every_place_is_tried():
    listed = {entrance.name for entrance in ENTRANCES if entrance.is_listed}
    assert set(FIRST) == listed - {"history"}


@pytest.mark.parametrize("place", FIRST)
def test_an_empty_place_says_what_belongs_there_and_begins_it(fresh, place):
    """Issue 16, 2: the first act stands in the empty place, and does what it says."""
    title, act = FIRST[place]
    fresh.go(place)
    assert words(seen(fresh))[0] == title
    primary = [b for b in fresh.window.findChildren(QPushButton) if b.property("kind") == "primary"]
    assert [b.text() for b in primary if b.isVisible()] == [act]
    fresh.click(act, seen(fresh))
    if place == "overview":
        assert fresh.window.findChild(ImportWindow).isVisible()
    elif act.startswith("Go to"):
        assert fresh.window.place.name == act.removeprefix("Go to ")
    else:
        assert fresh.window.place.form is not None


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.list_name)
def test_every_list_of_all_access_says_what_belongs_there(fresh, part):
    fresh.go("access")
    fresh.window.place.show_part(part.kind)
    title, what, act, second = words(seen(fresh))
    assert second == "Import list…"
    assert title.startswith("No ")
    assert what.endswith(".")
    fresh.click(act, seen(fresh))
    assert (fresh.window.place.form is None) == (fresh.window.place.name != "access")


@pytest.mark.parametrize("place", FIRST)
def test_an_empty_register_shows_no_figure(fresh, place):
    """A20: no health score, no “0”, no chart before there is something to count."""
    fresh.go(place)
    shown = [text for text in words(fresh.window.place) if re.search(r"\d", text)]
    assert shown == []
    assert not any(card.isVisible() for card in fresh.window.place.findChildren(Card))
    sides = [fresh.window.sidebar.place_button(name) for name in FIRST]
    assert not any(re.search(r"\d", text) for side in sides for text in words(side))


def test_the_first_record_brings_the_list_and_figures(fresh):
    """A18: once something is recorded, what adds another stays at the corner of the list."""
    fresh.go("people")
    fresh.click("Add person…", seen(fresh))
    fresh.type("name", "Pia Sommer")
    fresh.recorded()
    page = fresh.window.place
    assert not any(each.isVisible() for each in [page.panes.empty])
    assert page.list.new.isVisible()
    assert page.list.table.key() is not None
    fresh.go("overview")
    assert not fresh.window.place.panes.empty.isVisible()
    assert [c.accessibleName() for c in fresh.window.place._cards if c.isVisible()] != []


def test_what_cannot_be_recorded_is_not_offered(fresh):
    """In the past an empty place says what belongs there, and offers nothing."""
    fresh.go("history")
    fresh.do("View register at that time")
    fresh.go("partners")
    assert words(seen(fresh))[0] == "No partners yet"
    assert not any(b.isVisible() for b in seen(fresh).findChildren(QPushButton))


TABS = {
    "partners": {"Shares": "Add partnership…", "Access records": "Print access record…"},
    "people": {"Access": "Assign asset…", "Evidence": "Add file…"},
    "assets": {"Shared with": "", "Other access": "Assign to person…", "Claims": "Claim…"},
    "business-centers": {"Seats": "Add seat…"},
}


@pytest.mark.parametrize("place", TABS)
def test_an_empty_tab_says_so_in_one_line_and_offers_its_act(fresh, place):
    fresh.go(place)
    fresh.click(FIRST[place][1], seen(fresh))
    fresh.type("name", "Zephyr")
    if place == "assets":
        fresh.choose("asset_type", "AD_ACCOUNT")
        fresh.type("asset_id", "7123334384671580161")
        fresh.choose("owner_kind", "UNKNOWN")
    if place == "business-centers":
        fresh.type("bc_id", "7488120034417762310")
    fresh.recorded()
    for tab, act in TABS[place].items():
        show_tab(fresh, tab)
        shown = [text for text in words(seen(fresh)) if text]
        assert shown[0].endswith(".")
        assert shown[1:][:1] == ([act] if act else [])
        numbers = [
            t for t in words(fresh.window.place._tabs.currentWidget()) if re.search(r"\d", t)
        ]
        assert numbers == []
    act = next(iter(TABS[place].values()))
    show_tab(fresh, next(iter(TABS[place])))
    if act:
        fresh.click(act, seen(fresh))
        assert fresh.window.place.form is not None


def test_what_adds_a_record_stands_at_one_corner_of_every_list(me):
    """A18, issue 16, 3: whatever is selected, and never where the primary act is."""
    me.window.resize(1280, 800)
    me.bot.waitUntil(lambda: me.window.session.watch.attention is not None)
    corners = set()
    for place in ("partners", "assets", "people", "business-centers", "reviews", "procedures"):
        me.go(place)
        for _ in range(5):  # banners ask for their room with the next events
            QApplication.processEvents()
        page = me.window.place
        table: ListTable = page.list.table
        where, primary = set(), set()
        for row in range(min(table.list_model.rowCount(), 6)):
            table.selectRow(row)
            QApplication.processEvents()
            new = page.corner()
            assert new.isVisible()
            assert new.isEnabled()
            where.add((new.mapTo(me.window, QPoint()).toTuple(), new.text()))
            head = me.window.header.findChildren(QPushButton)
            primary |= {b.text() for b in head if b.isVisible() and b.property("kind") == "primary"}
        assert len(where) == 1
        assert new.text() not in primary
        corners.add(new.mapTo(page.list, QPoint()).toTuple())
    assert corners == {(0, 0)}
    me.window.close()


def test_the_tabs_of_a_record_stand_beside_each_other(me):
    """None of them is reached only by scrolling in a window of the usual size."""
    me.window.resize(1280, 800)
    for place in ("partners", "assets", "people"):
        me.go(place)
        QApplication.processEvents()
        (tabs,) = [t for t in me.window.place.findChildren(QTabWidget) if t.isVisible()]
        bar = tabs.tabBar()
        last = bar.tabRect(bar.count() - 1)
        assert last.right() <= tabs.width()
        assert last.left() > 0
    me.window.close()


def test_after_the_first_records_their_page_says_what_comes_next(fresh):
    """Found by a newcomer: after the second Admin nothing on that page led on."""
    fresh.go("people")
    assert "Next, add the brand's assets." not in words(fresh.window)
    fresh.go("overview")
    fresh.click("Add our Business Center…", seen(fresh))
    fresh.type("name", "Nova")
    fresh.type("bc_id", "6954 2330 8909 7562 118")
    fresh.recorded()
    assert fresh.window.place.name == "business-centers"
    fresh.go("people")
    two = "Next, add two Admins, so that your Business Center never depends on one person."
    assert two in words(fresh.window)
    fresh.go("business-centers")
    assert two not in words(fresh.window)  # the finding leads on there, by itself
    for name, act in (("Ada", "Add Admin…"), ("Oliver", "Add second Admin…")):
        fresh.click(act)
        fresh.type("name", name)
        fresh.recorded()
    assert "Next, add the brand's assets." in words(fresh.window)
    fresh.click("Add asset…")
    assert fresh.window.place.name == "assets"
    fresh.type("name", "Nova DE")
    fresh.type("asset_id", "7123998103425571842")
    fresh.recorded()
    assert "Next, add the agency that works on the assets." in words(fresh.window)
    fresh.go("overview")
    leading = [b for b in fresh.window.findChildren(QPushButton) if b.text() == "Add agency…"]
    assert len([b for b in leading if b.isVisible()]) == 1
