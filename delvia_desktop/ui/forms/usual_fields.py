"""Fields that many forms have: names, days, terms, and who is here to be named."""

from __future__ import annotations

from collections.abc import Callable

from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.records.kinds import Record
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField
from delvia_desktop.ui.fields.name_field import NameField
from delvia_desktop.ui.session import Session


def name_field(session: Session, label: str, hint: str = "") -> NameField:
    """Give a form its field for a name: it offers who is here, and knows who has left."""
    everyone = session.live.records.select(Person)
    gone = [person for person in everyone if has_gone(person, session.live.today)]
    here = names_here(session)
    left = {
        person.name: tr("{name} left on {day}.", name=person.name, day=show_day(person.left_on))
        for person in gone
        if person.left_on is not None and person.name not in here
    }
    return NameField(label, here, left, hint)


def my_name(session: Session, about: str = "") -> str:
    """Return the name of who works here, with which a form begins; nothing if unsaid.

    Nor somebody who has left, or whom the form is `about`: what is only accepted must be true.
    """
    name = known_name()
    if name and about and is_same(name, about):
        return ""
    known = [each for each in session.live.records.select(Person) if is_same(each.name, name)]
    is_here = not known or any(not has_gone(each, session.live.today) for each in known)
    return name if is_here else ""


def names_here(session: Session) -> list[str]:
    """Return the names that a form offers: people on record who have not left."""
    everyone = session.live.records.select(Person)
    gone = {person.name for person in everyone if has_gone(person, session.live.today)}
    return sorted({person.name for person in everyone} - gone)


def your_name_here(session: Session) -> str:
    """Return your name for a form as on record, empty if no one is here by it."""
    yours = known_name()
    return next((name for name in names_here(session) if is_same(name, yours)), "")


def term_options(group: str, nothing: str = "", *, asks: bool = False) -> list[Option]:
    """Return the vocabulary's words that a form offers to choose from, with one for none.

    That one `asks` where one of the others must be chosen.
    """
    options = [Option(term.code, tr(term.label)) for term in terms(group).values()]
    return [Option("", nothing, asks=asks), *options] if nothing else options


def day_field(label: str, understood: Callable[[str], str], hint: str = "") -> DayField:
    """Give a form its field for a day."""
    return DayField(label, understood, hint)


def former_ids_field(before: Record | None) -> dict[str, Field]:
    """Give the form of a Business Center its field for former ids, unless it is new."""
    if before is None:
        return {}
    hint = tr("One per line with its last date, such as 7504233300559872017 until 30 Jun 2025")
    return {"former_ids": NotesField(tr("Former IDs"), hint, lines=2)}


def evidence_field(wanted: str = "") -> LineField:
    """Give a form its field for what shows that it is so; `wanted` says what would."""
    return LineField(tr("Evidence"), wanted or tr("A file name, ticket number or email date"))
