"""Two records that are one: merged as one act, refused where both cannot be true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from delvia_desktop.domain.access.assets import Asset, AssetDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner, PartnerDraft
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.access.people import Person, PersonDraft
from delvia_desktop.domain.access.seats import Seat, SeatDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.evidence.evidence import Note, NoteDraft, Subject
from delvia_desktop.domain.records.acceptances import Acceptance, AcceptanceDraft
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.services.access import assets, partners, partnerships, people, seats, shares
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.findings import findings
from delvia_desktop.services.papers import papers
from delvia_desktop.services.papers.paper_making import prepare
from delvia_desktop.services.plans.duplicates import merge_records

AGAIN = "7123998103425571777"


def agency(nova, name="Brightsides", **more):
    return nova.register.perform(partners.record_partner, PartnerDraft(name, **more))


def merge(register, keep, other, *from_other):
    return register.perform(merge_records, keep, other, from_other)


def test_an_agency_typed_twice_becomes_one_with_all_it_has_and_one_undo_parts_them(register, nova):
    twice = agency(nova, bc_id=AGAIN, contact_email="tom@kite.example", note="Second")
    person = register.perform(
        people.record_person, PersonDraft("Tom", "PARTNER", twice.id, email="tom@kite.example")
    )
    subject = Subject("partner", twice.id)
    register.perform(evidence.write_note, subject, NoteDraft("They moved"))
    before = register.picture()
    made = merge(register, nova.partner, twice)
    assert (made.id, made.name) == (nova.partner.id, nova.partner.name)
    assert made.business_center == nova.partner.business_center
    assert made.contact_email == "tom@kite.example"
    assert made.note.endswith("Second")
    assert register.records.find(Partner, id=twice.id) is None
    assert register.records.get(Person, person.id).partner == made.id
    (note,) = register.records.select(Note)
    assert (note.subject_kind, note.subject) == ("partner", made.id)
    assert register.undo() == "Merged “Brightsides” into “Brightside”"
    assert register.picture().partners == before.partners
    assert register.picture().notes == before.notes
    assert not register.check()


def test_the_person_says_of_each_field_whose_value_is_right(register, nova):
    twice = agency(nova, bc_id=AGAIN, legal_name="Bright Ltd")
    made = merge(register, nova.partner, twice, "name", "business_center")
    assert (made.name, made.legal_name) == ("Brightsides", "Bright Ltd")
    assert register.records.get(BusinessCenter, made.business_center).bc_id == AGAIN


def test_a_person_with_two_addresses_keeps_the_duties_that_name_either(register, nova):
    lea, twice = (
        register.perform(people.record_person, PersonDraft(name, email=email))
        for name, email in (("Lea Vogt", "lea@nova.example"), ("L. Vogt", "vogt@nova.example"))
    )
    named = replace(nova.ad_account, internal_owner="L. Vogt")
    register.perform(lambda edit: edit.put(nova.ad_account, named))
    register.perform(
        seats.record_seat, SeatDraft(twice.id, nova.center.id, accepted_on="2026-01-01")
    )
    made = merge(register, lea, twice)
    assert register.records.get(Asset, named.id).internal_owner == "Lea Vogt"
    (seat,) = register.records.select(Seat, person=made.id)
    assert made.email == "lea@nova.example"
    register.undo()
    twin = SeatDraft(lea.id, nova.center.id, accepted_on="2026-01-01")
    register.perform(seats.record_seat, twin)
    with pytest.raises(Refused, match="Only one of these can be true"):
        merge(register, lea, twice)
    assert register.records.get(Seat, seat.id).person == twice.id


def test_one_asset_shared_twice_with_a_partner_stays_two_until_one_share_has_ended(register, nova):
    draft = AssetDraft("Nova DE again", "ADVERTISER", owner_kind="UNKNOWN")
    twice = register.perform(assets.record_asset, draft)
    given = ShareDraft(twice.id, nova.partnership.id, ("ANALYST",), granted_on="2026-11-01")
    share = register.perform(shares.record_share, given)
    assert nova.share.asset == nova.ad_account.id
    with pytest.raises(Refused, match=r"Share “.*” and “.*”"):
        merge(register, nova.ad_account, twice)
    register.perform(shares.delete_share, nova.share)
    merge(register, nova.ad_account, twice)
    assert register.records.get(Share, share.id).asset == nova.ad_account.id


def test_two_open_partnerships_with_one_business_center_are_named(register, nova):
    twice = agency(nova)
    draft = PartnershipDraft(nova.center.id, "2026-01-01")
    period = register.perform(partnerships.record_partnership, twice, draft)
    with pytest.raises(Refused, match="Partnership “Brightsides” and “Brightside”"):
        merge(register, nova.partner, twice)
    assert register.records.get(Partnership, period.id).partner == twice.id


def test_the_id_of_a_business_center_that_goes_becomes_a_former_one(register, nova):
    kept = register.records.get(BusinessCenter, nova.partner.business_center)
    gone = replace(kept, id=0, bc_id=AGAIN)
    gone = register.perform(lambda edit: edit.add(gone))
    made = merge(register, kept, gone)
    assert made.bc_id == kept.bc_id
    assert [each.number for each in made.former_ids] == [AGAIN]
    register.undo()
    made = merge(register, kept, gone, "bc_id")
    assert made.bc_id == AGAIN
    assert [each.number for each in made.former_ids] == [kept.bc_id]


def test_what_cannot_be_one_is_refused(register, nova):
    with pytest.raises(Refused, match="of the same kind"):
        merge(register, nova.partner, nova.partner)
    with pytest.raises(Refused, match="different types"):
        merge(register, nova.ad_account, nova.profile)
    theirs = register.records.get(BusinessCenter, nova.partner.business_center)
    with pytest.raises(Refused, match="our own"):
        merge(register, nova.center, theirs)


def test_an_accepted_finding_and_an_issued_document_go_along(register, nova):
    twice = agency(nova)
    (finding,) = (
        f for f in findings.find(register, register.today).open
        if (f.rule, f.record) == ("PRT-01", twice.id)
    )  # fmt: skip
    register.perform(findings.accept_finding, finding, AcceptanceDraft("+30", "They said so"))
    prepared = prepare(register, register.picture(), PaperRequest("partner", twice.id))
    issued = register.perform(papers.issue, prepared)
    content = register.content(issued.sha256)
    merge(register, nova.partner, twice)
    (acceptance,) = register.records.select(Acceptance)
    assert acceptance.finding == f"PRT-01/partner/{nova.partner.id}"
    paper = register.records.get(AccessRecord, issued.id)
    assert (paper.partner, register.content(paper.sha256)) == (nova.partner.id, content)
