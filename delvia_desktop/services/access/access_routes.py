"""Access routes to one asset, of one person, of one partner or into one Business Center.

What is shared with a partner is a list of its own (`services.shares`), as it can be long; here is
everything else that touches the subject, on every surface.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.seats import SeatState
from delvia_desktop.domain.access.spark_codes import SparkState
from delvia_desktop.domain.lists.rows import (
    AssignmentRow,
    LoginRow,
    SeatRow,
    ShareRow,
    ShopPartnerRow,
    SparkCodeRow,
    Wanted,
)
from delvia_desktop.domain.records.access_routes import AccessRoute, access_route
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.pictures import take_part

_ROWS: Mapping[str, type[Any]] = {
    "seat": SeatRow,
    "assignment": AssignmentRow,
    "login": LoginRow,
    "spark-code": SparkCodeRow,
    "shop-partner": ShopPartnerRow,
    "share": ShareRow,
}
"""The lists of what gives access, by the rows that they have."""

_ABOUT: Mapping[str, Mapping[str, str]] = {
    "person": dict.fromkeys(("seat", "assignment", "login", "spark-code"), "person"),
    "asset": dict.fromkeys(("assignment", "login", "spark-code", "shop-partner"), "asset"),
    "partner": {
        "seat": "employer_partner",
        "assignment": "employer_partner",
        "spark-code": "partner",
        "shop-partner": "partner",
    },
    "business-center": {"seat": "business_center"},
}
"""Under which condition each list is about a subject."""

_UNVERIFIED = (
    ("seat", {"state": SeatState.REMOVED}),
    ("assignment", {"state": GrantState.REVOKED}),
    ("spark-code", {"state": SparkState.DELETED}),
    ("shop-partner", {"state": GrantState.REVOKED}),
    ("share", {"state": GrantState.REVOKED}),
)
"""Under which condition each list has what ended and was not seen gone."""


def routes_of(register: Register, kind: str, key: int, on: date) -> tuple[AccessRoute, ...]:
    """Return the access routes of a subject in a register on a day: working ones, then planned.

    The subject is a `person`, an `asset`, a `partner` or a `business-center`.
    """
    holder = key if kind == "person" else None
    lists = ((name, {condition: key}) for name, condition in _ABOUT[kind].items())
    return _numbered(
        _routes(register, on, lists, holder),
        lambda route: (
            not route.is_open,
            not route.is_pending,
            not route.is_unverified,
            route.place,
            route.what,
            route.who,
        ),
    )


def unverified_routes(register: Register, on: date) -> tuple[AccessRoute, ...]:
    """Return all access routes that ended and were not seen gone, the longest ago first."""
    return _numbered(
        _routes(register, on, _UNVERIFIED),
        lambda route: (route.ended_on or on, route.place, route.what, route.who),
    )


def count_unverified(register: Register, on: date) -> int:
    """Return how many access routes, grants and seats, ended and were not seen gone."""
    return sum(register.rows(_ROWS[name], Wanted(on, where=of)).count() for name, of in _UNVERIFIED)


def _routes(
    register: Register,
    on: date,
    lists: Iterable[tuple[str, Mapping[str, object]]],
    holder: int | None = None,
) -> list[AccessRoute]:
    """Return the routes in lists, each under a condition; only what they refer to is read."""
    names = [
        (name, int(key))
        for name, where in lists
        for key in register.rows(_ROWS[name], Wanted(on, where=where)).keys(0)
    ]
    situation = Situation(take_part(register.store.connection, on, names))
    return [access_route(situation, situation.all(kind)[key], holder) for kind, key in names]


def _numbered(
    routes: list[AccessRoute], turn: Callable[[AccessRoute], tuple[Any, ...]]
) -> tuple[AccessRoute, ...]:
    ordered = tuple(sorted(routes, key=turn))
    for number, route in enumerate(ordered, start=1):
        route.id = number
    return ordered
