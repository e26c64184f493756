"""What other programs do to a register while it is open: no version of it is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from delvia_desktop.domain.evidence.evidence import FileDraft, Subject
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.domain.words.errors import ChangedOutside, ReadOnlyRegister, RegisterError
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.register.register import (
    Register,
    check_file,
    open_register,
    record_brand,
)
from delvia_desktop.storage.register import in_hand
from delvia_desktop.storage.register.backups import backups_of
from delvia_desktop.storage.register.exports import export_lines


def own_way(register: Register, folder: Path) -> Path:
    """Return a copy in which as many acts were done as in the register, but others.

    SQLite's counter of changes is then the same in both, so that it notices nothing.
    """
    other = folder / "elsewhere" / "other.delvia"
    other.parent.mkdir()
    shutil.copy(register.path, other)
    away = open_register(other, "Tom", register.clock)
    away.perform(record_brand, BrandDraft("Theirs"))
    away.close()
    register.perform(record_brand, BrandDraft("Ours"))
    counters = {path.read_bytes()[24:40] for path in (other, register.path)}
    assert len(counters) == 1
    return other


def copied_over(path: Path, other: Path) -> None:
    inode = path.stat().st_ino
    shutil.copyfile(other, path)
    assert path.stat().st_ino == inode


def copied_over_with_its_times(path: Path, other: Path) -> None:
    before = path.stat()
    shutil.copyfile(other, path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path, other: Path) -> None:
    shutil.copy(other, path.with_name("new"))
    path.with_name("new").replace(path)


def rolled_back(path: Path, other: Path) -> None:
    with sqlite3.connect(other) as source, sqlite3.connect(path) as target:
        source.backup(target)
    source.close()
    target.close()


def truncated(path: Path, _: Path) -> None:
    os.truncate(path, 5000)


def emptied(path: Path, _: Path) -> None:
    os.truncate(path, 0)


def zeroed(path: Path, _: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def half_zeroed(path: Path, _: Path) -> None:
    content = path.read_bytes()
    place = content.index(b'"name":"Nova DE"') & ~4095
    with path.open("r+b") as opened:
        opened.seek(place)
        opened.write(bytes(4096))


def altered(path: Path, _: Path) -> None:
    with sqlite3.connect(path) as driver:
        for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            driver.execute(f'DROP TRIGGER "{name}"')
        driver.execute("UPDATE assets SET name = 'Stolen'")
    driver.close()


def deleted(path: Path, _: Path) -> None:
    path.unlink()


def folder_renamed(path: Path, _: Path) -> None:
    path.parent.rename(path.parent.with_name("renamed"))


HAPPENINGS = [
    copied_over,
    copied_over_with_its_times,
    replaced,
    rolled_back,
    truncated,
    emptied,
    zeroed,
    half_zeroed,
    altered,
    deleted,
    folder_renamed,
]


@pytest.fixture
def nova_apart(nova, tmp_path, clock):
    """The small register in a folder of its own, open."""
    nova.register.close()
    folder = tmp_path / "brand"
    folder.mkdir()
    shutil.copy(nova.register.path, folder / "nova.delvia")
    opened = open_register(folder / "nova.delvia", "Mara", clock)
    yield opened
    opened.leave()


@pytest.mark.parametrize(
    ("happening", "noticed_by"),
    [
        *((happening, "an act") for happening in HAPPENINGS),
        *((h, by) for h in (copied_over, replaced, zeroed) for by in ("a look", "closing")),
    ],
)
def test_what_another_program_does_to_an_open_register_destroys_neither_version(
    nova_apart, tmp_path, happening, noticed_by
):
    """B2: the next act notices, refuses and offers a copy; both versions survive."""
    register, path = nova_apart, nova_apart.path
    file = FileDraft("mail.txt", b"Please end our access on Friday.")
    register.perform(evidence.attach, Subject("partner", 1), [file])
    other = own_way(register, tmp_path)
    state, lines = register.register_state, list(export_lines(register.store.connection))
    happening(path, other)
    left = path.read_bytes() if path.exists() else None

    if noticed_by == "closing":
        register.close()
    else:
        if noticed_by == "an act":
            with pytest.raises(ChangedOutside, match="Nothing more is written"):
                register.perform(record_brand, BrandDraft("Lost?"))
        else:
            assert register.refresh()
            assert not register.refresh()
        assert register.is_let_go
        with pytest.raises(ReadOnlyRegister):
            register.perform(record_brand, BrandDraft("Again"))
        assert register.brand.name == "Ours"
        assert register.register_state == state
        assert list(export_lines(register.store.connection)) == lines
        assert register.check() == []
        copy = tmp_path / "copy.delvia"
        register.save_copy(copy)
        if path.exists():
            with pytest.raises(RegisterError, match="itself"):
                register.save_copy(path)
        again = open_register(copy, "Mara")
        assert (again.read_only, again.register_state) == ("", state)
        again.undo()
        again.close()
        register.close()

    assert (path.read_bytes() if path.exists() else None) == left
    if happening is not folder_renamed:
        kept = backups_of(path)[0].path
        assert check_file(kept) == []
        assert open_register(kept, "Mara").register_state == state
    if happening in {copied_over, copied_over_with_its_times, replaced, rolled_back}:
        theirs = open_register(path, "Mara")
        assert (theirs.read_only, theirs.brand.name) == ("", "Theirs")
        theirs.close()


def test_a_file_that_was_only_touched_is_written_on(nova, tmp_path):
    """B2: what changed nothing of the content is no reason to refuse."""
    register = nova.register
    os.utime(register.path, (1, 1))
    register.perform(record_brand, BrandDraft("Touched"))
    with sqlite3.connect(register.path) as driver:
        driver.execute("VACUUM")
    driver.close()
    assert not register.refresh()
    register.perform(record_brand, BrandDraft("Vacuumed"))
    assert register.check() == []
    assert not register.is_let_go


def test_of_a_register_too_large_for_memory_the_file_is_left_and_the_backups_remain(
    nova, tmp_path, monkeypatch, clock
):
    """B2: without a copy in hand the act is refused all the same."""
    monkeypatch.setattr(in_hand, "_MOST", 0)
    path = nova.register.path
    nova.register.close()
    register = open_register(path, "Mara", clock)
    other = own_way(register, tmp_path)
    copied_over(path, other)
    before = backups_of(path)
    with pytest.raises(ChangedOutside, match="or its newest backup"):
        register.perform(record_brand, BrandDraft("Lost?"))
    register.close()
    assert path.read_bytes() == other.read_bytes()
    assert backups_of(path) == before != []


def test_a_reader_is_told_that_its_file_was_replaced(nova, tmp_path):
    reader = open_register(nova.register.path, "Tom")
    assert not reader.refresh()
    nova.register.perform(record_brand, BrandDraft("Later"))
    assert reader.refresh()
    assert reader.brand.name == "Later"
    replaced(reader.path, reader.path)
    assert reader.refresh()
    assert "replaced" in reader.read_only
    assert reader.is_let_go
    assert not reader.refresh()
    assert reader.close() is None
