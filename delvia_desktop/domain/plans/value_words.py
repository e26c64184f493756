"""What the texts in columns are called, as people read them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from delvia_desktop.domain.plans.columns import (
    ASSET_TYPE,
    BETWEEN,
    LISTED,
    Holds,
    columns,
)
from delvia_desktop.domain.words.vocabulary import asset_types, term, type_label
from delvia_desktop.i18n import show_day, tr


def value_words(kind: str, name: str, text: str) -> str:
    """Return a text in a column of a kind as people read it: a date, a code or levels in words."""
    column = next((c for c in columns(kind) if c.name == name), None) if kind in LISTED else None
    if column is None or not text:
        return text
    if column.holds is Holds.DAY:
        with suppress(ValueError):
            return show_day(date.fromisoformat(text))
    if column.holds is Holds.CODE:
        is_type = column.group == ASSET_TYPE
        return type_label(text) if is_type else term(column.group, text).label
    if column.holds is Holds.LEVEL:
        return BETWEEN.join(map(_level_words, text.split(BETWEEN)))
    return text


def _level_words(code: str) -> str:
    levels = (level for kind in asset_types().values() for level in kind.levels)
    return next((tr(level.label) for level in levels if level.code == code), code)
