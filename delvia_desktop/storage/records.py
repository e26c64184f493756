"""Records in their tables: read by key or by equal fields, written row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from delvia_desktop.domain.codec import canonical, encode, readers
from delvia_desktop.domain.errors import Missing
from delvia_desktop.domain.kinds import Kind, Record, kind_of
from delvia_desktop.domain.text import folded
from delvia_desktop.i18n import tr
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
        table = table_of(kind_of(cls))
        query = select(*_columns(table, cls)).order_by(table.c.id)
        for name, value in equal.items():
            query = query.where(table.c[name] == value)
        read = row_reader(cls)
        return tuple(read(tuple(row)) for row in self._connection.execute(query))


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


def _columns(table: Table, cls: type[Any]) -> list[Any]:
    return [table.c[name] for name in column_names(cls)]


def _is_list(default: Any) -> bool:  # noqa: ANN401 - SQLAlchemy's FetchedValue or None
    return default is not None and getattr(default, "arg", None) == "[]"
