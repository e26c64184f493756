"""What is in hand: the register as it was opened and changed here, kept apart from its file.

Another program can write over an open file. Then the pages that SQLite holds are of one register
and the file is of another. So the journal is kept in memory as well, act by act; from it the whole
register comes back, to be read and saved.
"""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.storage.file.connections import connect_memory
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.replay import rebuild_state

_MOST = 256 * 1024 * 1024
"""Bytes of a register that is kept in memory; of a larger one only the backups remain."""


class InHand:
    """The register as this program knows it; `follow` it after each act."""

    def __init__(self, source: Connection) -> None:
        """Take over a register that was just checked."""
        self._copy = connect_memory()
        source.backup(self._copy)
        rows = self._copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        self._guards = rows.fetchall()
        for name, _ in self._guards:
            self._copy.execute(f'DROP TRIGGER "{name}"')
        self._known = journal.head(self._copy).number

    def follow(self, source: Connection) -> None:
        """Take over what was recorded since."""
        since = {"since": self._known}
        copy = self._copy
        copy.execute("BEGIN")
        for table, column in (("revisions", "number"), ("changes", "revision")):
            rows = source.execute(f"SELECT * FROM {table} WHERE {column} > :since", since)
            _insert(copy, table, rows.fetchall())
        held = {sha256 for (sha256,) in copy.execute("SELECT sha256 FROM contents")}
        for (sha256,) in source.execute("SELECT sha256 FROM contents").fetchall():
            if sha256 not in held:
                chosen = "SELECT * FROM contents WHERE sha256 = ?"
                _insert(copy, "contents", source.execute(chosen, (sha256,)).fetchall())
        copy.execute("COMMIT")
        self._known = journal.head(copy).number

    def whole(self) -> Connection:
        """Return the register in memory, for reading only; it is not followed any more."""
        copy = self._copy
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("BEGIN")
        rebuild_state(copy)
        for _, sql in self._guards:
            copy.execute(sql)
        copy.execute("COMMIT")
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA query_only = ON")
        return copy

    def close(self) -> None:
        """Forget it."""
        self._copy.close()


def kept_in_hand(source: Connection, path: Path) -> InHand | None:
    """Return what is in hand of a register, in memory, or None if it is too large."""
    return InHand(source) if path.stat().st_size <= _MOST else None


def _insert(copy: Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" for _ in rows[0])
        copy.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
