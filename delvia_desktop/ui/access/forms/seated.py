"""A seat form in which somebody who is seated already can be chosen: it changes that seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seat_steps import RoleDraft
from delvia_desktop.domain.access.seats import OPEN, Seat, SeatDraft, state_on
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Invalid, Problem
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import seats
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.session import Session

UNCHOSEN = 0
"""What stands for a person while none is chosen: no key is as low."""

ROLE = ("role", "may_delegate", "finance_role")
"""The fields of a role."""

_OF_CHANGE = ("changed_on", "purpose", "evidence_ref")
"""The fields that a change of role has besides; all others are those of a new seat."""


class Seated:
    """Turns the form for a new seat into that for the role of a seat, and back."""

    def __init__(self, session: Session, form: Form, people: list[Option]) -> None:
        """Follow the person and the Business Center that are chosen in a form."""
        self._session, self._form, self._people = session, form, people
        self._fields: Mapping[str, Field] = form.panel.fields
        self._plain = {name: self._fields[name].value() for name in ROLE}
        self._taken: dict[str, Any] = {}
        self._add = form.panel.submit_button.text()
        self._title = form.panel.title
        person = self._fields["person"]
        person.edited.connect(self.follow)
        if isinstance(person, ChoiceField):
            person.otherwise = self._take_new
        self._fields["business_center"].edited.connect(self._mark)
        self._mark()

    def _take_new(self, name: str) -> None:
        """Take a typed name that nobody has for that of somebody new."""
        self._fields["name"].set_value(name)
        self._fields["person"].set_value(None)
        self._fields["person"].edited.emit()

    def seat(self) -> Seat | None:
        """Return the seat that the chosen person has in the chosen Business Center."""
        person, center = (self._fields[name].value() for name in ("person", "business_center"))
        return seats.seat_of(self._session.live, person, center)

    def form(self) -> Form:
        """Return the form that records a new seat, or the role of the seat that there is."""

        def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
            if values["person"] == UNCHOSEN:
                text = tr("Choose a person, or “New person” at the end of the list.")
                raise Invalid((Problem("person", text),))
            seat = self.seat()
            return self._form.record(values) if seat is None else self._change(seat, values)

        return replace(self._form, record=record)

    def follow(self) -> None:
        """Show what is asked for the person who is chosen now."""
        seat = self.seat()
        is_new = seat is None
        for name, field in self._fields.items():
            if name not in {"person", "business_center", *ROLE, *_OF_CHANGE}:
                field.setVisible(is_new)
        self._fields["changed_on"].setVisible(seat is not None and self._works(seat))
        somebody_new = is_new and self._fields["person"].value() is None
        for name in ("name", "email"):
            self._fields[name].setVisible(somebody_new)
        self._take_role(seat)
        if seat is None:
            self._form.panel.rename_act(self._add, self._title)
        else:
            self._form.panel.rename_act(tr("Save role"), self._title_of(seat))

    def _title_of(self, seat: Seat) -> str:
        records = self._session.live.records
        return tr(
            "Change role of {person} in {center}",
            person=records.get(Person, seat.person).name,
            center=records.get(BusinessCenter, seat.business_center).name,
        )

    def _take_role(self, seat: Seat | None) -> None:
        """Show the role of a seat; what was chosen otherwise before stays, as by a step."""
        for name in ROLE:
            field = self._fields[name]
            if field.value() in (self._plain[name], self._taken.get(name)):
                wanted = getattr(seat, name) if seat is not None else self._plain[name]
                field.set_value(wanted)
                self._taken[name] = wanted

    def _mark(self) -> None:
        """Say of each person to choose whether there is a seat, and what choosing it means."""
        field = self._fields["person"]
        if isinstance(field, ChoiceField):
            center = self._fields["business_center"].value()
            seated = seats.seated_in(self._session.live, center)
            field.set_options(
                [_marked(option, seated.get(option.value)) for option in self._people]
            )
        self.follow()

    def _works(self, seat: Seat) -> bool:
        return state_on(seat, self._session.live.today) in OPEN

    def _change(self, seat: Seat, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        role = {name: values[name] for name in ROLE}
        if not self._works(seat):
            return self._session.perform(
                seats.change_seat, seat, replace(typed(seat, SeatDraft), **role)
            )
        draft = RoleDraft(
            **role,
            on=values["changed_on"],
            reason=values["purpose"],
            evidence_ref=values["evidence_ref"],
        )
        return self._session.perform(seats.change_role, seat, draft)


def _marked(option: Option, seat: Seat | None) -> Option:
    if seat is None:
        return option
    role = tr(term("seat_role", seat.role).label)
    return replace(option, text=tr("{name} (has a seat: {role})", name=option.text, role=role))
