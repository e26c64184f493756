"""Procedures in the window: begun, led step by step, put aside, finished, worded anew."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.claims import Claim, ClaimDraft, state_on
from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.lists.work_rows import RunRow
from delvia_desktop.domain.procedures.acts import begins_with
from delvia_desktop.domain.procedures.plans import procedure, procedures
from delvia_desktop.domain.procedures.steps import FinishDraft, RunDraft, TakenDraft
from delvia_desktop.domain.procedures.targets import targets
from delvia_desktop.domain.records.acknowledgements import AcknowledgementDraft, How
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.procedures import Run, Step, Wording
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import show_day
from delvia_desktop.services.access import assets, claims, grants, partnerships, seats
from delvia_desktop.services.access import partners as partners_service
from delvia_desktop.services.access.partnerships import current_partnership
from delvia_desktop.services.computer.person import remember_name, your_name
from delvia_desktop.services.papers import acknowledgements, paper_making, papers
from delvia_desktop.services.papers.paper_kinds import PAPER_KINDS
from delvia_desktop.services.procedures import procedures as service
from delvia_desktop.ui.frame.navigation import act_on
from delvia_desktop.ui.procedures.step_columns import step_columns
from delvia_desktop.ui.widgets.items_layout import widget_at
from tests.figures import figure
from tests.ui.accessibility import unnamed
from tests.ui.stories import lines


@pytest.fixture
def me(me):
    me.go("procedures")
    return me


def live(me):
    return me.window.session.live


def choose(me, subject: str) -> None:
    table = me.window.place.list.table
    table.selectRow(lines(table, "For").index(subject))


def step(me) -> str:
    return me.window.place.steps.table.current_row().stand.plan.code


def select(me, code: str) -> None:
    table = me.window.place.steps.table
    model = table.list_model
    table.selectRow(
        next(n for n in range(model.rowCount()) if model.row(n).stand.plan.code == code)
    )


def banners(me) -> list[str]:
    state = me.window.place.steps._state
    return [widget_at(state, n).label.text() for n in range(state.count())]


def deeds(me) -> list[str]:
    return [deed.text for deed in me.window.place.deeds()]


def test_a_procedure_goes_on_where_it_was_put_aside(me):
    choose(me, "Agencja Świt i Współpracownicy")
    page = me.window.place
    assert page.headline()[0] == "Add an agency"
    assert step(me) == "SHARE"
    states = lines(page.steps.table, "State")
    assert states[:7] == ["Done"] * 7
    assert states[7] == "Next"
    assert "Why: Every share or level beyond the agreement" in page.steps._words.text()
    assert unnamed(me.window) == []
    me.click("Share asset…", page)
    assert me.window.place.name == "partners"
    assert me.window.place.form.key.startswith("share/")


def test_a_step_is_recorded_as_done_with_the_act_that_did_it_and_opened_again(me):
    choose(me, "Agencja Świt i Współpracownicy")
    page = me.window.place
    select(me, "SPARK")
    me.do_row("Mark with evidence…", page.steps.deeds)
    me.type("evidence_ref", "No codes needed")
    me.recorded()
    assert live(me).records.find(Step, code="SPARK").evidence_ref == "No codes needed"
    select(me, "SPARK")
    assert "Done" in banners(me)[0]
    me.click("Reopen", page)
    assert live(me).records.select(Step, code="SPARK") == ()
    me.press("Ctrl+Z")
    assert len(live(me).records.select(Step, code="SPARK")) == 1
    select(me, "PARTNER_ID")
    me.click("Reopen", page)  # SCOPE came after it
    assert "Reopen those first" in me.window.toast._label.text()


def test_a_step_is_skipped_only_with_a_reason(me):
    choose(me, "Agencja Świt i Współpracownicy")
    select(me, "SHOP")
    me.do_row("Skip…", me.window.place.steps.deeds)
    me.submit()
    assert "Enter why" in me.fields["reason"].problem()
    me.type("reason", "There is no shop")
    me.recorded()
    assert live(me).records.find(Step, code="SHOP").state == "SKIPPED"


def test_what_comes_first_and_what_must_hold_is_told_before_anybody_acts(me):
    choose(me, "Loop Social")
    select(me, "REMOVE_PARTNER")
    assert banners(me) == ["Complete step 6 first."]
    live(me).perform(
        service.start_run,
        RunDraft("END_PARTNERSHIP", partner=live(me).records.find(Partner, name="Kite Studio").id),
    )
    choose(me, "Kite Studio")
    for code in ("END_DATE", "LIST_ALL"):
        run = me.window.place.record()
        live(me).perform(service.do_step, run, code, TakenDraft("today"))
    assert step(me) == "OWNERS"
    assert any("owns" in text for text in banners(me))
    me.do_row("Mark as done…", me.window.place.steps.deeds)
    me.submit()
    assert "Enter why it is done anyway" in me.fields["reason"].problem()
    me.press("Esc")


def test_the_end_asks_when_it_is_looked_at_again(me):
    choose(me, "Loop Social")
    page = me.window.place
    run = page.record()
    assert not next(d for d in page.deeds() if d.act == "finish").is_enabled
    for plan in procedure(run.procedure).steps:
        taken = live(me).records.find(Step, run=run.id, code=plan.code)
        if taken is None:
            draft = TakenDraft("today", reason="Told elsewhere")
            live(me).perform(service.skip_step, run, plan.code, draft)
    me.click("Finish…")
    assert me.fields["recheck_on"].value()
    me.type("recheck_on", "")
    me.submit()
    assert "recheck date" in me.fields["recheck_on"].problem()
    me.type("recheck_on", "today")
    me.recorded()
    assert lines(page.list.table, "State")[lines(page.list.table, "For").index("Loop Social")] == (
        "Recheck due"
    )
    me.click("Mark as rechecked…")
    me.recorded()
    assert live(me).records.get(Run, run.id).rechecked_on == live(me).today


def test_a_procedure_is_begun_for_whom_it_is(me):
    page = me.window.place
    me.click("Start procedure…")
    me.choose("procedure", "ADMIN_HANDOVER")
    me.submit()
    me.submit()
    assert "Choose the person" in me.fields["person"].problem()
    people = {p.name: p.id for p in live(me).records.select(Person)}
    me.choose("person", people["Mara Lindt"])
    me.choose("successor", people["Oliver Grant"])
    me.recorded()
    assert page.record().successor == people["Oliver Grant"]
    me.do("Stop…")
    me.type("reason", "She stays")
    me.recorded()
    assert "Stopped" in lines(page.list.table, "State")
    me.do("Start procedure…")
    me.press("Esc")
    me.go("partners")
    me.do("Start procedure…")
    options = me.window.place.form.panel.fields["procedure"]
    options.set_value("AGENCY_OWNS")
    me.submit()
    assert me.window.place.form.panel.values()["partner"] is not None


def test_a_step_is_worded_as_the_brand_words_it_without_losing_updates(me):
    choose(me, "Agencja Świt i Współpracownicy")
    page = me.window.place
    me.do_row("Reword…", page.steps.deeds)
    me.type("text", "Share only what Agnieszka signed.")
    me.recorded()
    assert page.steps._words.text() == "Share only what Agnieszka signed."
    own = live(me).records.find(Wording, code="SHARE")
    assert own.version == procedure("ADD_AGENCY").step("SHARE").changed_in
    # The shipped words change later: the own ones stay, and it is said
    step_plan = procedure("ADD_AGENCY").step("SHARE")
    newer = type(step_plan)(**{**step_plan.__dict__, "changed_in": own.version + 1, "why": "New."})
    words = service.words_of(live(me), "ADD_AGENCY", newer)
    assert (words.text, words.is_outdated) == ("Share only what Agnieszka signed.", True)
    me.do_row("Reword…", page.steps.deeds)
    me.type("text", "")
    me.recorded()
    assert live(me).records.find(Wording, code="SHARE") is None
    assert page.steps._words.text().startswith("Why:")


def claim_at_each_stage(me, partner):
    """Claim assets of a partner, as far as each step of a claim can begin."""
    center = next(c for c in live(me).picture().business_centers.values() if c.is_own)
    days = StepDraft("today", by="Tom", reason="Ours", is_acknowledged=True)
    for taken in ((), ("ask", "agree"), ("ask", "agree", "transfer", "receive")):
        owner = {"owner_kind": "OWNER_PARTNER", "owner_partner": partner}
        number = f"712399810342557{len(taken)}{len(taken)}42"
        draft = AssetDraft(f"Claimed {number}", "ADVERTISER", number, **owner)
        asset = live(me).perform(assets.record_asset, draft)
        opened = ClaimDraft(asset.id, center.id, "SUPPORT", "today")
        claim = live(me).perform(claims.record_claim, opened)
        for step in taken:
            claim = live(me).perform(claims.take_step, claim, step, days)


def test_every_act_that_a_step_names_begins_somewhere(me):
    """A7: each step leads to a form or to the record, at each record that it is offered for."""
    people = {p.name: p.id for p in live(me).records.select(Person)}
    seat = live(me).records.find(Seat, person=people["Tomasz Nowak"])
    live(me).perform(seats.take_step, seat, "remove", StepDraft("today", reason="Left"))
    new = live(me).perform(partners_service.record_partner, PartnerDraft("Newcomer"))
    draft = PartnershipDraft(business_center=seat.business_center)
    live(me).perform(partnerships.record_partnership, new, draft)
    gone = live(me).perform(partners_service.record_partner, PartnerDraft("Former"))
    period = live(me).perform(partnerships.record_partnership, gone, draft)
    for step in ("confirm", "end"):
        period = live(me).perform(partnerships.take_step, period, step, StepDraft("today"))
    partners = {p.name: p.id for p in live(me).records.select(Partner)}
    claim_at_each_stage(me, partners["Kite Studio"])
    situation = Situation(live(me).picture())
    asset = next(iter(situation.all("asset")))
    abouts = [
        {"partner": partners["Kite Studio"]},
        {"partner": partners["Brightside Media"]},
        {"partner": new.id},
        {"partner": gone.id},
        {"partner": partners["Agencja Świt i Współpracownicy"]},
        {"person": people["Mara Lindt"], "successor": people["Oliver Grant"]},
        {"person": people["Jonas Becker"], "successor": people["Oliver Grant"]},
        {"person": people["Tomasz Nowak"], "successor": people["Mara Lindt"], "asset": asset},
        {},
    ]
    begun, kinds, tried = set(), set(), Counter()
    for plan in procedures().values():
        for each in plan.steps:
            if each.record is None or each.record.act in {"", "print"}:
                continue
            kinds.add((each.record.kind, each.record.act))
            for about in abouts:
                run = Run(1, plan.code, 1, live(me).today, **about)
                wanted = (each.record.kind, each.record.act)
                if tried[wanted] >= figure("acts at each record"):
                    break
                for kind, key in targets(each.record, situation, run)[:2]:
                    tried[wanted] += 1
                    known = kind_named(kind)
                    record = live(me).records.find(known.record, id=key)
                    act = begins_with(situation, record, each.record.act)
                    assert act_on(me.window, kind, key, act), (plan.code, each.code, kind, key)
                    form = me.window.place.form
                    if form is not None and act == each.record.act:
                        assert set(each.record.shows) <= set(form.panel.fields), each.code
                    if form is not None or me.window.work is not None:
                        begun.add(wanted)
                        me.window.place.close_form()
    assert kinds - begun == set()


def test_a_procedure_prints_and_other_papers_are_asked_for(me):
    choose(me, "Jonas Becker")
    me.do("Print procedure…")
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=30_000)
    assert me.window.paper_view.prepared.record.kind == "procedure"
    me.window.paper_view.close()
    me.window.paper_view = None
    me.window.activateWindow()
    assert "Print other documents…" in deeds(me)  # a leaver may be an Admin
    choose(me, "Loop Social")
    assert "Print other documents…" not in deeds(me)
    me.go("partners")
    me.do("Print other documents…")
    me.choose("kind", "offboarding")
    me.submit()
    me.bot.waitUntil(lambda: me.window.paper_view is not None, timeout=30_000)
    assert me.window.paper_view.prepared.record.kind == "offboarding"
    me.window.paper_view.close()
    people = {p.name: p.id for p in live(me).records.select(Person)}
    draft = RunDraft("ADMIN_HANDOVER", person=people["Mara Lindt"], successor=people["佐藤 恵"])
    live(me).perform(service.start_run, draft)
    me.go("procedures")
    choose(me, "Mara Lindt")
    me.do("Print other documents…")
    assert {option.value for option in me.fields["kind"]._options} >= {"admin", "procedure"}


def test_only_acts_about_whom_it_is_for_are_offered_as_what_did_a_step(me):
    choose(me, "Agencja Świt i Współpracownicy")
    select(me, "SHARE")
    me.do_row("Mark as done…", me.window.place.steps.deeds)
    assert "made" not in me.fields  # what was shared with others since is none of its acts
    me.press("Esc")
    run = me.window.place.record()
    share = next(
        s for s in live(me).picture().shares_of_partner[run.partner] if s.granted_on is None
    )
    live(me).perform(grants.take_step, share, "grant", StepDraft("today"))
    select(me, "SHARE")
    me.do_row("Mark with evidence…", me.window.place.steps.deeds)
    assert me.fields["made"].value() == live(me).revision


def ending(me, agency: str, target_on: str = "") -> Run:
    """Begin the end of an agency and show its steps."""
    partner = live(me).records.find(Partner, name=agency)
    draft = RunDraft("END_PARTNERSHIP", partner=partner.id, target_on=target_on)
    run = live(me).perform(service.start_run, draft)
    choose(me, agency)
    return run


def test_the_target_of_an_ending_becomes_the_last_day_unless_the_person_says_otherwise(me):
    """Found by a newcomer: the day was typed at the start, and recorded once more by a step."""
    partner = live(me).records.find(Partner, name="Kite Studio")
    period = current_partnership(live(me).records, partner.id)
    me.go("procedures")
    page = me.window.place
    page.begin_for("END_PARTNERSHIP", {"partner": int(partner.id)})
    tick = me.fields["is_last_day"]
    assert tick.isHidden(), "it is the day on record"
    me.type("target_on", "today")
    assert tick.isVisible()
    assert tick.value()
    me.recorded()
    after = current_partnership(live(me).records, partner.id)
    assert (period.engagement_end, after.engagement_end) != (live(me).today, None)
    assert after.engagement_end == page.record().target_on == live(me).today
    assert live(me).undo_title.startswith("Started: ")
    live(me).undo()
    assert current_partnership(live(me).records, partner.id) == period
    page.begin_for("END_PARTNERSHIP", {"partner": int(partner.id)})
    me.type("target_on", "today")
    me.choose("is_last_day", value=False)
    me.recorded()
    assert current_partnership(live(me).records, partner.id) == period
    assert page.record().target_on == live(me).today


def test_a_step_that_is_blocked_leads_to_what_comes_first_and_back(me):
    """Found by a newcomer: “Claim them first” stood there, and nothing led to a claim."""
    run = ending(me, "Kite Studio")
    for code in ("END_DATE", "LIST_ALL"):
        live(me).perform(service.do_step, run, code, TakenDraft("today"))
    page = me.window.place
    shown = [made.text() for made in page.steps.deeds._buttons if made.isVisible()]
    assert shown == ["Record ownership for all 2…", "Claim: Nova UK – Launch…"]
    # What is claimed already goes on at its claim.
    me.do_row("Record agreement: Leads – sampling 2026…", page.steps.deeds)
    assert (me.window.place.name, me.window.place.record().name) == (
        "assets",
        "Leads – sampling 2026",
    )
    assert me.window.place.form.key.startswith("claim-agree/")
    me.click("Back to procedure")
    assert (me.window.place.name, step(me)) == ("procedures", "OWNERS")
    me.click("Claim: Nova UK – Launch…", page.steps)
    me.recorded()
    assert (me.window.place.name, step(me)) == ("procedures", "OWNERS")
    assert page.steps._acts[1][0] == "Record request: Nova UK – Launch…"


def test_a_form_leads_back_to_the_next_step_whose_button_has_the_keys(me):
    """Found by a newcomer: each step was opened, saved, come back from and marked once more."""
    run = ending(me, "Brightside Media")
    page = me.window.place
    select(me, "LIST_ALL")
    me.do_row("Show Brightside Media", page.steps.deeds)
    assert me.window.place.name == "partners"
    me.click("Back to procedure")
    for code in ("END_DATE", "LIST_ALL", "OWNERS", "HANDED_OVER", "CUT_OVER", "REVOKE_SHARES"):
        if live(me).records.find(Step, run=run.id, code=code) is None:
            draft = TakenDraft("today", reason="Told elsewhere")
            live(me).perform(service.skip_step, run, code, draft)
    assert step(me) == "REMOVE_PARTNER"
    me.click("Record end…", page.steps)
    assert me.window.place.name == "partners"
    me.recorded()
    assert me.window.place.name == "procedures"
    stand = page.steps.table.list_model.row(6).stand
    assert (stand.plan.code, stand.standing, stand.step) == ("REMOVE_PARTNER", "SHOWN", None)
    said = [column.text(page.steps.table.list_model.row(6)) for column in step_columns()]
    assert said[2:] == ["Done", "Shown in the register"]
    rows = [
        page.steps.table.list_model.row(n) for n in range(page.steps.table.list_model.rowCount())
    ]
    waiting = [[c.text(row) for c in step_columns()] for row in rows if row.stand.waits]
    assert waiting
    assert {tuple(each[2:]) for each in waiting} <= {("Waiting", ""), ("Waiting", "Optional")}
    assert me.window.focusWidget() is page.steps.deeds._buttons[0]
    assert step(me) not in {"REMOVE_PARTNER", ""}
    me.press("Ctrl+Z")  # one act, as the step itself was not marked
    assert page.steps.table.list_model.row(6).stand.standing == "NEXT"


def test_what_nobody_can_see_in_the_register_is_stated_by_one_press(me):
    """Found by a newcomer: a step that is only said took a form and its confirmation."""
    run = ending(me, "Kite Studio")
    for code in ("END_DATE", "LIST_ALL"):
        live(me).perform(service.do_step, run, code, TakenDraft("today"))
    select(me, "HANDED_OVER")
    me.click("Mark as done", me.window.place.steps)
    taken = live(me).records.find(Step, run=run.id, code="HANDED_OVER")
    assert (taken.on, taken.by, taken.state) == (live(me).today, your_name(), "DONE")
    me.press("Ctrl+Z")
    assert live(me).records.find(Step, run=run.id, code="HANDED_OVER") is None


def test_several_steps_that_the_register_shows_are_stated_by_one_press(me):
    """The last day and the lists are on record: that both sides agreed is said of both at once."""
    run = ending(me, "Brightside Media")
    page = me.window.place
    select(me, "LIST_ALL")
    me.click(page.steps._acts[0][0], page.steps)
    me.recorded()
    assert page.steps._acts[0][0] == "Mark as done"
    named = "1 “Agree the last day in writing”, 2 “List what the agency has”"
    named += ", 10 “Logins the agency knew”."
    assert any(f"Nothing is left to record in 3 steps: {named}" in t for t in told_over(page))
    me.click("Mark 3 steps as done")
    taken = live(me).records.select(Step, run=run.id)
    assert {(each.code, each.state) for each in taken} == {
        ("END_DATE", "DONE"),
        ("LIST_ALL", "DONE"),
        ("LOGINS", "DONE"),
    }
    assert page.steps.isAncestorOf(me.window.focusWidget()), "the next step has the keys"
    me.press("Ctrl+Z")
    assert live(me).records.select(Step, run=run.id) == ()


def told_over(page) -> list[str]:
    banners = [widget_at(page._warning, n) for n in range(page._warning.count())]
    return [banner.label.text() for banner in banners]


def test_assets_of_an_agency_that_have_arrived_are_recorded_as_ours_together(me):
    """Found by a newcomer: two claims took thirteen acts each, one after the other."""
    run = ending(me, "Kite Studio")
    for code in ("END_DATE", "LIST_ALL"):
        live(me).perform(service.do_step, run, code, TakenDraft("today"))
    me.click("Record ownership for all 2…", me.window.place.steps)
    me.choose("owned", ())
    me.submit()
    assert "Select at least one asset." in me.fields["owned"].problem()
    owned = [a for a in live(me).records.select(Asset) if a.owner_partner == run.partner]
    me.choose("owned", tuple(int(asset.id) for asset in owned))
    me.type("asked_on", "10 days ago")
    me.type("agreed_on", "5 days ago")
    me.recorded()
    for asset in owned:
        after = live(me).records.get(Asset, asset.id)
        assert (after.owner_kind, after.ownership_proof) == ("OWNER_BC", "LISTED_AS_OWNED")
    states = {state_on(c, live(me).today) for c in live(me).records.select(Claim)}
    assert states <= {"verified", "dropped"}
    assert {c.asset for c in live(me).records.select(Claim) if c.agreed_on} >= {a.id for a in owned}
    assert step(me) == "HANDED_OVER"
    me.press("Ctrl+Z")
    assert all(live(me).records.get(Asset, a.id) == a for a in owned)


def test_a_step_that_lists_shows_the_agency_and_asks_before_it_is_done_with_something_open(me):
    """Found by a newcomer: to list meant to verify, and done was taken with nothing done."""
    run = ending(me, "Kite Studio")
    select(me, "LIST_ALL")
    page = me.window.place
    assert [made.text() for made in page.steps.deeds._buttons if made.isVisible()] == [
        "Verify for all 13…",
        "Mark as done…",
    ]
    (told,) = banners(me)
    assert told == (
        "13 active shares, 1 of them shared with us, have not been verified since this procedure "
        "started."
    )
    me.do_row("Show Kite Studio", page.steps.deeds)
    assert (me.window.place.name, me.window.place.form) == ("partners", None)
    me.click("Back to procedure")
    me.click("Mark as done…", page.steps)
    me.submit()
    assert "although the point above is still open" in me.fields["is_done_anyway"].problem()
    me.choose("is_done_anyway", value=True)
    me.recorded()
    assert live(me).records.find(Step, run=run.id, code="LIST_ALL").state == "DONE"


def test_what_the_register_shows_as_done_takes_one_press_and_says_who_pressed_it(me):
    """Found by a newcomer: done already, it still took a form, and nobody had done it."""
    run = ending(me, "Kite Studio")
    day = show_day(live(me).records.find(Partnership, partner=run.partner).engagement_end)
    told = (
        f"The register shows {day} as the last day. If another date was agreed, record that date."
    )
    assert (step(me), banners(me)) == ("END_DATE", [told])
    me.click("Mark as done", me.window.place.steps)
    taken = live(me).records.find(Step, run=run.id, code="END_DATE")
    assert (taken.on, taken.by) == (live(me).today, your_name())
    assert taken.by
    assert step(me) == "LIST_ALL"


def test_no_account_of_a_computer_is_recorded_as_who_did_a_step(me):
    """Found by a newcomer: before a name was given, a document said that “root” did the steps."""
    remember_name("")
    run = ending(me, "Kite Studio")
    select(me, "END_DATE")
    me.click("Mark as done…", me.window.place.steps)
    assert me.window.place.form.panel.values()["by"] == ""
    assert live(me).records.find(Step, run=run.id, code="END_DATE") is None
    assert not any("Nothing is left to record" in text for text in told_over(me.window.place))


def test_where_a_step_stands_is_explained_to_who_points_at_it_or_hears_it(me):
    """Found by a newcomer: “Next”, “Ready” and “Waiting” stood there unexplained."""
    choose(me, "Agencja Świt i Współpracownicy")
    table = me.window.place.steps.table
    place = [column.key for column in table.list_model.columns].index("standing")
    told = {}
    for row in range(table.list_model.rowCount()):
        index = table.list_model.index(row, place)
        meaning = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
        assert index.data(Qt.ItemDataRole.ToolTipRole).endswith(meaning)
        told[index.data()] = meaning
    assert told["Next"] == "The first step that is left to do"
    assert told["Ready"] == "Can be done now, even before the next step"
    assert told["Waiting"].startswith("Complete step")


def test_the_last_day_is_recorded_from_its_step(me):
    """A5: the step of the last day had no button that records it."""
    run = ending(me, "Kite Studio")
    select(me, "END_DATE")
    me.click("Record last day…", me.window.place.steps)
    assert me.fields["engagement_end"].isAncestorOf(me.window.focusWidget())
    me.type("engagement_end", "today")
    me.recorded()
    assert me.window.place.name == "procedures"  # the form leads back by itself
    select(me, "END_DATE")
    assert show_day(live(me).today) in banners(me)[0]
    period = live(me).records.find(Partnership, partner=run.partner)
    assert period.engagement_end == live(me).today


def test_the_last_step_prints_its_own_document_and_stays_with_the_procedure(me):
    """A1: the last step of the end of a partnership printed the agency's plain access record."""
    for plan in procedures().values():
        last = plan.steps[-1].record
        if last is None or not last.paper:
            continue
        kind = PAPER_KINDS[last.paper]
        assert (kind.subject, last.act) == (last.kind, "print")
    run = ending(me, "Kite Studio")
    for plan in procedure(run.procedure).steps[:-1]:
        draft = TakenDraft("today", reason="Told elsewhere")
        live(me).perform(service.skip_step, run, plan.code, draft)
    assert (step(me), banners(me)) == (
        "PRINT",
        ["This document has not been issued since the procedure started."],
    )
    me.click("Print offboarding document…", me.window.place.steps)
    me.bot.waitUntil(lambda: me.window.paper_view is not None)
    view = me.window.paper_view
    assert me.window.place.name == "procedures"
    assert view.prepared.request.code == "offboarding"
    view.close()
    me.go("partners")
    me.window.place.show_record(run.partner)
    me.do("Record end…")
    me.type("reason", "Settled")
    me.recorded()
    assert "Print offboarding document…" in {deed.text for deed in me.window.place.deeds()}


