"""The forms for a person and for a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import (
    OUTSIDERS,
    Employer,
    Person,
    PersonDraft,
    PersonKey,
    has_gone,
)
from delvia_desktop.domain.access.seat_steps import RoleDraft
from delvia_desktop.domain.access.seats import NewcomerDraft, Seat, SeatDraft, outsider_words
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.domain.words.errors import Notice
from delvia_desktop.domain.words.roles import other_words
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import term, terms
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.access import business_centers, people, seats
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.ui.access.forms.seated import UNCHOSEN, Seated
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField, required
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, in_rows, record_form
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, name_field, term_options
from delvia_desktop.ui.session import Session

_PEOPLE = RecordActs(people.record_person, people.change_person)
_KEPT_OF_SEAT = ("business_center", "role", "invited_on", "accepted_on")
"""Fields that the next seat most often shares with the one before."""

_SEATS = RecordActs(seats.record_seat, seats.change_seat)


def _look(session: Session, draft: SeatDraft) -> Sequence[Notice]:
    """Return what looks odd about a new seat; where there is one already, its role is changed."""
    if seat := seats.seat_of(session.live, draft.person, draft.business_center):
        text = tr("This person already has a seat there. Saving changes the role of that seat.")
        found = [Notice("person", text, is_likely=True)]  # the button says so too
        person = session.live.records.get(Person, seat.person)
        if words := outsider_words(person, draft.role, draft.finance_role):
            found.append(Notice("role", words))
        return found
    return session.live.notices_of(seats.record_seat, draft)


_NEW_SEATS = replace(_SEATS, look=_look)


def person_form(session: Session, before: Person | None = None) -> Form:
    """Return the form for a new person, or to change one."""
    day = session.understood
    partners = session.live.records.select(Partner)
    fields: dict[str, Field] = {
        "name": required(LineField(tr("Name"))),
        "employer": ChoiceField(tr("Employed by"), term_options("employer")),
        "partner": ChoiceField(tr("Which partner"), [Option(p.id, p.name) for p in partners]),
        "moved_on": day_field(
            tr("With this employer since"),
            day,
            tr("If the person changed employer; leave empty to correct a mistake"),
        ),
        "job": LineField(tr("Job")),
        "email": LineField(tr("Email"), tr("As invited in TikTok")),
        "user_id": IdField(tr("TikTok user ID"), tr("If you know it")),
        "line_manager": name_field(session, tr("Line manager")),
        "started_on": day_field(tr("Started on"), day),
        "planned_end": day_field(tr("Planned last day"), day, tr("For temporary staff")),
        "last_verified_on": day_field(tr("Last verified"), day),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    if before is None:
        del fields["moved_on"]
    if before is not None and before.left_on is not None:
        fields["left_on"] = day_field(tr("Left on"), day, tr("The first day after leaving"))
    form = record_form(
        session,
        RecordWords(
            "person",
            tr("Add person"),
            tr("Edit person"),
            tr("Add person"),
            _PEOPLE,
            usual=("name", "employer", "partner", "moved_on", "job", "email"),
        ),
        fields,
        typed(before, PersonDraft) if before else PersonDraft(),
        before,
        rows=(("started_on", "planned_end"),),
    )

    def show_what_fits() -> None:
        is_by_partner = fields["employer"].value() == Employer.PARTNER
        fields["partner"].setVisible(is_by_partner)
        if before is not None:
            partner = fields["partner"].value() if is_by_partner else None
            is_other = (fields["employer"].value(), partner) != (before.employer, before.partner)
            fields["moved_on"].setVisible(is_other or before.moved_on is not None)

    fields["employer"].edited.connect(show_what_fits)
    fields["partner"].edited.connect(show_what_fits)
    show_what_fits()
    if before is not None:
        return form
    return in_rows(form, partial(person_form, session), ("employer", "partner"))


def seat_form(
    session: Session,
    before: Seat | None = None,
    person: PersonKey | None = None,
    center: BusinessCenterKey | None = None,
) -> Form:
    """Return the form for a seat of a person, new or corrected.

    Somebody who is not recorded yet can be added with the seat.
    """
    day = session.understood
    fields: dict[str, Field] = {}
    if before is None:
        ours = business_centers.own_business_centers(session.live)
        free = (own.id for own in ours if seats.seat_of(session.live, person, own.id) is None)
        center = center or next(free, None) or next((own.id for own in ours), None)
        somebody = _people_to_seat(session, person, center)
        fields["person"] = ChoiceField(tr("Person"), somebody, searchable=True)
        fields["person"].require(needed=somebody[0].value == UNCHOSEN)
        fields["name"] = required(LineField(tr("Name of new person")))
        fields["email"] = LineField(tr("Email of new person"), tr("As invited in TikTok"))
        fields["business_center"] = ChoiceField(
            tr("Our Business Center"), [Option(own.id, own.name, own.bc_id) for own in ours]
        )
        fields["role"] = _role_field()
        fields["changed_on"] = day_field(tr("Changed on"), day)
    fields |= {
        "invited_on": day_field(tr("Invited on"), day),
        "accepted_on": day_field(
            tr("Joined on"),
            day,
            tr(
                "Leave empty while planned or invited. If the date is unknown, enter the first "
                "date on which the seat was seen."
            ),
        ),
    }
    if before is None:
        fields |= _more_of_role()
    fields |= {
        "invited_address": LineField(tr("Invited email address")),
        "planned_end": day_field(
            tr("Planned end"), day, tr("TikTok does not end access by itself")
        ),
        "review_due": day_field(tr("Review due"), day),
        "purpose": LineField(tr("Purpose")),
        "approved_by": name_field(session, tr("Approved by"), tr("Who approved this on our side")),
        "last_verified_on": day_field(tr("Last verified"), day),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    if before is not None:
        start = typed(before, SeatDraft)
    else:
        start = NewcomerDraft(
            person=person or somebody[0].value,
            business_center=center,
            name="" if session.live.records.select(Person) else known_name(),
        )
    form = record_form(
        session,
        RecordWords(
            "seat",
            tr("Add seat in Business Center"),
            tr("Edit seat"),
            tr("Add seat"),
            _SEATS if before is not None else _NEW_SEATS,
            usual=(
                *("person", "name", "email", "business_center", "role"),
                *("changed_on", "invited_on", "accepted_on"),
            ),
        ),
        fields,
        start,
        before,
        rows=(("planned_end", "review_due"),),
    )
    if before is not None:
        return form
    fields["changed_on"].set_value(session.live.today.isoformat())
    form = Seated(session, form, somebody).form()
    if person is not None:
        return form
    return in_rows(form, partial(seat_form, session), _KEPT_OF_SEAT)


def role_form(session: Session, seat: Seat) -> Form:
    """Return the form that changes the role of a person's seat."""
    person = session.live.records.get(Person, seat.person)
    center = session.live.records.get(BusinessCenter, seat.business_center)
    fields: dict[str, Field] = {
        "role": _role_field(),
        **_more_of_role(),
        "on": required(day_field(tr("Changed on"), session.understood)),
        "reason": LineField(tr("Why")),
        "evidence_ref": evidence_field(),
    }
    title = tr("Change role of {person} in {center}", person=person.name, center=center.name)
    panel = FormPanel(
        title,
        tr("Save role"),
        fields,
        look=lambda values: session.live.notices_of(
            seats.change_role, seat, draft(RoleDraft, values)
        ),
    )
    panel.set_values(
        {
            "role": seat.role,
            "finance_role": seat.finance_role,
            "may_delegate": seat.may_delegate,
            "on": session.live.today.isoformat(),
        }
    )
    if seat.role == "ADMIN" and not seats.other_admins(session.live, seat):
        panel.warn(
            tr("This is the only Admin on record. Make someone else Admin and verify it first.")
        )
    else:
        panel.warn(seats.one_admin_left(session.live.records, [seat], session.live.today))
    return Form(
        f"role/{seat.id}",
        panel,
        lambda values: session.perform(seats.change_role, seat, draft(RoleDraft, values)),
    )


