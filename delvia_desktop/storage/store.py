"""One register file, open: its identity, its one writer, its head, and the door's inner side."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.domain.errors import (
    ChangedOutside,
    DamagedRegister,
    NewerRegister,
    NotARegister,
    ReadOnlyRegister,
    RegisterError,
)
from delvia_desktop.domain.kinds import KINDS
from delvia_desktop.i18n import tr
from delvia_desktop.storage import backups, journal
from delvia_desktop.storage.checks import Finding, check
from delvia_desktop.storage.connections import connect, connect_memory
from delvia_desktop.storage.edit import Author, Edit, editing
from delvia_desktop.storage.exports import export_lines
from delvia_desktop.storage.failures import told, told_of_file
from delvia_desktop.storage.files import OWNER_ONLY
from delvia_desktop.storage.identity import APPLICATION_ID, MAJOR, MINOR, version_number
from delvia_desktop.storage.layout import table_name
from delvia_desktop.storage.migrations import STEPS, Step, migrate
from delvia_desktop.storage.records import Records
from delvia_desktop.storage.replay import copy_to_memory, replay
from delvia_desktop.storage.writers import WriterLock


@dataclass(frozen=True)
class Identity:
    """What the file is to the operating system, by which a replacement is noticed."""

    device: int
    inode: int


class Store:
    """An open register. `read_only` says why it cannot be written, or is empty."""

    def __init__(
        self,
        connection: Connection,
        path: Path | None,
        lock: WriterLock | None,
        read_only: str,
    ) -> None:
        """Take over an open connection; the functions of this module make it."""
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.head = journal.head(connection)
        self._lock = lock
        self._identity = _identity(path) if path else None
        self._opened_at = self.head
        self._is_closed = False

    @property
    def records(self) -> Records:
        """The records as they stand."""
        return Records(self.connection)

    @contextmanager
    def edit(self, author: Author) -> Iterator[Edit]:
        """Open the one door; raises a RegisterError if nothing can be written."""
        if self.read_only:
            raise ReadOnlyRegister(self.read_only)
        self._expect_in_place()
        with told():
            with editing(self.connection, self.head, author) as edit:
                yield edit
            self.head = journal.head(self.connection)

    def refresh(self) -> bool:
        """Take notice of what another program wrote; return whether there was anything."""
        with told():
            now = journal.head(self.connection)
        changed = now != self.head
        self.head = now
        return changed

    def counts(self) -> dict[str, int]:
        """Return how many records of each kind there are."""
        sql = "SELECT count(*) FROM {}"
        return {
            kind.name: int(self.connection.execute(sql.format(table_name(kind))).fetchone()[0])
            for kind in KINDS
        }

    def check(self) -> list[Finding]:
        """Return everything that is wrong with the file."""
        return check(self.connection)

    def trouble(self) -> str:
        """Say what is wrong with the file by now and which backup is there, or return nothing."""
        if self.path is None:
            return ""
        if not self._in_place():
            return tr("The register was moved, replaced or removed while it was open.")
        try:
            with closing(connect(self.path, writable=False)) as fresh:
                findings = check(fresh)
                if not findings and journal.head(fresh, self.head.number) != self.head:
                    findings = [Finding("", tr("Its last changes are missing."))]
        except (sqlite3.Error, OSError):
            findings = [Finding("", tr("It cannot be read any longer."))]
        return damage_text(findings, self.path) if findings else ""

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a kept file."""
        row = self.connection.execute(
            "SELECT bytes FROM contents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if row is None:
            raise RegisterError(tr("The file is not in the register."))
        return bytes(row[0])

    def holds_text(self, text: str) -> bool:
        """Tell whether a text is recorded already, whole and in some field, now or in the past."""
        return journal.holds_text(self.connection, text)

    def known_at(self, moment: datetime) -> int:
        """Return the last revision at or before a moment, 0 if there was none."""
        stamp = moment.astimezone(UTC).isoformat(timespec="microseconds")
        return journal.revision_known_at(self.connection, stamp)

    def as_of(self, revision: int) -> Store:
        """Return the register as it was known after a revision, in memory and for reading only."""
        text = tr("You are looking at the past. Nothing can be changed there.")
        return Store(replay(self.connection, revision), None, None, text)

    def copy(self) -> Store:
        """Return the same register in memory and for reading only, for work in the background."""
        text = tr("This is a copy for reading only.")
        return Store(copy_to_memory(self.connection), None, None, text)

    def back_up(self, now: datetime) -> Path | None:
        """Make a verified backup beside the register unless one of this state exists."""
        if self.path is None or self.read_only:
            return None
        return backups.back_up(self.connection, self.path, now)

    def fill_lines(self, scratch: Path) -> None:
        """Write the journal with the kept files into a file, as lines of JSON."""
        with scratch.open("w", encoding="utf-8", newline="\n") as opened:
            opened.writelines(f"{line}\n" for line in export_lines(self.connection))

    def fill_copy(self, scratch: Path) -> None:
        """Write a verified copy of the register into a file."""
        backups.fill_verified(self.connection, scratch)

    def has_grown_from(self, other: Path) -> bool:
        """Tell whether a file is this register as it was earlier; raises for the open file."""
        if self.path is not None and _identity(other) == self._identity:
            raise RegisterError(tr("This is the register itself. Choose another name."))
        return backups.is_earlier_copy(self.connection, other)

    def close(self, now: datetime) -> Path | None:
        """Close the file, after a verified backup if anything changed since it was opened."""
        if self._is_closed:
            return None
        self._is_closed = True
        made = None
        try:
            if self.head != self._opened_at and not self.read_only and self._in_place():
                made = self.back_up(now)
        finally:
            self.connection.close()
            if self._lock is not None:
                self._lock.release()
        return made

    def _in_place(self) -> bool:
        return self.path is None or _identity(self.path) == self._identity

    def _expect_in_place(self) -> None:
        if not self._in_place():
            raise ChangedOutside(
                tr(
                    "The register was moved, replaced or removed while it was open. "
                    "Nothing more is written to it. Save a copy of what you see."
                )
            )


def create(path: Path, who: str, now: datetime) -> Store:
    """Make an empty register under a name that must be free, and open it for writing."""
    from delvia_desktop.storage.schema import create_statements  # noqa: PLC0415 - loads SQLAlchemy

    with told():
        if path.exists():
            raise RegisterError(tr("There is a file with this name already. Choose another name."))
        if not path.parent.is_dir():
            raise RegisterError(tr("There is no folder {folder}.", folder=str(path.parent)))
        lock = WriterLock(path)
        if lock.take(who, now) is not None:
            raise RegisterError(tr("Another program is making this register."))
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
        try:
            connection = connect(path, writable=True, create=True)
            connection.execute("BEGIN IMMEDIATE")
            for statement in create_statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version_number(MAJOR, MINOR)}")
            connection.execute("COMMIT")
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            path.unlink(missing_ok=True)
            lock.release()
            raise
    return Store(connection, path, lock, "")


