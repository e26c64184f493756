"""Forms by keys: the cursor stays, the calendar closes alone, nothing is said twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.forms import form_panel
from tests.ui.story import Person


def said(me: Person) -> list[str]:
    """Return what can be read in the form."""
    QApplication.processEvents()
    labels = me.window.place.form.panel.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def has_keys(me: Person, name: str) -> bool:
    return QApplication.focusWidget() is me.fields[name].editor


def test_going_on_with_a_form_goes_on_where_the_cursor_was(me):
    """A9: “Keep editing” and Esc put the cursor back, not into the first field."""
    me.go("people")
    me.do("Edit person…")
    me.type("job", "Media buyer")
    me.press("Esc")
    me.click("Keep editing")
    assert has_keys(me, "job")
    me.press("Esc")
    me.press("Esc")
    assert has_keys(me, "job")
    me.go("assets")
    me.press("Ctrl+4")
    assert has_keys(me, "job")


LONG = "Buys media for Germany, Austria and Switzerland, and plans the campaigns of the winter " * 3


def test_a_long_text_shows_its_beginning_again_and_one_goes_on_where_one_was(me):
    """Neither a form that opens nor Tab leaves the end of a line in sight."""
    me.go("people")
    me.do("Edit person…")
    me.type("job", LONG)
    line = me.fields["job"].editor
    assert line.cursorPosition() == len(LONG)
    me.press("Tab")
    assert line.cursorPosition() == 0
    me.press("Shift+Tab")
    assert (line.cursorPosition(), line.selectedText()) == (0, LONG)
    me.bot.keyClicks(line, "Buyer")
    me.press("Esc")
    me.click("Keep editing")
    me.bot.keyClicks(line, ", and planner")
    assert line.text() == "Buyer, and planner"
    me.fields["job"].set_value(LONG)
    line.clearFocus()
    me.fields["job"].set_value(LONG)
    assert line.cursorPosition() == 0


def test_escape_in_the_calendar_closes_the_calendar_alone(me):
    """A14: the form stays, with the cursor in the date."""
    me.go("people")
    me.do("Edit person…")
    field = me.fields["started_on"]
    assert isinstance(field, DayField)
    field.setFocus()
    me.press("Alt+Down")
    calendar = field.findChild(QCalendarWidget)
    assert calendar.isVisible()
    me.bot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert me.window.place.form is not None
    assert not me.window.place.form.panel.is_asking
    assert has_keys(me, "started_on")


@pytest.mark.parametrize("typed", ["3 Feb 2025", "3.2.2025", "2025-02-03", "Feb 3 2025"])
def test_the_calendar_opens_at_the_day_that_was_typed(me, typed):
    """A23: it opened at today unless the day was typed as 2025-02-03."""
    me.go("people")
    me.do("Edit person…")
    me.type("started_on", typed)
    me.press("Alt+Down")
    calendar = me.fields["started_on"].findChild(QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2025, 2, 3)
    assert (calendar.yearShown(), calendar.monthShown()) == (2025, 2)


def test_tab_goes_from_a_date_to_the_next_field_and_an_empty_date_looks_empty(me):
    """A16: what is typed after Tab is not taken by the button of the calendar."""
    me.go("people")
    me.do("Mark as left…")
    me.type("on", "")
    assert not any(letter.isdigit() for letter in me.fields["on"].editor.placeholderText())
    me.press("Tab")
    assert has_keys(me, "evidence_ref")
    me.bot.keyClicks(QApplication.focusWidget(), "Ticket 7")
    assert me.fields["evidence_ref"].value() == "Ticket 7"
    assert me.fields["on"].findChild(QCalendarWidget) is None


def test_what_is_wrong_with_a_date_is_said_once(me):
    """A16: red in the place of grey."""
    me.go("people")
    me.do("Mark as left…")
    me.type("on", "sometime")
    text = me.fields["on"]._hint.text()
    assert said(me).count(text) == 1
    me.submit()
    assert me.fields["on"].problem()
    assert sum(text in each for each in said(me)) == 1
    me.type("on", "3 Feb 2020")
    assert me.fields["on"]._hint.isVisible()


def test_why_many_are_revoked_is_asked_for_once(me):
    """A16: the field says what it needs, the preview what depends on it."""
    me.go("partners")
    page = me.window.place
    page.show_record(me.window.session.live.records.find(Partner, name="Brightside Media").id)
    page.shares.setFocus()
    me.press("Ctrl+A")
    me.do_row("Revoke…", page.share_deeds)
    assert any("see what will change" in each for each in said(me))
    me.submit()
    assert sum("Enter why it was revoked." in each for each in said(me)) == 1


def test_a_form_that_was_left_open_asks_again_what_is_wrong(me):
    """A10: what was solved in another place meanwhile is not told as wrong."""
    me.go("partners")
    page = me.window.place
    page.show_record(me.window.session.live.records.find(Partner, name="Brightside Media").id)
    me.do("Record end…")
    me.type("by", "Mara")
    me.type("on", "")
    me.submit()
    QTest.qWait(2 * form_panel._LOOK_AGAIN)
    assert me.fields["on"].problem()
    assert any("to fix first" in each for each in said(me))
    me.go("assets")
    me.go("partners")
    assert me.fields["by"].value() == "Mara"
    assert not me.fields["on"].problem()
    assert not any("to fix first" in each for each in said(me))
    me.submit()
    assert me.fields["on"].problem()
