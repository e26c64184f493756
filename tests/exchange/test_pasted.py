"""What is pasted: from a page, a spreadsheet, a chat."""

from __future__ import annotations

import pytest

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange import pasted
from delvia_desktop.exchange.pasted import read_pasted
from delvia_desktop.exchange.source_tables import CellKind, Merged
from delvia_desktop.exchange.sources import read_source

ID = "7480118479546429457"


def table(sheet) -> list[list[str]]:
    return [[row.text(column) for column in range(sheet.width)] for row in sheet.rows]


@pytest.mark.parametrize(
    "cell",
    [
        '<td x:num="7.48012E+18">7.48012E+18</td>',
        "<td align=right x:num>7.48012E+18</td>",
        """<td data-sheets-value='{"1":3,"3":7.48012e18}'>7.48012E+18</td>""",
        '<td sdval="7.48012E+018" sdnum="1033;">7.48012E+18</td>',
    ],
    ids=["Excel with its value", "Excel", "Google Sheets", "LibreOffice"],
)
def test_an_id_that_was_a_number_in_a_spreadsheet_is_known_as_one(cell):
    sheet = read_pasted("", f"<table><tr><td>Nova DE</td>{cell}</tr></table>")
    assert [cell.kind for cell in sheet.rows[0].cells.values()] == [CellKind.TEXT, CellKind.NUMBER]


def test_an_id_that_was_a_text_stays_one():
    text = f"""<td data-sheets-value='{{"1":2,"2":"{ID}"}}'>{ID}</td>"""
    (row,) = read_pasted("", f"<table><tr>{text}<td>{ID}</td></tr></table>").rows
    assert {cell.kind for cell in row.cells.values()} == {CellKind.TEXT}


def test_a_name_with_its_id_below_stays_one_cell_of_two_lines():
    """The list of ad accounts in Business Center stacks them."""
    html = (
        "<style>td{color:red}</style><table><thead><tr><th>Account</th><th>Status</th></tr></thead>"
        f"<tr><td><div>Nova DE</div><div>ID: {ID}</div></td><td>Approved&nbsp;</td></tr>"
        "<tr><td>Nova<br>FR</td><td></td></tr></table><p>2 records in total</p>"
    )
    assert table(read_pasted("", html)) == [
        ["Account", "Status"], [f"Nova DE\nID: {ID}", "Approved"], ["Nova\nFR", ""],
    ]  # fmt: skip


def test_what_spans_rows_and_columns_keeps_the_others_in_their_columns():
    html = (
        '<table><tr><td rowspan=2>Kite</td><td colspan="2">Nova DE</td></tr>'
        "<tr><td>Admin</td><td>May</td></tr><tr><td>a</td><td>b</td><td>c</td></tr></table>"
    )
    sheet = read_pasted("", html)
    assert table(sheet) == [["Kite", "Nova DE", ""], ["", "Admin", "May"], ["a", "b", "c"]]
    assert sheet.merged == (Merged(1, 2, 0, 0), Merged(1, 1, 1, 2))


def test_a_link_says_where_it_leads():
    html = f'<table><tr><td><a href="https://x.example/?aadvid={ID}">Nova DE</a></td></tr></table>'
    assert read_pasted("", html).rows[0].cells[0].link.endswith(ID)


@pytest.mark.parametrize("html", ["", "<span>Nova DE</span>", "<table>" + "<tr>" * 500_000])
def test_without_a_table_the_plain_text_is_read(html):
    assert table(read_pasted("Nova DE\tAdmin\r\nNova FR\tAnalyst\r\n", html)) == [
        ["Nova DE", "Admin"], ["Nova FR", "Analyst"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    ["<table><tr><td", "<td>x</td>", "<tr><td rowspan=99999999 colspan=-1>x",
     "<table><tr><td>&#x0;", "<table>" * 2_000 + "<tr><td>x"],
)  # fmt: skip
def test_broken_html_breaks_nothing(html):
    read_pasted("a\tb", html)


@pytest.mark.parametrize(
    ("rest", "cell"),
    [
        ("<a " * 700_000, "Nova DE"),
        ("<!--" * 500_000, "Nova DE"),
        ("</" * 1_000_000, "Nova DE" + "</" * 1_000_000),
        ("<![<![", "Nova DE"),
        ("<a b='x", "Nova DE"),
        ("&#" + "9" * 5000 + ";", "Nova DE\ufffd;"),
        (" 5 < 6 &lt; 7", "Nova DE 5 < 6 < 7"),
    ],
    ids=["tags", "comments", "ends", "marks", "quotation", "number", "signs"],
)
def test_what_nothing_closes_is_left_out_and_the_rest_is_read_in_one_pass(rest, cell):
    """The reader of the standard library took 42 s for 50 KB of it, and raised for marks."""
    assert table(read_pasted("", f"<table><tr><td>Kite<td>Nova DE{rest}")) == [["Kite", cell]]


def test_a_page_that_is_called_a_workbook_is_read_as_the_page_that_it_is():
    page = (
        b"<html><body><table><tr><td>Agency</td><td>Kite &amp; Co</td></tr></table></body></html>"
    )
    (sheet,) = read_source("report.xls", [page]).tables
    assert table(sheet) == [["Agency", "Kite & Co"]]


def test_more_cells_than_a_table_has_are_refused_also_where_one_cell_spans_them(monkeypatch):
    monkeypatch.setattr(pasted, "MOST_CELLS", 3_000)
    spanning = "<td rowspan=2 colspan=1000>x</td>"
    assert read_pasted("", f"<table><tr>{spanning * 2}</tr></table>").rows
    with pytest.raises(Refused, match="more than 3000 cells"):
        read_pasted("", f"<table><tr>{spanning * 3}</tr></table>")
    assert read_pasted("", f'<tr><td rowspan="{"9" * 5000}">x').merged == (Merged(1, 1000, 0, 0),)
