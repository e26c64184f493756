"""Rules about who administers our Business Centers, and how they are secured."""

from __future__ import annotations

from delvia_desktop.domain.business_centers import BusinessCenter
from delvia_desktop.domain.findings import NextStep, Rule, Said, said
from delvia_desktop.domain.people import Employer
from delvia_desktop.domain.procedures import Run
from delvia_desktop.domain.seats import Seat
from delvia_desktop.domain.situation import Situation
from delvia_desktop.domain.statuses import status_on
from delvia_desktop.i18n import later

_ADMIN, _MANAGER = "ADMIN", "MANAGER"
_UNSOUND = {
    "FAILED": later("{center} failed its verification."),
    "EXPIRED": later("The verification of {center} has run out."),
    "PUNISH": later("TikTok has restricted {center}."),
    "DENY": later("TikTok has denied {center}."),
}


def _admins(situation: Situation, center: BusinessCenter) -> list[Seat]:
    return [seat for seat in _seats(situation, center) if seat.role == _ADMIN]


def _seats(situation: Situation, center: BusinessCenter) -> list[Seat]:
    """Return the seats that work, without those of people who left: they no longer act for us."""
    seats = situation.of("seat", "business_center", center.id)
    return [seat for seat in seats if _acts(situation, seat)]


def _acts(situation: Situation, seat: Seat) -> bool:
    person = situation.picture.people[seat.person]
    return situation.is_open(seat) and not situation.has_left(person)


def no_admin(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-01: nobody is recorded as Admin of a Business Center of ours."""
    if not center.is_own or _admins(situation, center):
        return None
    text = later("No Admin of {center} is recorded.")
    act = NextStep(later("Record Admin…"), "business-center", center.id, "record-seat")
    return said(text, act, center=center.name)


def one_admin(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-02: only one Admin of a Business Center of ours is recorded."""
    admins = _admins(situation, center) if center.is_own else []
    if len(admins) != 1:
        return None
    person = situation.picture.people[admins[0].person]
    text = later("{person} is the only Admin of {center}.")
    act = NextStep(later("Add a second Admin…"), "business-center", center.id, "record-seat")
    others = (("person", person.id), ("seat", admins[0].id))
    return said(text, act, *others, person=person.name, center=center.name)


def too_many_admins(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-03: more Admins than the brand allows."""
    admins = _admins(situation, center) if center.is_own else []
    most = situation.limit("admins")
    if len(admins) <= most:
        return None
    text = later("{center} has {n} Admins, more than {most}.")
    act = NextStep(later("Show them"), "business-center", center.id)
    others = tuple(("seat", int(seat.id)) for seat in admins)
    return said(text, act, *others, center=center.name, n=len(admins), most=most)


def outsider_rules(situation: Situation, seat: Seat) -> Said | None:
    """ADM-04: an Admin or Finance Manager is not employed by us."""
    person = situation.picture.people[seat.person]
    far = seat.role == _ADMIN or seat.finance_role == _MANAGER
    if not far or not situation.is_outsider(person):
        return None
    text = later("{person}, who is not employed by us, is Admin of {center}.")
    if seat.role != _ADMIN:
        text = later("{person}, who is not employed by us, is Finance Manager of {center}.")
    center = situation.picture.business_centers[seat.business_center]
    act = NextStep(later("Change role…"), "seat", seat.id, "role")
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
    text = later("{old} is no Admin any more, and {new} was not yet seen to manage everything.")
    names = {"old": people[run.person].name, "new": people[run.successor].name}
    others = (("person", run.person), ("person", run.successor))
    return said(text, NextStep(later("Go on"), "run", run.id), *others, **names)


def no_two_step(_situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-06: two-step verification is not asked of every member, or nobody knows."""
    if not center.is_own or center.two_step_scope == "ALL":
        return None
    text = later("{center} does not ask every member for two-step verification.")
    if not center.two_step_scope:
        text = later("Whether {center} asks for two-step verification is not recorded.")
    act = NextStep(later("Record it…"), "business-center", center.id, "change")
    return said(text, act, center=center.name)


def any_domain(_situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-07: members of any e-mail domain can be invited, or nobody knows."""
    if not center.is_own or center.allowlist_scope in {"ALL", _ADMIN + "S"}:
        return None
    text = later("{center} does not limit the e-mail domains of its members.")
    act = NextStep(later("Record it…"), "business-center", center.id, "change")
    return said(text, act, center=center.name)


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
    text = later("{person} is a member of {center} with an address at {domain}.")
    act = NextStep(later("Show the seat"), "seat", seat.id)
    names = {"person": person.name, "center": center.name, "domain": domain}
    return said(text, act, ("person", person.id), **names)


def no_finance(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-09: nobody is recorded as Finance Manager."""
    if not center.is_own:
        return None
    if any(seat.finance_role == _MANAGER for seat in _seats(situation, center)):
        return None
    text = later("No Finance Manager of {center} is recorded.")
    act = NextStep(later("Record one…"), "business-center", center.id, "record-seat")
    return said(text, act, center=center.name)


def not_in_order(situation: Situation, center: BusinessCenter) -> Said | None:
    """ADM-10: a Business Center of ours is not verified any more, or restricted."""
    if not center.is_own:
        return None
    states = (status_on(center, situation.on), center.verification_status)
    text = next((_UNSOUND[state] for state in states if state in _UNSOUND), "")
    if not text:
        return None
    act = NextStep(later("Show it"), "business-center", center.id)
    return said(text, act, center=center.name)


def agency_has_seat(situation: Situation, seat: Seat) -> Said | None:
    """PRT-09: somebody of an agency sits in our Business Center although it is a partner."""
    person = situation.picture.people[seat.person]
    if person.employer != Employer.PARTNER or person.partner is None:
        return None
    period = situation.current(person.partner)
    if period is None or not situation.is_connected(period):
        return None
    partner = situation.picture.partners[person.partner]
    text = later(
        "{person} of {partner} sits in our Business Center, though {partner} is a partner."
    )
    act = NextStep(later("End the seat…"), "seat", seat.id, "leave")
    others = (("person", person.id), ("partner", partner.id))
    return said(text, act, *others, person=person.name, partner=partner.name)


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