def test_a_recheck_is_due_on_its_day_and_not_before(me):
    """B14: a procedure that was just finished said “Recheck due”, a week before that day."""
    run = ending(me, "Kite Studio")
    for plan in procedure(run.procedure).steps:
        draft = TakenDraft("today", reason="Told elsewhere")
        live(me).perform(service.skip_step, run, plan.code, draft)
    open_ones = Wanted(live(me).today, where={"is_open": 1})
    before = live(me).rows(RunRow, open_ones).count()
    live(me).perform(service.finish_run, run, FinishDraft("today", "+7"))
    assert live(me).rows(RunRow, open_ones).count() == before - 1
    for days, state in ((0, "finished"), (6, "finished"), (7, "recheck")):
        on = live(me).today + timedelta(days=days)
        listed = live(me).rows(RunRow, Wanted(on, where={"id": run.id}))
        assert next(iter(listed.page())).state == state


def test_the_form_of_a_step_goes_when_one_goes_on_with_the_step_elsewhere(me):
    """Found by a newcomer: it stood there still, with what was open before, once all was done."""
    ending(me, "Kite Studio")
    select(me, "END_DATE")
    me.do_row("Mark with evidence…", me.window.place.steps.deeds)
    assert me.window.place.form is not None
    me.click("Record last day…", me.window.place.steps)
    me.press("Esc")
    me.click("Back to procedure")
    assert me.window.place.form is None


