"""The matrix on paper holds every cell, repeats its heads and names, and says what it is not."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.domain.matrix.words import parts_of
from delvia_desktop.domain.papers.kinds import matrix_record
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.progress import progress_to
from delvia_desktop.services.access import assets, partners, partnerships, shares
from delvia_desktop.services.matrix.matrix import access_matrix
from delvia_desktop.services.papers import paper_making, papers
from delvia_desktop.services.papers.papers import print_matrix, save_paper
from delvia_desktop.services.register.register import record_brand

PARTNERS = 20
HOSTILE = ["<b>x</b> & <para>", "') Tj ET Q", "نوفا للتجميل", "โนวา", "ノヴァ化粧品", "Łódź"]


@pytest.fixture
def wide(nova):
    """Give more partners than fit beside each other each something of the ad account."""
    opened = nova.register
    for name in HOSTILE:
        opened.perform(assets.record_asset, AssetDraft(name=name, asset_type="AUDIENCE"))
    for number in range(PARTNERS):
        draft = PartnerDraft(name=f"Agency {number:02d}", bc_id=str(7504233300559872100 + number))
        partner = opened.perform(partners.record_partner, draft)
        period = PartnershipDraft(nova.center.id, "2026-02-03", requested_on="2026-02-01")
        made = opened.perform(partnerships.record_partnership, partner, period)
        opened.perform(partnerships.take_step, made, "confirm", StepDraft(on="2026-02-03"))
        share = ShareDraft(nova.ad_account.id, made.id, ("ANALYST",), granted_on="2026-02-04")
        opened.perform(shares.record_share, share)
    return nova


def texts(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def tables(pages: list[str]) -> list[str]:
    """Return what stands in each table, as a page or the next heading ends it."""
    return " ".join(pages).split("Asset ID Type Owner")[1:]


def test_every_column_stands_on_a_page_with_the_assets_that_it_holds(wide):
    opened = wide.register
    made = access_matrix(opened, opened.today)
    view = print_matrix(opened, made, "All types · Active only")
    pages = texts(view.content)
    assert len(pages) == view.pages
    *groups, others = tables(pages)
    assert len(groups) == 2
    heads = [group.split("Nova DE")[0] for group in groups]
    for number in range(PARTNERS):
        assert sum(f"Agency {number:02d}" in head for head in heads) == 1
    for group in groups:
        assert group.count(f"Nova DE {wide.ad_account.asset_id} Aa No") == 1
        assert "@nova" not in group
    assert sum(len(re.findall(r"\bAn\b", group)) for group in groups) == PARTNERS
    assert "@nova 6911003477854431206" in others
    assert "Bp Brightside · partner" in others
    assert "An Analyst" in others
    for place, page in enumerate(pages, start=1):
        assert f"Page {place} of {view.pages}" in page
        assert "Printed view, not issued as an access record" in page
        assert opened.register_state[:4] in page
    assert "Active only" in pages[0]
    assert "16 assets" not in pages[0]
    assert "From Agency 00 to Agency 09" in pages[0]


def test_the_paper_lies_across_and_repeats_its_heads_when_rows_run_on(wide):
    opened = wide.register
    for number in range(80):
        draft = AssetDraft(name=f"Audience {number:02d}", asset_type="AUDIENCE")
        made = opened.perform(assets.record_asset, draft)
        share = ShareDraft(made.id, wide.partnership.id, ("RECIPIENT",), granted_on="2026-02-04")
        opened.perform(shares.record_share, share)
    told = []
    with progress_to(lambda *step: told.append(step)):
        view = print_matrix(opened, access_matrix(opened, opened.today), "")
    reader = pypdf.PdfReader(io.BytesIO(view.content), strict=True)
    assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)
    pages = texts(view.content)
    with_rows = [page for page in pages if "Audience" in page.split("Legend")[0]]
    assert len(with_rows) == 2
    assert all("Asset ID Type Owner" in page for page in with_rows)
    assert sum("Audience 37" in page for page in pages) == 1
    assert told[-1][0] == told[-1][1] > 60


def test_names_of_any_script_and_markup_are_printed_as_they_are(wide):
    opened = wide.register
    opened.perform(record_brand, BrandDraft("<i>Nova</i>"))
    view = print_matrix(opened, access_matrix(opened, opened.today), "")
    whole = " ".join(texts(view.content))
    for name in ("<b>x</b> & <para>", "') Tj ET Q", "<i>Nova</i>", "ノヴァ化粧品", "Łódź"):
        assert name in whole


def test_what_reaches_far_or_is_not_ours_stands_out_without_its_colour(nova):
    opened = nova.register
    raised = ShareDraft(nova.profile.id, nova.partnership.id, ("ADMIN",), granted_on="2026-02-04")
    opened.perform(shares.record_share, raised)
    seen = matrix_record.view(access_matrix(opened, opened.today), "Nova", "")
    looks = {
        text.text: text.look
        for section in seen.sections
        if section.table is not None and section.title != "Legend"
        for row in section.table.rows
        for cell in row
        for text in cell
    }
    assert looks["ADMIN"] == looks["Brightside · partner"] == "critical"
    assert looks["Operator"] == looks["Nova"] == "cell"
    assert "Bold red marks" in seen.statement


def test_the_issued_matrix_has_a_number_and_every_person_who_has_anything(wide):
    opened = wide.register
    prepared = paper_making.prepare(opened, opened.picture(), PaperRequest("matrix", 1))
    pages = texts(prepared.content)
    assert len(pages) == prepared.pages
    for words in (
        "ACCESS RECORD · MATRIX",
        "Access matrix on 23 Nov 2026",
        "From Agency 00 to Agency 09",
        "Assets without any access",
        "Scope of this record",
        "The record was compared with TikTok's own lists.",
        f"Access record {prepared.record.number}",
    ):
        assert words in " ".join(pages), words
    assert "Printed view" not in " ".join(pages)
    assert opened.perform(papers.issue, prepared).title == "Access matrix on 23 Nov 2026"


def test_changes_are_printed_in_words(wide):
    opened = wide.register
    before = opened.as_of(opened.revision)
    opened.perform(
        shares.take_step, wide.share, "revoke", StepDraft(on="2026-11-20", reason="Over")
    )
    made = access_matrix(
        opened, opened.today, MatrixFilter(only_changes=True), (before, opened.today)
    )
    view = print_matrix(opened, made, "Only changes")
    (page,) = texts(view.content)
    row = made.rows[0]
    (part,) = parts_of(next(iter(row.cells.values())), made.people)
    assert part.text == "− removed: Operator"
    assert f"−rO {part.text}" in page
    assert "1 removed since" in page
    before.close()


def test_a_view_without_rows_says_so_and_is_saved_under_a_plain_name(nova, tmp_path):
    made = access_matrix(nova.register, nova.register.today, MatrixFilter(text="nowhere"))
    view = print_matrix(nova.register, made, "")
    assert "No asset matches the filters." in texts(view.content)[0]
    assert view.file_name == "Access matrix on 23 Nov 2026.pdf"
    assert "not issued" in view.standing
    save_paper(view, tmp_path / view.file_name)
    assert (tmp_path / view.file_name).read_bytes() == view.content
    assert nova.register.store.counts()["access-record"] == 0
