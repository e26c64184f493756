"""What a merge of two copies would change, in words for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from delvia_desktop.domain.plans.field_groups import parts
from delvia_desktop.domain.plans.plan import Choice, Question
from delvia_desktop.domain.plans.three_way import Disagreement, Side, States
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import field_label, kind_of
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.merging import MergePlan, Taken
from delvia_desktop.services.plans.records_around import Ahead
from delvia_desktop.services.register.field_words import differing, shown
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called

_CHOICE = 60
"""Letters of an answer at most; what is longer stands whole above the answers."""


class MergedField(NamedTuple):
    """A field that a merge changes, or in which the copies disagree, in words."""

    field: str
    label: str
    before: str
    here: str
    there: str


class MergeLine(NamedTuple):
    """A record in a merge: `added`, `changed`, `gone` or in `conflict`, what it is, and its fields.

    A conflict has the key by which it is decided. `told` says how one without fields came about.
    """

    what: str
    record: str
    kind: str
    name: str
    fields: tuple[MergedField, ...]
    key: str = ""
    told: str = ""


def merge_lines(register: Register, plan: MergePlan) -> list[MergeLine]:
    """Return what a plan changes in a register, then its conflicts, record by record."""
    known = Ahead(register.records, [after for _, after in plan.taken])
    found = [_taken_line(known, each) for each in plan.taken]
    found += [_conflict_line(known, each) for each in plan.conflicts]
    return found


def merge_questions(register: Register, plan: MergePlan) -> list[Question]:
    """Return the conflicts of a plan as questions, whose answers are the sides."""
    known = Ahead(register.records, [after for _, after in plan.taken])
    return [_question(_conflict_line(known, each), each.states) for each in plan.conflicts]


def plan_json(register: Register, plan: MergePlan) -> bytes:
    """Return a plan as JSON: where the copies parted, what would change, what is to be decided.

    Each conflict has the key by which it is decided, and the decision if there is one.
    """
    lines = [
        {**line._asdict(), "fields": [field._asdict() for field in line.fields]}
        for line in merge_lines(register, plan)
    ]
    changes = [line for line in lines if line["what"] != "conflict"]
    conflicts = [line for line in lines if line["what"] == "conflict"]
    data = {
        "copy": plan.copy,
        "last_common_revision": plan.base,
        "register_state": plan.register_state,
        "changes": [{n: v for n, v in line.items() if n not in _OF_CONFLICTS} for line in changes],
        "conflicts": [{**line, "decision": plan.decisions.get(line["key"])} for line in conflicts],
        "obstacles": list(plan.obstacles),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


_OF_CONFLICTS = {"key", "told"}


def _question(line: MergeLine, states: States) -> Question:
    of = tr("{kind} “{name}”", kind=line.kind, name=line.name)
    if line.told and states.ours is None:
        labels, about = (tr("Leave it deleted"), tr("Add it as it is in the copy")), [line.told]
    elif line.told:
        labels, about = (tr("Keep it"), tr("Delete it")), [line.told]
    else:
        fields = ", ".join(each.label for each in line.fields)
        of = tr("{record}: {fields}", record=of, fields=fields)
        before, here, there = (_values(line.fields, place) for place in (2, 3, 4))
        here, there = tr("Here: {value}", value=here), tr("In the copy: {value}", value=there)
        labels = (_short(here), _short(there))
        about = [tr("Before: {value}", value=before)]
        if labels != (here, there):
            about += [here, there]
    choices = tuple(starmap(Choice, zip(Side, labels, strict=True)))
    return Question(line.key, of, choices, 0, ("\n".join(about),))


def _values(fields: Sequence[MergedField], place: int) -> str:
    """Return what fields hold at one of the three places, each with its label if they are more."""
    if len(fields) == 1:
        return str(fields[0][place])
    return ", ".join(f"{each.label}: {each[place]}" for each in fields)


def _short(text: str) -> str:
    return text if len(text) <= _CHOICE else f"{text[: _CHOICE - 1].rstrip()}…"


def _taken_line(known: Ahead, taken: Taken) -> MergeLine:
    before, after = taken
    if before is None or after is None:
        return _line(known, "added" if before is None else "gone", after or before, ())
    was, then = encode(before), encode(after)
    kind = kind_of(after).name
    fields = (_field(known, kind, name, was, was, then) for name in differing(was, then))
    return _line(known, "changed", after, tuple(fields))


def _conflict_line(known: Ahead, conflict: Disagreement) -> MergeLine:
    record, states = conflict.record, conflict.states
    kind = kind_of(record)
    values = [encode(state) if state is not None else {} for state in states]
    fields = tuple(
        _field(known, kind.name, name, *values)
        for name in parts(kind).get(conflict.field, ())
        if len({repr(each.get(name)) for each in values[1:]}) > 1
    )
    line = _line(known, "conflict", record, fields)
    return line._replace(
        key=conflict.key, told=_told(known, conflict) if not conflict.field else ""
    )


def _told(known: Ahead, conflict: Disagreement) -> str:
    """Say how copies disagree about a whole record."""
    base, ours, theirs = conflict.states
    if ours == base:
        return tr("It was deleted in the copy, but is in use here.")
    was, then = encode(base), encode(conflict.record)
    kind = kind_of(base).name
    changed = (_field(known, kind, name, was, was, then) for name in differing(was, then))
    what = "; ".join(
        tr("{field}: {before} → {after}", field=each.label, before=each.here, after=each.there)
        for each in changed
    )
    if theirs is None:
        return tr("It was deleted in the copy, but changed here: {what}", what=what)
    return tr("It was deleted here, but changed in the copy: {what}", what=what)


def _line(known: Ahead, what: str, record: Any, fields: tuple[MergedField, ...]) -> MergeLine:  # noqa: ANN401
    kind = kind_of(record)
    name = called(known, record) or tr("no. {key}", key=record.id)
    return MergeLine(what, f"{kind.name}/{record.id}", kind.label(), name, fields)


def _field(
    known: Ahead,
    kind: str,
    name: str,
    before: Mapping[str, Any],
    here: Mapping[str, Any],
    there: Mapping[str, Any],
) -> MergedField:
    texts = (shown(known, kind, each, name, each.get(name)) for each in (before, here, there))
    return MergedField(name, field_label(name, kind), *texts)
