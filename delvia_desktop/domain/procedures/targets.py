"""Which records a step of a procedure is about: where its act begins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.access.claim_steps import next_steps as next_claim_steps
from delvia_desktop.domain.access.grants import GrantState, is_open, state_on
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.access.seats import SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.procedures.acts import begins_with
from delvia_desktop.domain.procedures.facts import (
    CENTER_LISTS,
    is_without_superior,
    issued_paper,
    open_assignments,
    open_claims,
    open_codes,
    own_centers,
    people_of,
    reviews_since,
    revocable,
)
from delvia_desktop.domain.procedures.plans import Deeds
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.procedures import END_PARTNERSHIP, PERSON_LEAVES, Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act

Name = tuple[str, int]

LAST_DAYS = ("engagement_end", "planned_end")
"""The fields in which the last day of a partner and of a person is recorded."""


def targets(deeds: Deeds, situation: Situation, run: Run) -> list[Name]:
    """Return the targets of a step's act: kind and id of the records where it can begin."""
    found = _FINDERS[deeds.kind](situation, run, deeds)
    fitting = (record for record in found if begins_with(situation, record, deeds.act) is not None)
    return [(kind_of(record).name, int(record.id)) for record in fitting]


def preset(deeds: Deeds, run: Run) -> tuple[tuple[str, object], ...]:
    """Return what the form of an act at its target begins with: the run's last day."""
    if run.target_on is None or run.procedure not in {END_PARTNERSHIP, PERSON_LEAVES}:
        return ()
    return tuple((name, run.target_on.isoformat()) for name in deeds.shows if name in LAST_DAYS)


def asked_for(deeds: Deeds, situation: Situation, run: Run, record: Any) -> tuple[str, ...]:  # noqa: ANN401 - any record
    """Return the fields of the target record that an act asks for."""
    if deeds.of != "held":
        return deeds.shows
    people = people_of(situation, run)
    return tuple(name for name in deeds.shows if getattr(record, name) in people)


def _partner(situation: Situation, run: Run, _deeds: Deeds) -> list[Any]:
    return [situation.picture.partners[run.partner]] if run.partner is not None else []


def _person(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    key = run.successor if deeds.of == "successor" else run.person
    if deeds.of == "unmanaged":
        is_wanted = is_without_superior(situation, run) and issued_paper(situation, run) is None
        key = key if is_wanted else None
    return [situation.picture.people[key]] if key is not None else []


def _asset(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    if deeds.of == "owned":
        return situation.of("asset", "owner_partner", run.partner)
    if deeds.of == "unclaimed":
        claimed = {claim.asset for claim in situation.of("claim", "partner", run.partner)}
        owned = situation.of("asset", "owner_partner", run.partner)
        return [each for each in owned if each.id not in claimed]
    return [situation.picture.assets[run.asset]] if run.asset is not None else []


def _center(situation: Situation, run: Run, _deeds: Deeds) -> Iterable[Any]:
    period = situation.current(run.partner)
    keys = [period.business_center] if period is not None else own_centers(situation)
    return [situation.picture.business_centers[key] for key in keys]


def _shares(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    if run.person is not None and run.asset is None:
        return []  # a person has none
    picture = situation.picture
    found: Iterable[Any] = picture.shares.values()
    if run.partner is not None:
        grouped = picture.received_from if deeds.of == "incoming" else picture.shares_of_partner
        found = grouped.get(run.partner, ())
    if run.asset is not None:
        found = [share for share in found if share.asset == run.asset]
    return _stepped(found, situation, deeds)


def _assignments(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    """Return what is assigned; a login that somebody knows is not revoked but changed."""
    surfaces = CENTER_LISTS if deeds.of == "center" else (deeds.of,) if deeds.of else ()
    sought = revocable if deeds.act == Act.REVOKE else open_assignments
    return sought(situation, _people(situation, run), *surfaces)


def _people(situation: Situation, run: Run) -> Collection[PersonKey]:
    """Return whose access an act is about: everybody's where a run is about no one."""
    is_of_all = not run.partner and not run.person
    return situation.picture.people if is_of_all else people_of(situation, run)


def _seats(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    people = _people(situation, run)
    if deeds.of == "successor":
        people = {run.successor} if run.successor is not None else set()
    wanted = {
        "gone": {SeatState.REMOVED},
        "join": {SeatState.PLANNED, SeatState.INVITED},
        "cancel": {SeatState.INVITED},
    }.get(deeds.act)
    if wanted is None:
        return [seat for person in people for seat in situation.opened_of("seat", "person", person)]
    seats = situation.picture.seats.values()
    return [s for s in seats if s.person in people and seat_state_on(s, situation.on) in wanted]


def _logins(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    if not run.partner and not run.person:
        return situation.picture.logins.values()
    people = people_of(situation, run)
    known = {given.asset for given in open_assignments(situation, people, Surface.LOGIN)}
    if deeds.of == "held":
        known = set()
    is_held = deeds.act != "password" and deeds.of != "known"
    return [
        login
        for login in situation.picture.logins.values()
        if login.asset in known
        or (is_held and {login.mailbox_holder, login.recovery_holder} & people)
    ]


def _codes(situation: Situation, run: Run, _deeds: Deeds) -> Iterable[Any]:
    is_of_all = not run.partner and not run.person
    return situation.opened("spark-code").values() if is_of_all else open_codes(situation, run)


def _shop_partners(situation: Situation, run: Run, _deeds: Deeds) -> Iterable[Any]:
    if not run.partner and not run.person:
        return situation.opened("shop-partner").values()
    return situation.opened_of("shop-partner", "partner", run.partner)


def _claims(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    """Return the claims that are not over, or those of which an act is the usual next step."""
    found = open_claims(situation, run)
    if deeds.of != "next":
        return found
    return [claim for claim in found if next_claim_steps(claim, situation.on)[0] == deeds.act]


def _reviews(situation: Situation, run: Run, deeds: Deeds) -> list[Review]:
    """Return the reviews that are open, or those that a run has closed."""
    if deeds.of == "closed":
        return [r for r in reviews_since(situation, run) if r.closed_on is not None]
    periods = {p.id for p in situation.of("partnership", "partner", run.partner)}
    return [
        review
        for review in situation.picture.reviews.values()
        if review.closed_on is None and (run.partner is None or review.partnership in periods)
    ]


def _run(_situation: Situation, run: Run, _deeds: Deeds) -> Iterable[Any]:
    return [run]


def _whole(situation: Situation, run: Run, deeds: Deeds) -> Iterable[Any]:
    return _partner(situation, run, deeds) or [situation.picture.brand]


def _stepped(found: Iterable[Any], situation: Situation, deeds: Deeds) -> list[Any]:
    """Return the grants that an act fits: what is to be seen gone, or what is open."""
    if deeds.act == "gone":
        return [g for g in found if state_on(g, situation.on) == GrantState.REVOKED]
    return [g for g in found if is_open(g, situation.on)]


_FINDERS: Mapping[str, Callable[[Situation, Run, Deeds], Iterable[Any]]] = {
    "partner": _partner,
    "person": _person,
    "asset": _asset,
    "business-center": _center,
    "share": _shares,
    "assignment": _assignments,
    "seat": _seats,
    "login": _logins,
    "spark-code": _codes,
    "shop-partner": _shop_partners,
    "claim": _claims,
    "review": _reviews,
    "run": _run,
    "brand": _whole,
}
