"""Time travel: the register as it was known at a revision, rebuilt in memory from the journal."""

from __future__ import annotations

from sqlite3 import Connection

from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.storage.file.connections import connect_memory
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.tables.layout import layout_of, table_name
from delvia_desktop.storage.tables.projection import state_query


def copy_to_memory(source: Connection) -> Connection:
    """Return a copy of the register in memory, as for a replay, without half changes."""
    target = connect_memory()
    source.backup(target)
    target.execute("PRAGMA query_only = ON")
    return target


def replay(source: Connection, upto: int) -> Connection:
    """Return a register in memory, replayed from the journal up to a revision."""
    target = connect_memory()
    source.backup(target)
    target.execute("PRAGMA foreign_keys = OFF")
    target.execute("BEGIN")
    for name in _names(target, "trigger"):
        target.execute(f'DROP TRIGGER "{name}"')
    target.execute("DELETE FROM changes WHERE revision > ?", (upto,))
    target.execute("DELETE FROM revisions WHERE number > ?", (upto,))
    fill_state(target, upto)
    target.execute("COMMIT")
    target.execute("PRAGMA query_only = ON")
    return target


def fill_state(connection: Connection, upto: int) -> None:
    """Write a revision's replayed state into tables without guards.

    The indices are made afterwards: sorting once is quicker than placing every row.
    """
    tables = {table_name(kind) for kind in KINDS}
    indices = connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    kept = [(name, sql) for name, table, sql in indices if table in tables]
    for name, _ in kept:
        connection.execute(f'DROP INDEX "{name}"')
    for kind in reversed(KINDS):
        connection.execute(f"DELETE FROM {table_name(kind)}")
    for kind in KINDS:
        layout = layout_of(kind)
        into = f"INSERT INTO {layout.table} ({layout.listed})"
        connection.execute(f"{into} {state_query(kind)}", {"upto": upto})
    for _, sql in kept:
        connection.execute(sql)


def empty_in_memory() -> Connection:
    """Return an empty register in memory, without guards, to replay lines into."""
    from delvia_desktop.storage.tables.schema import create_statements  # noqa: PLC0415 - loads SQLAlchemy

    target = connect_memory()
    for statement in create_statements(guarded=False):
        target.execute(statement)
    return target


def rebuild_state(connection: Connection) -> None:
    """Replay the whole journal into the tables of a register."""
    fill_state(connection, journal.head(connection).number)


def _names(connection: Connection, kind: str) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall()
    return [name for (name,) in rows]
