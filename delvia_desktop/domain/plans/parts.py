"""What a line says of each record that it names, by the columns of that record itself."""

from __future__ import annotations

import functools

from delvia_desktop.domain.plans.cells import ReadCells
from delvia_desktop.domain.plans.columns import columns


def part_of(
    kind: str, path: tuple[str, ...], of: str, cells: ReadCells
) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a line says of a record at a path, by that record's own columns; the damaged too.

    The type of the asset goes with it, because an ID is one of a type.
    """
    texts = {own: cells.texts[name] for name, own in _named(kind, path, of, tuple(cells.texts))}
    damaged = {own: cells.damaged[name] for name, own in _named(kind, path, of, (*cells.damaged,))}
    return ({} if texts.keys() <= {"asset_type"} and not damaged else texts), damaged


@functools.lru_cache(4096)
def _named(
    kind: str, path: tuple[str, ...], of: str, there: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return of the columns that are there those about a record, each with its own name for it."""
    own = {column.path: column.name for column in columns(of)}
    within = len(path)
    return tuple(
        (column.name, own[column.path[within:]])
        for column in columns(kind)
        if column.name in there and column.path[:within] == path and column.path[within:] in own
    )