def open_store(
    path: Path,
    who: str,
    now: datetime,
    steps: Mapping[int, tuple[int, Step]] = STEPS,
) -> Store:
    """Open a register for writing, or for reading only if it cannot be written.

    Raises NotARegister, NewerRegister, DamagedRegister or another RegisterError.
    """
    with told_of_file():
        version = _version(path)
    if version >> 16 > MAJOR:
        raise NewerRegister(
            tr("This register was written by a newer Delvia. Update the program to open it.")
        )

    def for_reading(reason: str) -> Store:
        with told_of_file():
            return _checked(_readable(path, version, steps), path, None, reason)

    if version > version_number(MAJOR, MINOR):
        return for_reading(tr("It was written by a newer Delvia, so it is open for reading only."))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return for_reading(tr("The file or its folder is write-protected."))
    lock = WriterLock(path)
    with told():
        holder = lock.take(who, now)
    if holder is not None:
        reason = tr(
            "{who} is writing to it since {since}, so it is open for reading only.",
            who=holder.who or tr("Another program"),
            since=holder.since_words,
        )
        return for_reading(reason)
    try:
        if version < version_number(MAJOR, MINOR):
            _bring_up_to_date(path, version, now, steps)
        with told_of_file():
            return _checked(connect(path, writable=True), path, lock, "")
    except BaseException:
        lock.release()
        raise


