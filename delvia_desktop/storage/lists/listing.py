"""One list: what is said of it in one value, and how it is read.

A page is asked for in two steps, the keys in order and then their rows, so that sorting and jumping
touch narrow indices only.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from sqlite3 import Connection
from typing import Any, Generic, TypeVar, get_type_hints

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.records.kinds import KINDS, Kind, searched
from delvia_desktop.domain.words.vocabulary import Level
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.lists.filtering import Where, as_typed, clauses, containing
from delvia_desktop.storage.tables.layout import table_name

R = TypeVar("R")

_FEW = 5000
"""Rows that cost less to sort than it costs to look for them in a hundred thousand."""


@dataclass(frozen=True)
class Source:
    """The FROM clause for an order that lies in another table.

    `walk` goes through that table in the order asked for, so that the first page is there before
    all rows were seen; `few` goes through the rows that are left of a narrow filter and sorts them.
    """

    walk: str
    few: str


@dataclass(frozen=True)
class ListQuery(Generic[R]):
    """All that is said of a list: its name and title, its line, its SQL, its fields.

    `row` is the class of a line. A field of it is the column of that name in the first table of
    `table`, the FROM clause that gives the keys, or what `columns` says of it; `joined` adds the
    tables that only columns need. `orders` and `conditions` are SQL by the name under which they
    are asked for, the usual order first; a condition may use `:value`. A field that is a column of
    the table needs no word here to be an order or a condition.

    `filters` can be typed to narrow the list; `places` says of their attributes where their values
    lie if not in the column. A text is sought in `search` and in what `also` adds, conditions that
    may use `:text`. `sources` are other FROM clauses by the order that needs them. `read` changes a
    line as it is read. The command line prints `printed`, and of
    choices the words of the vocabulary.
    """

    name: str
    row: type[R]
    table: str
    orders: Mapping[str, str]
    printed: str
    title: str
    joined: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    filters: tuple[Filterable, ...] = ()
    places: Mapping[str, Where] = field(default_factory=dict)
    search: str = ""
    also: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    read: Callable[[R], R] | None = None

    @property
    def key(self) -> str:
        """The column of the keys."""
        return self.column("id")

    @functools.cached_property
    def rows(self) -> str:
        """The SELECT that gives the rows of the keys in `:keys`."""
        columns = ", ".join(map(self.column, get_type_hints(self.row)))
        return f"SELECT {columns} FROM {self.table} {self.joined} WHERE {self.key} IN (:keys)"

    @functools.cached_property
    def found(self) -> str:
        """The condition for a search text, which uses `:text`."""
        own = f"{self.search or self._own('search')} LIKE :text ESCAPE '\\'"
        return f"({' OR '.join((own, *self.also))})"

    @functools.cached_property
    def by_field(self) -> Mapping[Filterable, Where]:
        """Where the value of each field lies."""
        return {each: self.places.get(each.attribute) or self._place(each) for each in self.filters}

    @functools.cached_property
    def terms(self) -> Mapping[str, str]:
        """The groups of the vocabulary that have the words of a line, by its fields."""
        return {each.attribute: each.group for each in self.filters if each.type == "choice"}

    def line(self, row: Sequence[Any]) -> R:
        """Return a row of SQL as a line, whose fields say by their types what they hold."""
        values = list(row)
        for place, read in self._readers:
            values[place] = read(values[place])
        made = self.row(*values)
        return self.read(made) if self.read is not None else made

    @functools.cached_property
    def _readers(self) -> list[tuple[int, Callable[[Any], Any]]]:
        hints = enumerate(get_type_hints(self.row).values())
        return [(place, _READERS[hint]) for place, hint in hints if hint in _READERS]

    def column(self, name: str) -> str:
        """Return the SQL for a field of a line."""
        return self.columns.get(name) or self._own(name)

    def order(self, name: str) -> str:
        """Return the ORDER BY of a name, with `{d}` for the direction; raises KeyError."""
        if name in self.orders or not self._is_own(name):
            return self.orders[name]
        return f"{self._own(name)} {{d}}, {self.key}"

    def condition(self, name: str) -> str:
        """Return the condition of a name, which may use `:value`; raises KeyError."""
        if name in self.conditions or not self._is_own(name):
            return self.conditions[name]
        return f"{self._own(name)} = :value"

    def _is_own(self, name: str) -> bool:
        return name in self.row.__annotations__ and name not in self.columns

    def _own(self, name: str) -> str:
        return f'{self.table.split()[1]}."{name}"'

    def _place(self, field: Filterable) -> Where:
        if field.attribute == "name":
            return Where(self._own("name_key"))
        value = self.column(field.attribute)
        if field.type != "text":
            return Where(value)
        is_searched = self._is_own(field.attribute) and field.attribute in self._searched
        return as_typed(value, self._own("search") if is_searched else "")

    @functools.cached_property
    def _searched(self) -> tuple[str, ...]:
        """The fields whose text the column for finding of the table holds."""
        return searched(self.kind) if self.kind is not None else ()

    @functools.cached_property
    def kind(self) -> Kind | None:
        """The kind of the records that the list shows; none of the history, which has acts."""
        table = self.table.split()[0]
        return next((kind for kind in KINDS if table_name(kind) == table), None)


class Listing(Generic[R]):
    """One list as asked for: its length, and its rows page by page."""

    def __init__(self, connection: Connection, query: ListQuery[R], wanted: Wanted) -> None:
        """Prepare the list; nothing is read yet. An unknown condition or order is a KeyError."""
        self._connection = connection
        self._query = query
        order = wanted.order or next(iter(query.orders))
        direction = "DESC" if wanted.descending else "ASC"
        self._order = query.order(order).format(d=direction)
        self._source = query.sources.get(order)
        self._filter, self._values = _filter(query, wanted)
        self._named = _named(query, wanted, self._values)
        if self._named and order == next(iter(query.orders)):
            self._order = f"NOT {self._named}, {self._order}"
        self.fields = query.filters

    def count(self) -> int:
        """Return how many rows there are."""
        return self._counted()

    def keys(self, offset: int = 0, limit: int = -1) -> list[int]:
        """Return the keys of a stretch of the list in order."""
        found = self._execute(
            f"SELECT {self._query.key} FROM {self._from()} {self._filter} "
            f"ORDER BY {self._order} LIMIT {limit} OFFSET {offset}"
        )
        return [int(key) for (key,) in found]

    def sought(self, key: int | None) -> int | None:
        """Return a key if its row has the words of the filter in its name, else the first such key.

        None stands for no such row, and for a filter without words.
        """
        if not self._named:
            return None
        found = self._execute(
            f"SELECT {self._query.key} FROM {self._from()} {self._filter} AND {self._named} "
            f"ORDER BY {self._query.key} <> {key or 0}, {self._order} LIMIT 1"
        )
        return int(found[0][0]) if found else None

    def page(self, offset: int = 0, limit: int = -1) -> list[R]:
        """Return a stretch of the list."""
        keys = self.keys(offset, limit)
        listed = ", ".join(map(str, keys))
        rows = self._execute(self._query.rows.replace(":keys", listed))
        by_key = {row[0]: self._query.line(row) for row in rows}
        return [by_key[key] for key in keys]

    def _from(self) -> str:
        if self._source is None:
            return self._query.table
        return self._source.few if self._filter and self._is_few else self._source.walk

    @functools.cached_property
    def _is_few(self) -> bool:
        return self._counted(f"LIMIT {_FEW + 1}") <= _FEW

    def _counted(self, limit: str = "") -> int:
        found = self._execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {self._query.table} {self._filter} {limit})"
        )
        return int(found[0][0])

    def _execute(self, sql: str) -> list[tuple[Any, ...]]:
        with told():
            return self._connection.execute(sql, self._values).fetchall()


def _filter(query: ListQuery[Any], wanted: Wanted) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"on": wanted.on.isoformat()}
    values["findings"] = json.dumps(dict(wanted.findings))
    conditions = []
    for index, (name, value) in enumerate(wanted.where.items()):
        parameter = f"value{index}"
        conditions.append(query.condition(name).replace(":value", f":{parameter}"))
        values[parameter] = value.isoformat() if isinstance(value, date) else value
    if wanted.text.strip():
        conditions.append(containing(query.found, wanted.text, values))
    narrowed, more = clauses(wanted.conditions, query.by_field)
    conditions += narrowed
    values |= more
    return f"WHERE {' AND '.join(conditions)}" if conditions else "", values


def _named(query: ListQuery[Any], wanted: Wanted, values: dict[str, object]) -> str:
    """Return the condition that a row has the words of a filter in its name, its first text."""
    places = (place for field, place in query.by_field.items() if field.type == "text")
    name = next(places, None)
    if name is None or not wanted.text.strip():
        return ""
    found = containing(name.found.replace("{value}", name.value), wanted.text, values)
    return f"coalesce({name.through.format(found)}, 0)"


@functools.lru_cache(maxsize=1000)
def _levels(text: str) -> Level:
    return tuple(json.loads(text))


@functools.lru_cache(maxsize=4000)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_READERS: Mapping[Any, Callable[[Any], Any]] = {
    bool: bool,
    date: date.fromisoformat,
    date | None: _day,
    datetime: datetime.fromisoformat,
    Level: _levels,
}
"""How a column is read whose value is not what SQL holds, by the type of its field."""
