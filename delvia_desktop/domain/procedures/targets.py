"""Which records a step of a procedure is about: where its act begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from delvia_desktop.domain.access.claim_steps import next_steps as next_claim_steps
from delvia_desktop.domain.access.grants import GrantState, is_open, state_on
from delvia_desktop.domain.access.seats import SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.procedures.acts import begins_with
from delvia_desktop.domain.procedures.facts import (
    claims_on,
    is_without_superior,
    issued_paper,
    known_logins,
    open_assignments,
    open_claims,
    open_codes,
    open_seats,
    open_shop_partners,
    own_centers,
    owned_by_partner,
    people_of,
    period_of,
    reviews_since,
    revocable,
    shares_of,
)
from delvia_desktop.domain.procedures.plans import END_PARTNERSHIP, PERSON_LEAVES, Deeds
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.words.acts import Act

Name = tuple[str, int]

LAST_DAYS = ("engagement_end", "planned_end")
"""The fields in which the last day of a partner and of a person is recorded."""


def targets(deeds: Deeds, picture: Picture, run: Run) -> list[Name]:
    """Return the kind and id of the records at which an act of a step can begin on the day."""
    found = _FINDERS[deeds.kind](picture, run, deeds)
    fitting = (record for record in found if begins_with(picture, record, deeds.act) is not None)
    return [(kind_of(record).name, int(record.id)) for record in fitting]


def preset(deeds: Deeds, run: Run) -> tuple[tuple[str, object], ...]:
    """Return what the form of an act begins with: the last day for which a run began."""
    if run.target_on is None or run.procedure not in {END_PARTNERSHIP, PERSON_LEAVES}:
        return ()
    return tuple((name, run.target_on.isoformat()) for name in deeds.shows if name in LAST_DAYS)


def _partner(picture: Picture, run: Run, _deeds: Deeds) -> list[Any]:
    return [picture.partners[run.partner]] if run.partner is not None else []


def _person(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    key = run.successor if deeds.of == "successor" else run.person
    if deeds.of == "unmanaged":
        is_wanted = is_without_superior(picture, run) and issued_paper(picture, run) is None
        key = key if is_wanted else None
    return [picture.people[key]] if key is not None else []


def _asset(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    if deeds.of == "owned":
        return owned_by_partner(picture, run)
    if deeds.of == "unclaimed":
        claimed = {claim.asset for claim in claims_on(picture, run)}
        return [each for each in owned_by_partner(picture, run) if each.id not in claimed]
    return [picture.assets[run.asset]] if run.asset is not None else []


def _center(picture: Picture, run: Run, _deeds: Deeds) -> Iterable[Any]:
    period = period_of(picture, run)
    keys = [period.business_center] if period is not None else own_centers(picture)
    return [picture.business_centers[key] for key in keys]


def _shares(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    if run.person is not None and run.asset is None:
        return []  # a person has none
    found = list(picture.shares.values())
    if run.partner is not None:
        found = shares_of(picture, run, incoming=deeds.of == "incoming")
    if run.asset is not None:
        found = [share for share in found if share.asset == run.asset]
    return _stepped(found, picture, deeds)


def _assignments(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    """Return what is assigned; a login that somebody knows is not revoked but changed."""
    people = people_of(picture, run) if run.partner or run.person else set(picture.people)
    surfaces = (deeds.of,) if deeds.of else ()
    sought = revocable if deeds.act == Act.REVOKE else open_assignments
    return sought(picture, people, *surfaces)


def _seats(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    people = people_of(picture, run) if run.partner or run.person else set(picture.people)
    if deeds.of == "successor":
        people = {run.successor} if run.successor is not None else set()
    wanted = {
        "gone": {SeatState.REMOVED},
        "join": {SeatState.PLANNED, SeatState.INVITED},
        "cancel": {SeatState.INVITED},
    }.get(deeds.act)
    if wanted is None:
        return [seat for person in people for seat in open_seats(picture, person)]
    seats = picture.seats.values()
    return [s for s in seats if s.person in people and seat_state_on(s, picture.on) in wanted]


def _logins(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    if not run.partner and not run.person:
        return picture.logins.values()
    people = people_of(picture, run)
    known = {given.asset for given in known_logins(picture, people)}
    if deeds.of == "held":
        known = set()
    is_held = deeds.act != "password" and deeds.of != "known"
    return [
        login
        for login in picture.logins.values()
        if login.asset in known
        or (is_held and {login.mailbox_holder, login.recovery_holder} & people)
    ]


def _codes(picture: Picture, run: Run, _deeds: Deeds) -> Iterable[Any]:
    if not run.partner and not run.person:
        return [code for code in picture.spark_codes.values() if is_open(code, picture.on)]
    return open_codes(picture, run)


def _shop_partners(picture: Picture, run: Run, _deeds: Deeds) -> Iterable[Any]:
    if not run.partner and not run.person:
        return [given for given in picture.shop_partners.values() if is_open(given, picture.on)]
    return open_shop_partners(picture, run)


def _claims(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    """Return the claims that are not over, or those of which an act is the usual next step."""
    found = open_claims(picture, run)
    if deeds.of != "next":
        return found
    return [claim for claim in found if next_claim_steps(claim, picture.on)[0] == deeds.act]


def _reviews(picture: Picture, run: Run, deeds: Deeds) -> list[Review]:
    """Return the reviews that are open, or those that a run has closed."""
    if deeds.of == "closed":
        return [r for r in reviews_since(picture, run) if r.closed_on is not None]
    periods = {p.id for p in picture.partnerships.values() if p.partner == run.partner}
    return [
        review
        for review in picture.reviews.values()
        if review.closed_on is None and (run.partner is None or review.partnership in periods)
    ]


def _run(_picture: Picture, run: Run, _deeds: Deeds) -> Iterable[Any]:
    return [run]


def _whole(picture: Picture, run: Run, deeds: Deeds) -> Iterable[Any]:
    return _partner(picture, run, deeds) or [picture.brand]


def _stepped(found: Iterable[Any], picture: Picture, deeds: Deeds) -> list[Any]:
    """Return the grants that an act fits: what is to be seen gone, or what is open."""
    if deeds.act == "gone":
        return [g for g in found if state_on(g, picture.on) == GrantState.REVOKED]
    return [g for g in found if is_open(g, picture.on)]


_FINDERS: Mapping[str, Callable[[Picture, Run, Deeds], Iterable[Any]]] = {
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
