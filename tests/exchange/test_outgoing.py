"""Tables that go out, and come back as exactly the texts that went out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.plans.columns import KEY, LISTED, Holds, columns
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.domain.words.text import clean_note, sheet_cell, sheet_text
from delvia_desktop.exchange import outgoing
from delvia_desktop.exchange.delimited import read_delimited, text_of
from delvia_desktop.exchange.outgoing import Cut, OutTable, csv_of, fitting, workbook_of
from delvia_desktop.exchange.source_tables import CellKind, SourceTable
from delvia_desktop.exchange.sources import read_source
from delvia_desktop.exchange.workbooks import LONGEST, read_workbook

MOMENT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
ODD = (
    "=1+1", "+49 30 1234", "-", "@nova", "'=x", "''@y", "'quoted'", "\tIndented", "007", "1e5",
    "1-2", "TRUE", "#N/A", "_x0041_", "_x000D_", "a\tb\nc", "“a”; b", 'say "no"', "🧴👩‍🔬",
    "نوفا ש", "<b>&amp;", "sep=;", "https://nova.example", "７４８", " ",
)  # fmt: skip
"""Texts that programs between take for something else."""

seen = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
notes = st.one_of(st.sampled_from(ODD), st.text(seen)).map(clean_note)
ids = st.integers(10**17, 10**19).map(str)
texts_of = {
    Holds.DAY: st.one_of(st.just(""), st.dates(date(1900, 1, 1), date(2400, 1, 1)).map(str)),
    Holds.ID: st.one_of(st.just(""), ids),
    Holds.NUMBER: st.integers(0, 10**6).map(str),
    Holds.YES_NO: st.sampled_from(("yes", "no")),
}


@st.composite
def tables(draw: st.DrawFn) -> OutTable:
    """Return a table of a kind with random texts where the kind has them."""
    every = columns(draw(st.sampled_from(LISTED)))
    cells = [texts_of.get(column.holds, notes) for column in every]
    cells[0] = st.integers(1, 10**6).map("share {}".format)
    return OutTable("a-list", every, tuple(draw(st.lists(st.tuples(*cells), max_size=4))))


def read(table: SourceTable, width: int) -> list[tuple[str, ...]]:
    return [tuple(row.text(place) for place in range(width)) for row in table.rows]


def names(table: OutTable) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@given(tables())
def test_csv_comes_back_as_the_texts_that_went_out(table):
    content = csv_of(table)
    back = read_delimited(text_of(content).text, "Back", ",")
    assert read(back, len(table.columns)) == [names(table), *table.rows]
    assert not [
        each for row in table.rows for each in map(sheet_cell, row) if each[:1] in "=+-@\t" and each
    ]


def test_csv_that_a_spreadsheet_saved_as_a_workbook_comes_back_without_its_guards():
    """LibreOffice, as Excel, keeps the apostrophe as a letter: names came in with it."""
    table = one_row(asset="@nova", note="'=quoted", purpose="'plain")
    guarded = replace(table, rows=tuple(tuple(map(sheet_cell, row)) for row in table.rows))
    for sent, name in ((guarded, "Sheet1"), (table, "About")):
        book = workbook_of([sent], name, [("a", "b")], MOMENT)
        back = read_source("shares.xlsx", [book]).tables[0]
        assert read(back, len(table.columns)) == [names(table), *table.rows]


@given(tables())
def test_a_workbook_comes_back_as_the_texts_that_went_out(table):
    sheet, about = read_workbook(workbook_of([table], "About", [("register", "=Nova")], MOMENT))
    assert read(sheet, len(table.columns)) == [names(table), *table.rows]
    assert sheet.hidden_columns == {names(table).index(KEY)}
    assert (about.name, read(about, 2)) == ("About", [("register", "=Nova")])


def one_row(**texts: str) -> OutTable:
    every = columns("share")
    row = [texts.get(column.name, "") for column in every]
    return OutTable("shares", every, (("share 1", *row[1:]),))


def test_in_a_workbook_ids_are_text_days_are_days_and_nothing_is_a_formula_or_a_link():
    table = one_row(
        asset="=HYPERLINK(1)",
        asset_id="7480118479546429457",
        granted_on="2026-03-02",
        note="https://nova.example",
    )
    content = workbook_of([table], "About", [], MOMENT)
    (sheet,) = (each for each in read_workbook(content) if each.name == "shares")
    held = {name: sheet.rows[1].cells.get(place) for place, name in enumerate(names(table))}
    assert held["asset_id"].kind == CellKind.TEXT
    assert held["granted_on"].kind == CellKind.DAY
    assert held["note"].link == ""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "<hyperlink" not in xml
    assert 'state="frozen"' in xml
    assert "<autoFilter" in xml


def test_the_same_content_is_the_same_bytes_and_names_nobody():
    table = one_row(asset="Nova")
    first, second = (workbook_of([table], "About", [("a", "b")], MOMENT) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        told = parts.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in told
    assert "2026-11-23T13:05:00Z" in told


@pytest.mark.parametrize("letter", ["a", "🧴"])
def test_a_text_too_long_for_a_cell_is_cut_at_a_whole_letter_and_told(letter):
    fitted, cut = fitting(one_row(note=letter * 40_000))
    assert cut == (Cut("shares", "share 1", "note"),)
    kept = fitted.rows[0][names(fitted).index("note")]
    assert kept == letter * (LONGEST // (len(letter.encode("utf-16-le")) // 2))
    (sheet, _) = read_workbook(workbook_of([fitted], "About", [("a", "b")], MOMENT))
    assert kept in read(sheet, len(fitted.columns))[1]


def test_more_records_than_a_sheet_has_rows_are_refused(monkeypatch):
    monkeypatch.setattr(outgoing, "MOST_ROWS", 1)
    table = one_row()
    with pytest.raises(Refused, match="Export this list as CSV"):
        fitting(OutTable(table.name, table.columns, table.rows * 2))


@pytest.mark.parametrize("text", ODD)
def test_the_guard_of_a_text_against_being_a_formula_is_taken_off_again(text):
    assert sheet_text(sheet_cell(text)) == text
    assert sheet_text(sheet_cell(sheet_cell(text))) == sheet_cell(text)
