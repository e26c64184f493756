"""A review in the window, item after item: nothing jumps, each story takes one reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.findings.review_risks import is_serious
from delvia_desktop.domain.records.reviews import ReviewLine
from delvia_desktop.ui.frame.command_search import _acts
from tests.ui.stories import lines, show_tab
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("reviews")
    return me


@pytest.fixture
def everything(me) -> Person:
    """Begin a review of everything."""
    me.click("Start review…")
    me.choose("kind", "QUARTERLY")
    me.type("reviewer", "Nora Admin")
    me.recorded()
    show_tab(me, "Items")
    table_of(me).setFocus()
    return me


def table_of(me: Person):
    return me.window.place.lines.table


def rows(me: Person) -> list:
    model = table_of(me).list_model
    return [model.row(n) for n in range(model.rowCount())]


def press(me: Person, key: str) -> None:
    me.bot.keyClick(table_of(me), getattr(Qt.Key, f"Key_{key}"))


def select(me: Person, places: list[int]) -> None:
    """Select rows as a person does by Ctrl and the mouse."""
    table, flags = table_of(me), QItemSelectionModel.SelectionFlag
    table.setFocus()
    table.selectRow(places[0])
    for place in places[1:]:
        index = table.list_model.index(place, 0)
        table.selectionModel().select(index, flags.Select | flags.Rows)


def decided(me: Person, key: int) -> ReviewLine:
    return me.window.session.live.records.get(ReviewLine, key)


def risky(me: Person, who: str = "") -> list[int]:
    return [n for n, row in enumerate(rows(me))
            if is_serious(row.finding) and not row.decision and who in row.who]  # fmt: skip


def lead(me: Person) -> str:
    return me.window.place.form.panel._lead.text()


def toast(me: Person) -> str:
    return me.window.toast._label.toolTip()


def test_a_new_review_begins_with_its_first_item_wherever_the_last_one_was_left(everything):
    """Found by a newcomer: its last row was selected, and a blind key decided the wrong item."""
    me = everything
    table_of(me).setFocus()
    table_of(me).selectRow(len(rows(me)) - 1)
    me.click("Start this review…")
    me.recorded()
    assert table_of(me).currentIndex().row() == 0
    assert me.window.focusWidget() is table_of(me)


def test_items_with_findings_that_were_selected_by_themselves_take_one_reason(everything):
    """Found by a newcomer: 22 single decisions for what was one story."""
    me = everything
    places = risky(me, "Loop Social")
    assert len(places) > 2
    keys = [rows(me)[n].id for n in places]
    select(me, places)
    press(me, "K")
    assert f"One reason for {len(places)} items." in lead(me)
    assert "Critical: " in lead(me)
    assert "Enter why they stay" in lead(me)
    me.type("reason", "The dispute lasts until March")
    me.recorded()
    told = {(decided(me, key).decision, decided(me, key).reason) for key in keys}
    assert told == {("KEPT", "The dispute lasts until March")}
    assert f"The findings on {len(places)} items stay open." in toast(me)
    # Among others they are spared, as before
    left = risky(me)
    assert left
    table_of(me).setFocus()
    me.bot.keyClick(table_of(me), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(me, "K")
    assert me.window.place.form is None
    assert "or select those that share a reason" in toast(me)
    assert {rows(me)[n].decision for n in left} == {""}


def test_what_somebody_holds_who_has_left_is_kept_only_for_a_reason_and_counted(everything):
    """Found by a newcomer: K kept what Jonas Becker held, without a word."""
    me = everything
    places = [n for n, row in enumerate(rows(me)) if row.who == "Jonas Becker"]
    assert places
    for place in places:
        table_of(me).setFocus()
        table_of(me).selectRow(place)
        press(me, "K")
        assert "Jonas Becker left on " in lead(me)
        me.press("Esc")
    key = table_of(me).key()
    press(me, "K")
    me.type("reason", "He hands over until Friday")
    me.recorded()
    assert decided(me, key).decision == "KEPT"
    assert "The findings on this item stay open." in toast(me)
    me.click("Close review…")
    assert "1 item is kept although it has a critical or high finding" in lead(me)


def test_a_change_offers_the_levels_of_its_item_and_has_its_own_words(everything):
    me = everything
    place = next(
        n
        for n, row in enumerate(rows(me))
        if row.level == "Operator" and not is_serious(row.finding)
    )
    key = rows(me)[place].id
    table_of(me).setFocus()
    table_of(me).selectRow(place)
    press(me, "C")
    assert lead(me) == "Choose the new level, or enter what is to change."
    assert me.fields["reason"].is_required
    me.choose("level", "Analyst")
    assert not me.fields["reason"].is_required
    me.recorded()
    assert (decided(me, key).decision, decided(me, key).reason) == ("CHANGED", "Analyst")


def test_nothing_jumps_while_items_are_decided(everything):
    """Found by a newcomer: the table moved at the first decision, and again at each finding."""
    me = everything
    table = table_of(me)
    table.setFocus()
    for _ in range(5):  # the form of the start gives its room back
        QApplication.processEvents()
    seen = set()
    columns = [not table.isColumnHidden(n) for n in range(5)]
    for place in [*risky(me)[:2], *(n for n, row in enumerate(rows(me)) if not row.finding)][:4]:
        table.selectRow(place)
        QApplication.processEvents()
        seen.add((table.mapTo(me.window, QPoint(0, 0)).toTuple(), table.width()))
        press(me, "R")
        QApplication.processEvents()
        seen.add((table.mapTo(me.window, QPoint(0, 0)).toTuple(), table.width()))
    table.selectRow(risky(me)[0])
    press(me, "K")
    QApplication.processEvents()
    assert me.window.place.form.panel.submit_button.isVisible()
    seen.add((table.mapTo(me.window, QPoint(0, 0)).toTuple(), table.width()))
    assert len(seen) == 1
    assert [not table.isColumnHidden(n) for n in range(5)] == columns


def test_the_last_decision_says_what_comes_next_and_the_closed_review_its_report(me):
    """Found by a newcomer: "22 undecided" just vanished, and nothing led to the report."""
    page, table = me.window.place, table_of(me)
    left = lines(table, "Decision").count("—")
    for _ in range(left):
        assert "close the review" not in page.lines._counts.text()
        table.setFocus()
        press(me, "R")
    assert "All items are decided. Next: close the review." in toast(me)
    assert "all decided. Next: close the review" in page.lines._counts.text()
    me.click("Close review…")
    assert "evidence_ref" not in me.fields
    me.recorded()
    assert next(deed.text for deed in page.deeds() if deed.is_primary) == "Print report…"
    # The first item that is to be followed is at hand
    assert table.current_row().state == "there"
    place = table.currentIndex().row()
    assert not any(row.state == "there" for row in rows(me)[:place])


def test_what_begins_a_review_is_no_command_for_the_one_that_is_shown(me):
    """Found by a newcomer: "Start review… — Command for Full review: Everything"."""
    told = {entry.text: entry.second for entry in _acts(me.window)}
    assert told["Start review…"] == "Command in Reviews"
    assert told["Close review…"].startswith("Command for Immediate review")
