"""Seats: recorded, followed from the invitation to the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.people import (
    Person,
    PersonKey,
    has_gone,
)
from delvia_desktop.domain.access.seat_steps import STEPS, RoleDraft, changed_role, take
from delvia_desktop.domain.access.seats import (
    ENDED,
    OPEN,
    NewcomerDraft,
    Seat,
    SeatDraft,
    SeatSurroundings,
    check_seat,
    state_on,
)
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.people import newcomer
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_seat(edit: Edit, draft: SeatDraft) -> Seat:
    """Record a seat, or its plan without a day yet; somebody new is recorded with it."""
    if isinstance(draft, NewcomerDraft):
        person = draft.person
        if person is None:
            person = newcomer(edit, draft.name, draft.email).id
        draft = draft.for_person(person)
    seat = check_seat(draft, None, _around(edit, draft, None), edit.reading())
    edit.name(tr("Added seat of {what}", what=called(edit.records, seat)))
    return edit.add(seat)


def change_seat(edit: Edit, before: Seat, draft: SeatDraft) -> Seat:
    """Correct a seat on record; person and Business Center stay."""
    seat = check_seat(draft, before, _around(edit, draft, before), edit.reading())
    edit.name(tr("Edited seat of {what}", what=called(edit.records, before)))
    return edit.put(before, seat)


def take_step(edit: Edit, before: Seat, step: str, draft: StepDraft) -> Seat:
    """Record that a seat took a step, by its name in `STEPS`; raises Invalid or Conflict."""
    after = take(before, step, draft, edit.reading())
    edit.name(tr(STEPS[step].done, what=called(edit.records, before)))
    return edit.put(before, after)


def change_role(edit: Edit, before: Seat, draft: RoleDraft) -> Seat:
    """Record that the role of a seat was changed in TikTok."""
    person = edit.records.get(Person, before.person)
    after = changed_role(before, draft, person, edit.reading())
    role = term("seat_role", after.role).label
    what = called(edit.records, before)
    edit.name(tr("Changed role of {what} to {role}", what=what, role=role))
    return edit.put(before, after)


def delete_seat(edit: Edit, before: Seat) -> None:
    """Delete a seat that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted seat of {what}", what=called(edit.records, before)))
    edit.remove(before)


def seat_of(
    register: Register, person: PersonKey | None, center: BusinessCenterKey | None
) -> Seat | None:
    """Return a person's seat on record in a Business Center, planned and invited too."""
    if person is None or center is None:
        return None
    return _current(register.records, person, center, register.today)


def seated_in(register: Register, center: BusinessCenterKey | None) -> dict[PersonKey, Seat]:
    """Return the seats on record in a Business Center by person, planned and invited too."""
    if center is None:
        return {}
    found = register.records.select(Seat, business_center=center)
    return {seat.person: seat for seat in found if state_on(seat, register.today) not in ENDED}


def _current(
    records: Records, person: PersonKey | None, center: BusinessCenterKey | None, today: date
) -> Seat | None:
    seats = records.select(Seat, person=person, business_center=center)
    return next((seat for seat in seats if state_on(seat, today) not in ENDED), None)


def admins_of(register: Register, center: BusinessCenter, on: date) -> list[str]:
    """Return whose seats on record are Admin's in a Business Center on a day, by name."""
    return sorted(person.name for _, person in _admins(register.records, center.id, on))


def other_admins(register: Register, seat: Seat) -> int:
    """Return how many other seats on record are Admin's in the same Business Center."""
    admins = _admins(register.records, seat.business_center, register.today)
    return sum(other.id != seat.id for other, _ in admins)


def last_admins(records: Records, going: Iterable[Seat], on: date) -> list[Seat]:
    """Return those of some seats with which the last Admin of one of our centers goes."""
    open_ones = [seat for seat in going if state_on(seat, on) in OPEN]
    gone = {seat.id for seat in open_ones}
    return [
        seat
        for seat in open_ones
        if seat.role == "ADMIN"
        and records.get(BusinessCenter, seat.business_center).is_own
        and all(other.id in gone for other, _ in _admins(records, seat.business_center, on))
    ]


def one_admin_left(records: Records, going: Iterable[Seat], on: date) -> str:
    """Say where only one Admin's seat is left of one of our centers once some seats go."""
    open_ones = [seat for seat in going if state_on(seat, on) in OPEN]
    gone = {seat.id for seat in open_ones}
    told: list[str] = []
    for key in dict.fromkeys(s.business_center for s in open_ones if s.role == "ADMIN"):
        center = records.get(BusinessCenter, key)
        left = {p.id: p.name for s, p in _admins(records, key, on) if s.id not in gone}
        if center.is_own and len(left) == 1:
            text = tr(
                "{center} is left with one Admin, {name}. If this person is away or leaves, no "
                "one can act. Make another member Admin.",
                center=center.name,
                name=next(iter(left.values())),
            )
            told.append(text)
    return "\n".join(told)


def _admins(records: Records, center: BusinessCenterKey, on: date) -> Iterator[tuple[Seat, Person]]:
    """Yield the seats of Admins that work on a day, with who sits there and has not left."""
    for seat in records.select(Seat, business_center=center, role="ADMIN"):
        person = records.get(Person, seat.person)
        if state_on(seat, on) in OPEN and not has_gone(person, on):
            yield seat, person


def _around(edit: Edit, draft: SeatDraft, before: Seat | None) -> SeatSurroundings:
    records, today = edit.records, edit.today
    center = records.find(BusinessCenter, id=draft.business_center)
    current = _current(records, draft.person, draft.business_center, today)
    is_other = current is not None and (before is None or current.id != before.id)
    return SeatSurroundings(
        person=records.find(Person, id=draft.person),
        business_center=center if center is not None and center.is_own else None,
        current=current if is_other else None,
    )
