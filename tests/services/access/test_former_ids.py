"""A Business Center ID has its period: past days show the past id, and it is found."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.former_ids import FormerId
from delvia_desktop.domain.access.partners import PartnerDraft, draft_of
from delvia_desktop.domain.lists.rows import BusinessCenterRow, PartnerRow, ShareRow, Wanted
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Invalid, Missing
from delvia_desktop.services.access import business_centers, partners
from delvia_desktop.services.history.history import facts_of
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.register import search

OLD, NEW, OLDEST = "7504233300559872017", "7575005779271614480", "6954233089097562999"


@pytest.fixture
def moved(nova):
    """The small register after its agency moved to another Business Center on 1 July 2026."""
    center = partners.business_center_of(nova.register, nova.partner)
    draft = replace(
        draft_of(nova.partner, center),
        bc_id=NEW,
        former_ids=f"{OLD} until 30 Jun 2026\n{OLDEST} until 31 Dec 2025",
    )
    nova.register.perform(partners.change_partner, nova.partner, draft)
    return nova


def paper_on(register, day: date, key: int) -> str:
    request = PaperRequest("partner", key, None, None, Edition())
    content = paper_making.prepare(register, register.picture(day), request).content
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2025, 6, 1), OLDEST),
        (date(2025, 12, 31), OLDEST),
        (date(2026, 1, 1), OLD),
        (date(2026, 6, 30), OLD),
        (date(2026, 7, 1), NEW),
        (date(2026, 11, 23), NEW),
    ],
)
def test_a_past_day_shows_the_id_that_was_valid_then(moved, day, valid):
    """B12: on documents and in every list, but not in the record itself."""
    text = paper_on(moved.register, day, moved.partner.id).replace(" ", "")
    assert [number for number in (OLDEST, OLD, NEW) if number in text] == [valid]
    wanted = Wanted(day)
    assert moved.register.rows(PartnerRow, wanted).page()[0].bc_id == valid
    centers = moved.register.rows(BusinessCenterRow, wanted).page()
    assert valid in {row.bc_id for row in centers}
    assert moved.register.rows(ShareRow, wanted).page()[0].partner_bc_id == valid
    assert moved.register.check() == []


@pytest.mark.parametrize("number", [OLDEST, OLD, NEW, "7504 2333 0055 9872 017"])
def test_an_old_id_finds_the_partner(moved, number):
    """B12: by search, by the filter of the day, and on the command line."""
    hits = search.find(moved.register, number)
    assert [(hit.kind, hit.name) for hit in hits][:1] == [("partner", "Brightside")]
    listed = moved.register.rows(PartnerRow, Wanted(moved.register.today, text=number))
    assert [row.name for row in listed.page()] == ["Brightside"]
    if " " not in number:
        assert partners.partner_named(moved.register, number).id == moved.partner.id
    with pytest.raises(Missing):
        partners.partner_named(moved.register, "6911003477854431206")


def test_our_own_business_center_has_former_ids_too(nova):
    """B12, its sibling."""
    ours = nova.center
    draft = replace(typed(ours, BusinessCenterDraft), bc_id=NEW)
    said = nova.register.notices_of(business_centers.change_business_center, ours, draft)
    line = f"{ours.bc_id} until {nova.register.today.isoformat()}"
    assert [(n.field, n.text.endswith(line)) for n in said] == [("bc_id", True)]
    whole = replace(draft, former_ids=line)
    assert nova.register.notices_of(business_centers.change_business_center, ours, whole) == ()
    made = nova.register.perform(business_centers.change_business_center, ours, whole)
    assert made.former_ids == (FormerId(ours.bc_id, nova.register.today),)
    assert typed(made, BusinessCenterDraft).former_ids == line
    words = dict(facts_of(nova.register, "business-center", made))
    assert words["Former IDs"] == "6954233089097562118 until 23 Nov 2026"


def test_an_id_that_was_only_misspelt_is_corrected_without_a_trace_in_past_days(nova):
    center = partners.business_center_of(nova.register, nova.partner)
    draft = replace(draft_of(nova.partner, center), bc_id=NEW)
    said = nova.register.notices_of(partners.change_partner, nova.partner, draft)
    assert [notice.field for notice in said] == ["bc_id"]
    assert f"{OLD} until 2026-11-23" in said[0].text
    nova.register.perform(partners.change_partner, nova.partner, draft)
    listed = nova.register.rows(PartnerRow, Wanted(date(2026, 3, 1))).page()
    assert listed[0].bc_id == NEW


def test_a_new_partner_may_bring_former_ids_and_an_id_of_another_is_noticed(moved):
    draft = PartnerDraft(name="Kite", bc_id=OLD)
    said = moved.register.notices_of(partners.record_partner, draft)
    assert [notice.text for notice in said] == ["“Brightside” had this ID until 30 Jun 2026."]
    draft = PartnerDraft(
        name="Kite", bc_id="7123998103425571999", former_ids="7123998103425571842, 1 Mar 2026"
    )
    made = moved.register.perform(partners.record_partner, draft)
    center = partners.business_center_of(moved.register, made)
    assert center.former_ids == (FormerId("7123998103425571842", date(2026, 3, 1)),)


@pytest.mark.parametrize(
    ("former", "said"),
    [
        (OLD, "with the last date"),
        (f"{OLD} until sometime", "date"),
        (f"{OLD} until 1 Jan 2030", "in the future"),
        (f"{NEW} until 30 Jun 2026", "cannot be a former ID"),
        (f"{OLD} until 30 Jun 2026\n{OLD} until 1 Jun 2026", "once"),
        (f"{OLD} until 30 Jun 2026\n{OLDEST} until 30 Jun 2026", "its own date"),
        ("7.5E+18 until 30 Jun 2026", "last date"),
    ],
)
def test_former_ids_that_cannot_be_are_told_at_their_field(nova, former, said):
    draft = PartnerDraft(name="Kite", bc_id=NEW, former_ids=former)
    with pytest.raises(Invalid) as error:
        nova.register.perform(partners.record_partner, draft)
    problems = {problem.field: problem.text for problem in error.value.problems}
    assert said in problems["former_ids"]


def test_a_former_id_needs_a_present_one(nova):
    draft = PartnerDraft(name="Kite", former_ids=f"{OLDEST} until 30 Jun 2026")
    with pytest.raises(Invalid) as error:
        nova.register.perform(partners.record_partner, draft)
    assert [problem.field for problem in error.value.problems] == ["former_ids"]


def test_undo_brings_back_the_id_and_forgets_that_it_was_a_former_one(moved):
    moved.register.undo()
    center = moved.register.records.find(BusinessCenter, bc_id=OLD)
    assert center is not None
    assert center.former_ids == ()
    assert moved.register.rows(PartnerRow, Wanted(date(2025, 6, 1))).page()[0].bc_id == OLD
