"""A record as one line of a table: what its columns are called, and what stands in them.

What goes out has these columns, and what comes in is compared in them, so that a table that nobody
changed is no change. A record is named by what people and TikTok call it: an asset by name, ID and
type, a person by name and address.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from delvia_desktop.domain.access.former_ids import FormerId
from delvia_desktop.domain.records.kinds import (
    Kind,
    Record,
    codes,
    kind_named,
    kind_of,
    labels,
    references,
    treatments,
)
from delvia_desktop.domain.words.field_types import Treatment, plain_types
from delvia_desktop.domain.words.vocabulary import Level
from delvia_desktop.i18n import tr

KEY = "record_key"
"""The column by which a record is known again, whatever happened to its names and IDs."""

BETWEEN = "; "
"""What stands between the parts of a set in a cell."""

LISTED = (
    "business-center", "partner", "partnership", "person", "seat", "asset", "share", "assignment",
    "login", "spark-code", "shop-partner",
)  # fmt: skip
"""The kinds that go out and come in as tables, each after those that it refers to."""


RENAMED: Mapping[str, Mapping[str, str]] = {
    "seat": {"level": "role", "granted_on": "accepted_on", "revoked_on": "removed_on"},
    "partnership": {"granted_on": "engagement_start", "planned_end": "engagement_end"},
}
"""What a column that people have for all access is called in records of a kind."""


class Holds(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    ID = "id"
    """Digits or a code of TikTok's, which no program may take for a number."""
    DAY = "day"
    """ISO 8601."""
    CODE = "code"
    """A code of the vocabulary; `LineColumn.group` has its words."""
    LEVEL = "level"
    """Codes of access levels of the type of asset, `BETWEEN` them."""
    YES_NO = "yes-no"
    """`yes` or `no`."""
    NUMBER = "number"
    """A whole number."""
    LINES = "lines"
    """Former IDs, `BETWEEN` them, as they are typed."""


@dataclass(frozen=True)
class LineColumn:
    """A column of a kind of record: its name in every language, and what its cells hold.

    `path` leads from the record to the value: a field, or the field that refers to another record
    and on from there. `label` is what people call it, in English.
    """

    name: str
    path: tuple[str, ...]
    label: str
    holds: Holds = Holds.TEXT
    group: str = ""

    @property
    def field(self) -> str:
        """The field of the record itself that the column tells of."""
        return self.path[0]


class _Part(NamedTuple):
    """One of the columns by which a record is named, itself and by others."""

    suffix: str
    label: str
    path: tuple[str, ...]
    holds: Holds = Holds.TEXT


class _Way(NamedTuple):
    """The way from a record to a value: references, the field, the kind it refers to if it does."""

    through: tuple[tuple[str, Kind], ...]
    field: str
    of: Kind | None


_NAMED_BY: Mapping[str, tuple[_Part, ...]] = {
    "business-center": (
        _Part("", "{it}", ("name",)),
        _Part("_id", "{it} ID", ("bc_id",), Holds.ID),
    ),
    "partner": (
        _Part("", "{it}", ("name",)),
        _Part("_id", "{it} Business Center ID", ("business_center", "bc_id"), Holds.ID),
    ),
    "asset": (
        _Part("", "{it}", ("name",)),
        _Part("_id", "{it} ID", ("asset_id",), Holds.ID),
        _Part("_type", "{it} type", ("asset_type",), Holds.CODE),
        _Part("_pixel_code", "{it} pixel code", ("pixel_code",), Holds.ID),
    ),
    "person": (
        _Part("", "{it}", ("name",)),
        _Part("_email", "{it} email", ("email",)),
    ),
}
"""By what people and TikTok name a record; a partnership is named by its partner and our center."""

ASSET_TYPE = "asset_type"
"""The group of the types of assets, which stand apart from the other vocabulary."""


@functools.cache
def columns(kind_name: str) -> tuple[LineColumn, ...]:
    """Return the columns of a kind of `LISTED`, the key of the record first; each has one name."""
    kind = _kind(kind_name)
    return (
        LineColumn(KEY, ("id",), "Record in Delvia"),
        *_naming(kind, _word(kind_name), (), kind.label()),
        *_others(kind),
    )


@functools.cache
def columns_by_name(kind_name: str) -> Mapping[str, LineColumn]:
    """Return the columns of a kind of `LISTED` by their names."""
    return {column.name: column for column in columns(kind_name)}


