"""What goes to a partner holds what concerns both sides, and can be acted on by its reader."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace

import pytest

from delvia_desktop.domain.access.assets import OwnershipDraft
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.access.claims import ClaimDraft
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.papers.sealing import digest_of, short_code, unseal
from delvia_desktop.domain.records.paper_requests import Edition, PaperRequest
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import ENGLISH
from delvia_desktop.services.access import assets, business_centers, claims, shares
from delvia_desktop.services.papers import paper_making, papers
from delvia_desktop.services.papers.paper_kinds import PAPER_KINDS
from delvia_desktop.services.register.register import open_register
from tests.services.papers.test_every_paper import flat, pages_of
from tests.services.papers.test_paper_agreement import content_of, rows_under, section_of
from tests.services.papers.test_paper_kinds import request_for

OUT = sorted(code for code, kind in PAPER_KINDS.items() if kind.goes_out)
OURS_ALONE = (
    "Revision",
    "Register state",
    "Prepared by",
    "keyboard-name",
    "Handovers, Check document",
    "Severity",
    "Next step",
    "Accepted finding",
    "a note on who may use it",
    "Ownership not confirmed",
    "is Admin of",
    "no purpose is recorded",
    "without an end or review date",
    "was not reviewed",
    "The contract with",
    "If you",
    "their side",
)
"""What concerns the brand's register, its own work, or how it judges a risk."""


@pytest.fixture(scope="module")
def sample(sample_file, tmp_path_factory):
    copy = tmp_path_factory.mktemp("partners") / "sample.delvia"
    shutil.copy(sample_file, copy)
    opened = open_register(copy, "keyboard-name")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def made(sample):
    """Every kind about a record of the sample, drawn once."""
    return {
        code: paper_making.prepare(sample, sample.picture(), request_for(sample, code))
        for code in PAPER_KINDS
    }


@pytest.mark.parametrize("code", OUT)
def test_nothing_that_concerns_the_brand_alone_stands_on_what_goes_out(made, code):
    pages = pages_of(made[code].content)
    for words in OURS_ALONE:
        assert words not in flat(pages), words
    assert unseal(made[code].content).data["prepared_by"] == ""


@pytest.mark.parametrize("code", OUT)
def test_a_partner_can_check_what_it_holds_and_knows_how(made, code):
    """Number and short code on each page; the whole digest and what to do with it at the end."""
    paper = made[code]
    data = unseal(paper.content).data
    digest = digest_of(data)
    pages = pages_of(paper.content)
    for page in pages:
        assert f"· check code {short_code(digest)}" in flat([page])
        assert f"Access record {paper.record.number}" in flat([page])
    last = flat([pages[-1]])
    assert digest in last.replace(" ", "")
    assert "ask Nova Cosmetics whether this number was issued with this code" in last


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_the_last_page_is_not_signatures_alone(made, code):
    """What is signed and who signs stand on one page, with what was confirmed."""
    last = flat([pages_of(made[code].content)[-1]])
    place = 0
    for words in (
        "Acknowledgement",
        "What is signed: Access record",
        "Name, role and organisation",
        "Date and signature",
    ):
        place = last.index(words, place)


@pytest.mark.parametrize("code", PAPER_KINDS)
def test_empty_sections_do_not_follow_each_other(made, code):
    data = unseal(made[code].content).data["sections"]
    bare = [not section["rows"] and section["texts"] == ["None."] for section in data]
    assert not any(first and second for first, second in itertools.pairwise(bare))


def test_several_empty_sections_are_told_together_and_each_says_so(nova):
    """B10: “Not returned: still owned by the agency” read as if it still owned something."""
    register = nova.register
    register.perform(shares.delete_share, nova.share)
    register.perform(assets.delete_asset, nova.theirs)
    made = content_of(register, "offboarding", nova.partner.id)
    assert section_of(made, "No entries").splitlines() == [
        "Shared with the agency: Nothing was shared.",
        "Other access that has ended: No other access has ended.",
        "Not returned, still owned by the agency: None.",
        "Logins the agency knew: None recorded.",
    ]


