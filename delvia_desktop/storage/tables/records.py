"""Records in their tables: read by key or by equal fields, written row by row."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
        return tuple(map(row_reader(kind), self._connection.execute(sql, equal)))

    def those(self, cls: type[T], keys: Iterable[int]) -> tuple[T, ...]:
        """Return the records with these keys in their order; raises Missing if one is gone."""
        wanted = tuple(keys)
        found = self.there(cls, wanted)
        if len(found) < len(set(wanted)):
            raise Missing(_gone())
        return tuple(found[key] for key in wanted)

    def there(self, cls: type[T], keys: Iterable[int]) -> dict[int, T]:
        """Return by its key each of the records with these keys that is there."""
        kind = kind_of(cls)
        sql = f"{_select(kind)} WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._connection.execute(sql, (json.dumps(tuple(keys)),))
        read: Callable[[Sequence[Any]], Any] = row_reader(kind)
        return {record.id: record for record in map(read, rows)}

    def stored(self, cls: type[T], key: int) -> T | None:
        """Return the record with a key as it stands, None if there is none."""
        kind = kind_of(cls)
        row = self._connection.execute(_select_one(kind), (key,)).fetchone()
        return None if row is None else row_reader(kind)(row)

    def values(self, cls: type[Any], *names: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield the key and some fields of every record, in the order of their keys."""
        kind = kind_of(cls)
        parsers = _parsers(kind)
        listed = ", ".join(f'"{name}"' for name in (*names, "id"))
        rows = self._connection.execute(f"SELECT {listed} FROM {table_name(kind)} ORDER BY id")
        parsed = [
            (place, parsers[name])
            for place, name in enumerate(names)
            if name in parsers and parsers[name] is not bool  # which is equal to its number
        ]
        if not parsed:
            return ((row[-1], row[:-1]) for row in rows)
        return ((row[-1], tuple(_parsed(row[:-1], parsed))) for row in rows)


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
def _select_one(kind: Kind) -> str:
    return f"{_select(kind)} WHERE id = ?"


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
    cls, by_name = kind.record, _parsers(kind)
    names = [name for name, _ in readers(cls)]
    parsers = [(place, by_name[name]) for place, name in enumerate(names) if name in by_name]

    def read_row(row: Sequence[Any]) -> Any:  # noqa: ANN401 - a record
        return cls(*_parsed(row, parsers))

    return read_row


def _parsed(row: Sequence[Any], parsers: Iterable[tuple[int, Reader]]) -> list[Any]:
    values = list(row)
    for place, parse in parsers:
        value = values[place]
        if value is not None:
            values[place] = parse(value)
    return values


@functools.cache
def _parsers(kind: Kind) -> Mapping[str, Reader]:
    """Return what reads the fields of a kind that are stored in another way than they are.

    Texts and numbers, which most are, are not among them.
    """
    columns = zip(layout_of(kind).columns, readers(kind.record), strict=False)
    return {
        name: _parser(column, read)
        for column, (name, read) in columns
        if column.content in {"list", "day", "moment", "flag"}
    }


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