def test_the_last_day_for_which_a_procedure_began_counts(me):
    """Found by a newcomer: begun for today, step 1 showed a last day in January as done."""
    run = ending(me, "Kite Studio", live(me).today.isoformat())
    page = me.window.place
    day, today = show_day(period_of_run(me, run).engagement_end), show_day(live(me).today)
    assert banners(me) == [
        f"The register shows {day} as the last day, but this procedure was started for {today}."
    ]
    assert page.steps._acts[0][0] == "Record last day…"
    me.click("Record last day…", page.steps)
    me.recorded()  # with the day for which it began
    assert period_of_run(me, run).engagement_end == live(me).today
    me.go("procedures")
    assert page.steps._acts[0][0] == "Mark as done"


def test_a_last_day_that_is_recorded_after_the_start_was_agreed_last(me):
    run = ending(me, "Kite Studio", live(me).today.isoformat())
    me.click("Record last day…", me.window.place.steps)
    me.type("engagement_end", "+9")
    me.recorded()
    me.go("procedures")
    assert show_day(period_of_run(me, run).engagement_end) in banners(me)[0]
    assert me.window.place.steps._acts[0][0] == "Mark as done"


def period_of_run(me, run) -> Partnership:
    return live(me).records.select(Partnership, partner=run.partner)[-1]


