"""The journal: revisions with their changes, each digest covering the one before it.

The stacks of undo and redo are in the journal too: every revision says which one an undo would
revert after it and which one a redo would, so both work after a restart and cost one look.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

from delvia_desktop.domain.records.codec import canonical

Act = Literal["do", "keep", "undo", "redo", "revert"]
"""`keep` is an act that has left the register, such as an issued paper: undo passes it by."""


@dataclass(frozen=True)
class JournalHead:
    """The last revision: its number, its digest (the register state) and the two stacks."""

    number: int
    at: str
    zone: str
    digest: str
    undo_top: int | None
    redo_top: int | None


EMPTY = JournalHead(0, "", "", "", None, None)
"""The head of a register in which nothing was done yet."""


@dataclass(frozen=True)
class Change:
    """One record after a revision, as canonical JSON; None after it was deleted."""

    kind: str
    record: int
    shape: int
    after: str | None


@dataclass(frozen=True)
class Revision:
    """One act: everything that was changed together, who did it, when and why."""

    number: int
    at: str
    zone: str
    who: str
    title: str
    reason: str
    act: str
    reverts: int | None
    undo_top: int | None
    redo_top: int | None
    digest: str


_REVISION_COLUMNS = "number, at, zone, who, title, reason, act, reverts, undo_top, redo_top, digest"


def head(connection: Connection, upto: int | None = None) -> JournalHead:
    """Return the last revision in the journal, or the one with a number."""
    columns = "number, at, zone, digest, undo_top, redo_top"
    chosen = "WHERE number = :upto" if upto is not None else "ORDER BY number DESC LIMIT 1"
    row = connection.execute(f"SELECT {columns} FROM revisions {chosen}", {"upto": upto}).fetchone()
    return JournalHead(*row) if row else EMPTY


def first_digest(connection: Connection) -> str:
    """Return the digest of the journal's first revision, which tells registers apart."""
    first = "SELECT digest FROM revisions ORDER BY number LIMIT 1"
    row = connection.execute(first).fetchone()
    return str(row[0]) if row is not None else ""


def last_common(one: Connection, other: Connection) -> int:
    """Return the last revision that two journals have in common, 0 if none: they parted after it.

    Each digest covers the one before it, so that it is sought by halving.
    """
    low, high = 0, min(head(one).number, head(other).number)
    while low < high:
        middle = (low + high + 1) // 2
        if head(one, middle).digest == head(other, middle).digest:
            low = middle
        else:
            high = middle - 1
    return low


def last_knowledge(connection: Connection) -> JournalHead:
    """Return the journal's last revision that changed more than issued papers.

    It is what a paper names as its source: issuing, signing or filing one adds to the journal but
    not to what is known, so the same content printed again gives the same paper.
    """
    found = connection.execute(_LAST_KNOWLEDGE).fetchone()
    return head(connection, found[0]) if found else EMPTY


# From the end backwards, so that it costs as many looks as papers were filed since. What was
# removed is NULL; whose it was stands in the change before it.
_LAST_KNOWLEDGE = """
SELECT c.revision FROM changes c
WHERE c.kind NOT IN ('access-record', 'acknowledgement')
 AND (c.kind NOT IN ('attachment', 'note') OR json_extract(coalesce(c.after, (
  SELECT e.after FROM changes e
  WHERE e.kind = c.kind AND e.record = c.record AND e.revision < c.revision
  ORDER BY e.revision DESC LIMIT 1)), '$.subject_kind') IS NOT 'access-record')
ORDER BY c.revision DESC, c.position DESC LIMIT 1"""


def stacks(
    connection: Connection, last: JournalHead, act: Act, reverts: int | None
) -> tuple[int | None, int | None]:
    """Return what undo and redo would revert by the journal, once the next revision stands."""
    number = last.number + 1
    if act == "keep":
        return last.undo_top, last.redo_top
    if act in {"do", "revert"}:
        return number, None
    if reverts is None:
        raise ValueError(act)
    below = head(connection, reverts - 1) if reverts > 1 else EMPTY
    if act == "undo":
        return below.undo_top, number
    return number, below.redo_top


def begin(connection: Connection, revision: Revision) -> None:
    """Open a revision in the journal: without a digest yet, so changes may be written."""
    places = ", ".join("?" for _ in Revision.__dataclass_fields__)
    values = [getattr(revision, name) for name in Revision.__dataclass_fields__]
    connection.execute(
        f"INSERT INTO revisions ({_REVISION_COLUMNS}) VALUES ({places})", [*values[:-1], ""]
    )


