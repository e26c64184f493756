"""`delvia paper all`: the papers of a handover on the command line."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from delvia_desktop.cli.main import delvia


@pytest.fixture
def file(sample_file, tmp_path):
    copy = tmp_path / "nova.delvia"
    shutil.copy(sample_file, copy)
    run("paper", "partner", copy, "--partner", "Kite Studio", "-o", tmp_path / "1.pdf")
    run("paper", "claim", copy, "2", "-o", tmp_path / "2.pdf")
    run("paper", "access", copy, "-o", tmp_path / "3.pdf")
    return copy


def run(*arguments, code=0):
    result = CliRunner().invoke(delvia, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return f"{result.output}{result.exception or ''}"


def test_a_handover_is_saved_into_a_folder_and_nothing_is_written_over(file, tmp_path):
    numbers = [each["number"] for each in json.loads(run("papers", file, "--json"))]
    folder = tmp_path / "Übergabe"
    said = run("paper", "all", file, "--of", "HR-2026-002", "-o", folder)
    assert "HR-2026-001 · Access record · Kite Studio (up to date" in said
    assert "Saved 2 documents" in said
    saved = sorted(path.name for path in folder.iterdir())
    assert len(saved) == 2
    assert saved[0].startswith("HR-2026-001")
    assert len(numbers) == 3
    run("paper", "all", file, "--of", "HR-2026-001", "-o", folder)
    (folder / saved[0]).write_bytes(b"mine")
    again = ("paper", "all", file, "--of", "HR-2026-001", "-o", folder)
    assert f"These files already exist: {saved[0]}" in run(*again, code=1)
    assert (folder / saved[0]).read_bytes() == b"mine"
    run(*again, "--replace")
    assert (folder / saved[0]).read_bytes() == (tmp_path / "1.pdf").read_bytes()


def test_a_handover_is_saved_as_one_file(file, tmp_path):
    target = tmp_path / "all.PDF"
    run("paper", "all", file, "--of", "HR-2026-001", "-o", target)
    assert len(PdfReader(target).attachments) == 2
    again = run("paper", "all", file, "--of", "HR-2026-001", "-o", target, code=1)
    assert "“all.PDF” already exists" in again


@pytest.mark.parametrize(
    ("number", "target", "said"),
    [
        ("HR-1999-001", "out", "No document was issued as HR-1999-001"),
        ("HR-2026-001", "none/out", "could not be written"),
        ("HR-2026-001", "none/out.pdf", "could not be written"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(file, tmp_path, number, target, said):
    result = CliRunner().invoke(
        delvia, ["paper", "all", str(file), "--of", number, "-o", str(tmp_path / target)]
    )
    assert result.exit_code == 1
    assert said in str(result.exception)