def test_a_procedure_begins_with_the_last_day_on_record_as_its_target(me):
    """Found by a newcomer: the last day was just recorded, and asked for once more."""
    kite = live(me).records.find(Partner, name="Kite Studio")
    end = live(me).records.select(Partnership, partner=kite.id)[-1].engagement_end
    me.window.place.begin_for("END_PARTNERSHIP")
    assert me.fields["target_on"].value() == ""
    me.choose("partner", kite.id)
    assert me.fields["target_on"].value() == end.isoformat()
    me.type("target_on", "+3")
    me.choose("partner", live(me).records.find(Partner, name="Brightside Media").id)
    assert me.fields["target_on"].value() == "+3"


def test_a_step_that_was_recorded_still_says_why_it_counts(me):
    """Found by a newcomer: the step about known logins said only "Done"."""
    ending(me, "Kite Studio")
    select(me, "END_DATE")
    me.do_row("Mark with evidence…", me.window.place.steps.deeds)
    me.recorded()
    select(me, "END_DATE")
    assert "The register shows " in banners(me)[0]


def test_a_procedure_that_goes_on_is_not_offered_to_begin(me):
    """Found by a newcomer: "Start procedure…" stood beside "Continue procedure"."""
    run = ending(me, "Kite Studio")
    me.go("partners")
    me.window.place.show_record(run.partner)
    assert "Continue procedure" in deeds(me)
    assert "Start procedure…" not in deeds(me)
    me.do("Start another procedure…")
    offered = [option.value for option in me.fields["procedure"]._options]
    assert offered
    assert "END_PARTNERSHIP" not in offered


