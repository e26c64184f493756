"""Lists: how many, and pages of rows in order, for a text, a few conditions and a day.

A page is asked for in two steps, the keys in order and then their rows, so that sorting and jumping
touch narrow indices only.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from sqlite3 import Connection
from typing import Any, Generic, TypeVar, get_type_hints

from delvia_desktop.domain.evidence.evidence import EvidenceRow, NoteRow
from delvia_desktop.domain.lists.rows import (
    AccessRecordRow,
    AssetRow,
    AssignmentRow,
    BusinessCenterRow,
    ClaimRow,
    LoginRow,
    PartnerRow,
    PartnershipRow,
    PersonRow,
    RevisionRow,
    SeatRow,
    ShareRow,
    ShopPartnerRow,
    SparkCodeRow,
    TemplateRow,
    ViewRow,
    Wanted,
)
from delvia_desktop.domain.lists.work_rows import ReviewLineRow, ReviewRow, RunRow, StepRow
from delvia_desktop.domain.records.acknowledgements import AcknowledgementRow
from delvia_desktop.domain.words.moments import in_zone
from delvia_desktop.domain.words.vocabulary import Level
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.lists import (
    kept_queries,
    list_queries,
    partner_queries,
    people_queries,
    work_queries,
)
from delvia_desktop.storage.lists.filtering import clauses, containing
from delvia_desktop.storage.lists.list_queries import ListQuery

R = TypeVar("R")

_FEW = 5000
"""Rows that cost less to sort than it costs to look for them in a hundred thousand."""


class Listing(Generic[R]):
    """One list as asked for: its length, and its rows page by page."""

    def __init__(
        self,
        connection: Connection,
        query: ListQuery,
        wanted: Wanted,
        read: Callable[[Any, date], R],
    ) -> None:
        """Prepare the list; nothing is read yet. An unknown condition or order is a KeyError."""
        self._connection = connection
        self._query = query
        self._read = read
        self._wanted = wanted
        order = wanted.order or next(iter(query.orders))
        direction = "DESC" if wanted.descending else "ASC"
        self._order = query.orders[order].format(d=direction)
        self._source = query.sources.get(order)
        self._filter, self._values = _filter(query, wanted)
        self._named = _named(query, wanted, self._values)
        if self._named and order == next(iter(query.orders)):
            self._order = f"NOT {self._named}, {self._order}"
        self.fields = tuple(query.filters)

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
        by_key = {row[0]: self._read(row, self._wanted.on) for row in rows}
        return [by_key[key] for key in keys]

    def _from(self) -> str:
        if self._source is None:
            return self._query.keys
        return self._source.few if self._filter and self._is_few else self._source.walk

    @functools.cached_property
    def _is_few(self) -> bool:
        return self._counted(f"LIMIT {_FEW + 1}") <= _FEW

    def _counted(self, limit: str = "") -> int:
        found = self._execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {self._query.keys} {self._filter} {limit})"
        )
        return int(found[0][0])

    def _execute(self, sql: str) -> list[tuple[Any, ...]]:
        with told():
            return self._connection.execute(sql, self._values).fetchall()


def business_centers(connection: Connection, wanted: Wanted) -> Listing[BusinessCenterRow]:
    """List the Business Centers."""
    return Listing(connection, list_queries.BUSINESS_CENTERS, wanted, _reader(BusinessCenterRow))


def partners(connection: Connection, wanted: Wanted) -> Listing[PartnerRow]:
    """List the partners with the state of their newest partnership."""
    return Listing(connection, partner_queries.PARTNERS, wanted, _reader(PartnerRow))


def partnerships(connection: Connection, wanted: Wanted) -> Listing[PartnershipRow]:
    """List the partnerships with their state."""
    return Listing(connection, people_queries.PARTNERSHIPS, wanted, _reader(PartnershipRow))


def people(connection: Connection, wanted: Wanted) -> Listing[PersonRow]:
    """List the people with how much works for each."""
    return Listing(connection, people_queries.PEOPLE, wanted, _reader(PersonRow))


def seats(connection: Connection, wanted: Wanted) -> Listing[SeatRow]:
    """List the seats with their state."""
    return Listing(connection, people_queries.SEATS, wanted, _reader(SeatRow))


def assignments(connection: Connection, wanted: Wanted) -> Listing[AssignmentRow]:
    """List the assignments with level and state."""
    return Listing(connection, people_queries.ASSIGNMENTS, wanted, _reader(AssignmentRow))


def logins(connection: Connection, wanted: Wanted) -> Listing[LoginRow]:
    """List the logins with their holders."""
    return Listing(connection, people_queries.LOGINS, wanted, _reader(LoginRow))


def spark_codes(connection: Connection, wanted: Wanted) -> Listing[SparkCodeRow]:
    """List the Spark Ads codes with their state."""
    return Listing(connection, people_queries.SPARK_CODES, wanted, _reader(SparkCodeRow))


def claims(connection: Connection, wanted: Wanted) -> Listing[ClaimRow]:
    """List the claims with their state."""
    return Listing(connection, people_queries.CLAIMS, wanted, _reader(ClaimRow))


def evidence(connection: Connection, wanted: Wanted) -> Listing[EvidenceRow]:
    """List the files kept as evidence."""
    return Listing(connection, kept_queries.EVIDENCE, wanted, _reader(EvidenceRow))


def notes(connection: Connection, wanted: Wanted) -> Listing[NoteRow]:
    """List the notes."""
    return Listing(connection, kept_queries.NOTES, wanted, _reader(NoteRow))


def templates(connection: Connection, wanted: Wanted) -> Listing[TemplateRow]:
    """List the templates that are kept."""
    return Listing(connection, kept_queries.TEMPLATES, wanted, _reader(TemplateRow))


def views(connection: Connection, wanted: Wanted) -> Listing[ViewRow]:
    """List the saved views."""
    return Listing(connection, kept_queries.VIEWS, wanted, _reader(ViewRow))


def shop_partners(connection: Connection, wanted: Wanted) -> Listing[ShopPartnerRow]:
    """List the shop partners with their state."""
    return Listing(connection, people_queries.SHOP_PARTNERS, wanted, _reader(ShopPartnerRow))


def assets(connection: Connection, wanted: Wanted) -> Listing[AssetRow]:
    """List the assets with their owners."""
    return Listing(connection, list_queries.ASSETS, wanted, _reader(AssetRow))


def shares(connection: Connection, wanted: Wanted) -> Listing[ShareRow]:
    """List the shares with level and state on the day."""
    return Listing(connection, list_queries.SHARES, wanted, _share)


def reviews(connection: Connection, wanted: Wanted) -> Listing[ReviewRow]:
    """List the reviews with their state and what is left to do."""
    return Listing(connection, work_queries.REVIEWS, wanted, _reader(ReviewRow))


def review_lines(connection: Connection, wanted: Wanted) -> Listing[ReviewLineRow]:
    """List the lines of reviews with what was decided."""
    return Listing(connection, work_queries.REVIEW_LINES, wanted, _reader(ReviewLineRow))


def decisions(connection: Connection, review: int) -> dict[str, int]:
    """Return how many lines of a review were decided each way; undecided ones have no word."""
    with told():
        rows = connection.execute(
            "SELECT decision, count(*) FROM review_lines WHERE review = ? GROUP BY decision",
            (review,),
        )
        return dict(rows.fetchall())


def runs(connection: Connection, wanted: Wanted) -> Listing[RunRow]:
    """List the procedures that are or were carried out."""
    return Listing(connection, work_queries.RUNS, wanted, _reader(RunRow))


def steps(connection: Connection, wanted: Wanted) -> Listing[StepRow]:
    """List the steps that were recorded."""
    return Listing(connection, work_queries.STEPS, wanted, _reader(StepRow))


def access_records(connection: Connection, wanted: Wanted) -> Listing[AccessRecordRow]:
    """List the issued access records."""
    return Listing(connection, list_queries.ACCESS_RECORDS, wanted, _reader(AccessRecordRow))


def acknowledgements(connection: Connection, wanted: Wanted) -> Listing[AcknowledgementRow]:
    """List who signed which paper."""
    return Listing(connection, kept_queries.ACKNOWLEDGEMENTS, wanted, _reader(AcknowledgementRow))


def revisions(connection: Connection, wanted: Wanted) -> Listing[RevisionRow]:
    """List the revisions."""
    return Listing(connection, list_queries.REVISIONS, wanted, _revision)


def _filter(query: ListQuery, wanted: Wanted) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"on": wanted.on.isoformat()}
    values["findings"] = json.dumps(dict(wanted.findings))
    conditions = []
    for index, (name, value) in enumerate(wanted.where.items()):
        parameter = f"value{index}"
        conditions.append(query.conditions[name].replace(":value", f":{parameter}"))
        values[parameter] = value.isoformat() if isinstance(value, date) else value
    if wanted.text.strip():
        conditions.append(containing(query.found, wanted.text, values))
    narrowed, more = clauses(wanted.conditions, query.filters)
    conditions += narrowed
    values |= more
    return f"WHERE {' AND '.join(conditions)}" if conditions else "", values


def _named(query: ListQuery, wanted: Wanted, values: dict[str, object]) -> str:
    """Return the condition that a row has the words of a filter in its name, its first text."""
    places = (place for field, place in query.filters.items() if field.type == "text")
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


def _with(row: Any, readers: Mapping[int, Callable[[Any], Any]]) -> list[Any]:  # noqa: ANN401
    values = list(row)
    for place, read in readers.items():
        values[place] = read(values[place])
    return values


# What follows turns rows of SQL, whose columns the queries name in the order of the fields.


@functools.cache
def _reader(cls: type[R]) -> Callable[[Any, date], R]:
    """Return what reads a row of SQL into a line whose fields say by their types what they hold."""
    hints = get_type_hints(cls)
    readers: dict[int, Callable[[Any], Any]] = {
        place: _READERS[hint] for place, hint in enumerate(hints.values()) if hint in _READERS
    }
    return lambda row, _on: cls(*_with(row, readers))


def _share(row: Any, on: date) -> ShareRow:  # noqa: ANN401
    def level(text: str) -> Level:
        if row[24] == "[]":
            return _levels(text)
        # A level raised after the day does not count yet, as in domain.shares.level_on.
        later = (step["was"] for step in json.loads(row[24]) if step["on"] > on.isoformat())
        return tuple(next(later, json.loads(text)))

    days = map(_day, row[13:21])
    return ShareRow._make((*row[:9], level(row[9]), *row[10:13], *days, *row[21:24]))


def _revision(row: Any, _on: date) -> RevisionRow:  # noqa: ANN401
    moment = in_zone(datetime.fromisoformat(row[1]), row[2])
    return RevisionRow(*_with(row, {1: lambda _: moment}))
