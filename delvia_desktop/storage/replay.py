"""Time travel: the register as it was known at a revision, rebuilt in memory from the journal."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection

from delvia_desktop.domain.kinds import KINDS
from delvia_desktop.storage import journal
from delvia_desktop.storage.connections import connect_memory, raw
from delvia_desktop.storage.projection import state_query
from delvia_desktop.storage.schema import create_statements, table_of


def copy_to_memory(source: Connection) -> Connection:
    """Return the same register in memory, where long work sees no half change."""
    target = connect_memory()
    raw(source).backup(raw(target))
    raw(target).execute("PRAGMA query_only = ON")
    return target


def replay(source: Connection, upto: int) -> Connection:
    """Return an ordinary register in memory with what the journal adds up to after a revision."""
    target = connect_memory()
    driver = raw(target)
    raw(source).backup(driver)
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("BEGIN")
    for name in _names(driver, "trigger"):
        driver.execute(f'DROP TRIGGER "{name}"')
    driver.execute("DELETE FROM changes WHERE revision > ?", (upto,))
    driver.execute("DELETE FROM revisions WHERE number > ?", (upto,))
    fill_state(driver, upto)
    driver.execute("COMMIT")
    driver.execute("PRAGMA query_only = ON")
    return target


def fill_state(driver: sqlite3.Connection, upto: int) -> None:
    """Write the state after a revision into the tables of a register without guards.

    The indices are made afterwards: sorting once is quicker than placing every row.
    """
    tables = {table_of(kind).name for kind in KINDS}
    indices = driver.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    kept = [(name, sql) for name, table, sql in indices if table in tables]
    for name, _ in kept:
        driver.execute(f'DROP INDEX "{name}"')
    for kind in reversed(KINDS):
        driver.execute(f"DELETE FROM {table_of(kind).name}")
    for kind in KINDS:
        table = table_of(kind)
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        driver.execute(f"INSERT INTO {table.name} ({columns}) {state_query(kind)}", {"upto": upto})
    for _, sql in kept:
        driver.execute(sql)


def empty_in_memory() -> Connection:
    """Return an empty register in memory, without guards, to be filled from journal lines."""
    target = connect_memory()
    driver = raw(target)
    for statement in create_statements(guarded=False):
        driver.execute(statement)
    return target


def rebuild_state(connection: Connection) -> None:
    """Write the state that the whole journal adds up to."""
    fill_state(raw(connection), journal.head(connection).number)


def _names(driver: sqlite3.Connection, kind: str) -> list[str]:
    rows = driver.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall()
    return [name for (name,) in rows]
