"""What newcomers met in a procedure: the same thing asked twice, ways that led past, silence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.claims import Claim, ClaimDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.procedures.steps import RunDraft, TakenDraft
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.services.access import bulk, claims
from delvia_desktop.services.access.bulk import ManyDraft
from delvia_desktop.services.procedures import procedures as service
from tests.ui.procedures.test_procedures import banners, choose, ending, live, select, step

COMING = "Agencja Świt i Współpracownicy"


@pytest.fixture
def me(me):
    me.go("procedures")
    return me


def coming(me) -> Partner:
    """Show the procedure of the agency that is being added."""
    choose(me, COMING)
    return live(me).records.find(Partner, name=COMING)


def test_an_agency_confirms_the_partnership_and_what_it_sees_in_one_form(me):
    """Found by a newcomer: two confirmations on two pages, with the same name typed twice."""
    agency = coming(me)
    period = live(me).records.find(Partnership, partner=agency.id)
    shares = live(me).records.select(Share, partnership=period.id)
    names = [("share", int(share.id)) for share in shares]
    given = ManyDraft("grant", StepDraft("today", "Ada"))
    live(me).perform(bulk.act_on_names, names, given)
    run = me.window.place.record()
    live(me).perform(service.skip_step, run, "SHARE", TakenDraft("today", reason="Planned"))
    select(me, "CONFIRMED")
    acts = [text for text, _ in me.window.place.steps._acts]
    assert acts[0] == "Record confirmation…"
    assert not any(text.startswith("Record confirmation for") for text in acts)
    me.click("Record confirmation…", me.window.place.steps)
    assert me.fields["by"].value() == agency.contact_name
    me.type("by", "Lukasz Zak")
    me.choose("seen", tuple(key for _, key in names[1:]))
    me.recorded()
    after = live(me).records.select(Share, partnership=period.id)
    assert {s.confirmed_by for s in after if s.id != shares[0].id} == {"Lukasz Zak"}
    assert live(me).records.get(Share, shares[0].id).confirmed_on is None  # it was not said of it
    assert live(me).records.get(Partnership, period.id).confirmed_by == "Lukasz Zak"
    me.press("Ctrl+Z")
    assert live(me).records.get(Partnership, period.id).confirmed_on is None


def test_the_step_of_the_shop_leads_to_the_form_of_the_shop(me):
    """Found by a newcomer: it led to the page of the partner, where no shop was spoken of."""
    agency = coming(me)
    select(me, "SHOP")
    me.click("Add shop partner…", me.window.place.steps)
    assert me.window.place.name == "partners"
    assert me.window.place.form.panel.title == "Add shop partner"
    assert me.fields["partner"].value() == agency.id
    shop = live(me).records.find(Asset, asset_type="TIKTOK_SHOP")
    me.choose("asset", value=shop.id)
    me.type("scope", "Orders")
    me.recorded()
    assert (me.window.place.name, step(me)) == ("procedures", "SHOP")
    assert live(me).records.find(ShopPartner, partner=agency.id).scope == "Orders"


def test_a_step_that_one_was_led_from_says_what_is_missing_and_can_be_skipped(me):
    """Found by a newcomer: the line over the page said neither, and led only back."""
    run = ending(me, "Kite Studio")
    select(me, "LIST_ALL")
    (missing,) = banners(me)
    me.do_row("Show Kite Studio", me.window.place.steps.deeds)
    banner = me.window.places.told_over(me.window.place)[0]
    assert missing in banner.label.text()
    me.click("Skip…")
    assert me.window.place.name == "procedures"
    me.type("reason", "Listed last week")
    me.recorded()
    assert live(me).records.find(Step, run=run.id, code="LIST_ALL").state == "SKIPPED"


def test_several_claims_take_the_same_step_in_one_form(me):
    """Found by a newcomer: each claim went its way alone, one form after the other."""
    run = ending(me, "Kite Studio")
    for code in ("END_DATE", "LIST_ALL"):
        live(me).perform(service.do_step, run, code, TakenDraft("today"))
    found = live(me).records.select(Claim, partner=run.partner)
    (asked,) = [claim for claim in found if claim.dropped_on is None]
    again = ClaimDraft(39, asked.business_center, "RELEASE", found_on="today")
    made = live(me).perform(claims.record_claim, again)
    live(me).perform(claims.take_step, made, "ask", StepDraft("today", "Priya Nair"))
    me.click("Record agreement for all 2…", me.window.place.steps)
    assert me.fields["by"].value() == "Priya Nair"
    me.recorded()
    for claim in (made, asked):
        after = live(me).records.get(Claim, claim.id)
        assert (after.agreed_on, after.agreed_by) == (live(me).today, "Priya Nair")
    assert me.window.place.steps._acts[0][0] == "Record start of transfer for all 2…"


def test_tab_goes_to_a_field_that_shows_only_by_what_was_typed(me):
    """Found by a newcomer: Tab after the partner went to Cancel."""
    me.window.place.begin_for("ADD_AGENCY")
    partner = me.fields["partner"]
    partner.setFocus()
    me.bot.keyClicks(me.window.focusWidget(), "Brightside")
    me.bot.keyClick(me.window.focusWidget(), Qt.Key.Key_Tab)
    assert me.fields["target_on"].isAncestorOf(me.window.focusWidget())


def test_a_procedure_that_was_finished_for_the_same_agency_says_so(me):
    """Found by a newcomer: a second “Add an agency” for the same agency began in silence."""
    agency = live(me).records.find(Partner, name="Brightside Media")
    run = live(me).perform(service.start_run, RunDraft("ADD_AGENCY", partner=agency.id))
    for plan in service.guide_of(live(me), run, live(me).today).plan.steps:
        if live(me).records.find(Step, run=run.id, code=plan.code) is None:
            draft = TakenDraft("today", reason="Told elsewhere")
            live(me).perform(service.skip_step, run, plan.code, draft)
    end = (live(me).today + timedelta(days=30)).isoformat()
    live(me).perform(service.finish_run, run, service.FinishDraft("today", end))
    me.window.place.begin_for("ADD_AGENCY", {"partner": int(agency.id)})
    assert "This procedure was finished on" in me.fields["partner"]._notice.text()
    me.submit()
    assert len(live(me).records.select(Run, partner=agency.id, procedure="ADD_AGENCY")) == 2
