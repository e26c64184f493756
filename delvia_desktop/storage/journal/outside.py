"""What other programs do to an open file, as it is noticed before each act."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.domain.words.errors import ChangedOutside
from delvia_desktop.i18n import tr
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.integrity import check
from delvia_desktop.storage.journal.journal import JournalHead

_OTHERS_FAULT = ("SQLITE_BUSY", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR")
"""What says nothing of the content of the file."""


@dataclass(frozen=True)
class Trace:
    """What the file is to the operating system, and when it was written last."""

    device: int
    inode: int
    size: int
    written: int


class FileWatch:
    """Knows how this program left a file, and so whether another one touched it."""

    def __init__(self, path: Path) -> None:
        """Take the file as it is now."""
        self._path = path
        self._trace = trace_of(path)

    def left(self) -> None:
        """Take the file as it is after an act of this program."""
        self._trace = trace_of(self._path)

    def is_touched(self) -> bool:
        """Tell whether anything may have happened to the file; it costs one look at its entry."""
        return trace_of(self._path) != self._trace

    def is_same_file(self) -> bool:
        """Tell whether the path still leads to the file."""
        now, then = trace_of(self._path), self._trace
        if now is None or then is None:
            return False
        return (now.device, now.inode) == (then.device, then.inode)

    def expect(self, connection: Connection, known: JournalHead) -> None:
        """Raise ChangedOutside unless the file holds what this program left in it.

        To be asked within a transaction whose pages are read afresh: the counter by which SQLite
        notices another writer is the same in a copy that went its own way for as many acts.
        """
        if not self.is_same_file():
            text = tr("The register was moved, replaced or removed while it was open.")
            raise ChangedOutside(text)
        if journal.head(connection) == known:
            if not self.is_touched():
                return
            if not check(connection):  # it was touched and holds the same
                self.left()
                return
        raise ChangedOutside(_written_over())

    def expect_in_transaction(self, connection: Connection, known: JournalHead) -> None:
        """Do the same where nothing is to be written."""
        with reading_afresh(connection, "DEFERRED"):
            try:
                self.expect(connection, known)
            finally:
                connection.execute("ROLLBACK")


@contextmanager
def reading_afresh(connection: Connection, how: str) -> Iterator[None]:
    """Begin a transaction that sees what outside programs did to the file.

    Raises ChangedOutside for a file that was sound and is no register any more.
    """
    try:
        connection.execute("PRAGMA shrink_memory")
        connection.execute(f"BEGIN {how}")
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(_OTHERS_FAULT) and name != "SQLITE_IOERR_SHORT_READ":
            raise
        raise ChangedOutside(_written_over()) from error


def trace_of(path: Path) -> Trace | None:
    """Return what the file is now, to notice outside changes; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Trace(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _written_over() -> str:
    return tr("Another program overwrote the register while it was open.")
