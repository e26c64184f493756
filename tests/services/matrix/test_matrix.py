"""The access matrix written out: what a spreadsheet and a program read is what is recorded."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from delvia_desktop.domain.access.assets import AssetDraft
from delvia_desktop.domain.access.assignments import AssignmentDraft
from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.domain.words.text import sheet_cell
from delvia_desktop.services.access import assets, assignments, people, shares
from delvia_desktop.services.matrix.matrix import (
    access_matrix,
    csv_of,
    json_of,
    save,
    size_of,
    table_of,
)

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "＝cmd", "a;b,c\"d'e", "نوفا", "x</script>"]


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", HOSTILE)
def test_csv_reads_back_and_nothing_in_it_runs_as_a_formula(nova, name):
    opened = nova.register
    opened.perform(assets.record_asset, AssetDraft(name=name, asset_type="AUDIENCE"))
    opened.perform(people.record_person, PersonDraft(name=name, employer="FREELANCER"))
    draft = AssignmentDraft(asset=nova.ad_account.id, person=1, level=("ADMIN",))
    opened.perform(assignments.record_assignment, replace(draft, granted_on="2026-02-03"))
    made = access_matrix(opened, opened.today)
    read = read_csv(csv_of(made))
    assert [[cell.removeprefix("'") for cell in line] for line in read] == [
        [cell.removeprefix("'") for cell in line] for line in table_of(made)
    ]
    assert not [c for line in read for c in line if c.startswith(tuple("=+-@\t\r＝＋－＠"))]
    assert name in {line[0].removeprefix("'") for line in read}
    assert {len(line) for line in read} == {5 + len(made.columns)}


def test_a_spreadsheet_keeps_every_digit_of_an_id_and_text_stays_text(nova):
    lines = read_csv(csv_of(access_matrix(nova.register, nova.register.today)))
    row = next(line for line in lines if line[0] == "Nova DE")
    assert row[1:6] == [
        "'7123998103425571842",
        "Ad account",
        "Nova",
        "Our Business Center",
        "Operator",
    ]
    cases = {"=1": "'=1", "\tx": "'\tx", "a=1": "a=1", "": "", "Operator": "Operator"}
    assert {text: sheet_cell(text) for text in cases} == cases


def test_json_names_every_record_behind_a_cell(nova):
    opened = nova.register
    facts = json.loads(json_of(access_matrix(opened, opened.today), "Nova"))
    assert (facts["brand"], facts["compared_with"]) == ("Nova", None)
    assert facts["register_state"] == opened.register_state
    row = next(row for row in facts["rows"] if row["name"] == "Nova DE")
    assert (row["asset_id"], row["asset_type"]) == ("7123998103425571842", "ADVERTISER")
    assert row["cells"] == [
        {
            "partner": nova.partner.id,
            "person": None,
            "level": "OPERATOR",
            "level_label": "Operator",
            "surface": "BUSINESS_CENTER",
            "state": "granted",
            "record": f"share/{nova.share.id}",
            "is_incoming": False,
            "change": "",
            "was": "",
        }
    ]


def test_an_earlier_knowledge_is_compared_with_what_is_known_now(nova):
    opened = nova.register
    number = opened.revision
    draft = LevelDraft(("ADMIN",), "2026-11-20", "", "Needed")
    opened.perform(shares.raise_share, nova.share, draft)
    past = opened.as_of(number)
    on = opened.today
    made = access_matrix(opened, on, MatrixFilter(only_changes=True), (past, on))
    assert [row.asset.name for row in made.rows] == ["Nova DE"]
    assert table_of(made)[1][5] == "↑ raised: Admin, was Operator"
    assert not access_matrix(past, on, None, (past, on)).changes
    same_day = access_matrix(opened, on, None, (opened, date(2026, 11, 1)))
    assert dict(same_day.changes) == dict(made.changes)
    past.close()


def test_a_saved_matrix_is_whole_and_only_for_its_owner(nova, tmp_path):
    made = access_matrix(nova.register, nova.register.today)
    target = tmp_path / "matrix.csv"
    save(target, csv_of(made))
    assert target.read_bytes() == csv_of(made)
    assert target.stat().st_mode & 0o777 == 0o600
    assert size_of(nova.register) == 1
