"""Every place and every form in the smallest window, and with text of twice the size."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.procedures.plans import Guided
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.services.register.register import open_register
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.main_window import MainWindow
from delvia_desktop.ui.place.entrances import ENTRANCES
from delvia_desktop.ui.procedures.agency_steps import STEPS
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.toolkit import theme
from delvia_desktop.ui.widgets.notes import Banner
from tests.figures import figure, spread
from tests.ui import every_form
from tests.ui.sizes import cut_states, out_of_reach, scrolled_twice
from tests.ui.story import delete_now

Thing = TypeVar("Thing")

LEFT = Qt.MouseButton.LeftButton

# A window, and how many times as large as usual its text is. The second is a screen of 1366x768
# without the frame of the window.
SIZES = {"small": (QSize(900, 600), 1), "large text": (QSize(1364, 728), 2)}
PLACES = [entrance.name for entrance in ENTRANCES]
IN_TURN = spread("places by size of text", product(PLACES, SIZES), itemgetter(0))
FORMS = every_form.cases()
FORMS_IN_TURN = spread("forms by size of text", product(FORMS, SIZES), itemgetter(0))
LETTERS = (58, 52)
_FEET = spread(
    "buttons below a form by size of text and width",
    product(FORMS, product(SIZES, LETTERS)),
    itemgetter(0),
)
FEET_IN_TURN = {
    letters: [(form, size) for form, (size, width) in _FEET if width == letters]
    for letters in LETTERS
}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    return tmp_path_factory.mktemp("sizes")


@pytest.fixture(scope="module", params=SIZES)
def window(qapp: QApplication, request, sample_file, room) -> Iterator[MainWindow]:
    """The sample in a window of a size, with a record for every form."""
    size, factor = SIZES[request.param]
    before = QFont(qapp.font())
    qapp.setFont(theme.scaled(before, factor))
    theme.apply(qapp, dark=False)
    copy = shutil.copy(sample_file, room / f"{factor}.delvia")
    session = Session(open_register(Path(copy), "Ada"))
    every_form.prepare(session)
    made = MainWindow(session)
    made.resize(size)
    made.show()
    for place in PLACES:  # what they open belongs to them, not to the test that shows them first
        made.show_place(place)
    yield made
    made.close()
    delete_now([made])
    qapp.setFont(before)
    theme.apply(qapp, dark=False)


def size_of(window: MainWindow) -> QSize:
    """Return the size for which a window was made."""
    return next(size for size, factor in SIZES.values() if _has_text_of(window, factor))


def _has_text_of(window: MainWindow, factor: int) -> bool:
    return (window.fontMetrics().averageCharWidth() > 9) == (factor > 1)


def turn_of(window: MainWindow, grid: list[tuple[Thing, str]]) -> list[Thing]:
    """Return what it is the turn of in a window of its size; it is made once for all of them."""
    found = [thing for thing, size in grid if SIZES[size][0] == size_of(window)]
    assert found
    return found


def come_to_rest() -> None:
    """Let all be laid out: what asks for more room does so with the next events."""
    for _ in range(5):
        QApplication.processEvents()


def settled(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Return what is out of reach once all is laid out; the window has its size still."""
    come_to_rest()
    assert window.size() == size_of(window)
    assert window.minimumSizeHint().width() <= window.width()
    assert window.minimumSizeHint().height() <= window.height()
    return out_of_reach(window)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_fits_the_smallest_window_and_large_text(qtbot: QtBot, window: MainWindow, place):
    """A13 and D, “200 % text”: nothing is out of reach, in no place and none of its tabs."""
    window.show_place(place)
    assert settled(qtbot, window) == []
    for tabs in window.place.findChildren(QTabWidget):
        for number in range(tabs.count() if tabs.isVisible() else 0):
            tabs.setCurrentIndex(number)
            assert settled(qtbot, window) == [], tabs.tabText(number)


def shown_in_turn(qtbot: QtBot, window: MainWindow, most: int) -> Iterator[tuple[str, int]]:
    """Show records of the places, at most so many of each, or the place if it has none."""
    for place in turn_of(window, IN_TURN):
        window.show_place(place)
        home = window.place.home()
        keys = home.list_model.keys(0, most) if home is not None else [0]
        for key in keys[:: figure("records of a place, one in")]:
            window.place.choose_record(int(key))
            settled(qtbot, window)
            yield place, int(key)


def test_no_list_is_squeezed_into_what_scrolls_around_it(qtbot: QtBot, window: MainWindow):
    """Three rows of the steps scrolled in a page that scrolled too, and the acts lay below."""
    for place, key in shown_in_turn(qtbot, window, 12):
        assert scrolled_twice(window) == [], (place, key)
        for tabs in window.place.findChildren(QTabWidget):
            for number in range(tabs.count() if tabs.isVisible() else 0):
                if tabs.isTabVisible(number):
                    tabs.setCurrentIndex(number)
                    settled(qtbot, window)
                    assert scrolled_twice(window) == [], (place, key, tabs.tabText(number))


