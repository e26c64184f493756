"""Which record a source means: by key, id, code, address or handle, and by name as a suggestion."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from delvia_desktop.domain.words.ids import rounds_to
from delvia_desktop.domain.words.text import folded

_BEGINNING = 3
"""Digits by which ids are kept, so that a rounded one is sought among few."""


class FoundBy(StrEnum):
    """By what a record was found; a name is a suggestion and nothing more."""

    KEY = "key"
    ID = "id"
    CODE = "code"
    EMAIL = "email"
    HANDLE = "handle"
    ROUNDED = "rounded"
    NAME = "name"


@dataclass(frozen=True)
class Match:
    """The record that is meant, by its key, and how it was found; several may have a name."""

    key: int | None = None
    by: FoundBy | None = None
    others: tuple[int, ...] = ()


class Index:
    """Records of one kind by what a source may name them; new ones are taken in as they come."""

    def __init__(self) -> None:
        """Begin with none."""
        self._by: Mapping[FoundBy, dict[str, list[int]]] = {
            by: defaultdict(list) for by in FoundBy if by not in {FoundBy.KEY, FoundBy.ROUNDED}
        }
        self._known: set[int] = set()
        self._begun: dict[str, list[str]] = defaultdict(list)

    def add(self, key: int, names: Iterable[tuple[FoundBy, str]]) -> None:
        """Take in a record with what names it."""
        self._known.add(key)
        for by, text in names:
            found = self._by[by][_alike(by, text)] if text else [key]
            if key not in found:
                if by is FoundBy.ID and not found:
                    self._begun[text[:_BEGINNING]].append(text)
                found.append(key)

    def drop(self, key: int) -> None:
        """Forget a record: what made it was taken back."""
        self._known.discard(key)

    def find(self, names: Iterable[tuple[FoundBy, str]], fits: Callable[[int], bool]) -> Match:
        """Return the record that some texts name, the surest way first.

        `fits` tells of a key whether the record may be meant, as a type of asset does.
        """
        near: list[int] = []
        for by, text in names:
            if not text:
                continue
            if by is FoundBy.ROUNDED:
                near = found = [key for key in self._rounded(text) if fits(key)]
            else:
                held = self._by[by].get(_alike(by, text), ())
                found = [key for key in held if key in self._known and fits(key)]
                found = [key for key in found if key in near] or found
            if len(found) == 1:
                return Match(found[0], FoundBy.ROUNDED if found[0] in near else by)
            if found and by is not FoundBy.ROUNDED:
                return Match(None, by, tuple(found))
        return Match(None, FoundBy.ROUNDED, tuple(near)) if near else Match()

    def _rounded(self, damaged: str) -> Iterator[int]:
        """Yield the records whose id becomes a damaged one; rounding may carry to its beginning."""
        shown = re.sub(r"[.,]|[eE].*", "", damaged)
        first = int(shown[:_BEGINNING])
        near = (
            [str(first + step) for step in (-1, 0, 1)] if len(shown) > _BEGINNING else self._begun
        )
        for text in (text for begins in tuple(near) for text in self._begun.get(begins, ())):
            if text == damaged or rounds_to(text, damaged):
                yield from (k for k in self._by[FoundBy.ID][text] if k in self._known)


def alike(name: tuple[FoundBy, str]) -> tuple[FoundBy, str]:
    """Return a name as it is compared with others."""
    by, text = name
    return by, _alike(by, text)


def _alike(by: FoundBy, text: str) -> str:
    """Return a text as it is compared: names and addresses without case and accents."""
    if by is FoundBy.HANDLE:
        return folded(text).lstrip("@")
    return text if by in {FoundBy.ID, FoundBy.CODE} else folded(text)