def line(
    record: Record,
    found: Callable[[Kind, int], Record | None],
    wanted: Collection[str] | None = None,
) -> dict[str, str]:
    """Return the texts of a record by the names of its columns, the empty ones too.

    `found` returns a record by its kind and key, None if there is none; `wanted` are the columns
    that are asked for, all if it is None.
    """
    ways = _ways(kind_of(record).name, None if wanted is None else frozenset(wanted))
    texts = {name: _followed(record, way, found) for name, way in ways.items()}
    texts[KEY] = key_of(record)
    return texts


def says(record: Record, texts: Mapping[str, str]) -> bool:
    """Tell whether a record has just these texts in some columns of its own."""
    fields = columns_by_name(kind_of(record).name)
    return all(_text(getattr(record, fields[name].path[0])) == texts[name] for name in texts)


def key_of(record: Record) -> str:
    """Return the text of `KEY` for a record, such as `share 12`."""
    return f"{kind_of(record).name} {record.id}"


def column_label(column: LineColumn) -> str:
    """Return what a column is called, in the language that is spoken."""
    return tr(column.label)


def _followed(record: Record, way: _Way, found: Callable[[Kind, int], Record | None]) -> str:
    at: Record | None = record
    for name, kind in way.through:
        key = getattr(at, name)
        at = found(kind, key) if key is not None else None
        if at is None:
            return ""
    value = getattr(at, way.field)
    return f"{way.of.name} {value}" if way.of is not None and value is not None else _text(value)


@functools.lru_cache(1024)
def _ways(kind_name: str, wanted: frozenset[str] | None) -> Mapping[str, _Way]:
    """Return by the name of each column of a kind that is wanted the way to its value."""
    found: dict[str, _Way] = {}
    for column in columns(kind_name):
        if wanted is not None and column.name not in wanted:
            continue
        kind, through = _kind(kind_name), []
        for name in column.path[:-1]:
            kind = references(kind)[name]
            through.append((name, kind))
        last = column.path[-1]
        found[column.name] = _Way(tuple(through), last, references(kind).get(last))
    return found


def _text(value: object) -> str:
    """Return a value as the text of a cell."""
    if type(value) is str:  # most are
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return BETWEEN.join(map(str, value))
    return str(value)


def _others(kind: Kind) -> Iterator[LineColumn]:
    """Yield the columns beside those by which a record of the kind itself is named."""
    groups, targets = codes(kind), references(kind)
    named = {part.path[0] for part in _NAMED_BY.get(kind.name, ())}
    for name, hint in plain_types(kind.record).items():
        holds = _holds(hint, name in groups)
        if name in named or name == "id" or holds is None:
            continue
        label = labels(kind)[name]
        if name in targets:
            yield from _naming(targets[name], name, (name,), label)
        else:
            is_id = treatments(kind).get(name) is Treatment.ID
            held = Holds.ID if is_id else holds
            yield LineColumn(name, (name,), label, held, groups.get(name, ""))


def _naming(kind: Kind, word: str, path: tuple[str, ...], label: str) -> Iterator[LineColumn]:
    """Yield the columns that name a record of a kind which lies at a path."""
    if kind.name == "partnership":
        if path:
            yield from _naming(_kind("partner"), "partner", (*path, "partner"), "Partner")
            center = (*path, "business_center")
            yield from _naming(_kind("business-center"), center[-1], center, "Business Center")
    elif kind.name in _NAMED_BY:
        for part in _NAMED_BY[kind.name]:
            group = ASSET_TYPE if part.holds is Holds.CODE else ""
            name = part.label.replace("{it}", label)
            yield LineColumn(word + part.suffix, (*path, *part.path), name, part.holds, group)
    elif path:
        yield LineColumn(word, path, label)


def _holds(hint: Any, is_code: bool) -> Holds | None:  # noqa: ANN401, FBT001 - a type
    """Return what a column for a field of a type holds, None if it is nothing for one cell."""
    parts = {hint, *typing.get_args(hint)}
    if hint == Level:
        return Holds.LEVEL
    if date in parts:
        return Holds.DAY
    if hint is bool:
        return Holds.YES_NO
    if is_code:
        return Holds.CODE
    if typing.get_origin(hint) is tuple:
        return Holds.LINES if hint == tuple[FormerId, ...] else None
    return Holds.NUMBER if hint is int else Holds.TEXT


def _word(kind_name: str) -> str:
    return kind_name.replace("-", "_")


def _kind(name: str) -> Kind:
    found = kind_named(name)
    if found is None:
        raise KeyError(name)
    return found
