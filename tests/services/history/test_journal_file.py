"""The register as exported lines, and rebuilt from them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.words.errors import DelviaError, NewerRegister, NotARegister
from delvia_desktop.services.access import partners
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.history.journal_file import rebuild_register, save_journal
from delvia_desktop.services.register.outputs import AlreadyThere, Replacing
from delvia_desktop.services.register.register import Register, check_file, open_register
from delvia_desktop.storage.register.exports import export_lines
from tests.figures import figure
from tests.properties.acts import play

TABLES = "SELECT name, sql FROM sqlite_master ORDER BY type, name"


def everything(path: Path) -> dict[str, list[tuple]]:
    """Return every row of every table of a register, its guards, and what tells it from others."""
    with closing(sqlite3.connect(path)) as connection:
        found = {"master": connection.execute(TABLES).fetchall()}
        for name, sql in found["master"]:
            if sql and sql.startswith("CREATE TABLE"):
                found[name] = sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
        for name in ("application_id", "user_version"):
            found[name] = connection.execute(f"PRAGMA {name}").fetchall()
    return found


def rebuilt(register: Register, folder: Path) -> Path:
    """Export a register, rebuild it, and return the new file."""
    lines, new = folder / "lines.jsonl", folder / "new.delvia"
    save_journal(register, lines, Replacing.ANY_FILE)
    rebuild_register(lines, new)
    return new


def test_the_sample_with_its_files_comes_back_as_it_was_and_goes_on(sample, tmp_path):
    """B26: same digest, same state, same files, same guards; it undoes, acts and is checked."""
    assert sample.store.connection.execute("SELECT count(*) FROM contents").fetchone()[0] > 0
    new = rebuilt(sample, tmp_path)
    assert everything(new) == everything(sample.path)
    assert check_file(new) == []
    opened = open_register(new, "Mara")
    assert opened.register_state == sample.register_state
    assert opened.undo_title == sample.undo_title
    opened.undo()
    opened.perform(partners.record_partner, PartnerDraft(name="Later"))
    assert opened.check() == []
    opened.close()
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "lines.jsonl").stat().st_mode) == 0o600


@settings(max_examples=figure("journals read back"))
@given(seed=st.integers(0, 10_000), content=st.binary(min_size=1, max_size=2000))
def test_any_register_comes_back_as_it_was(clock, seed, content):
    """B26: a property over random acts, with files that were attached and removed again."""
    with tempfile.TemporaryDirectory() as name:
        opened, _, _ = play(seed, 40, name, clock)
        partner = opened.perform(partners.record_partner, PartnerDraft(name=f"With files {seed}"))
        for text in (b"Letter " + content.hex().encode(), b"A letter of " * 9):
            (kept,) = opened.perform(
                evidence.attach, Subject("partner", partner.id), [FileDraft("file", text)]
            )
        opened.perform(evidence.remove_file, kept)
        folder = Path(name)
        new = rebuilt(opened, folder)
        assert everything(new) == everything(opened.path)
        opened.close()


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_a_register_of_an_older_schema_comes_back_too(version, tmp_path):
    """B26: old shapes stay in the journal and are read as they were."""
    copy = tmp_path / "old.delvia"
    shutil.copy(Path(__file__).parents[2] / "data" / f"register-{version}.delvia", copy)
    opened = open_register(copy, "Mara")
    new = rebuilt(opened, tmp_path)
    again = open_register(new, "Mara")
    assert again.register_state == opened.register_state
    assert again.picture(opened.today) == opened.picture(opened.today)
    again.close()
    opened.close()


def harmed(lines: list[str]) -> dict[str, tuple[list[str], type[DelviaError], str]]:
    """Return lines that are not what was exported, and what is said of them."""
    head = json.loads(lines[0])
    last = json.loads(lines[-1])
    is_content = [place for place, line in enumerate(lines) if '"content"' in line[:200_000]]
    of_content = next(p for p in is_content if "content" in json.loads(lines[p]))
    content = json.loads(lines[of_content])

    def with_line(place: int, text: str) -> list[str]:
        return [*lines[:place], text, *lines[place + 1 :]] if place >= 0 else [*lines[:-1], text]

    return {
        "empty": ([], NotARegister, "first line is missing"),
        "no head": (lines[1:], NotARegister, "first line is missing"),
        "cut short": (lines[:-1], NotARegister, "cut short"),
        "cut within": ([*lines[:-1], lines[-1][:40]], NotARegister, f"Line {len(lines)} is not"),
        "a line lost": (lines[:-2] + lines[-1:], DelviaError, "missing from the journal"),
        "a line twice": ([*lines, lines[-1]], NotARegister, f"Line {len(lines) + 1} is not"),
        "newer": (with_line(0, json.dumps({**head, "schema": "99.0"})), NewerRegister, "newer"),
        "newer form": (
            with_line(0, json.dumps({**head, "delvia_journal": 2})),
            NewerRegister,
            "newer",
        ),
        "altered": (with_line(-1, json.dumps({**last, "title": "x"})), DelviaError, "was altered"),
        "no JSON": (with_line(3, "Dear all,"), NotARegister, "Line 4 is not"),
        "a number": (with_line(3, "7"), NotARegister, "Line 4 is not"),
        "deep": (with_line(3, "[" * 100_000), NotARegister, "Line 4 is not"),
        "great": (with_line(-1, json.dumps({**last, "number": 10**30})), NotARegister, "is not"),
        "fields lost": (with_line(-1, json.dumps({"number": 3})), NotARegister, "is not a line"),
        "a file altered": (
            with_line(of_content, json.dumps({**content, "bytes": "AAAA"})),
            NotARegister,
            f"Line {of_content + 1} is not",
        ),
        "a file lost": (
            lines[:of_content] + lines[of_content + 1 :],
            DelviaError,
            r"contradicts itself|file of .* is missing",
        ),
    }


CASES = (
    "empty", "no head", "cut short", "cut within", "a line lost", "a line twice", "newer",
    "newer form", "altered", "no JSON", "a number", "deep", "great", "fields lost",
    "a file altered", "a file lost",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lines_that_are_not_what_was_exported_make_nothing(sample, tmp_path, case):
    """B26: a sentence, and no file."""
    cases = harmed(list(export_lines(sample.store.connection)))
    assert set(cases) == set(CASES)
    lines, kind, words = cases[case]
    file = tmp_path / "harmed.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(kind, match=words) as refused:
        rebuild_register(file, tmp_path / "new.delvia")
    assert str(refused.value).startswith("“harmed.jsonl”: ")
    assert str(refused.value).endswith("No register was made.")
    assert not (tmp_path / "new.delvia").exists()
    assert not list(tmp_path.glob(".new*"))


def test_a_file_of_another_kind_is_said_to_be_one(sample, tmp_path):
    """B26: a register itself, a folder, a file that is not there."""
    for file in (sample.path, tmp_path, tmp_path / "none"):
        with pytest.raises(DelviaError, match=r"not a text file|no such file"):
            rebuild_register(file, tmp_path / "new.delvia")
    assert not (tmp_path / "new.delvia").exists()


def test_a_rebuilt_register_takes_a_free_name_only(sample, tmp_path):
    """B26, B1: neither onto a register nor onto any other file."""
    save_journal(sample, tmp_path / "lines.jsonl")
    before = sample.path.read_bytes()
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DelviaError, match="is a register"):
        rebuild_register(tmp_path / "lines.jsonl", sample.path)
    with pytest.raises(AlreadyThere):
        rebuild_register(tmp_path / "lines.jsonl", tmp_path / "note.txt")
    assert sample.path.read_bytes() == before
    assert (tmp_path / "note.txt").read_text(encoding="utf-8") == "mine"
