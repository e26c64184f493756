"""Registers of older programs: one of each older schema is kept here for ever."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.templates import Template
from delvia_desktop.domain.lists.rows import AssetRow, PartnerRow, ShareRow, Wanted
from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.services.register import search
from delvia_desktop.services.register.register import check_file, open_register
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.file.file_format import MAJOR, MINOR, version_number
from delvia_desktop.storage.file.lock import WriterLock
from delvia_desktop.storage.journal.integrity import check
from delvia_desktop.storage.register import backups
from delvia_desktop.storage.tables.schema import create_statements
from delvia_desktop.storage.tables.upcasts import upcast

DATA = Path(__file__).parents[2] / "data"
STATES = {
    (1, 0): "59a781a90ded41ddaefadc7856a206f9b5ef1a1022e0183ec4374c218ba23681",
    (2, 0): "28daf4fe0dc415c3082b05fb69cf11387395a98cbc3f3b6177c908a2711c613e",
    (3, 0): "61e5daae82159b20efceab00921f01d4db781d6a13fbcee9b2ceed30f36e5645",
    (4, 0): "7450a77209d9a9227a23427d64b33b2307ef33b3c65c73101c2797409e07d7c5",
    (5, 0): "3a62ad6eb72cd50dc64aad47e735dfc3d3d8001e2b0a5b5875544bcfc01c34e3",
    (6, 0): "a1754a3bf5c9b5fb63d47a453e34ce6754fa71972c99563ca797c5bcec2edbf4",
}
STATE = STATES[1, 0]


def copied(version: tuple[int, int], folder: Path) -> Path:
    path = folder / "old.delvia"
    shutil.copy(DATA / f"register-{version[0]}.{version[1]}.delvia", path)
    return path


@pytest.fixture
def old(tmp_path):
    return copied((1, 0), tmp_path)


@pytest.fixture(params=STATES, ids=str)
def any_old(request, tmp_path):
    return copied(request.param, tmp_path), request.param


def shape(driver: sqlite3.Connection) -> dict[str, object]:
    """Everything that a database is made of; columns in any order."""
    found: dict[str, object] = {}
    rows = driver.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    for kind, name, sql in rows.fetchall():
        if kind == "table":
            parts = [" ".join(line.split()).rstrip(",") for line in sql.split("\n")]
            columns = driver.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
            keys = driver.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            found[name] = (
                sorted(column[1:] for column in columns),
                sorted(key[2:] for key in keys),
                sorted(part for part in parts if "CHECK" in part and "TEXT" not in part[:40]),
            )
        else:
            found[name] = " ".join(sql.split())
    return found


def version_of(path: Path) -> int:
    with sqlite3.connect(path) as driver:
        found = driver.execute("PRAGMA user_version").fetchone()[0]
    driver.close()
    return int(found)


def test_a_register_of_the_first_schema_opens_with_everything_in_it(old, clock):
    opened = open_register(old, "Mara", clock)
    assert not opened.read_only
    assert opened.register_state == STATE
    assert opened.check() == []
    today = Wanted(opened.today)
    assert {row.name for row in opened.rows(PartnerRow, today).page()} == {"Brightside Media"}
    names = {row.name for row in opened.rows(AssetRow, today).page()}
    assert names == {"Nova DE", "@nova", "Launch", "نوفا للتجميل"}
    states = [row.state for row in opened.rows(ShareRow, today).page()]
    assert states == ["confirmed", "revoked"]
    assert opened.redo_title
    opened.redo()
    assert opened.rows(ShareRow, today).count() == 3
    past = opened.as_of(5)
    assert past.check() == []
    past.close()
    opened.close()
    assert version_of(old) == version_number(MAJOR, MINOR)
    kept = list(backups.backup_folder(old).glob("*before update*"))
    assert len(kept) == 1
    assert version_of(kept[0]) == version_number(1, 0)


def test_a_register_of_each_older_schema_opens_sound_and_can_be_written(any_old, clock):
    path, version = any_old
    opened = open_register(path, "Mara", clock)
    assert opened.register_state == STATES[version]
    assert opened.check() == []
    opened.undo()
    assert opened.register_state != STATES[version]
    opened.close()
    assert version_of(path) == version_number(MAJOR, MINOR)


def test_a_migrated_register_is_made_like_a_new_one(any_old, clock):
    old, _ = any_old
    open_register(old, "Mara", clock).close()
    fresh = sqlite3.connect(":memory:")
    fresh.create_function("folded", 1, str, deterministic=True)
    for statement in create_statements():
        fresh.execute(statement)
    with sqlite3.connect(old) as driver:
        migrated, new = shape(driver), shape(fresh)
    driver.close()
    assert migrated.keys() == new.keys()
    different = {name for name in new if migrated[name] != new[name]}
    # later columns stand last
    assert different <= {
        "shares",
        "business_centers",
        "access_records",
        "assets",
        "spark_codes",
        "persons",
    }
    for name in different:
        assert migrated[name][:2] == new[name][:2]


def test_codes_that_tiktok_has_named_since_take_the_place_of_ours(tmp_path, clock):
    """C: PUBLISH_VIDEO_* and STOREFRONT; the journal keeps what was written."""
    path = copied((4, 0), tmp_path)
    opened = open_register(path, "Mara", clock)
    assert opened.check() == []
    profile, messages = "PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS", "DIRECT_MESSAGE"
    share = opened.records.get(Share, 2)
    assert share.level == ("POST", "LIVE", "PUBLISH_VIDEO_ADS_ONLY", profile)
    assert share.raised[0].was == ("POST", "PUBLISH_VIDEO_ADS_ONLY")
    assert opened.records.get(Assignment, 1).level == (profile, messages)
    assert opened.records.get(Asset, 4).asset_type == "STOREFRONT"
    lines = opened.records.get(Template, 1).lines
    assert [(line.asset_type, line.level) for line in lines] == [
        ("TT_ACCOUNT", ("POST", "PUBLISH_VIDEO_ADS_ONLY")),
        ("STOREFRONT", ()),
    ]
    opened.undo()  # the storefront that was deleted comes back in the present shape
    assert opened.records.get(Asset, 5).asset_type == "STOREFRONT"
    past = opened.as_of(opened.revision - 2)
    assert past.records.get(Share, 2).level == share.level
    past.close()
    opened.close()
    again = open_register(path, "Mara", clock)
    assert again.check() == []
    again.close()


def test_names_of_a_register_of_before_are_sorted_and_found_as_they_are_now(tmp_path, clock):
    """A23: what is stored for sorting and finding is made anew as the register is brought up."""
    opened = open_register(copied((5, 0), tmp_path), "Mara", clock)
    listed = opened.rows(AssetRow, Wanted(opened.today, order="name")).page()
    names = [row.name for row in listed if "Nova US" in row.name]
    assert names == ["Nova US 2", "Nova US 10"]
    assert [hit.name for hit in search.find(opened, "7946 0018")] == ["Sunny Side"]
    opened.close()


def test_an_old_register_is_checked_without_being_changed(old):
    before = old.read_bytes()
    assert check_file(old) == []
    assert old.read_bytes() == before


def test_a_second_program_reads_an_old_register_while_it_is_locked(old, clock):
    lock = WriterLock(old)
    lock.take("Mara", clock())
    before = old.read_bytes()
    opened = open_register(old, "Tom", clock)
    assert opened.read_only
    assert opened.register_state == STATE
    assert opened.rows(PartnerRow, Wanted(opened.today)).count() == 1
    beside = opened.reader()
    assert beside.rows(PartnerRow, Wanted(opened.today)).count() == 1
    beside.leave()
    opened.close()
    lock.release()
    assert old.read_bytes() == before


DIES = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from delvia_desktop.storage.register import stores
from delvia_desktop.storage.register.migrations import STEPS

def dying(connection, step, last):
    left = [last]

    def count(statement):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connection.set_trace_callback(count)
    step(connection)

old, (new, step) = list(STEPS.items())[int(sys.argv[3])]
last = int(sys.argv[2])
steps = {**STEPS, old: (new, lambda connection: dying(connection, step, last))}
stores.open_store(Path(sys.argv[1]), "Mara", datetime.now(UTC), steps)
"""


