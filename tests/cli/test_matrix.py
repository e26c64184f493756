"""`delvia matrix`: for a spreadsheet, for a program, on a day, as known then, compared."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from delvia_desktop.cli import main as cli


def run(*words: object, code: int = 0):
    result = CliRunner().invoke(cli.delvia, ["matrix", *(str(word) for word in words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


def test_json_and_csv_show_the_same_assets_and_columns(sample_file, tmp_path):
    facts = json.loads(run(sample_file, "--json").stdout)
    lines = list(csv.reader(io.StringIO(run(sample_file, "--csv").stdout.removeprefix("\ufeff"))))
    assert [row["name"] for row in facts["rows"]] == [
        line[0].removeprefix("'") for line in lines[1:]
    ]
    assert len(lines[0]) == 5 + len(facts["columns"])
    target = tmp_path / "matrix.json"
    assert "matrix.json" in run(sample_file, "--json", "-o", target).stdout
    assert json.loads(target.read_text(encoding="utf-8")) == facts


def test_help_names_every_fact_of_a_row_and_of_a_cell(sample_file):
    rows = json.loads(run(sample_file, "--json").stdout)["rows"]
    cell = next(cell for row in rows for cell in row["cells"])
    told = " ".join(run("--help").stdout.split())
    for name in (*rows[0], *cell):
        assert re.search(rf"\b{name}\b", told), name


def test_a_day_a_moment_and_both_compared_with_now(sample_file):
    now = json.loads(run(sample_file, "--json").stdout)
    then = json.loads(run(sample_file, "--json", "--as-of", "1 Aug 2026").stdout)
    assert then["revision"] < now["revision"]
    assert then["on"] == "2026-08-01"
    for option in ("--compare-with", "--compare-on"):
        made = json.loads(run(sample_file, "--json", option, "1 Aug 2026").stdout)
        changes = {cell["change"] for row in made["rows"] for cell in row["cells"]}
        assert {"added", "gone"} <= changes
        assert made["compared_with"]["on"] == "2026-08-01"
        known = then if option == "--compare-with" else now
        assert made["compared_with"]["revision"] == known["revision"]


def test_more_is_shown_if_asked_for(sample_file):
    def cells(*words: str) -> int:
        told = json.loads(run(sample_file, "--json", *words).stdout)
        return sum(len(row["cells"]) for row in told["rows"])

    assert cells("--all") > cells()
    assert cells("--people") == cells()
    heads = run(sample_file, "--csv").stdout.splitlines()[0]
    assert "Our team" in heads
    assert "Our team" not in run(sample_file, "--csv", "--people").stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Choose --json or --csv."),
        (("--csv", "--on", "1/2/2026"), "ambiguous"),
        (("--csv", "--compare-with", "never"), "--compare-with"),
        (("--csv", "--compare-on", "never"), "--compare-on"),
    ],
)
def test_what_is_not_understood_is_said(sample_file, words, said):
    assert said in run(sample_file, *words, code=2).output
