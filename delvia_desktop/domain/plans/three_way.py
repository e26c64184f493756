"""Three states of one record, as it was and as two copies have it, joined into one.

What only one side changed is taken. Where both changed the same otherwise, a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple

from delvia_desktop.domain.plans.field_groups import parts
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import Record, kind_of


class Side(StrEnum):
    """Whose word counts where two copies of a register disagree."""

    OURS = "ours"
    THEIRS = "theirs"


Decide = Callable[[str], Side | None]
"""Tells by the key of a disagreement which side is right; None as long as nobody decided."""


class States(NamedTuple):
    """A record as it was last the same on both sides, and as each has it; None where it is not."""

    base: Any
    ours: Any
    theirs: Any


class Disagreement(NamedTuple):
    """What both sides changed otherwise: a field with what belongs to it, or the whole record.

    `field` is empty where one side deleted the record and the other changed or uses it.
    """

    states: States
    field: str = ""

    @property
    def record(self) -> Record:
        """The record as one of the sides has it, ours if it is there."""
        found: Record = self.states.ours or self.states.theirs
        return found

    @property
    def key(self) -> str:
        """The key by which it is decided: the kind and number of the record, then the field."""
        known: Record = self.states.base or self.states.ours
        return key_of((kind_of(known).name, int(known.id)), self.field)


def key_of(name: Name, field: str = "") -> str:
    """Return the key of a disagreement about a record, by its name, or about a field of it."""
    return f"{name[0]}/{name[1]}" + (f".{field}" if field else "")


def joined(states: States, decide: Decide) -> tuple[Any, tuple[Disagreement, ...]]:
    """Return a record of both sides, None if it goes, and in what they disagree.

    What they disagree in is as the side has it that was decided on, as ours before. A record that
    both sides added has no base: what only one of them filled in is taken.
    """
    base, ours, theirs = states
    if theirs in (base, ours):
        return ours, ()
    if ours == base:
        return theirs, ()
    if ours is None or theirs is None:
        found = Disagreement(states)
        return (theirs if decide(found.key) is Side.THEIRS else ours), (found,)
    taken: dict[str, Any] = {}
    several = []
    for name, fields in parts(kind_of(ours)).items():
        was, here, there = (_values(record, fields) for record in states)
        if there in (was, here) or (base is None and not _is_filled(there)):
            continue
        if here != was and (base is not None or _is_filled(here)):
            several.append(Disagreement(states, name))
            if decide(several[-1].key) is not Side.THEIRS:
                continue
        taken |= zip(fields, there, strict=True)
    return replace(ours, **taken), tuple(several)


def _is_filled(values: tuple[Any, ...]) -> bool:
    return any(value not in {None, "", ()} for value in values)


def _values(record: Any, fields: tuple[str, ...]) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple(getattr(record, field, None) for field in fields)
