"""A backup put back in the place of its register; what was there is kept beside the backups."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from delvia_desktop.domain.words.errors import LockedRegister, RegisterError
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.file.error_sentences import told, told_of_file
from delvia_desktop.storage.file.file_format import MAJOR, MINOR, version_number
from delvia_desktop.storage.file.files import write_by
from delvia_desktop.storage.file.lock import WriterLock
from delvia_desktop.storage.register import backups, opening
from delvia_desktop.storage.register.backups import Backup
from delvia_desktop.storage.register.migrations import STEPS


@dataclass(frozen=True)
class Restored:
    """The register that is as it was again, the backup, and where today's state is kept."""

    register: Path
    backup: Backup
    kept: Path | None


def restore(path: Path, who: str, now: datetime) -> Restored:
    """Restore a backup file in the place of its register.

    Raises DamagedRegister or another RegisterError; then the register is as it was.
    """
    with told_of_file():
        version = opening.version_of(path)
        path = path.resolve()
    found = backups.register_of(path)
    if found is None:
        raise RegisterError(
            tr("This is not a backup of a register. Backups are in the folder beside the register.")
        )
    opening.expect_readable(version, STEPS)
    with told_of_file(), closing(opening.readable(path, version, STEPS)) as connection:
        opening.expect_sound(connection, path, is_read_only=True)
    register, backup = found
    lock = WriterLock(register)
    with told():
        if (holder := lock.take(who, now)) is not None:
            raise LockedRegister(
                tr(
                    "{who} has {file} open. Close it there first. Nothing was changed.",
                    who=holder.who or tr("Another program"),
                    file=register.name,
                )
            )
    try:
        kept = _keep(register, now)
        with told_of_file(), closing(connect(path, writable=False)) as connection:
            is_present = version == version_number(MAJOR, MINOR)
            (backups.copy_verified if is_present else backups.copy_plain)(connection, register)
    finally:
        lock.release()
    return Restored(register, backup, kept)


def _keep(register: Path, now: datetime) -> Path | None:
    """Keep what is there as it is, sound or damaged, with what a killed program left beside it.

    A journal that is left over would be played back into the file that comes in its place.
    """
    if not register.exists():
        return None
    kept = backups.place_for(register, now, "before restore")
    write_by(kept, lambda scratch: shutil.copyfile(register, scratch))
    left = register.with_name(f"{register.name}-journal")
    if left.exists():
        with told():
            left.replace(kept.with_name(f"{kept.name}-journal"))
    return kept
