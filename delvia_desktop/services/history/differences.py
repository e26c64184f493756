"""What changed between two moments: the net effect, record by record and field by field."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.records.kinds import field_label
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.field_words import name_in, shown
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal import histories
from delvia_desktop.storage.journal.histories import NetChange


@dataclass(frozen=True)
class FieldDifference:
    """One field: its name and label, its values as they are kept, and as they read."""

    field: str
    label: str
    before: Any
    after: Any
    before_words: str
    after_words: str


@dataclass(frozen=True)
class Difference:
    """One record that is not what it was: `added`, `changed` or `gone`, and what did it.

    Its name and its fields are put into words when they are asked for.
    """

    kind: str
    id: int
    what: str
    change: NetChange
    register: Register

    @property
    def revisions(self) -> tuple[int, ...]:
        """The revisions that changed the record."""
        return self.change.revisions

    @functools.cached_property
    def name(self) -> str:
        """What the record is called."""
        every = {**(self.change.before or {}), **(self.change.after or {})}
        return name_in(self.register.records, self.kind, self.id, every)

    @functools.cached_property
    def fields(self) -> tuple[FieldDifference, ...]:
        """The fields that differ."""
        before, after = self.change.before or {}, self.change.after or {}
        return tuple(
            _field(self.register, self.kind, name, before, after)
            for name in {**before, **after}
            if name != "id" and before.get(name) != after.get(name)
        )

    @property
    def told(self) -> tuple[FieldDifference, ...]:
        """Those of them that read otherwise: a note that is empty was none before."""
        return tuple(each for each in self.fields if each.before_words != each.after_words)


def differences(register: Register, first: int, last: int) -> tuple[Difference, ...]:
    """Return the differences of a register between the revisions `first` and `last`.

    A record that was made and deleted between, or changed and changed back, is not among them.
    With `last` before `first` the same is told the other way round.
    """
    changes = histories.net_changes(register.store.connection, min(first, last), max(first, last))
    if last < first:
        changes = [change.reversed() for change in changes]
    return tuple(_difference(register, change) for change in changes)


def what_words(what: str) -> str:
    """Return the word for a difference: what happened to a record."""
    return {"added": tr("Added"), "changed": tr("Changed"), "gone": tr("Removed")}[what]


def _difference(register: Register, change: NetChange) -> Difference:
    what = {(False, True): "added", (True, False): "gone"}.get(change.was_there, "changed")
    return Difference(change.kind, change.record, what, change, register)


def _field(
    register: Register,
    kind: str,
    name: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> FieldDifference:
    every = {**before, **after}
    return FieldDifference(
        name,
        field_label(name, kind),
        before.get(name),
        after.get(name),
        shown(register.records, kind, every, name, before.get(name)),
        shown(register.records, kind, every, name, after.get(name)),
    )
