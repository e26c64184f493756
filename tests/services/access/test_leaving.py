"""What goes over, what is counted and what a document says when a person or an agency leaves."""

from __future__ import annotations

import io

import pypdf
import pytest

from delvia_desktop.domain.access.assets import Asset, OwnerKind, OwnershipDraft
from delvia_desktop.domain.access.claim_steps import next_steps
from delvia_desktop.domain.access.claims import Claim, ClaimDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.access import assets, bulk, claims, duties, partnerships, people
from delvia_desktop.services.access.access_routes import routes_of
from delvia_desktop.services.access.bulk import ManyDraft
from delvia_desktop.services.access.duties import HandOverDraft
from delvia_desktop.services.findings import findings
from delvia_desktop.services.papers import paper_making
from tests.services.papers.test_paper_history import data_of


def named(register, name: str) -> Person:
    return register.records.find(Person, name=name)


def leaves(register, name: str) -> Person:
    person = named(register, name)
    return register.perform(people.record_leaving, person, StepDraft("today"))


def of_rule(register, rule: str) -> list:
    return [f for f in findings.find(register, register.today).open if f.rule == rule]


def test_one_who_has_left_takes_nothing_over_and_no_one_becomes_their_own_manager(sample):
    mara = leaves(sample, "Mara Lindt")
    held = duties.duties_of(sample, mara)
    gone = named(sample, "Jonas Becker")
    with pytest.raises(Invalid, match="Choose someone who has not left"):
        sample.perform(duties.hand_over, HandOverDraft(gone.id, held))
    with pytest.raises(Invalid, match="Choose who takes over"):
        sample.perform(duties.hand_over, HandOverDraft(None, held))
    with pytest.raises(Invalid, match="Select at least one duty"):
        sample.perform(duties.hand_over, HandOverDraft(named(sample, "Oliver Grant").id, ()))
    oliver = named(sample, "Oliver Grant")
    sample.perform(duties.hand_over, HandOverDraft(oliver.id, held))
    assert named(sample, "Oliver Grant").line_manager != "Oliver Grant"
    left = duties.duties_of(sample, mara)
    assert [(each.kind, each.id) for each in left] == [("person", int(oliver.id))]


def test_a_document_counts_findings_and_not_the_lines_that_tell_them(sample):
    """Found by a newcomer: “1 finding is still open” where the page listed 32."""
    mara = leaves(sample, "Mara Lindt")
    asked = PaperRequest("person", int(mara.id))
    paper = paper_making.prepare(sample, sample.picture(), asked)
    attention = findings.find(sample, sample.today)
    told = [f for f in attention.touching(("person", int(mara.id))) if f.severity != "low"]
    assert len(told) > 30
    assert f"{len(told)} findings are still open" in paper.notices[0].text


def test_the_leavers_document_counts_what_its_table_lists_as_the_page_does(sample):
    """Found by a newcomer: “0 access grants are recorded.” above a table of ten that ended."""
    mara = leaves(sample, "Mara Lindt")
    ways = routes_of(sample, "person", int(mara.id), sample.today)
    able = bulk.able_to(sample, "revoke", [(way.kind, way.record) for way in ways])
    draft = ManyDraft("revoke", StepDraft("today", reason=bulk.why_all_end(sample, able)))
    assert draft.step.reason.startswith("Mara Lindt left on ")
    sample.perform(bulk.act_on_names, able, draft)
    assert sample.undo_title == f"Revoked access: {len(able)} access grants"
    asked = PaperRequest("person", int(mara.id))
    paper = paper_making.prepare(sample, sample.picture(), asked)
    content = data_of(paper)
    ended = next(s for s in content["sections"] if s["title"] == "Ended access")
    now = routes_of(sample, "person", int(mara.id), sample.today)
    over = [way for way in now if not way.is_open and not way.is_pending]
    assert len(ended["rows"]) == len(over)
    first = pypdf.PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    assert f", {len(over)} ended." in first
    assert "Mara Lindt" in content["declarations"]["names"]