def test_who_signs_stands_there_and_to_whom_the_copy_returns(made):
    last = flat([pages_of(made["partner"].content)[-1]])
    assert "Return a signed copy to Mara Lindt, mara.lindt@nova.example." in last
    data = unseal(made["partner"].content).data["declarations"]
    assert data["names"] == ["Mara Lindt", "Tom Hale"]
    place = last.index(
        "Received on behalf of Brightside Media Ltd Tom Hale Name, role and organisation"
    )
    assert place < last.index("Witness, if any")
    change = unseal(made["agency_change"].content).data["declarations"]
    assert change["names"] == ["Priya Nair", "Tom Hale", "Mara Lindt"]


def test_a_redacted_one_expects_no_name_and_gives_no_address(sample):
    edition = Edition(ENGLISH, is_redacted=True)
    paper = paper_making.prepare(sample, sample.picture(), request_for(sample, "partner", edition))
    assert unseal(paper.content).data["declarations"]["names"] == []
    assert "Return a signed copy" not in flat(pages_of(paper.content))


def test_the_contact_of_a_partner_is_not_said_to_be_accountable(made):
    for code in ("partner", "onboarding", "offboarding", "claim"):
        facts = dict(unseal(made[code].content).data["facts"])
        assert facts["Contact (partner)"]
        assert [label for label in facts if label.startswith("Accountable")] == [
            "Accountable (brand)"
        ]


def test_an_owner_that_was_never_confirmed_is_told_as_recorded(nova):
    """The record said “owned by Nova” while a finding said that this was never confirmed."""
    register = nova.register

    def told() -> str:
        return section_of(content_of(register, "partner", nova.partner.id), "Shared assets")

    assert "Ad account, recorded as owned by Nova, not confirmed" in told()
    draft = OwnershipDraft(
        owner_business_center=nova.center.id,
        ownership_confirmed_on="today",
        ownership_confirmed_by="Mara",
        ownership_proof="LIST",
    )
    register.perform(assets.record_ownership, nova.ad_account, draft)
    assert "Ad account, owned by Nova" in told()
    assert "not confirmed" not in told()


def test_who_confirmed_a_share_and_what_nobody_verified_stand_apart(nova):
    """“Confirmed 28 Nov 2026” stood directly over “not read yet”."""
    register = nova.register
    made = content_of(register, "partner", nova.partner.id)
    (row,) = rows_under(made, "Shared assets")
    assert row.endswith("|☐ not yet|not yet")
    confirmed = register.perform(
        shares.take_step, nova.share, "confirm", StepDraft("2026-02-05", "Tom")
    )
    made = content_of(register, "partner", nova.partner.id)
    table = next(each.table for each in made.sections if each.title == "Shared assets")
    heads = [title for title, _ in table.columns]
    assert heads[-2:] == ["Confirmed by the partner", "Verified by the brand"]
    (row,) = rows_under(made, "Shared assets")
    assert row.endswith("|5 Feb 2026 by Tom|not yet")
    register.perform(shares.take_step, confirmed, "verify", StepDraft("2026-11-02"))
    (row,) = rows_under(content_of(register, "partner", nova.partner.id), "Shared assets")
    assert row.endswith("|5 Feb 2026 by Tom|2 Nov 2026")


def test_what_is_open_between_both_sides_can_be_ticked_and_says_who_settles_it(nova):
    register = nova.register
    made = content_of(register, "onboarding", nova.partner.id)
    (point,) = rows_under(made, "Open points")
    box, what, how = point.split("|")
    assert box == "☐"
    assert what == "Brightside has not confirmed that it can see “Nova DE”, shared on 3 Feb 2026."
    assert how == "The partner confirms that it sees the asset in its Business Center."
    assert rows_under(made, "Agreed access")[0].endswith("|☐")
    register.perform(shares.take_step, nova.share, "confirm", StepDraft("2026-02-05", "Tom"))
    made = content_of(register, "onboarding", nova.partner.id)
    assert not [each for each in made.sections if each.title == "Open points"]
    assert rows_under(made, "Agreed access")[0].endswith("|5 Feb 2026")


def test_what_is_told_of_an_engagement_as_a_whole_is_not_told_of_each_share_again(sample):
    """“8 shares are still active” stood above “Share active past its planned end (8)”."""
    partner = sample.records.find(Partner, name="Loop Social")
    points = rows_under(content_of(sample, "offboarding", partner.id), "Open points")
    assert [point for point in points if "but 8 shares are still active" in point]
    assert not [point for point in points if "past its planned end" in point]


