"""Adding an agency with keys: where they are, the way back, and what undo does to the steps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.shares import Share
from delvia_desktop.ui.pages.add_agency_page import ASSETS, CONFIRM, OWN, PARTNER
from tests.ui.story import Person

ID = "7504233300559872018"


@pytest.fixture
def me(me) -> Person:
    me.click("Add an agency…")
    return me


def keys_in(me: Person):
    QApplication.processEvents()
    return me.window.focusWidget()


def write(me: Person, text: str) -> None:
    """Type wherever the keys are."""
    me.bot.keyClicks(keys_in(me), text)


def to_assets(me: Person) -> None:
    me.press("Return")
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    me.press("Return")


def tick_one(me: Person) -> None:
    tick = me.window.place.assets.choices[0][1]
    tick.setFocus()
    me.bot.keyClick(tick, Qt.Key.Key_Space)


def test_the_keys_are_in_the_first_field_of_each_step_and_enter_goes_on(me):
    page = me.window.place
    assert isinstance(keys_in(me), QPushButton)
    assert keys_in(me).text() == "Continue"
    me.press("Return")
    assert page.step == PARTNER
    assert keys_in(me) is page._form.fields["name"].editor
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    me.press("Return")
    assert page.step == ASSETS
    assert keys_in(me) is page.assets.template.editor
    tick_one(me)
    me.press("Return")
    assert page.step == CONFIRM
    seen = page.confirmation.seen[0][1]
    assert keys_in(me) is seen
    me.press("Space")
    me.press("Return")
    place = me.window.place
    assert (place.name, place.record().name) == ("partners", "Zephyr Quartz")
    assert keys_in(me) is place.partners


def test_back_loses_nothing_and_what_is_recorded_is_corrected(me):
    page = me.window.place
    live = me.window.session.live
    to_assets(me)
    tick_one(me)
    me.click("Back", me.window.header)
    assert page.step == PARTNER
    assert page._form.fields["bc_id"].value() == ID
    assert keys_in(me) is page._form.fields["name"].editor
    me.type("name", "Zephyr Quarry", fields=page._form.fields)
    me.press("Return")
    assert [p.name for p in live.records.select(Partner) if "Zephyr" in p.name] == ["Zephyr Quarry"]
    assert page.assets.choices[0][1].isChecked()
    me.click("Continue", me.window.header)
    assert page.step == CONFIRM
    me.click("Back", me.window.header)
    before = len(live.records.select(Share))
    assert not page.assets.choices[0][1].isEnabled()
    me.click("Continue", me.window.header)
    assert (page.step, len(live.records.select(Share))) == (CONFIRM, before)
    me.click("Start over", me.window.header)
    assert page.step == OWN


def test_undo_goes_back_to_the_step_whose_record_it_took_and_redo_goes_on(me):
    page = me.window.place
    to_assets(me)
    tick_one(me)
    me.press("Return")
    assert page.step == CONFIRM
    me.press("Ctrl+Z")
    assert page.step == ASSETS
    assert page.assets.choices[0][1].isChecked()
    me.press("Ctrl+Z")
    assert page.step == PARTNER
    assert page._form.fields["name"].value() == "Zephyr Quartz"
    assert keys_in(me) is page._form.fields["name"].editor
    me.press("Ctrl+Y")
    assert page.step == ASSETS
    me.press("Ctrl+Y")
    assert page.step == CONFIRM
    me.press("Ctrl+Z")
    me.press("Ctrl+Z")
    me.press("Return")
    assert page.step == ASSETS
    assert me.window.session.live.records.find(Partner, name="Zephyr Quartz") is not None


def test_a_problem_of_the_assets_goes_when_it_is_solved(me):
    page = me.window.place
    to_assets(me)
    me.click("Continue", me.window.header)
    assert "at least one" in page._problem.text()
    tick_one(me)
    assert page._problem.isHidden()
    past = (me.window.session.live.today - timedelta(days=9)).isoformat()
    me.type("planned_end", past, fields=page.assets.terms)
    me.press("Return")
    assert page.assets.terms["planned_end"].problem()
    me.type("planned_end", "", fields=page.assets.terms)
    me.bot.keyClicks(page.assets.terms["planned_end"].editor, "+30")
    assert page.assets.terms["planned_end"].problem() == ""
    assert page._problem.isHidden()


def test_an_odd_id_is_shown_before_the_agency_is_recorded(me):
    page = me.window.place
    me.press("Return")
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, "7504233300559872")
    me.press("Return")
    assert page.step == PARTNER
    assert "usually have 19 digits" in page._form.fields["bc_id"]._notice.text()
    me.press("Return")
    assert page.step == ASSETS


def test_what_is_told_leaves_the_count_of_what_is_ticked_in_sight(me):
    to_assets(me)
    toast, count = me.window.toast, me.window.place.assets._chosen
    me.bot.waitUntil(toast.isVisible)
    spot = count.rect().translated(count.mapTo(me.window, QPoint()))
    assert not toast.rect().translated(toast.mapTo(me.window, QPoint())).intersects(spot)


def test_the_planned_end_follows_an_engagement_that_was_corrected(me):
    """Issue 16: what was proposed from the engagement is proposed anew, what was typed stays."""
    page = me.window.place
    me.press("Return")
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    page._form.fields["engagement_end"].set_value("31 Jan 2099")
    me.press("Return")
    assert page.step == ASSETS
    assert page.assets.terms["planned_end"].value() == "2099-01-31"
    tick_one(me)
    page.go_back()
    page._form.fields["engagement_end"].set_value("30 Jun 2098")
    page.go_on()
    assert page.step == ASSETS
    assert page.assets.terms["planned_end"].value() == "2098-06-30"
    assert page.assets.choices[0][1].isChecked()
    me.type("planned_end", "1 May 2098", fields=page.assets.terms)
    page.go_back()
    page._form.fields["engagement_end"].set_value("31 Dec 2098")
    page.go_on()
    assert page.assets.terms["planned_end"].value() == "1 May 2098"
