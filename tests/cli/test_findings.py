"""`delvia findings`: for a person to read, for a job to watch."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from delvia_desktop.cli import main as cli
from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.records.findings import SEVERITIES
from delvia_desktop.services.findings import findings
from delvia_desktop.services.register.register import new_register, open_register


@pytest.fixture
def sample(sample_file, tmp_path):
    path = tmp_path / "sample.delvia"
    path.write_bytes(sample_file.read_bytes())
    return path


def run(*words: object, code: int):
    result = CliRunner().invoke(cli.delvia, ["findings", *(str(word) for word in words)])
    assert result.exit_code == code, result.output
    return result.output


def test_the_sample_shows_each_severity_and_names_records_and_next_steps(sample):
    told = json.loads(run(sample, "--json", code=3))
    severities = [entry["severity"] for entry in told]
    assert set(severities) == set(SEVERITIES)
    assert severities == sorted(severities, key=SEVERITIES.index)
    for entry in told:
        assert {"rule", "severity", "message", "records", "next_step"} <= set(entry)
        assert entry["records"]
        assert entry["next_step"]["text"]
    owned = next(entry for entry in told if entry["rule"] == "OWN-01")
    assert "Kite Studio owns" in owned["message"]
    assert owned["next_step"]["act"] == "claim"


def test_people_read_one_line_a_finding(sample):
    lines = run(sample, code=3).splitlines()
    assert lines[0].startswith("Critical  ")
    assert all("→" in line for line in lines)


def test_an_earlier_moment_and_another_day_are_asked_as_they_were(sample):
    then = json.loads(run(sample, "--as-of", "#60", "--json", code=3))
    assert "CRD-01" not in {entry["rule"] for entry in then}
    later = json.loads(run(sample, "--on", "2028-01-01", "--json", code=3))
    assert sum(entry["rule"] == "SHR-03" for entry in later) > 20


def test_nothing_to_tell_is_said_and_ends_well(tmp_path):
    path = tmp_path / "new.delvia"
    new_register(path, BrandDraft("Nova"), "Mara").close()
    assert run(path, code=0) == "Nothing needs attention.\n"
    assert json.loads(run(path, "--json", code=0)) == []


def test_an_accepted_finding_is_left_out_unless_it_is_asked_for(sample):
    opened = open_register(sample, "Mara")
    (finding,) = findings.find(opened).of_rule("CRD-01")
    draft = AcceptanceDraft(until="+30", reason="The team moves in December", accepted_by="Mara")
    opened.perform(findings.accept_finding, finding, draft)
    opened.close()
    assert "CRD-01" not in run(sample, code=3)
    told = json.loads(run(sample, "--accepted", "--json", code=3))
    accepted = next(entry for entry in told if entry["rule"] == "CRD-01")
    assert accepted["accepted_because"] == "The team moves in December"
