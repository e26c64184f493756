"""An edit: the one transaction in which records change, with its journal entry."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from sqlite3 import Connection
from typing import Any, TypeVar, cast

from delvia_desktop.domain.records.codec import canonical, decode, encode
from delvia_desktop.domain.records.kinds import Kind, Record, kind_named, kind_of
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Conflict
from delvia_desktop.domain.words.moments import zone_of
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.journal import Act, Change, JournalHead, Revision
from delvia_desktop.storage.journal.obstacles import obstacle
from delvia_desktop.storage.journal.outside import reading_afresh
from delvia_desktop.storage.tables.records import (
    Records,
    delete_record,
    insert_record,
    update_record,
)
from delvia_desktop.storage.tables.stray_evidence import is_stray
from delvia_desktop.storage.tables.upcasts import upcast

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Author:
    """Who acts, when in their own zone, why, and for which texts: they are said to be no secret."""

    who: str
    now: datetime
    reason: str = ""
    vouched: frozenset[str] = frozenset()


@dataclass
class Edit:
    """What a use case may read and change; nothing of it remains if the use case fails."""

    connection: Connection
    author: Author
    last: JournalHead
    title: str = ""
    act: Act = "do"
    reverts: int | None = None
    _touched: dict[tuple[str, int], str | None] = field(default_factory=dict)
    _highest: dict[str, int] = field(default_factory=dict)
    _free: dict[str, int] = field(default_factory=dict)
    """The first key of each kind that no record had before this edit."""
    _harmless: set[str] = field(default_factory=set)
    """Texts that were looked at: an act on many records has the same ones again and again."""

    @property
    def today(self) -> date:
        """The day on which the person acts."""
        return self.author.now.date()

    @property
    def now(self) -> datetime:
        """The moment at which the person acts."""
        return self.author.now

    @property
    def records(self) -> Records:
        """The records as they stand in this edit."""
        return Records(self.connection)

    def neighbours(self, cls: type[R], **_same: str) -> tuple[R, ...]:
        """Return the records of a class that a draft must be told apart from.

        Those have the same text as the draft in a field, or a name that is nearly the same.
        """
        return self.records.select(cls)

    def reading(self) -> Reading:
        """Start to read a draft on the day of the edit."""
        return Reading(self.today, self._is_vouched, harmless=self._harmless)

    def name(self, title: str) -> None:
        """Say what the act is, as undo and history will show it."""
        self.title = title

    def keep(self) -> None:
        """Say that the act has left the register, so that undo passes it by."""
        self.act = "keep"

    def add(self, record: R) -> R:
        """Store a new record and return it with its key."""
        self._refuse_secrets(record, None)
        kind = kind_of(record)
        key = self._next_key(kind)
        stored = cast("R", replace(cast("Any", record), id=key))
        insert_record(self.connection, kind, stored)
        self._note(kind, key, stored)
        return stored

    def next_key(self, record: type[Record]) -> int:
        """Return the key that the next new record of a class will get."""
        return self._next_key(kind_of(record))

    def put(self, before: R, after: R) -> R:
        """Replace a record; raises Conflict if `before` is no longer what is stored."""
        self._expect(before)
        if after == before:
            return after
        self._refuse_secrets(after, before)
        kind = kind_of(after)
        update_record(self.connection, kind, after)
        self._note(kind, after.id, after)
        return after

    def remove(self, before: Record) -> None:
        """Delete a record; its history stays. Raises Conflict if it is not what is stored."""
        self._expect(before)
        kind = kind_of(before)
        delete_record(self.connection, kind, before.id)
        self._note(kind, before.id, None)

    def trust(self, planned: Edit) -> None:
        """Look no more at texts that another edit has looked at."""
        self._harmless |= planned._harmless

    def looked_at(self, text: str) -> None:
        """Look no more at a text whose parts were looked at one by one."""
        self._harmless.add(text)

    def keep_content(self, content: bytes) -> str:
        """Keep the bytes of a file in the register and return their SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        self.connection.execute(
            "INSERT OR IGNORE INTO contents (sha256, bytes) VALUES (?, ?)", (digest, content)
        )
        return digest

    def changes(self) -> list[Change]:
        """Return what changed so far, each record once, in the order of the first touch."""
        made = []
        for (name, record), after in self._touched.items():
            if after is None and not self._existed(name, record):
                continue
            made.append(Change(name, record, _kind(name).shape, after))
        return made

    def touched(self) -> frozenset[tuple[str, int]]:
        """Return the kind and number of every record that was changed."""
        return frozenset(self._touched)

    def put_back(self, number: int) -> None:
        """Put the changes of a revision back in reverse order.

        Raises Conflict if one of its records was changed since.
        """
        changes = journal.changes_of(self.connection, number)
        for place, change in enumerate(reversed(changes)):
            progress(place, len(changes))
            kind = _kind(change.kind)
            earlier = journal.change_before(self.connection, change.kind, change.record, number)
            now = self.records.find(kind.record, id=change.record)
            expected = _record(kind, change)
            if now != expected:
                raise Conflict(
                    tr(
                        "“{name}” has been changed since. Undo the later change first.",
                        name=getattr(now or expected, "name", "") or kind.label(),
                    )
                )
            try:
                self._restore(kind, change.record, now, _record(kind, earlier))
            except sqlite3.IntegrityError as error:
                document = obstacle(self.connection, number)
                text = (
                    document.sentence
                    if document
                    else tr(
                        "Other records depend on “{name}” as it is now. Undo the later changes "
                        "first.",
                        name=getattr(now or expected, "name", "") or kind.label(),
                    )
                )
                raise Conflict(text) from error

    def _refuse_secrets(self, record: Record, before: Record | None) -> None:
        """Raise Invalid for a secret in a field that its use case took as it came."""
        known = set() if before is None else set(_texts(encode(before)))
        looked = [
            (name, text)
            for name, text in _texts(encode(record))
            if text and text not in self._harmless and (name, text) not in known
        ]
        if not looked:
            return
        reading = self.reading()
        for name, text in looked:
            reading.secret(name, text, text)
        reading.done()
        self._harmless.update(text for _, text in looked)

    def _is_vouched(self, text: str) -> bool:
        return text in self.author.vouched or journal.holds_text(self.connection, text)

    def _restore(self, kind: Kind, key: int, now: Any, then: Any) -> None:  # noqa: ANN401 - records of one kind
        if then is None:
            delete_record(self.connection, kind, key)
        elif now is None:
            insert_record(self.connection, kind, then)
        else:
            update_record(self.connection, kind, then)
        self._note(kind, key, then)

    def _expect(self, before: Record) -> None:
        stored = self.records.find(type(before), id=before.id)
        if stored != before:
            raise Conflict(
                tr(
                    "This was changed in the meantime. Check the current version and make your "
                    "change again."
                )
            )

    def _note(self, kind: Kind, key: int, after: Any) -> None:  # noqa: ANN401 - a record or None
        text = None if after is None else canonical(encode(after))
        self._touched[kind.name, key] = text
        self._highest[kind.name] = max(key, self._highest.get(kind.name, 0))

    def _existed(self, name: str, record: int) -> bool:
        before = journal.change_before(self.connection, name, record, self.last.number + 1)
        return before is not None and before.after is not None

    def _next_key(self, kind: Kind) -> int:
        if kind.name not in self._free:
            self._free[kind.name] = journal.next_key(self.connection, kind.name)
        return max(self._highest.get(kind.name, 0) + 1, self._free[kind.name])


