"""Text in rows and columns, in each of the shapes that spreadsheets give it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.delimited import candidates, read_delimited, text_of

TABLE = [["Agency", "Level", "Note"], ["Kite", "Admin", "since May"], ["Świt", "Analyst", "a; b"]]


def texts(sheet) -> list[list[str]]:
    return [[row.text(column) for column in range(sheet.width)] for row in sheet.rows]


def written(between: str, table: list[list[str]] = TABLE) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=between).writerows(table)
    return stream.getvalue()


@pytest.mark.parametrize("between", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_is_read_whatever_stands_between_its_columns_and_letters(between, encoding):
    found = text_of(written(between).encode(encoding))
    assert found.certain
    assert texts(read_delimited(found.text, "list.csv")) == TABLE


@pytest.mark.parametrize(
    ("text", "table", "lines"),
    [
        ("sep=;\na;b,c\nd;e,f", [["a", "b,c"], ["d", "e,f"]], [2, 3]),
        ('"sep=|"\na|b', [["a", "b"]], [2]),
        ('a,b\n\n\n"c\nd",e\n,\nf,g', [["a", "b"], ["c\nd", "e"], ["f", "g"]], [1, 4, 7]),
        ("one\ntwo", [["one"], ["two"]], [1, 2]),
        ("a,b\nc", [["a", "b"], ["c", ""]], [1, 2]),
        ("", [], []),
    ],
)
def test_each_record_knows_on_which_line_it_begins(text, table, lines):
    sheet = read_delimited(text, "pasted")
    assert texts(sheet) == table
    assert [row.number for row in sheet.rows] == lines


def test_an_encoding_that_had_to_be_guessed_is_asked_with_the_lines_that_tell():
    """Garbled names would be in a legal record."""
    content = "Agency;Level\nMüller GmbH;Admin\nKite;Analyst".encode("cp1252")
    found = text_of(content)
    assert (found.certain, found.encoding) == (False, "cp1252")
    offered = dict(candidates(content))
    assert offered["cp1252"] == "Müller GmbH;Admin"
    assert offered["mac_roman"] != offered["cp1252"]
    assert "Kite" not in "".join(offered.values())
    assert text_of(content, "mac_roman").certain


@pytest.mark.parametrize("text", ['a,b\n"never closed,' + "x," * 120_000, 'a,"' + "y" * 300_000])
def test_a_quotation_mark_that_nothing_closes_is_told_with_its_line(text):
    with pytest.raises(Refused, match="cannot be read: a quotation mark is not closed"):
        read_delimited(text, "list.csv")


def test_what_is_no_text_is_refused():
    with pytest.raises(Refused, match=r"too large"):
        text_of(b"a" * (101 * 2**20))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff")),
            min_size=2,
            max_size=4,
        ),
        min_size=1,
    )
)
def test_what_was_written_comes_back_whatever_it_is(table):
    for between in ("\t", ";", ",", "|"):
        sheet = read_delimited(written(between, table).replace("\r\n", "\n"), "x", between)
        rows = [list(row) for row in table if any(row)]
        width = sheet.width
        assert texts(sheet) == [
            [row[place] if place < len(row) else "" for place in range(width)] for row in rows
        ]
