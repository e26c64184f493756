"""Decisions of a review in the window: none is lost, each is carried out, words say what is so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from delvia_desktop.domain.findings.review_risks import is_serious
from delvia_desktop.domain.records.reviews import ReviewLine
from tests.ui.stories import decides_the_last_and_closes, lines
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


def is_sound(row) -> bool:
    return not row.decision and not is_serious(row.finding)


def is_at_risk(row) -> bool:
    return not row.decision and is_serious(row.finding)


def toast(me: Person) -> str:
    return me.window.toast._label.toolTip()


def deferred(me: Person) -> int:
    key = at_first(me, is_sound)
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
    assert panel.submit_button.text() == "Keep"
    assert "Replaces: Defer until" in panel._lead.text()
    assert "responsible: Oliver Grant · “Ask Priya first”" in panel._lead.text()
    me.press("Esc")
    assert line(me, key).reason == "Ask Priya first"


def test_a_line_that_is_decided_again_by_a_key_says_what_that_replaces(me):
    key = at_first(me, is_sound)
    press(me, "K")
    at_first(me, lambda row: row.id == key)
    press(me, "R")
    assert line(me, key).decision == "REVOKED"
    assert "Replaces: Keep" in toast(me)
    me.press("Ctrl+Z")
    assert line(me, key).decision == "KEPT"


def test_a_change_says_what_is_to_change(me):
    key = at_first(me, is_sound)
    press(me, "C")
    me.submit()
    assert "what is to change" in me.fields["reason"].problem()
    me.type("reason", "Analyst is enough")
    me.recorded()
    assert line(me, key).reason == "Analyst is enough"


def test_what_something_serious_is_wrong_with_is_marked_and_kept_only_for_a_reason(me):
    """Found by a newcomer: K kept the password of somebody who had left, and nothing was said."""
    page = me.window.place
    key = at_first(me, is_at_risk)
    place = table_of(me).currentIndex().row()
    assert "(Critical)" in (told := lines(table_of(me), "Finding")[place]) or "(High)" in told
    assert page.lines._counts.text().splitlines()[1].startswith(("Critical: ", "High: "))
    press(me, "K")
    assert line(me, key).decision == ""
    panel = page.form.panel
    assert panel._lead.text().startswith(("Critical: ", "High: "))
    assert "Enter why it stays. A date makes it an exception" in panel._lead.text()
    me.submit()
    assert "why the access may stay" in me.fields["reason"].problem()
    me.type("reason", "The dispute lasts until March")
    me.recorded()
    assert line(me, key).decision == "KEPT"


def test_what_is_kept_with_a_date_is_an_exception_until_then(me):
    """Found by a newcomer: the form said so, and had no field for it."""
    key = at_first(me, is_at_risk)
    press(me, "K")
    panel = me.window.place.form.panel
    assert panel.submit_button.text() == "Keep"
    me.type("reason", "The dispute lasts until March")
    me.type("until", "2030-03-31")
    assert panel.submit_button.text() == "Exception"
    me.recorded()
    decided = line(me, key)
    assert (decided.decision, decided.until.isoformat()) == ("EXCEPTION", "2030-03-31")


def test_a_key_that_asks_first_says_so_on_its_button(me):
    def offered() -> list[str]:
        return [each.accessibleName() for each in me.window.place.lines.deeds._buttons]

    at_first(me, is_sound)
    me.bot.waitUntil(lambda: offered()[0] == "Keep  K")
    at_first(me, is_at_risk)
    me.bot.waitUntil(lambda: offered()[0] == "Keep…  K")


def test_the_form_that_closes_a_review_counts_what_is_undecided_and_goes_on_counting(me):
    table = table_of(me)
    left = lines(table, "Decision").count("—")
    me.click("Close review…")
    assert f"Undecided: {left}" in me.window.place.form.panel._lead.text()
    at_first(me, is_sound)
    press(me, "K")
    assert f"Undecided: {left - 1}" in me.window.place.form.panel._lead.text()


def closed_with_a_revocation(me: Person) -> int:
    key = at_first(me, is_sound)
    press(me, "R")
    table = table_of(me)
    table.setFocus()
    me.bot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    me.bot.keyClick(table, Qt.Key.Key_E)
    me.type("reason", "Until the dispute is over")
    me.type("until", "+20")
    decides_the_last_and_closes(me)
    facts = me.window.place._facts.findChildren(QLabel)
    assert "1 to be revoked" in [label.text() for label in facts]
    return key


def test_what_a_closed_review_decided_is_carried_out_from_its_very_line(me):
    """Found by a newcomer: after closing, a line to be revoked led nowhere."""
    key = closed_with_a_revocation(me)
    page = me.window.place
    found = [f for f in me.window.session.watch.attention.open if f.rule == "REV-09"]
    assert any("is to be revoked" in f.message for f in found)
    at_first(me, lambda row: row.id == key)
    assert table_of(me).current_row().state == "there"
    assert "Record revocation…" in [deed.text for deed in page.deeds()]
    me.bot.keyClick(table_of(me), Qt.Key.Key_Return)
    assert me.window.place is page
    assert me.fields["reason"].value().endswith("Mara Lindt)")
    assert "(review of " in page.form.panel._lead.text()
    me.recorded()
    assert table_of(me).key() == key
    assert table_of(me).current_row().state == "revoked"
    me.click("Verify removal…", page.lines.deeds)
    me.recorded()
    assert table_of(me).current_row().state == "gone"
    assert page.lines.follow_ups() == []


def starred(me: Person) -> set[str]:
    return {name for name, field in me.fields.items() if field.is_required}


def test_a_key_opens_the_form_with_its_own_decision_and_the_next_keys_write_the_reason(me):
    """Found by a newcomer: K opened a form set to Exception, and the next R chose Revoke in it."""
    at_first(me, is_at_risk)
    press(me, "K")
    assert me.window.place.form.panel.submit_button.text() == "Keep"
    assert starred(me) == {"reason"}
    me.press("R")
    assert me.window.place.form.panel.submit_button.text() == "Keep"
    assert me.fields["reason"].value().casefold() == "r"
    me.press("Esc")
    me.click("Discard")
    at_first(me, is_sound)
    for key, focused, needed in (
        ("C", "reason", {"reason"}),
        ("D", "reason", {"owner", "until"}),
        ("E", "reason", {"reason", "until"}),
    ):
        press(me, key)
        assert me.window.focusWidget() is me.fields[focused].editor
        assert starred(me) == needed
        me.press("Esc")
    me.window.place.lines.ask("")
    me.choose("decision", "KEPT")
    assert starred(me) == set()
    me.choose("decision", "EXCEPTION")
    assert starred(me) == {"reason", "until"}


def test_after_a_decision_by_a_form_the_acts_stay_also_where_a_filter_hides_what_was_decided(me):
    """Found by a newcomer: Keep, Change and More were gone, though the keys still worked."""
    lines_tab = me.window.place.lines
    lines_tab.list.show_filtered("decision:none")
    key = at_first(me, lambda _: True)
    press(me, "C")
    me.type("reason", "Analyst is enough")
    me.recorded()
    table = table_of(me)
    assert key not in table.list_model.keys(0, -1)
    assert table.key() is not None
    assert lines_tab.deeds.isVisible()
    place = table.list_model.rowCount() - 1
    table.selectRow(place)
    press(me, "R")
    assert table.key() is not None
    assert lines_tab.deeds.isVisible()


def worst(words: str) -> str:
    """Return how serious the first finding is that the words of an item name."""
    return words.partition(" (")[2].partition(")")[0]


def test_items_are_filtered_by_the_worst_finding_about_them(me):
    """Found by a newcomer: a critical item could not be looked for, only seen."""
    lines_tab = me.window.place.lines
    whole, found = table_of(me).list_model.rowCount(), {}
    for word in ("none", "any", "critical", "high"):
        lines_tab.list.show_filtered(f"finding:{word}")
        found[word] = [worst(words) for words in lines(table_of(me), "Finding")]
    assert set(found["none"]) <= {""}
    assert "" not in found["any"]
    assert len(found["none"]) + len(found["any"]) == whole > len(found["critical"])
    assert set(found["critical"]) | set(found["high"]) <= {"Critical", "High"}
    assert len(found["critical"]) == found["any"].count("Critical") > 0
    lines_tab.list._show_help()
    told = lines_tab.list._help.text()
    assert "decision:   keep   change   revoke   defer   exception   none" in told
    assert "finding:   critical   high   medium   low   note   none" in told


def test_a_filter_that_is_not_understood_says_what_the_list_still_shows(me):
    """Found by a newcomer: list and count were those of another filter, and nothing said so."""
    listed = me.window.place.lines.list
    whole = table_of(me).list_model.rowCount()
    listed.show_filtered("finding:xyz")
    assert listed._problem.text().endswith("The list is not filtered.")
    assert (listed._count.text(), table_of(me).list_model.rowCount()) == (str(whole), whole)
    listed.show_filtered("decision:none")
    left = table_of(me).list_model.rowCount()
    listed.show_filtered("decision:none finding:xyz")
    assert listed._problem.text().endswith("The list still shows: decision:none")
    assert table_of(me).list_model.rowCount() == left
