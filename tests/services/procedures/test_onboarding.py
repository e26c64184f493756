"""Adding an agency: one act that leaves its procedure running where the guided path ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.seats import SeatDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.procedures.plans import StepStanding, guided_procedure
from delvia_desktop.domain.records.procedures import Run, Step
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import people, seats
from delvia_desktop.services.procedures.onboarding import AgencyDraft, add_agency
from delvia_desktop.services.procedures.procedures import guide_of

ID = "7504233300559872018"
DAY = "2026-11-23"


@pytest.fixture
def draft(nova) -> AgencyDraft:
    shares = tuple(
        ShareDraft(asset=asset.id, level=level, granted_on=DAY)
        for asset, level in ((nova.profile, ("POST",)), (nova.ad_account, ("ANALYST",)))
    )
    return AgencyDraft(
        PartnerDraft(name="Kite", bc_id=ID),
        PartnershipDraft(nova.center.id, requested_on=DAY, scope_agreed="Ads in Germany"),
        shares,
        frozenset({nova.profile.id}),
        StepDraft(on=DAY, by="Priya"),
        "Mara",
    )


def two_admins(nova) -> None:
    for name in ("Mara Lindt", "Oliver Grant"):
        person = nova.register.perform(people.record_person, PersonDraft(name, "OURS"))
        seat = SeatDraft(person.id, nova.center.id, "ADMIN", accepted_on=DAY)
        nova.register.perform(seats.record_seat, seat)


def done(register, run: Run) -> set[str]:
    return {step.code for step in register.records.select(Step, run=run.id)}


def problems(register, draft: AgencyDraft) -> set[str]:
    with pytest.raises(Invalid) as refused:
        register.rehearse(add_agency, draft)
    return {problem.field for problem in refused.value.problems}


def test_an_agency_is_added_with_all_that_belongs_to_it_in_one_act(nova, draft):
    register = nova.register
    before = {cls: register.records.select(cls) for cls in (Partner, Partnership, Share, Run, Step)}
    number = register.revision
    partner, partnership, run = register.perform(add_agency, draft)
    assert register.revision == number + 1
    assert register.undo_title == "Added the agency Kite"
    shares = register.records.select(Share, partnership=partnership.id)
    assert [share.confirmed_by for share in shares] == ["Priya", ""]
    assert partnership.confirmed_by == "Priya"
    assert (run.partner, run.procedure, run.started_by) == (partner.id, "ADD_AGENCY", "Mara")
    register.undo()
    assert before == {cls: register.records.select(cls) for cls in before}
    register.redo()
    assert register.records.find(Run, id=run.id) == run


def test_the_run_has_exactly_the_steps_that_the_guided_path_did(nova, draft):
    """Issue 16: the steps done name the act that did them, and the next ones are waiting."""
    register = nova.register
    two_admins(nova)
    whole = replace(draft, seen=frozenset(share.asset for share in draft.shares))
    run = register.perform(add_agency, whole).run
    path = {step.code for step in guided_procedure().steps if step.guided}
    assert done(register, run) == path
    taken = register.records.select(Step, run=run.id)
    assert {(step.made, step.by, step.on) for step in taken} == {
        (register.revision, "Mara", register.today)
    }
    stands = guide_of(register, run, register.today).stands
    # No step that is ready is jumped over.
    ready = [s for s in stands if s.standing in {StepStanding.NEXT, StepStanding.OPEN}]
    assert [s.plan.code for s in stands if s.standing == StepStanding.NEXT] == ["TOGETHER"]
    assert ready[0].standing == StepStanding.NEXT
    assert {s.plan.code for s in stands if s.plan.is_optional} == {"SHOP", "SPARK"}
    assert not any(s.waits for s in stands if s.plan.code in {"SEE_SHARES", "SHOP", "SPARK"})


def test_a_scope_is_agreed_by_the_purpose_and_the_approver_of_each_share(nova, draft):
    """Found by a newcomer: “Agree the scope in writing” came next, although all of it was typed."""
    register = nova.register
    two_admins(nova)
    untold = replace(draft.engagement, scope_agreed="")
    terms = {"purpose": "Always-on campaigns", "approved_by": "Mara"}
    told = tuple(replace(share, **terms) for share in draft.shares)
    run = register.perform(add_agency, replace(draft, engagement=untold, shares=told)).run
    assert "SCOPE" in done(register, run)
    register.undo()
    one_lacks = (replace(told[0], approved_by=""), *told[1:])
    run = register.perform(add_agency, replace(draft, engagement=untold, shares=one_lacks)).run
    assert "SCOPE" not in done(register, run)
    stands = guide_of(register, run, register.today).stands
    assert [s.plan.code for s in stands if s.standing == StepStanding.NEXT] == ["SCOPE"]


def test_what_the_guided_path_left_out_is_not_done(nova, draft):
    register = nova.register
    without = {
        # One Admin, no scope in writing, not added in TikTok yet, only planned, nobody confirmed.
        "ADMINS": draft,
        "SCOPE": replace(draft, engagement=replace(draft.engagement, scope_agreed="")),
        "CONFIRMED": replace(draft, seen=frozenset()),
        "ADD_PARTNER": replace(
            draft, engagement=replace(draft.engagement, requested_on=""), seen=frozenset()
        ),
        "SHARE": replace(
            draft,
            shares=tuple(replace(share, granted_on="") for share in draft.shares),
            seen=frozenset(),
        ),
    }
    for code, each in without.items():
        run = register.perform(add_agency, each).run
        assert code not in done(register, run)
        assert done(register, run) >= {"OWN_CENTER", "PARTNER_ID"}
        register.undo()


def test_what_should_have_come_before_is_told_as_the_next_step(nova, draft):
    register = nova.register
    run = register.perform(add_agency, draft).run
    stands = {s.plan.code: s.standing for s in guide_of(register, run, register.today).stands}
    assert stands["ADD_PARTNER"] == StepStanding.DONE
    assert stands["ADMINS"] == StepStanding.NEXT


def test_all_problems_of_an_agency_and_its_partnership_are_told_at_once(nova, draft):
    register = nova.register
    empty = AgencyDraft(PartnerDraft(), PartnershipDraft())
    assert problems(register, empty) == {"name", "bc_id", "business_center"}
    named = replace(empty, partner=PartnerDraft(name="Kite", bc_id=ID))
    assert problems(register, named) == {"business_center"}
    late = replace(draft, shares=tuple(replace(s, planned_end="2020-01-01") for s in draft.shares))
    assert problems(register, late) == {"planned_end"}
    future = replace(draft, confirmed=StepDraft(on="2099-01-01"))
    assert problems(register, future) == {"on"}


def test_a_rehearsed_act_leaves_nothing_behind(nova, draft):
    register = nova.register
    number, state = register.revision, register.register_state
    heard = []
    register.listen(heard.append)
    assert register.rehearse(add_agency, draft).partner.name == "Kite"
    assert (register.revision, register.register_state) == (number, state)
    assert register.records.find(Partner, name="Kite") is None
    assert heard == []
    assert register.check() == []
    register.perform(add_agency, draft)
    assert register.revision == number + 1
