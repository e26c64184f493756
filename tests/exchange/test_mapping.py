"""Columns are proposed by their headings and by what stands in them, and shown by examples."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.delimited import read_delimited
from delvia_desktop.exchange.mapping import propose
from delvia_desktop.exchange.source_tables import MOST_COLUMNS
from delvia_desktop.exchange.sources import read_source

ID = "7480118479546429457"
MESSY = f"""TikTok access – Q3;;;;;
;;;;;
Grey rows are samples;;;;;
Agency;Ad account;Account ID;Access;Login / PW;since
Kite;Nova DE;{ID};Admin;Summer24!;02.03.2026
;Nova FR;7326118133326376961;Analyst;;11.04.2026
Total: 2;;;;;
"""


def meant(text: str, **said) -> dict[str, str]:
    found = propose(read_delimited(text, "list"), **said)
    return {column.heading or str(column.place): column.meaning for column in found.columns}


def test_the_heading_is_found_below_titles_and_each_column_has_its_meaning():
    found = propose(read_delimited(MESSY, "list"))
    assert found.heading_row == 4
    assert [column.meaning for column in found.columns] == [
        "partner", "asset", "asset_id", "level", "secret", "granted_on",
    ]  # fmt: skip
    assert found.columns[1].examples == ("Nova DE", "Nova FR")
    assert "login / pw" in found.headings


def test_a_column_of_secrets_shows_nothing_of_them():
    assert "Summer24" not in str(propose(read_delimited(MESSY, "list")))
    told = propose(read_delimited("Agency;Hints\nKite;password: Winter-99!x\n", "list"))
    assert [column.meaning for column in told.columns] == ["partner", "secret"]
    assert "Winter" not in str(told)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([ID, "7326118133326376961", "n/a"], "asset_id"),
        ([f"https://ads.tiktok.com/x?aadvid={ID}"], "asset_id"),
        (["ana@brand.example", "Tom <tom@agency.example>"], "person_email"),
        (["D0V8K2BC77U5M1N3QH4G", "CELJF8BC77UD28TRFBF0"], "asset_pixel_code"),
        (["2026-03-02", "3 Mar 2026", "02/03/2026"], "granted_on"),
        (["Pixel", "Ad account", "catalog"], "asset_type"),
        (["Admin", "Analyst", "operator"], "level"),
        (["@nova", "@nova.fr"], "asset"),
        (["red", "green"], ""),
        (["x" * 190_000 + "@nova.example", "ana@brand.example" + "x" * 190_000], ""),
        (["12", "13"], ""),
    ],
)
def test_a_column_without_a_heading_is_what_its_cells_look_like(cells, code):
    text = "\n".join(f"x{place}\t{cell}" for place, cell in enumerate(cells))
    assert meant(text, heading_row=0)["1"] == code


def test_two_columns_are_never_the_same_and_an_empty_table_has_none():
    assert meant("Agency\tVendor\tAgency ID\nKite\tLoop\t1") == {
        "Agency": "partner", "Vendor": "", "Agency ID": "partner_id",
    }  # fmt: skip
    assert propose(read_delimited("", "list")).columns == ()
    assert propose(read_delimited("a\tb\nc\td", "list")).heading_row == 0


def test_a_row_of_more_cells_than_anybody_has_columns_is_refused_before_they_are_looked_at():
    widest = ",".join(f"Thing {number}" for number in range(MOST_COLUMNS))
    (table,) = read_source("wide.csv", [widest.encode()]).tables
    assert table.width == MOST_COLUMNS
    with pytest.raises(Refused, match="more than 2000 columns"):
        read_source("wide.csv", [f"{widest},one more".encode()])
