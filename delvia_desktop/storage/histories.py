"""Reading the journal as history: what each revision changed, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.storage import journal
from delvia_desktop.storage.journal import Change, Revision
from delvia_desktop.storage.upcasts import upcast


@dataclass(frozen=True)
class Step:
    """One record in one revision: its fields before and after; None where it did not exist."""

    kind: str
    record: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def steps_of(connection: Connection, number: int) -> list[Step]:
    """Return what a revision changed."""
    steps = []
    for change in journal.changes_of(connection, number):
        earlier = journal.change_before(connection, change.kind, change.record, number)
        steps.append(Step(change.kind, change.record, _fields(earlier), _fields(change)))
    return steps


@dataclass(frozen=True)
class NetChange:
    """One record that differs between two revisions, and the revisions between that touched it."""

    kind: str
    record: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    revisions: tuple[int, ...]

    def reversed(self) -> NetChange:
        """Return the same change told the other way round."""
        return NetChange(self.kind, self.record, self.after, self.before, self.revisions)


def net_changes(connection: Connection, first: int, last: int) -> list[NetChange]:
    """Return what differs after the revision `last` from what was after `first`, by kind."""
    state = (
        "(SELECT json_array(p.shape, p.after) FROM changes p WHERE p.kind = c.kind "
        "AND p.record = c.record AND p.revision <= {} ORDER BY p.revision DESC LIMIT 1)"
    )
    rows = connection.execute(
        f"SELECT c.kind, c.record, {state.format(':first')}, {state.format(':last')}, "
        "group_concat(c.revision) FROM changes c "
        "WHERE c.revision > :first AND c.revision <= :last GROUP BY c.kind, c.record",
        {"first": first, "last": last},
    )
    changes = (
        NetChange(kind, record, _state(kind, before), _state(kind, after), _numbers(touched))
        for kind, record, before, after, touched in rows
    )
    return [change for change in changes if change.before != change.after]


def _state(kind_name: str, pair: str | None) -> dict[str, Any] | None:
    shape, after = json.loads(pair) if pair is not None else (0, None)
    return _fields(Change(kind_name, 0, shape, after)) if after is not None else None


def _numbers(listed: str) -> tuple[int, ...]:
    return tuple(sorted(map(int, listed.split(","))))


def export_lines(connection: Connection) -> Iterator[str]:
    """Yield the journal as JSON lines, one a revision, from which a register can be rebuilt."""
    for revision, made in journal.walk(connection):
        line = {name: getattr(revision, name) for name in Revision.__dataclass_fields__}
        line["changes"] = [[c.kind, c.record, c.shape, c.after] for c in made]
        yield json.dumps(line, ensure_ascii=False, sort_keys=True)


def import_lines(connection: Connection, lines: Iterator[str]) -> None:
    """Write journal lines into the empty journal of a register without guards."""
    names = tuple(Revision.__dataclass_fields__)
    places = ", ".join("?" for _ in names)
    connection.execute("BEGIN")
    for text in lines:
        line = json.loads(text)
        connection.execute(
            f"INSERT INTO revisions ({', '.join(names)}) VALUES ({places})",
            [line[name] for name in names],
        )
        connection.executemany(
            "INSERT INTO changes (revision, position, kind, record, shape, after) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [
                (line["number"], position, *change)
                for position, change in enumerate(line["changes"])
            ],
        )
    connection.execute("COMMIT")


def _fields(change: Change | None) -> dict[str, Any] | None:
    if change is None or change.after is None:
        return None
    kind = kind_named(change.kind)
    if kind is not None and change.shape != kind.shape:
        return dict(json.loads(upcast(change.kind, change.shape, change.after)))
    return dict(json.loads(change.after))
