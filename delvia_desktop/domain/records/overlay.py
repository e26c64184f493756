"""A mapping that never changes, and one that differs from it in a few entries.

A large register is looked at again after each act: what an act leaves as it was is not copied.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from typing_extensions import override

K = TypeVar("K", bound=Any)
V = TypeVar("V")

_MOST = 1_000
"""Entries laid over a mapping, beyond which it is copied with them."""


def laid_over(below: Mapping[K, V], changes: Mapping[K, V | None]) -> Mapping[K, V]:
    """Return a mapping with an overlay: some entries changed or added, the None ones out.

    Keys that are in order below stay in order, as if all entries had been made anew.
    """
    if not changes:
        return below
    if isinstance(below, Overlay):
        return below.after(changes)
    return Overlay(below, changes)


class Overlay(Mapping[K, V]):
    """Entries laid over a mapping; None stands for one that is gone."""

    def __init__(self, below: Mapping[K, V], above: Mapping[K, V | None]) -> None:
        """Lay some entries over a mapping that does not change any more."""
        self._below = below
        self._above = above
        added = sum(v is not None and k not in below for k, v in above.items())
        gone = sum(v is None and k in below for k, v in above.items())
        self._length = len(below) + added - gone

    def after(self, changes: Mapping[K, V | None]) -> Overlay[K, V]:
        """Return what comes of it by more changes."""
        if len(self._above) + len(changes) > _MOST:
            return Overlay(self._whole, changes)
        return Overlay(self._below, {**self._above, **changes})

    @override
    def __getitem__(self, key: K) -> V:
        if key in self._above:
            found = self._above[key]
            if found is None:
                raise KeyError(key)
            return found
        return self._below[key]

    @override
    def __len__(self) -> int:
        return self._length

    @override
    def __iter__(self) -> Iterator[K]:
        return iter(self._whole)

    @override
    def values(self) -> Any:
        return self._whole.values()

    @override
    def items(self) -> Any:
        return self._whole.items()

    @functools.cached_property
    def _whole(self) -> dict[K, V]:
        """Every entry, made when somebody goes through all of them."""
        whole = dict(self._below)
        last = next(reversed(whole), None)
        comes_back = False
        for key, value in sorted(self._above.items(), key=lambda entry: entry[0]):
            if value is None:
                whole.pop(key, None)
            else:
                comes_back |= key not in whole and last is not None and key < last
                whole[key] = value
        return dict(sorted(whole.items())) if comes_back else whole
