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
