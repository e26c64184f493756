"""Rules about people: who left, who waits, who has more than the work needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.people import Employer, Person, has_left
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.findings.duties import Duty, duties_left, duty_name
from delvia_desktop.domain.findings.rules.next_steps import (
    ending,
    ending_all,
    long_unverified,
    record_asset,
    verifying_all,
)
from delvia_desktop.domain.records.findings import Name, NextStep, Rule, Said, said
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later

_LITTLE = 3
"""Assets of a brand of which having all is nothing odd."""


def _named(record: Any) -> Name:  # noqa: ANN401 - a record of any kind
    return kind_of(record).name, int(record.id)


def _gone_on(situation: Situation, person: Person) -> date | None:
    """Return the day on which a person left, or the partner of the person was removed."""
    if situation.has_left(person):
        return person.left_on
    if not situation.was_removed(person.partner):
        return None
    periods = situation.of("partnership", "partner", person.partner or 0)
    return max((period.removed_on for period in periods if period.removed_on), default=None)


def left_and_in(situation: Situation, person: Person) -> Said | None:
    """PPL-01: a person left and something still works."""
    if not situation.has_left(person):
        return None
    ways = situation.open_ways(person.id)
    if not ways:
        return None
    text = later("{name} left on {day} but still has access in {n} places.")
    if len(ways) == 1:
        text = later("{name} left on {day} but still has access in one place.")
    act = ending_all(situation, "person", int(person.id), ways, person.id)
    others = map(_named, ways)
    return said(text, act, *others, name=person.name, day=person.left_on, n=len(ways))


def invitation_waits(situation: Situation, seat: Seat) -> Said | None:
    """PPL-02: a person's invitation is open for long, or has run out."""
    state = seat_state_on(seat, situation.on)
    person = situation.picture.people[seat.person]
    center = situation.picture.business_centers[seat.business_center]
    names = {"name": person.name, "center": center.name}
    if state == SeatState.EXPIRED:
        text = later("{name}'s invitation to {center} has expired.")
        act = NextStep(later("Record new invitation…"), "seat", seat.id, Act.INVITE)
        return said(text, act, ("person", person.id), **names)
    since = seat.invited_on
    if state != SeatState.INVITED or since is None:
        return None
    if situation.on - since <= timedelta(days=situation.limit("invitation_days")):
        return None
    text = later("{name} was invited to {center} on {day} and has not joined.")
    act = NextStep(later("Cancel invitation…"), "seat", seat.id, Act.CANCEL)
    return said(text, act, ("person", person.id), day=since, **names)


def nothing_assigned(situation: Situation, seat: Seat) -> Said | None:
    """PPL-03: a member who works for us has a plain seat and no asset; PPL-01 tells of leavers."""
    person = situation.picture.people[seat.person]
    if seat.role == "ADMIN" or seat.finance_role or has_left(person, situation.on):
        return None
    given = situation.of("assignment", "person", seat.person)
    if any(situation.is_open(assignment) for assignment in given):
        return None
    center = situation.picture.business_centers[seat.business_center]
    text = later("{name} is a member of {center} but has no assets assigned.")
    act = NextStep(later("Assign asset…"), "person", person.id, Act.GIVE)
    planned = [each for each in given if state_on(each, situation.on) == GrantState.PLANNED]
    if planned:
        act = NextStep(later("Record assignment…"), "assignment", int(planned[0].id), Act.GRANT)
    elif not situation.picture.assets:
        act = record_asset()
    return said(text, act, ("person", person.id), name=person.name, center=center.name)


def no_last_day(situation: Situation, person: Person) -> Said | None:
    """PPL-04: a freelancer with access has no planned last day."""
    if person.employer != Employer.FREELANCER or person.planned_end or person.left_on:
        return None
    if not situation.open_ways(person.id):
        return None
    text = later("{name} is a freelancer without a planned last day.")
    step = later("Record last day…")
    act = NextStep(step, "person", person.id, Act.CHANGE, ("planned_end",))
    return said(text, act, name=person.name)


def knows_password(situation: Situation, assignment: Assignment) -> Said | None:
    """PPL-05: a person who went knew a password that was not changed since."""
    if assignment.surface != Surface.LOGIN:
        return None
    person = situation.picture.people[assignment.person]
    gone = _gone_on(situation, person)
    if gone is None:
        return None
    asset = situation.asset(assignment)
    logins = situation.of("login", "asset", asset.id)
    changed = logins[0].password_last_changed_on if logins else None
    if changed is not None and changed >= gone:
        return None
    text = later("{name} left on {day} but still knows the password of “{asset}”.")
    act = ending(situation, assignment)._replace(at=("person", int(person.id)))
    others: list[Name] = [("person", person.id), ("asset", asset.id)]
    if logins:
        others.append(("login", logins[0].id))
    return said(text, act, *others, name=person.name, day=gone, asset=asset.name)


def invited_twice(situation: Situation, person: Person) -> Said | None:
    """PPL-06: two invitations of one person are open."""
    seats = situation.of("seat", "person", person.id)
    open_ones = [s for s in seats if seat_state_on(s, situation.on) == SeatState.INVITED]
    if len({seat.business_center for seat in open_ones}) == len(open_ones):
        return None
    text = later("{name} has two open invitations to the same Business Center.")
    act = NextStep(later("Cancel one invitation…"), "seat", open_ones[-1].id, Act.CANCEL)
    return said(text, act, *map(_named, open_ones), name=person.name)


