"""The journal as lines of JSON, with the files that the register keeps, and a register from them.

The first line says what follows; then one line a kept file, then one line a revision.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from delvia_desktop.domain.words.errors import DamagedRegister, NewerRegister, NotARegister
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.file.file_format import APPLICATION_ID, MAJOR, MINOR, version_number
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.integrity import check
from delvia_desktop.storage.journal.journal import Revision
from delvia_desktop.storage.journal.replay import rebuild_state

_FORM = "delvia_journal"
_VERSION = 1
_REVISION = tuple(Revision.__dataclass_fields__)

_NOT_OURS = (
    ValueError,
    LookupError,
    TypeError,
    OverflowError,
    RecursionError,
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
)
"""What a line makes that holds something else; a full disk is none of these."""


def export_lines(connection: Connection) -> Iterator[str]:
    """Yield the export of a register as JSON lines, from which it can be rebuilt."""
    connection.execute("BEGIN")  # all of it as of one moment, whoever else writes
    try:
        last = journal.head(connection)
        yield _json(
            {
                _FORM: _VERSION,
                "schema": f"{MAJOR}.{MINOR}",
                "revisions": last.number,
                "state": last.digest,
            }
        )
        for sha256, content in connection.execute(
            "SELECT sha256, bytes FROM contents ORDER BY sha256"
        ):
            yield _json({"content": sha256, "bytes": base64.b64encode(content).decode()})
        for revision, made in journal.walk(connection):
            line: dict[str, Any] = {name: getattr(revision, name) for name in _REVISION}
            line["changes"] = [[c.kind, c.record, c.shape, c.after] for c in made]
            yield _json(line)
    finally:
        connection.execute("COMMIT")


def import_lines(connection: Connection, lines: Iterable[str]) -> dict[str, Any]:
    """Write exported lines into an empty journal without guards; return what they announce.

    Raises NotARegister with the number of a line that is none.
    """
    announced: dict[str, Any] = {}
    for number, text in enumerate(lines, start=1):
        try:
            line = json.loads(text)
            if number == 1 and _FORM in line:
                announced = line
                _expect_readable(line)
            elif "content" in line:
                _import_content(connection, line)
            else:
                _import_revision(connection, line)
        except _NOT_OURS as error:
            raise NotARegister(
                tr("Line {number} is not a line of an exported journal.", number=number)
            ) from error
    return announced


def fill_from_lines(scratch: Path, lines: Iterable[str]) -> None:
    """Make a register in an empty file from exported lines; raises RegisterError.

    It is checked as at each opening, and against what the first line announces.
    """
    from delvia_desktop.storage.tables import schema  # noqa: PLC0415 - loads SQLAlchemy

    with closing(connect(scratch, writable=True, create=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema.create_statements(guarded=False):
            connection.execute(statement)
        announced = import_lines(connection, lines)
        if not announced:
            raise NotARegister(tr("This is not an exported journal: its first line is missing."))
        last = journal.head(connection)
        if (last.number, last.digest) != (announced.get("revisions"), announced.get("state")):
            raise NotARegister(tr("The exported journal is cut short or was altered."))
        try:
            rebuild_state(connection)
        except (sqlite3.Error, ValueError) as error:
            raise DamagedRegister(tr("The exported journal contradicts itself.")) from error
        for statement in schema.guard_statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version_number(MAJOR, MINOR)}")
        connection.execute("COMMIT")
        findings = check(connection)
    if findings:
        raise DamagedRegister("\n".join(finding.text for finding in findings[:5]))


def _expect_readable(line: dict[str, Any]) -> None:
    if line[_FORM] > _VERSION or int(line["schema"].partition(".")[0]) > MAJOR:
        raise NewerRegister(
            tr(
                "The journal was exported by a newer version of Delvia. Update Delvia to rebuild "
                "from it."
            )
        )


def _import_content(connection: Connection, line: dict[str, Any]) -> None:
    content = base64.b64decode(line["bytes"], validate=True)
    if hashlib.sha256(content).hexdigest() != line["content"]:
        raise ValueError(line["content"])
    connection.execute(
        "INSERT INTO contents (sha256, bytes) VALUES (?, ?)", (line["content"], content)
    )


def _import_revision(connection: Connection, line: dict[str, Any]) -> None:
    places = ", ".join("?" for _ in _REVISION)
    connection.execute(
        f"INSERT INTO revisions ({', '.join(_REVISION)}) VALUES ({places})",
        [line[name] for name in _REVISION],
    )
    connection.executemany(
        "INSERT INTO changes (revision, position, kind, record, shape, after) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(line["number"], position, *change) for position, change in enumerate(line["changes"])],
    )


def _json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, sort_keys=True)
