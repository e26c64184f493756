"""`delvia paper` and `delvia papers`: papers issued, listed, checked on the command line."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from delvia_desktop.cli.main import delvia


@pytest.fixture
def file(sample_file, tmp_path):
    copy = tmp_path / "nova.delvia"
    shutil.copy(sample_file, copy)
    return copy


def run(*arguments, code=0):
    result = CliRunner().invoke(delvia, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.mark.parametrize(
    ("kind", "about", "title"),
    [
        ("review", ["10"], "Review of every surface"),
        ("procedure", ["1"], "End a partnership"),
        ("person", ["10"], "Jonas Becker"),
        ("claim", ["2"], "Kite Studio"),
        ("access", [], "Access on"),
        ("partner", ["--partner", "Kite Studio"], "Kite Studio"),
    ],
)
def test_each_kind_is_issued_listed_and_found_sound(file, tmp_path, kind, about, title):
    target = tmp_path / "paper.pdf"
    assert "Issued HR-" in run("paper", kind, file, *about, "-o", target)
    assert "says the same already" in run("paper", kind, file, *about, "-o", target)
    listed = json.loads(run("papers", file, "--json"))
    assert len(listed) == 1
    assert listed[0]["title"].startswith(title)
    said = json.loads(run("paper", "verify", target, "--register", file, "--json"))
    assert (said["unaltered"], said["issued_here"], said["changed_since"]) == (True, True, [])
    assert said["number"] == listed[0]["number"]
    told = run("paper", "verify", target, "--register", file)
    assert told.splitlines() == [
        "The paper is as it was made.",
        f"Its page shows the code {said['code']}.",
        f"This register issued it as {said['number']}.",
        "Nothing that it says has changed since.",
    ]


def test_an_altered_paper_and_a_foreign_one_exit_with_one(file, tmp_path):
    target = tmp_path / "paper.pdf"
    run("paper", "access", file, "-o", target)
    other = tmp_path / "other.delvia"
    run("new", other)
    assert "did not issue it" in run("paper", "verify", target, "--register", other, code=1)
    content = bytearray(target.read_bytes())
    content[200] ^= 1
    target.write_bytes(bytes(content))
    assert "was altered" in run("paper", "verify", target, code=1)
    assert json.loads(run("paper", "verify", target, "--json", code=1))["issued_here"] is None


def test_what_is_not_there_is_said(file, tmp_path):
    target = tmp_path / "none.pdf"
    result = CliRunner().invoke(delvia, ["paper", "verify", str(target)])
    assert result.exit_code == 1
    assert "cannot be read" in result.output
    result = CliRunner().invoke(delvia, ["paper", "person", str(file), "999", "-o", str(target)])
    assert result.exit_code == 1
    assert not target.exists()


def test_a_redacted_paper_is_one_of_its_own(file, tmp_path):
    full, redacted = tmp_path / "full.pdf", tmp_path / "redacted.pdf"
    for kind, about in {
        "person": ["10"],
        "access": [],
        "partner": ["--partner", "Kite Studio"],
    }.items():
        run("paper", kind, file, *about, "-o", full)
        assert "Issued HR-" in run("paper", kind, file, *about, "--redacted", "-o", redacted)
        again = run("paper", kind, file, *about, "--redacted", "-o", redacted)
        assert "says the same already" in again
        said = json.loads(run("paper", "verify", redacted, "--register", file, "--json"))
        assert (said["issued_here"], said["changed_since"]) == (True, [])
        assert b"Jonas" not in redacted.read_bytes()
    titles = [each["title"] for each in json.loads(run("papers", file, "--json"))]
    assert "Person 10" in titles
    assert "Jonas Becker" in titles