def not_rechecked(situation: Situation, seat: Seat) -> Said | None:
    """PPL-07: a person's role changed after the assets were last looked through."""
    changed, checked = seat.last_role_change_on, seat.assets_rechecked_on
    if changed is None or (checked is not None and checked >= changed):
        return None
    person = situation.picture.people[seat.person]
    text = later(
        "{name}'s role changed on {day}; the assigned assets have not been rechecked since."
    )
    act = NextStep(later("Record recheck…"), "seat", seat.id, Act.RECHECK)
    return said(text, act, ("person", person.id), name=person.name, day=changed)


def out_but_in(situation: Situation, seat: Seat) -> Said | None:
    """PPL-08: a person was removed from a Business Center and is still in elsewhere.

    PPL-01 says the same of who has left.
    """
    if seat_state_on(seat, situation.on) not in {SeatState.REMOVED, SeatState.GONE}:
        return None
    person = situation.picture.people[seat.person]
    if situation.has_left(person):
        return None
    ways = situation.open_ways(person.id)
    if not ways or any(isinstance(way, Seat) for way in ways):
        return None
    text = later("{name} was removed from {center} but still has access in {n} other places.")
    if len(ways) == 1:
        text = later("{name} was removed from {center} but still has access in another place.")
    center = situation.picture.business_centers[seat.business_center]
    act = ending_all(situation, "person", int(person.id), ways, person.id)
    others = (("person", int(person.id)), *map(_named, ways))
    return said(text, act, *others, name=person.name, center=center.name, n=len(ways))


def has_everything(situation: Situation, person: Person) -> Said | None:
    """PPL-09: one person has everything that we own."""
    given = situation.opened_of("assignment", "person", person.id)
    owned = situation.owned()
    if not _LITTLE <= len(owned) <= len(given):
        return None
    if not owned <= {assignment.asset for assignment in given}:
        return None
    text = later("{name} has access to all {n} assets that we own.")
    open_ones = [g for g in given if g.asset in owned]
    newest = max(open_ones, key=lambda assignment: int(assignment.id))
    act = ending(situation, newest)._replace(text=later("Revoke one grant…"))
    return said(text, act, name=person.name, n=len(owned))


def not_seen_gone(situation: Situation, person: Person) -> Said | None:
    """PPL-10: access of a person who went has ended and was not seen gone in TikTok."""
    if _gone_on(situation, person) is None:
        return None
    text = later("{name} left, but {n} removals are not yet verified in TikTok.")
    one = later("{name} left, but one removal is not yet verified in TikTok.")
    return _unverified(person, situation.unverified_ways(person.id), text, one)


def long_not_seen_gone(situation: Situation, person: Person) -> Said | None:
    """PPL-11: access of a person still here ended long ago and was not seen gone."""
    if _gone_on(situation, person) is not None:
        return None
    ended = situation.unverified_ways(person.id)
    if not long_unverified(situation, ended):
        return None
    text = later("{n} removals of {name}'s access are not yet verified in TikTok.")
    one = later("One removal of {name}'s access is not yet verified in TikTok.")
    return _unverified(person, ended, text, one)


def _unverified(person: Person, ended: Sequence[Any], text: str, one: str) -> Said | None:
    if not ended:
        return None
    act = verifying_all("person", int(person.id), ended)
    others = map(_named, ended)
    return said(text if len(ended) > 1 else one, act, *others, name=person.name, n=len(ended))


def left_and_accountable(situation: Situation, duty: Duty) -> Said | None:
    """PPL-12: a person left and still answers for an asset or a partner."""
    person = duties_left(situation).get((type(duty), int(duty.id)))
    if person is None:
        return None
    text = later("{name} left on {day} but is still accountable for “{what}”.")
    kind, key = _named(duty)
    what = duty_name(situation, duty)
    of = ("person", int(person.id))
    step = NextStep(later("Name another person…"), kind, key, Act.CHANGE, ("internal_owner",))
    all_of_them = NextStep(later("Hand over duties…"), *of, Act.HAND_OVER)
    names = {"name": person.name, "day": person.left_on, "what": what}
    return said(text, step._replace(at=of), of, **names)._replace(together=all_of_them)


RULES = (
    Rule("PPL-01", "person", left_and_in),
    Rule("PPL-02", "seat", invitation_waits),
    Rule("PPL-03", "seat", nothing_assigned, only_open=True),
    Rule("PPL-04", "person", no_last_day),
    Rule("PPL-05", "assignment", knows_password, only_open=True),
    Rule("PPL-06", "person", invited_twice),
    Rule("PPL-07", "seat", not_rechecked, only_open=True),
    Rule("PPL-08", "seat", out_but_in),
    Rule("PPL-09", "person", has_everything, is_wide=True),
    Rule("PPL-10", "person", not_seen_gone),
    Rule("PPL-11", "person", long_not_seen_gone),
    Rule("PPL-12", "asset", left_and_accountable, is_wide=True),
    Rule("PPL-12", "partnership", left_and_accountable, is_wide=True),
)
