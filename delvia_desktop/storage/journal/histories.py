"""Reading the journal as history: what each revision changed, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.journal import Change, Revision
from delvia_desktop.storage.tables.upcasts import upcast


@dataclass(frozen=True)
class HistoryStep:
    """One record in one revision: its fields before and after; None where it did not exist."""

    kind: str
    record: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def steps_of(connection: Connection, number: int) -> list[HistoryStep]:
    """Return what a revision changed, read from the journal as history."""
    steps = []
    for change in journal.changes_of(connection, number):
        earlier = journal.change_before(connection, change.kind, change.record, number)
        steps.append(HistoryStep(change.kind, change.record, _fields(earlier), _fields(change)))
    return steps


def acts_between(connection: Connection, first: str, last: str, upto: int) -> list[Revision]:
    """Return the journal's history between two moments (UTC, ISO), the oldest first.

    Those after the revision `upto` are not among them.
    """
    return _revisions(
        connection, "number <= ? AND at >= ? AND at <= ? ORDER BY number", (upto, first, last)
    )


def acts_that_touched(
    connection: Connection, records: Iterable[tuple[str, int]], upto: int
) -> list[Revision]:
    """Return the journal's history of some records (kind and id), the newest first.

    Those after the revision `upto` are not among them.
    """
    touched = (
        "SELECT c.revision FROM json_each(?) j CROSS JOIN changes c ON c.kind = "
        "json_extract(j.value, '$[0]') AND c.record = json_extract(j.value, '$[1]')"
    )
    names = json.dumps([list(record) for record in records])
    return _revisions(
        connection, f"number <= ? AND number IN ({touched}) ORDER BY number DESC", (upto, names)
    )


def states_of(connection: Connection, kind: str, upto: int) -> Iterator[dict[str, Any]]:
    """Yield from the journal every state in the history of a kind, up to revision `upto`."""
    rows = connection.execute(
        "SELECT record, shape, after FROM changes "
        "WHERE kind = ? AND revision <= ? AND after IS NOT NULL ORDER BY revision",
        (kind, upto),
    )
    for record, shape, after in rows:
        fields = _fields(Change(kind, record, shape, after))
        if fields is not None:
            yield fields


def states_by_act(
    connection: Connection, kind: str, upto: int
) -> Iterator[tuple[Revision, int, dict[str, Any] | None]]:
    """Yield from the journal each act's record states in the history of a kind, oldest first.

    Acts after the revision `upto` are not among them. Of a record that was deleted there are none.
    """
    acts = _revisions(
        connection,
        "number <= ? AND number IN (SELECT revision FROM changes WHERE kind = ?) ORDER BY number",
        (upto, kind),
    )
    for act in acts:
        for change in journal.changes_of(connection, act.number):
            if change.kind == kind:
                yield act, change.record, _fields(change)


def _revisions(connection: Connection, where: str, values: tuple[object, ...]) -> list[Revision]:
    names = tuple(Revision.__dataclass_fields__)
    sql = f"SELECT {', '.join(names)} FROM revisions WHERE {where}"
    return [Revision(*row) for row in connection.execute(sql, values)]


@dataclass(frozen=True)
class NetChange:
    """One record that differs between two revisions, and the revisions between that touched it.

    Its states are read when they are asked for: there may be a hundred thousand.
    """

    kind: str
    record: int
    states: tuple[Change | None, Change | None]
    touched: str

    @property
    def before(self) -> dict[str, Any] | None:
        """The fields before, None where there was no such record."""
        return _fields(self.states[0])

    @property
    def after(self) -> dict[str, Any] | None:
        """The fields after, None where there is no such record any more."""
        return _fields(self.states[1])

    @property
    def was_there(self) -> tuple[bool, bool]:
        """Whether there was such a record before, and after."""
        first, last = self.states
        return (
            first is not None and first.after is not None,
            last is not None and last.after is not None,
        )

    @property
    def revisions(self) -> tuple[int, ...]:
        """The revisions that changed it, the first one first."""
        return tuple(sorted(map(int, self.touched.split(","))))

    def reversed(self) -> NetChange:
        """Return the same change told the other way round."""
        return NetChange(self.kind, self.record, (self.states[1], self.states[0]), self.touched)


def net_changes(connection: Connection, first: int, last: int) -> list[NetChange]:
    """Return from the journal's histories what differs between revisions, by kind."""
    state = (
        "(SELECT p.{column} FROM changes p WHERE p.kind = c.kind "
        "AND p.record = c.record AND p.revision <= :{edge} ORDER BY p.revision DESC LIMIT 1)"
    )
    states = ", ".join(
        state.format(column=column, edge=edge)
        for edge in ("first", "last")
        for column in ("shape", "after")
    )
    rows = connection.execute(
        f"SELECT c.kind, c.record, {states}, group_concat(c.revision) FROM changes c "
        "WHERE c.revision > :first AND c.revision <= :last GROUP BY c.kind, c.record",
        {"first": first, "last": last},
    )
    found = []
    for kind, record, shape, before, later, after, touched in rows:
        if (before, shape if before else None) != (after, later if after else None):
            pair = (_change(kind, record, shape, before), _change(kind, record, later, after))
            found.append(NetChange(kind, record, pair, touched))
    return found


def acts_on(
    connection: Connection, kind: str, since: tuple[str, int]
) -> list[tuple[int, str, set[int]]]:
    """Return the journal's history of a kind: act number, title and records, newest first.

    They are counted from the first act on the record `since`.
    """
    rows = connection.execute(
        "SELECT v.number, v.title, group_concat(c.record) FROM revisions v "
        "JOIN changes c ON c.revision = v.number AND c.kind = ? WHERE v.number > "
        "(SELECT min(revision) FROM changes WHERE kind = ? AND record = ?) "
        "GROUP BY v.number ORDER BY v.number DESC",
        (kind, *since),
    )
    return [(int(n), str(title), set(map(int, keys.split(",")))) for n, title, keys in rows]


def _change(kind: str, record: int, shape: int | None, after: str | None) -> Change | None:
    return Change(kind, record, shape, after) if shape is not None else None


def _fields(change: Change | None) -> dict[str, Any] | None:
    if change is None or change.after is None:
        return None
    kind = kind_named(change.kind)
    if kind is not None and change.shape != kind.shape:
        return dict(json.loads(upcast(change.kind, change.shape, change.after)))
    return dict(json.loads(change.after))
