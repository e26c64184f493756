"""Texts that were looked at and hold no secret, remembered.

Tables say the same again and again, and what they say is looked at when it is read, planned and
recorded. A text that seems to hold a secret is never remembered.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_SHORT, _REMEMBERED = 300, 30_000
"""Characters of a text that is remembered, and how many texts are."""
WITHOUT: set[str] = set()
"""Texts in which nothing was found."""


def looked_at_once(find: Callable[[str], T | None]) -> Callable[[str], T | None]:
    """Let what finds something in few texts look only once at each of the others."""

    @functools.wraps(find)
    def found(text: str) -> T | None:
        if text in WITHOUT:
            return None
        seen = find(text)
        if seen is None and len(text) <= _SHORT:
            if len(WITHOUT) >= _REMEMBERED:
                WITHOUT.clear()
            WITHOUT.add(text)
        return seen

    return found
