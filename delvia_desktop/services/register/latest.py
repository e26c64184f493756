"""The situation as the register stands: read once, and after that only what acts touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.journal.journal import EMPTY, JournalHead
from delvia_desktop.storage.journal.pictures import head_of, still, take_picture
from delvia_desktop.storage.register.store import Store

_FOR_ALL = frozenset({"threshold", "brand"})
"""Kinds that every question may be about, so that nothing of before is kept."""


@dataclass(frozen=True)
class Touched:
    """What an act changed: the revision, and the kind and number of each record."""

    revision: int
    records: frozenset[Name]


class Latest:
    """What was read last, with what acts touched since."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: tuple[JournalHead, Situation] | None = None
        self._acts: dict[int, frozenset[Name]] = {}

    def touch(self, touched: Touched) -> None:
        """Remember what an act touched."""
        self._acts[touched.revision] = touched.records

    def branch(self) -> Latest:
        """Return the same knowledge, to go on by itself in another thread."""
        branch = Latest()
        branch._known, branch._acts = self._known, dict(self._acts)
        return branch

    def take_over(self, other: Latest) -> None:
        """Know what was read from a copy of the same register, unless more is known here."""
        mine, theirs = self._known, other._known
        if theirs is not None and (mine is None or mine[0].number < theirs[0].number):
            self._known = theirs

    def on(self, store: Store, day: date) -> Situation:
        """Return everything recorded as rules ask about it, on a day.

        It is read anew for another day, after what another program did, and within an act.
        """
        connection = store.connection
        if connection.in_transaction:
            return Situation(take_picture(connection, day))
        with still(connection):
            last = journal.head(connection)
            now = self._following(store, last, day) or Situation(take_picture(connection, day))
        self._known = last, now
        self._acts.clear()
        return now

    def _following(self, store: Store, last: JournalHead, day: date) -> Situation | None:
        """Return what follows from what is known and was touched since, None if that is unknown."""
        before, known = self._known or (EMPTY, None)
        acts = [self._acts.get(number) for number in range(before.number + 1, last.number + 1)]
        if known is None or known.on != day or None in acts or before.number > last.number:
            return None
        if not acts:
            return known if before == last else None
        touched = frozenset[Name]().union(*filter(None, acts))
        picture = _picture_after(known.picture, store, touched)
        is_new = any(kind in _FOR_ALL for kind, _ in touched)
        return Situation(picture) if is_new else known.after(picture, touched)


def _picture_after(before: Picture, store: Store, touched: Iterable[Name]) -> Picture:
    """Return the picture after acts, of which only what was touched is read."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for name, key in touched:
        by_kind[name].append(key)
    changed: dict[Name, Any] = {}
    for name, keys in by_kind.items():
        if (kind := kind_named(name)) is not None:
            there = store.records.there(kind.record, keys)
            changed |= {(name, key): there.get(key) for key in keys}
    return before.after(head_of(store.connection), changed)
