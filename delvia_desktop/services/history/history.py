"""The history: who changed what, when and why, in sentences, per record and for the whole."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from typing import Any

from delvia_desktop.domain.lists.history import Done, FieldChange, RecordChange
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import Record, field_label
from delvia_desktop.services.register.field_words import differing, name_in, shown
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import Known
from delvia_desktop.storage.journal import histories
from delvia_desktop.storage.journal.histories import HistoryStep


def about(records: Iterable[tuple[str, int]]) -> str:
    """Return what limits the history to revisions that changed one of some records."""
    return json.dumps([list(record) for record in records])


def changes_in(register: Register, revision: int) -> tuple[RecordChange, ...]:
    """Return what a revision of the history changed, field by field."""
    steps = histories.steps_of(register.store.connection, revision)
    return tuple(change_in_words(register.records, step) for step in steps)


def changed_fields(
    register: Register, revision: int, records: Container[tuple[str, int]]
) -> list[FieldChange]:
    """Return the fields that a revision changed in some records (kind and id)."""
    return [
        field
        for step in histories.steps_of(register.store.connection, revision)
        if (step.kind, step.record) in records and done_in(step) == Done.CHANGED
        for field in change_in_words(register.records, step).fields
    ]


def facts_of(register: Register, kind_name: str, record: Record) -> list[tuple[str, str]]:
    """Return the facts of a record for its history, field by field, in words."""
    fields = encode(record)
    return [
        (field_label(name, kind_name), shown(register.records, kind_name, fields, name, value))
        for name, value in fields.items()
        if name != "id" and value is not False
    ]


def change_in_words(known: Known, step: HistoryStep) -> RecordChange:
    """Return in words what an act of the history did to one record."""
    before, after = step.before or {}, step.after or {}
    named = {**before, **after}
    return RecordChange(
        step.kind,
        step.record,
        name_in(known, step.kind, step.record, named),
        done_in(step),
        tuple(
            FieldChange(
                field_label(name, step.kind),
                shown(known, step.kind, named, name, before.get(name)),
                shown(known, step.kind, named, name, after.get(name)),
            )
            for name in differing(before, after)
        ),
    )


def former_people(register: Register, revision: int) -> list[tuple[str, dict[str, Any]]]:
    """Return from the history what every person ever was: names a mask must know."""
    states = histories.states_of(register.store.connection, "person", revision)
    return [("person", fields) for fields in states]


def done_in(step: HistoryStep) -> Done:
    """Return what an act of the history did to the record of a step."""
    if step.after is None:
        return Done.DELETED
    return Done.RECORDED if step.before is None else Done.CHANGED
