"""`delvia import`: a table becomes a plan, and the plan one act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from delvia_desktop.cli.main import delvia
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.services.register.register import open_register

TABLE = (
    "Agency;Ad account;Account ID;Access;Password;Since\n"
    "Kite;Nova UK;7480118479546429441;Admin;Winter2026!;3 Feb 2026\n"
    ";Nova FR;7326118133326376961;Analyst;;3 Feb 2026\n"
)
ABOVE = {"blank:list.csv.partner": "above"}


def run(*words: object) -> Result:
    return CliRunner().invoke(delvia, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path, noon_sample_file: Path) -> Path:
    (tmp_path / "nova.delvia").write_bytes(noon_sample_file.read_bytes())
    (tmp_path / "list.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(ABOVE), encoding="utf-8")
    return tmp_path


def plan(folder: Path, *more: object) -> Result:
    own = ("import", "plan", folder / "nova.delvia", folder / "list.csv", "--json")
    return run(*own, *more)


def test_a_plan_says_what_differs_and_records_nothing(folder):
    before = run("history", folder / "nova.delvia", "--json").output
    result = plan(folder)
    made = json.loads(result.stdout)
    assert result.exit_code == 4
    counts = {state: made[state] for state in ("read", "same", "new", "changed", "conflict")}
    assert counts["read"] == 2
    assert counts["read"] == sum(counts.values()) - 2 + made["left_out"] + made["problem"]
    assert made["questions"][-1]["key"] == "blank:list.csv.partner"
    assert "Winter2026" not in result.output
    assert run("history", folder / "nova.delvia", "--json").output == before


def test_a_plan_is_applied_as_one_act_once_and_undone_as_one(folder):
    kept = folder / "plan.json"
    decide = ("--decide", folder / "answers.json")
    own = folder / "nova.delvia"
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    many = {"names:partner": "new", "center": "1"}
    (folder / "answers.json").write_text(json.dumps({**answers, **many}), encoding="utf-8")
    shares = len(json.loads(run("list", "shares", own, "--json").output))
    planned = plan(folder, *decide, "-o", kept)
    assert planned.exit_code == 4, planned.output
    done = run("import", "apply", own, kept)
    assert done.exit_code == 0, (done.output, done.exception)
    assert len(json.loads(run("list", "shares", own, "--json").output)) == shares + 2
    again = run("import", "apply", own, kept)
    assert isinstance(again.exception, Refused)
    assert "changed since" in str(again.exception)
    assert "Imported 2 lines from list.csv" in run("undo", own).output
    assert len(json.loads(run("list", "shares", own, "--json").output)) == shares


def test_a_list_of_nothing_new_has_no_differences(folder):
    with_id = "Agency;Agency ID\nKite Studio;6954233089097560081\n"
    (folder / "list.csv").write_text(with_id, encoding="utf-8")
    result = run("import", "plan", folder / "nova.delvia", folder / "list.csv")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "No differences.")


def test_a_complete_list_of_a_partner_tells_what_is_not_in_it(folder):
    register = open_register(folder / "nova.delvia", "Mara")
    share = next(s for s in register.records.select(Share) if s.revoked_on is None)
    period = register.picture().partnerships[share.partnership]
    partner = register.picture().partners[period.partner]
    asset = register.picture().assets[share.asset]
    register.leave()
    one = {
        "asset_id": asset.asset_id,
        "asset_name": asset.name,
        "asset_type": asset.asset_type,
        "advertiser_role": "".join(share.level),
    }
    answer = {"code": 0, "data": {"list": [one], "page_info": {"total_number": 1}}}
    (folder / "list.json").write_text(json.dumps(answer), encoding="utf-8")
    result = run(
        "import", "plan", folder / "nova.delvia", folder / "list.json",
        "--partner", partner.name, "--complete", "--json",
    )  # fmt: skip
    made = json.loads(result.stdout)
    assert made["missing"] > 0
    assert {item["kind"] for item in made["items"] if item["state"] == "missing"} == {"share"}
    assert made["scope"]["partner"] == partner.id
    assert not made["scope"]["is_incoming"]


def test_the_meaning_of_columns_can_be_written_changed_and_read(folder):
    own, listed = folder / "nova.delvia", folder / "list.csv"
    told = json.loads(run("import", "columns", own, listed).output)
    columns = told["tables"]["list.csv"]["columns"]
    assert columns["E"] == "secret"
    columns["B"] = ""
    (folder / "mapping.json").write_text(json.dumps(told), encoding="utf-8")
    made = json.loads(plan(folder, "--mapping", folder / "mapping.json").stdout)
    assert {line["texts"].get("asset") for line in made["lines"]} == {None}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "delvia-plan"}', "nonsense"])
def test_what_is_no_plan_is_refused_in_words(folder, text):
    (folder / "plan.json").write_text(text, encoding="utf-8")
    result = run("import", "apply", folder / "nova.delvia", folder / "plan.json")
    assert isinstance(result.exception, Refused)
    assert str(result.exception) == "This file is not a plan."
