"""The matrix on paper holds every cell, repeats its heads and names, and says what it is not."""

from __future__ import annotations

import io

import pypdf
import pytest

from delvia_desktop.domain.assets import AssetDraft
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.matrix import MatrixFilter
from delvia_desktop.domain.matrix_words import parts_of
from delvia_desktop.domain.partners import PartnerDraft
from delvia_desktop.domain.partnerships import PartnershipDraft
from delvia_desktop.domain.shares import ShareDraft
from delvia_desktop.reports.matrix_sheet import MatrixSheet, render
from delvia_desktop.services import assets, partners, partnerships, shares
from delvia_desktop.services.matrix import access_matrix
from delvia_desktop.services.papers import print_matrix, save_paper

PARTNERS = 14
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
        opened.perform(partnerships.confirm_partnership, made, StepDraft(on="2026-02-03"))
        share = ShareDraft(nova.ad_account.id, made.id, ("ANALYST",), granted_on="2026-02-04")
        opened.perform(shares.record_share, share)
    return nova


def texts(content: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(content), strict=True)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_every_column_stands_on_a_page_with_its_assets_beside_it(wide):
    opened = wide.register
    made = access_matrix(opened, opened.today)
    content, count = render(MatrixSheet(made, "Nova", "All types · Only open access"))
    pages = texts(content)
    assert len(pages) == count == 3
    for number in range(PARTNERS):
        assert sum(f"Agency {number:02d}" in page.split("Asset Owner")[1] for page in pages) == 1
    for place, page in enumerate(pages, start=1):
        assert "Nova DE" in page
        assert f"Page {place} of {count}" in page
        assert "Printed view, not issued as an access record" in page
        assert opened.register_state[:4] in page
    assert sum(page.count("Analyst") for page in pages) == PARTNERS
    assert "Brightside · partner" in pages[0]
    assert "Only open access" in pages[0]


def test_the_paper_lies_across_and_repeats_its_heads_when_rows_run_on(wide):
    opened = wide.register
    for number in range(60):
        draft = AssetDraft(name=f"Audience {number:02d}", asset_type="AUDIENCE")
        opened.perform(assets.record_asset, draft)
    told = []
    view = print_matrix(
        access_matrix(opened, opened.today), "Nova", "", lambda *step: told.append(step)
    )
    reader = pypdf.PdfReader(io.BytesIO(view.content), strict=True)
    assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)
    pages = texts(view.content)
    assert len(pages) > 6
    assert all("Asset Owner" in page for page in pages)
    assert sum("Audience 37" in page for page in pages) == 3
    assert told[-1][0] == told[-1][1] == 3 * (3 + len(HOSTILE) + 60)


def test_names_of_any_script_and_markup_are_printed_as_they_are(wide):
    opened = wide.register
    content, _ = render(MatrixSheet(access_matrix(opened, opened.today), "<i>Nova</i>", ""))
    whole = " ".join(texts(content))
    for name in ("<b>x</b> & <para>", "') Tj ET Q", "<i>Nova</i>", "ノヴァ化粧品", "Łódź"):
        assert name in whole


def test_changes_are_printed_in_words(wide):
    opened = wide.register
    before = opened.as_of(opened.revision)
    opened.perform(shares.revoke_share, wide.share, StepDraft(on="2026-11-20", reason="Over"))
    made = access_matrix(
        opened, opened.today, MatrixFilter(only_changes=True), (before, opened.today)
    )
    view = print_matrix(made, "Nova", "Only changes")
    (page,) = texts(view.content)
    row = made.rows[0]
    (part,) = parts_of(next(iter(row.cells.values())), made.people)
    assert part.text == "− gone: Operator"
    assert "gone: Operator" in page
    assert "1 gone since" in page
    before.close()


def test_a_view_without_rows_says_so_and_is_saved_under_a_plain_name(nova, tmp_path):
    made = access_matrix(nova.register, nova.register.today, MatrixFilter(text="nowhere"))
    view = print_matrix(made, "Nova", "")
    assert "No asset fits what was asked for." in texts(view.content)[0]
    assert view.file_name == "Access matrix on 23 Nov 2026.pdf"
    assert "not issued" in view.standing
    save_paper(view, tmp_path / view.file_name)
    assert (tmp_path / view.file_name).read_bytes() == view.content
    assert nova.register.store.counts()["access-record"] == 0
