"""Who is writing: an operating-system lock on a file beside the register.

The system releases it when its holder dies, so there is no stale lock; the file names the holder.
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from delvia_desktop.domain.moments import local
from delvia_desktop.i18n import show_moment
from delvia_desktop.storage.files import OWNER_ONLY


@dataclass(frozen=True)
class Holder:
    """Who has the register open for writing, and since when."""

    who: str
    since: str
    machine: str
    process: int

    @property
    def since_words(self) -> str:
        """Since when, as people read it; a question mark if the file does not say."""
        try:
            return show_moment(local(datetime.fromisoformat(self.since)))
        except ValueError:
            return "?"


class WriterLock:
    """The right to write one register, held until released or until the process ends."""

    def __init__(self, register: Path) -> None:
        """Prepare the lock of a register; nothing is touched yet."""
        self._path = register.with_name(f".{register.name}.lock")
        self._lock = FileLock(self._path, mode=OWNER_ONLY, blocking=False, thread_local=False)

    def take(self, who: str, now: datetime) -> Holder | None:
        """Take the lock and return None, or return who holds it."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return self.holder() or Holder("", "", "", 0)
        holder = Holder(who, now.isoformat(timespec="seconds"), socket.gethostname(), os.getpid())
        self._path.write_text(json.dumps(holder.__dict__), encoding="utf-8")
        return None

    def holder(self) -> Holder | None:
        """Return who wrote the name into the lock last, if it can be read."""
        try:
            return Holder(**json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back."""
        self._lock.release()