def test_the_end_of_a_partnership_says_who_ended_the_shares_and_invents_no_request(sample):
    """Found by a newcomer: “Requested” on the day of the removal, and “Revoked by” was blank."""
    partner = sample.records.find(Partner, name="Loop Social")
    period = sample.records.select(Partnership, partner=partner.id)[-1]
    before = {s.id: s for s in sample.records.select(Share, partnership=period.id)}
    draft = StepDraft("today", by="Mara Lindt", reason="Kept")
    sample.perform(partnerships.take_step, period, "end", draft)
    ended = [
        share
        for share in sample.records.select(Share, partnership=period.id)
        if share.revoked_on is not None and before[share.id].revoked_on is None
    ]
    assert ended
    assert {share.revoked_by for share in ended} == {"Mara Lindt"}
    asked = {share.id: before[share.id].revoke_requested_on for share in ended}
    assert {share.id: share.revoke_requested_on for share in ended} == asked


def test_banner_and_form_are_about_the_same_removals_of_an_agency(sample):
    """Found by a newcomer: the banner said 15, the form that it opened said 18."""
    partner = sample.records.find(Partner, name="Loop Social")
    period = sample.records.select(Partnership, partner=partner.id)[-1]
    sample.perform(partnerships.take_step, period, "end", StepDraft("today", reason="Kept"))
    ways = routes_of(sample, "partner", int(partner.id), sample.today)
    able = bulk.able_to(sample, "revoke", [(way.kind, way.record) for way in ways])
    if able:
        draft = ManyDraft("revoke", StepDraft("today", reason="Ended"))
        sample.perform(bulk.act_on_names, able, draft)
    situation = findings.find(sample, sample.today).situation
    told = situation.unverified_of(int(partner.id))
    ways = routes_of(sample, "partner", int(partner.id), sample.today)
    shares = [("share", int(s.id)) for s in sample.records.select(Share, partnership=period.id)]
    beside = [(way.kind, way.record) for way in ways if not way.is_open]
    assert len(told) == len(set(bulk.able_to(sample, "gone", [*shares, *beside])))


def received(sample) -> tuple[Asset, Claim]:
    """Claim an asset that an agency owns, up to the day on which it arrived."""
    asset = sample.records.find(Asset, name="Leads – sampling 2026")
    center = next(c for c in sample.picture().business_centers.values() if c.is_own)
    typed = ClaimDraft(asset=asset.id, business_center=center.id, found_on="today")
    claim = sample.records.find(Claim, asset=asset.id) or sample.perform(claims.record_claim, typed)
    while claim.received_on is None:
        draft = StepDraft("today", by="Tom", is_acknowledged=True)
        step = next_steps(claim, sample.today)[0]
        claim = sample.perform(claims.take_step, claim, step, draft)
    return sample.records.get(Asset, asset.id), claim


def test_after_an_arrival_the_finding_leads_to_what_verifies_it(sample):
    """Found by a newcomer: first the ownership was to be confirmed, then the arrival verified."""
    asset, claim = received(sample)
    (finding,) = [f for f in of_rule(sample, "OWN-05") if f.record == asset.id]
    assert (finding.next_step.act, finding.next_step.kind) == (Act.VERIFY, "claim")
    sample.perform(claims.take_step, claim, "verify", StepDraft("today", by="Mara"))
    assert not [f for f in of_rule(sample, "OWN-05") if f.record == asset.id]


def test_ownership_that_is_confirmed_after_an_arrival_verifies_it(sample):
    asset, claim = received(sample)
    draft = OwnershipDraft(
        owner_kind=OwnerKind.OURS,
        owner_business_center=asset.owner_business_center,
        ownership_confirmed_on="today",
        ownership_confirmed_by="Mara",
        ownership_proof="LISTED_AS_OWNED",
    )
    sample.perform(assets.record_ownership, asset, draft)
    assert sample.records.get(Claim, claim.id).verified_on == sample.today