def test_a_claim_without_claims_is_refused_with_a_sentence(sample):
    partner = sample.records.find(Partner, name="Brightside Media")
    request = PaperRequest("claim", partner.id)
    with pytest.raises(Refused, match="Nothing is claimed from Brightside Media"):
        paper_making.prepare(sample, sample.picture(), request)
    draft = replace(request, edition=Edition(is_draft=True))
    with pytest.raises(Refused, match="there is no claim to issue"):
        paper_making.prepare(sample, sample.picture(), draft)


def test_where_no_claim_is_open_nobody_promises_to_hand_over(nova):
    register = nova.register
    draft = ClaimDraft(nova.theirs.id, nova.center.id, "RELEASE", "2026-10-01")
    claim = register.perform(claims.record_claim, draft)
    made = content_of(register, "claim", nova.partner.id)
    assert made.subtitle == "1 claim, 1 of them open"
    assert "hands over the assets with an open claim" in made.declarations.confirms[0]
    register.perform(claims.take_step, claim, "drop", StepDraft("2026-10-02", reason="Sold"))
    made = content_of(register, "claim", nova.partner.id)
    assert made.subtitle == "1 claim, 0 of them open"
    assert made.declarations.confirms == ("The claims above ended as stated, on the dates stated.",)


def test_what_is_missing_on_a_paper_to_be_signed_is_told_before_it_is_issued(nova):
    """“ID not recorded” was first seen on the signed page."""
    register = nova.register
    partner = PaperRequest("partner", nova.partner.id)
    prepared = paper_making.prepare(register, register.picture(), partner)
    places = "“Handed over on behalf of Nova GmbH”, “Received on behalf of Brightside”"
    unsigned = f"No signer is recorded for {places}."
    assert [told.text for told in prepared.notices] == [unsigned]
    draft = assets.AssetDraft(name="Buyers", asset_type="AUDIENCE")
    audience = register.perform(assets.record_asset, draft)
    given = shares.ShareDraft(
        audience.id, nova.partnership.id, ("DELVIA_RECIPIENT",), granted_on="2026-02-04"
    )
    register.perform(shares.record_share, given)
    prepared = paper_making.prepare(register, register.picture(), partner)
    told = [(notice.text, *((each.text, each.asks) for each in notice.steps))
            for notice in prepared.notices[:-1]]  # fmt: skip
    assert told == [
        (
            "No agreed scope is recorded. The document will be signed without one.",
            ("Record agreed scope…", ("scope_agreed",)),
        ),
        (
            ("One share has no purpose: Buyers. The document will be signed without one."),
            ("Record purpose…", ("purpose", "approved_by")),
        ),
        (
            "One record has no ID: Buyers. The document will be signed without one.",
            ("Record ID…", ("asset_id",)),
        ),
    ]
    [share] = register.records.select(Share, asset=audience.id)
    purpose = replace(typed(share, shares.ShareDraft), purpose="Spring launch")
    register.perform(shares.change_share, share, purpose)
    prepared = paper_making.prepare(register, register.picture(), partner)
    about = "One share has no approver: Buyers. The document will be signed without one."
    assert about in [notice.text for notice in prepared.notices]
    register.perform(papers.issue, prepared)
    again = paper_making.prepare(register, register.picture(), partner)
    assert again.is_issued
    assert again.notices == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("698765432101234567", "this one has 18"),
        ("7504233300559870000", "zeros"),
        ("9504233300559872017", "start with 6 or 7"),
    ],
)
def test_an_id_that_is_probably_damaged_is_told_before_the_paper_is_issued(nova, wrong, said):
    """A Business Center ID one digit short stood on the paper that both sides sign."""
    register = nova.register
    center = register.records.get(BusinessCenter, nova.partnership.business_center)
    draft = replace(typed(center, BusinessCenterDraft), bc_id=wrong)
    register.perform(business_centers.change_business_center, center, draft)
    request = PaperRequest("partner", nova.partner.id)
    prepared = paper_making.prepare(register, register.picture(), request)
    (told,) = (each for each in prepared.notices if wrong in each.text)
    assert f"The ID of {center.name} may be wrong: {wrong}." in told.text
    assert said in told.text
    (step,) = told.steps
    assert (step.kind, step.id, step.asks) == ("business-center", center.id, ("bc_id",))
