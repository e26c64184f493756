"""Workbooks: what stands in their cells, digit by digit, and files that mean harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange import workbooks
from delvia_desktop.exchange.source_tables import Cell, CellKind, Merged, SourceTable
from delvia_desktop.exchange.workbooks import day_of, is_workbook, read_workbook

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'{HEAD}<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00 &quot;days&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    "</cellXfs></styleSheet>"
)


def related(*found: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATED}">{each}</Relationships>'


def workbook(
    rows: str,
    *,
    strings: Iterable[str] = (),
    head: str = "",
    before: str = "",
    after: str = "",
    more: dict[str, str] | None = None,
) -> bytes:
    """Return a workbook of one sheet with some rows, as spreadsheet programs write it."""
    parts = {
        "_rels/.rels": related(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"{HEAD}<workbook {MAIN} {LINKED}>{head}"
        '<sheets><sheet name="Agencies" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": related(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "/xl/sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f"{HEAD}<sst {MAIN}>"
        + "".join(f"<si>{each}</si>" for each in strings)
        + "</sst>",
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": f"{HEAD}<worksheet {MAIN} {LINKED}>{before}"
        f"<sheetData>{rows}</sheetData>{after}</worksheet>",
        **(more or {}),
    }
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def only(content: bytes) -> SourceTable:
    (sheet,) = read_workbook(content)
    return sheet


def cells(content: bytes) -> dict[tuple[int, int], Cell]:
    return {
        (row.number, column): cell
        for row in only(content).rows
        for column, cell in row.cells.items()
    }


def test_a_number_has_every_digit_that_the_file_has():
    """An id that was written as a number comes whole, one that was rounded comes as it is."""
    found = cells(
        workbook(
            '<row r="1"><c r="A1"><v>7480118479546429457</v></c>'
            '<c r="B1"><v>7.48011847954642E+18</v></c><c r="D1" s="3"><v>12.5</v></c></row>'
        )
    )
    assert found == {
        (1, 0): Cell("7480118479546429457", CellKind.NUMBER),
        (1, 1): Cell("7.48011847954642E+18", CellKind.NUMBER),
        (1, 3): Cell("12.5", CellKind.NUMBER),
    }


def test_texts_come_from_where_they_stand_without_how_they_are_read_aloud():
    content = workbook(
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        '<c r="C2" t="inlineStr"><is><t>in line</t></is></c>'
        '<c r="D2" t="str"><f>A2</f><v>of a formula</v></c><c r="E2" t="b"><v>1</v></c>'
        '<c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="s"><v>9</v></c><c r="H2"/></row>',
        strings=("<r><t>Nova </t></r><r><t>DE</t></r>", "<t>東京</t><rPh><t>とうきょう</t></rPh>"),
    )
    assert {column: cell.text for (_, column), cell in cells(content).items()} == {
        0: "Nova DE", 1: "東京", 2: "in line", 3: "of a formula", 4: "TRUE", 5: "#N/A",
    }  # fmt: skip
    assert cells(content)[2, 5].kind is CellKind.ERROR


@pytest.mark.parametrize(
    ("serial", "is_1904", "day"),
    [
        ("46083", False, "2026-03-02"),
        ("46083.75", False, "2026-03-02"),
        ("44621", True, "2026-03-02"),
        ("61", False, "1900-03-01"),
        ("60", False, ""),  # 29 February 1900, which was none
        ("0.5", False, ""),  # a time
        ("-1", False, ""),
        ("1e300", False, ""),
        ("nan", False, ""),
        ("soon", False, ""),
    ],
)
def test_a_number_is_a_day_by_the_year_from_which_the_workbook_counts(serial, is_1904, day):
    assert day_of(serial, is_1904=is_1904) == day


def test_a_number_is_a_day_only_in_a_style_that_shows_one():
    rows = "".join(
        f'<c r="{letter}1" s="{style}"><v>46083</v></c>'
        for letter, style in zip("ABCD", range(4), strict=True)
    )
    found = cells(workbook(f'<row r="1">{rows}</row>'))
    assert [found[1, column].text for column in range(4)] == [
        "46083", "2026-03-02", "2026-03-02", "46083",
    ]  # fmt: skip
    later = workbook(
        '<row r="1"><c r="A1" s="1"><v>44621</v></c></row>', head='<workbookPr date1904="1"/>'
    )
    assert cells(later)[1, 0] == Cell("2026-03-02", CellKind.DAY)


def test_what_is_hidden_and_merged_is_known_and_a_link_says_where_it_leads():
    sheet = only(
        workbook(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="3" hidden="1"><c r="C3"><v>1</v>'
            "</c></row>",
            strings=("<t>Nova DE</t>",),
            before='<cols><col min="2" max="3" hidden="1"/></cols>',
            after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
            '<hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks>',
            more={
                "xl/worksheets/_rels/sheet1.xml.rels": f'{HEAD}<Relationships xmlns="{RELATED}">'
                f'<Relationship Id="rId1" Type="{RELATED}/hyperlink" TargetMode="External" '
                'Target="https://ads.tiktok.com/i18n/dashboard?aadvid=7480118479546429457"/>'
                "</Relationships>"
            },
        )
    )
    assert (sheet.name, sheet.is_hidden, sheet.hidden_columns) == ("Agencies", False, {1, 2})
    assert sheet.merged == (Merged(1, 2, 0, 1),)
    assert (sheet.hidden_rows, [row.number for row in sheet.rows]) == (1, [1, 3])
    assert sheet.rows[0].cells[0].link.endswith("aadvid=7480118479546429457")


def test_a_cell_in_the_last_column_of_the_last_row_takes_no_room():
    """It ends the process of a kept reader, which makes room for 17 billion cells."""
    sheet = only(workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    assert sheet.width == 16_384
    assert sheet.rows[0].cells == {16_383: Cell("1", CellKind.NUMBER)}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"PK\x03\x04 and no more", "damaged"),
        (packed({"word/document.xml": "<document/>"}), "not a workbook"),
        (packed({"xl/workbook.xml": "<workbook"}), "damaged"),
        (workbook("<row r='x'/>"), "damaged"),
        (packed({"xl/workbook.xml": '<?xml version="1.0" encoding="NaN"?><workbook/>'}), "damaged"),
        (
            packed({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'}),
            "damaged",
        ),
        (
            packed({
                "xl/workbook.xml": f'<workbook {LINKED}><sheet name="A" r:id="rId1"/></workbook>',
                "xl/_rels/workbook.xml.rels": related(("worksheet", "../../../etc/passwd")),
            }),
            "damaged",
        ),
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused_in_words(content, told):
    with pytest.raises(Refused, match=told):
        read_workbook(content)


def test_a_workbook_that_unpacks_to_more_than_is_sensible_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "_MOST_UNPACKED", 100_000)
    content = workbook("<row/>" * 40_000)
    assert len(content) < 5_000
    with pytest.raises(Refused, match="unpacks to more"):
        read_workbook(content)
    monkeypatch.setattr(workbooks, "MOST_CELLS", 3)
    with pytest.raises(Refused, match="more than 3 cells"):
        read_workbook(workbook('<row r="1">' + "<c><v>1</v></c>" * 4 + "</row>"))


def test_a_workbook_that_packs_to_next_to_nothing_is_refused_long_before_a_large_one():
    """One of 1 MB kept the reader busy for six minutes."""
    content = workbook("<c/>" * 1_500_000)
    assert len(content) < 10_000
    with pytest.raises(Refused, match="unpacks to more"):
        read_workbook(content)


def test_too_many_cells_are_refused_before_they_are_read_and_empty_ones_are_none(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_CELLS", 3)
    empty = '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>' * 4 + '<c r="E1" s="1"/>' * 4
    kept = workbook(f'<row r="1">{empty}<c r="F1"><v>1</v></c></row>')
    assert {at: cell.text for at, cell in cells(kept).items()} == {(1, 5): "1"}
    monkeypatch.setattr(workbooks._Workbook, "_take_cell", lambda _: None)
    for cell in ('<c r="A1"><v>1</v></c>', '<c r="A1" t="inlineStr"><is><t>a</t></is></c>'):
        with pytest.raises(Refused, match="more than 3 cells"):
            read_workbook(workbook(f'<row r="1">{cell * 4}</row>'))


SOUND = workbook(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46083</v></c></row>',
    strings=("<t>Nova</t>",),
)


@given(at=st.integers(0, len(SOUND) - 1), byte=st.integers(0, 255))
def test_a_workbook_with_any_byte_changed_is_read_or_refused(at, byte):
    changed = SOUND[:at] + bytes([byte]) + SOUND[at + 1 :]
    try:
        sheets = read_workbook(changed)
    except Refused as error:
        sheets, told = (), str(error)
        assert told.endswith("."), told
    assert all(isinstance(sheet, SourceTable) for sheet in sheets)


def test_a_workbook_is_known_by_how_it_begins():
    assert is_workbook(SOUND)
    assert not is_workbook(b"Agency;Level\nKite;Admin")
