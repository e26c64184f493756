"""Rules about who administers our Business Centers, and how they are secured."""

from __future__ import annotations

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.people import Employer
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.access.statuses import status_on
from delvia_desktop.domain.findings.rules.next_steps import (
    accepting,
    ending,
    joining,
    record_center,
    seating,
)
from delvia_desktop.domain.records.findings import Name, NextStep, Rule, Said, said
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later

_ADMIN, _MANAGER = "ADMIN", "MANAGER"
_UNSOUND = {
    "FAILED": later("{center} failed its verification."),
    "EXPIRED": later("The verification of {center} has expired."),
    "PUNISH": later("TikTok has suspended {center}."),
    "DENY": later("TikTok shows {center} as denied."),
}


def _admins(situation: Situation, center: BusinessCenter) -> list[Seat]:
    return [seat for seat in situation.seated(center.id) if seat.role == _ADMIN]


def _acts(situation: Situation, seat: Seat) -> bool:
    person = situation.picture.people[seat.person]
    return situation.is_open(seat) and not situation.has_left(person)


def no_admin(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-01: nobody is recorded as Admin of a Business Center of ours."""
    if not center.is_own or _admins(situation, center):
        return None
    text = later("{center} has no Admin on record.")
    act = seating(situation, center, later("Add Admin…"), role=_ADMIN)
    return said(text, act, *_last_to_go(situation, center), center=center.name)


def _last_to_go(situation: Situation, center: BusinessCenter) -> list[Name]:
    """Return the last Admin of a Business Center: that it has none is what followed."""
    people = situation.picture.people
    seats = situation.of("seat", "business_center", center.id)
    went = [
        (min(ends), int(seat.person))
        for seat in seats
        if seat.role == _ADMIN
        and (ends := [day for day in (seat.removed_on, people[seat.person].left_on) if day])
    ]
    return [("person", max(went)[1])] if went else []


def one_admin(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-02: only one Admin of a Business Center of ours is recorded."""
    admins = _admins(situation, center) if center.is_own else []
    if len(admins) != 1:
        return None
    person = situation.picture.people[admins[0].person]
    text = later("{person} is the only Admin of {center}.")
    act = seating(situation, center, later("Add second Admin…"), role=_ADMIN)
    others = (("person", person.id), ("seat", admins[0].id))
    return said(text, act, *others, person=person.name, center=center.name)


def too_many_admins(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-03: more Admins than the brand allows."""
    admins = _admins(situation, center) if center.is_own else []
    most = situation.limit("admins")
    if len(admins) <= most:
        return None
    text = later("{center} has {n} Admins; the limit is {most}.")
    newest = max(int(seat.id) for seat in admins)
    act = NextStep(later("Change one role…"), "seat", newest, Act.ROLE, (), (("role", "STANDARD"),))
    others = tuple(("seat", int(seat.id)) for seat in admins)
    return said(text, act, *others, center=center.name, n=len(admins), most=most)


def outsider_rules(situation: Situation, seat: Seat) -> Said | None:
    """ADM-04: an Admin or Finance Manager is not employed by us."""
    person = situation.picture.people[seat.person]
    far = seat.role == _ADMIN or seat.finance_role == _MANAGER
    if not far or not situation.is_outsider(person):
        return None
    preset: tuple[tuple[str, str], ...] = (("role", "STANDARD"), ("finance_role", ""))
    text = later("{person} is Admin of {center} but not employed by us.")
    if seat.role != _ADMIN:
        preset = preset[1:]
        text = later("{person} is Finance Manager of {center} but not employed by us.")
    center = situation.picture.business_centers[seat.business_center]
    act = NextStep(later("Record lower role…"), "seat", seat.id, Act.ROLE, (), preset)
    return said(text, act, ("person", person.id), person=person.name, center=center.name)


def left_too_early(situation: Situation, run: Run) -> Said | None:
    """ADM-05: the old Admin was lowered or removed before the successor was seen to do it."""
    if run.procedure != "ADMIN_HANDOVER" or run.stopped_on is not None:
        return None
    if run.person is None or run.successor is None or run.finished_on is not None:
        return None

    def rules(person: int) -> list[Seat]:
        seats = situation.of("seat", "person", person)
        return [s for s in seats if situation.is_open(s) and s.role == _ADMIN]

    ready = [
        seat
        for seat in rules(run.successor)
        if seat.last_verified_on is not None and _acts(situation, seat)
    ]
    if ready or rules(run.person):
        return None
    people = situation.picture.people
    text = later(
        "{old} is no longer Admin, although it has not been verified that {new} can manage "
        "everything."
    )
    names = {"old": people[run.person].name, "new": people[run.successor].name}
    others = (("person", run.person), ("person", run.successor))
    return said(text, _succeeding(situation, run), *others, **names)


def _succeeding(situation: Situation, run: Run) -> NextStep:
    """Return what the successor lacks: a seat, to have joined, the role, or to be seen with it.

    A successor who left needs nothing any more: the handover begins again with somebody else.
    """
    if run.successor is not None and situation.has_left(situation.picture.people[run.successor]):
        return NextStep(later("Stop procedure…"), "run", run.id, Act.STOP)
    seats = situation.of("seat", "person", run.successor or 0)
    sitting = [seat for seat in seats if situation.is_open(seat)]
    for seat in sitting:
        if seat.role == _ADMIN:
            return NextStep(later("Verify Admin…"), "seat", seat.id, Act.VERIFY)
    for seat in sitting:
        preset = (("role", _ADMIN),)
        return NextStep(later("Record role…"), "seat", seat.id, Act.ROLE, (), preset)
    for seat in seats:
        if seat_state_on(seat, situation.on) in {SeatState.PLANNED, SeatState.INVITED}:
            return joining(seat)
    if not situation.has_own_center():
        return record_center()
    text, preset = later("Add Admin…"), (("role", _ADMIN),)
    return NextStep(text, "person", run.successor or 0, Act.RECORD_SEAT, (), preset)


def no_two_step(_situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-06: two-step verification is not asked of every member, or nobody knows."""
    if not center.is_own or center.two_step_scope == "ALL":
        return None
    text = later("{center} does not require two-step verification for all members.")
    if not center.two_step_scope:
        text = later("The two-step verification setting of {center} is not recorded.")
    act = _setting(center, "two_step_scope")
    return said(text, act, center=center.name)


def any_domain(_situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-07: members of any e-mail domain can be invited, or nobody knows."""
    if not center.is_own or center.allowlist_scope in {"ALL", _ADMIN + "S"}:
        return None
    text = later("{center} does not restrict its members' email domains.")
    if not center.allowlist_scope:
        text = later("The email domain setting of {center} is not recorded.")
    act = _setting(center, "allowlist_scope")
    return said(text, act, center=center.name)


def _setting(center: BusinessCenter, field: str) -> NextStep:
    """Return the step that records a setting: as it is while unknown, then as it should be."""
    kind, key = "business-center", int(center.id)
    if not getattr(center, field):
        return NextStep(later("Record setting…"), kind, key, Act.CHANGE, (field,))
    text = later("Record new setting…")
    return NextStep(text, kind, key, Act.CHANGE, (field,), ((field, "ALL"),))


def foreign_domain(situation: Situation, seat: Seat) -> Said | None:
    """ADM-08: a member's address lies outside the domains of the company."""
    center = situation.picture.business_centers[seat.business_center]
    person = situation.picture.people[seat.person]
    domains = center.email_domains.replace(",", " ").replace(";", " ").casefold().split()
    domain = person.email.rpartition("@")[2].casefold()
    if not center.is_own or not domains or not domain:
        return None
    if any(domain == own.lstrip("@") or domain.endswith("." + own.lstrip("@")) for own in domains):
        return None
    text = later("{person} is a member of {center} with an email address at {domain}.")
    act = accepting("ADM-08", "seat", seat.id)
    if not situation.is_outsider(person):
        step = later("Record company address…")
        act = NextStep(step, "person", person.id, Act.CHANGE, ("email",))
    names = {"person": person.name, "center": center.name, "domain": domain}
    return said(text, act, ("person", person.id), **names)


def no_finance(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-09: nobody is recorded as Finance Manager."""
    if not center.is_own:
        return None
    if any(seat.finance_role == _MANAGER for seat in situation.seated(center.id)):
        return None
    text = later("{center} has no Finance Manager on record.")
    return said(text, _naming_finance(situation, center), center=center.name)


def _naming_finance(situation: Situation, center: BusinessCenter) -> NextStep:
    """Return the step that makes somebody Finance Manager: one who is in, else somebody new."""
    text, people = later("Add Finance Manager…"), situation.picture.people
    act = seating(situation, center, text, finance_role=_MANAGER)
    ours = [s for s in situation.seated(center.id) if not situation.is_outsider(people[s.person])]
    if act.act != Act.RECORD_SEAT or not ours:
        return act
    seat = next((seat for seat in ours if seat.role == _ADMIN), ours[0])
    preset = (("finance_role", _MANAGER),)
    return NextStep(later("Record finance role…"), "seat", seat.id, Act.ROLE, (), preset)


def not_in_order(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-10: a Business Center of ours is not verified any more, or restricted."""
    if not center.is_own:
        return None
    states = (status_on(center, situation.on), center.verification_status)
    text = next((_UNSOUND[state] for state in states if state in _UNSOUND), "")
    if not text:
        return None
    field, sound = ("status", "ENABLE")
    if center.status not in _UNSOUND:
        field, sound = ("verification_status", "VERIFIED")
    step = later("Record new status…")
    kind, key = "business-center", int(center.id)
    act = NextStep(step, kind, key, Act.CHANGE, (field,), ((field, sound),))
    return said(text, act, center=center.name)


def agency_has_seat(situation: Situation, seat: Seat) -> Said | None:
    """PRT-09: a partner has somebody seated among the Admins and members of our center."""
    person = situation.picture.people[seat.person]
    if person.employer != Employer.PARTNER or person.partner is None:
        return None
    period = situation.current(person.partner)
    if period is None or not situation.is_connected(period):
        return None
    partner = situation.picture.partners[person.partner]
    text = later(
        "{person} of {partner} is a member of the Business Center “{center}”, although {partner} "
        "is a partner."
    )
    act = ending(situation, seat)
    others = (("person", person.id), ("partner", partner.id))
    center = situation.picture.business_centers[seat.business_center].name
    return said(text, act, *others, person=person.name, partner=partner.name, center=center)


RULES = (
    Rule("ADM-01", "business-center", no_admin),
    Rule("ADM-02", "business-center", one_admin),
    Rule("ADM-03", "business-center", too_many_admins),
    Rule("ADM-04", "seat", outsider_rules, only_open=True),
    Rule("ADM-05", "run", left_too_early),
    Rule("ADM-06", "business-center", no_two_step),
    Rule("ADM-07", "business-center", any_domain),
    Rule("ADM-08", "seat", foreign_domain, only_open=True),
    Rule("ADM-09", "business-center", no_finance),
    Rule("ADM-10", "business-center", not_in_order),
    Rule("PRT-09", "seat", agency_has_seat, only_open=True),
)
