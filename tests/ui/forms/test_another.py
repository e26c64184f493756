"""Records that come in rows: one is saved, and the form for the next one is there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person as OnRecord
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.services.computer import person
from delvia_desktop.services.register.register import new_register
from tests.ui.story import Person

ANOTHER = "Save and add another"


def form_of(me: Person):
    QApplication.processEvents()
    return me.window.place.form


def field(me: Person, name: str):
    return form_of(me).panel.fields[name]


def begin(me: Person, place: str, act: str) -> None:
    me.go(place)
    me.click(act, me.window.place)


def test_assets_are_added_one_after_the_other_without_opening_the_form_anew(me):
    """Found by a newcomer: each asset closed the form, and its type and owner were chosen anew."""
    live = me.window.session.live
    before = len(live.records.select(Asset))
    begin(me, "assets", "Add asset…")
    me.choose("asset_type", "CATALOG")
    me.type("name", "Spring catalog")
    me.type("asset_id", "7334567890123456781")
    me.click(ANOTHER, form_of(me).panel)
    assert len(live.records.select(Asset)) == before + 1
    assert field(me, "asset_type").value() == "CATALOG"
    assert field(me, "name").value() == field(me, "asset_id").value() == ""
    assert me.window.focusWidget() is field(me, "name").editor
    assert not form_of(me).panel.is_changed
    assert not me.window.place.home().selectionModel().hasSelection()
    me.type("name", "Summer catalog")
    me.type("asset_id", "7334567890123456782")
    me.press("Ctrl+Shift+Return")
    assert len(live.records.select(Asset)) == before + 2
    assert field(me, "name").value() == ""
    me.type("name", "Winter catalog")
    me.type("asset_id", "7334567890123456783")
    me.recorded()
    assert form_of(me) is None
    assert me.window.place.record().name == "Winter catalog"


def test_a_type_that_was_only_proposed_is_not_that_of_the_next_asset(me):
    """Found by a newcomer: after “@nova” the ad account would have been filed as an account."""
    begin(me, "assets", "Add asset…")
    usual = field(me, "asset_type").value()
    me.type("name", "@spring")
    assert field(me, "asset_type").value() == "TT_ACCOUNT" != usual
    me.click(ANOTHER, form_of(me).panel)
    assert field(me, "asset_type").value() == usual


def test_a_problem_keeps_the_form_and_the_next_act_is_that_of_its_button(me):
    """What was pressed before a problem came up is not done later by another button."""
    begin(me, "assets", "Add asset…")
    first = form_of(me)
    me.click(ANOTHER, first.panel)
    assert form_of(me) is first
    assert field(me, "name").problem()
    me.type("name", "Spring account")
    me.type("asset_id", "7123998103425579991")
    me.recorded()
    assert form_of(me) is None


def test_only_new_records_that_come_in_rows_go_on_with_another(me):
    """A form that corrects something, or that is about one record, ends with its own act."""

    def offers() -> bool:
        return form_of(me).panel.foot.another_button.isVisible()

    begin(me, "assets", "Add asset…")
    assert offers()
    me.press("Esc")
    me.do("Edit asset…")
    assert not offers()
    me.press("Esc")
    for place, act in (("people", "Add person…"), ("partners", "Add partner…")):
        begin(me, place, act)
        assert offers(), act
        me.press("Esc")
    me.go("people")
    me.do("Add seat…")
    assert not offers()
    me.press("Esc")
    me.go("business-centers")
    centers = me.window.session.live.records.select(BusinessCenter)
    me.window.place.show_record(next(int(each.id) for each in centers if each.is_own))
    me.do("Add seat…")
    assert offers()


def test_a_person_and_the_next_one_share_their_employer(me):
    """People of one agency are recorded in a row."""
    live = me.window.session.live
    begin(me, "people", "Add person…")
    partner = live.records.select(Partner)[-1].id
    me.choose("employer", "PARTNER")
    me.choose("partner", partner)
    me.type("name", "Ada Row")
    me.click(ANOTHER, form_of(me).panel)
    assert field(me, "employer").value() == "PARTNER"
    assert field(me, "partner").isVisible()
    assert field(me, "partner").value() == partner
    me.type("name", "Bo Row")
    me.recorded()
    assert live.records.find(OnRecord, name="Bo Row").partner == partner


@pytest.fixture
def beginner(me, tmp_path) -> Person:
    """Somebody with a register in which nothing is recorded."""
    person.remember_name("Mara Lindt")
    file = tmp_path / "empty.delvia"
    new_register(file, BrandDraft("Nova Cosmetics"), "Mara Lindt").close()
    me.program.open(str(file))
    return me


def test_a_register_begins_with_what_was_said_at_its_start(beginner):
    """Found by a newcomer: the brand and one's own name were typed at the start, and once more."""
    me = beginner
    me.click("Add our Business Center…")
    assert field(me, "name").value() == "Nova Cosmetics"
    me.type("bc_id", "7301234567890123456")
    me.recorded()
    me.click("Add Admin…")
    assert field(me, "person").value() is None
    assert field(me, "name").value() == "Mara Lindt"
    assert field(me, "role").value() == "ADMIN"
    me.click(ANOTHER, form_of(me).panel)
    assert field(me, "name").value() == ""
    assert field(me, "role").value() == "ADMIN"
    assert field(me, "accepted_on").value()
    assert me.window.focusWidget() is field(me, "name").editor
    me.type("name", "Oliver Grant")
    me.recorded()
    live = me.window.session.live
    assert {each.name for each in live.records.select(OnRecord)} == {"Mara Lindt", "Oliver Grant"}
    me.do("Add Business Center…")
    assert field(me, "name").value() == ""
