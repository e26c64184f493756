"""Saved views: a filter of a list under a name, with its columns and its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

ViewKey = NewType("ViewKey", int)


@dataclass(frozen=True)
class View:
    """A list as somebody likes to look at it; no `columns` means the usual ones."""

    id: ViewKey
    name: str
    list_name: str
    query: str = ""
    order: str = ""
    is_descending: bool = False
    columns: tuple[str, ...] = ()
