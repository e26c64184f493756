"""The side, the head, the field that finds, and what the window says."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from delvia_desktop.ui.frame.command_field import CommandField, Entry
from delvia_desktop.ui.frame.header import Header
from delvia_desktop.ui.frame.sidebar import Group, Sidebar
from delvia_desktop.ui.lists.deed_row import DeedRow
from delvia_desktop.ui.lists.history_list import HistoryList
from delvia_desktop.ui.widgets.empty_place import EmptyPlace
from delvia_desktop.ui.widgets.facts import Facts
from delvia_desktop.ui.widgets.items_layout import widget_at
from delvia_desktop.ui.widgets.labels import IdLabel, chip, grouped
from delvia_desktop.ui.widgets.notes import Banner, Card
from delvia_desktop.ui.widgets.toast import Toast, ToastStrip

BC_ID = "7504233300559872017"
LEFT = Qt.MouseButton.LeftButton


def labels(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def press(qtbot: QtBot, widget: QWidget, words: str) -> None:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words and not b.isHidden()]
    qtbot.mouseClick(found[0], LEFT)


def _visible(widget: QWidget) -> list[str]:
    return [b.text() for b in widget.findChildren(QPushButton) if b.isVisible()]


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(700, 500)
    return made


@pytest.fixture
def field(qtbot: QtBot, window: QWidget, ran: list[str]) -> CommandField:
    names = ("Nova DE", "Nova FR", "Łódź")

    def offer(text: str) -> list[Entry]:
        fit = [name for name in names if text.casefold() in name.casefold()]
        return [Entry(name, "Asset", partial(ran.append, name)) for name in fit]

    made = CommandField(window, offer)
    window.show()
    qtbot.waitExposed(window)
    made.setFocus()
    return made


def test_an_id_is_shown_in_groups_and_copied_whole(qtbot: QtBot):
    label = IdLabel("Business Center ID", BC_ID)
    qtbot.addWidget(label)
    assert "".join(grouped(BC_ID).split()) == BC_ID
    # Nor is it broken at the end of a line, as "… 9872" and "017)" on the next were.
    assert set(grouped(BC_ID)) - set(BC_ID) == {"\N{NARROW NO-BREAK SPACE}"}
    qtbot.mouseClick(label, LEFT)
    assert QGuiApplication.clipboard().text() == BC_ID
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(label, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == BC_ID
    assert BC_ID in label.accessibleName()


def test_typing_finds_and_enter_runs_what_is_marked(
    qtbot: QtBot, field: CommandField, ran: list[str]
):
    qtbot.keyClicks(field, "nova")
    assert field.results.isVisible()
    assert field.results.count() == 2
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert ran == ["Nova FR"]
    assert field.text() == ""
    assert not field.results.isVisible()


def test_what_is_typed_is_seen_before_what_fits_was_looked_for(qtbot: QtBot, window: QWidget):
    """Found by a newcomer: while the first letters were looked for, the field stayed empty."""

    class Watched(CommandField):
        seen = ""

        @override
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            self.seen = self.text()

    def offer(text: str) -> list[Entry]:
        assert field.seen == text
        return [Entry(field.seen, "", lambda: None)]

    field = Watched(window, offer)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.keyClicks(field, "re")
    assert field.results.item(0).text() == "re"


def test_what_is_found_later_joins_and_what_the_keys_chose_stays_chosen(
    qtbot: QtBot, window: QWidget, ran: list[str]
):
    """Found by a newcomer: the first search stood still until every place was built."""
    made = ["Nova DE", "Nova FR"]
    typed: list[str] = []

    def offer(text: str) -> list[Entry]:
        return [Entry(name, "", partial(ran.append, name)) for name in made if text in name]

    def look_further() -> bool:
        typed.append(field.text())
        if len(made) < 4:
            made.insert(0, f"Nova {len(made)}")
            return True
        return False

    field = CommandField(window, offer, look_further)
    window.show()
    qtbot.waitExposed(window)
    field.setFocus()
    qtbot.keyClicks(field, "No")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert typed == [], "keys are heard before it looks further"
    qtbot.waitUntil(lambda: field.results.count() == 4)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert ran == ["Nova FR"]


def test_arrows_go_round_and_escape_puts_the_list_away(
    qtbot: QtBot, field: CommandField, ran: list[str]
):
    qtbot.keyClicks(field, "nova")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.results.currentRow() == 1
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.results.isVisible()
    assert ran == []


def test_what_fits_nothing_is_said_and_enter_then_does_nothing(
    qtbot: QtBot, field: CommandField, ran: list[str]
):
    qtbot.keyClicks(field, "zzz")
    assert field.results.item(0).text() == "No matches."
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert ran == []
    field.clearFocus()
    assert not field.results.isVisible()


def test_a_click_on_a_find_runs_it(qtbot: QtBot, field: CommandField, ran: list[str]):
    qtbot.keyClicks(field, "fr")
    spot = field.results.visualItemRect(field.results.item(0)).center()
    qtbot.mouseClick(field.results.viewport(), LEFT, pos=spot)
    assert ran == ["Nova FR"]


def test_the_head_shows_acts_as_buttons_and_the_rest_in_a_menu(
    qtbot: QtBot, window: QWidget, ran: list[str]
):
    header = Header(window, lambda _: ())
    header.resize(1400, 60)
    names = ("Delete", "Change", "Print", "End", "Share")
    acts = [(name, partial(ran.append, name), name == "Share", name != "End") for name in names]
    header.show_acts(acts)
    header.show_headline("Brightside Media", "Agency")
    window.show()
    press(qtbot, header, "Share")
    press(qtbot, header, "End")
    more = next(b for b in header.findChildren(QPushButton) if b.text() == "More")
    assert [action.text() for action in more.menu().actions()] == ["Delete", "Change"]
    more.menu().actions()[0].trigger()
    assert ran == ["Share", "Delete"]
    assert header.title.toolTip() == "Brightside Media"
    header.show_acts(acts[:1])
    qtbot.waitUntil(lambda: _visible(header) == ["Delete"])


def test_the_field_gives_way_first_then_the_acts_and_the_title_last(window: QWidget):
    """A22: a title is not cut while the field that finds is wide."""
    header = Header(window, lambda _: ())
    window.show()
    header.show_headline("Brightside Media", "Agency")
    header.show_acts([(name, list, False, True) for name in ("Print…", "End…", "Share asset…")])
    widths = []
    for width in (1400, 700, 560):
        header.resize(width, 60)
        assert header.title.text() == "Brightside Media", width
        widths.append((header.field.width(), len(_visible(header))))
    assert widths == sorted(widths, reverse=True)
    assert widths[0][1] == 3
    assert widths[-1][1] < 3


def test_a_long_act_breaks_before_the_words_under_the_title_are_cut(window: QWidget):
    """Found by a newcomer: “Agency · Partner sinc…” stood beside a green button of 326 pixels."""
    header = Header(window, lambda _: ())
    header.resize(1017, 60)
    window.show()
    header.show_headline("Kite Studio", "Agency · Partner since 5 Jan 2026")
    text = "Record agreement: Leads – sampling 2026…"
    acts = [("Revoke access…", list, False, True), ("Offboard partner…", list, False, True)]
    header.show_acts([*acts, (text, list, True, True)])
    assert "Agency · Partner since 5 Jan 2026" in labels(header)
    made = next(b for b in header.findChildren(QPushButton) if b.accessibleName() == text)
    assert made.text() == "Record agreement:\nLeads – sampling 2026…"
    assert made.toolTip() == text
    assert made.sizeHint().height() <= header.sizeHint().height()


def test_a_long_title_keeps_its_end_and_is_told_whole_where_it_is_cut(window: QWidget):
    header = Header(window, lambda _: ())
    header.resize(500, 60)
    window.show()
    name = "Brightside " * 20 + "4"
    header.show_headline(name, "")
    assert header.title.accessibleName() == name
    begin, end = header.title.text().split("…")
    assert name.startswith(begin)
    assert end == "htside 4"


def test_a_long_title_is_smaller_before_it_is_cut_and_the_head_stays_as_high(window: QWidget):
    header = Header(window, lambda _: ())
    header.resize(760, 60)
    window.show()
    header.show_headline("Kite", "Agency")
    height, size = header.sizeHint().height(), header.title.font().pointSizeF()
    name = "Partnership with Brightside Media"
    width = header.title.fontMetrics().horizontalAdvance(name)
    header.show_headline(name, "Agency")
    header.resize(width, 60)
    QApplication.processEvents()
    assert header.title.text() == name
    assert header.title.font().pointSizeF() < size
    assert header.sizeHint().height() == height
    header.resize(3 * width, 60)
    QApplication.processEvents()
    assert header.title.font().pointSizeF() == size


def test_the_keys_go_with_the_current_place_and_the_marks_stand_in_a_column(qtbot: QtBot):
    """A ring round one place and a bar at another looked like two current ones."""
    side = Sidebar([Group("", [("partners", "Partners"), ("reviews", "Reviews")])])
    qtbot.addWidget(side)
    side.show()
    side.activateWindow()
    side.show_current("partners")
    side.take_focus()
    qtbot.waitUntil(side.place_button("partners").hasFocus)
    side.show_current("reviews")
    assert side.place_button("reviews").hasFocus()
    side.show_count("partners", "5", 3)
    side.show_count("reviews", "1,204", 12)
    side.show_moment("As of 11 Sep 2026 ▾", "As of 11 Sep 2026, 09:03 UTC, revision 377 ▾")
    QApplication.processEvents()
    ends = set()
    for name in ("partners", "reviews"):
        found = side.place_button(name).findChildren(QLabel)
        mark = next(label for label in found if label.text().startswith("!"))
        ends.add(mark.geometry().right())
    assert len(ends) == 1
    assert side.as_of.text() == "As of 11 Sep 2026 ▾"
    assert "revision 377" in side.as_of.toolTip()


def test_what_is_missing_in_a_tab_is_said_directly_below_it(qtbot: QtBot):
    """In a low window the words and the acts lay below what is seen."""
    place = EmptyPlace("", "No evidence yet.", [("Add file…", lambda: None)])
    qtbot.addWidget(place)
    place.resize(600, 600)
    place.show()
    shown = [label for label in place.findChildren(QLabel) if label.text() == "No evidence yet."]
    assert shown[0].mapTo(place, shown[0].rect().topLeft()).y() < 30
    place.say("No partners yet", "An agency or another partner.", [("Add…", lambda: None)])
    QApplication.processEvents()
    assert shown[0].mapTo(place, shown[0].rect().topLeft()).y() > 100


def test_a_place_is_chosen_and_tells_its_count(qtbot: QtBot):
    side = Sidebar([Group("", [("partners", "Partners"), ("history", "History")])])
    qtbot.addWidget(side)
    with qtbot.waitSignal(side.chosen) as told:
        qtbot.mouseClick(side.place_button("history"), LEFT)
    assert told.args == ["history"]
    side.show_count("partners", "6")
    assert side.place_button("partners").accessibleName() == "Partners, 6"
    side.show_count("partners", "")
    assert side.place_button("partners").accessibleName() == "Partners"
    side.show_current("partners")
    assert side.place_button("partners").isChecked()
    side.show_current("nowhere")
    assert not side.place_button("partners").isChecked()


def test_a_banner_says_its_sentence_and_acts(qtbot: QtBot, ran: list[str]):
    banner = Banner("You look at the past.", "high", [("Back", partial(ran.append, "back"))])
    qtbot.addWidget(banner)
    assert labels(banner) == ["You look at the past."]
    press(qtbot, banner, "Back")
    assert ran == ["back"]


def test_a_toast_undoes_once_and_goes(qtbot: QtBot, window: QWidget, ran: list[str]):
    column, toast, content = QVBoxLayout(window), Toast(), QWidget()
    strip = ToastStrip(toast)
    column.addWidget(content, 1)
    column.addWidget(strip)
    window.resize(900, 500)
    window.show()
    before = content.geometry()
    toast.say("Share recorded", ("Undo", partial(ran.append, "undo")))
    QApplication.processEvents()
    assert content.geometry() == before  # its place was free
    for width in (900, 400):
        window.resize(width, 400)
        QApplication.processEvents()
        assert strip.rect().contains(toast.geometry())
        assert not strip.geometry().intersects(content.geometry())
    press(qtbot, toast, "Undo")
    assert ran == ["undo"]
    assert not toast.isVisible()
    toast.say("Saved")
    assert toast.isVisible()
    assert not [b for b in toast.findChildren(QPushButton) if b.isVisible()]
    assert 5000 <= toast._timer.interval() <= 10_000
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_an_empty_place_offers_the_first_act(qtbot: QtBot, ran: list[str]):
    place = EmptyPlace("No partners yet", "An agency.", [("Record", partial(ran.append, "made"))])
    qtbot.addWidget(place)
    assert labels(place) == ["No partners yet", "An agency."]
    press(qtbot, place, "Record")
    assert ran == ["made"]


def test_a_card_is_told_with_its_number(qtbot: QtBot):
    card = Card()
    qtbot.addWidget(card)
    card.show_count("63", "active shares", "info")
    assert card.accessibleName() == "63 active shares"
    assert labels(card) == ["63", "active shares"]


def test_acts_on_what_is_chosen_change_with_it(qtbot: QtBot, ran: list[str]):
    row = DeedRow()
    qtbot.addWidget(row)
    row.show_deeds([(name, partial(ran.append, name)) for name in ("Raise", "Lower", "Revoke")])
    press(qtbot, row, "Raise")
    more = next(b for b in row.findChildren(QPushButton) if b.text() == "More")
    more.menu().actions()[0].trigger()
    assert ran == ["Raise", "Revoke"]
    row.show_deeds([])
    assert [b for b in row.findChildren(QPushButton) if not b.isHidden()] == []


def test_an_act_that_is_too_long_keeps_its_verb_and_the_end_of_what_it_is_for(qtbot: QtBot):
    """Found by a newcomer: “Record request: Nova…” stood for each of two claims."""
    row = DeedRow()
    qtbot.addWidget(row)
    for name in ("Launch", "Sampling"):
        text = f"Record request: Nova United Kingdom of Great Britain – {name}…"
        row.show_deeds([(text, print)])
        made = next(b for b in row.findChildren(QPushButton) if b.accessibleName() == text)
        assert made.text() != text == made.toolTip()
        assert made.text().startswith("Record request: ")
        assert made.text().endswith(f"{name[-3:]}…")


def test_facts_show_a_dash_for_nothing_and_forget_what_was_shown(qtbot: QtBot):
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("Contact", ""), ("Id", IdLabel("Id", BC_ID))])
    assert labels(facts) == ["Contact", "—", "Id"]
    facts.show_facts([("Contact", "Mara")])
    assert labels(facts) == ["Contact", "Mara"]


def _first_line(widget: QWidget) -> int:
    """Return where the middle of the first line of words is, in pixels from the top."""
    line = widget.fontMetrics().height()
    inside = 0 if isinstance(widget, QPushButton) else widget.contentsMargins().top()
    if isinstance(widget, QPushButton) or widget.objectName() == "chip":
        return widget.geometry().center().y()
    return widget.y() + inside + line // 2


@pytest.mark.parametrize("value", ["button", "chip"])
@pytest.mark.parametrize("width", [150, 1200], ids=["one column", "two columns"])
def test_the_words_of_a_row_of_facts_stand_on_one_line(qtbot: QtBot, value: str, width: int):
    framed = IdLabel("Id", BC_ID) if value == "button" else chip("Active", "good")
    facts = Facts()
    qtbot.addWidget(facts)
    facts.resize(width, 200)
    facts.show_facts([("Id", framed), ("Contact", "Mara")])
    facts.show()
    qtbot.waitExposed(facts)
    grid = facts.layout()
    rows: dict[int, list[int]] = {}
    for place in range(grid.count()):
        row, *_ = grid.getItemPosition(place)
        rows.setdefault(row, []).append(_first_line(widget_at(grid, place)))
    assert len(rows) == (2 if width == 150 else 1)
    for lines in rows.values():
        assert max(lines) - min(lines) <= 1, rows


@pytest.mark.parametrize(
    ("reviewer", "rows"), [("Nina", 2), ("Nina " * 40, 3)], ids=["short", "long"]
)
def test_short_facts_stand_in_two_columns_where_it_is_narrow(
    qtbot: QtBot, reviewer: str, rows: int
):
    """What is decided below them needs the height; a value that would wrap has the whole width."""
    facts = Facts()
    qtbot.addWidget(facts)
    facts.resize(520, 200)
    facts.show_facts(
        [("State", chip("Open", "info")), ("Reviewer", reviewer), ("Due", "5 Dec 2026")]
    )
    facts.show()
    qtbot.waitExposed(facts)
    grid = facts.layout()
    assert len({grid.getItemPosition(place)[0] for place in range(grid.count())}) == rows


def test_a_history_shows_its_entries_or_that_there_are_none_once_it_is_seen(qtbot: QtBot):
    """Behind its tab it was made anew for each record that one passed by."""
    shown = HistoryList("History")
    qtbot.addWidget(shown)
    shown.show_entries([("Shared", "Mara", ["<b>bold</b>"])])
    assert shown.widget() is None
    shown.show()
    assert labels(shown.widget()) == ["Shared", "Mara", "<b>bold</b>"]
    shown.show_entries([])
    assert labels(shown.widget()) == ["No changes here yet."]


LONG_FINDING = "Critical: Kite Studio owns “Leads – sampling 2026”. Claim: Requested, 1 Nov 2026."
ACTS = [(words, lambda: None) for words in ("Record agreement…", "Accept finding…", "Show all 2")]


def test_a_banner_is_never_higher_for_being_wider(qtbot: QtBot):
    """Beside a scroll bar that takes the width away it would come and go with it for ever."""
    banner = Banner(LONG_FINDING, "critical", ACTS)
    qtbot.addWidget(banner)
    heights = []
    for width in range(300, 1500, 8):
        banner.resize(width, 400)
        banner.show()
        QApplication.processEvents()
        heights.append(banner.layout().totalHeightForWidth(width))
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < heights[0]


def test_the_words_of_a_banner_are_not_squeezed_by_what_can_be_done(qtbot: QtBot):
    banner = Banner(LONG_FINDING, "critical", ACTS)
    qtbot.addWidget(banner)
    banner.show()
    for width in range(300, 1500, 50):
        banner.resize(width, 400)
        QApplication.processEvents()
        beside = banner.label.y() == banner.findChildren(QPushButton)[0].parentWidget().y()
        lines = (
            banner.label.heightForWidth(banner.label.width())
            / banner.label.fontMetrics().lineSpacing()
        )
        assert not beside or lines <= 2


def test_words_of_one_line_stand_as_high_as_those_of_two_beside_them(qtbot: QtBot):
    holder = QWidget()
    row = QHBoxLayout(holder)
    cards = [Card(), Card()]
    for card, words in zip(
        cards, ("health score", "current partners, 1 past end date"), strict=True
    ):
        card.show_count("40", words, "high")
        card.setFixedWidth(130)
        row.addWidget(card)
    qtbot.addWidget(holder)
    holder.show()
    qtbot.waitExposed(holder)
    one, two = ([label.y() for label in card.findChildren(QLabel)] for card in cards)
    assert cards[0].height() == cards[1].height()
    assert one == two


def test_a_long_fact_has_the_room_that_short_ones_beside_it_leave(qtbot: QtBot):
    """An email broke in half of the width, with nothing but “Active” in the other."""
    facts = Facts()
    qtbot.addWidget(facts)
    letter = facts.fontMetrics().averageCharWidth()
    long = "Tom Hale, tom.hale@brightside.example, " * 2
    facts.resize(letter * 120, 200)
    facts.show_facts(
        [("Contact", long), ("State", "Active"), ("Scope", "Ads"), ("Contract", "M-1")]
    )
    facts.show()
    qtbot.waitExposed(facts)
    values = {label.text(): label for label in facts.findChildren(QLabel)}
    line = values["Active"].fontMetrics().lineSpacing()
    assert values["Active"].x() > values[long].x(), "they stand in two columns"
    assert values[long].height() < 2 * line
    assert values["Active"].height() < 2 * line
