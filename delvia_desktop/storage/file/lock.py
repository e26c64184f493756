"""Who is writing: operating-system locks that follow the file, under whichever name it is opened.

One lies beside the register, where other computers see it, and one among this computer's locks,
named after the file itself, for a hard link in another folder and for a file that was renamed. The
system releases both when their holder dies, so there is no stale lock.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import platformdirs
from filelock import BaseFileLock, FileLock, Timeout

from delvia_desktop.domain.words.moments import local
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.storage.file.files import OWNER_ONLY

_MOMENT = 2.0
"""Seconds to wait while another program takes the lock and writes its name; it takes far less."""


@dataclass(frozen=True)
class Holder:
    """Who has the register open for writing, and since when; empty if that is not known."""

    who: str = ""
    since: str = ""
    machine: str = ""
    process: int = 0

    def words(self) -> str:
        """Say who writes, so that the register is open for reading only."""
        if not self.who:
            return tr("Another program is writing to it, so it is open for reading only.")
        return tr(
            "{who} has had it open for editing since {since}, so it is read-only.",
            who=self.who,
            since=show_moment(local(datetime.fromisoformat(self.since))),
        )


class WriterLock:
    """The right to write one register, held until released or until the process ends."""

    def __init__(self, register: Path) -> None:
        """Prepare the lock of a register; nothing is touched yet."""
        self._register = register
        self._held = ExitStack()
        self._names: list[Path] = []

    def take(self, who: str, now: datetime) -> Holder | None:
        """Take the lock and return None, or return who holds it.

        Names are written and read within a second, short lock. So a name is never read before it is
        written, and never that of one who held the lock before.
        """
        holder = Holder(who, now.isoformat(timespec="seconds"), socket.gethostname(), os.getpid())
        places = self._places()
        with ExitStack() as gates, ExitStack() as taken:
            try:
                for place in places:
                    gates.enter_context(_lock(place.with_suffix(".gate"), _MOMENT))
            except Timeout:
                return Holder()
            for place in places:
                try:
                    taken.enter_context(_lock(place, 0))
                except Timeout:
                    return _name_in(place)
            for place in places:
                place.write_text(json.dumps(asdict(holder)), encoding="utf-8")
            self._held, self._names = taken.pop_all(), places
        return None

    def release(self) -> None:
        """Give the lock back."""
        for name in self._names:
            with suppress(OSError):  # nobody takes it for who writes next
                name.write_text("", encoding="utf-8")
        self._names = []
        self._held.close()

    def _places(self) -> list[Path]:
        beside = self._register.with_name(f".{self._register.name}.lock")
        folder = Path(platformdirs.user_state_dir("delvia", appauthor=False)) / "locks"
        try:
            found = self._register.stat()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return [beside]  # it is not made yet, or nothing can be written there
        if not os.access(folder, os.W_OK):
            return [beside]
        return [folder / f"{found.st_dev:x}-{found.st_ino:x}.lock", beside]


def _lock(path: Path, seconds: float) -> BaseFileLock:
    return FileLock(path, timeout=seconds, poll_interval=0.01, mode=OWNER_ONLY, thread_local=False)


def _name_in(lock: Path) -> Holder:
    try:
        holder = Holder(**json.loads(lock.read_text(encoding="utf-8")))
        datetime.fromisoformat(holder.since)
    except (OSError, ValueError, TypeError):
        return Holder()
    return holder
