"""What a redacted paper says of itself, and what the people on it do, as they have no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from delvia_desktop.domain.access.people import Person, PersonKey
from delvia_desktop.domain.papers.content import Cell, Content, Section, section, words
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.redaction.redaction import person_shown
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr


def notice() -> str:
    """Return what every page of a paper's redacted edition says of itself."""
    return tr("Redacted edition: people are shown by number and role.")


def marked(content: Content, situation: Situation) -> Content:
    """Return a paper marked as a redacted edition, with the people shown on it by number.

    Nobody who is masked is expected to sign, or to be written to.
    """
    said = content.declarations
    return replace(
        content,
        kicker=tr("{kicker} · REDACTED", kicker=content.kicker),
        statement=f"{notice()} {content.statement}",
        sections=(*content.sections, *_people(content, situation)),
        declarations=replace(said, names=()) if said is not None else None,
        return_to="",
    )


def _people(content: Content, situation: Situation) -> tuple[Section, ...]:
    number = re.escape(person_shown("#")).replace(re.escape("#"), r"(\d+)")
    shown = re.compile(number)
    keys = sorted({int(key) for text in _texts(content) for key in shown.findall(text)})
    people = situation.picture.people
    found = [people[PersonKey(key)] for key in keys if PersonKey(key) in people]
    columns = (
        (tr("Person"), 20),
        (tr("Employed by"), 27),
        (tr("Job"), 27),
        (tr("Role in our Business Centers"), 26),
    )
    rows = [_row(situation, person) for person in found]
    return (section(tr("People in this document"), columns, rows),) if rows else ()


def _row(situation: Situation, person: Person) -> tuple[Cell, ...]:
    employer = tr(term("employer", person.employer).label)
    if person.partner is not None:
        employer = situation.picture.partners[person.partner].name
    roles = [
        tr(term(kind, code).label)
        for seat in situation.opened_of("seat", "person", person.id)
        for kind, code in (("seat_role", seat.role), ("finance_role", seat.finance_role))
        if code
    ]
    left = tr("has left") if situation.has_left(person) else ""
    return (
        words(person.name, left),
        words(employer),
        words(person.job),
        words(", ".join(dict.fromkeys(roles))),
    )


def _texts(content: Content) -> Iterator[str]:
    signers = content.declarations.signers if content.declarations is not None else ()
    yield from (content.title, content.subtitle, *signers)
    yield from (text.text for _, cell in content.facts for text in cell)
    for each in content.sections:
        yield from (each.lead, *each.texts)
        for row in each.table.rows if each.table is not None else ():
            yield from (text.text for cell in row for text in cell)
