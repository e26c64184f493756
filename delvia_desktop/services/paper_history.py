"""The history that stands on papers: acts of a period, or those that touched some records.

It is told from the journal with the names that a picture knows, so that a paper about a moment of
the past says the same whenever it is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar, cast

from delvia_desktop.domain.findings import Name
from delvia_desktop.domain.history import Act, History
from delvia_desktop.domain.kinds import kind_of
from delvia_desktop.domain.moments import in_zone
from delvia_desktop.domain.picture import PLACES, Picture
from delvia_desktop.reports.pages import Progress
from delvia_desktop.services.history import change_in_words, done_in
from delvia_desktop.services.register import Register
from delvia_desktop.storage import histories
from delvia_desktop.storage.journal import Revision

T = TypeVar("T")

NEWEST = 200
"""Acts in the history of one record."""

_TOLD = 50
"""Records of one act that are told in words; the others are counted."""

_ZONES = timedelta(days=1)
"""No zone is further from UTC: the day of an act is that of the zone in which it was done."""


class _Pictured:
    """The records of a picture, found by their id."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture

    def find(self, cls: type[T], **equal: object) -> T | None:
        """Return the record of a class with an id; None too for kinds that no picture has."""
        kind = kind_of(cast("type[Any]", cls)).name
        if kind == "brand":
            return cast("T", self._picture.brand)
        found = getattr(self._picture, PLACES[kind]).get(equal["id"]) if kind in PLACES else None
        return cast("T | None", found)


def acts_since(
    register: Register, picture: Picture, since: date, progress: Progress | None = None
) -> History:
    """Return every act from a day to the day of a picture that it knows, the oldest first."""
    first = datetime.combine(since, time.min, UTC) - _ZONES
    last = datetime.combine(picture.on, time.max, UTC) + _ZONES
    found = histories.acts_between(
        register.store.connection, first.isoformat(), last.isoformat(), picture.revision
    )
    known = _Pictured(picture)
    acts = []
    for number, revision in enumerate(found):
        if progress is not None:
            progress(number, len(found))
        if since <= _at(revision).date() <= picture.on:
            acts.append(_act(register, known, revision, None))
    return History(tuple(acts))


def acts_on(register: Register, picture: Picture, names: Collection[Name]) -> History:
    """Return the newest acts that touched some records, with what they did to those."""
    found = histories.acts_that_touched(register.store.connection, names, picture.revision)
    known = _Pictured(picture)
    acts = tuple(_act(register, known, each, names) for each in found[:NEWEST])
    return History(acts, len(found) - len(acts))


def _act(
    register: Register, known: _Pictured, revision: Revision, names: Collection[Name] | None
) -> Act:
    """Return an act, and what it did to some records; None stands for all."""
    steps = [
        step
        for step in histories.steps_of(register.store.connection, revision.number)
        if names is None or (step.kind, step.record) in names
    ]
    return Act(
        revision.number,
        _at(revision),
        revision.who,
        revision.title,
        revision.reason,
        revision.reverts,
        tuple(change_in_words(known, step) for step in steps[:_TOLD]),
        Counter((step.kind, done_in(step)) for step in steps),
    )


def _at(revision: Revision) -> datetime:
    return in_zone(datetime.fromisoformat(revision.at), revision.zone)
