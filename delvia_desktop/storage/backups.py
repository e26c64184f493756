"""Verified backups: the newest always kept, older ones thinned.

All of the last two days, then one a day for twelve days, one a week for ten weeks and one a month
for twelve months.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.domain.errors import DiskTrouble
from delvia_desktop.i18n import tr
from delvia_desktop.storage import journal
from delvia_desktop.storage.checks import check
from delvia_desktop.storage.connections import connect
from delvia_desktop.storage.failures import told
from delvia_desktop.storage.files import write_by

_STAMP = re.compile(r" (\d{8}T\d{6}Z)\.delvia$")
_STAMP_FORMAT = "%Y%m%dT%H%M%SZ"


def backup_folder(register: Path) -> Path:
    """Return the folder beside a register that holds its backups."""
    return register.with_name(f"{register.stem} backups")


def backups_of(register: Path) -> list[tuple[datetime, Path]]:
    """Return the moments and files of a register's backups, the newest first."""
    found = []
    for path in backup_folder(register).glob(f"{glob_safe(register.stem)} *.delvia"):
        match = _STAMP.search(path.name)
        if match:
            moment = datetime.strptime(match[1], _STAMP_FORMAT).replace(tzinfo=UTC)
            found.append((moment, path))
    return sorted(found, reverse=True)


def back_up(connection: Connection, register: Path, now: datetime) -> Path:
    """Make a verified backup in the folder beside the register, then thin the older ones."""
    folder = backup_folder(register)
    with told():
        folder.mkdir(mode=0o700, exist_ok=True)
    stamp = now.astimezone(UTC).strftime(_STAMP_FORMAT)
    target = folder / f"{register.stem} {stamp}.delvia"
    copy_verified(connection, target)
    kept = backups_of(register)
    for moment in thinned([moment for moment, _ in kept], now):
        for other, path in kept:
            if other == moment and path != target:
                path.unlink(missing_ok=True)
    return target


def copy_verified(connection: Connection, target: Path) -> None:
    """Write a copy of the register that was opened and checked before it takes its name."""
    write_by(target, lambda scratch: fill_verified(connection, scratch))


def fill_verified(connection: Connection, scratch: Path) -> None:
    """Copy the register into a scratch file, open that and check it; raises DiskTrouble."""
    _copy(connection, scratch)
    copy = connect(scratch, writable=False)
    try:
        sound = not check(copy) and journal.head(copy) == journal.head(connection)
    finally:
        copy.close()
    if not sound:
        raise DiskTrouble(
            tr("The backup did not come out right and was dropped. Try another disk.")
        )


def is_earlier_copy(connection: Connection, other: Path) -> bool:
    """Tell whether a file is the register as it was at one of its revisions, so adds nothing."""
    try:
        with closing(connect(other, writable=False)) as copy:
            last, first = journal.head(copy), journal.first_digest(copy)
    except sqlite3.Error:
        return False
    is_same = first == journal.first_digest(connection)
    return is_same and journal.head(connection, last.number).digest == last.digest


def copy_plain(connection: Connection, target: Path) -> None:
    """Write a copy whose structure was checked, for a register of an older schema."""

    def fill(scratch: Path) -> None:
        _copy(connection, scratch)
        with closing(sqlite3.connect(scratch)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise DiskTrouble(tr("The backup did not come out right. Nothing was changed."))

    write_by(target, fill)


def _copy(connection: Connection, scratch: Path) -> None:
    with closing(sqlite3.connect(scratch, isolation_level=None)) as copy:
        connection.backup(copy)


def thinned(moments: Iterable[datetime], now: datetime) -> list[datetime]:
    """Return the moments whose backups are not kept any more; the newest is never among them."""
    ordered = sorted(moments, reverse=True)
    kept: set[datetime] = set(ordered[:1])
    tiers = (
        (timedelta(days=2), "%Y%m%d%H%M%S%f"),
        (timedelta(days=14), "%Y%m%d"),
        (timedelta(weeks=12), "%G%V"),
        (timedelta(days=366), "%Y%m"),
    )
    seen: set[tuple[str, str]] = set()
    for moment in ordered:
        for reach, period in tiers:
            if now - moment <= reach:
                mark = (period, moment.strftime(period))
                if mark not in seen:
                    seen.add(mark)
                    kept.add(moment)
                break
    return [moment for moment in ordered if moment not in kept]


def glob_safe(name: str) -> str:
    """Return a file name in which nothing acts as a wildcard."""
    return re.sub(r"([*?\[\]])", r"[\1]", name)
