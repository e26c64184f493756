"""Verified backups: the last twenty always kept, older ones thinned.

Of those before the last twenty: the last one of each of fourteen days, twelve weeks and thirteen
months that have any. They are counted in the order in which they were made, which their names say,
so that a wrong clock thins nothing. What was there before an update or a restore is never thinned.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.domain.words.errors import DiskTrouble
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.files import write_by
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.integrity import check

_STAMP_FORMAT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"(?P<stem>.+?)(?P<before> before (?:update|restore))? (?P<stamp>\d{8}T\d{6}Z)"
    r"(?: (?P<number>\d+))?\.delvia"
)
_FOLDER = " backups"

_STEM_BYTES = 190
"""What stays of a register's name, so that a file system has room for the whole of a backup's."""

LAST = 20
"""Backups that always stay, whatever the clock says."""

TIERS = ((14, "%Y%m%d"), (12, "%G%V"), (13, "%Y%m"))
"""Of older ones: of how many days, weeks and months that have any the last one stays."""


@dataclass(frozen=True)
class Backup:
    """One backup: when it was made, the how manieth it is, and whether it is never thinned.

    Programs before 0.2 gave no numbers; theirs are 0 and come first.
    """

    path: Path
    moment: datetime
    number: int
    stays: bool


def backup_folder(register: Path) -> Path:
    """Return the folder beside a register's file that holds its backups."""
    return register.with_name(f"{_short(register.stem)}{_FOLDER}")


def backups_of(register: Path) -> list[Backup]:
    """Return a register's backup files, the one made last first."""
    stem = _short(register.stem)
    folder = backup_folder(register)
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        read = _read_name(path)
        if read is not None and read[0] == stem:
            found.append(read[1])
    return sorted(found, key=_order, reverse=True)


def register_of(backup: Path) -> tuple[Path, Backup] | None:
    """Return which register a file is a backup of, by where it lies and how it is called.

    None for any other file, also for a backup that was taken elsewhere: it is a register then.
    """
    read = _read_name(backup)
    folder = backup.parent
    if read is None or folder.name != f"{read[0]}{_FOLDER}":
        return None
    beside = folder.parent
    named_long = (p for p in beside.glob("*.delvia") if _short(p.stem) == read[0])
    return next(named_long, beside / f"{read[0]}.delvia"), read[1]


def back_up(connection: Connection, register: Path, now: datetime) -> Path:
    """Make a verified backup file in the folder beside the register, and thin older ones."""
    target = place_for(register, now)
    copy_verified(connection, target)
    for backup in thinned([backup for backup in backups_of(register) if not backup.stays]):
        if backup.path != target:
            backup.path.unlink(missing_ok=True)
    return target


def place_for(register: Path, now: datetime, why: str = "") -> Path:
    """Return the path of a new backup file in the folder, which is made if need be.

    `why` is `before update` or `before restore` for one that is never thinned.
    """
    folder = backup_folder(register)
    with told():
        if folder.exists() and not folder.is_dir():
            raise DiskTrouble(tr("A file already has the name of this folder."))
        folder.mkdir(mode=0o700, exist_ok=True)
        number = max((backup.number for backup in backups_of(register)), default=0) + 1
    stamp = now.astimezone(UTC).strftime(_STAMP_FORMAT)
    parts = filter(None, (_short(register.stem), why, stamp, str(number)))
    return folder / f"{' '.join(parts)}.delvia"


def copy_verified(connection: Connection, target: Path) -> None:
    """Write a backup or copy that was opened and checked before it takes its name."""
    write_by(target, lambda scratch: fill_verified(connection, scratch))


def fill_verified(connection: Connection, scratch: Path) -> None:
    """Fill a scratch file with a backup, open it and check it; raises DiskTrouble."""
    _copy(connection, scratch)
    copy = connect(scratch, writable=False)
    try:
        sound = not check(copy) and journal.head(copy) == journal.head(connection)
    finally:
        copy.close()
    if not sound:
        raise DiskTrouble(tr("The backup failed its check and was discarded. Try another disk."))


def is_earlier_copy(connection: Connection, other: Path) -> bool:
    """Tell whether a file is a mere earlier backup of the register that adds nothing."""
    try:
        with closing(connect(other, writable=False)) as copy:
            last, first = journal.head(copy), journal.first_digest(copy)
    except sqlite3.Error:
        return False
    is_same = first == journal.first_digest(connection)
    return is_same and journal.head(connection, last.number).digest == last.digest


def copy_plain(connection: Connection, target: Path) -> None:
    """Write a backup of an older schema's register, its structure checked."""

    def fill(scratch: Path) -> None:
        _copy(connection, scratch)
        with closing(sqlite3.connect(scratch)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise DiskTrouble(tr("The backup failed its check. Nothing was changed."))

    write_by(target, fill)


def _copy(connection: Connection, scratch: Path) -> None:
    with closing(sqlite3.connect(scratch, isolation_level=None)) as copy:
        connection.backup(copy)


def thinned(made: Sequence[Backup]) -> list[Backup]:
    """Return the backup files that thinning removes, by when each was made and not by now."""
    older = sorted(made, key=_order, reverse=True)[LAST:]
    kept: set[Backup] = set()
    for most, period in TIERS:
        last_of: dict[str, Backup] = {}
        for backup in older:
            last_of.setdefault(backup.moment.strftime(period), backup)
        kept.update(list(last_of.values())[:most])
    return [backup for backup in older if backup not in kept]


def _order(backup: Backup) -> tuple[int, datetime, str]:
    return backup.number, backup.moment, backup.path.name


def _read_name(path: Path) -> tuple[str, Backup] | None:
    """Return what the name of a backup says: the stem of its register, and the rest."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        moment = datetime.strptime(match["stamp"], _STAMP_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
    number = int(match["number"] or 0)
    return match["stem"], Backup(path, moment, number, match["before"] is not None)


def _short(stem: str) -> str:
    """Return the name of a register, or its beginning with a mark of the whole if it is long."""
    whole = stem.encode("utf-8", "surrogateescape")
    if len(whole) <= _STEM_BYTES:
        return stem
    mark = hashlib.sha256(whole).hexdigest()[:8]
    return f"{whole[: _STEM_BYTES - 9].decode(errors='ignore').rstrip()}~{mark}"
