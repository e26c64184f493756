"""People: recorded, corrected, deleted."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.access.people import Person, PersonDraft, PersonKey, check_person
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.records.procedures import PERSON_LEAVES
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.last_days import move_targets
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.storage.journal.edit import Edit


def record_person(edit: Edit, draft: PersonDraft) -> Person:
    """Record a person, as one act."""
    person = check_person(draft, PersonKey(0), _others(edit, draft), edit.reading())
    edit.name(tr("Added {name}", name=person.name))
    return edit.add(person)


def _others(edit: Edit, draft: PersonDraft) -> tuple[Person, ...]:
    return edit.neighbours(Person, user_id=draft.user_id.strip())


def newcomer(edit: Edit, name: str, email: str) -> Person:
    """Record a person who is new in the act that names them, such as a seat; raises Invalid."""
    draft = PersonDraft(name, email=email)
    return edit.add(check_person(draft, PersonKey(0), _others(edit, draft), edit.reading()))


def change_person(edit: Edit, before: Person, draft: PersonDraft) -> Person:
    """Correct a person on record."""
    person = check_person(draft, before.id, _others(edit, draft), edit.reading(), before)
    edit.name(tr("Edited {name}", name=person.name))
    if person.planned_end != before.planned_end:
        move_targets(edit, PERSON_LEAVES, {"person": before.id}, person.planned_end)
    return edit.put(before, person)


def record_leaving(edit: Edit, before: Person, draft: StepDraft) -> Person:
    """Record that a person has left; what works for them stays to be ended one by one."""
    reading = edit.reading()
    on = reading.happened("on", draft.on)
    reading.order(
        before.started_on, on, "on", tr("Cannot be before {day}, this person's start date.")
    )
    evidence = reading.line("evidence_ref", draft.evidence_ref)
    reading.done()
    edit.name(tr("{name} left", name=before.name))
    return edit.put(
        before, replace(before, left_on=on, evidence_ref=evidence or before.evidence_ref)
    )


def delete_person(edit: Edit, before: Person) -> None:
    """Delete a person that was recorded by mistake; the history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted {name}", name=before.name))
    edit.remove(before)
