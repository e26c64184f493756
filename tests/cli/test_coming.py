"""`delvia due` and `delvia calendar`."""

from __future__ import annotations

import json

from click.testing import CliRunner

from delvia_desktop.cli import main as cli


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(cli.delvia, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def test_what_is_due_is_told_by_day_for_people_and_programs(sample_file):
    told = json.loads(run("due", sample_file, "--within", "90", "--json"))
    days = [event["day"] for event in told]
    assert days == sorted(days)
    assert any(event["is_past"] for event in told)
    assert any("Loop Social" in event["what"] for event in told)
    assert len(run("due", sample_file, "--within", "90").splitlines()) == len(told)
    assert len(json.loads(run("due", sample_file, "--within", "0", "--json"))) < len(told)
    run("due", sample_file, "--within", "-1", code=2)


def test_a_calendar_is_written_and_written_again_as_it_was(sample_file, tmp_path):
    target = tmp_path / "access.ics"
    assert "access.ics" in run("calendar", sample_file, "-o", target)
    first = target.read_bytes()
    assert first.count(b"BEGIN:VEVENT") > 30
    run("calendar", sample_file, "-o", target, "--replace")
    assert target.read_bytes() == first
    missing = tmp_path / "nowhere" / "access.ics"
    result = CliRunner().invoke(cli.delvia, ["calendar", str(sample_file), "-o", str(missing)])
    assert result.exit_code == 1
