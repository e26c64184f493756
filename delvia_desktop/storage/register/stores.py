"""Stores are made and opened here: a new file, one to be written, one to be read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from delvia_desktop.domain.words.errors import RegisterError
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.file.error_sentences import told, told_of_file
from delvia_desktop.storage.file.file_format import APPLICATION_ID, MAJOR, MINOR, version_number
from delvia_desktop.storage.file.files import OWNER_ONLY
from delvia_desktop.storage.file.lock import WriterLock
from delvia_desktop.storage.file.scratch import sweep
from delvia_desktop.storage.journal.integrity import Damage
from delvia_desktop.storage.journal.replay import copy_to_memory
from delvia_desktop.storage.register import backups, opening
from delvia_desktop.storage.register.migrations import STEPS, Step
from delvia_desktop.storage.register.store import Store


def create(path: Path, who: str, now: datetime) -> Store:
    """Create a store: an empty register file under a free name, open for writing."""
    from delvia_desktop.storage.tables.schema import create_statements  # noqa: PLC0415 - loads SQLAlchemy

    with told():
        if path.exists():
            raise RegisterError(tr("A file with this name already exists. Choose another name."))
        if not path.parent.is_dir():
            raise RegisterError(tr("The folder {folder} does not exist.", folder=str(path.parent)))
        path = path.resolve()
        opening.expect_short(path)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY))
        lock = WriterLock(path)
        try:
            _take_new(lock, who, now)
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


def _take_new(lock: WriterLock, who: str, now: datetime) -> None:
    if lock.take(who, now) is not None:
        raise RegisterError(tr("Another program is creating this register."))


def open_store(
    path: Path,
    who: str,
    now: datetime,
    steps: Mapping[int, tuple[int, Step]] = STEPS,
) -> Store:
    """Open the store of a register's file for writing, or only for reading if it must be.

    Raises NotARegister, NewerRegister, DamagedRegister or another RegisterError.
    """
    with told_of_file():
        version = opening.version_of(path)
        path = path.resolve()
    opening.expect_readable(version, steps)
    of = backups.register_of(path)

    def for_reading(reason: str) -> Store:
        with told_of_file():
            connection = opening.readable(path, version, steps)
            opening.expect_sound(connection, path, is_read_only=True)
            return Store(connection, path, None, reason, of[1] if of else None)

    if of is not None:
        return for_reading(
            tr(
                "This is a backup of {file}, made on {moment}. It is open for reading only.",
                file=of[0].name,
                moment=show_moment(of[1].moment.astimezone(now.tzinfo)),
            )
        )
    if version > version_number(MAJOR, MINOR):
        return for_reading(tr("It was saved by a newer version of Delvia, so it is read-only."))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return for_reading(tr("The file or its folder is write-protected."))
    opening.expect_short(path)
    lock = WriterLock(path)
    with told():
        holder = lock.take(who, now)
    if holder is not None:
        return for_reading(holder.words())
    try:
        sweep(path.parent, older=f".{path.name}.")
        sweep(backups.backup_folder(path), older=".")
        if version < version_number(MAJOR, MINOR):
            opening.bring_up_to_date(path, version, now, steps)
        with told_of_file():
            connection = connect(path, writable=True)
            opening.expect_sound(connection, path, is_read_only=False)
            return Store(connection, path, lock, "")
    except BaseException:
        lock.release()
        raise


def open_to_read(path: Path) -> Store:
    """Read the store of a file as it is now, whoever has it open; raises a RegisterError.

    It is kept in memory: what happens to the file afterwards changes nothing.
    """
    with told_of_file():
        version = opening.version_of(path)
        opening.expect_readable(version, STEPS)
        with closing(opening.readable(path, version, STEPS)) as connection:
            copy = copy_to_memory(connection)
        opening.expect_sound(copy, path, is_read_only=False)
    return Store(copy, path, None, tr("This copy is read-only."))


def check_file(path: Path) -> list[Damage]:
    """Open the store of a file for reading only, and return everything wrong with it."""
    with told_of_file():
        version = opening.version_of(path)
        opening.expect_readable(version, STEPS)
        connection = opening.readable(path, version, STEPS)
        try:
            found = opening.findings_of(connection)
        finally:
            connection.close()
    if version > version_number(MAJOR, MINOR):
        text = tr(
            "It was written by a newer version of Delvia, so this version cannot check all of it."
        )
        found.insert(0, Damage("", text))
    return found
