"""The history: who changed what, when and why, in sentences, per record and for the whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from delvia_desktop.domain.codec import encode
from delvia_desktop.domain.kinds import Record
from delvia_desktop.domain.rows import RevisionRow, Wanted
from delvia_desktop.i18n import tr
from delvia_desktop.services.field_words import field_label, name_in, shown
from delvia_desktop.services.register import Register
from delvia_desktop.storage import histories, lists
from delvia_desktop.storage.histories import Step
from delvia_desktop.storage.lists import Listing


@dataclass(frozen=True)
class FieldChange:
    """One field of one record: its label, and its value before and after as people read it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """What a revision did to one record: `made`, `changed` or `deleted`."""

    kind: str
    id: int
    name: str
    what: str
    fields: tuple[FieldChange, ...]


def list_revisions(register: Register, wanted: Wanted) -> Listing[RevisionRow]:
    """List the revisions; the condition `records` takes what `about` returns."""
    return lists.revisions(register.store.connection, wanted)


def about(records: Iterable[tuple[str, int]]) -> str:
    """Return what limits a list of revisions to those that changed one of some records."""
    return json.dumps([list(record) for record in records])


def changes_in(register: Register, revision: int) -> tuple[RecordChange, ...]:
    """Return what a revision changed, field by field."""
    steps = histories.steps_of(register.store.connection, revision)
    return tuple(_record_change(register, step) for step in steps)


def facts_of(register: Register, kind_name: str, record: Record) -> list[tuple[str, str]]:
    """Return what is recorded about a record, field by field, in words."""
    fields = encode(record)
    return [
        (field_label(name, kind_name), shown(register, kind_name, fields, name, value))
        for name, value in fields.items()
        if name != "id" and value is not False
    ]


def _record_change(register: Register, step: Step) -> RecordChange:
    before, after = step.before or {}, step.after or {}
    what = tr("changed")
    if step.before is None:
        what = tr("recorded")
    if step.after is None:
        what = tr("deleted")
    named = {**before, **after}
    return RecordChange(
        step.kind,
        step.record,
        name_in(register, step.kind, step.record, named),
        what,
        tuple(
            FieldChange(
                field_label(name, step.kind),
                shown(register, step.kind, named, name, before.get(name)),
                shown(register, step.kind, named, name, after.get(name)),
            )
            for name in named
            if name != "id" and before.get(name) != after.get(name)
        ),
    )