def person_options(session: Session) -> list[Option]:
    """Return the people to choose from in a person's form, told apart by employer.

    Those who have left come last and say so.
    """
    everyone = sorted(session.live.records.select(Person), key=lambda p: in_order(p.name))
    return [
        Option(
            person.id,
            _marked(person, session.live.today),
            " · ".join(
                filter(None, (term("employer", person.employer).label, person.job, person.email))
            ),
        )
        for person in sorted(everyone, key=lambda p: has_gone(p, session.live.today))
    ]


def _people_to_seat(
    session: Session, person: PersonKey | None, center: BusinessCenterKey | None
) -> list[Option]:
    """Return whom to give a seat: our people on record first where one of them is likely meant.

    Then nobody is chosen yet. Where all of them are Admins already, or gone, it is somebody new.
    """
    somebody_new = Option(None, tr("New person"))
    seated = seats.seated_in(session.live, center)
    admins = {each for each, seat in seated.items() if seat.role == "ADMIN"}
    ours = {
        each.id
        for each in session.live.records.select(Person)
        if each.employer not in OUTSIDERS and not has_gone(each, session.live.today)
    }
    everyone = sorted(person_options(session), key=lambda option: option.value not in ours)
    if person is not None or ours <= admins:
        return [somebody_new, *everyone]
    return [Option(UNCHOSEN, tr("Choose a person"), asks=True), *everyone, somebody_new]


def _marked(person: Person, on: date) -> str:
    """Return the name of a person, with the day on which somebody left."""
    if not has_gone(person, on) or person.left_on is None:
        return person.name
    return tr("{name} (left on {day})", name=person.name, day=show_day(person.left_on))


def _role_field() -> Field:
    return ChoiceField(tr("Role in TikTok"), _role_options("seat_role", "BUSINESS_CENTER"))


def _more_of_role() -> dict[str, Field]:
    return {
        "may_delegate": CheckField(
            tr("May delegate assigned assets"),
            tr("Delvia's guides call Standard with this permission “Operator”"),
        ),
        "finance_role": ChoiceField(
            tr("Finance role"),
            term_options("finance_role", tr("None")),
            tr("Without a finance role, even Admins cannot see billing"),
        ),
    }


def _role_options(group: str, layer: str) -> list[Option]:
    options = []
    for code, known in terms(group).items():
        others = ", ".join(role.word for role in other_words(layer, code))
        words = tr("Delvia's guides call this role {words}", words=others) if others else ""
        options.append(Option(code, tr(known.label), words))
    return options
