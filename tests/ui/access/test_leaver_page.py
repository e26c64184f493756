"""The page of somebody who leaves: everything that is left, and each step begun there."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment, AssignmentDraft, is_main_admin
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.procedures.steps import RunDraft
from delvia_desktop.domain.records.procedures import Step
from delvia_desktop.services.access import assignments, logins, people
from delvia_desktop.services.papers import papers
from delvia_desktop.services.procedures import procedures as service
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.story import Person


@pytest.fixture
def me(me):
    me.go("people")
    live = me.window.session.live
    oliver, mara = (live.records.find(Human, name=name) for name in ("Oliver Grant", "Mara Lindt"))
    main = next(filter(is_main_admin, live.records.select(Assignment, person=oliver.id)))
    # So that his shop is no matter here: test_last_admin.py is about that.
    also = AssignmentDraft(
        main.asset, mara.id, main.surface, main.level, may_pay_out=True, granted_on="today"
    )
    me.window.session.perform(assignments.record_assignment, also)
    me.window.place.show_record(oliver.id)
    me.do("Mark as left…")
    me.recorded()
    yield me
    me.window.close()


def banners(me: Person) -> list[str]:
    QApplication.processEvents()
    shown = me.window.place._warning
    return [widget_at(shown, n).label.text() for n in range(shown.count())]


def end_what_is_granted(me: Person) -> None:
    for text in ("Revoke access…", "Record password change…"):
        me.click(text, me.window.header)
        if "reason" in me.fields:
            me.type("reason", "Left the company")
        me.recorded()


def hand_over(me: Person) -> None:
    """Name another holder of the mailbox and of the recovery, in the form that is open."""
    mara = me.window.session.live.records.find(Human, name="Mara Lindt")
    for field in ("mailbox_holder", "recovery_holder"):
        me.choose(field, mara.id)


def test_the_page_of_a_leaver_names_each_duty_until_another_person_has_it(me):
    """Found by a newcomer: the page said that all had ended, the printed record said otherwise."""
    page = me.window.place
    assert "Kite Studio" in [label.text() for label in page._facts.findChildren(QLabel)]
    end_what_is_granted(me)
    me.click("Name another holder…", me.window.header)
    hand_over(me)
    me.recorded()
    assert any("is still accountable for “Kite Studio”." in text for text in banners(me))
    me.click("Name another person…")
    assert me.window.place is page
    me.type("internal_owner", "Mara Lindt")
    me.recorded()
    assert me.window.place is page
    assert not any("accountable" in text for text in banners(me))
    owners = {each.internal_owner for each in me.window.session.live.records.select(Partnership)}
    assert "Oliver Grant" not in owners


def test_a_login_is_handed_over_on_the_page_of_the_leaver_and_those_who_left_are_marked(me):
    """Found by a newcomer: the step led to All access, and nobody came back."""
    page = me.window.place
    end_what_is_granted(me)
    me.click("Name another holder…", me.window.header)
    assert me.window.place is page
    offered = [option.text for option in me.fields["mailbox_holder"]._options]
    assert offered[-1].startswith("Oliver Grant (left on ")
    assert not any("left on" in text for text in offered[:-2])
    hand_over(me)
    me.recorded()
    assert me.window.place is page
    assert page.ways.working() == []


def test_finding_and_button_ask_for_the_same_first_and_nothing_is_told_twice(me):
    """Found by a newcomer: “Remove the seat first” stood below a button that revoked access."""
    asked = []
    page = me.window.place
    while page.ways.working():
        green = next(deed.text for deed in page.deeds() if deed.is_primary)
        asked.append(green)
        first = widget_at(page._warning, 0)
        assert green in [button.text() for button in first.findChildren(QPushButton)]
        assert len([text for text in banners(me) if "still has access" in text]) == 1
        assert not any("was removed from" in text for text in banners(me))
        me.click(green, me.window.header)
        if "reason" in me.fields:
            me.type("reason", "Left the company")
        if "mailbox_holder" in me.fields:
            hand_over(me)
        me.recorded()
        assert me.window.place is page
    assert asked == ["Revoke access…", "Record password change…", "Name another holder…"]


def test_a_leaver_who_only_knows_a_password_has_the_act_of_the_banner_in_the_head(me):
    """Found by a newcomer: the banner had a button where no login is recorded, the head none."""
    page, live = me.window.place, me.window.session.live
    login = live.records.select(Login)[0]
    live.perform(logins.delete_login, login)
    pia = me.window.session.perform(people.record_person, PersonDraft("Pia Sommer"))
    known = AssignmentDraft(login.asset, pia.id, "LOGIN", granted_on="2 Feb 2026")
    me.window.session.perform(assignments.record_assignment, known)
    me.window.session.perform(people.record_leaving, pia, StepDraft("3 Feb 2026"))
    page.show_record(pia.id)
    assert [way.record for way in page.ways.working()] != []
    button = me.button("Record revocation…", me.window.header)
    assert button.property("kind") == "primary"
    me.click("Record revocation…", me.window.header)
    me.type("reason", "The password was changed")
    me.recorded()
    assert page.ways.working() == []
    assert live.records.get(Human, pia.id).left_on is not None


def test_records_of_one_name_are_told_apart_in_the_preview(me):
    """Found by a newcomer: “Nova Shop UK for Oliver Grant” stood there twice."""
    me.click("Revoke access…", me.window.header)
    shown = me.fields["preview"].lines
    names = [shown.item(n).text().splitlines()[0] for n in range(shown.count())]
    assert len(set(names)) == len(names)
    assert any("Nova Shop UK for Oliver Grant · Business Center · Ad" in name for name in names)
    assert "To see what will change, enter: " not in me.fields["preview"].count.text()


def test_before_a_document_is_issued_it_says_what_is_still_open(me):
    me.do("Print leaver's document…")
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=60_000)
    view = me.window.paper_view
    said = [widget_at(view._banners, n).label.text() for n in range(view._banners.count())]
    assert "findings are still open and appear on this document." in said[1]
    view.close()


def test_the_holder_to_be_replaced_is_where_one_types(me):
    """Found by a newcomer: the keys were in the mailbox, and what one typed came behind a name."""
    end_what_is_granted(me)
    me.click("Name another holder…", me.window.header)
    QApplication.processEvents()
    line = me.fields["mailbox_holder"].editor.lineEdit()
    assert line.selectedText().startswith("Oliver Grant (left on ")
    focused = QApplication.focusWidget()
    assert focused is me.fields["mailbox_holder"].editor or focused is line
    me.bot.keyClicks(line, "Mara")
    assert line.text() == "Mara"


def test_once_all_has_ended_the_document_is_next_and_then_its_signature(me):
    """Found by a newcomer: no button was green, and the document stood beside “Delete person”."""
    end_what_is_granted(me)
    for name in ("Mara Lindt", "Mia Okafor"):
        if any(deed.text == "Hand over duties…" for deed in me.window.place.deeds()):
            me.do("Hand over duties…")
            me.choose("successor", me.window.session.live.records.find(Human, name=name).id)
            me.recorded()
    assert me.window.place.headline()[0] == "Oliver Grant"
    me.click("Verify removals…", me.window.header)
    me.recorded()
    me.click("Name another holder…", me.window.header)
    hand_over(me)
    me.recorded()
    assert green(me) == ["Print leaver's document…"]
    me.click("Print leaver's document…", me.window.header)
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=60_000)
    view = me.window.paper_view
    record = me.window.session.perform(papers.issue, view.prepared)
    view.close()
    assert green(me) == ["Show handover"]
    assert any(f"{record.number}: waiting for the signature since" in text for text in banners(me))
    me.click("Show handover", me.window.header)
    assert (me.window.place.name, me.window.place.shown_record()) == ("handovers", record.id)


def green(me: Person) -> list[str]:
    return [deed.text for deed in me.window.place.deeds() if deed.is_primary]


def test_what_is_still_due_of_a_leaver_is_offered_and_taken_over_by_one_press(me):
    """The page told of neither procedure nor review, and the procedure began at 0 of 12."""
    page, live = me.window.place, me.window.session.live
    oliver = page.record()
    (told,) = [text for text in banners(me) if "has not been started" in text]
    assert "The procedure “A person leaves” has not been started. A review is due on " in told
    banner = next(
        widget_at(page._warning, n)
        for n in range(page._warning.count())
        if widget_at(page._warning, n).label.text() == told
    )
    me.click("Start procedure…", banner)
    assert me.window.place.form.key == "run/PERSON_LEAVES"
    assert me.fields["person"].value() == oliver.id
    me.recorded()
    runs = me.window.place
    # What the register shows counts without an act, and without a record of it.
    model = runs.steps.table.list_model
    stands = [model.row(n).stand for n in range(model.rowCount())]
    assert sum(stand.standing == "SHOWN" for stand in stands) > 1
    assert live.records.select(Step, run=runs.record().id) == ()
    me.go("people")
    page.show_record(oliver.id)
    assert not any("has not been started" in text for text in banners(me))
    me.do("Continue procedure")
    assert me.window.place is runs
    assert runs.form is None


def test_the_procedure_of_one_who_has_not_left_yet_goes_on_from_their_page(me):
    """It begins before the last day, and the page offered to start another."""
    live = me.window.session.live
    mara = live.records.find(Human, name="Mara Lindt")
    me.window.session.perform(service.start_run, RunDraft("PERSON_LEAVES", "Ada", person=mara.id))
    me.window.place.show_record(mara.id)
    me.do("Continue procedure")
    assert me.window.place.record().person == mara.id
    assert me.window.place.form is None


def test_who_was_the_manager_of_a_leaver_is_told_as_past(me):
    """Found by a newcomer: a leaver's page still named a manager, with no duty to hand over."""
    QApplication.processEvents()
    found = me.window.place._facts.findChildren(QLabel)
    labels = [label.text() for label in found if label.isVisible()]
    assert "Former line manager" in labels
    assert "Line manager" not in labels


def test_the_procedure_asks_only_for_the_holder_who_leaves(me):
    """Found by a newcomer: the keys were in the mailbox, and somebody who stays was overwritten."""
    live = me.window.session.live
    jonas = live.records.find(Human, name="Jonas Becker")
    [login] = live.records.select(Login, recovery_holder=jonas.id)
    assert login.mailbox_holder not in {None, jonas.id}
    me.window.place.show_record(jonas.id)
    me.do("Continue procedure")
    steps = me.window.place.steps
    codes = [row.stand.plan.code for row in steps.table.list_model.held()]
    steps.table.selectRow(codes.index("DEVICES"))
    asset = live.records.get(Asset, login.asset).name
    me.do_row(f"Name another holder: {asset}…", steps.deeds)
    QApplication.processEvents()
    panel = me.window.place.form.panel
    assert panel.fields["recovery_holder"].isAncestorOf(QApplication.focusWidget())
    me.bot.keyClicks(QApplication.focusWidget(), "Mara")
    line = panel.fields["recovery_holder"].editor.lineEdit()
    assert line.text() == "Mara"
    assert panel.fields["mailbox_holder"].value() == login.mailbox_holder
