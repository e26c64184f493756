"""Adding an agency: typed in four steps, recorded as one act, and then its procedure goes on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person as OnRecord
from delvia_desktop.domain.access.people import has_gone
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.procedures.plans import guided_procedure
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.services.access import assets
from delvia_desktop.services.computer import person
from delvia_desktop.services.register import form_drafts
from delvia_desktop.ui.procedures.agency_steps import STEPS
from delvia_desktop.ui.widgets.notes import Banner
from tests.ui.accessibility import unnamed
from tests.ui.story import Person

ID = "7504233300559872018"
OWN, PARTNER, ASSETS, CONFIRM = STEPS


@pytest.fixture
def me(me) -> Person:
    me.click("Add agency…")
    return me


def keys_in(me: Person):
    QApplication.processEvents()
    return me.window.focusWidget()


def write(me: Person, text: str) -> None:
    """Type wherever the keys are."""
    me.bot.keyClicks(keys_in(me), text)


def fields(me: Person):
    return me.window.place._shown.panel.fields


def to_assets(me: Person) -> None:
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    me.press("Return")


def tick_one(me: Person) -> None:
    tick = me.window.place.assets.choices[0][1]
    tick.setFocus()
    me.bot.keyClick(tick, Qt.Key.Key_Space)


def to_the_end(me: Person) -> Run:
    """Take all four steps and return the run that they began."""
    to_assets(me)
    tick_one(me)
    me.press("Return")
    me.press("Space")
    me.press("Return")
    live = me.window.session.live
    return live.records.find(Run, partner=live.records.find(Partner, name="Zephyr Quartz").id)


def banner_of(me: Person, words: str) -> Banner:
    """Return what is told in the window in some words."""
    QApplication.processEvents()
    told = [each for each in me.window.findChildren(Banner) if each.isVisible()]
    found = [each for each in told if words in each.label.text()]
    assert found, [each.label.text() for each in told]
    return found[0]


def test_the_keys_are_in_the_first_field_of_each_step_and_enter_goes_on(me):
    page = me.window.place
    me.click("Back", page)
    assert page.step == OWN
    assert isinstance(keys_in(me), QPushButton)
    assert keys_in(me).text() == "Continue"
    me.press("Return")
    assert page.step == PARTNER
    assert keys_in(me) is fields(me)["name"].editor
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
    assert place.name == "procedures"
    assert isinstance(keys_in(me), QPushButton)
    assert keys_in(me).text().startswith("Continue with step ")


def test_finishing_the_steps_leaves_the_procedure_running_with_those_done(me):
    """Issue 16: the four steps and the procedure of that name are one thing, and one act."""
    live = me.window.session.live
    before = live.revision
    run = to_the_end(me)
    assert live.revision == before + 1
    page = me.window.place
    assert page.record() == run
    taken = {step.code: step.made for step in live.records.select(Step, run=run.id)}
    path = {step.code for step in guided_procedure().steps if step.guided}
    # This Business Center has no two Admins on record, and the scope was not typed.
    assert set(taken) == path - {"ADMINS", "SCOPE"}
    assert set(taken.values()) == {live.revision}
    words = "Zephyr Quartz is recorded. Next: Two Admins on our side."
    assert banner_of(me, words).label.text() == words
    shown = {label.text() for label in page._facts.findChildren(QLabel)}
    assert "5 of 14 done · 2 of the rest are optional" in shown
    optional = [row for row in page.steps.table.list_model.held() if row.stand.plan.is_optional]
    assert {row.stand.plan.title for row in optional} == {
        "TikTok Shop, if there is one",
        "Spark Ads codes, post by post",
    }
    me.click("Continue with step 2…", banner_of(me, words))
    assert me.window.place.name == "business-centers"
    me.press("Esc")
    me.click("Back to procedure")
    # D4: the document can be signed at once.
    offered = [b.text() for b in banner_of(me, words).findChildren(QPushButton) if b.isVisible()]
    assert offered == ["Continue with step 2…", "Print access record…"]


def notice_of(me: Person, name: str) -> str:
    """Return what is said below a field of the step."""
    panel = me.window.place._shown.panel
    panel.look_now()
    return panel.fields[name]._notice.text()


def test_what_the_agencys_document_would_lack_is_said_in_the_step_that_asks_for_it(me):
    """Found by a newcomer: no signer, no scope, no purpose were told only after Finish."""
    page = me.window.place
    write(me, "Zephyr Quartz")
    me.bot.keyClick(fields(me)["contact_name"].editor, Qt.Key.Key_Home)
    assert notice_of(me, "contact_name") == ""  # not before it is said which agency it is
    me.type("bc_id", ID, fields=fields(me))
    assert "no one to sign for the agency" in notice_of(me, "contact_name")
    assert "a purpose and an approver for each asset" in notice_of(me, "scope_agreed")
    me.type("contact_name", "Priya Nair", fields=fields(me))
    me.type("scope_agreed", "Summer launch", fields=fields(me))
    assert notice_of(me, "contact_name") == notice_of(me, "scope_agreed") == ""
    me.type("internal_owner", "", fields=fields(me))
    assert "no one to sign for us" in notice_of(me, "internal_owner")
    me.click("Continue", page)
    assert page.step == ASSETS
    page.assets.terms["approved_by"].set_value("")
    assert "will lack" not in page.foot._count.text()  # nothing is chosen yet
    tick_one(me)
    assert page.foot._count.text().endswith("The agency's document will lack: purpose, approver")
    me.type("purpose", "Launch", fields=page.assets.terms)
    assert page.foot._count.text().endswith("The agency's document will lack: approver")
    me.type("approved_by", "Mara Lindt", fields=page.assets.terms)
    assert "will lack" not in page.foot._count.text()


def test_the_id_of_a_chosen_asset_is_recorded_from_the_step_and_nothing_typed_is_lost(me):
    page = me.window.place
    to_assets(me)
    me.type("purpose", "Launch", fields=page.assets.terms)
    row = next(row for row in page.assets.list.rows if row.asset.name == "Spring film cut-downs")
    QApplication.processEvents()
    before = row.tick.mapTo(page, QPoint())
    row.tick.click()
    QApplication.processEvents()
    assert row.tick.mapTo(page, QPoint()) == before
    words = "One record has no ID: Spring film cut-downs."
    me.click("Record ID…", banner_of(me, words))
    form = page.form.panel
    assert keys_in(me) is form.fields["asset_id"].editor
    write(me, "7123998103425579999")
    me.recorded()
    assert page.step == ASSETS
    assert page.assets.terms["purpose"].value() == "Launch"
    told = [each.label.text() for each in page.findChildren(Banner) if each.isVisible()]
    assert not [text for text in told if words in text]
    chosen = [row.asset.name for row in page.assets.list.ticked()]
    assert chosen == ["Spring film cut-downs"]


def test_one_undo_takes_all_of_it_away(me):
    live = me.window.session.live
    before = [len(live.records.select(kind)) for kind in (Partner, Share, Run, Step)]
    to_the_end(me)
    assert keys_in(me).isVisible()
    me.press("Ctrl+Z")
    assert [len(live.records.select(kind)) for kind in (Partner, Share, Run, Step)] == before
    assert me.window.place.name == "procedures"
    me.press("Ctrl+Y")
    assert live.records.find(Run, partner=live.records.find(Partner, name="Zephyr Quartz").id)


def test_nothing_is_recorded_before_the_end_and_back_loses_nothing(me):
    page = me.window.place
    live = me.window.session.live
    before = live.revision
    to_assets(me)
    tick_one(me)
    me.click("Back", page)
    assert page.step == PARTNER
    assert fields(me)["bc_id"].value() == ID
    assert keys_in(me) is fields(me)["name"].editor
    me.type("name", "Zephyr Quarry", fields=fields(me))
    me.press("Return")
    assert page.assets.choices[0][1].isChecked()
    me.click("Continue", page)
    assert page.step == CONFIRM
    me.press("Esc")
    assert page.step == ASSETS
    assert page.assets.choices[0][1].isChecked()
    assert live.revision == before
    me.click("Continue", page)
    me.click("Finish", page)
    assert [p.name for p in live.records.select(Partner) if "Zephyr" in p.name] == ["Zephyr Quarry"]


def test_each_step_leads_on_by_one_button(me):
    page = me.window.place

    def leading() -> list[str]:
        QApplication.processEvents()
        made = [b for b in me.window.findChildren(QPushButton) if b.isVisible()]
        return [b.text() for b in made if b.text() in {"Continue", "Finish"}]

    me.click("Back", page)
    for step in STEPS:
        assert page.step == step
        assert leading() == ["Finish" if step == CONFIRM else "Continue"]
        assert unnamed(me.window) == []
        if step == PARTNER:
            write(me, "Zephyr Quartz")
            me.press("Tab")
            write(me, ID)
        if step == ASSETS:
            tick_one(me)
        me.click(leading()[0], page)


def test_starting_over_asks_while_something_typed_would_be_lost(me):
    page = me.window.place
    to_assets(me)
    me.click("Start over", me.window.header)
    me.click("Keep editing", page)
    assert page.step == ASSETS
    me.click("Start over", me.window.header)
    me.click("Start over", page)
    assert page.step == PARTNER
    assert form_drafts.kept_drafts(me.window.session.live) == []
    assert fields(me)["name"].value() == ""


def test_the_question_before_starting_over_has_no_second_button_that_continues(me):
    """Found by a newcomer: two buttons said Continue, and neither said with what."""
    page = me.window.place
    to_assets(me)
    me.click("Back", page)
    me.click("Start over", me.window.header)
    shown = [made.text() for made in page.findChildren(QPushButton) if made.isVisible()]
    assert shown.count("Continue") == 1
    assert {"Start over", "Keep editing"} <= set(shown)


def test_what_was_typed_is_offered_elsewhere_and_after_the_program_ended(me):
    """Issue 16: who left the four steps half way finds them again without losing what was typed."""
    to_assets(me)
    tick_one(me)
    me.go("partners")
    me.click("Continue adding agency", banner_of(me, "You left “Add an agency” unfinished."))
    assert me.window.place.step == ASSETS
    assert me.window.place.assets.choices[0][1].isChecked()
    path = me.window.session.path
    me.window.close()
    me.program.open(str(path))
    banner = banner_of(me, "“Add an agency” was unfinished when the register was closed.")
    me.click("Continue adding agency", banner)
    page = me.window.place
    assert page.step == ASSETS
    assert page.assets.choices[0][1].isChecked()
    me.click("Continue", page)
    me.click("Finish", page)
    assert me.window.session.live.records.find(Partner, name="Zephyr Quartz") is not None
    assert form_drafts.kept_drafts(me.window.session.live) == []
    me.go("partners")
    told = [b.label.text() for b in me.window.findChildren(Banner) if b.isVisible()]
    assert not [text for text in told if "Add an agency" in text]


def test_no_secret_that_was_typed_is_kept_beside_the_register(me):
    write(me, "Zephyr Quartz")
    me.type("contract_ref", "password: hunter2-Kx9", fields=fields(me))
    live = me.window.session.live
    me.bot.waitUntil(lambda: bool(form_drafts.kept_draft(live, "add-agency")))
    kept = form_drafts.kept_draft(live, "add-agency")
    assert kept["partner/name"] == "Zephyr Quartz"
    assert "hunter2" not in str(kept)


def test_the_procedure_leads_to_the_steps_for_an_agency_that_is_not_recorded(me):
    """Issue 16: “Start procedure…” offers the four steps, or goes on with a partner as before."""
    to_assets(me)
    me.go("procedures")
    me.click("Start procedure…")
    me.choose("procedure", "ADD_AGENCY")
    me.submit()
    panel = me.window.place.form.panel
    assert panel.submit_button.text() == "Add agency…"
    assert not panel.fields["target_on"].isVisible()
    me.submit()
    assert me.window.place.name == "add-agency"
    assert me.window.place.step == ASSETS
    me.go("procedures")
    assert me.window.place.form is None
    me.click("Start procedure…")
    me.choose("procedure", "ADD_AGENCY")
    me.submit()
    live = me.window.session.live
    kite = live.records.find(Partner, name="Kite Studio").id
    me.choose("partner", kite)
    panel = me.window.place.form.panel
    assert panel.submit_button.text() == "Start procedure"
    assert panel.fields["target_on"].isVisible()
    me.recorded()
    assert me.window.place.record().partner == kite
    assert live.records.select(Step, run=me.window.place.record().id) == ()


def test_what_is_missing_in_an_earlier_step_leads_back_to_it(me):
    page = me.window.place
    to_assets(me)
    tick_one(me)
    # Meanwhile the agency is recorded elsewhere.
    live = me.window.session.live
    me.go("partners")
    me.do("Add partner…")
    me.type("name", "Zephyr Quartz")
    me.type("bc_id", ID)
    me.recorded()
    me.click("Continue adding agency")
    me.click("Continue", page)
    assert page.step == PARTNER
    assert fields(me)["bc_id"].problem()
    assert len(live.records.select(Partner, name="Zephyr Quartz")) == 1


def test_the_contact_is_who_confirms_unless_somebody_else_is_typed(me):
    page = me.window.place
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    me.type("contact_name", "Priya Nair", fields=fields(me))
    me.press("Return")
    tick_one(me)
    me.press("Return")
    assert page.confirmation.fields["by"].value() == "Priya Nair"


def test_what_the_agency_sees_of_many_assets_is_ticked_by_one_press(me):
    """Found by a newcomer: each of the assets took a tick of its own."""
    to_assets(me)
    page = me.window.place
    for _, tick, _ in page.assets.choices[:3]:
        tick.setChecked(True)
    me.press("Return")
    ticks = [tick for _, tick in page.confirmation.seen]
    every = me.window.focusWidget()
    assert every.accessibleName() == "The agency can see all of these assets"
    for turn in (True, False, True):
        me.press("Space")
        assert [tick.isChecked() for tick in ticks] == [turn] * 3
    ticks[1].click()
    assert not every.isChecked()
    assert [tick.isChecked() for tick in ticks] == [True, False, True]


def test_two_assets_of_one_name_are_told_apart_by_their_ids(me):
    live = me.window.session.live
    first = next(a for a in live.records.select(Asset) if a.asset_type == "ADVERTISER")
    draft = AssetDraft(
        first.name, "ADVERTISER", "7123998103425579999", owner_kind="OWNER_BC",
        owner_business_center=next(c.id for c in live.picture().business_centers.values()
                                   if c.is_own),
    )  # fmt: skip
    live.perform(assets.record_asset, draft)
    to_assets(me)
    page = me.window.place
    ticks = [tick for asset, tick, _ in page.assets.choices if asset.name == first.name]
    told = [tick.accessibleDescription() for tick in ticks]
    assert len(set(told)) == 2
    assert any("7123998103425579999" in words for words in told)
    shown = [
        label.text().replace("\N{NARROW NO-BREAK SPACE}", "")
        for label in [row.kind for row in page.assets.list.rows]
    ]
    assert any("7123998103425579999" in text for text in shown)


def test_ownership_that_was_never_confirmed_is_confirmed_from_the_first_step(me):
    live = me.window.session.live
    center = next(c.id for c in live.picture().business_centers.values() if c.is_own)
    draft = AssetDraft(
        "Aaa new account", "ADVERTISER", "7123998103425579999", owner_kind="OWNER_BC",
        owner_business_center=center,
    )  # fmt: skip
    made = live.perform(assets.record_asset, draft)
    page = me.window.place
    me.click("Back", page)
    before = {f.id for f in me.window.session.watch.attention.open if f.rule == "OWN-05"}
    assert f"OWN-05/asset/{made.id}" in before
    for _ in before:
        me.click("Confirm ownership…", page)
        me.choose("ownership_proof", "LISTED_AS_OWNED")
        me.recorded()
        assert page.isVisible()
    assert not [f for f in me.window.session.watch.attention.open if f.rule == "OWN-05"]
    assert page.step == OWN
    assert live.records.get(Asset, made.id).ownership_confirmed_on == live.today


def test_a_problem_of_the_assets_goes_when_it_is_solved(me):
    page = me.window.place
    to_assets(me)
    tick = page.assets.choices[1][1]
    before = tick.mapTo(page, QPoint())
    me.click("Continue", page)
    assert "at least one" in page._problem.text()
    QApplication.processEvents()
    assert tick.mapTo(page, QPoint()) == before  # the next click meets what was aimed at
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


def test_who_chooses_a_level_shares_the_asset(me):
    """Found by a newcomer: an asset whose level was chosen was left out without a word."""
    to_assets(me)
    _, tick, level = next(each for each in me.window.place.assets.choices if each[2].count() > 1)
    assert not tick.isChecked()
    level.setFocus()
    me.bot.keyClick(level, Qt.Key.Key_Down)
    assert tick.isChecked()


def test_what_looks_like_a_secret_in_a_later_step_can_be_said_to_be_none(me):
    page = me.window.place
    to_assets(me)
    tick_one(me)
    me.type("purpose", "password: hunter2-Kx9", fields=page.assets.terms)
    me.click("Continue", page)
    assert page.step == ASSETS
    assert page.assets.terms["purpose"].problem()
    me.click("This is not a secret", page)
    assert page.assets.terms["purpose"].problem() == ""
    me.click("Continue", page)
    assert page.step == CONFIRM


def test_an_odd_id_is_shown_before_the_step_is_left(me):
    page = me.window.place
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, "7504233300559872000")
    me.press("Return")
    assert page.step == PARTNER
    assert "rounded" in fields(me)["bc_id"]._notice.text()
    assert me.button("Continue anyway", page)
    me.press("Return")
    assert page.step == ASSETS


def test_the_planned_end_follows_an_engagement_that_was_corrected(me):
    """Issue 16: what was proposed from the engagement is proposed anew, what was typed stays."""
    page = me.window.place
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    fields(me)["engagement_end"].set_value("31 Jan 2099")
    me.press("Return")
    assert page.step == ASSETS
    assert page.assets.terms["planned_end"].value() == "2099-01-31"
    tick_one(me)
    page.go_back()
    fields(me)["engagement_end"].set_value("30 Jun 2098")
    page.go_on()
    assert page.step == ASSETS
    assert page.assets.terms["planned_end"].value() == "2098-06-30"
    assert page.assets.choices[0][1].isChecked()
    me.type("planned_end", "1 May 2098", fields=page.assets.terms)
    page.go_back()
    fields(me)["engagement_end"].set_value("31 Dec 2098")
    page.go_on()
    assert page.assets.terms["planned_end"].value() == "1 May 2098"


def test_each_asset_can_have_its_own_planned_end(me):
    """Found by a newcomer: one share until a date and another open could not be typed here."""
    page = me.window.place
    live = me.window.session.live
    to_assets(me)
    first, second, third = page.assets.choices[:3]
    for _, tick, _ in (first, second, third):
        tick.setFocus()
        me.bot.keyClick(tick, Qt.Key.Key_Space)
    common, ends = page.assets.terms["planned_end"], page.assets.ends
    me.type("planned_end", "2098-05-31", fields=page.assets.terms)
    assert {end.value() for key, end in ends.items() if not end.isHidden()} == {"2098-05-31"}
    me.type(second[0].id, "2098-03-31", fields=ends)
    me.type(third[0].id, "", fields=ends)
    me.type("planned_end", "2098-06-30", fields=page.assets.terms)
    assert common.value() == "2098-06-30"
    typed = [ends[asset.id].value() for asset, _, _ in (first, second, third)]
    assert typed == ["2098-06-30", "2098-03-31", ""]
    me.press("Return")
    assert page.step == CONFIRM
    page.go_back()
    assert [page.assets.ends[a.id].value() for a, _, _ in (first, second, third)] == typed
    me.press("Return")
    me.press("Return")
    partner = live.records.find(Partner, name="Zephyr Quartz")
    run = live.records.find(Run, partner=partner.id)
    assert run is not None
    made = {share.asset: share.planned_end for share in live.records.select(Share)}
    found = [made[asset.id] for asset, _, _ in (first, second, third)]
    assert found == [date(2098, 6, 30), date(2098, 3, 31), None]


def test_a_wrong_date_has_the_keys_and_is_said_once(me):
    """Found by a newcomer: Continue kept the keys, and the same sentence stood there twice."""
    page = me.window.place
    to_assets(me)
    tick_one(me)
    me.type("granted_on", "Jana Weber", fields=page.assets.terms)
    me.click("Continue", page)
    wrong = page.assets.terms["granted_on"]
    assert "not a date" in wrong.problem()
    assert me.window.focusWidget() is wrong.editor
    assert page._problem.isHidden()
    assert page.foot._count.text() == "1 problem to fix first"
    write(me, "x")
    assert "of" in page.foot._count.text()
    me.type("granted_on", me.window.session.live.today.isoformat(), fields=page.assets.terms)
    own = page.assets.ends[page.assets.choices[0][0].id]
    me.type(page.assets.choices[0][0].id, "soon", fields=page.assets.ends)
    me.press("Return")
    assert "not a date" in own.problem()
    assert me.window.focusWidget() is own.editor
    assert page._problem.isHidden()


def test_a_step_opens_its_form_at_the_field_that_it_asks_for(me):
    """Found by a newcomer: “Agree the scope in writing” opened a form that hid the scope."""
    run = to_the_end(me)
    page = me.window.place
    assert page.record() == run
    page.steps.table.selectRow(3)
    me.click("Edit partnership…", page)
    form = me.window.place.form
    field = form.panel.fields["scope_agreed"]
    me.bot.waitUntil(field.isVisible)
    assert me.window.focusWidget() is field.editor
    assert form.panel.title == "Edit partnership: Zephyr Quartz"
    assert form.panel.fields["requested_on"].name == "Requested in TikTok on"
    write(me, "Analyst for Nova DE until May, approved by Mara")
    assert me.button("Mark as done…")
    me.click("Save changes")
    # What the register shows as done by then asks nothing more.
    assert me.window.place.name == "procedures"
    assert page.steps.is_done(4)
    assert me.window.session.live.records.find(Step, run=run.id, code="SCOPE") is None


def test_more_findings_of_the_first_step_can_be_seen_there(me):
    """Found by a newcomer: “And 3 more findings” stood there without a way to see them."""
    live = me.window.session.live
    center = next(c.id for c in live.picture().business_centers.values() if c.is_own)
    for number in range(2):
        draft = AssetDraft(
            f"New {number}", "ADVERTISER", f"720{number}0123456789012{number}17",
            owner_kind="OWNER_BC", owner_business_center=center,
        )  # fmt: skip
        me.window.session.perform(assets.record_asset, draft)
    me.click("Back", me.window.place)
    me.click("Show all", banner_of(me, "more finding"))
    told = [b for b in me.window.place.findChildren(Banner) if "never been" in b.label.text()]
    assert len(told) > 1


def test_the_path_begins_where_something_is_left_to_type(me):
    """Found by a newcomer: the first step was a page with nothing to do where all was recorded."""
    page = me.window.place
    assert page.step == PARTNER
    assert keys_in(me) is fields(me)["name"].editor
    me.click("Back", page)
    assert page.step == OWN
    me.go("overview")
    me.click("Add agency…")
    assert page.step == PARTNER
    assert keys_in(me) is fields(me)["name"].editor


def test_the_path_says_from_the_start_how_many_steps_follow(me):
    """Found by a newcomer: four steps ended in “5 of 14 … then 8 more steps”."""
    words = " ".join(label.text() for label in me.window.place.findChildren(QLabel))
    assert "These parts complete up to 7 of the procedure's 14 steps; at least 7 are left." in words


def test_what_document_and_findings_ask_for_is_asked_on_the_path(me):
    """Found by a newcomer: accountable person and scope were folded away, and missed afterwards."""
    live = me.window.session.live
    mine = next(p.name for p in live.records.select(OnRecord) if not has_gone(p, live.today))
    person.remember_name(mine)
    me.go("overview")
    me.click("Add agency…")
    page = me.window.place
    shown = {name for name, field in fields(me).items() if field.isVisible()}
    assert {"internal_owner", "scope_agreed"} <= shown
    assert fields(me)["internal_owner"].value() == mine
    write(me, "Zephyr Quartz")
    me.press("Tab")
    write(me, ID)
    end = (live.today + timedelta(days=90)).isoformat()
    me.type("engagement_end", end, fields=fields(me))
    me.type("contract_ref", "MSA 2026-7", fields=fields(me))
    me.type("scope_agreed", "Ads for Nova DE until May", fields=fields(me))
    me.click("Continue", page)
    assert page.assets.terms["approved_by"].value() == mine
    me.type("purpose", "Spring launch", fields=page.assets.terms)
    tick_one(me)
    me.click("Continue", page)
    me.click("Finish", page)
    partner = live.records.find(Partner, name="Zephyr Quartz")
    made = live.records.find(Partnership, partner=partner.id)
    assert (made.internal_owner, made.scope_agreed) == (mine, "Ads for Nova DE until May")
    share = live.records.find(Share, partnership=made.id)
    assert (share.purpose, share.approved_by) == ("Spring launch", mine)
    me.window.show_record_of("partner", int(partner.id))
    told = {label.text() for label in me.window.place._facts.findChildren(QLabel)}
    assert {mine, "Ads for Nova DE until May"} <= told
    open_now = me.window.session.watch.attention.open
    about = {("partner", partner.id), ("partnership", made.id), ("share", share.id)}
    told = {finding.rule for finding in open_now if about & set(finding.records)}
    assert told <= {"EVD-01"}, told


def test_no_name_is_filled_in_that_is_not_on_record(me):
    """The person of this computer is proposed only as somebody who is on record."""
    assert fields(me)["internal_owner"].value() == ""
    to_assets(me)
    assert me.window.place.assets.terms["approved_by"].value() == ""


def places_of(me: Person) -> list[QPoint]:
    """Return where the ticks stand in the window."""
    QApplication.processEvents()
    return [tick.mapTo(me.window, QPoint()) for _, tick, _ in me.window.place.assets.choices]


@pytest.mark.parametrize("size", [(1366, 768), (900, 600)])
def test_no_row_moves_when_an_asset_is_ticked(me, size):
    """D3: ticking one moved all below by a line, so that the second click missed."""
    me.window.resize(*size)
    to_assets(me)
    before = places_of(me)
    rows = me.window.place.assets.list.rows[:2]
    for row in rows:
        me.bot.mouseClick(row.tick, Qt.MouseButton.LeftButton)
        assert row.end.isVisible()
        assert places_of(me) == before
    gaps = [place - before[0] for place in before]
    for row in rows:
        row.level.setFocus()
        me.bot.keyClick(row.level, Qt.Key.Key_Down)
        after = places_of(me)  # the page may scroll to what has the keys, all of it
        assert [place - after[0] for place in after] == gaps
    said = me.window.place.foot._count.text()
    assert said.startswith(f"2 of {len(before)} assets selected")


def test_a_long_list_of_assets_is_filtered_and_comes_back_with_what_is_ticked_first(me):
    """D3: 35 assets had no filter, and Back showed their top without a sign of what was ticked."""
    page, live = me.window.place, me.window.session.live
    center = next(c.id for c in live.picture().business_centers.values() if c.is_own)
    for number in range(10, 20):
        draft = AssetDraft(
            f"Nova {number}", "ADVERTISER", f"72001234567890123{number}",
            owner_kind="OWNER_BC", owner_business_center=center,
        )  # fmt: skip
        live.perform(assets.record_asset, draft)
    to_assets(me)
    wanted = next(asset for asset, _, _ in page.assets.choices if asset.name == "Nova 19")
    me.press("Ctrl+F")
    write(me, wanted.name)
    me.bot.waitUntil(lambda: not page.assets.list.rows[0].tick.isVisible())
    me.press("Return")
    assert page.step == ASSETS  # the keys go to what was found, and no further
    assert keys_in(me).accessibleName() == f"Share {wanted.name}"
    me.press("Space")
    me.press("Ctrl+F")
    me.press("Esc")
    assert page.step == ASSETS
    assert page.assets.list.filter.text() == ""
    assert page.assets.list.rows[0].tick.isVisible()
    me.click("Continue", page)
    assert page.step == CONFIRM
    me.click("Back", page)
    asset, tick, _ = page.assets.choices[0]
    assert (asset, tick.isChecked()) == (wanted, True)
    assert keys_in(me) is tick
    assert sum(each.isChecked() for _, each, _ in page.assets.choices) == 1


def test_a_level_says_what_it_means_beside_its_name(me):
    """D3: the text of a level was cut where its planned end stood beside it."""
    to_assets(me)
    row = next(r for r in me.window.place.assets.list.rows if r.asset.asset_type == "ADVERTISER")
    words = [label for label in row.parts[2].findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in words] == [row.level.meaning()]
    assert words[0].height() >= words[0].heightForWidth(words[0].width())
    row.level.setFocus()
    me.bot.keyClick(row.level, Qt.Key.Key_Down)
    assert words[0].text() == row.level.meaning()


def test_partners_opens_on_the_agency_that_was_added(me):
    """Found by a newcomer: after Finish Partners opened on another partner."""
    to_the_end(me)
    me.go("partners")
    assert me.window.place.record().name == "Zephyr Quartz"


def test_the_document_is_printed_straight_after_the_last_part(me):
    """D4: after Finish nothing led to the document, whose step waited for the review."""
    run = to_the_end(me)
    page = me.window.place
    me.click("Print access record…", page._warning.parentWidget() or page)
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    assert "Zephyr Quartz" in me.window.paper_view.windowTitle()
    me.window.paper_view.close()
    page.steps.table.selectRow(13)
    assert page.steps.table.current_row().stand.waits == ()
    assert page.steps._acts[0][0] == "Print access record…"
    assert run == page.record()


def test_the_banner_of_a_step_names_whom_it_is_about_and_can_be_put_away(me):
    """Found by a newcomer: “Step 2 …” followed onto the pages of others and named no one."""
    to_the_end(me)

    def told() -> list[str]:
        QApplication.processEvents()
        shown = [each for each in me.window.findChildren(Banner) if each.isVisible()]
        return [b.label.text() for b in shown if "Step 2 of" in b.label.text()]

    me.click("Continue with step 2…")
    me.press("Esc")
    assert me.window.place.name == "business-centers"
    (words,) = told()
    assert words.startswith("Zephyr Quartz – Step 2 of “Add an agency”: Two Admins on our side.")
    me.go("overview")
    assert told() == []
    me.go("partners")
    assert len(told()) == 1  # the partner that it is about
    me.go("business-centers")
    me.click("Close", banner_of(me, "Step 2 of"))
    assert told() == []
    me.go("partners")
    assert told() == []