@pytest.mark.parametrize("window", ["small"], indirect=True)
def test_a_notice_that_has_room_stands_above_the_tabs_from_the_first(window: MainWindow):
    """It was measured before it was laid out, and stayed a tab: nobody saw what is critical."""
    window.show_place("assets")
    key = int(window.session.live.records.find(Asset, name="@nova.th").id)
    made = type(window.place)(window.session)
    made.resize(window.place.size())
    made.show()
    made.refresh()
    made.choose_record(key)
    come_to_rest()
    assert any(
        "Critical" in each.label.text() for each in made.findChildren(Banner) if each.isVisible()
    )
    delete_now([made])


@pytest.mark.parametrize("part", ["lines", "groups"])
def test_the_acts_of_an_open_review_are_seen_below_its_rows(qtbot: QtBot, window: MainWindow, part):
    """“By finding” had its acts below the fold where text was large."""
    window.show_place("reviews")
    page = window.place
    held = window.session.live.records.select(Review)
    page.show_record(int(next(each.id for each in held if each.closed_on is None)))
    tab = getattr(page, part)
    tab.table.take_focus()
    settled(qtbot, window)
    acts = [each for each in tab.deeds.findChildren(QPushButton) if each.isVisible()]
    assert len(acts) > 1
    for each in acts:
        assert each.visibleRegion().boundingRect().size() == each.size(), each.text()


def test_one_act_is_primary_in_all_that_is_seen(qtbot: QtBot, window: MainWindow):
    """The green button of the head was another one than that of the banner over the record."""
    for place, key in shown_in_turn(qtbot, window, 40):
        green = [
            each.text()
            for each in window.findChildren(QPushButton)
            if each.property("kind") == "primary" and each.isVisible()
        ]
        assert len(green) <= 1, (place, key, green)


def test_no_state_is_cut_in_any_list(qtbot: QtBot, window: MainWindow):
    """Issue 16: “Removal veri…”; other columns make room, also where a form is open."""
    for place in turn_of(window, IN_TURN):
        window.show_place(place)
        for width in (size_of(window).width(), 1120, 1500):
            window.resize(width, size_of(window).height())
            for is_open in (False, True):
                new = window.place.new_deed()
                if is_open and new is not None:
                    new.run()
                come_to_rest()
                assert cut_states(window) == [], place
                for tabs in window.place.findChildren(QTabWidget):
                    for number in range(tabs.count() if tabs.isVisible() else 0):
                        tabs.setCurrentIndex(number)
                        come_to_rest()
                        assert cut_states(window) == [], (place, tabs.tabText(number))
            window.place.close_form()
        window.resize(size_of(window))


def test_what_is_said_covers_nothing(qtbot: QtBot, window: MainWindow):
    """A14, issue 16: at twice the size of text it lay over rows and over the bar of the menus."""
    for place in PLACES:
        window.show_place(place)
        window.toast.say("Shared “Nova UK – Launch” with Brightside Media " * 4, ("Undo", int))
        assert settled(qtbot, window) == []
        area = QRect(window.toast.mapTo(window, QPoint()), window.toast.size())
        assert window.rect().contains(area)
        under = [
            each
            for each in window.findChildren(QWidget)
            if each.isVisible()
            and not each.isAncestorOf(window.toast)
            and each is not window.toast
            and not window.toast.isAncestorOf(each)
            and each.visibleRegion().translated(each.mapTo(window, QPoint())).intersects(area)
        ]
        assert under == []
        window.toast.hide()


def test_a_form_fits_beside_or_over_its_place(qtbot: QtBot, window: MainWindow):
    """A13: no form makes the window larger, and its buttons are always seen."""
    for name, is_change in turn_of(window, FORMS_IN_TURN):
        window.show_place("partners")
        form = every_form.made(window.session, name, is_change=is_change)
        window.place.open_form(form)
        try:
            assert settled(qtbot, window) == [], name
            panel = form.panel
            foot = panel.submit_button
            seen = QRect(panel.mapTo(window, panel.rect().topLeft()), panel.size())
            assert window.rect().contains(seen), name
            spot = QRect(foot.mapTo(panel, foot.rect().topLeft()), foot.size())
            assert panel.rect().contains(spot), name
        finally:
            window.place.close_form()
        assert settled(qtbot, window) == [], name
        assert window.place.home().isVisible(), name