@contextmanager
def editing(connection: Connection, expect: Callable[[], None], author: Author) -> Iterator[Edit]:
    """Open an edit, the one transaction: all inside is one revision, or nothing at all.

    `expect` raises ChangedOutside, within the transaction, if the file is not as it was left.
    """
    connection.execute("PRAGMA query_only = OFF")
    try:
        try:
            with reading_afresh(connection, "IMMEDIATE"):
                expect()
                last = journal.head(connection)
            yield from _one_revision(connection, last, author)
            connection.execute("COMMIT")
        except BaseException:
            # A full disk ends the transaction by itself; only an open one can be rolled back.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    finally:
        connection.execute("PRAGMA query_only = ON")


def _one_revision(connection: Connection, last: JournalHead, author: Author) -> Iterator[Edit]:
    opened = Revision(
        number=last.number + 1,
        at=author.now.astimezone(UTC).isoformat(timespec="microseconds"),
        zone=zone_of(author.now),
        who=author.who,
        title="",
        reason=author.reason,
        act="do",
        reverts=None,
        undo_top=None,
        redo_top=None,
        digest="",
    )
    journal.begin(connection, opened)
    edit = Edit(connection, author, last)
    yield edit
    made = edit.changes()
    if not made:
        raise NothingChanged
    if is_stray(connection, edit.touched()):
        raise Conflict(
            tr(
                "Evidence or notes are attached to a record that this would delete. Delete or "
                "undo those first."
            )
        )
    undo_top, redo_top = journal.stacks(connection, last, edit.act, edit.reverts)
    closed = replace(
        opened,
        title=edit.title,
        act=edit.act,
        reverts=edit.reverts,
        undo_top=undo_top,
        redo_top=redo_top,
    )
    journal.append(connection, closed.number, made)
    journal.close(connection, closed, last.digest, made)


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a JSON value
    """Yield every text of a record as JSON, with the field that it is in."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, name or key)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, name)


class NothingChanged(Exception):
    """The act left everything as it was, so it makes no revision."""


def _kind(name: str) -> Kind:
    kind = kind_named(name)
    if kind is None:
        raise LookupError(name)
    return kind


def _record(kind: Kind, change: Change | None) -> Any:  # noqa: ANN401 - a record of the kind or None
    if change is None or change.after is None:
        return None
    if change.shape != kind.shape:
        return decode(kind.record, json.loads(upcast(kind.name, change.shape, change.after)))
    return decode(kind.record, json.loads(change.after))
