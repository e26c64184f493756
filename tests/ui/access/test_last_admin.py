"""The last Admin of a Business Center does not go unnoticed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment, is_main_admin
from delvia_desktop.domain.access.grants import is_open
from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.domain.access.seat_steps import RoleDraft
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.services.access import seats
from delvia_desktop.ui.frame.navigation import act_on
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("people")
    me.window.place.show_record(mara(me).id)
    yield me
    me.window.close()


def mara(me: Person) -> Human:
    return me.window.session.live.records.find(Human, name="Mara Lindt")


def warned(me: Person) -> str:
    return me.window.place.form.panel._caution.text().removeprefix("● ")


def confirm(me: Person) -> None:
    me.bot.mouseClick(me.fields["confirmed"].editor, Qt.MouseButton.LeftButton)


def test_before_the_only_admin_is_marked_as_left_another_one_is_asked_for(me):
    """Found by a newcomer: the brand's only Admin left, and only the Overview said so later."""
    me.do("Mark as left…")
    assert "Mara Lindt is the only Admin of Nova Cosmetics." in warned(me)
    me.submit()
    assert me.window.place.form is not None
    assert "add an Admin first" in me.fields["confirmed"].problem()
    me.type("evidence_ref", "HR-7")
    me.click("Add another Admin…")
    assert me.fields["role"].value() == "ADMIN"
    me.submit()
    assert "Choose a person" in me.fields["person"].problem()
    me.type("person", "Nia Cole")
    me.press("Tab")
    assert me.fields["name"].value() == "Nia Cole", "who is not on record is somebody new"
    me.type("accepted_on", "1 Nov 2026")
    me.submit()
    assert "Nia Cole" in admins(me)
    assert me.fields["evidence_ref"].value() == "HR-7"
    assert "only Admin" not in warned(me)
    assert not me.fields["confirmed"].isVisible()
    me.recorded()
    assert mara(me).left_on is not None


def test_before_the_last_main_administrator_of_a_shop_goes_another_one_is_asked_for(me):
    """Found by a newcomer: a shop with payouts was left without one, and no one said so."""
    live = me.window.session.live
    main = next(
        given
        for given in live.records.select(Assignment, surface="SELLER_CENTER")
        if is_main_admin(given) and is_open(given, live.today)
    )
    shop, holder = live.records.get(Asset, main.asset), live.records.get(Human, main.person)
    act_on(me.window, "assignment", int(main.id), Act.REVOKE)
    assert f"{holder.name} is the only main administrator of {shop.name}." in warned(me)
    me.type("reason", "Left the team")
    me.submit()
    assert "Select this to continue" in me.fields["confirmed"].problem()
    me.click("Add main administrator…")
    assert me.fields["asset"].value() == shop.id
    assert me.fields["surface"].value() == "SELLER_CENTER"
    assert me.fields["level"].value() == ("DELVIA_SC_MAIN",)
    me.submit()
    assert me.fields["person"].problem()  # no one is taken because they come first
    me.type("person", "Mara Lindt")
    me.submit()
    assert "only main administrator" not in warned(me)
    me.submit()
    assert live.records.get(Assignment, main.id).revoked_on == live.today
    left = "SHP-06/asset/"
    assert not any(name.startswith(left) for name in me.window.session.watch.attention.found)


def test_a_shop_that_lost_its_main_administrator_is_a_finding_that_asks_for_another(me):
    live = me.window.session.live
    main = next(
        given
        for given in live.records.select(Assignment, surface="SELLER_CENTER")
        if is_main_admin(given) and is_open(given, live.today)
    )
    act_on(me.window, "assignment", int(main.id), Act.REVOKE)
    me.type("reason", "Left the team")
    confirm(me)
    me.submit()
    found = me.window.session.watch.attention.finding(f"SHP-06/asset/{main.asset}")
    assert found is not None
    assert found.next_step.text == "Add main administrator…"
    assert (found.next_step.kind, found.next_step.id) == ("asset", main.asset)


def admins(me: Person) -> set[str]:
    records = me.window.session.live.records
    return {records.get(Human, seat.person).name for seat in records.select(Seat, role="ADMIN")}


def test_another_admin_is_chosen_among_the_people_on_record_first(me):
    """The replacement is most likely somebody who is recorded, and must not become a duplicate."""
    me.do("Mark as left…")
    assert not me.fields["confirmed"].is_required  # the button is what is asked for
    me.click("Add another Admin…")
    box = me.fields["person"].editor
    texts = [box.itemText(row) for row in range(box.count())]
    assert texts[0] == "Choose a person"
    assert texts[-1] == "New person"
    assert not me.fields["name"].isVisible()
    people = len(me.window.session.live.records.select(Human))
    me.type("person", "Claire")
    me.submit()
    assert me.window.place.form.panel.title == "Mara Lindt left"
    assert "Claire Dubois" in admins(me)
    assert len(me.window.session.live.records.select(Human)) == people