@pytest.mark.parametrize("letters", LETTERS)
def test_no_button_below_a_form_is_cut(qtbot: QtBot, window: MainWindow, letters):
    """O1: the bar that Esc opens said “Business Ce” where the form stood beside the detail."""
    for name, is_change in turn_of(window, FEET_IN_TURN[letters]):
        panel = every_form.made(window.session, name, is_change=is_change).panel
        panel.setFixedSize(panel.fontMetrics().averageCharWidth() * letters, window.height() - 120)
        qtbot.addWidget(panel)
        panel.show()
        panel.start = {}  # as if something had been typed
        assert out_of_reach(panel.foot) == [], name
        qtbot.mouseClick(panel.cancel_button, LEFT)
        assert panel.is_asking, name
        QApplication.processEvents()
        assert out_of_reach(panel._question) == [], name
        panel.hide()


def test_banners_scroll_rather_than_push_the_place_out(qtbot: QtBot, window: MainWindow):
    """A13: many banners and a form at once leave the buttons of the form in sight."""
    window.show_place("partners")
    more = [(f"Act {number}", lambda: None) for number in range(2)]
    window.frame.show_banners([Banner("A sentence of some length. " * 3, "high", more)] * 1)
    form = every_form.made(window.session, "person_form", is_change=False)
    window.place.open_form(form)
    try:
        banners = [Banner("A sentence of some length. " * 4, "high", more) for _ in range(5)]
        window.frame.show_banners(banners)
        assert settled(qtbot, window) == []
        button = form.panel.submit_button
        assert not button.visibleRegion().isEmpty()
        assert button.visibleRegion().boundingRect().size() == button.size()
    finally:
        window.place.close_form()
        window.refresh()


def test_the_side_opens_over_the_content_and_leads_everywhere(qtbot: QtBot, window: MainWindow):
    """D, “200 % text”: the folded side has every place, “as of” and how safe the register is."""
    window.activateWindow()
    qtbot.waitActive(window)
    assert not window.sidebar.isVisible()
    for name in [entrance.name for entrance in ENTRANCES if entrance.is_listed]:
        qtbot.mouseClick(window.frame.places, LEFT)
        assert window.sidebar.isVisible()
        assert window.sidebar.height() == window.frame.height()
        for part in (window.sidebar.as_of, window.sidebar.saved):
            assert part.visibleRegion().boundingRect().size() == part.size()
        button = window.sidebar.place_button(name)
        button.setFocus()
        QApplication.processEvents()
        assert button.visibleRegion().boundingRect().size() == button.size(), name
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert window.place.name == name
        assert not window.sidebar.isVisible()
    window.frame.places.setFocus()
    qtbot.keyClick(window.frame.places, Qt.Key.Key_Space)
    qtbot.keyClick(window.sidebar.place_button(name), Qt.Key.Key_Escape)
    assert not window.sidebar.isVisible()
    assert window.frame.places.hasFocus()


def test_a_count_never_lies_over_the_name_of_its_place(qtbot: QtBot, window: MainWindow):
    """A22: the side is as wide as its longest name with its counts needs."""
    window.sidebar.show_count("business-centers", "100,000 open", 4321)
    qtbot.mouseClick(window.frame.places, LEFT)
    button = window.sidebar.place_button("business-centers")
    QApplication.processEvents()
    words = button.fontMetrics().horizontalAdvance(button.text())
    marks = [label for label in button.children() if hasattr(label, "text") and label.text()]
    assert len(marks) == 2
    assert min(label.x() for label in marks) >= words + 14
    window.frame.close_side()
    window.refresh()


def test_the_field_that_finds_gives_way_before_the_title(qtbot: QtBot, window: MainWindow):
    """A22: a title is cut only where nothing else can give way."""
    window.show_place("matrix")
    settled(qtbot, window)
    assert window.header.title.text() == window.place.headline()[0]
    assert window.header.field.width() > 0
    primary = [b for b in window.header.findChildren(QPushButton) if b.isVisible()]
    assert primary


def test_each_step_of_adding_an_agency_keeps_its_way_on_in_sight(qtbot: QtBot, window: MainWindow):
    """Issue 16: whatever a step asks for, its one button that leads on is seen at once."""
    window.show_place("add-agency")
    page = window.place
    page.go_back()  # it begins at the first step with something to type
    try:
        for step in STEPS:
            assert page.step == step
            assert "; ".join(settled(qtbot, window)) == "", step
            leading = [
                each
                for each in page.findChildren(QPushButton)
                if each.isVisible() and each.text() in {"Continue", "Finish"}
            ]
            assert len(leading) == 1
            spot = QRect(leading[0].mapTo(page, leading[0].rect().topLeft()), leading[0].size())
            assert page.rect().contains(spot)
            if step == Guided.PARTNER:
                panel = next(p for p in page.findChildren(FormPanel) if p.isVisible())
                panel.set_values({"name": "Zephyr Quartz", "bc_id": "7504233300559872018"})
            if step == Guided.ASSETS:
                page.assets.choices[0][1].setChecked(True)  # its planned end comes beside its level
                assert "; ".join(settled(qtbot, window)) == "", step
            if step != STEPS[-1]:
                qtbot.mouseClick(leading[0], LEFT)
    finally:
        page.start_over()
