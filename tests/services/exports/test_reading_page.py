"""Everything as a page to read: each record once, in the words of the program."""

from __future__ import annotations

import re
from html import unescape

import pytest

from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.lists.rows import ShareRow, Wanted
from delvia_desktop.domain.words.vocabulary import level_label
from delvia_desktop.i18n import show_day
from delvia_desktop.services.exports.exports import Format, written
from delvia_desktop.services.exports.gathered import ExportScope, gathered


def page_of(register, **scope) -> str:
    out = gathered(register, register.today, ExportScope(**scope))
    return written(out, Format.HTML).content.decode()


def section(page: str, name: str) -> list[list[str]]:
    """Return the cells of a list of a page, record by record."""
    found = re.search(f'<section id="{name}">(.*?)</section>', page, re.DOTALL)
    records = re.findall("<tbody>(.*?)</tbody>", found[1], re.DOTALL)
    return [
        [unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall("<td dir.*?</td>", record)]
        for record in records
    ]


@pytest.fixture
def page(noon_sample):
    return page_of(noon_sample)


def test_a_page_has_every_record_of_every_list_once(noon_sample, page):
    out = gathered(noon_sample, noon_sample.today, ExportScope())
    for name, records in out.records.items():
        if records:
            assert len(section(page, name)) == len(records), name
        else:
            assert f'id="{name}"' not in page


def test_a_share_reads_as_in_the_window(noon_sample, page):
    rows = noon_sample.rows(ShareRow, Wanted(noon_sample.today, order="id")).page()
    told = {tuple(cells) for cells in section(page, "shares")}
    for row in rows:
        days = [show_day(day) if day else "" for day in (row.granted_on, row.planned_end)]
        cells = [each for each in told if each[0] == row.asset_name and each[-2:] == tuple(days)]
        assert level_label(row.asset_type, row.level) in {each[3] for each in cells}
        assert row.partner_name in {each[1] for each in cells}
    words = {cells[4] for cells in told}
    assert {"Confirmed", "Removal verified"} <= words
    codes = "CONFIRMED|ADVERTISER|OWNER_BC|BUSINESS_CENTER|TT_ACCOUNT"
    assert not re.search(f">({codes})<", page)


def test_a_redacted_page_names_nobody_and_says_so(noon_sample):
    page = page_of(noon_sample, is_redacted=True)
    assert "Redacted edition: people are shown by number and role." in page
    people = noon_sample.records.select(Person)
    cells = {cell for name in ("people", "seats") for row in section(page, name) for cell in row}
    assert {f"Person {each.id}" for each in people} <= cells
    assert [each.name for each in people if each.name and f">{each.name}<" in page] == []
    assert [each.email for each in people if each.email and each.email in page] == []


def test_the_same_content_is_the_same_bytes_of_a_page(noon_sample, page):
    assert page == page_of(noon_sample)