def append(connection: Connection, number: int, made: Sequence[Change]) -> None:
    """Write the changes of the open revision into the journal."""
    connection.executemany(
        "INSERT INTO changes (revision, position, kind, record, shape, after) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(number, place, c.kind, c.record, c.shape, c.after) for place, c in enumerate(made)],
    )


def close(
    connection: Connection, revision: Revision, previous: str, made: Sequence[Change]
) -> None:
    """End the journal's open revision with its final title and digest."""
    connection.execute(
        "UPDATE revisions SET title = ?, act = ?, reverts = ?, undo_top = ?, redo_top = ?, "
        "digest = ? WHERE number = ?",
        (
            revision.title,
            revision.act,
            revision.reverts,
            revision.undo_top,
            revision.redo_top,
            digest_of(previous, revision, made),
            revision.number,
        ),
    )


def digest_of(previous: str, revision: Revision, made: Sequence[Change]) -> str:
    """Return the SHA-256 of a journal entry: the digest before, the revision, its changes.

    Every part is a line without line breaks (canonical JSON has none), so no two contents read the
    same.
    """
    header = [
        revision.number,
        revision.at,
        revision.zone,
        revision.who,
        revision.title,
        revision.reason,
        revision.act,
        revision.reverts,
        revision.undo_top,
        revision.redo_top,
    ]
    lines = [previous, canonical(header)]
    lines += [f"{c.kind}/{c.record}/{c.shape} {c.after or ''}" for c in made]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def revision_at(connection: Connection, number: int) -> Revision | None:
    """Return a revision of the journal by its number, or None."""
    row = connection.execute(
        f"SELECT {_REVISION_COLUMNS} FROM revisions WHERE number = ?", (number,)
    ).fetchone()
    return Revision(*row) if row else None


def changes_of(connection: Connection, number: int) -> list[Change]:
    """Return the changes of a revision in the journal, in their order."""
    rows = connection.execute(
        "SELECT kind, record, shape, after FROM changes WHERE revision = ? ORDER BY position",
        (number,),
    )
    return [Change(*row) for row in rows]


def size_of(connection: Connection, number: int) -> int:
    """Return how many records a revision changed."""
    counted = "SELECT count(*) FROM changes WHERE revision = ?"
    return int(connection.execute(counted, (number,)).fetchone()[0])


def change_before(connection: Connection, kind: str, record: int, number: int) -> Change | None:
    """Return from the journal a record's last change before a revision, or None."""
    row = connection.execute(
        "SELECT kind, record, shape, after FROM changes "
        "WHERE kind = ? AND record = ? AND revision < ? ORDER BY revision DESC LIMIT 1",
        (kind, record, number),
    ).fetchone()
    return Change(*row) if row else None


def holds_text(connection: Connection, text: str) -> bool:
    """Tell whether the journal holds a text, whole in some field, now or in the past."""
    found = connection.execute(
        "SELECT 1 FROM changes WHERE instr(after, ?) LIMIT 1", (":" + canonical(text),)
    ).fetchone()
    return found is not None


def next_key(connection: Connection, kind: str) -> int:
    """Return a key that the journal never named for a kind."""
    found = connection.execute(
        "SELECT max(record) FROM changes WHERE kind = ?", (kind,)
    ).fetchone()[0]
    return int(found or 0) + 1


@dataclass(frozen=True)
class KnownAt:
    """The last revision known at a moment; `later` is one after it that claims an earlier time."""

    revision: int
    later: int | None = None


def revision_known_at(connection: Connection, moment: str) -> KnownAt:
    """Return the journal's last revision known at a moment (UTC, ISO).

    Revisions are ordered by their number. Where a clock was set back, the moment came twice, and
    the first one that claims it after all is named too.
    """
    first = connection.execute(
        "SELECT min(number) FROM revisions WHERE at > ?", (moment,)
    ).fetchone()[0]
    if first is None:
        return KnownAt(head(connection).number)
    again = "SELECT min(number) FROM revisions WHERE number > ? AND at <= ?"
    return KnownAt(first - 1, connection.execute(again, (first, moment)).fetchone()[0])


def walk(connection: Connection) -> Iterator[tuple[Revision, list[Change]]]:
    """Yield every revision of the journal with its changes, the oldest first."""
    rows = connection.execute(
        "SELECT revision, kind, record, shape, after FROM changes ORDER BY revision, position"
    )
    pending = rows.fetchone()
    for row in connection.execute(f"SELECT {_REVISION_COLUMNS} FROM revisions ORDER BY number"):
        revision = Revision(*row)
        made: list[Change] = []
        while pending is not None and pending[0] <= revision.number:
            if pending[0] == revision.number:
                made.append(Change(*pending[1:]))
            pending = rows.fetchone()
        yield revision, made
