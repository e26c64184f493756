"""People: who there is, for whom they work, and every way in that each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.people import Person, PersonKey, as_on, has_gone
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.findings.duties import HeldDuty, duties_of, duty_name, to_hand_over
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.access_routes import AccessRoute
from delvia_desktop.domain.records.procedures import PERSON_LEAVES
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.access import people
from delvia_desktop.services.papers import access_records
from delvia_desktop.ui.access import record_columns
from delvia_desktop.ui.access.ending_acts import ending_deed, given, likeliest_last, verifying_deed
from delvia_desktop.ui.access.forms.assignment_form import assignment_form
from delvia_desktop.ui.access.forms.caution import last_admin
from delvia_desktop.ui.access.forms.code_form import spark_code_form
from delvia_desktop.ui.access.forms.duties_form import hand_over_form
from delvia_desktop.ui.access.forms.merge_form import merge_deed
from delvia_desktop.ui.access.forms.person_form import person_form, seat_form
from delvia_desktop.ui.access.forms.step_form import StepWords, step_form
from delvia_desktop.ui.access.leaver_due import leaver_due
from delvia_desktop.ui.access.ways_tab import WaysTab
from delvia_desktop.ui.fields.offer_field import OfferField
from delvia_desktop.ui.forms.another import SavingOn
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.lists import columns
from delvia_desktop.ui.place.place import Deed
from delvia_desktop.ui.records.record_facts import excerpt
from delvia_desktop.ui.records.record_place import RecordPlace
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import IdLabel, chip
from delvia_desktop.ui.widgets.notes import Banner

_NAMED = 4
"""Duties that are named among the facts; the record of the person lists them all."""


class PeoplePage(RecordPlace[Person]):
    """The people beside the one that is chosen."""

    name = "people"

    def __init__(self, session: Session) -> None:
        """Lay the place out."""
        super().__init__(session, Person, "people", record_columns.person_columns())
        self.people = self.list.table
        self._stays = False
        self.ways = WaysTab(session, "person", tr("Access of the person"), self.open_form)
        self.ways.opened.connect(self._show_asset)
        self.panes.empty.say(
            tr("No people yet"),
            tr(
                "Add everyone who has access to an account: colleagues, agency staff, "
                "freelancers. Then record which access each person has, and where."
            ),
            [(tr("Add person…"), self.record_person), self.import_act()],
        )
        self.lay_out_tabs([(tr("Access"), self.ways)], (4, 8))

    @override
    def headline(self) -> tuple[str, str]:
        person = self.record()
        if person is None:
            return self.title(), ""
        return person.name, " · ".join(filter(None, (self._employer(person), person.job)))

    @override
    def new_deed(self) -> Deed:
        can = self.session.can_act
        return Deed(tr("Add person…"), self.record_person, is_enabled=can, act="record-person")

    @override
    def deeds(self) -> list[Deed]:
        can = self.session.can_act
        person = self.record()
        if person is None:
            return []
        deeds = [
            merge_deed(self.session, person, self.open_form, self.choose_made),
            Deed(tr("Delete person"), self.delete_person, is_enabled=can, is_folded=True),
            Deed(tr("Edit person…"), self.change_person, is_enabled=can, act="change"),
            Deed(tr("Add Spark Ads code…"), self.give_code, is_enabled=can),
            self._led(tr("Review…"), "review"),
            self._starting(PERSON_LEAVES),
        ]
        if person.left_on is None:
            deeds.append(
                Deed(
                    tr("Mark as left…"),
                    self.record_leaving,
                    is_enabled=can,
                    act="leave",
                )
            )
        is_gone = has_gone(person, self.session.on)
        gifts = [
            Deed(tr("Add seat…"), self.give_seat, is_enabled=can, act="record-seat"),
            Deed(
                tr("Assign asset…"),
                self.give_asset,
                is_primary=not is_gone,
                is_enabled=can,
                act="give",
            ),
        ]
        end, verify = self._endings()
        duties, printed = self._handing_over(person), self._print(tr("Print record…"), "person")
        if is_gone:
            printed = self._print(tr("Print leaver's document…"), "person")
        is_begun = self._goes_on(PERSON_LEAVES)
        goes_on = self._led(tr("Continue procedure"), Act.OFFBOARD)
        begun = [goes_on] if is_begun else []
        if not is_gone:
            goes = begun or [self._led(tr("Offboard person…"), Act.OFFBOARD)]
            return [*given(end, duties), printed, *deeds, *given(verify), *goes, *gifts]
        ends = [*given(end, duties, verify), *begun, *self._shown_handover(), printed]
        return [*gifts, *deeds, *likeliest_last(ends)]

    @override
    def last_paper(self) -> AccessRecord | None:
        person = self.record()
        if person is None or not has_gone(person, self.session.on):
            return None
        records = self.session.shown.records
        return access_records.paper_since(records, "person", int(person.id), person.left_on)

    @override
    def _waiting(self) -> list[Banner]:
        person = self.record()
        due = leaver_due(self.session, person, self.led.emit) if person is not None else []
        return [*due, *super()._waiting()]

    def _handing_over(self, person: Person) -> Deed | None:
        """Return what hands over the duties of the person, None where there are none."""
        if not self.session.can_act or not self._held(person):
            return None
        return Deed(tr("Hand over duties…"), self.hand_over, act=Act.HAND_OVER)

    def _held(self, person: Person) -> list[HeldDuty]:
        attention = self.session.watch.attention
        return to_hand_over(attention.situation.picture, person) if attention is not None else []

    def _endings(self) -> tuple[Deed | None, Deed | None]:
        """Return what ends the access of the person, and what verifies that it is gone."""
        person = self.record()
        is_gone = person is not None and has_gone(person, self.session.on)
        open_form = self._open_in_turn if is_gone else self.open_form
        working = [(way.kind, way.record) for way in self.ways.working()]
        ways = self.ways.records()
        end = ending_deed(self.session, working, ways, open_form, person)
        return end, verifying_deed(self.session, ways, open_form)

    def _open_in_turn(self, form: Form, after: Callable[[object], object] = lambda _: None) -> None:
        """Open a form of what is due once somebody has left; a second button goes on with the rest.

        What is done for another form comes back to that one.
        """
        person = self.record()
        if person is None or form.over:
            self.open_form(form, after)
            return
        then = tr("Continues with the next step for {name}", name=person.name)
        saving_on = SavingOn(form.panel, tr("Save and continue"), then)

        def recorded(result: object) -> None:
            after(result)
            if saving_on.is_wanted:
                self._begin_next()

        self.open_form(form, recorded)

    def _begin_next(self) -> None:
        """Begin what comes next, as its button would."""
        following = next((deed for deed in self.deeds() if deed.is_primary), None)
        if following is not None:
            following.run()

    @override
    def show_touched(self) -> None:
        # Duties that went over can touch other people, but this one's page goes on.
        stays, self._stays = self._stays, False
        if stays:
            self.take_focus()
        else:
            super().show_touched()

    def _stay(self) -> None:
        self._stays = True

    @override
    def forms(self) -> Mapping[str, Callable[[], object]]:
        return {
            "person/0": self.record_person,
            f"person/{self.shown_record()}": self.change_person,
            f"person-left/{self.shown_record()}": self.record_leaving,
            f"hand-over/{self.shown_record()}": self.hand_over,
            **self.evidence.forms(),
            "seat/0": self.give_seat,
            "assignment/0": self.give_asset,
            "spark-code/0": self.give_code,
        }

    def record_person(self) -> None:
        """Open the form for a new person, who is chosen once recorded."""
        self.add_by(person_form(self.session), self.choose_made)

    def change_person(self) -> None:
        """Open the form that changes the person."""
        if (person := self.record()) is not None:
            self.open_form(person_form(self.session, person))

    def delete_person(self) -> None:
        """Delete a person that nothing refers to."""
        if (person := self.record()) is not None:
            self.session.attempt(people.delete_person, person)

    def record_leaving(self) -> None:
        """Open the form that records the day on which the person left."""
        if (person := self.record()) is None:
            return
        seats = self.session.live.records.select(Seat, person=person.id)
        words = StepWords(
            tr("{name} left", name=person.name),
            tr("Mark as left"),
            tr("Left on"),
            warning=self._ends_where(),
        )
        key = f"person-left/{person.id}"
        # A shop asks for its next main administrator where this person's access there is revoked.
        caution = last_admin(self.session, seats, self.open_form)
        self._open_in_turn(
            step_form(
                self.session,
                key,
                words,
                people.record_leaving,
                person,
                caution=caution,
                offer=self._left_duties(person),
            )
        )

    def _ends_where(self) -> str:
        """Say that access goes on, and what leads through its end if that was not begun."""
        words = tr(
            "Access does not end by itself. All active access is listed and must be revoked "
            "where it was granted."
        )
        if not self.ways.working() or self._goes_on(PERSON_LEAVES):
            return words
        guided = tr("“{act}” guides you through it.", act=tr("Offboard person…").removesuffix("…"))
        return f"{words} {guided}"

    def _left_duties(self, person: Person) -> OfferField | None:
        """Return what offers to hand over the duties of somebody who leaves, if there are any."""

        def words() -> str:
            return ntr(
                "{n} duty. It does not pass to anyone by itself.",
                "{n} duties, such as accountability for assets. They do not pass to anyone by "
                "themselves.",
                len(self._held(person)),
            )

        def hand_over() -> None:
            form = hand_over_form(self.session, self._held(person), person)
            self.open_form(replace(form, over=True))

        if not self._held(person):
            return None
        offer = OfferField(
            tr("Duties"),
            lambda: words() if self._held(person) else "",
            tr("Hand over duties…"),
            hand_over,
        )
        for told in (self.session.changed, self.session.watch.changed):
            told.connect(offer.look)
        return offer

    def hand_over(self) -> None:
        """Open the form that hands the duties of the person over to somebody else."""
        if (person := self.record()) is not None:
            form = hand_over_form(self.session, self._held(person), person)
            open_form = self._open_in_turn if has_gone(person, self.session.on) else self.open_form
            open_form(form, lambda _: self._stay())

    def give_seat(self) -> None:
        """Open the form for a seat of the person."""
        self.open_form(seat_form(self.session, person=self._key()))

    def give_asset(self) -> None:
        """Open the form that gives the person an asset."""
        self.open_form(assignment_form(self.session, person=self._key()))

    def give_code(self) -> None:
        """Open the form for a Spark Ads code that the person may use."""
        self.open_form(spark_code_form(self.session, person=self._key()))

    def _key(self) -> PersonKey | None:
        key = self.people.key()
        return PersonKey(key) if key is not None else None

    def _employer(self, person: Person) -> str:
        return self._named(as_on(person, self.session.on))

    def _named(self, person: Person) -> str:
        if person.partner is not None:
            return self.session.shown.records.get(Partner, person.partner).name
        return term("employer", person.employer).label

    @override
    def show_tabs(self, record: Person) -> list[tuple[str, int]]:
        self._show_facts(record)
        can = self.session.can_act and not has_gone(record, self.session.on)
        begins = [(tr("Assign asset…"), self.give_asset)] if can else []
        self.ways.show_subject(record.id, begins)
        return self.ways.records()

    def _moved(self, person: Person) -> list[tuple[str, str | QWidget]]:
        """Return since when the present employer employs the person, and who did before."""
        moved = person.moved_on
        if moved is None:
            return []
        last = moved - timedelta(days=1)
        former = self._named(as_on(person, last))
        return [(tr("Formerly"), tr("{employer} until {day}", employer=former, day=show_day(last)))]

    def _show_facts(self, person: Person) -> None:
        employer = term("employer", as_on(person, self.session.on).employer)
        user_id = IdLabel(tr("TikTok user ID"), person.user_id) if person.user_id else ""
        is_gone = has_gone(person, self.session.on)
        manager = tr("Former line manager") if is_gone else tr("Line manager")
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Employed by"), chip(self._employer(person), employer.tone)),
            *self._moved(person),
            (tr("Email"), person.email),
            (tr("Job"), person.job),
            (tr("TikTok user ID"), user_id),
            (manager, person.line_manager),
            (tr("Started on"), columns.day(person.started_on)),
            (tr("Planned last day"), columns.day(person.planned_end)),
            (tr("Last verified"), columns.day(person.last_verified_on)),
        ]
        if person.left_on is not None:
            facts.insert(1, (tr("Left on"), chip(show_day(person.left_on), "high")))
        if duties := self._duties(person):
            facts.append((tr("Accountable for"), duties))
        if person.note:
            facts.append((tr("Note"), excerpt(person.note)))
        self._facts.show_facts(facts)

    def _duties(self, person: Person) -> str:
        """Return what a person answers for; nothing while a large register is looked at."""
        attention = self.session.watch.attention
        if attention is None:
            return ""
        found = duties_of(attention.situation, person)
        names = [duty_name(attention.situation, duty) for duty in found]
        more = tr("and {n} more", n=len(names) - _NAMED) if len(names) > _NAMED else ""
        return ", ".join(filter(None, (*names[:_NAMED], more)))

    def _show_asset(self, way: AccessRoute | None) -> None:
        if way is not None and way.asset is not None:
            self.go.emit("assets", way.asset)
        elif way is not None and way.kind == "seat":
            self.go.emit("business-centers", way.center)
