"""The history in words: acts of the register, and what each did to which records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from delvia_desktop.i18n import tr


class Done(StrEnum):
    """What an act did to a record."""

    RECORDED = "recorded"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True)
class FieldChange:
    """One field of one record: its label, and its value before and after as people read it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """What an act did to one record, by its kind and number."""

    kind: str
    id: int
    name: str
    done: Done
    fields: tuple[FieldChange, ...]

    @property
    def what(self) -> str:
        """The word for what was done to it."""
        return done_words(self.done)


@dataclass(frozen=True)
class RecordedAct:
    """One revision: everything that was changed together, who did it, when and why.

    `at` is in the zone in which it was done. `changes` are told in words, `counts` count all that
    it touched, by kind of record and what was done to it.
    """

    number: int
    at: datetime
    who: str
    title: str
    reason: str
    reverts: int | None
    changes: tuple[RecordChange, ...]
    counts: Mapping[tuple[str, Done], int]

    @property
    def untold(self) -> int:
        """How many records it touched beside those that are told."""
        return sum(self.counts.values()) - len(self.changes)


@dataclass(frozen=True)
class FormerHolding:
    """Who held the mailbox or the recovery of a login, until when, and who has it since."""

    login: int
    field: str
    person: int
    until: date
    successor: int | None = None


@dataclass(frozen=True)
class FormerDuty:
    """A duty that somebody had: the field of a record, until when, and who has it since.

    `act` is the revision in which it was handed over.
    """

    kind: str
    id: int
    field: str
    until: date
    successor: str
    act: int


@dataclass(frozen=True)
class FormerOwned:
    """An asset that a partner owned by the record, and until when."""

    asset: int
    until: date


@dataclass(frozen=True)
class History:
    """Acts in the order in which they are told, how many more there are, and who had what."""

    acts: tuple[RecordedAct, ...] = ()
    left_out: int = 0
    held: tuple[FormerHolding, ...] = ()
    duties: tuple[FormerDuty, ...] = ()
    owned: tuple[FormerOwned, ...] = ()


def called(title: str, act: str) -> str:
    """Return what the list of history calls an act; one that undoes has the other's title."""
    if act == "undo":
        return tr("Undo: {title}", title=title)
    return tr("Redo: {title}", title=title) if act == "redo" else title


def done_words(done: Done) -> str:
    """Return the word in the list of history for what an act did to a record."""
    return {
        Done.RECORDED: tr("recorded"),
        Done.CHANGED: tr("changed"),
        Done.DELETED: tr("deleted"),
    }[done]
