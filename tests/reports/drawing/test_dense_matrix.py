"""The matrix is dense: forty assets by sixteen holders stand on three pages, and are read there."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.domain.access.shares import ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.services.access import assets, business_centers, partners, partnerships, shares
from delvia_desktop.services.matrix.matrix import access_matrix
from delvia_desktop.services.papers import paper_making
from delvia_desktop.services.papers.papers import print_matrix
from delvia_desktop.services.register.register import new_register
from tests.registers import Clock
from tests.reports.drawing.test_file import elements

ASSETS, HOLDERS = 40, 16
LEVELS = ("ANALYST", "OPERATOR", "ADMIN")
SMALLEST = 7.0
"""Size in points that is still read on a copy."""


def asset_name(number: int) -> str:
    return f"Nova Market {number:02d} Performance"


def holder(number: int) -> str:
    return f"Agency Number {number:02d} Media"


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """A register in which each of sixteen agencies has something of each of forty ad accounts."""
    path = tmp_path_factory.mktemp("dense") / "dense.delvia"
    opened = new_register(path, BrandDraft("Nova Cosmetics"), "Mara", Clock())
    ours = BusinessCenterDraft(name="Nova Cosmetics", bc_id="6954233089097562118", is_own=True)
    center = opened.perform(business_centers.record_business_center, ours)
    found = []
    for number in range(ASSETS):
        draft = AssetDraft(
            name=asset_name(number),
            asset_type="ADVERTISER",
            asset_id=str(7123998103425571000 + number),
            owner_kind="OWNER_BC",
            owner_business_center=center.id,
        )
        found.append(opened.perform(assets.record_asset, draft))
    for number in range(HOLDERS):
        named = PartnerDraft(name=holder(number), bc_id=str(7504233300559872100 + number))
        partner = opened.perform(partners.record_partner, named)
        period = PartnershipDraft(center.id, "2026-02-03", requested_on="2026-02-01")
        made = opened.perform(partnerships.record_partnership, partner, period)
        opened.perform(partnerships.take_step, made, "confirm", StepDraft(on="2026-02-03"))
        for place, asset in enumerate(found):
            level = (LEVELS[(place + number) % 3],)
            share = ShareDraft(asset.id, made.id, level, granted_on="2026-02-04")
            opened.perform(shares.record_share, share)
    yield opened
    opened.close()


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content), strict=True)


def texts(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in read(content).pages]


@pytest.fixture(scope="module")
def issued(full) -> bytes:
    return paper_making.prepare(full, full.picture(), PaperRequest("matrix", 1)).content


@pytest.fixture(scope="module")
def viewed(full) -> bytes:
    wanted = MatrixFilter(unfolded=True)
    return print_matrix(full, access_matrix(full, full.today, wanted), "Everything").content


def test_forty_assets_by_sixteen_holders_stand_on_three_pages_that_lie_across(issued, viewed):
    """Issued with its scope, its legend and places to sign, or printed as it is seen."""
    for content in (issued, viewed):
        pages = read(content).pages
        assert len(pages) <= 3
        assert all(page.mediabox.width > page.mediabox.height for page in pages)


def test_every_row_is_one_line_with_everything_in_it(issued):
    whole = " ".join(texts(issued))
    for number in range(ASSETS):
        asset_id = str(7123998103425571000 + number)
        row = whole.split(asset_name(number))[1].split("Nova Market")[0]
        found = re.match(rf" {asset_id} Aa NC((?: (?:An|Op|Ad)){{{HOLDERS}}})(?!\w)", row)
        assert found is not None, row
        codes = [LEVELS[(number + n) % 3][:2].capitalize() for n in range(HOLDERS)]
        assert found[1].split() == codes


def test_the_heads_are_said_again_on_each_page_with_rows(issued, viewed):
    for content in (issued, viewed):
        pages = [page for page in texts(content) if "Nova Market" in page]
        assert len(pages) == 2
        for page in pages:
            assert "Asset ID Type Owner" in page
            assert all(holder(number) in page for number in range(HOLDERS))


def test_the_legend_has_each_code_in_words(issued, viewed):
    for content in (issued, viewed):
        legend = " ".join(texts(content)).split("Legend")[-1]
        for words in ("Ad Admin", "An Analyst", "Op Operator", "Aa Ad account",
                      "NC Nova Cosmetics"):  # fmt: skip
            assert words in legend


def test_nothing_is_too_small_to_be_read_on_a_copy(issued):
    sizes = set()
    for page in read(issued).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size)
                          if text.strip() else None)  # fmt: skip
    assert min(sizes) >= SMALLEST


def test_heads_rows_and_cells_have_their_tags_and_heads_said_again_none(issued):
    tags = elements(read(issued))
    heads = [text.strip() for tag, text in tags if tag == "/TH"]
    assert heads[:4] == ["Asset", "ID", "Type", "Owner"]
    assert heads[4 : 4 + HOLDERS] == [holder(number) for number in range(HOLDERS)]
    assert heads.count("Asset") == 1
    cells = [text.strip() for tag, text in tags if tag == "/TD"]
    assert (cells[0], cells[2]) == (asset_name(0), "Aa")
    assert cells.count("Op") + cells.count("An") + cells.count("Ad") >= ASSETS * HOLDERS