def check_file(path: Path) -> list[Finding]:
    """Return everything that is wrong with a file, opened for reading only."""
    with told_of_file():
        version = _version(path)
        if version >> 16 > MAJOR:
            raise NewerRegister(tr("This register was written by a newer Delvia."))
        connection = _readable(path, version, STEPS)
        try:
            return _findings(connection)
        finally:
            connection.close()


def _checked(connection: Connection, path: Path, lock: WriterLock | None, read_only: str) -> Store:
    findings = _findings(connection) if read_only else check(connection)
    if findings:
        connection.close()
        raise DamagedRegister(damage_text(findings, path))
    return Store(connection, path, lock, read_only)


def _findings(connection: Connection) -> list[Finding]:
    """Check a copy in memory: SQLite passes by CHECK constraints where it may only read."""
    copy = connect_memory()
    try:
        connection.backup(copy)
        return check(copy)
    finally:
        copy.close()


def _readable(path: Path, version: int, steps: Mapping[int, tuple[int, Step]]) -> Connection:
    """Open a file for reading; one of an older schema is brought up to date in a copy in memory."""
    connection = connect(path, writable=False)
    if version >= version_number(MAJOR, MINOR):
        return connection
    copy = connect_memory()
    connection.backup(copy)
    connection.close()
    migrate(copy, version, steps)
    copy.execute("PRAGMA query_only = ON")
    return copy


def damage_text(findings: list[Finding], path: Path) -> str:
    """Say what is wrong with a register and where its newest backup is."""
    lines = [tr("The register was altered or damaged outside Delvia:")]
    lines += [finding.text for finding in findings[:5]]
    kept = backups.backups_of(path)
    if kept:
        lines.append(tr("The newest backup is {path}.", path=str(kept[0][1])))
    lines.append(tr("The file was left as it is."))
    return "\n".join(lines)


def _bring_up_to_date(
    path: Path, version: int, now: datetime, steps: Mapping[int, tuple[int, Step]]
) -> None:
    with told():
        connection = connect(path, writable=True)
        try:
            connection.execute("PRAGMA query_only = OFF")
            if version not in steps:
                raise NotARegister(tr("This register is older than any that Delvia can read."))
            folder = backups.backup_folder(path)
            folder.mkdir(mode=0o700, exist_ok=True)
            stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
            target = folder / f"{path.stem} before update {stamp}.delvia"
            backups.copy_plain(connection, target)
            migrate(connection, version, steps)
        finally:
            connection.close()


def _version(path: Path) -> int:
    """Return the packed schema version; raises NotARegister for anything that is not ours."""
    foreign = NotARegister(tr("This file is not a Delvia register. It was left as it is."))
    if not path.exists():
        raise RegisterError(tr("There is no file {path}.", path=str(path)))
    if not path.is_file():
        raise NotARegister(tr("This is a folder, not a Delvia register."))
    if not os.access(path, os.R_OK):
        raise RegisterError(tr("You may not read this file."))
    if path.stat().st_size == 0:
        raise NotARegister(tr("The file is empty. It is not a Delvia register."))
    # For writing where that is allowed: only so can SQLite finish what a killed program left.
    connection = connect(path, writable=os.access(path, os.W_OK))
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise foreign
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def _identity(path: Path) -> Identity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Identity(found.st_dev, found.st_ino)