def test_esc_in_what_is_done_for_a_form_leads_back_to_it(me):
    me.do("Mark as left…")
    me.type("evidence_ref", "HR-7")
    me.click("Add another Admin…")
    me.press("Esc")
    assert me.fields["evidence_ref"].value() == "HR-7"
    assert "only Admin" in warned(me)
    me.click("Add another Admin…")
    me.type("person", "Mia")
    me.go("partners")
    me.go("people")
    assert me.fields["person"].editor.currentText().startswith("Mia")
    me.click("Cancel")
    me.click("Discard")
    assert me.fields["evidence_ref"].value() == "HR-7"


def test_a_form_that_waits_asks_too_before_another_row_is_chosen(me):
    me.do("Mark as left…")
    me.type("evidence_ref", "HR-7")
    me.click("Add another Admin…")
    table = me.window.place.people
    row = next(n for n in range(9) if table.list_model.row(n).id != mara(me).id)
    me.bot.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualRect(table.list_model.index(row, 0)).center(),
    )
    QApplication.processEvents()
    assert me.window.place.shown_record() == mara(me).id
    assert me.fields["evidence_ref"].value() == "HR-7"
    me.click("Discard")
    assert me.window.place.form is None
    assert me.window.place.shown_record() == table.list_model.row(row).id


def test_the_form_of_a_leaver_leads_to_the_duties_and_back(me):
    """What somebody answers for does not pass by itself: the form says how much, and hands over."""
    me.do("Mark as left…")
    me.type("evidence_ref", "HR-7")
    offer = me.fields["offer"]
    assert "They do not pass to anyone by themselves" in offer.button.accessibleDescription()
    assert offer.beside().startswith("37 duties")
    me.click("Hand over duties…", me.window.place.form.panel)
    me.type("successor", "Mia")
    me.submit()
    assert me.fields["evidence_ref"].value() == "HR-7"
    me.bot.waitUntil(lambda: not me.fields["offer"].isVisible())


def test_it_is_recorded_nevertheless_and_the_page_of_the_leaver_tells_what_follows(me):
    me.do("Mark as left…")
    confirm(me)
    me.recorded()
    told = me.window.session.watch.attention.touching(("person", mara(me).id))
    assert "ADM-01" in {finding.rule for finding in told}
    QApplication.processEvents()
    me.click("Revoke access…", me.window.header)
    assert "the only Admin of Nova Cosmetics" in warned(me)
    me.type("reason", "Left")
    me.submit()
    assert me.fields["confirmed"].problem()
    confirm(me)
    me.recorded()
    told = me.window.session.watch.attention.touching(("person", mara(me).id))
    assert "ADM-01" in {finding.rule for finding in told}


def test_a_removal_that_leaves_one_admin_says_so_in_each_form(me):
    """Found by a newcomer: a High finding came up again at the end, and no form had said so."""
    live = me.window.session.live
    claire = live.records.find(Human, name="Claire Dubois")
    seat = next(s for s in live.records.select(Seat, person=mara(me).id) if s.role == "ADMIN")
    told = "Nova Cosmetics is left with one Admin, Claire Dubois."
    role = RoleDraft("ADMIN", on="today", reason="Second Admin")
    theirs = live.records.find(Seat, person=claire.id, business_center=seat.business_center)
    live.perform(seats.change_role, theirs, role)
    me.do("Mark as left…")
    assert told in warned(me)
    assert "“Offboard person” guides you through it." in warned(me)
    me.press("Esc")
    me.window.act_on("seat", seat.id, "remove")
    assert told in warned(me)
    assert not me.fields["confirmed"].isVisible()
    me.press("Esc")
    me.window.act_on("seat", seat.id, "role")
    assert told in warned(me)
    me.press("Esc")


def test_once_another_admin_was_added_the_form_of_a_leaver_says_that_one_alone_is_left(me):
    """Found by a newcomer: it said so of one Business Center, and not of the one mended there."""
    live = me.window.session.live
    going = live.records.select(Seat, person=mara(me).id)
    me.do("Mark as left…")
    me.click("Add another Admin…")
    me.type("person", "Claire")
    me.submit()
    told = seats.one_admin_left(live.records, going, live.today).splitlines()
    assert [each.split(" is left")[0] for each in told] == [
        "Nova Cosmetics",
        "ノヴァ化粧品株式会社",
    ]
    assert warned(me).splitlines()[:2] == told
    me.press("Esc")


def test_the_form_in_which_a_seat_is_found_says_whose_role_it_changes(me):
    """Found by a newcomer: "Add a seat" stood over "Save role"."""
    me.do("Mark as left…")
    me.click("Add another Admin…")
    panel = me.window.place.form.panel
    title = panel.title
    me.choose("person", me.window.session.live.records.find(Human, name="Claire Dubois").id)
    assert panel.submit_button.text() == "Save role"
    assert panel.title == "Change role of Claire Dubois in Nova Cosmetics"
    me.choose("person", None)
    assert panel.title == title
    me.press("Esc")
    me.press("Esc")
