"""The end of an agency: what is asked is needed, what is known already stands there."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnership_steps import owned_problem
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person as PersonRecord
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.procedures.facts import beside_shares
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.procedures.steps import RunDraft, TakenDraft
from delvia_desktop.domain.procedures.targets import targets
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.services.access import bulk
from delvia_desktop.services.procedures import procedures as service
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.ui.story import Person


@pytest.fixture
def me(me):
    yield me
    me.window.close()


def at(me: Person, name: str):
    me.go("partners")
    partner = me.window.session.live.records.find(Partner, name=name)
    me.window.place.show_record(partner.id)
    return partner


def test_a_reason_for_assets_of_the_agency_is_asked_only_where_it_owns_one(me):
    """Found by a newcomer: the reason was asked of an agency that owns nothing."""
    records = me.window.session.live.records
    owning = {asset.owner_partner for asset in records.select(Asset)}
    for partner in records.select(Partner):
        at(me, partner.name)
        if any(deed.text == "Record end…" for deed in me.window.place.deeds()):
            me.do("Record end…")
            assert ("reason" in me.fields) == (partner.id in owning), partner.name
            me.press("Esc")


def test_once_an_agency_is_removed_the_reason_of_each_revocation_is_known(me):
    """Found by a newcomer: “Why *” was empty although the partnership had just ended."""
    at(me, "Brightside Media")
    me.do("Record end…")
    if "reason" in me.fields:
        me.type("reason", "Stays with the agency")
    me.recorded()
    me.click("Revoke access…", me.window.header)
    assert me.fields["reason"].value().startswith("The partnership with Brightside Media ended on ")


def test_the_button_of_a_claim_names_its_asset(me):
    """Found by a newcomer: of several claims nobody knew whose step the button was."""
    partner = at(me, "Kite Studio")
    records = me.window.session.live.records
    # The assets in the order of the findings: the one that is lost without a claim comes first.
    owned = [asset.name for asset in records.select(Asset, owner_partner=partner.id)]
    assert owned[0] == "Nova UK – Launch"
    assert primary(me) == "Claim: Nova UK – Launch…"
    assert "Nova UK – Launch" in widget_at(me.window.place._warning, 0).label.text()
    me.do("Claim: Nova UK – Launch…")
    assert me.window.place.record().name == "Nova UK – Launch"
    me.recorded()
    at(me, "Kite Studio")
    assert primary(me) == "Record request: Nova UK – Launch…"


def primary(me: Person) -> str:
    return next(deed.text for deed in me.window.place.deeds() if deed.is_primary)


def test_an_agency_ends_by_its_procedure_which_goes_on_from_its_page(me):
    """Found by a newcomer: of three ways to end an agency its page knew only the last removal."""
    records = me.window.session.live.records
    for name in ("Kite Studio", "Brightside Media"):
        partner = at(me, name)
        me.do("Offboard partner…")
        assert me.window.place.name == "procedures"
        assert me.fields["partner"].value() == partner.id
        me.recorded()
        run = me.window.place.record()
        assert (run.procedure, run.partner) == ("END_PARTNERSHIP", partner.id)
        at(me, name)
        assert primary(me) == "Continue procedure"
        me.do("Continue procedure")
        assert (me.window.place.form, me.window.place.record()) == (None, run)
    assert len([r for r in records.select(Run) if r.finished_on is None]) > 1
    at(me, "Kite Studio")
    me.do("Record end…")
    assert me.window.place.form.key.startswith("end/")


def test_once_its_end_has_begun_the_notice_of_adding_an_agency_offers_to_stop_that(me):
    """Found by a newcomer: “Mark step 5 as done” was offered for an agency that had gone."""
    live = me.window.session.live
    partner = live.records.find(Partner, name="Kite Studio")
    adding = live.perform(service.start_run, RunDraft("ADD_AGENCY", partner=partner.id))
    at(me, "Kite Studio")
    me.do("Offboard partner…")
    me.recorded()
    page = me.window.place
    page.show_record(adding.id)
    assert page._warning.count() == 1
    assert "the partnership is ending." in widget_at(page._warning, 0).label.text()
    me.click("Stop procedure…", widget_at(page._warning, 0))
    assert page.form.key == f"run-stop/{adding.id}"
    me.press("Esc")


def test_a_step_about_many_offers_all_of_them_first_and_exactly_these(me):
    """The first button was one share of eleven; the way for all lay behind fifteen rows."""
    partner = at(me, "Kite Studio")
    me.do("Offboard partner…")
    me.recorded()
    page, records = me.window.place, me.window.session.live.records
    run = page.record()
    wanted = procedure("END_PARTNERSHIP").step("REVOKE_SHARES")
    situation = Situation(me.window.session.live.picture())
    names = targets(wanted.record, situation, run)
    assert len(names) > 3
    for stand in page.steps._guide.stands[:5]:
        live = me.window.session.live
        draft = TakenDraft(live.today.isoformat(), reason="Agreed")
        live.perform(service.skip_step, run, stand.plan.code, draft)
    page.steps.table.choose(6)
    page.steps._show_step()
    text = f"Record revocation for all {len(names)}…"
    assert page.steps._acts[0][0] == text
    assert [t for t, _ in page.steps._acts if t.startswith("Show ")] == ["Show Kite Studio"]
    me.click(text)
    assert me.fields["reason"].value() == "The partnership with Kite Studio is ending"
    assert page.name == "procedures"
    assert page.form.panel.title == f"Record revocation: {len(names)} shares"
    assert page.form.panel.submit_button.text() == "Record revocation"
    me.recorded()
    periods = {p.id for p in records.select(Partnership, partner=partner.id)}
    given = [s for s in records.select(Share) if s.partnership in periods and not s.is_incoming]
    assert {("share", s.id) for s in given if s.revoked_on} >= set(names)
    assert page.steps.is_done(6)
    assert page.steps.table.current_row().stand.plan.code == "REMOVE_PARTNER"


def test_a_share_that_was_revoked_earlier_is_verified_with_the_others_of_its_partner(me):
    """Found by a newcomer: “Also: Verify removal” left it out, and it took a form of its own."""
    partner = at(me, "Kite Studio")
    live = me.window.session.live
    situation = Situation(live.picture())
    count = len(situation.open_shares(partner.id))
    (revoked,) = (s for s in situation.unverified_of(partner.id) if isinstance(s, Share))
    run = live.perform(service.start_run, RunDraft("END_PARTNERSHIP", partner=partner.id))
    for code in ("END_DATE", "LIST_ALL", "OWNERS", "HANDED_OVER", "CUT_OVER"):
        live.perform(service.skip_step, run, code, TakenDraft("today", reason="Agreed"))
    me.go("procedures")
    me.window.place.show_record(run.id)
    me.click(f"Record revocation for all {count}…")
    told = me.fields["preview"].count
    assert told.text() == f"{count} will change · 1 stays as it is"
    me.choose("gone.also", value=True)
    assert told.text() == f"{count + 1} will change"
    me.recorded()
    after = live.records.get(Share, revoked.id)
    assert (after.revoked_on, after.verified_gone_on) == (revoked.revoked_on, live.today)


def test_a_procedure_begins_for_the_record_from_which_one_came(me):
    """Found by a newcomer: the form of the procedure did not know the agency just looked at."""
    for place, name, code, field in (
        ("partners", "Kite Studio", "AGENCY_OWNS", "partner"),
        ("people", "Mara Lindt", "PERSON_LEAVES", "person"),
        ("assets", "Nova UK – Launch", "CANNOT_SEE", "asset"),
    ):
        cls = {"partner": Partner, "person": PersonRecord, "asset": Asset}[field]
        record = me.window.session.live.records.find(cls, name=name)
        me.go(place)
        me.window.place.show_record(record.id)
        me.go("procedures")
        me.click("Start procedure…")
        me.choose("procedure", code)
        me.submit()
        assert me.fields[field].value() == record.id
        me.press("Esc")
    me.go("overview")
    me.go("procedures")
    me.click("Start procedure…")
    me.choose("procedure", "AGENCY_OWNS")
    me.submit()
    assert me.fields["partner"].value() is None
    me.press("Esc")


def test_one_asset_that_the_agency_owns_is_it_and_several_are_them():
    """Found by a newcomer: “you lose them” was said of one asset."""
    assert "you lose it. Claim it first" in owned_problem(["Launch"])
    assert "you lose them. Claim them first" in owned_problem(["Launch", "Leads"])


def test_an_asset_says_one_thing_everywhere_while_it_is_claimed(me):
    """Found by a newcomer: the green button made an asset ours whose claim nobody had sent."""
    records = me.window.session.live.records
    asset = records.find(Asset, name="Nova UK – Launch")
    me.go("assets")
    me.window.place.show_record(asset.id)
    assert primary(me) == "Claim…"
    me.do("Claim…")
    me.recorded()
    assert primary(me) == "Record request…"
    me.do("Record ownership…")
    me.submit()
    assert "claim to this asset is open" in me.fields["ownership_proof"].problem()
    me.choose("ownership_proof", "TRANSFER")
    me.recorded()
    claim = records.select(Claim, asset=asset.id)[-1]
    assert claim.verified_on == me.window.session.live.today
    assert all(s.revoked_on for s in records.select(Share, asset=asset.id) if s.is_incoming)
    found = me.window.session.watch.attention.touching(("asset", asset.id))
    assert not [f for f in found if f.rule in {"OWN-01", "OWN-05"}]


def test_who_is_asked_for_an_asset_is_the_contact_of_the_agency(me):
    """Found by a newcomer: “Person asked” was empty although the contact is recorded."""
    records = me.window.session.live.records
    asset = records.find(Asset, name="Nova UK – Launch")
    me.go("assets")
    me.window.place.show_record(asset.id)
    me.do("Claim…")
    me.recorded()
    found = me.window.session.watch.attention.found[f"OWN-01/asset/{asset.id}"]
    assert found.next_step.text == "Record request…"
    me.window.take_step(found.next_step)
    contact = records.get(Partner, asset.owner_partner).contact_name
    assert contact
    assert me.fields["by"].value() == contact


def test_the_sweep_names_and_leads_to_every_way_that_is_left(me):
    """Found by a newcomer: two were revoked together, and nothing led to the two that were left."""
    at(me, "Kite Studio")
    me.do("Offboard partner…")
    me.recorded()
    page, live = me.window.place, me.window.session.live
    run = page.record()
    plan = procedure("END_PARTNERSHIP")
    before = [each.code for each in plan.steps].index("SWEEP")
    for each in plan.steps[:before]:
        draft = TakenDraft(live.today.isoformat(), reason="Agreed")
        live.perform(service.skip_step, run, each.code, draft)
    page.steps.table.choose(before + 1)
    page.steps._show_step()
    left = beside_shares(Situation(live.picture()), run)
    kinds = {kind_of(record).name for record in left}
    assert {"seat", "shop-partner"} <= kinds
    assert len(left) > 3
    assert page.steps._acts[0][0] == f"Record revocation for all {len(left)}…"
    # The two that were left then are named, and each has a button of its own.
    kept = [next(r for r in left if kind_of(r).name == kind) for kind in ("seat", "shop-partner")]
    names = [(kind_of(r).name, int(r.id)) for r in left if r not in kept]
    gone = StepDraft("today", reason="It ended", is_acknowledged=True)
    live.perform(bulk.act_on_names, names, bulk.ManyDraft("revoke", gone))
    person = live.records.get(PersonRecord, kept[0].person).name
    shop = live.records.get(Asset, kept[1].asset).name
    (told,) = page.steps._guide.lacking["SWEEP"]
    assert told.startswith("2 access grants are still active (")
    assert person in told
    assert shop in told
    shown = [text for text, _ in page.steps._acts]
    assert shown[0] == "Record revocation for all 2…"
    assert any(text.startswith(f"Record removal: {person} in ") for text in shown)
    assert f"Record revocation: Kite Studio on {shop}…" in shown
    me.click("Record revocation for all 2…", page.steps)
    me.recorded()
    assert beside_shares(Situation(live.picture()), run) == []
    assert page.steps._acts[0][0] == "Mark as done"
