"""What SQLite and the disk can do to us, in sentences for the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from delvia_desktop.domain.words.errors import (
    DamagedRegister,
    DiskTrouble,
    LockedRegister,
    NotARegister,
    ReadOnlyRegister,
    RegisterError,
)
from delvia_desktop.i18n import tr

BUSY_MILLISECONDS = 5000
"""How long to wait while another program reads or writes between two of our commits."""


@contextmanager
def told() -> Iterator[None]:
    """Turn an error of SQLite or the disk into one with a sentence; others pass."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error) from error
    except OSError as error:
        raise _disk_sentence(error) from error


@contextmanager
def told_of_file() -> Iterator[None]:
    """As `told`, for a file not known yet: an error in reading it says that it is damaged."""
    try:
        with told():
            yield
    except (sqlite3.Error, UnicodeError) as error:
        raise DamagedRegister(
            tr("The register is damaged and cannot be read completely. Open a backup.")
        ) from error


def cause(error: BaseException) -> str:
    """Return a sentence on what failed in a write, not on what became of the register."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, OSError):
        return f"{error.strerror or error}."
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return tr("The disk is full.")
    if isinstance(error, sqlite3.Error):
        return tr("The disk could not be read or written to.")
    return str(error)


def sentence_of(error: BaseException) -> str:
    """Return the sentence for an error that SQLite raised; empty for any other.

    SQLite finds no table in a file that was emptied meanwhile; our own SQL names none that a sound
    register lacks.
    """
    if isinstance(error, sqlite3.Error):
        known = _sentence(error)
        if known is not error:
            return str(known)
        if type(error) in {sqlite3.OperationalError, sqlite3.DatabaseError}:
            return tr("The register is damaged and cannot be read completely. Open a backup.")
    return ""


def _sentence(error: sqlite3.Error) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    for start, kind, text in _sentences():
        if name.startswith(start):
            return kind(text)
    return error


def _sentences() -> tuple[tuple[str, type[RegisterError], str], ...]:
    return (
        (
            "SQLITE_FULL",
            DiskTrouble,
            tr("The disk is full. Nothing was changed. Free up space and try again."),
        ),
        (
            "SQLITE_IOERR",
            DiskTrouble,
            tr("The disk could not be read or written to. Nothing was changed. Try again."),
        ),
        (
            "SQLITE_BUSY",
            LockedRegister,
            tr("Another program is using the register. Nothing was changed. Try again."),
        ),
        (
            "SQLITE_READONLY",
            ReadOnlyRegister,
            tr("The register is read-only here. Nothing was changed."),
        ),
        ("SQLITE_CANTOPEN", RegisterError, tr("The file cannot be opened.")),
        (
            "SQLITE_NOTADB",
            NotARegister,
            tr("This file is not a Delvia register. It was not changed."),
        ),
        (
            "SQLITE_CORRUPT",
            DamagedRegister,
            tr("The register is damaged and cannot be read completely. Open a backup."),
        ),
    )


def _disk_sentence(error: OSError) -> RegisterError:
    return DiskTrouble(
        tr("The file could not be written: {reason}. Nothing was lost.", reason=error.strerror)
    )
