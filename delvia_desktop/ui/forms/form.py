"""What a form is to the place that shows it: a panel, and what recording it means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from functools import partial
from typing import Any, TypeVar, cast

from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.records.kinds import Record
from delvia_desktop.domain.words.errors import Notice
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.register.words import called
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.day_field import DayField
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.fields.name_field import NameField
from delvia_desktop.ui.forms.another import Another
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session

D = TypeVar("D")


@dataclass(frozen=True)
class Form:
    """A form ready to be shown.

    `key` names it for the draft that survives a killed program, empty where none is kept; `record`
    takes its values through the door and returns what was recorded. One that `is_small` may stand
    below the rows that it is about.
    """

    key: str
    panel: FormPanel
    record: Callable[[Mapping[str, Any]], Any]
    over: bool = False
    """Whether it is done for the form that is open, which comes back afterwards as it was left."""
    is_small: bool = False
    adds: bool = False
    """Whether it adds a record to the list of its place, and so is about none that is there."""
    another: Another[Form] | None = None
    """What saves it and goes on with the next one; only records that come in rows have it."""


@dataclass(frozen=True)
class RecordActs:
    """What a form for a kind of record does: to record, and to correct.

    `look` returns what looks odd while one types, where the checks of the two do not say it all.
    """

    record: Callable[..., Any]
    change: Callable[..., Any]
    look: Callable[[Session, Any], Sequence[Notice]] | None = None


@dataclass(frozen=True)
class RecordWords:
    """How such a form is headed, and its name for the draft that survives a killed program."""

    name: str
    new: str
    change: str
    action: str
    acts: RecordActs
    usual: Collection[str] = ()
    """The fields that are shown first; the others are folded under “More”."""


def record_form(
    session: Session,
    words: RecordWords,
    fields: Mapping[str, Field],
    start: object,
    before: Record | None = None,
    rows: Sequence[tuple[str, ...]] = (),
) -> Form:
    """Return a form that records something, or corrects `before`.

    It begins with the draft `start`, from which it also takes what it has no field for.
    """
    names = {field.name for field in dataclass_fields(cast("Any", start))}

    def typed(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a draft of the class
        # A field that the draft does not have is the form's own.
        known = {name: value for name, value in values.items() if name in names}
        return replace(cast("Any", start), **known)

    def of(asked: Callable[..., Any], values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what it gives
        """Ask about the act of the form, or do it."""
        if before is None:
            return asked(words.acts.record, typed(values))
        return asked(words.acts.change, before, typed(values))

    def look(values: Mapping[str, Any]) -> Sequence[Notice]:
        if words.acts.look is not None:
            return words.acts.look(session, typed(values))
        return cast("Sequence[Notice]", of(session.live.notices_of, values))

    panel = FormPanel(
        words.new if before is None else titled(session, words.change, before),
        words.action if before is None else tr("Save changes"),
        fields,
        look=look,
        rows=rows,
        usual=words.usual,
    )
    panel.set_values(values_of(start, [name for name in fields if name in names]))
    key = f"{words.name}/{before.id if before is not None else 0}"
    return Form(key, panel, partial(of, session.perform))


def in_rows(form: Form, make: Callable[[], Form], kept: Collection[str]) -> Form:
    """Return a form for a new record that goes on with the next one, if that is wanted.

    `make` makes the next form, which begins with what stands in the `kept` fields of the last one.
    """

    def following() -> Form:
        made = make()
        begin_with(made.panel, {name: form.panel.fields[name].value() for name in kept})
        return made

    return replace(form, another=Another(form.panel, following))


def begin_with(panel: FormPanel, values: Mapping[str, Any]) -> None:
    """Let a form begin with values that nobody typed, each as if it was chosen."""
    for name, value in values.items():
        panel.fields[name].set_value(value)
        panel.fields[name].edited.emit()
    panel.begin_anew()


def titled(session: Session, title: str, record: Record) -> str:
    """Return the title of a form with the name of the record that it is about.

    A name with a colon of its own stands in quotes, so that the title has only one.
    """
    name = called(session.live.records, record)
    if ": " in name:
        return tr("{what} “{name}”", what=title, name=name)
    return tr("{what}: {name}", what=title, name=name)


def given_on_field(session: Session, label: str, before: Any = None) -> DayField:  # noqa: ANN401 - any grant
    """Give a form its field for the day a grant began; required once steps followed."""
    if before is not None and (before.confirmed_on or before.revoked_on):
        return required(day_field(label, session.understood))
    return day_field(label, session.understood, tr("Leave empty while planned"))


def grant_fields(
    session: Session,
    given_on: str,
    before: Any = None,  # noqa: ANN401 - any grant
    end_hint: str = "",
) -> dict[str, Field]:
    """Give a form the fields that every grant has; `given_on` labels the day it began.

    `end_hint` says what ends it, where TikTok does.
    """
    day = session.understood
    return {
        "granted_on": given_on_field(session, given_on, before),
        "planned_end": day_field(
            tr("Planned end"), day, end_hint or tr("TikTok does not end access by itself")
        ),
        "purpose": LineField(tr("Purpose")),
        "approved_by": name_field(session, tr("Approved by"), tr("Who approved this on our side")),
        "review_due": day_field(tr("Review due"), day),
        "last_verified_on": day_field(tr("Last verified"), day),
        "evidence_ref": LineField(tr("Evidence"), tr("A file name, ticket number or email date")),
        "note": NotesField(tr("Note")),
    }


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


def draft(cls: type[D], values: Mapping[str, Any], **more: object) -> D:
    """Return the values of a form as a draft of a class."""
    return cls(**{**values, **more})


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


def values_of(record_draft: object, names: Sequence[str]) -> dict[str, Any]:
    """Return the fields of a draft by name, to fill a form with."""
    return {name: getattr(record_draft, name) for name in names}
