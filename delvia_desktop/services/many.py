"""One act on many grants: seen before it is done, done as one revision, all of it or nothing.

The rules are those of the single acts; an act on one is the case of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.codec import encode
from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.errors import Invalid, Problem
from delvia_desktop.domain.grant_steps import STEPS, StepDraft
from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.domain.share_steps import LevelDraft, raised
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.vocabulary import Level, asset_type
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.field_words import field_label, shown
from delvia_desktop.services.register import Register
from delvia_desktop.services.words import called
from delvia_desktop.storage.edit import Edit
from delvia_desktop.storage.records import Records

DATES, RAISE = "dates", "raise"
"""The acts that are not steps of every grant: setting dates, and raising the level of shares."""


@dataclass(frozen=True)
class ManyDraft:
    """An act on many as typed: a step of `grant_steps.STEPS`, `dates` or `raise`.

    For `dates` an empty field leaves what each has.
    """

    act: str
    step: StepDraft = field(default_factory=StepDraft)
    planned_end: str = ""
    review_due: str = ""
    approved_by: str = ""
    level: Level = ()


@dataclass(frozen=True)
class Line:
    """What an act does to one record: the changes in words, or why it cannot take part."""

    key: int
    name: str
    changes: tuple[str, ...]
    problem: str = ""


def preview(
    register: Register, kind_name: str, keys: Sequence[int], draft: ManyDraft, words: int
) -> list[Line]:
    """Return what the act does to each record, the changes in words for the first `words` ones."""
    lines = []
    for number, key in enumerate(keys):
        record = _record(register.records, kind_name, key)
        name = called(register.records, record)
        try:
            after = _after(register.records, record, draft, register.reading())
        except Invalid as error:
            lines.append(Line(key, name, (), error.problems[0].text))
            continue
        told = _changes(register, kind_name, record, after) if number < words else ()
        lines.append(Line(key, name, told))
    return lines


def act_on_many(
    edit: Edit, kind_name: str, keys: Iterable[int], draft: ManyDraft
) -> tuple[Any, ...]:
    """Do the act on every record as one revision; raises Invalid naming each that cannot."""
    made: list[Any] = []
    problems: list[Problem] = []
    for key in keys:
        before = _record(edit.records, kind_name, key)
        try:
            after = _after(edit.records, before, draft, edit.reading())
        except Invalid as error:
            name = called(edit.records, before)
            problems += [Problem(p.field, f"{name}: {p.text}") for p in error.problems]
            continue
        made.append(edit.put(before, after))
    if problems:
        raise Invalid(tuple(problems))
    if made:
        edit.name(_title(edit, draft, made))
    return tuple(made)


def _after(records: Records, record: Any, draft: ManyDraft, reading: Reading) -> Any:  # noqa: ANN401 - any grant
    if draft.act == DATES:
        return _dated(record, draft, reading)
    if draft.act == RAISE:
        if not isinstance(record, Share):
            raise TypeError(record)
        kind = asset_type(records.get(Asset, record.asset).asset_type)
        step = draft.step
        change = LevelDraft(draft.level, step.on, "", step.reason, step.evidence_ref)
        return raised(record, change, kind, reading)
    return STEPS[draft.act](record, draft.step, reading)


def _dated(record: Any, draft: ManyDraft, reading: Reading) -> Any:  # noqa: ANN401 - any grant
    end = reading.day("planned_end", draft.planned_end)
    due = reading.day("review_due", draft.review_due)
    approver = reading.line("approved_by", draft.approved_by)
    typed = end or due or approver
    problems = bool(draft.planned_end.strip() or draft.review_due.strip())
    reading.check(bool(typed) or problems, "planned_end", tr("Type at least one new value."))
    reading.check(record.revoked_on is None, "", tr("It has ended already."))
    before = tr("Before the day it was given.")
    reading.order(record.granted_on, end, "planned_end", before)
    reading.order(record.granted_on, due, "review_due", before)
    reading.done()
    return replace(
        record,
        planned_end=end or record.planned_end,
        review_due=due or record.review_due,
        approved_by=approver or record.approved_by,
    )


def _record(records: Records, kind_name: str, key: int) -> Any:  # noqa: ANN401 - any grant
    kind = kind_named(kind_name)
    if kind is None:
        raise LookupError(kind_name)
    return records.get(kind.record, key)


def _changes(register: Register, kind_name: str, before: Any, after: Any) -> tuple[str, ...]:  # noqa: ANN401
    old, new = encode(before), encode(after)
    return tuple(
        tr(
            "{field}: {before} → {after}",
            field=field_label(name, kind_name),
            before=shown(register, kind_name, old, name, old.get(name)),
            after=shown(register, kind_name, new, name, new.get(name)),
        )
        for name in {**old, **new}
        if old.get(name) != new.get(name) and name != "raised"
    )


def _title(edit: Edit, draft: ManyDraft, made: Sequence[Any]) -> str:
    count = len(made)
    if count == 1:
        return f"{act_words(draft.act)}: {called(edit.records, made[0])}"
    return ntr("{act}: {n} record", "{act}: {n} records", count, act=act_words(draft.act))


def act_words(act: str) -> str:
    """Return what an act on many is called."""
    return {
        "grant": tr("Record as given"),
        "confirm": tr("Confirm"),
        "verify": tr("Verify"),
        "request": tr("To be removed"),
        "revoke": tr("Revoke"),
        "gone": tr("Seen gone"),
        DATES: tr("Set dates"),
        RAISE: tr("Raise"),
    }[act]
