"""The register file: its identity, its one writer, its checks, its backups."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.domain.records.brand import Brand, BrandDraft
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.domain.words.errors import (
    DamagedRegister,
    DiskTrouble,
    Invalid,
    LockedRegister,
    NewerRegister,
    NotARegister,
    ReadOnlyRegister,
    RegisterError,
)
from delvia_desktop.services.access.business_centers import record_business_center
from delvia_desktop.services.register.backups import backups_of
from delvia_desktop.services.register.register import (
    check_file,
    new_register,
    open_register,
    record_brand,
)
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.file_format import APPLICATION_ID, MAJOR, MINOR, version_number
from delvia_desktop.storage.file.files import write_by, write_file
from delvia_desktop.storage.register import backups, stores
from delvia_desktop.storage.tables import schema
from delvia_desktop.storage.tables.upcasts import upcast


def edit_outside(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as driver:
        for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            driver.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            driver.execute(statement)
    driver.close()


def test_the_file_says_what_it_is_and_is_its_owners_only(tmp_path, clock):
    register = new_register(tmp_path / "new.delvia", BrandDraft("Nova"), "Mara", clock)
    driver = register.store.connection
    facts = {
        "application_id": APPLICATION_ID,
        "user_version": version_number(MAJOR, MINOR),
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "query_only": 1,
    }
    for name, value in facts.items():
        assert driver.execute(f"PRAGMA {name}").fetchone()[0] == value
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600
    strict = driver.execute("SELECT count(*) FROM pragma_table_list WHERE schema='main' AND strict")
    journal = {"revisions", "changes", "contents"}
    assert strict.fetchone()[0] == len(KINDS) + len(journal)
    register.leave()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE brands SET name = 'x'",
        "DELETE FROM brands",
        "INSERT INTO business_centers (id, name, bc_id, is_own) VALUES (9, 'x', '1', 1)",
        "UPDATE changes SET after = '{}'",
        "DELETE FROM changes",
        "INSERT INTO changes VALUES (1, 9, 'brand', 1, 1, '{}')",
        "UPDATE revisions SET who = 'x'",
        "DELETE FROM revisions",
        "UPDATE contents SET bytes = x'00'",
    ],
)
def test_a_change_outside_the_door_is_impossible(nova, statement):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        nova.register.store.connection.execute(statement)
    with sqlite3.connect(nova.register.path) as other:
        other.execute("INSERT INTO contents VALUES ('x', x'01')")
        with pytest.raises(sqlite3.IntegrityError, match="outside the door"):
            other.execute(statement)
        other.rollback()
    other.close()


def test_a_failed_act_leaves_nothing(nova):
    register = nova.register
    before, counts = register.register_state, register.store.counts()

    def half(edit):
        edit.add(Brand(1, "x")) if False else record_business_center(
            edit, BusinessCenterDraft(name="Second", bc_id="7504233300559872222")
        )
        raise RuntimeError

    with pytest.raises(RuntimeError):
        register.perform(half)
    assert (register.register_state, register.store.counts()) == (before, counts)
    assert not register.check()


def test_an_act_that_changes_nothing_makes_no_revision(register):
    before = register.revision
    register.perform(record_brand, BrandDraft("Nova", "Nova GmbH"))
    assert register.revision == before


def test_an_altered_table_is_found_at_open_and_named(nova):
    nova.register.close()
    path = nova.register.path
    edit_outside(path, "UPDATE assets SET name = 'Stolen' WHERE id = 2")
    content = path.read_bytes()
    with pytest.raises(DamagedRegister, match="asset/2") as error:
        open_register(path, "Mara")
    assert "newest backup" in str(error.value)
    assert path.read_bytes() == content
    assert [finding.record for finding in check_file(path)] == ["asset/2"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE changes SET after = replace(after, 'Nova', 'Neva') WHERE kind='asset'", "asset/1"),
        ("UPDATE revisions SET who = 'Eve' WHERE number = 3", "Revision 3"),
        ("DELETE FROM changes WHERE revision = 4", "Revision 4"),
        ("INSERT INTO changes VALUES (99, 0, 'asset', 9, 1, NULL)", "no revision"),
        ("INSERT INTO contents VALUES ('abc', x'00')", "attached file"),
        ("UPDATE shares SET asset = 77", "share/1"),
    ],
)
def test_an_altered_journal_is_found(nova, statement, said):
    nova.register.close()
    edit_outside(nova.register.path, statement)
    assert any(said in finding.text for finding in check_file(nova.register.path))


def test_a_missing_revision_is_found(nova):
    nova.register.close()
    edit_outside(
        nova.register.path,
        "DELETE FROM changes WHERE revision = 4",
        "DELETE FROM revisions WHERE number = 4",
    )
    assert any("missing" in finding.text for finding in check_file(nova.register.path))


def test_bad_files_are_refused_with_a_sentence_and_left_alone(tmp_path, register):
    register.close()
    empty = tmp_path / "empty.delvia"
    empty.touch()
    foreign = tmp_path / "foreign.delvia"
    sqlite3.connect(foreign).execute("CREATE TABLE t (x)").connection.close()
    words = tmp_path / "words.delvia"
    words.write_text("not a database " * 100)
    cut = tmp_path / "cut.delvia"
    cut.write_bytes(register.path.read_bytes()[:5000])
    newer = tmp_path / "newer.delvia"
    shutil.copy(register.path, newer)
    with sqlite3.connect(newer) as driver:
        driver.execute(f"PRAGMA user_version = {version_number(MAJOR + 1, 0)}")
    driver.close()
    older = tmp_path / "older.delvia"
    shutil.copy(register.path, older)
    with sqlite3.connect(older) as driver:
        driver.execute(f"PRAGMA user_version = {version_number(0, 9)}")
    driver.close()
    cases = [
        (empty, NotARegister, "empty"),
        (foreign, NotARegister, "not a Delvia register"),
        (words, NotARegister, "not a Delvia register"),
        (cut, DamagedRegister, "damaged"),
        (newer, NewerRegister, "newer"),
        (older, NotARegister, "too old for Delvia"),
        (tmp_path, NotARegister, "folder"),
        (tmp_path / "none.delvia", RegisterError, "does not exist"),
    ]
    for path, kind, said in cases:
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(kind, match=said):
            open_register(path, "Mara")
        assert (path.read_bytes() if path.is_file() else b"") == before
    with pytest.raises(NewerRegister):
        check_file(newer)


def test_a_newer_minor_version_opens_for_reading_only(register):
    register.close()
    with sqlite3.connect(register.path) as driver:
        driver.execute(f"PRAGMA user_version = {version_number(MAJOR, MINOR + 1)}")
    driver.close()
    opened = open_register(register.path, "Mara")
    assert "newer version of Delvia" in opened.read_only
    with pytest.raises(ReadOnlyRegister):
        opened.perform(record_brand, BrandDraft("x"))
    opened.close()


def test_a_second_opening_reads_only_and_is_told_who_writes(register):
    second = open_register(register.path, "Tom")
    assert "Mara" in second.read_only
    with pytest.raises(ReadOnlyRegister):
        second.undo() if second.undo_title else second.perform(record_brand, BrandDraft("x"))
    register.perform(record_brand, BrandDraft("Renamed"))
    assert second.refresh()
    assert not second.refresh()
    assert second.brand.name == "Renamed"
    assert second.back_up() is None
    second.close()
    register.close()
    third = open_register(register.path, "Tom")
    assert not third.read_only
    third.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anything")
def test_a_write_protected_file_opens_for_reading_only(register):
    register.close()
    register.path.chmod(0o400)
    opened = open_register(register.path, "Mara")
    assert "write-protected" in opened.read_only
    opened.close()


def test_a_write_protected_file_is_seen_as_such(register, monkeypatch):
    register.close()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    opened = open_register(register.path, "Mara")
    assert "write-protected" in opened.read_only
    assert opened.close() is None
    monkeypatch.setattr(os, "access", lambda _, mode: mode not in {os.W_OK, os.R_OK})
    with pytest.raises(RegisterError, match="do not have permission to read"):
        open_register(register.path, "Mara")


def test_a_new_register_never_replaces_a_file(tmp_path, register):
    with pytest.raises(RegisterError, match="already"):
        new_register(register.path, BrandDraft("x"), "Mara")
    with pytest.raises(RegisterError, match="does not exist"):
        new_register(tmp_path / "none" / "x.delvia", BrandDraft("x"), "Mara")
    with pytest.raises(Invalid):
        new_register(tmp_path / "x.delvia", BrandDraft(""), "Mara")
    assert not (tmp_path / "x.delvia").exists()


def test_a_name_that_is_being_made_elsewhere_is_refused(tmp_path, monkeypatch, moment):
    taken = stores.WriterLock(tmp_path / "x.delvia")
    assert taken.take("Eve", moment) is None
    with pytest.raises(RegisterError, match="Another program"):
        stores.create(tmp_path / "x.delvia", "Mara", moment)
    taken.release()
    monkeypatch.setattr(schema, "create_statements", lambda: ["nonsense"])
    with pytest.raises(sqlite3.OperationalError):
        stores.create(tmp_path / "x.delvia", "Mara", moment)
    assert not (tmp_path / "x.delvia").exists()


def test_a_full_disk_says_so_and_loses_nothing(nova):
    register = nova.register
    driver = register.store.connection
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        for number in range(500):
            draft = BusinessCenterDraft(
                name=f"Center number {number}",
                bc_id=f"75042333005598{number:05d}",
                note="x" * 3000,
            )
            register.perform(record_business_center, draft)

    with pytest.raises(DiskTrouble, match="full"):
        fill()
    driver.execute("PRAGMA max_page_count = 100000")
    assert not register.check()
    register.perform(record_brand, BrandDraft("After"))
    assert register.brand.name == "After"


def test_closing_makes_a_verified_backup_only_if_something_changed(register, clock):
    path = register.path
    made = register.close()
    assert made is not None
    assert not check_file(made)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    again = open_register(path, "Mara", clock)
    kept = backups_of(again)
    assert kept is not None
    assert kept.newest is not None
    assert again.close() is None


def test_a_copy_that_does_not_come_out_right_is_dropped(register, tmp_path, monkeypatch):
    monkeypatch.setattr(backups, "check", lambda _: ["wrong"])
    with pytest.raises(DiskTrouble):
        register.save_copy(tmp_path / "copy.delvia")
    assert not (tmp_path / "copy.delvia").exists()
    assert not list(tmp_path.glob("*.part"))
    monkeypatch.undo()
    with pytest.raises(RegisterError, match="itself"):
        register.save_copy(register.path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "paper.pdf"
    write_file(target, b"old")

    def fail(scratch: Path) -> None:
        scratch.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(DiskTrouble, match="No space left"):
        write_by(target, fail)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["paper.pdf"]
    with pytest.raises(DiskTrouble):
        write_file(tmp_path / "none" / "paper.pdf", b"x")


def test_an_older_schema_is_brought_up_to_date_after_a_backup(register, moment):
    path = register.path
    register.close()
    old, now = version_number(0, 9), version_number(MAJOR, MINOR)
    with sqlite3.connect(path) as driver:
        driver.execute(f"PRAGMA user_version = {old}")
    driver.close()

    def fail(driver: sqlite3.Connection) -> None:
        driver.execute("CREATE TABLE half (x)")
        raise RuntimeError

    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        stores.open_store(path, "Mara", moment, {old: (now, fail)})
    assert path.read_bytes() == before

    def dangle(driver: sqlite3.Connection) -> None:
        for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            driver.execute(f'DROP TRIGGER "{name}"')
        driver.execute("INSERT INTO partnerships (id, partner, business_center) VALUES (9, 9, 9)")

    with pytest.raises(DamagedRegister):
        stores.open_store(path, "Mara", moment, {old: (now, dangle)})
    opened = stores.open_store(path, "Mara", moment, {old: (now, lambda _: None)})
    assert not opened.read_only
    opened.close(moment)
    kept = list(backups.backup_folder(path).glob("*before update*"))
    assert kept


def test_errors_that_are_ours_keep_their_kind():
    with pytest.raises(ZeroDivisionError), told():
        raise ZeroDivisionError
    with pytest.raises(sqlite3.OperationalError), told():
        sqlite3.connect(":memory:").execute("nonsense")


def test_a_busy_register_says_so(register, monkeypatch):
    register.store.connection.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(register.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockedRegister):
        register.perform(record_brand, BrandDraft("x"))
    other.execute("ROLLBACK")
    other.close()
    register.perform(record_brand, BrandDraft("x"))


def test_older_shapes_are_read_through_their_upcasts():
    steps = {
        ("share", 1): lambda data: {**data, "level": data["level"].split("|")},
        ("share", 2): lambda data: {**data, "extra": 1},
    }
    after = json.dumps({"id": 1, "level": "A|B"})
    assert json.loads(upcast("share", 1, after, steps)) == {
        "id": 1,
        "level": ["A", "B"],
        "extra": 1,
    }


def test_an_altered_rule_of_a_table_is_found_also_where_the_file_is_only_read(nova):
    path = nova.register.path
    nova.register.close()
    content = path.read_bytes()
    place = content.index(
        b"'[0-9][0-9][0-9][0-9]-[0-9]", content.index(b"CREATE TABLE partnerships")
    )
    path.write_bytes(content[: place + 6] + b"\x1b" + content[place + 7 :])
    assert any("partnerships" in finding.text for finding in check_file(path))
