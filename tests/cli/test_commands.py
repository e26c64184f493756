"""The command line: what it prints, its exit codes, and JSON for programs."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from delvia_desktop.cli import main as cli
from delvia_desktop.cli.progress_bar import progress_bar
from delvia_desktop.progress import progress
from delvia_desktop.services.register.register import open_register
from delvia_desktop.storage.file.file_format import MAJOR, MINOR


@pytest.fixture
def sample(sample_file, tmp_path) -> Path:
    path = tmp_path / "sample.delvia"
    path.write_bytes(sample_file.read_bytes())
    return path


def run(*words: object) -> str:
    result = CliRunner().invoke(cli.delvia, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def run_json(*words: object):
    return json.loads(run(*words, "--json"))


def test_the_sample_is_a_believable_year(sample):
    facts = run_json("info", sample)
    assert facts["brand"] == "Nova Cosmetics"
    assert facts["schema"] == f"{MAJOR}.{MINOR}"
    assert len(facts["state"]) == 64
    assert facts["revision"] > 200
    counts = facts["counts"]
    assert (counts["asset"], counts["share"], counts["partner"]) == (40, 60, 5)
    centers = run_json("list", "business-centers", sample)
    assert sum(center["is_own"] for center in centers) == 2
    states = {partner["state"] for partner in run_json("list", "partners", sample)}
    assert states == {"requested", "active", "ending", "closed"}
    assets = run_json("list", "assets", sample)
    assert sum(asset["owner_kind"] == "OWNER_PARTNER" for asset in assets) == 2
    assert len({asset["asset_type"] for asset in assets}) == 11
    levels = {share["level"] for share in run_json("list", "shares", sample)}
    assert {"ADMIN", "OPERATOR", "ANALYST", "POST|LIVE", "", "AD_PROMOTE"} <= levels
    assert run_json("check", sample) == {"ok": True, "problems": []}
    assert "intact" in run("check", sample)


def test_lists_have_tiktoks_names_and_iso_dates(sample):
    share = next(s for s in run_json("list", "shares", sample) if s["state"] == "confirmed")
    assert share["asset_id"].isdigit() or share["asset_id"] == "" or share["asset_id"][0] == "C"
    assert share["granted_on"][4] == "-"
    assert {"id", "asset_type", "partner_name", "planned_end", "level"} <= set(share)
    partner = run_json("list", "partners", sample)[0]
    assert partner["bc_id"].isdigit()


def test_lists_are_tables_for_people(sample):
    text = run("list", "shares", sample)
    assert "Existing posts" in text
    assert "Removal verified" in text
    assert "Brightside Media" in run("list", "partners", sample)
    assert "Ad account" in run("list", "assets", sample)
    assert "ノヴァ化粧品株式会社" in run("list", "business-centers", sample)
    assert "brand" in run("info", sample)


def test_a_list_answers_for_a_day_and_for_a_moment(sample):
    opened = open_register(sample, "x")
    early = opened.today.replace(year=opened.today.year - 1).isoformat()
    opened.close()
    today = run_json("list", "shares", sample)
    assert len(run_json("list", "shares", sample, "--as-of", early)) < len(today)
    on_early = run_json("list", "shares", sample, "--on", early)
    assert sum(s["state"] == "planned" for s in on_early) > 30


@pytest.mark.parametrize("option", ["--on", "--as-of"])
def test_what_is_no_day_is_told_with_exit_code_two(sample, option):
    result = CliRunner().invoke(cli.delvia, ["list", "shares", str(sample), option, "soon"])
    assert result.exit_code == 2
    assert "not a date" in result.output


def test_an_access_record_is_issued_once_for_the_same_content(sample, tmp_path):
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    words = ("paper", "partner", sample, "--partner", "7504233300559872017", "-o")
    assert "Issued HR-" in run(*words, first)
    assert "Nothing has changed since" in run(*words, second)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF")
    third = tmp_path / "c.pdf"
    run("undo", sample)
    assert "-002" in run(*words, third)
    assert run_json("check", sample)["ok"]


def test_an_access_record_speaks_of_the_past(sample, tmp_path):
    opened = open_register(sample, "x")
    moment = (opened.today - timedelta(days=200)).isoformat()
    opened.close()
    words = ("paper", "partner", sample, "--partner", "ブライト東京", "--as-of", moment)
    assert "Issued" in run(*words, "-o", tmp_path / "past.pdf")


def test_undo_and_redo_name_what_they_do(sample):
    before = run_json("info", sample)
    undone = run("undo", sample)
    assert undone.startswith("Undone: ")
    assert run("redo", sample).removeprefix("Redone: ") == undone.removeprefix("Undone: ")
    after = run_json("info", sample)
    assert after["undo"] == before["undo"]
    assert after["counts"] == before["counts"]


def test_the_history_tells_who_changed_what(sample):
    run("undo", sample)
    revisions = run_json("history", sample)
    assert revisions[0]["act"] == "keep"
    assert revisions[-1]["act"] == "undo"
    one = run_json("history", sample, "--record", "share/19")
    assert 0 < len(one) < len(revisions)
    assert any(c["record"] == "share/19" for c in one[0]["changes"])
    assert "Undo: " in run("history", sample)
    raised = [r for r in revisions if r["title"].startswith("Raised ")]
    fields = raised[0]["changes"][0]["fields"]
    assert any(f["field"] == "Access level" for f in fields)
    assert any("previously" in f["after"] for f in fields)


@pytest.mark.parametrize("record", ["thing/1", "share", "share/x"])
def test_a_record_that_cannot_be_is_exit_code_two(sample, record):
    result = CliRunner().invoke(cli.delvia, ["history", str(sample), "--record", record])
    assert result.exit_code == 2


def test_a_new_register_takes_its_brand_from_the_option_or_the_file(tmp_path):
    run("new", tmp_path / "nova.delvia", "--brand", "Nova")
    assert run_json("info", tmp_path / "nova.delvia")["brand"] == "Nova"
    run("new", tmp_path / "Łódź.delvia")
    assert run_json("info", tmp_path / "Łódź.delvia")["brand"] == "Łódź"
    run("new", tmp_path / "sample.delvia", "--sample")
    assert run_json("info", tmp_path / "sample.delvia")["counts"]["asset"] == 40


def test_the_sample_takes_no_other_brand(tmp_path):
    file = tmp_path / "sample.delvia"
    result = CliRunner().invoke(cli.delvia, ["new", str(file), "--sample", "--brand", "Nova"])
    assert result.exit_code == 2
    assert "The sample has a brand of its own." in result.output
    assert not file.exists()


def test_a_backup_is_a_register(sample, tmp_path):
    run("backup", sample, tmp_path / "copy.delvia")
    assert run_json("info", tmp_path / "copy.delvia")["state"] == run_json("info", sample)["state"]
    folder = tmp_path / "folder"
    folder.mkdir()
    run("backup", sample, folder)
    assert (folder / "sample.delvia").exists()


def test_a_damaged_register_is_exit_code_one_with_its_problems(sample):
    content = bytearray(sample.read_bytes())
    place = content.find(b"Nova web pixel")
    content[place] ^= 1
    sample.write_bytes(content)
    result = CliRunner().invoke(cli.delvia, ["check", str(sample), "--json"])
    assert result.exit_code == 1
    answer = json.loads(result.output)
    assert not answer["ok"]
    assert answer["problems"][0]["text"]
    assert CliRunner().invoke(cli.delvia, ["check", str(sample)]).exit_code == 1


def test_a_refusal_is_its_sentence_and_exit_code_one(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["info", str(tmp_path / "none.delvia")])
    assert ended.value.code == 1
    assert "does not exist" in capsys.readouterr().err


def test_long_work_shows_a_bar_only_to_a_person(monkeypatch):
    with progress_bar("x"):
        progress(1, 2)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with progress_bar("x"):
        progress(1, 2)
        progress(2, 2)


def test_the_program_can_be_run_as_a_module():
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
