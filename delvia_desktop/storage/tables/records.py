"""Records in their tables: read by key or by equal fields, written row by row."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection
from typing import Any, TypeVar

from typing_extensions import override

from delvia_desktop.domain.records.codec import Reader, canonical, encode, readers
from delvia_desktop.domain.records.kinds import Kind, Record, kind_of, searched
from delvia_desktop.domain.words.errors import Missing
from delvia_desktop.domain.words.text import folded, in_order, searchable
from delvia_desktop.i18n import tr
from delvia_desktop.storage.tables.layout import StoredColumn, layout_of, table_name

T = TypeVar("T")

_REMEMBERED = 4096
"""Values of a column of which the reading is kept."""


class Records:
    """Read access to the records of one register."""

    def __init__(self, connection: Connection) -> None:
        """Read through a connection that somebody else opens and closes."""
        self._connection = connection

    def get(self, cls: type[T], key: int) -> T:
        """Return the record with a key; raises Missing."""
        found = self.select(cls, id=key)
        if not found:
            raise Missing(_gone())
        return found[0]

    def find(self, cls: type[T], **equal: object) -> T | None:
        """Return the first record whose fields are equal to the values, or None."""
        found = self.select(cls, **equal)
        return found[0] if found else None

    def select(self, cls: type[T], **equal: object) -> tuple[T, ...]:
        """Return the records whose fields are equal to the values, in the order of their keys."""
        kind = kind_of(cls)
        where = " AND ".join(f'"{name}" = :{name}' for name in equal)
        sql = f"{_select(kind)} {'WHERE ' + where if where else ''} ORDER BY id"
        read = row_reader(kind)
        return tuple(read(row) for row in self._connection.execute(sql, equal))

    def those(self, cls: type[T], keys: Iterable[int]) -> tuple[T, ...]:
        """Return the records with these keys in their order; raises Missing if one is gone."""
        kind = kind_of(cls)
        wanted = tuple(keys)
        sql = f"{_select(kind)} WHERE id IN (SELECT value FROM json_each(?))"
        read = row_reader(kind)
        rows = self._connection.execute(sql, (json.dumps(wanted),))
        found: dict[int, Any] = {record.id: record for record in map(read, rows)}
        if len(found) < len(set(wanted)):
            raise Missing(_gone())
        return tuple(found[key] for key in wanted)


class SteadyRecords(Records):
    """Records that nobody changes meanwhile, so that what was asked once is not asked again."""

    def __init__(self, connection: Connection) -> None:
        """Read through a connection that somebody else opens and closes."""
        super().__init__(connection)
        self._known: dict[object, tuple[Any, ...]] = {}

    @override
    def select(self, cls: type[T], **equal: object) -> tuple[T, ...]:
        asked = (cls, tuple(equal.items()))
        if asked not in self._known:
            self._known[asked] = super().select(cls, **equal)
        return self._known[asked]


def _gone() -> str:
    return tr("This is no longer in the register.")


def insert_record(connection: Connection, kind: Kind, record: Record) -> None:
    """Insert a record's row in its table; what the schema refuses is an IntegrityError."""
    connection.execute(_insert(kind), row_of(kind, record))


def update_record(connection: Connection, kind: Kind, record: Record) -> None:
    """Update the row of a record in its table."""
    connection.execute(_update(kind), row_of(kind, record))


def delete_record(connection: Connection, kind: Kind, key: int) -> None:
    """Delete the row of a record from its table."""
    connection.execute(f"DELETE FROM {table_name(kind)} WHERE id = ?", (key,))


# The texts and readers below are the same for every record of a kind, so they are made once.


@functools.cache
def _select(kind: Kind) -> str:
    return f"SELECT {fields_of(kind)} FROM {layout_of(kind).table}"


@functools.cache
def _insert(kind: Kind) -> str:
    layout = layout_of(kind)
    places = ", ".join(f":{column.name}" for column in layout.columns)
    return f"INSERT INTO {layout.table} ({layout.listed}) VALUES ({places})"


@functools.cache
def _update(kind: Kind) -> str:
    layout = layout_of(kind)
    names = (column.name for column in layout.columns if column.name != "id")
    values = ", ".join(f'"{name}" = :{name}' for name in names)
    return f"UPDATE {layout.table} SET {values} WHERE id = :id"


def fields_of(kind: Kind) -> str:
    """Return the columns of a table of records: a kind's fields in their order."""
    return ", ".join(f'"{name}"' for name, _ in readers(kind.record))


@functools.cache
def row_reader(kind: Kind) -> Any:  # noqa: ANN401 - Callable[[Sequence], record]; loose for speed
    """Return what reads a record from a row of its table, with the columns of `fields_of`."""
    cls = kind.record
    columns = layout_of(kind).columns
    parsers = [
        (place, _parser(column, read))
        for place, (column, (_, read)) in enumerate(zip(columns, readers(cls), strict=False))
        if column.content in {"list", "day", "moment", "flag"}
    ]

    def read_row(row: Sequence[Any]) -> Any:  # noqa: ANN401 - a record
        # Texts and numbers are stored as they are, which most columns are.
        values = list(row)
        for place, parse in parsers:
            if values[place] is not None:
                values[place] = parse(values[place])
        return cls(*values)

    return read_row


def _parser(column: StoredColumn, read: Reader) -> Reader:
    """Return how a stored value is read; days and lists are few and come again and again."""
    if column.content == "list":
        return functools.lru_cache(_REMEMBERED)(lambda value: read(json.loads(value)))
    return functools.lru_cache(_REMEMBERED)(read) if column.content == "day" else read


def row_of(kind: Kind, record: Record) -> dict[str, Any]:
    """Return the row of a record for its table, with its columns for finding."""
    data = encode(record)
    row: dict[str, Any] = {}
    for column in layout_of(kind).columns:
        value = data.get(column.name, column.empty)
        if column.content == "list" and isinstance(value, list):
            value = canonical(value)
        row[column.name] = int(value) if isinstance(value, bool) else value
    name = str(data.get("name", ""))
    row["name_key"], row["name_order"] = searchable(name), in_order(folded(name))
    row["search"] = searchable(search_text(kind, data))
    return row


def search_text(kind: Kind, data: Mapping[str, Any]) -> str:
    """Return the text in a record's row of its table that finding looks through."""
    values = (data.get(name, "") for name in searched(kind))
    return " ".join(canonical(v) if isinstance(v, list) else str(v) for v in values)
