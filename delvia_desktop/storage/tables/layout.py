"""How a kind of record lies in its table: its columns follow from the fields of the record."""

from __future__ import annotations

import functools
import types
import typing
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from typing import Any, Literal

from delvia_desktop.domain.records.kinds import Kind, references
from delvia_desktop.domain.words.field_types import plain_types

Content = Literal["key", "text", "day", "moment", "flag", "number", "list"]
"""What a column holds: lists are JSON, days and moments ISO texts, flags 0 or 1."""

_CONTENTS: dict[Any, Content] = {
    str: "text",
    date: "day",
    datetime: "moment",
    bool: "flag",
    int: "number",
}
_EMPTY: dict[Content, object] = {"text": "", "flag": 0, "number": 0, "list": "[]"}


@dataclass(frozen=True)
class StoredColumn:
    """One column of a table.

    `empty` is what stands for an absent value, None where that is NULL. `is_required` says that a
    record has no meaning without it. `target` is the table that a key leads to.
    """

    name: str
    content: Content
    empty: object = None
    is_required: bool = False
    target: str = ""

    @property
    def is_nullable(self) -> bool:
        """Whether the column may be NULL."""
        return self.empty is None and not self.is_required


@dataclass(frozen=True)
class Layout:
    """The table of a kind, and its columns: the fields, then the texts for finding."""

    table: str
    columns: tuple[StoredColumn, ...]

    @functools.cached_property
    def listed(self) -> str:
        """The names of the columns as SQL lists them."""
        return ", ".join(f'"{column.name}"' for column in self.columns)


FOR_FINDING = tuple(StoredColumn(name, "text", "") for name in ("name_key", "search", "name_order"))
"""Not fields of a record: its name and all its text as they are found, its name as it is sorted."""


@functools.cache
def layout_of(kind: Kind) -> Layout:
    """Return the layout of a kind's table: its columns follow from the record's fields."""
    targets = {field: table_name(target) for field, target in references(kind).items()}
    types_of = plain_types(kind.record)
    columns = []
    for field in fields(kind.record):
        hint, is_optional = _plain(types_of[field.name])
        content: Content = "list" if typing.get_origin(hint) is tuple else _CONTENTS[hint]
        if field.name == "id" or field.name in targets:
            content = "key"
        columns.append(
            StoredColumn(
                field.name,
                content,
                empty=None if is_optional else _EMPTY.get(content),
                is_required=not is_optional and field.default is MISSING,
                target=targets.get(field.name, ""),
            )
        )
    return Layout(table_name(kind), (*columns, *FOR_FINDING))


def table_name(kind: Kind) -> str:
    """Return the name of a kind's table in the layout: `business-center`, `business_centers`."""
    return kind.name.replace("-", "_") + "s"


def _plain(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - type hints
    """Return a type without None and without its name, and whether None was allowed."""
    is_optional = typing.get_origin(hint) in {types.UnionType, typing.Union}
    if is_optional:
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    return getattr(hint, "__supertype__", hint), is_optional
