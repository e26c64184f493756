"""What columns are called, as people read them."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from delvia_desktop.domain.plans.columns import (
    LISTED,
    LineColumn,
    column_label,
    columns,
)
from delvia_desktop.exchange.headings import SECRET, meanings
from delvia_desktop.i18n import tr


def column_meanings(kind: str) -> list[tuple[str, str]]:
    """Return what a column may mean, by code, in words: as people call it, or as a kind has it."""
    found = {each.code: tr(each.label) for each in meanings().values() if each.code != SECRET}
    for column in columns(kind) if kind else ():
        found.setdefault(column.name, column_label(column))
    return list(found.items())


def meaning_label(code: str) -> str:
    """Return what a meaning is called, also one that only some kind has."""
    if code in meanings():
        return tr(meanings()[code].label)
    column = _canonical().get(code)
    return column_label(column) if column is not None else code


@functools.cache
def _canonical() -> Mapping[str, LineColumn]:
    """Return a column of each name in which the program itself writes tables."""
    return {column.name: column for kind in reversed(LISTED) for column in columns(kind)}
