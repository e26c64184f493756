"""Duties handed over: many at once to one successor, as one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from delvia_desktop.domain.access.people import (
    Person,
    PersonKey,
    circle_words,
    has_gone,
    is_above_themselves,
)
from delvia_desktop.domain.findings.duties import HeldDuty, to_hand_over
from delvia_desktop.domain.records.kinds import kind_named
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access.people import newcomer
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


@dataclass(frozen=True)
class HandOverDraft:
    """Which duties go to whom: to a `successor` or to somebody new, with a name and an address."""

    successor: PersonKey | None = None
    duties: Sequence[HeldDuty] = ()
    is_new: bool = False
    name: str = ""
    email: str = ""


def duties_of(register: Register, person: Person) -> list[HeldDuty]:
    """Return the duties of a person in a register that somebody else has to take over."""
    return to_hand_over(register.situation().picture, person)


def duty_of_asset(key: int) -> HeldDuty:
    """Return the duty of whoever is accountable for an asset, to be handed over."""
    return HeldDuty("asset", key, "internal_owner")


def hand_over(edit: Edit, draft: HandOverDraft) -> tuple[Any, ...]:
    """Record one successor for every duty of a draft as one act; raises Invalid."""
    reading = edit.reading()
    if draft.is_new:
        draft = replace(draft, successor=newcomer(edit, draft.name, draft.email).id, is_new=False)
    successor = edit.records.find(Person, id=draft.successor) if draft.successor else None
    reading.check(successor is not None, "successor", tr("Choose who takes over."))
    if successor is not None and has_gone(successor, edit.today):
        day = show_day(successor.left_on) if successor.left_on is not None else ""
        text = tr("{name} left on {day}. Choose someone who has not left.")
        reading.problem("successor", text.format(name=successor.name, day=day))
    reading.check(bool(draft.duties), "duties", tr("Select at least one duty."))
    duties = goes(draft)
    text = tr("No one can be their own line manager. Choose another person.")
    reading.check(bool(duties) or not draft.duties, "successor", text)
    if successor is not None and 0 < len(duties) < len(draft.duties):
        text = tr(
            "{n} of {all} duties go to {name}. Not among them: line manager of {name}, because no "
            "one can be their own. Hand that over to someone else.",
            n=len(duties),
            all=len(draft.duties),
            name=successor.name,
        )
        reading.notice("duties", text)
    reading.done()
    if successor is None:
        raise LookupError(draft.successor)
    changes = [_named(edit, of, successor) for of in _by_record(duties).items()]
    _tell_circles(edit, reading, [after for _, after in changes])
    made = tuple(edit.put(before, after) for before, after in changes)
    words = ntr("Handed over {n} duty to {name}", "Handed over {n} duties to {name}",
                len(duties), name=successor.name)  # fmt: skip
    edit.name(words)
    return made


def goes(draft: HandOverDraft) -> list[HeldDuty]:
    """Return those duties of a typed hand-over that can go to the successor."""
    return [held for held in draft.duties if not _is_own(held, draft.successor)]


def called_duty(records: Records, held: HeldDuty) -> str:
    """Return what a duty is about that is handed over, by its name in the register."""
    return called(records, _record(records, held.kind, held.id))


def _by_record(duties: Sequence[HeldDuty]) -> dict[tuple[str, int], list[HeldDuty]]:
    found: dict[tuple[str, int], list[HeldDuty]] = {}
    for held in duties:
        found.setdefault((held.kind, held.id), []).append(held)
    return found


def _is_own(held: HeldDuty, successor: PersonKey | None) -> bool:
    """Tell whether a duty would be about the successor: it stays for somebody else."""
    return (held.kind, held.id) == ("person", successor)


def _tell_circles(edit: Edit, reading: Reading, changed: Sequence[Any]) -> None:
    led = {each.id: each for each in changed if isinstance(each, Person)}
    everybody = [led.get(each.id, each) for each in edit.records.select(Person)]
    for person in led.values():
        if is_above_themselves(person, [each for each in everybody if each.id != person.id]):
            reading.notice("duties", circle_words(person))


def _named(
    edit: Edit, of: tuple[tuple[str, int], list[HeldDuty]], successor: Person
) -> tuple[Any, Any]:
    """Return a record before and after its duties go to a successor."""
    (kind, key), duties = of
    before = _record(edit.records, kind, key)
    return before, replace(before, **{held.field: successor.name for held in duties})


def _record(records: Records, kind_name: str, key: int) -> Any:  # noqa: ANN401 - a record with a duty
    kind = kind_named(kind_name)
    if kind is None:
        raise LookupError(kind_name)
    return records.get(kind.record, key)
