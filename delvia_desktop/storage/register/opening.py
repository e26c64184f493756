"""What an opening looks at before a register is open: what the file is, and whether it is sound."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.domain.words.errors import (
    DamagedRegister,
    NewerRegister,
    NotARegister,
    RegisterError,
)
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.connections import connect, connect_memory
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.file_format import APPLICATION_ID, MAJOR, MINOR, version_number
from delvia_desktop.storage.file.files import OWNER_ONLY
from delvia_desktop.storage.journal.integrity import Damage, check
from delvia_desktop.storage.register import backups
from delvia_desktop.storage.register.migrations import Step, migrate

Steps = Mapping[int, tuple[int, Step]]

_HEAD_BYTES, _APPLICATION = 100, slice(68, 72)
_OURS = APPLICATION_ID.to_bytes(4, "big")
"""Where the head of a file of SQLite says whose it is, and what stands there in ours."""

_OTHER_THAN_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'table'"

_NAME_BYTES = 255 - len("-journal")
"""What file systems take as a name, with room for the journal that SQLite writes beside it."""


def version_of(path: Path) -> int:
    """Return the packed schema version of a file before opening; raises NotARegister."""
    foreign = NotARegister(tr("This file is not a Delvia register. It was not changed."))
    if not path.exists():
        raise RegisterError(tr("The file {path} does not exist.", path=str(path)))
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise NotARegister(tr("This is a folder, not a Delvia register."))
    if not stat.S_ISREG(found.st_mode):
        raise NotARegister(tr("This is a pipe or a device, not a Delvia register."))
    if not os.access(path, os.R_OK):
        raise RegisterError(tr("You do not have permission to read this file."))
    if found.st_size == 0:
        raise NotARegister(tr("The file is empty. It is not a Delvia register."))
    # Another program's file is not even opened, as opening may finish what was under way in it.
    with path.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    if not head.startswith(b"SQLite format 3\0") or head[_APPLICATION] != _OURS:
        raise foreign
    # For writing where that is allowed: only so can SQLite finish what a killed program left.
    connection = connect(path, writable=os.access(path, os.W_OK))
    try:
        # Ours has only tables. What else a forger makes, such as a view, may never come to an end.
        if connection.execute(_OTHER_THAN_TABLES).fetchone() is not None:
            raise foreign
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def expect_readable(version: int, steps: Steps) -> None:
    """Refuse opening a schema this program cannot read: raises NewerRegister, NotARegister."""
    if version >> 16 > MAJOR:
        raise NewerRegister(
            tr("This register was saved by a newer version of Delvia. Update Delvia to open it.")
        )
    if version < version_number(MAJOR, MINOR) and version not in steps:
        raise NotARegister(tr("This register is too old for Delvia to read."))


def expect_short(path: Path) -> None:
    """Refuse opening under a name too long to write beside; raises RegisterError."""
    if len(os.fsencode(path.name)) > _NAME_BYTES:
        raise RegisterError(tr("The file name is too long. Choose a shorter one."))


def readable(path: Path, version: int, steps: Steps) -> Connection:
    """Open a file for reading; an older schema is brought up to date in memory only."""
    connection = connect(path, writable=False)
    if version >= version_number(MAJOR, MINOR):
        return connection
    copy = connect_memory()
    with closing(connection):
        connection.backup(copy)
    migrate(copy, version, steps)
    copy.execute("PRAGMA query_only = ON")
    return copy


def findings_of(connection: Connection) -> list[Damage]:
    """Check a file at its opening by a copy in memory, where CHECK constraints hold."""
    copy = connect_memory()
    try:
        connection.backup(copy)
        return check(copy)
    finally:
        copy.close()


def expect_sound(connection: Connection, path: Path, *, is_read_only: bool) -> None:
    """Refuse opening a damaged register: close it and raise DamagedRegister."""
    findings = findings_of(connection) if is_read_only else check(connection)
    if findings:
        connection.close()
        raise DamagedRegister(damage_text(findings, path))


def damage_text(findings: list[Damage], path: Path) -> str:
    """Say at opening what is wrong with a register and where its newest backup is."""
    lines = [tr("The register was altered or damaged outside Delvia:")]
    lines += [finding.text for finding in findings[:5]]
    # What was there before a restore may be as damaged.
    kept = [backup for backup in backups.backups_of(path) if not backup.stays]
    if kept:
        lines.append(
            tr("The newest backup is {path}. Open it to restore it.", path=str(kept[0].path))
        )
    lines.append(tr("The file was not changed."))
    return "\n".join(lines)


def bring_up_to_date(path: Path, version: int, now: datetime, steps: Steps) -> None:
    """Bring an older register up to date at opening, after a backup that always stays."""
    with told():
        connection = connect(path, writable=True)
        try:
            connection.execute("PRAGMA query_only = OFF")
            target = backups.place_for(path, now, "before update")
            backups.copy_plain(connection, target)
            migrate(connection, version, steps)
        finally:
            connection.close()
        with suppress(PermissionError):  # it belongs to another user of this computer
            path.chmod(OWNER_ONLY)
