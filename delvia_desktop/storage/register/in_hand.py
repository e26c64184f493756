"""What is in hand: the register as it was opened and changed here, kept apart from its file.

Another program can write over an open file. Then the pages that SQLite holds are of one register
and the file is of another. So the journal is kept in memory as well, act by act; from it the whole
register comes back, to be read and saved.
"""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.storage.file.connections import connect_memory, uri_of
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.replay import rebuild_state

_MOST = 256 * 1024 * 1024
"""Bytes of a register that is kept in memory; of a larger one only the backups remain."""


_JOURNAL = ("revisions", "changes", "contents")
"""The tables to which all others add up."""


class InHand:
    """The register as this program knows it; `follow` it after each act."""

    def __init__(self, path: Path) -> None:
        """Take over the journal of a register that was just checked."""
        copy = self._copy = connect_memory()
        copy.execute("ATTACH ? AS file", (uri_of(path, "ro"),))
        made = "SELECT sql FROM file.sqlite_master WHERE type = ? AND sql IS NOT NULL"
        tables, self._indices, self._guards = (
            [sql for (sql,) in copy.execute(made, (of,))] for of in ("table", "index", "trigger")
        )
        for sql in tables:
            copy.execute(sql)
        for fact in ("application_id", "user_version"):
            (value,) = copy.execute(f"PRAGMA file.{fact}").fetchone()
            copy.execute(f"PRAGMA main.{fact} = {value}")
        for table in _JOURNAL:
            copy.execute(f"INSERT INTO main.{table} SELECT * FROM file.{table}")
        copy.execute("DETACH file")
        self._known = journal.head(copy).number

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
        for sql in self._indices:  # the replay needs them
            copy.execute(sql)
        rebuild_state(copy)
        for sql in self._guards:
            copy.execute(sql)
        copy.execute("COMMIT")
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA query_only = ON")
        return copy

    def close(self) -> None:
        """Forget it."""
        self._copy.close()


def kept_in_hand(path: Path) -> InHand | None:
    """Return what is in hand of a register, in memory, or None if it is too large."""
    return InHand(path) if path.stat().st_size <= _MOST else None


def _insert(copy: Connection, table: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join("?" for _ in rows[0])
        copy.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
