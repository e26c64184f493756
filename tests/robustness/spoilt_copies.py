"""Copies of a register that come to be merged, damaged or forged; a forged one passes its check."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from delvia_desktop.domain.access.people import PersonDraft
from delvia_desktop.domain.plans.three_way import Side
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.services.access import people
from delvia_desktop.services.plans.merge_planning import plan_merge
from delvia_desktop.services.plans.merge_words import merge_questions, plan_json
from delvia_desktop.services.plans.merging import merge_copy, open_copy
from delvia_desktop.services.register.register import Register, open_register
from delvia_desktop.storage.file.connections import connect_memory
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.replay import fill_state
from tests.properties.acts import act
from tests.robustness.spoiling import spoilt_bytes, spoilt_json

_PAGE, _HEAD = 4096, 100
_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
_VALUES = (
    None, "", "\x00", 0, -1, 2**63 - 1, -(2**63), 1e308, b"\xff\x00", "x" * 100_000, "{}", "[]",
    "=1+1", "2026-02-30", "9" * 400, "\u202e", '{"id": 1}', "not json", "ADMIN",
)  # fmt: skip


def spoilt_copy(content: bytes, rng: Random) -> bytes:
    """Return the bytes of a register damaged, changed by SQL, or with another story."""
    way = rng.randrange(4)
    if way == 0:
        return spoilt_bytes(content, rng)
    if way == 1:
        return _with_other_pages(content, rng)
    with closing(connect_memory()) as opened:
        opened.deserialize(content)
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            opened.execute(f'DROP TRIGGER "{name}"')
        for _ in range(rng.randint(1, 3)):
            with suppress(sqlite3.Error, OverflowError, UnicodeError):
                (_forge if way == 2 else _by_sql)(opened, rng)
        return opened.serialize()


def _with_other_pages(content: bytes, rng: Random) -> bytes:
    """Return a file whose pages are swapped, doubled or zeros, or whose head says otherwise."""
    data = bytearray(content)
    pages = len(data) // _PAGE
    for _ in range(rng.randint(1, 3)):
        one, other = (rng.randrange(pages) * _PAGE for _ in range(2))
        page = data[one : one + _PAGE]
        if rng.random() < 0.3:
            at = rng.choice((16, 18, 19, 20, 24, 28, 32, 36, 40, 44, 52, 56, 60, 64, 68, 96))
            data[at : at + 4] = rng.choice(
                (b"\x02\x02", b"\xff" * 4, bytes(4), b"\x00\x00\x00\x01")
            )
        elif rng.random() < 0.5:
            data[one : one + _PAGE] = data[other : other + _PAGE]
            data[other : other + _PAGE] = page
        else:
            data[one : one + _PAGE] = spoilt_bytes(bytes(page), rng)
    return bytes(data)


def _by_sql(opened: sqlite3.Connection, rng: Random) -> None:
    """Change a register as somebody does who has SQL and not the program."""
    tables = [name for (name,) in opened.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )]  # fmt: skip
    table = rng.choice(tables)
    columns = [row[1] for row in opened.execute(f'PRAGMA table_info("{table}")')]
    way = rng.randrange(8)
    if way == 0:
        opened.execute(f'DROP TABLE "{table}"')
    elif way == 1:
        opened.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_kept"')
        body = rng.choice((_ENDLESS, f'SELECT * FROM "{table}_kept"', f'SELECT * FROM "{table}"'))
        opened.execute(f'CREATE VIEW "{table}" AS {body}')
    elif way == 2:
        opened.execute(f'DELETE FROM "{table}" WHERE rowid % {rng.randint(1, 4)} = 0')
    elif way == 3:
        name = rng.choice(("application_id", "user_version", "schema_version"))
        opened.execute(f"PRAGMA {name} = {rng.choice((0, -1, 1, 2**31 - 1, 393216, 458752))}")
    elif way == 4:
        opened.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{rng.choice(columns)}" TO "other"')
    else:
        opened.execute(
            f'UPDATE "{table}" SET "{rng.choice(columns)}" = ? WHERE rowid % ? = 0',
            (rng.choice(_VALUES), rng.randint(1, 4)),
        )


def _forge(opened: sqlite3.Connection, rng: Random) -> None:
    """Tell another story in the journal, with digests and tables that fit it."""
    changes = opened.execute("SELECT rowid, after FROM changes WHERE after IS NOT NULL").fetchall()
    late = changes[len(changes) * 2 // 3 :] or changes
    number, after = rng.choice(late)
    way = rng.randrange(4)
    if way == 0:
        name = rng.choice(("kind", "record", "shape", "after"))
        value = rng.choice(("brand", "nothing", 10**12, 0, -1, 99, None, "share"))
        opened.execute(f"UPDATE changes SET {name} = ? WHERE rowid = ?", (value, number))
    elif way == 1:
        name = rng.choice(("at", "zone", "who", "title", "reason", "act", "undo_top", "reverts"))
        opened.execute(
            f"UPDATE revisions SET {name} = ? WHERE number % 5 = ?",
            (rng.choice(_VALUES), rng.randrange(5)),
        )
    else:
        said = spoilt_json(after.encode(), rng) if way == 2 else _one_field(after, rng)
        opened.execute(
            "UPDATE changes SET after = ? WHERE rowid = ?", (said.decode(errors="replace"), number)
        )
    previous = ""
    for revision, made in list(journal.walk(opened)):
        digest = journal.digest_of(previous, revision, made)
        opened.execute(
            "UPDATE revisions SET digest = ? WHERE number = ?", (digest, revision.number)
        )
        previous = digest
    fill_state(opened, journal.head(opened).number)


def _one_field(after: str, rng: Random) -> bytes:
    """Return a record with another value of the same sort in one of its fields."""
    record = json.loads(after)
    name = rng.choice(list(record))
    old = record[name]
    texts = (
        "=1+1",
        "\x00",
        "\u202egnp.exe",
        "x" * 30_000,
        "pw: Summer24!",
        "2026-02-30",
        "",
        "a\nb",
    )
    numbers = (0, -1, 1, 2, 999, 2**53, 2**63 - 1)
    record[name] = rng.choice(numbers if isinstance(old, int) else texts)
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def copy_apart(register: Register, folder: Path) -> bytes:
    """Return a copy of a register after each of them went on by itself."""
    file = folder / "apart.delvia"
    shutil.copy(register.path, file)
    copy = open_register(file, "Lea", register.clock)
    for opened in (register, copy):
        rng = Random(opened.who)
        for _ in range(40):
            with suppress(DelviaError):
                act(opened, rng)
        opened.perform(people.record_person, PersonDraft(opened.who))
    copy.leave()
    content = file.read_bytes()
    shutil.rmtree(folder)
    return content


def take_copy(register: Register, content: bytes, rng: Random) -> bool:
    """Merge a copy of a register by its bytes; tell whether that became an act.

    Nothing is written beside it, and it stays as it is where it is refused.
    """
    room = register.path.parent.with_name("room")
    room.mkdir(exist_ok=True)
    file = room / "copy.delvia"
    file.write_bytes(content)
    try:
        copy = open_copy(register, file)
    except DelviaError:
        # SQLite says in the head which way it was written last.
        assert file.read_bytes()[_HEAD:] == content[_HEAD:], "it is refused, and was changed"
        raise
    finally:
        assert list(room.iterdir()) == [file]
    try:
        plan = plan_merge(register, copy, rng.choice((None, *Side)))
        merge_questions(register, plan)
        plan_json(register, plan)
        if not plan.has_differences:
            return False
        register.perform(merge_copy, plan, copy.content)
    finally:
        copy.leave()
    return True
