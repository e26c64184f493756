"""People: everyone who has, had or will have a way in, ours or not.

A person is recorded once; seats, assignments, logins and codes say what the person can reach.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.words.addresses import is_same_mailbox
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    Address,
    Code,
    EvidenceRef,
    Label,
    LastVerified,
    Prose,
    Search,
    Searched,
    Somebody,
    Treatment,
)
from delvia_desktop.domain.words.text import alike, folded, is_same
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr

PersonKey = NewType("PersonKey", int)


class Employer(StrEnum):
    """Who employs a person."""

    OURS = "OURS"
    PARTNER = "PARTNER"
    FREELANCER = "FREELANCER"
    UNKNOWN = "UNKNOWN"


OUTSIDERS = frozenset({Employer.PARTNER, Employer.FREELANCER})
"""The employers of those who are known not to be employed by us."""


@dataclass(frozen=True)
class Person:
    """Somebody who can be given access; `user_id` is TikTok's, `left_on` the first day away.

    `moved_on` is the first day with the present employer, where there was a former one.
    """

    id: PersonKey
    name: Annotated[str, Treatment.PERSON, Search()]
    employer: Annotated[str, Code("employer"), Label("Employed by")] = Employer.UNKNOWN
    partner: Annotated[PartnerKey | None, Label("Employed by partner")] = None
    job: Annotated[Prose, Search(after="user_id")] = ""
    email: Searched[Address] = ""
    user_id: Annotated[str, Treatment.ID, Label("TikTok user ID"), Search()] = ""
    line_manager: Searched[Somebody] = ""
    started_on: date | None = None
    planned_end: Annotated[date | None, Label("Planned last day")] = None
    left_on: date | None = None
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""
    moved_on: Annotated[date | None, Label("With this employer since")] = None
    former_employer: Annotated[str, Code("employer")] = ""
    former_partner: PartnerKey | None = None


@dataclass(frozen=True)
class PersonDraft:
    """A person as typed."""

    name: str = ""
    employer: str = Employer.OURS
    partner: PartnerKey | None = None
    job: str = ""
    email: str = ""
    user_id: str = ""
    line_manager: str = ""
    started_on: str = ""
    planned_end: str = ""
    left_on: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""
    moved_on: str = ""


def check_person(
    draft: PersonDraft,
    key: PersonKey,
    others: Iterable[Person],
    reading: Reading,
    before: Person | None = None,
) -> Person:
    """Check the draft of a person and return the person; raises Invalid.

    Two people may have the same name or use one mailbox; a user id belongs to one person. Another
    employer than `before` is a correction, unless it is typed since when it employs the person.
    """
    reading.name("name", draft.name, tr("Enter the person's name."))
    values = reading.values(draft, Person, {"left_on", "last_verified_on"})
    values["email"] = reading.email("email", draft.email)
    values["user_id"] = reading.tiktok_id("user_id", draft.user_id, required=False)
    by_partner = draft.employer == Employer.PARTNER
    reading.check(
        not by_partner or draft.partner is not None,
        "partner",
        tr("Choose which partner employs this person."),
    )
    values["partner"] = draft.partner if by_partner else None
    too_early = tr("Cannot be before {day}, this person's start date.")
    reading.order(values["started_on"], values["planned_end"], "planned_end", too_early)
    reading.order(values["started_on"], values["left_on"], "left_on", too_early)
    checked = _with_former(Person(id=key, **values), before, reading)
    others = [other for other in others if other.id != key]
    for other in others:
        _tell_apart(checked, other, reading)
    if is_above_themselves(checked, others):
        reading.notice("line_manager", circle_words(checked))
    reading.done()
    return checked


def _with_former(person: Person, before: Person | None, reading: Reading) -> Person:
    """Return a person with the former employer, where another one is recorded with a date."""
    if person.moved_on is None:
        return person
    employer, partner = "", None
    if before is not None:
        employer, partner = before.former_employer, before.former_partner
        if _employed(before) != _employed(person) and before.moved_on != person.moved_on:
            employer, partner = _employed(before)
    reading.check(bool(employer), "moved_on", tr("Choose the new employer as well."))
    return replace(person, former_employer=employer, former_partner=partner)


def _employed(person: Person) -> tuple[str, PartnerKey | None]:
    return person.employer, person.partner


def as_on(person: Person, day: date) -> Person:
    """Return a person as employed on a day."""
    if person.moved_on is None or person.moved_on <= day:
        return person
    return replace(person, employer=person.former_employer, partner=person.former_partner)


def is_above_themselves(person: Person, others: Iterable[Person]) -> bool:
    """Tell whether a person is manager of their own manager, even through others.

    Managers are recorded by name: of somebody whose name another one has too, nothing is said.
    """
    own, above = folded(person.name), folded(person.line_manager)
    manager_of = {folded(other.name): folded(other.line_manager) for other in others}
    if own in manager_of:
        return False
    passed: set[str] = set()
    while above and above != own and above not in passed:
        passed.add(above)
        above = manager_of.get(above, "")
    return bool(above) and above == own


def circle_words(person: Person) -> str:
    """Say that a person would be above their own manager."""
    if is_same(person.line_manager, person.name):
        return tr("This is the same person. Enter someone else.")
    return tr(
        "{manager} reports to {name}, directly or through others. Check who manages whom.",
        manager=person.line_manager,
        name=person.name,
    )


def has_gone(person: Person, day: date) -> bool:
    """Tell whether a person is recorded as left; `left_on` is the first day away."""
    return person.left_on is not None and person.left_on <= day


def has_left(person: Person, day: date) -> bool:
    """Tell whether a person is away on a day: left, or past the planned last day."""
    is_past_plan = person.planned_end is not None and person.planned_end < day
    return has_gone(person, day) or is_past_plan


def _tell_apart(checked: Person, other: Person, reading: Reading) -> None:
    if checked.email and is_same_mailbox(other.email, checked.email):
        text = tr("“{name}” has this address too. Do both use the same mailbox?", name=other.name)
        reading.notice("email", text)
    if checked.user_id and other.user_id == checked.user_id:
        reading.problem("user_id", tr("“{name}” already has this ID.", name=other.name))
    if alike(other.name, checked.name):
        about = other.email or other.job or term("employer", other.employer).label
        reading.notice(
            "name",
            tr(
                "“{name}” ({about}) is already recorded. If this is someone else, enter an "
                "email address to tell them apart.",
                name=other.name,
                about=about,
            ),
        )
