"""The form that hands duties over: who takes over, and which of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from delvia_desktop.domain.access.people import Person, PersonKey
from delvia_desktop.domain.findings.duties import HeldDuty, held_words
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.access import duties
from delvia_desktop.services.access.duties import HandOverDraft, called_duty
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.ui.access.forms.person_form import person_options
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, LineField, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session

_NEW = 0
"""What stands for somebody who is not recorded yet: no key is as low."""

_NAMED = 3
"""Duties that stay where they are and are named; more are counted."""


def hand_over_form(
    session: Session, held: Sequence[HeldDuty], person: Person | None = None
) -> Form:
    """Return the form that names a successor for duties, all of them ticked.

    They are those of a person, or of whoever has them now.
    """
    by_name = {_name(each): each for each in held}
    records = session.live.records
    options = [
        Option(name, f"{called_duty(records, each)}\n{held_words(each)}")
        for name, each in by_name.items()
    ]
    somebody = [option for option in person_options(session) if not _is(option, person)]
    fields: dict[str, Field] = {
        "successor": required(
            ChoiceField(
                tr("Who takes over"),
                [
                    Option(None, tr("Choose a person"), asks=True),
                    *somebody,
                    Option(_NEW, tr("New person")),
                ],
                tr("Not in the list? Choose “New person”."),
                searchable=True,
            )
        ),
        "name": required(LineField(tr("Name of new person"))),
        "email": LineField(tr("Email of new person"), tr("As invited in TikTok")),
        "duties": required(TicksField(tr("What is handed over"), options)),
    }
    title = tr("Hand over duties")
    if person is not None:
        title = tr("Hand over duties of {name}", name=person.name)

    def typed(values: Mapping[str, Any]) -> HandOverDraft:
        chosen = tuple(by_name[name] for name in values["duties"])
        successor = values["successor"]
        if successor == _NEW:
            new = {"name": values["name"], "email": values["email"]}
            return HandOverDraft(None, chosen, is_new=True, **new)
        return HandOverDraft(PersonKey(successor) if successor is not None else None, chosen)

    panel = FormPanel(
        title,
        tr("Hand over duties"),
        fields,
        look=lambda values: session.live.notices_of(duties.hand_over, typed(values)),
    )
    panel.set_values({"duties": tuple(by_name), "name": _own_name(session)})

    def show_what_fits() -> None:
        for name in ("name", "email"):
            fields[name].setVisible(fields["successor"].value() == _NEW)

    fields["successor"].edited.connect(show_what_fits)
    show_what_fits()

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        made = typed(values)
        return session.perform_saying(_left(session, held, made), duties.hand_over, made)

    about = str(person.id) if person is not None else f"{crc32(repr(sorted(by_name)).encode())}"
    return Form(f"hand-over/{about}", panel, record)


def _left(session: Session, held: Sequence[HeldDuty], made: HandOverDraft) -> str:
    """Say which duties stay where they are, and why; nothing if none does."""
    gone = duties.goes(made)
    own = [each for each in made.duties if each not in gone]
    unchosen = [each for each in held if each not in made.duties]
    said = []
    if own:
        text = ntr(
            "{n} duty was not handed over, because no one can be their own line manager: {which}",
            "{n} duties were not handed over, because no one can be their own line manager: "
            "{which}",
            len(own),
            which=_names(session, own),
        )
        said.append(text)
    if unchosen:
        text = ntr(
            "{n} duty was not handed over, because it was not selected: {which}",
            "{n} duties were not handed over, because they were not selected: {which}",
            len(unchosen),
            which=_names(session, unchosen),
        )
        said.append(text)
    return " · ".join(said)


def _names(session: Session, held: Sequence[HeldDuty]) -> str:
    records = session.live.records
    names = [f"{called_duty(records, each)} ({held_words(each)})" for each in held[:_NAMED]]
    more = len(held) - len(names)
    return ", ".join([*names, *([tr("and {n} more", n=more)] if more else [])])


def _own_name(session: Session) -> str:
    """Return who works here, if that person is not recorded yet: somebody new is likely them."""
    name = known_name()
    return "" if session.live.records.select(Person, name=name) else name


def _name(held: HeldDuty) -> str:
    """Return a duty as a text, as which it is kept in a draft."""
    return f"{held.kind}/{held.id}/{held.field}"


def _is(option: Option, person: Person | None) -> bool:
    return person is not None and option.value == person.id
