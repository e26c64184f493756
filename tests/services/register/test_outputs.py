"""Where an output may go when a dialog asked for the name, and what happens meanwhile."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from delvia_desktop.domain.evidence.output_kinds import output_kind
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import DelviaError, Refused
from delvia_desktop.services.findings import coming
from delvia_desktop.services.matrix import matrix
from delvia_desktop.services.papers import verifiers
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.outputs import AlreadyThere, Replacing
from delvia_desktop.services.register.register import new_register, open_register
from delvia_desktop.storage.file import files

PDF = b"%PDF-1.7\n%%EOF\n"
OTHER_PDF = b"%PDF-1.4\nolder\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82"
CSV = "Asset,ID,Type\r\nNova,1,Pixel\r\n".encode("utf-8-sig")
KINDS = {
    "pdf": (PDF, OTHER_PDF),
    "png": (PNG, PNG + b"more"),
    "calendar": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\n"),
    "json": (b'{"rows": []}\n', b"[1, 2]"),
    "table": (CSV, b"Asset;ID;Typ\nx;y;z\n"),
    "script": (b"#!/usr/bin/env python3\n", b"#!/bin/sh\n"),
    "mail": (b"From: a@x.example\nTo: b@x.example\nSubject: x\n\nx", b"From: c@x\nDate: x\n\ny"),
    "text": (b"A note of mine", b"Another note"),
}


@pytest.mark.parametrize("there", KINDS)
@pytest.mark.parametrize("new", KINDS)
def test_a_dialog_replaces_a_file_by_its_like_only(tmp_path, new, there):
    """B1: what is there is known by its content, whatever its name."""
    target = tmp_path / "file.pdf"
    content, older = KINDS[new][0], KINDS[there][1]
    target.write_bytes(older)
    if new == there:
        outputs.save(target, content, Replacing.ITS_KIND)
        assert target.read_bytes() == content
    else:
        with pytest.raises(Refused, match=r"of another kind\. It was not changed"):
            outputs.save(target, content, Replacing.ITS_KIND)
        assert target.read_bytes() == older
    outputs.save(target, content, Replacing.ANY_FILE)
    assert target.read_bytes() == content


@pytest.mark.parametrize("strange", [b"\x00\x01\x02", b"", b"PK\x03\x04zip", b"<html>x</html>"])
def test_what_is_of_no_kind_of_ours_is_never_replaced_by_a_dialog(tmp_path, strange):
    """B1: an archive or an Office file behind a name that was picked too quickly."""
    target = tmp_path / "file.pdf"
    target.write_bytes(strange)
    assert output_kind(strange) == ""
    for content in (PDF, strange + b"x"):
        with pytest.raises(Refused):
            outputs.save(target, content, Replacing.ITS_KIND)
    assert target.read_bytes() == strange


def test_what_takes_the_name_meanwhile_stays(tmp_path, monkeypatch):
    """B1: the name was free when it was looked at, and is not when the file is written."""
    target = tmp_path / "paper.pdf"
    real = files._flush

    def another_program(path):
        target.write_bytes(b"of another program")
        real(path)

    for has_links in (True, False):
        target.unlink(missing_ok=True)
        with monkeypatch.context() as patched:
            patched.setattr(files, "_flush", another_program)
            if not has_links:
                patched.setattr(os, "link", _no_links)
            with pytest.raises(AlreadyThere):
                outputs.save(target, PDF, Replacing.NOTHING)
        assert target.read_bytes() == b"of another program"
        assert [path.name for path in tmp_path.iterdir()] == ["paper.pdf"]


def _no_links(*_):
    raise PermissionError(1, "Operation not permitted")


def test_where_files_have_no_second_name_an_output_is_written_all_the_same(tmp_path, monkeypatch):
    """B1: on FAT there are no hard links."""
    monkeypatch.setattr(os, "link", _no_links)
    outputs.save(tmp_path / "paper.pdf", PDF, Replacing.NOTHING)
    assert (tmp_path / "paper.pdf").read_bytes() == PDF


def test_a_name_in_other_capitals_is_the_same_register_where_the_disk_says_so(
    register, tmp_path, monkeypatch
):
    """B1: told by the file, not by its spelling; so by each name under which a disk finds it."""
    os.link(register.path, tmp_path / "NOVA.DELVIA")
    before = register.path.read_bytes()
    with pytest.raises(DelviaError, match="register itself"):
        register.save_copy(tmp_path / "NOVA.DELVIA", Replacing.ITS_KIND)
    with pytest.raises(Refused, match="is a register"):
        outputs.save(tmp_path / "NOVA.DELVIA", PDF, Replacing.ANY_FILE)
    assert register.path.read_bytes() == before


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_a_new_register_takes_no_name_that_sqlite_would_clear_away(register, tmp_path, end):
    """B1: SQLite deletes NAME-journal when it next opens NAME, whatever it is."""
    for path in (tmp_path / f"nova.delvia{end}", tmp_path / ".nova.delvia.lock"):
        was_there = path.exists()
        with pytest.raises(Refused, match="belongs to the register"):
            new_register(path, BrandDraft("Lost"), "Mara")
        assert path.exists() == was_there
    new_register(tmp_path / f"free{end}", BrandDraft("Free"), "Mara").close()


def test_a_copy_from_the_window_replaces_an_earlier_copy_and_nothing_else(
    sample_file, tmp_path, register
):
    """B1: the dialog asked about the name; a different register or another file stays."""
    copy, other = tmp_path / "copy.delvia", tmp_path / "other.delvia"
    register.save_copy(copy, Replacing.ITS_KIND)
    register.save_copy(copy, Replacing.ITS_KIND)
    shutil.copy(sample_file, other)
    (tmp_path / "paper.pdf").write_bytes(PDF)
    before = other.read_bytes()
    for target in (other, tmp_path / "paper.pdf", tmp_path):
        with pytest.raises(DelviaError):
            register.save_copy(target, Replacing.ITS_KIND)
    assert other.read_bytes() == before
    assert (tmp_path / "paper.pdf").read_bytes() == PDF
    again = open_register(copy, "Mara")
    assert again.register_state == register.register_state
    again.close()


def test_each_output_of_the_program_is_of_a_kind(nova, tmp_path):
    """B1: so that a newer one may take the place of an older one."""
    made = matrix.access_matrix(nova.register, nova.register.today)
    contents = {
        "table": matrix.csv_of(made),
        "json": matrix.json_of(made, "Nova"),
    }
    coming.save_calendar(nova.register, tmp_path / "x.ics")
    verifiers.save_verifier(tmp_path / "x.py")
    contents["calendar"] = (tmp_path / "x.ics").read_bytes()
    contents["script"] = (tmp_path / "x.py").read_bytes()
    assert {kind: output_kind(content) for kind, content in contents.items()} == {
        kind: kind for kind in contents
    }
    assert json.loads(contents["json"])


def test_only_the_rule_and_what_is_the_programs_own_write_files():
    """B1: whoever adds an output meets the rule; a file of the program's own is named here."""
    own = {
        "services/register/outputs.py",
        "services/computer/preferences.py",
        "services/papers/sending.py",  # attachments for the mail program, in a folder of its own
        "services/register/form_drafts.py",
        "storage/register/backups.py",
        "storage/file/files.py",
        "storage/register/restoring.py",  # what was there before, beside the backups
        "storage/register/store.py",  # fills a scratch file of the rule
        "storage/file/lock.py",
        "ui/toolkit/drawing_apart.py",  # standard output of the process that draws
    }
    writes = re.compile(r"\bwrite_(?:file|by|bytes|text)\(|\bopen\([^)]*[\"'][wax]b?[\"']")
    package = Path(outputs.__file__).parents[2]
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert found == own