@pytest.mark.parametrize(
    ("statements", "step"),
    [(0, 0), (1, 0), (7, 0), (20, 0), (55, 0), (80, 0), (0, 1), (12, 1), (5, 3), (13, 3), (3, 4)],
)
def test_a_migration_killed_after_any_statement_leaves_the_old_register_whole(
    old, statements, step
):
    command = [sys.executable, "-c", DIES, str(old), str(statements), str(step)]
    died = subprocess.run(command, check=False)
    assert died.returncode == -signal.SIGKILL
    assert version_of(old) == version_number(1, 0)
    assert check_file(old) == []
    opened = open_register(old, "Mara")
    assert opened.register_state == STATE
    opened.close()
    assert version_of(old) == version_number(MAJOR, MINOR)


def test_a_record_of_an_older_shape_is_brought_up_to_date_once_when_it_is_checked(tmp_path):
    """It was once a column: 100,000 of them took a minute to open, where two seconds do."""
    path = copied((1, 0), tmp_path)
    open_register(path, "Mara").leave()
    with closing(connect(path, writable=False)) as driver:
        older = [(kind.name, kind.shape) for kind in KINDS if kind.shape > 1]
        counted = (
            "SELECT count(DISTINCT record) FROM changes o WHERE kind = ? AND shape < ? AND after "
            "IS NOT NULL AND revision = (SELECT max(revision) FROM changes "
            "WHERE kind = o.kind AND record = o.record)"
        )
        expected = sum(driver.execute(counted, each).fetchone()[0] for each in older)
        calls = []

        def count(*given):
            calls.append(given)
            return upcast(*given)

        driver.create_function("upcast", 3, count, deterministic=True)
        assert check(driver) == []
    assert 0 < len(calls) <= expected
