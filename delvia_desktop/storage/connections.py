"""Connections to a register: the only place where an engine is made."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from delvia_desktop.domain.text import folded
from delvia_desktop.storage.failures import BUSY_MILLISECONDS
from delvia_desktop.storage.upcasts import upcast


def connect(path: Path, *, writable: bool, create: bool = False) -> Connection:
    """Open the file; raises the driver's errors, which `failures.told` puts into words.

    The driver's own transactions are off: with them on, a failed change of the schema leaves parts
    behind. Whoever writes says BEGIN IMMEDIATE; between two edits nothing can be written.
    """
    mode = "rwc" if create else "rw" if writable else "ro"
    driver = _driver(f"file:{quote(str(path))}?mode={mode}")
    if writable:
        driver.execute("PRAGMA journal_mode = DELETE")
        driver.execute("PRAGMA synchronous = EXTRA")
    if not create:
        driver.execute("PRAGMA query_only = ON")
    return _connection(driver)


def connect_memory() -> Connection:
    """Open an empty database in memory."""
    return _connection(_driver("file::memory:"))


def raw(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection, for its backup call and for reading many rows."""
    driver: Any = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(driver)
    return driver


def _driver(uri: str) -> sqlite3.Connection:
    driver = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        timeout=BUSY_MILLISECONDS / 1000,
        check_same_thread=False,
        cached_statements=512,
    )
    driver.create_function("folded", 1, folded, deterministic=True)
    driver.create_function("upcast", 3, upcast, deterministic=True)
    driver.execute("PRAGMA trusted_schema = OFF")
    driver.execute("PRAGMA foreign_keys = ON")
    return driver


def _connection(driver: sqlite3.Connection) -> Connection:
    engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")
