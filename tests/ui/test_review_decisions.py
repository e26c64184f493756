"""Decisions of a review in the window: none is lost, each is carried out, words say what is so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from delvia_desktop.domain.reviews import ReviewLine
from tests.ui.stories import lines
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("reviews")
    return me


def table_of(me: Person):
    return me.window.place.lines.table


def line(me: Person, key: int) -> ReviewLine:
    return me.window.session.live.records.get(ReviewLine, key)


def press(me: Person, key: str) -> None:
    me.bot.keyClick(table_of(me), getattr(Qt.Key, f"Key_{key}"))


def at_first(me: Person, wanted) -> int:
    """Choose the first row that is wanted; return its key."""
    table = table_of(me)
    table.setFocus()
    rows = table.list_model
    place = next(n for n in range(rows.rowCount()) if wanted(rows.row(n)))
    table.selectRow(place)
    return table.key()


def is_sound(me: Person):
    severity = me.window.place.lines._severity
    return lambda row: not row.decision and not severity(row)


def toast(me: Person) -> str:
    return me.window.toast._label.toolTip()


def deferred(me: Person) -> int:
    key = at_first(me, is_sound(me))
    press(me, "D")
    me.type("reason", "Ask Priya first")
    me.type("owner", "Oliver Grant")
    me.type("until", "+10")
    me.recorded()
    return key


def test_a_decision_by_a_form_goes_on_to_the_next_line_like_one_by_key(me):
    """Found by a newcomer: after D the selection stayed, and the next K replaced the deferral."""
    key = deferred(me)
    table = table_of(me)
    assert table.key() != key
    assert not table.current_row().decision
    assert me.window.focusWidget() is table
    press(me, "R")
    assert line(me, key).decision == "DEFERRED"
    assert line(me, key).reason == "Ask Priya first"
    # What is undone is gone to, not left for the next one
    me.press("Ctrl+Z")
    me.press("Ctrl+Z")
    assert line(me, key).decision == ""
    assert table.key() == key


def test_no_key_takes_the_place_of_a_decision_that_holds_more_than_a_letter(me):
    key = deferred(me)
    at_first(me, lambda row: row.id == key)
    press(me, "K")
    assert line(me, key).decision == "DEFERRED"
    panel = me.window.place.form.panel
    assert panel.values()["decision"] == "KEPT"
    assert "Replaces: Defer until" in panel._lead.text()
    assert "responsible: Oliver Grant · “Ask Priya first”" in panel._lead.text()
    me.press("Esc")
    assert line(me, key).reason == "Ask Priya first"


def test_a_line_that_is_decided_again_by_a_key_says_what_that_replaces(me):
    key = at_first(me, is_sound(me))
    press(me, "K")
    at_first(me, lambda row: row.id == key)
    press(me, "R")
    assert line(me, key).decision == "REVOKED"
    assert "Replaces: Keep" in toast(me)
    me.press("Ctrl+Z")
    assert line(me, key).decision == "KEPT"


def test_a_change_says_what_is_to_change(me):
    key = at_first(me, is_sound(me))
    press(me, "C")
    me.submit()
    assert "what is to change" in me.fields["reason"].problem()
    me.type("reason", "Analyst is enough")
    me.recorded()
    assert line(me, key).reason == "Analyst is enough"


def test_what_something_serious_is_wrong_with_is_marked_and_kept_only_for_a_reason(me):
    """Found by a newcomer: K kept the password of somebody who had left, and nothing was said."""
    page = me.window.place
    key = at_first(me, lambda row: not row.decision and page.lines._severity(row))
    place = table_of(me).currentIndex().row()
    assert lines(table_of(me), "Finding")[place] in {"Critical", "High"}
    assert page.lines._counts.text().startswith(("Critical: ", "High: "))
    press(me, "K")
    assert line(me, key).decision == ""
    panel = page.form.panel
    assert panel.values()["decision"] == "EXCEPTION"
    assert panel._lead.text().startswith(("Critical: ", "High: "))
    me.choose("decision", "KEPT")
    me.submit()
    assert "why the access may stay" in me.fields["reason"].problem()
    me.type("reason", "The dispute lasts until March")
    me.recorded()
    assert line(me, key).decision == "KEPT"


def test_the_form_that_closes_a_review_counts_what_is_undecided_and_goes_on_counting(me):
    table = table_of(me)
    left = lines(table, "Decision").count("—")
    me.click("Close review…")
    assert f"Undecided: {left}" in me.window.place.form.panel._lead.text()
    at_first(me, is_sound(me))
    press(me, "K")
    assert f"Undecided: {left - 1}" in me.window.place.form.panel._lead.text()


def closed_with_a_revocation(me: Person) -> int:
    key = at_first(me, is_sound(me))
    press(me, "R")
    facts = me.window.place._facts.findChildren(QLabel)
    assert "1 to be revoked" in [label.text() for label in facts]
    table = table_of(me)
    table.setFocus()
    me.bot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    me.bot.keyClick(table, Qt.Key.Key_E)
    me.type("reason", "Until the dispute is over")
    me.type("until", "+20")
    me.recorded()
    me.click("Close review…")
    me.recorded()
    return key


def test_what_a_closed_review_decided_is_carried_out_from_its_very_line(me):
    """Found by a newcomer: after closing, a line to be revoked led nowhere."""
    key = closed_with_a_revocation(me)
    page = me.window.place
    found = [f for f in me.window.session.watch.attention.open if f.rule == "REV-09"]
    assert any("is to be revoked" in f.message for f in found)
    at_first(me, lambda row: row.id == key)
    assert table_of(me).current_row().state == "there"
    primary = next(d for d in page.deeds() if d.is_primary)
    assert primary.text == "Record revocation…"
    me.bot.keyClick(table_of(me), Qt.Key.Key_Return)
    assert me.window.place is page
    me.type("reason", "Decided in the review")
    me.recorded()
    assert table_of(me).key() == key
    assert table_of(me).current_row().state == "revoked"
    me.click("Verify removal…", page.lines.deeds)
    me.recorded()
    assert table_of(me).current_row().state == "gone"
    assert page.lines.next_step() is None
