"""Tables and answers as people really have them, each with its right result in `right.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.plans.columns import KEY
from delvia_desktop.domain.plans.plan import Plan
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.headings import SECRET
from delvia_desktop.exchange.plain_rows import PlainRows
from delvia_desktop.exchange.source_tables import SourceTable, row_of
from delvia_desktop.exchange.table_lines import TableMapping, lines_of
from delvia_desktop.services.plans.planning import make_plan
from delvia_desktop.services.plans.reading import read_files, source_file
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register.register import Register
from tests.exchange.test_workbooks import workbook
from tests.figures import figure
from tests.registers import Nova

FOLDER = Path(__file__).parents[2] / "data" / "import"
RIGHT = json.loads((FOLDER / "right.json").read_text(encoding="utf-8"))


def told(plan: Plan) -> list[str]:
    """Return the items of a plan, each as one line."""
    parts = ("kind", "name", "field", "now", "then")
    return [
        " | ".join((item.state.value, *(getattr(item, part) for part in parts)))
        for item in plan.items
    ]


def file_of(name: str) -> SourceBytes:
    """Return the file of a right result; what follows its name tells results of one file apart."""
    return source_file(FOLDER / name.partition(" ")[0])


@pytest.mark.parametrize("name", RIGHT)
def test_a_tricky_source_is_read_as_a_person_would(register: Register, nova: Nova, name: str):
    right = RIGHT[name]
    file = file_of(name)
    if "refused" in right:
        with pytest.raises(Refused) as refused:
            read_files([file], constants=right.get("constants"))
        assert str(refused.value) == right["refused"]
        return
    read = read_files([file], constants=right.get("constants"))
    plan = make_plan(register, read.lines, read.files, right.get("decisions")).plan
    counts = dict(plan.counts)
    counts.pop("missing")
    assert counts.pop("read") == sum(counts.values())
    assert {
        "notes": read.notes,
        "counts": {state: n for state, n in plan.counts.items() if n},
        "items": told(plan),
        "questions": [question.key for question in plan.questions],
    } == {name: right[name] for name in ("notes", "counts", "items", "questions")}


def test_each_file_has_its_right_result():
    files = {path.name for path in FOLDER.iterdir()} - {"right.json"}
    assert {name.partition(" ")[0] for name in RIGHT} == files


def test_merged_cells_are_carried_down_however_many_rows_a_workbook_says_that_they_span():
    """Each row of each range had its own entry: 50,000 ranges over all rows took all memory."""
    rows = "".join(
        f'<row r="{row}"><c r="B{row}" t="inlineStr"><is><t>Nova {row}</t></is></c></row>'
        for row in range(3, 1000)
    )
    head = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Agency</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Ad account</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>Kite</t></is></c></row>'
    )
    merged = '<mergeCell ref="A2:A1048576"/>' * 20_000
    read = read_files([SourceBytes("all.xlsx", workbook(head + rows, after=merged))])
    assert {line.texts.get("partner") for line in read.lines} == {"Kite"}


ODD = st.sampled_from([
    "", "-", "n/a", "Total", "Total 12", "[name]", "e.g. Nova", "Nova", "@nova", "a@b.de, c@d.de",
    "7123456789012345678", "7123456789012345678, 7223456789012345678", "Nova\n7123456789012345678",
    "Password: hunter2!", "Facebook", "TikTok", "share 12", "review 3", "Ad account, Pixel",
    "Ad account", "Analyst", "2026-02-03", "02/03/2026", "Nova (ID: 7123456789012345678)", "yes",
])  # fmt: skip


@settings(max_examples=figure("tables of odd texts"))
@given(
    columns=st.lists(
        st.sampled_from(["asset", "asset_id", "asset_type", "partner", "partner_id", "person_email",
                         "level", "granted_on", "note", "platform", KEY, SECRET, ""]),
        min_size=1, max_size=7, unique=True,
    ),
    rows=st.lists(st.lists(ODD, min_size=1, max_size=8), max_size=8),
    kind=st.sampled_from(["", "share"]),
    constant=st.sampled_from(["", "Nova", "Nova\n7123456789012345678"]),
)  # fmt: skip
def test_a_row_that_is_plain_says_what_it_says_looked_at_closely(columns, rows, kind, constant):
    table = SourceTable("t", tuple(row_of(n, texts) for n, texts in enumerate(rows, 1)))
    constants = {"partner": constant} if constant else {}
    mapping = TableMapping(1, dict(enumerate(columns)), (), constants, kind)
    quick = lines_of(table, mapping, "t.csv")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(PlainRows, "texts", lambda *_: None)
        assert lines_of(table, mapping, "t.csv") == quick
