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
from delvia_desktop.ui.access.forms.person_form import person_options
from delvia_desktop.ui.fields.fields import ChoiceField, Field, Option, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session


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
                [Option(None, tr("Choose a person")), *somebody],
                searchable=True,
            )
        ),
        "duties": required(TicksField(tr("What is handed over"), options)),
    }
    title = tr("Hand over duties")
    if person is not None:
        title = tr("Hand over duties of {name}", name=person.name)

    def typed(values: Mapping[str, Any]) -> HandOverDraft:
        chosen = tuple(by_name[name] for name in values["duties"])
        successor = values["successor"]
        return HandOverDraft(PersonKey(successor) if successor is not None else None, chosen)

    panel = FormPanel(
        title,
        tr("Hand over"),
        fields,
        look=lambda values: session.live.notices_of(duties.hand_over, typed(values)),
    )
    panel.set_values({"duties": tuple(by_name)})

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        made = typed(values)
        left = len(held) - len(duties.goes(made))
        more = ntr("{n} duty was not handed over", "{n} duties were not handed over", left)
        return session.perform_saying(more if left else "", duties.hand_over, made)

    about = str(person.id) if person is not None else f"{crc32(repr(sorted(by_name)).encode())}"
    return Form(f"hand-over/{about}", panel, record)


def _name(held: HeldDuty) -> str:
    """Return a duty as a text, as which it is kept in a draft."""
    return f"{held.kind}/{held.id}/{held.field}"


def _is(option: Option, person: Person | None) -> bool:
    return person is not None and option.value == person.id
