"""Records as plain JSON values and back, the form in which the journal keeps them.

Absent means empty: None, an empty text and an empty tuple are left out, so a field that is added
later does not change what older records are.
"""

from __future__ import annotations

import functools
import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from delvia_desktop.domain.words.field_types import plain_types

T = TypeVar("T")
Json = dict[str, Any]
Reader = Callable[[Any], Any]

_EMPTY = (None, "", ())


def encode(record: object) -> Json:
    """Encode a record: return its fields that are not empty, as JSON values."""
    return {
        name: _plain(value)
        for name, _ in readers(type(record))
        if (value := getattr(record, name)) not in _EMPTY
    }


def decode(cls: type[T], data: Json) -> T:
    """Decode the data that `encode` made: return the record; unknown fields are ignored."""
    return cls(*[read(data.get(name)) for name, read in readers(cls)])


def canonical(data: object) -> str:
    """Return the one JSON text that a value is encoded as: sorted names, no blanks."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def readers(cls: type[Any]) -> tuple[tuple[str, Reader], ...]:
    """Return how each field of a record is decoded from its JSON value, in their order."""
    key: Any = cls
    return _readers(key)


@functools.cache
def _readers(cls: Any) -> tuple[tuple[str, Reader], ...]:  # noqa: ANN401 - a dataclass
    hints = plain_types(cls)
    return tuple((field.name, _reader(hints[field.name])) for field in fields(cls))


def _plain(value: object) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return encode(value)
    return value


def _reader(hint: Any) -> Reader:  # noqa: ANN401 - a type hint
    if hasattr(hint, "__supertype__"):  # a NewType
        return _reader(hint.__supertype__)
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        inner = _reader(next(part for part in typing.get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if typing.get_origin(hint) is tuple:
        item = _reader(typing.get_args(hint)[0])
        return lambda value: tuple(item(part) for part in value) if value else ()
    simple: dict[Any, Reader] = {
        str: lambda value: value or "",
        int: lambda value: value or 0,
        bool: bool,
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
    }
    return simple[hint] if hint in simple else functools.partial(decode, hint)
