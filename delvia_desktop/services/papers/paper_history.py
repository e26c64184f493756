"""The history that stands on papers: acts of a period, or those that touched some records.

It is told from the journal with the names that a picture knows, so that a paper about a moment of
the past says the same whenever it is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from types import MappingProxyType
from typing import Any, TypeVar, cast

from delvia_desktop.domain.access.logins import HOLDERS
from delvia_desktop.domain.findings.duties import duty_fields
from delvia_desktop.domain.lists.history import (
    FormerDuty,
    FormerHolding,
    FormerOwned,
    History,
    RecordedAct,
    called,
)
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.domain.redaction.redaction import Mask
from delvia_desktop.domain.words.moments import in_zone
from delvia_desktop.progress import progress
from delvia_desktop.services.history.history import change_in_words, done_in
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal import histories
from delvia_desktop.storage.journal.histories import HistoryStep
from delvia_desktop.storage.journal.journal import Revision

T = TypeVar("T")
Q = TypeVar("Q")

NEWEST = 200
"""Acts in the history of one record."""

_TOLD = 50
"""Records of one act that are told in words; the others are counted."""

_ZONES = timedelta(days=1)
"""No zone is further from UTC: the day of an act is that of the zone in which it was done."""


@dataclass(frozen=True)
class Journal:
    """The journal of a register as a paper may tell it: whole, or with people masked."""

    register: Register
    mask: Mask | None = None

    def shown(self, step: HistoryStep) -> HistoryStep:
        """Return what an act did to a record."""
        if self.mask is None:
            return step
        return replace(
            step,
            before=self.mask.values(step.kind, step.before) if step.before is not None else None,
            after=self.mask.values(step.kind, step.after) if step.after is not None else None,
        )

    def told(self, revision: Revision) -> tuple[str, str, str]:
        """Return who did an act, what it is called, and why it was done."""
        if self.mask is None:
            return revision.who, called(revision.title, revision.act), revision.reason
        mask = self.mask
        title = called(mask.text(revision.title), revision.act)
        return mask.named(revision.who), title, mask.text(revision.reason)


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


def acts_since(journal: Journal, picture: Picture, since: date) -> History:
    """Return the history for a paper of a period: every act from a day on, oldest first."""
    register = journal.register
    # A day at either end of the calendar has no day before or after it.
    start = max(since, date.min + _ZONES)
    end = min(picture.on, date.max - _ZONES)
    first = datetime.combine(start, time.min, UTC) - _ZONES
    last = datetime.combine(end, time.max, UTC) + _ZONES
    found = histories.acts_between(
        register.store.connection, first.isoformat(), last.isoformat(), picture.revision
    )
    known = _Pictured(picture)
    acts = []
    for number, revision in enumerate(found):
        progress(number, len(found))
        if since <= _at(revision).date() <= picture.on:
            acts.append(_act(journal, known, revision, None))
    return History(tuple(acts))


def acts_on(
    journal: Journal,
    picture: Picture,
    names: Collection[Name],
    also: Mapping[int, Collection[Name]] = MappingProxyType({}),
) -> History:
    """Return the history for a paper on some records: the newest acts, with what they did.

    `also` are records of which but one act is told, by its number.
    """
    connection = journal.register.store.connection
    every = {*names, *(name for more in also.values() for name in more)}
    own = {each.number for each in histories.acts_that_touched(connection, names, picture.revision)}
    found = [
        each
        for each in histories.acts_that_touched(connection, every, picture.revision)
        if each.number in own or each.number in also
    ]
    known = _Pictured(picture)
    acts = tuple(
        _act(journal, known, each, {*names, *also.get(each.number, ())}) for each in found[:NEWEST]
    )
    return History(acts, len(found) - len(acts))


def held_once(
    journal: Journal, picture: Picture, people: Collection[int]
) -> tuple[FormerHolding, ...]:
    """Return from the history, for a paper, which logins people held once, undone ones not."""
    found = _was_once(
        journal,
        picture,
        "login",
        tuple(product(HOLDERS, people)),
        lambda state, asked: state.get(asked[0]) == asked[1],
    )
    return tuple(
        FormerHolding(login, field, person, until, after.get(field))
        for login, (field, person), (until, _, after) in sorted(found, key=lambda each: each[:2])
        if login in picture.logins
    )


def owned_once(journal: Journal, picture: Picture, partner: int) -> tuple[FormerOwned, ...]:
    """Return from the history, for a paper, which assets a partner owned once."""
    found = _was_once(
        journal, picture, "asset", (partner,), lambda state, of: state.get("owner_partner") == of
    )
    return tuple(
        FormerOwned(asset, until) for asset, _, (until, *_) in found if asset in picture.assets
    )


def duties_once(journal: Journal, picture: Picture, person: int) -> tuple[FormerDuty, ...]:
    """Return from the history, for a paper, which duties a person had once, and who now.

    A duty names the person by key or, as it was spelt then, by name.
    """
    states = histories.states_of(journal.register.store.connection, "person", picture.revision)
    names = {fields["name"] for fields in states if fields["id"] == person}

    def has(state: Mapping[str, Any], field: str) -> bool:
        value = state.get(field)
        return value == person or (isinstance(value, str) and value in names)

    return tuple(
        FormerDuty(
            kind, record, field, until, _successor(journal, picture, kind, after, field), act
        )
        for kind in dict.fromkeys(kind for kind, _ in duty_fields())
        for record, field, (until, act, after) in _was_once(
            journal, picture, kind, [field for of, field in duty_fields() if of == kind], has
        )
        if after
    )


def _was_once(
    journal: Journal,
    picture: Picture,
    kind: str,
    asked: Sequence[Q],
    has: Callable[[Mapping[str, Any], Q], bool],
) -> list[tuple[int, Q, tuple[date, int, dict[str, Any]]]]:
    """Return of which records of a kind something was so once and is so no longer.

    With each come the day and the number of the act that ended it, and the fields after it, none if
    the record was deleted. What was undone never was.
    """
    begun: dict[tuple[int, Q], int] = {}
    ended: dict[tuple[int, Q], tuple[int, int, date, dict[str, Any]]] = {}
    states = histories.states_by_act(journal.register.store.connection, kind, picture.revision)
    for act, record, state in states:
        for at in ((record, each) for each in asked):
            if state is not None and has(state, at[1]):
                if at not in begun:
                    first, last, *_ = ended.pop(at, (act.number, 0))
                    begun[at] = first if act.reverts == last else act.number
            elif at in begun:
                first = begun.pop(at)
                if act.reverts != first:
                    ended[at] = first, act.number, _at(act).date(), state or {}
    return [
        (record, each, (until, act, after))
        for (record, each), (_, act, until, after) in ended.items()
    ]


def _successor(
    journal: Journal, picture: Picture, kind: str, state: dict[str, Any], field: str
) -> str:
    """Return the name of who has a duty, as the paper may tell it."""
    if journal.mask is not None:
        state = dict(journal.mask.values(kind, state))
    value = state.get(field)
    if isinstance(value, str):
        return value
    return next((p.name for key, p in picture.people.items() if key == value), "")


def _act(
    journal: Journal, known: _Pictured, revision: Revision, names: Collection[Name] | None
) -> RecordedAct:
    """Return an act, and what it did to some records; None stands for all."""
    steps = [
        journal.shown(step)
        for step in histories.steps_of(journal.register.store.connection, revision.number)
        if names is None or (step.kind, step.record) in names
    ]
    who, title, reason = journal.told(revision)
    return RecordedAct(
        revision.number,
        _at(revision),
        who,
        title,
        reason,
        revision.reverts,
        tuple(change_in_words(known, step) for step in steps[:_TOLD]),
        Counter((step.kind, done_in(step)) for step in steps),
    )


def _at(revision: Revision) -> datetime:
    return in_zone(datetime.fromisoformat(revision.at), revision.zone)
