"""Records in their tables: read by key or by equal fields, written row by row."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection

from delvia_desktop.domain.codec import canonical, encode, readers
from delvia_desktop.domain.errors import Missing
from delvia_desktop.domain.kinds import KINDS, Kind, Record, kind_of
from delvia_desktop.domain.text import folded
from delvia_desktop.i18n import tr
from delvia_desktop.storage.connections import raw
from delvia_desktop.storage.schema import table_of

T = TypeVar("T")


class Records:
    """Read access to the records of one register."""

    def __init__(self, connection: Connection) -> None:
        """Read through a connection that somebody else opens and closes."""
        self._connection = connection

    def get(self, cls: type[T], key: int) -> T:
        """Return the record with a key; raises Missing."""
        found = self.select(cls, id=key)
        if not found:
            raise Missing(tr("This is not in the register any more."))
        return found[0]

    def find(self, cls: type[T], **equal: object) -> T | None:
        """Return the first record whose fields are equal to the values, or None."""
        found = self.select(cls, **equal)
        return found[0] if found else None

    def select(self, cls: type[T], **equal: object) -> tuple[T, ...]:
        """Return the records whose fields are equal to the values, in the order of their keys."""
        kind = kind_of(cls)
        where = " AND ".join(f'"{name}" = :{name}' for name in equal)
        sql = f"{_select(kind.name)} {'WHERE ' + where if where else ''} ORDER BY id"
        read = _reader(kind.name)
        return tuple(read(row) for row in raw(self._connection).execute(sql, equal))


def insert_record(connection: Connection, kind: Kind, record: Record) -> None:
    """Write a new row; what the schema refuses is an IntegrityError of the driver."""
    raw(connection).execute(_insert(kind.name), row_of(kind, record))


def update_record(connection: Connection, kind: Kind, record: Record) -> None:
    """Write another state of a row."""
    raw(connection).execute(_update(kind.name), row_of(kind, record))


def delete_record(connection: Connection, kind: Kind, key: int) -> None:
    """Take a row away."""
    raw(connection).execute(f"DELETE FROM {table_of(kind).name} WHERE id = ?", (key,))


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind.name == name)


# The texts and readers below are the same for every record of a kind, so they are made once.


@functools.cache
def _select(name: str) -> str:
    kind = _kind(name)
    columns = ", ".join(f'"{column}"' for column in column_names(kind.record))
    return f"SELECT {columns} FROM {table_of(kind).name}"


@functools.cache
def _insert(name: str) -> str:
    names = table_of(_kind(name)).columns.keys()
    columns = ", ".join(f'"{column}"' for column in names)
    places = ", ".join(f":{column}" for column in names)
    return f"INSERT INTO {table_of(_kind(name)).name} ({columns}) VALUES ({places})"


@functools.cache
def _update(name: str) -> str:
    names = table_of(_kind(name)).columns.keys()
    values = ", ".join(f'"{column}" = :{column}' for column in names if column != "id")
    return f"UPDATE {table_of(_kind(name)).name} SET {values} WHERE id = :id"


@functools.cache
def _reader(name: str) -> Any:  # noqa: ANN401 - Callable[[row], record]
    return row_reader(_kind(name).record)


def row_reader(cls: type[T]) -> Any:  # noqa: ANN401 - Callable[[Sequence], T]; kept loose for speed
    """Return what turns a row with the columns of a record, in order, into the record."""
    table = table_of(kind_of(cls))
    parsers = [
        (lambda value, read=read: read(json.loads(value)))
        if _is_list(table.c[name].server_default)
        else read
        if not table.c[name].nullable or table.c[name].type.python_type is not str
        else (lambda value, read=read: None if value is None else read(value))
        for name, read in readers(cls)
    ]
    return lambda row: cls(*[parse(value) for parse, value in zip(parsers, row, strict=True)])


def row_of(kind: Kind, record: Record) -> dict[str, Any]:
    """Return the row of a record with its folded columns."""
    data = encode(record)
    row: dict[str, Any] = {}
    for name, column in table_of(kind).columns.items():
        value = data.get(name)
        if _is_list(column.server_default):
            row[name] = canonical(value or [])
        elif name == "name_key":
            row[name] = folded(str(data.get("name", "")))
        elif name == "search":
            row[name] = folded(search_text(kind, data))
        elif value is None and not column.nullable:
            row[name] = "" if column.type.python_type is str else 0
        else:
            row[name] = int(value) if isinstance(value, bool) else value
    return row


def search_text(kind: Kind, data: Mapping[str, Any]) -> str:
    """Return all text of a record that finding looks through."""
    return " ".join(str(data.get(name, "")) for name in kind.searched)


def column_names(cls: type[Any]) -> tuple[str, ...]:
    """Return the columns of a record in the order of its fields."""
    return tuple(name for name, _ in readers(cls))


def _is_list(default: Any) -> bool:  # noqa: ANN401 - SQLAlchemy's FetchedValue or None
    return default is not None and getattr(default, "arg", None) == "[]"
