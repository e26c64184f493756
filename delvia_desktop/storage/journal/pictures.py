"""A picture of the whole register, read at once."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from sqlite3 import Connection
from types import MappingProxyType
from typing import Any

from delvia_desktop.domain.records import paper_changes
from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_named, references
from delvia_desktop.domain.records.picture import PLACES, Picture, PictureHead
from delvia_desktop.domain.words.moments import in_zone
from delvia_desktop.progress import progress
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.tables.layout import table_name
from delvia_desktop.storage.tables.records import Records, fields_of, row_reader

_AT_ONCE = 10_000
"""Records that are read, within a few dozen milliseconds, between two reports of progress."""


def take_picture(connection: Connection, on: date) -> Picture:
    """Take a picture of all that is recorded, read at once, to be asked about a day."""
    with told():
        last = journal.last_knowledge(connection)
        brand = _all(connection, "brand").get(1, Brand(THE_BRAND, ""))
        head = _head(last)
        places: dict[str, Any] = {
            place: MappingProxyType(_all(connection, kind)) for kind, place in PLACES.items()
        }
        progress()
        changes = MappingProxyType(_last_changes(connection))
        return Picture(on=on, **head._asdict(), brand=brand, **places, last_changes=changes)


def take_part(connection: Connection, on: date, names: Iterable[Name]) -> Picture:
    """Take a picture of some records with all they refer to; raises Missing."""
    records = Records(connection)
    found: dict[str, dict[int, Any]] = {kind: {} for kind in PLACES}
    waiting: dict[str, set[int]] = {}
    for name, key in names:
        waiting.setdefault(name, set()).add(key)
    while waiting:
        name, keys = waiting.popitem()
        kind = kind_named(name)
        if kind is None or name not in found:
            continue
        fields = references(kind)
        for record in records.those(kind.record, sorted(keys - found[name].keys())):
            found[name][record.id] = record
            for field, of in fields.items():
                if (key := getattr(record, field)) is not None:
                    waiting.setdefault(of.name, set()).add(key)
    with told():
        head = _head(journal.last_knowledge(connection))
        brand = _all(connection, "brand").get(1, Brand(THE_BRAND, ""))
        places: dict[str, Any] = {PLACES[name]: those for name, those in found.items()}
        return Picture(on=on, **head._asdict(), brand=brand, **places)


@contextmanager
def still(connection: Connection) -> Iterator[None]:
    """Read one state of a register, whatever another connection records meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def head_of(connection: Connection) -> PictureHead:
    """Return the moment of a picture that is taken now."""
    with told():
        return _head(journal.last_knowledge(connection))


def _last_changes(connection: Connection) -> dict[tuple[str, int], int]:
    """Return the last revision that changed what a paper in force tells of a record.

    That is a partner that has such a paper, its partnerships and shares, and what those name.
    """
    in_force = (
        "access_records r WHERE r.partner IS NOT NULL AND r.id NOT IN "
        "(SELECT o.supersedes FROM access_records o WHERE o.supersedes IS NOT NULL)"
    )
    with_paper = f"(SELECT r.partner FROM {in_force})"
    periods = f"partnerships p WHERE p.partner IN {with_paper}"
    shares = f"shares s WHERE s.partnership IN (SELECT p.id FROM {periods})"
    told_of = {
        "partner": with_paper,
        "partnership": f"(SELECT p.id FROM {periods})",
        "share": f"(SELECT s.id FROM {shares})",
        "asset": f"(SELECT s.asset FROM {shares})",
        "business-center": f"(SELECT p.business_center FROM {periods} UNION "
        f"SELECT q.business_center FROM partners q WHERE q.id IN {with_paper})",
    }
    oldest = connection.execute(f"SELECT min(r.revision) FROM {in_force}").fetchone()[0]
    found: dict[tuple[str, int], int] = {}
    for kind, keys in told_of.items():
        changes = connection.execute(
            "SELECT record, revision, after FROM changes WHERE kind = :kind "
            f"AND record IN {keys} AND revision >= coalesce((SELECT max(b.revision) "
            "FROM changes b WHERE b.kind = :kind AND b.record = changes.record "
            "AND b.revision <= :oldest), 0) ORDER BY record, revision",
            {"kind": kind, "oldest": oldest},
        )
        found.update(_last_news(kind, changes))
    return found


def _last_news(kind: str, changes: Iterable[Any]) -> dict[tuple[str, int], int]:
    """Return the last change of each record that papers tell of, of changes in their order."""
    found: dict[tuple[str, int], int] = {}
    for record, of_record in itertools.groupby(changes, lambda change: change[0]):
        before = None
        for _, revision, after in of_record:
            now = paper_changes.told(kind, json.loads(after)) if after is not None else None
            if now != before:
                found[kind, record] = revision
            before = now
    return found


def _head(last: journal.JournalHead) -> PictureHead:
    known = datetime.fromisoformat(last.at) if last.at else datetime.fromtimestamp(0, UTC)
    return PictureHead(in_zone(known, last.zone), last.number, last.digest)


def _all(connection: Connection, name: str) -> dict[Any, Any]:
    kind = kind_named(name)
    if kind is None:
        raise LookupError(name)
    read: Callable[[Any], Any] = row_reader(kind)
    rows = connection.execute(f"SELECT {fields_of(kind)} FROM {table_name(kind)} ORDER BY id")
    found: dict[Any, Any] = {}
    while some := rows.fetchmany(_AT_ONCE):
        progress()
        found.update((row[0], read(row)) for row in some)
    return found