def test_a_document_that_waits_for_its_signature_is_signed_in_any_way(me):
    """Found by a newcomer: the step offered a scan only; email and screen stood elsewhere."""
    run, plan = ending(me, "Kite Studio"), procedure("END_PARTNERSHIP").steps[-1]
    request = PaperRequest("offboarding", int(run.partner))
    prepared = paper_making.prepare(live(me), live(me).picture(), request)
    paper = live(me).perform(papers.issue, prepared)
    guide = service.guide_of(live(me), run, live(me).today)
    offered = [text for text, _ in me.window.place.steps.leads.of(plan, guide)]
    assert offered == ["Add signed scan…", "Sign on screen…", "Choose another way to sign"]
    me.window.show_record_of("access-record", int(paper.id))
    me.click("Sign on screen…", me.window.place)
    dialog = me.window.place.signed.dialog
    assert dialog.who.value() == "Mara", "who works here signs first"
    dialog.close()
    draft = AcknowledgementDraft(How.EMAIL, "Mara", on="today", reference="Mail")
    live(me).perform(acknowledgements.acknowledge, paper, draft)
    me.click("Sign on screen…", me.window.place)
    assert me.window.place.signed.dialog.who.value() == "Priya Nair", "then the other side"
    me.window.place.signed.dialog.close()
