"""The backups of a register: what there is to know about them, and one put in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from delvia_desktop.i18n import tr
from delvia_desktop.services.register.register import Clock, Register, local_now
from delvia_desktop.storage.register import backups, restoring
from delvia_desktop.storage.register.restoring import Restored


@dataclass(frozen=True)
class Backups:
    """Where the backups of a register lie, how many there are, and when the newest was made."""

    folder: Path
    count: int
    newest: datetime | None


def backups_of(register: Register) -> Backups | None:
    """Return what a person may know of a register's backups; None for one in memory."""
    if register.path is None:
        return None
    found = backups.backups_of(register.path)
    newest = found[0].moment if found else None
    return Backups(backups.backup_folder(register.path), len(found), newest)


def restore(backup: Path, who: str, clock: Clock = local_now) -> Restored:
    """Restore a register from a backup; what is there now is kept beside the backups.

    Raises a RegisterError; then the register is as it was.
    """
    return restoring.restore(backup, who, clock())


def which_stay() -> str:
    """Return in words which backups stay when older ones are thinned."""
    days, weeks, months = (most for most, _ in backups.TIERS)
    return tr(
        "The last {last} backups are never deleted, nor are backups made before an update or a "
        "restore. Of older ones, the last of each day, week and month stays, for {days} days, "
        "{weeks} weeks and {months} months.",
        last=backups.LAST,
        days=days,
        weeks=weeks,
        months=months,
    )
