"""The columns for finding, made anew from the journal after the way of folding has changed.

What is stored in them is compared with the journal at each opening, so a register that an older
program folded in its way would be taken for one that was altered.
"""

from __future__ import annotations

from sqlite3 import Connection

from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.tables.layout import FOR_FINDING, layout_of, table_name
from delvia_desktop.storage.tables.projection import state_query


def refold(connection: Connection) -> None:
    """Fold every record's columns for finding anew; the tables must be this program's.

    The guards of the tables are lifted meanwhile, so it belongs into a transaction.
    """
    tables = {table_name(kind) for kind in KINDS}
    found = connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    guards = [(name, sql) for name, table, sql in found.fetchall() if table in tables]
    for name, _ in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    upto = journal.head(connection).number
    columns = [column.name for column in FOR_FINDING]
    written = ", ".join(f"{name} = state.{name}" for name in columns)
    differs = " OR ".join(f"stored.{name} <> state.{name}" for name in columns)
    for kind in KINDS:
        connection.execute(
            f"UPDATE {layout_of(kind).table} AS stored SET {written} "
            f"FROM ({state_query(kind)}) AS state WHERE state.id = stored.id AND ({differs})",
            {"upto": upto},
        )
    for _, sql in guards:
        connection.execute(sql)
