"""The first act follows the state: of somebody who left, of a partner that was removed, of many."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person as Human
from delvia_desktop.ui.widgets.items_layout import widget_at
from delvia_desktop.ui.widgets.page_area import PageArea
from tests.ui.stories import show_tab
from tests.ui.story import Person


def primary(me: Person) -> str:
    """Return what the one green button says, in the head or in a banner."""
    QApplication.processEvents()
    buttons = me.window.findChildren(QPushButton)
    green = [b.text() for b in buttons if b.isVisible() and b.property("kind") == "primary"]
    assert len(green) == 1
    return green[0]


def likeliest(me: Person) -> str:
    """Return what the state of the record calls for, where no finding says something else."""
    return next(deed.text for deed in me.window.place.deeds() if deed.is_primary)


def in_order(row) -> list[str]:
    """Return the buttons of a row of acts."""
    QApplication.processEvents()
    return [made.accessibleName() or made.text() for made in row._buttons if made.isVisible()]


def at_somebody_who_left(me: Person):
    me.go("people")
    page = me.window.place
    page.show_record(me.window.session.live.records.find(Human, name="Jonas Becker").id)
    if page.record().left_on is None:
        me.do("Mark as left…")
        me.recorded()
    page.ways.table.take_focus()
    return page


def at_brightside(me: Person):
    me.go("partners")
    page = me.window.place
    page.show_record(me.window.session.live.records.find(Partner, name="Brightside Media").id)
    return page


def test_the_access_of_somebody_who_left_is_revoked_together(me):
    """A18: all rows are selected by Ctrl+A, and revoking stands first."""
    page = at_somebody_who_left(me)
    page.ways.table.take_focus()
    me.press("Ctrl+A")
    acts = in_order(page.ways.deeds)
    assert acts[0].startswith("Revoke… (Assignments: ")
    me.do_row(acts[0], page.ways.deeds)
    me.type("reason", "Left the company")
    me.submit()
    if me.window.place.form is not None:  # a password that is known cannot be taken back
        me.bot.mouseClick(me.fields["leave_out"].editor, Qt.MouseButton.LeftButton)
        me.recorded()
    held = me.window.session.live.records.select(Assignment, person=page.record().id)
    left = [each for each in held if each.granted_on and not each.revoked_on]
    assert {each.surface for each in left} <= {"LOGIN"}


def test_the_first_act_for_somebody_who_left_ends_what_is_left(me):
    """A18: nobody gives assets to somebody who left."""
    page = at_somebody_who_left(me)
    assert primary(me) == "Revoke access…"
    me.click("Revoke access…")
    panel = me.window.place.form.panel
    assert panel.title.startswith("Record revocation: ")
    assert "The right step for each comes next." in panel._lead.text()
    me.type("reason", "Left the company")
    me.recorded()
    # Assignments and codes went together; what somebody knows ends at its login
    assert primary(me) == "Record password change…"
    me.click("Record password change…")
    me.recorded()
    # Mailbox and recovery need other holders before the removals are looked at.
    mara = me.window.session.live.records.find(Human, name="Mara Lindt").id
    assert primary(me) == "Name another holder…"
    me.click("Name another holder…")
    for name in ("mailbox_holder", "recovery_holder"):
        me.fields[name].set_value(mara)
    me.recorded()
    assert primary(me) == "Verify removals…"
    me.click("Verify removals…")
    me.recorded()
    assert not any(way.is_unverified for way in page.ways.ways)
    assert {way.kind for way in page.ways.working()} <= {"login"}
    assert "Assign asset…" in [deed.text for deed in page.deeds()]


def test_for_each_grant_of_somebody_who_left_the_end_stands_first(me):
    """A15: the likeliest first, also where a grant is not confirmed yet."""
    page = at_somebody_who_left(me)
    seen = 0
    for place in range(page.ways.table.list_model.rowCount()):
        page.ways.table.selectRow(place)
        way = page.ways.table.current_row()
        if way.kind in {"assignment", "spark-code"} and way.is_open:
            seen += 1
            knows = way.surface == "LOGIN"  # that ends by another password
            first = "Record password change…" if knows else "Revoke…"
            assert in_order(page.ways.deeds)[0] == first, way
    assert seen


def test_what_was_acted_on_stays_selected_for_the_next_act(me):
    """A14: two acts on the same rows need them chosen once."""
    page = at_brightside(me)
    page.shares.take_focus()
    me.press("Ctrl+A")
    keys = page.shares.selected_keys()
    assert len(keys) > 2
    me.do_row("Set dates…", page.share_deeds)
    me.type("planned_end", "31 Dec 2099")
    me.submit()
    if me.window.place.form is not None:
        me.bot.mouseClick(me.fields["leave_out"].editor, Qt.MouseButton.LeftButton)
        me.recorded()
    assert page.shares.selected_keys() == keys
    assert page.share_deeds._about.text() == f"{len(keys)} selected"
    assert page.shares.key() in keys
    me.press("Ctrl+Z")
    assert page.shares.selected_keys() == keys
    # A click chooses one again
    spot = page.shares.visualRect(page.shares.list_model.index(0, 0)).center()
    me.bot.mouseClick(page.shares.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert len(page.shares.selected_keys()) == 1


def test_the_first_paper_of_a_removed_partner_is_the_offboarding_document(me):
    """A18: in the head, and preset among the other papers; the chosen share is in sight."""
    page = at_brightside(me)
    me.window.resize(1280, 720)
    assert likeliest(me) == "Share asset…"
    assert primary(me) == "Lower level…"  # the banner of its finding, and nothing else
    page.shares.choose(page.shares.list_model.row(page.shares.list_model.rowCount() - 1).id)
    me.do("Record end…")
    me.recorded()
    assert likeliest(me) == "Revoke access…"  # its people still have some
    QApplication.processEvents()
    here = page.shares.visualRect(page.shares.currentIndex())
    assert page.shares.viewport().rect().contains(here.center())
    me.do("Print other documents…")
    assert me.fields["kind"].value() == "offboarding"
    me.press("Esc")
    me.do("Print offboarding document…")
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    assert me.window.paper_view.prepared.record.kind == "offboarding"
    me.window.paper_view.close()


def test_the_step_of_a_finding_begins_at_the_field_that_it_asks_for(me):
    """A7: “Name another holder…” puts the cursor into the holder."""
    at_somebody_who_left(me)
    steps = [
        finding.next_step
        for finding in me.window.session.watch.attention.found.values()
        if finding.next_step is not None and len(finding.next_step.asks) > 0
    ]
    assert steps
    for step in steps[:6]:
        me.window.take_step(step)
        form = me.window.place.form
        if form is not None and step.asks[0] in form.panel.fields:
            editor = form.panel.fields[step.asks[0]].editor
            focused = QApplication.focusWidget()
            assert focused is editor or editor.isAncestorOf(focused), step
            me.window.place.close_form()


def test_a_low_window_keeps_rows_of_the_list_below_the_findings(me):
    """Found by a newcomer: two scroll bars stood side by side, and four of 15 shares were seen."""
    records = me.window.session.live.records
    me.window.resize(1280, 720)
    me.go("partners")
    page = me.window.place
    page.show_record(records.find(Partner, name="Kite Studio").id)
    QApplication.processEvents()
    assert page._warning.count() == 1
    buttons = widget_at(page._warning, 0).findChildren(QPushButton)
    (whole,) = (made.text() for made in buttons if made.text().startswith("Show all "))
    attention = me.window.session.watch.attention
    told = {"critical", "high", "medium"}
    found = [f for f in attention.touching(("partner", page.shown_record())) if f.severity in told]
    assert int(whole.removeprefix("Show all ")) == len(found) > 2
    (area,) = (a for a in page.findChildren(PageArea) if a._sheet.content is page.detail)
    assert not area.verticalScrollBar().isVisible()
    rows = page.shares.viewport().height() // page.shares.verticalHeader().defaultSectionSize()
    assert rows >= 5
    me.window.resize(1280, 1100)
    QApplication.processEvents()
    assert page._warning.count() == 3


def test_what_calls_for_something_is_seen_in_any_tab_of_a_low_window(me):
    """With the summary it was a tab: after the first Admin nobody saw that a second is needed."""
    me.window.resize(900, 600)
    at_brightside(me)
    QApplication.processEvents()
    for name in ("Summary", "Shares", "History"):
        show_tab(me, name)
        assert primary(me) == "Lower level…"


def test_the_ownership_that_is_on_record_is_confirmed_not_recorded_again(me):
    """Found by a newcomer: “Confirm ownership…” opened “Who owns … now?” at “Not confirmed”."""
    live = me.window.session.live
    asset = live.records.find(Asset, owner_kind=OwnerKind.OURS)

    def forget(edit):
        edit.name("Forget the confirmation")
        nothing = {"ownership_confirmed_on": None, "ownership_confirmed_by": ""}
        return edit.put(asset, replace(asset, **nothing, ownership_proof=""))

    live.perform(forget)
    me.go("assets")
    page = me.window.place
    page.show_record(asset.id)
    assert likeliest(me) == "Confirm ownership…"
    me.do("Confirm ownership…")
    panel = page.form.panel
    assert panel.title == f"Confirm ownership of {asset.name}"
    assert panel.submit_button.text() == "Confirm ownership"
    assert me.fields["ownership_confirmed_on"].value() == live.today.isoformat()
    assert me.fields["ownership_confirmed_by"].value() == "Mara"
    assert me.fields["ownership_confirmed_on"].is_required
    me.type("ownership_confirmed_on", "")
    me.submit()
    assert me.fields["ownership_proof"].problem() == "⚠ Choose how ownership was confirmed."
    assert me.fields["ownership_confirmed_on"].problem() == "⚠ Enter the date."
    me.choose("ownership_proof", "LISTED_AS_OWNED")
    me.recorded()
    after = live.records.get(Asset, asset.id)
    assert (after.ownership_confirmed_on, after.ownership_confirmed_by) == (live.today, "Mara")
    assert after.owner_business_center == asset.owner_business_center
    assert live.undo_title == f"Confirmed ownership of {asset.name}"
    assert likeliest(me) == "Assign to person…"


def test_beside_a_form_its_own_button_is_the_primary_one(me):
    """Found by a newcomer: two green buttons stood there wherever a form was open."""
    at_brightside(me)
    QApplication.processEvents()
    me.click("Lower level…")
    form = me.window.place.form.panel
    assert primary(me) == form.submit_button.text()
    me.press("Esc")
    assert primary(me) == "Lower level…"


def test_the_facts_come_back_when_a_form_is_closed_again(me):
    """Found by a newcomer: they were a tab beside the form, and gone for everybody after it."""
    me.window.resize(1280, 800)
    page = at_somebody_who_left(me)
    me.bot.waitUntil(lambda: not page._facts.visibleRegion().isEmpty())
    before = page._facts.visibleRegion().boundingRect().height()
    assert before > 0
    for _ in range(2):
        me.click("Revoke access…")
        me.bot.waitUntil(lambda: page._facts.visibleRegion().isEmpty())
        me.press("Esc")
        me.bot.waitUntil(lambda: page.form is None)
        me.bot.waitUntil(lambda: page._facts.visibleRegion().boundingRect().height() == before)
