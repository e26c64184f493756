"""Bad surroundings: shares that cannot flush a folder, files that are none, what a kill leaves."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import DiskTrouble, NewerRegister, NotARegister
from delvia_desktop.services.register.register import (
    check_file,
    new_register,
    open_register,
    record_brand,
)
from delvia_desktop.storage.file.file_format import MAJOR, MINOR, version_number
from delvia_desktop.storage.file.files import write_file
from delvia_desktop.storage.file.scratch import make_scratch
from delvia_desktop.storage.register.backups import backup_folder

DATA = Path(__file__).parents[2] / "data"


def is_open_folder(target: object) -> bool:
    return isinstance(target, int) and stat.S_ISDIR(os.fstat(target).st_mode)


def without_folders(call, reason):
    """Return a call of the system that fails for folders, as some shares do."""

    def wrapped(target, *arguments):
        is_folder = target.is_dir() if isinstance(target, Path) else is_open_folder(target)
        if is_folder:
            raise OSError(reason, os.strerror(reason))
        return call(target, *arguments)

    return wrapped


@pytest.mark.parametrize("reason", [errno.EINVAL, errno.EACCES, errno.ENOTSUP])
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_share_that_cannot_flush_a_folder_is_no_failure(
    tmp_path, monkeypatch, clock, reason, call
):
    """B22: "could not be written", although it is there."""
    monkeypatch.setattr(os, call, without_folders(getattr(os, call), reason))
    target = tmp_path / "paper.pdf"
    write_file(target, b"whole")
    assert target.read_bytes() == b"whole"
    opened = new_register(tmp_path / "nova.delvia", BrandDraft("Nova"), "Mara", clock)
    # SQLite too would flush the folder after each act, and call the act failed though it stands.
    assert opened.store.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    opened.perform(record_brand, BrandDraft("Later"))
    assert opened.close() is not None


def test_a_file_that_cannot_be_flushed_is_a_failure(tmp_path, monkeypatch):
    """B22: only the folder may be passed by."""

    def fail(handle):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskTrouble, match="Input/output"):
        write_file(tmp_path / "paper.pdf", b"whole")
    assert list(tmp_path.glob(".*")) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from delvia_desktop.storage.file.files import write_by

def die(scratch):
    scratch.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)

for folder in sys.argv[1:]:
    if os.fork() == 0:
        write_by(Path(folder) / "half", die)
    os.wait()
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by a signal")
def test_what_a_killed_write_left_is_swept_at_the_next_opening(register, clock):
    """B23: `.part` files of killed writes were never swept."""
    path = register.path
    register.close()
    folders = [path.parent, backup_folder(path)]
    subprocess.run([sys.executable, "-c", KILLED, *map(str, folders)], check=True)
    left = [found for folder in folders for found in folder.glob(".delvia-*.part")]
    assert len(left) == 2
    being_written = make_scratch(path.parent)  # by this process, which lives
    strangers = [path.parent / ".half.part", path.parent / ".delvia-notes.part"]
    elsewhere = path.parent / f".delvia-0123abcd-{os.getpid()}-young.part"
    for stranger in (*strangers, elsewhere):
        stranger.write_bytes(b"x")
    old = path.parent / f".delvia-0123abcd-{os.getpid()}-old.part"
    before_02 = backup_folder(path) / ".nova 20250101T000000Z.delvia.a1b2c3d4.part"
    for stale in (old, before_02):
        stale.write_bytes(b"x")
        os.utime(stale, (1, 1))
    os.utime(strangers[0], (1, 1))
    open_register(path, "Mara", clock).close()
    assert [found for found in (*left, old, before_02) if found.exists()] == []
    assert being_written.exists()
    assert elsewhere.exists()
    assert all(stranger.exists() for stranger in strangers)


@pytest.mark.skipif(os.name == "nt", reason="kills by a signal")
def test_what_a_killed_write_left_is_swept_by_the_next_write_into_the_folder(tmp_path):
    """B23: also where papers are saved, far from the register."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=True)
    assert len(list(tmp_path.glob(".delvia-*.part"))) == 1
    write_file(tmp_path / "paper.pdf", b"whole")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["paper.pdf"]


def test_a_reader_sweeps_nothing(register, clock):
    """B23: only the one who writes knows what is being written."""
    left = register.path.parent / ".delvia-0123abcd-1-old.part"
    left.write_bytes(b"x")
    os.utime(left, (1, 1))
    open_register(register.path, "Tom", clock).close()
    assert left.exists()


def test_a_register_is_its_owners_only_after_it_was_brought_up_to_date(tmp_path, clock):
    """B23: one of 0644 stayed so."""
    path = tmp_path / "old.delvia"
    shutil.copy(DATA / "register-1.0.delvia", path)
    path.chmod(0o644)
    open_register(path, "Mara", clock).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(each.stat().st_mode) for each in backup_folder(path).iterdir()} == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="has no pipes with names")
def test_a_pipe_and_a_device_are_called_what_they_are(tmp_path):
    """B23: a FIFO was called a folder."""
    pipe = tmp_path / "pipe.delvia"
    os.mkfifo(pipe)
    for path, said in (
        (pipe, "pipe or a device"),
        (Path(os.devnull), "pipe"),
        (tmp_path, "folder"),
    ):
        for act in (
            lambda path=path: open_register(path, "Mara"),
            lambda path=path: check_file(path),
        ):
            with pytest.raises(NotARegister, match=said):
                act()


def with_version(register, major: int, minor: int) -> Path:
    register.close()
    with sqlite3.connect(register.path) as driver:
        driver.execute(f"PRAGMA user_version = {version_number(major, minor)}")
    driver.close()
    return register.path


@pytest.mark.parametrize(
    ("major", "minor", "error", "said"),
    [
        (0, 9, NotARegister, "too old for Delvia"),
        (1, 7, NotARegister, "too old for Delvia"),
        (MAJOR + 1, 0, NewerRegister, "newer version of Delvia"),
    ],
)
def test_a_schema_that_cannot_be_read_is_never_called_sound(register, major, minor, error, said):
    """B23: `check` called a version that is too old sound."""
    path = with_version(register, major, minor)
    for act in (lambda: check_file(path), lambda: open_register(path, "Mara")):
        with pytest.raises(error, match=said):
            act()


def test_of_a_newer_minor_schema_the_check_says_that_it_cannot_see_all(register):
    """B23: nor one that is too new."""
    path = with_version(register, MAJOR, MINOR + 1)
    assert ["newer version of Delvia" in found.text for found in check_file(path)] == [True]
