"""The check of a register: its structure, its references, its digests, and its state.

SQLite's own check sees few flipped bits; the digests see every one that changes the journal, and
comparing the tables with what the journal adds up to sees every one that changes the state.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from delvia_desktop.domain.records.kinds import KINDS, Kind
from delvia_desktop.i18n import tr
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.tables.layout import layout_of, table_name
from delvia_desktop.storage.tables.projection import state_query


@dataclass(frozen=True)
class Damage:
    """One thing that is wrong with the file; `record` is `kind/id` or empty for the whole file."""

    record: str
    text: str


def check(connection: Connection) -> list[Damage]:
    """Check the integrity of a register: return all that is wrong, empty if it is sound."""
    findings: list[Damage] = []
    for step in (_structure, _references, _digests, _states, _contents):
        try:
            findings.extend(step(connection))
        except (sqlite3.Error, ValueError) as error:
            findings.append(
                Damage("", tr("The file cannot be read completely ({reason}).", reason=str(error)))
            )
        if findings and step is _structure:
            break
    return findings


def _structure(connection: Connection) -> Iterator[Damage]:
    rows = connection.execute("PRAGMA integrity_check(5)").fetchall()
    for (text,) in rows:
        if text != "ok":
            yield Damage("", tr("The file is damaged ({reason}).", reason=text))


def _references(connection: Connection) -> Iterator[Damage]:
    names = {table_name(kind): kind.name for kind in KINDS}
    for table, row, _, _ in connection.execute("PRAGMA foreign_key_check"):
        record = f"{names.get(table, table)}/{row}"
        yield Damage(record, tr("{record} refers to something that does not exist.", record=record))


def _digests(connection: Connection) -> Iterator[Damage]:
    previous = ""
    expected = 1
    for revision, made in journal.walk(connection):
        if revision.number != expected:
            yield Damage("", tr("Revision {number} is missing from the journal.", number=expected))
        if journal.digest_of(previous, revision, made) != revision.digest:
            records = ", ".join(f"{change.kind}/{change.record}" for change in made[:5])
            yield Damage(
                f"{made[0].kind}/{made[0].record}" if made else "",
                tr(
                    "Revision {number} was altered outside Delvia. It concerns {records}.",
                    number=revision.number,
                    records=records or tr("no record"),
                ),
            )
        previous, expected = revision.digest, revision.number + 1
    stray = connection.execute(
        "SELECT count(*) FROM changes WHERE revision NOT IN (SELECT number FROM revisions)"
    ).fetchone()[0]
    if stray:
        yield Damage("", tr("The journal has changes that belong to no revision."))


def _states(connection: Connection) -> Iterator[Damage]:
    upto = journal.head(connection).number
    for kind in KINDS:
        for key in _different(connection, kind, upto):
            record = f"{kind.name}/{key}"
            yield Damage(
                record,
                tr(
                    "{record} does not match the journal. It was altered outside Delvia.",
                    record=record,
                ),
            )


def _different(connection: Connection, kind: Kind, upto: int) -> list[int]:
    layout = layout_of(kind)
    # What the journal adds up to is worked out once, though it is compared in both directions.
    both = (
        f"WITH stored AS (SELECT {layout.listed} FROM {layout.table}), "
        f"expected AS MATERIALIZED ({state_query(kind)}) "
        "SELECT id FROM (SELECT * FROM stored EXCEPT SELECT * FROM expected) "
        "UNION SELECT id FROM (SELECT * FROM expected EXCEPT SELECT * FROM stored) "
        "ORDER BY 1 LIMIT 20"
    )
    return [int(key) for (key,) in connection.execute(both, {"upto": upto})]


def _contents(connection: Connection) -> Iterator[Damage]:
    for sha256, content in connection.execute("SELECT sha256, bytes FROM contents"):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Damage(
                "",
                tr("An attached file was altered outside Delvia ({sha256}).", sha256=sha256[:16]),
            )
    # Also one that was removed from its record since: undo and the past need it.
    missing = connection.execute(
        "SELECT kind, record, json_extract(after, '$.sha256') AS named FROM changes "
        "WHERE kind IN ('attachment', 'access-record') AND named IS NOT NULL "
        "AND named NOT IN (SELECT sha256 FROM contents) GROUP BY kind, record ORDER BY kind, record"
    )
    for kind, record, sha256 in missing:
        name = f"{kind}/{record}"
        text = tr("The file of {record} is missing ({sha256}).", record=name, sha256=sha256[:16])
        yield Damage(name, text)
