"""A picture of the whole register, read at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from sqlite3 import Connection
from types import MappingProxyType
from typing import Any

from delvia_desktop.domain.records.brand import THE_BRAND, Brand
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.records.picture import PLACES, Picture, PictureHead
from delvia_desktop.domain.words.moments import in_zone
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.tables.layout import table_name
from delvia_desktop.storage.tables.records import fields_of, row_reader

_AT_ONCE = 10_000
"""Records that are read, within a few dozen milliseconds, between two calls of `step`."""


def take_picture(
    connection: Connection, on: date, step: Callable[[], object] = lambda: None
) -> Picture:
    """Return everything recorded, to be asked about a day; `step` may raise to cancel."""
    with told():
        last = journal.last_knowledge(connection)
        brand = _all(connection, "brand", step).get(1, Brand(THE_BRAND, ""))
        head = _head(last)
        places: dict[str, Any] = {
            place: MappingProxyType(_all(connection, kind, step)) for kind, place in PLACES.items()
        }
        step()
        changes = MappingProxyType(_last_changes(connection))
        return Picture(on=on, **head._asdict(), brand=brand, **places, last_changes=changes)


def head_of(connection: Connection) -> PictureHead:
    """Return of which moment a picture that is taken now tells."""
    with told():
        return _head(journal.last_knowledge(connection))


def _last_changes(connection: Connection) -> dict[tuple[str, int], int]:
    """Return the last revision of the partners that have a paper in force, and of their shares."""
    with_paper = (
        "SELECT r.partner FROM access_records r WHERE r.partner IS NOT NULL AND r.id NOT IN "
        "(SELECT o.supersedes FROM access_records o WHERE o.supersedes IS NOT NULL)"
    )
    last = "(SELECT max(revision) FROM changes WHERE kind = '{0}' AND record = t.id)"
    tables = {
        "partner": f"partners t WHERE t.id IN ({with_paper})",
        "partnership": f"partnerships t WHERE t.partner IN ({with_paper})",
        "share": "shares t WHERE t.partnership IN "
        f"(SELECT id FROM partnerships WHERE partner IN ({with_paper}))",
    }
    return {
        (kind, key): revision
        for kind, rest in tables.items()
        for key, revision in connection.execute(f"SELECT t.id, {last.format(kind)} FROM {rest}")
    }


def _head(last: journal.JournalHead) -> PictureHead:
    known = datetime.fromisoformat(last.at) if last.at else datetime.fromtimestamp(0, UTC)
    return PictureHead(in_zone(known, last.zone), last.number, last.digest)


def _all(connection: Connection, name: str, step: Callable[[], object]) -> dict[Any, Any]:
    kind = kind_named(name)
    if kind is None:
        raise LookupError(name)
    read: Callable[[Any], Any] = row_reader(kind)
    rows = connection.execute(f"SELECT {fields_of(kind)} FROM {table_name(kind)} ORDER BY id")
    found: dict[Any, Any] = {}
    while some := rows.fetchmany(_AT_ONCE):
        step()
        found.update((row[0], read(row)) for row in some)
    return found
