"""What a table shows, as services give it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Rows(Protocol):
    """A list as services give it."""

    def count(self) -> int:
        """Return how many rows there are."""

    def page(self, offset: int = 0, limit: int = -1) -> Sequence[Any]:
        """Return a stretch of rows, each with an `id`."""

    def keys(self, offset: int = 0, limit: int = -1) -> Sequence[int]:
        """Return the keys of a stretch of rows in their order."""


class HeldRows:
    """Rows that are all there already, for short lists."""

    def __init__(self, rows: Sequence[Any]) -> None:
        """Hold them in their order."""
        self._rows = rows

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def page(self, offset: int = 0, limit: int = -1) -> Sequence[Any]:
        """Return a stretch of rows."""
        return self._rows[offset:] if limit < 0 else self._rows[offset : offset + limit]

    def keys(self, offset: int = 0, limit: int = -1) -> Sequence[int]:
        """Return the keys of a stretch of rows."""
        return [row.id for row in self.page(offset, limit)]
