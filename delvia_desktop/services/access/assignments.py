"""Assignments: recorded, corrected; their steps are those of every grant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import (
    Assignment,
    AssignmentDraft,
    AssignmentSurroundings,
    check_assignment,
    is_main_admin,
)
from delvia_desktop.domain.access.grants import GrantState, is_open, state_on
from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_assignment(edit: Edit, draft: AssignmentDraft) -> Assignment:
    """Record an assignment, an asset given to a person, or its plan without a day yet."""
    checked = check_assignment(draft, None, _around(edit, draft), edit.reading())
    what = called(edit.records, checked)
    words = (
        tr("Granted access: {what}")
        if checked.granted_on is not None
        else tr("Planned access: {what}")
    )
    edit.name(words.format(what=what))
    return edit.add(checked)


def change_assignment(edit: Edit, before: Assignment, draft: AssignmentDraft) -> Assignment:
    """Correct an assignment on record; asset, person and surface stay."""
    checked = check_assignment(draft, before, _around(edit, draft), edit.reading())
    edit.name(tr("Edited: {what}", what=called(edit.records, before)))
    return edit.put(before, checked)


def last_main_admins(records: Records, going: Iterable[Assignment], on: date) -> list[Assignment]:
    """Return those assignments with which a shop's last main administrator goes."""
    ending = [each for each in going if is_main_admin(each) and is_open(each, on)]
    gone = {each.id for each in ending}

    def stays(other: Assignment) -> bool:
        acts = is_main_admin(other) and is_open(other, on) and other.id not in gone
        return acts and not has_gone(records.get(Person, other.person), on)

    return [
        each
        for each in ending
        if records.get(Asset, each.asset).owner_kind == OwnerKind.OURS
        and not any(map(stays, records.select(Assignment, asset=each.asset)))
    ]


def _around(edit: Edit, draft: AssignmentDraft) -> AssignmentSurroundings:
    records = edit.records
    others = records.select(
        Assignment, asset=draft.asset, person=draft.person, surface=draft.surface
    )
    over = {GrantState.REVOKED, GrantState.GONE}
    return AssignmentSurroundings(
        asset=records.find(Asset, id=draft.asset),
        person=records.find(Person, id=draft.person),
        via=records.find(Asset, id=draft.via),
        current=next(
            (a for a in others if a.via == draft.via and state_on(a, edit.today) not in over),
            None,
        ),
    )
