"""Connections to a register: the only place where one is made.

They are the driver's own. SQLAlchemy describes the tables and writes their SQL (`schema`), which is
asked for when a register is made or brought up to date: loading it costs more time than an empty
window, and a row through it several times what it costs here.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from delvia_desktop.domain.words.text import folded, in_order, searchable
from delvia_desktop.storage.file.error_sentences import BUSY_MILLISECONDS
from delvia_desktop.storage.file.files import flush_folder
from delvia_desktop.storage.tables.upcasts import upcast

SQLITE = sqlite3.sqlite_version
"""The version of the library that keeps the registers."""


def connect(path: Path, *, writable: bool, create: bool = False) -> sqlite3.Connection:
    """Open a connection to a register's file; raises the driver's errors (`told` words them).

    The driver's own transactions are off: with them on, a failed change of the schema leaves parts
    behind. Whoever writes says BEGIN IMMEDIATE; between two edits nothing can be written.
    """
    mode = "rwc" if create else "rw" if writable else "ro"
    connection = _connect(uri_of(path, mode))
    try:
        if writable:
            connection.execute("PRAGMA journal_mode = DELETE")
            # EXTRA flushes the folder too. Where that fails, SQLite says of an act that it failed
            # although it stands.
            safest = "EXTRA" if flush_folder(path.parent) else "FULL"
            connection.execute(f"PRAGMA synchronous = {safest}")
        if not create:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()  # else what SQLite keeps beside a damaged file stays there
        raise
    return connection


def uri_of(path: Path, mode: str) -> str:
    """Return the address of a file for SQLite, to be opened to read (`ro`) or in another mode."""
    return f"file:{quote(os.fsencode(path))}?mode={mode}"


def connect_memory() -> sqlite3.Connection:
    """Open a connection to an empty database in memory."""
    return _connect("file::memory:")


def _reads_as(frozen: str, asset_type: str, place: str, value: str, flags: int) -> bool:
    from delvia_desktop.storage.file.frozen_words import reads_as  # noqa: PLC0415 - few lists ask

    return reads_as(frozen, asset_type, place, value, flags)


def _paper_code(sha256: str, content: bytes | None) -> str:
    from delvia_desktop.storage.file.paper_codes import paper_code  # noqa: PLC0415 - rarely asked

    return paper_code(sha256, content)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        timeout=BUSY_MILLISECONDS / 1000,
        check_same_thread=False,
        cached_statements=512,
    )
    connection.create_function("searchable", 1, searchable, deterministic=True)
    connection.create_function(
        "in_order", 1, lambda text: in_order(folded(text)), deterministic=True
    )
    connection.create_function("upcast", 3, upcast, deterministic=True)
    connection.create_function("reads_as", 5, _reads_as)
    connection.create_function("paper_code", 2, _paper_code, deterministic=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
