"""One register file, open: its one writer, its head, and the door's inner side."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from sqlite3 import Connection

from delvia_desktop.domain.records.kinds import KINDS
from delvia_desktop.domain.words.errors import (
    BackupFailed,
    ChangedOutside,
    DelviaError,
    ReadOnlyRegister,
    RegisterError,
)
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.connections import connect
from delvia_desktop.storage.file.error_sentences import cause, told
from delvia_desktop.storage.file.lock import WriterLock
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.edit import Author, Edit, editing
from delvia_desktop.storage.journal.integrity import Damage, check
from delvia_desktop.storage.journal.outside import FileWatch
from delvia_desktop.storage.journal.replay import copy_to_memory, replay
from delvia_desktop.storage.register import backups, opening
from delvia_desktop.storage.register.backups import Backup
from delvia_desktop.storage.register.exports import export_lines
from delvia_desktop.storage.register.in_hand import kept_in_hand
from delvia_desktop.storage.tables.layout import table_name
from delvia_desktop.storage.tables.records import Records


class Store:
    """An open register. `read_only` says why it cannot be written, or is empty."""

    def __init__(
        self,
        connection: Connection,
        path: Path | None,
        lock: WriterLock | None,
        read_only: str,
        backup: Backup | None = None,
    ) -> None:
        """Take over an open connection; the functions of this module make it."""
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.backup = backup
        """What is open, if it is a backup."""
        self.is_let_go = False
        """Whether the file was changed outside, so that only what is in hand is shown."""
        self.is_written_beside = False
        """Whether a long act is on its way on a connection of its own."""
        self.head = journal.head(connection)
        self._lock = lock
        self._watch = FileWatch(path) if path else None
        self._in_hand = kept_in_hand(path) if path and lock else None
        self._backed_up: journal.JournalHead | None = self.head
        self._is_closed = False

    @property
    def records(self) -> Records:
        """The records as they stand."""
        return Records(self.connection)

    @contextmanager
    def edit(self, author: Author) -> Iterator[Edit]:
        """Open the one door; raises a RegisterError if nothing can be written."""
        self._expect_writable()
        try:
            with told(), self._editing(self.connection, author) as edit:
                yield edit
            self.head = journal.head(self.connection)
        except ChangedOutside as error:
            raise ChangedOutside(self._let_go(str(error), author.now)) from error

    def begin_beside(self) -> None:
        """Keep the door for one `edit_beside`; raises a RegisterError if nothing can be written."""
        self._expect_writable()
        self.is_written_beside = True

    @contextmanager
    def edit_beside(self, author: Author) -> Iterator[Edit]:
        """Open the door in any thread, on a connection of its own; the register is read meanwhile.

        Raises a RegisterError if it cannot be written.
        """
        assert self.path is not None  # noqa: S101 - else the door was not kept
        with told(), closing(connect(self.path, writable=True)) as own:
            # Only the end of the edit writes into the file, so that the window can read till then.
            own.execute("PRAGMA cache_spill = OFF")
            with self._editing(own, author) as edit:
                yield edit

    def end_beside(self) -> None:
        """Go on from what `edit_beside` left."""
        self.is_written_beside = False
        self.head = journal.head(self.connection)

    @contextmanager
    def _editing(self, connection: Connection, author: Author) -> Iterator[Edit]:
        assert self._watch is not None  # noqa: S101 - nothing without a file is written
        expect = partial(self._watch.expect, connection, self.head)
        with editing(connection, expect, author) as edit:
            yield edit
        self._watch.left()
        if self._in_hand is not None:
            self._in_hand.follow(connection)

    def _expect_writable(self) -> None:
        if self.read_only or self._watch is None:
            raise ReadOnlyRegister(self.read_only)
        if self.is_written_beside:
            raise RegisterError(tr("A long change is being recorded. Try again in a moment."))

    def refresh(self, now: datetime) -> bool:
        """Take notice of what another program did; return whether there was anything."""
        if self._lock is not None or self.is_let_go:
            return self._look_after_file(now)
        with told():
            if self._watch is not None and not self._watch.is_same_file():
                self.read_only = tr("The file was moved, replaced or removed. Open it again.")
                self.is_let_go, self._backed_up = True, self.head  # a reader makes no backup
                return True
            self.connection.execute("PRAGMA shrink_memory")
            head = journal.head(self.connection)
        changed = head != self.head
        self.head = head
        return changed

    def counts(self) -> dict[str, int]:
        """Return how many records of each kind there are."""
        sql = "SELECT count(*) FROM {}"
        return {
            kind.name: int(self.connection.execute(sql.format(table_name(kind))).fetchone()[0])
            for kind in KINDS
        }

    def check(self) -> list[Damage]:
        """Return everything that is wrong with the file."""
        return check(self.connection)

    def trouble(self) -> str:
        """Say what is wrong with the file by now and which backup is there, or return nothing."""
        if self.path is None or self.is_let_go:
            return self.read_only if self.is_let_go else ""
        if self._watch is not None and not self._watch.is_same_file():
            return tr("The register was moved, replaced or removed while it was open.")
        try:
            with closing(connect(self.path, writable=False)) as fresh:
                findings = check(fresh)
                if not findings and journal.head(fresh, self.head.number) != self.head:
                    findings = [Damage("", tr("Its last changes are missing."))]
        except (sqlite3.Error, OSError):
            findings = [Damage("", tr("It can no longer be read."))]
        return opening.damage_text(findings, self.path) if findings else ""

    def content(self, sha256: str) -> bytes:
        """Return the bytes of a kept file."""
        row = self.connection.execute(
            "SELECT bytes FROM contents WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if row is None:
            raise RegisterError(tr("The file is not in the register."))
        return bytes(row[0])

    def holds_text(self, text: str) -> bool:
        """Tell whether a text is recorded already, whole and in some field, now or in the past."""
        return journal.holds_text(self.connection, text)

    def known_at(self, moment: datetime) -> journal.KnownAt:
        """Return the last revision at or before a moment, 0 if there was none."""
        stamp = moment.astimezone(UTC).isoformat(timespec="microseconds")
        return journal.revision_known_at(self.connection, stamp)

    def as_of(self, revision: int) -> Store:
        """Return the register as it was known after a revision, in memory and for reading only."""
        text = tr("You are viewing a past state. It cannot be changed.")
        return Store(replay(self.connection, revision), None, None, text)

    def copy(self) -> Store:
        """Return the same register in memory and for reading only, for work in the background."""
        return Store(copy_to_memory(self.connection), None, None, _copy_words())

    def reader(self) -> Store:
        """Return the same register for reading in another thread, at no cost of time or memory.

        What is recorded meanwhile shows there: `refresh` tells so, and what was read is of both.
        """
        if self.path is None or self._lock is None:
            return self.copy()  # what is only read may be of an older schema, brought up in memory
        with told():
            return Store(connect(self.path, writable=False), None, None, _copy_words())

    def back_up(self, now: datetime) -> Path | None:
        """Make a verified backup beside the register; raises BackupFailed."""
        if self.path is None or (self.read_only and not self.is_let_go):
            return None
        try:
            made = backups.back_up(self.connection, self.path, now)
        except (DelviaError, OSError, sqlite3.Error) as error:
            raise BackupFailed(self._without_backup(cause(error))) from error
        self._backed_up = self.head
        return made

    def back_up_changes(self, now: datetime) -> Path | None:
        """Make a verified backup if anything changed since the last one; raises BackupFailed."""
        if self._is_closed or self.head == self._backed_up:
            return None
        self._look_after_file(now)
        return self.back_up(now)

    def fill_lines(self, scratch: Path) -> None:
        """Write the journal with the kept files into a file, as lines of JSON."""
        with scratch.open("w", encoding="utf-8", newline="\n") as opened:
            opened.writelines(f"{line}\n" for line in export_lines(self.connection))

    def fill_copy(self, scratch: Path) -> None:
        """Write a verified copy of the register into a file."""
        backups.fill_verified(self.connection, scratch)

    def has_grown_from(self, other: Path) -> bool:
        """Tell whether a file is this register as it was earlier; raises for the open file."""
        with suppress(OSError):
            if self.path is not None and other.samefile(self.path):
                raise RegisterError(tr("This is the register itself. Choose another name."))
        return backups.is_earlier_copy(self.connection, other)

    def copy_is_kept(self) -> None:
        """Take notice that what is in no file of its own any more was saved elsewhere."""
        if self.is_let_go:
            self._backed_up = self.head

    def close(self, now: datetime) -> Path | None:
        """Close the file, after a verified backup if anything changed; return the backup.

        Raises BackupFailed, once it is closed.
        """
        try:
            return self.back_up_changes(now)
        finally:
            self.leave()

    def leave(self) -> None:
        """Close the file without a backup."""
        if self._is_closed:
            return
        self._is_closed = True
        self.connection.close()
        if self._in_hand is not None:
            self._in_hand.close()
        if self._lock is not None:
            self._lock.release()

    def _without_backup(self, reason: str) -> str:
        if self.is_let_go:
            return tr(
                "The register on this screen is no longer in any file, and no backup could be "
                "made: {reason}",
                reason=reason,
            )
        return tr(
            "Everything you recorded is saved, but no backup could be made in “{folder}”: {reason}",
            folder=backups.backup_folder(self.path).name if self.path else "",
            reason=reason,
        )

    def _look_after_file(self, now: datetime) -> bool:
        """Let the file go if it is not as it was left; return whether that happened just now."""
        if self._lock is None or self._watch is None or self.is_written_beside:
            return False
        if not self._watch.is_touched():
            return False
        try:
            with told():
                self._watch.expect_in_transaction(self.connection, self.head)
        except ChangedOutside as error:
            self._let_go(str(error), now)
            return True
        return False

    def _let_go(self, why: str, now: datetime) -> str:
        """Leave the file as it is and go on, for reading only, with what is in hand."""
        lines = [why, tr("Nothing more is written to it.")]
        self.is_let_go, self._backed_up = True, self.head
        if self._in_hand is None:
            lines.append(tr("Open it again, or its newest backup."))
        else:
            self.connection.close()
            self.connection, self._in_hand = self._in_hand.whole(), None
            self._backed_up = None
            lines.append(tr("You still see your own version."))
            with suppress(BackupFailed):
                if (made := self.back_up(now)) is not None:
                    lines.append(tr("It is stored with the backups as “{file}”.", file=made.name))
            lines.append(tr("Save a copy of it, or open the file again."))
        self.read_only = " ".join(lines)
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        return self.read_only


def _copy_words() -> str:
    return tr("This copy is read-only.")
