"""Ways in to one asset, of one person, of one partner or into one Business Center.

What is shared with a partner is a list of its own (`services.shares`), as it can be long; here is
everything else that touches the subject, on every surface.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.seats import OPEN as OPEN_SEATS
from delvia_desktop.domain.access.seats import SeatState
from delvia_desktop.domain.access.spark_codes import OPEN as OPEN_CODES
from delvia_desktop.domain.access.spark_codes import SparkState
from delvia_desktop.domain.access.ways import (
    Way,
    assigned_level,
    code_holder,
    code_level,
    seat_level,
    shop_scope,
)
from delvia_desktop.domain.lists.rows import (
    AssignmentRow,
    LoginRow,
    SeatRow,
    ShareRow,
    ShopPartnerRow,
    SparkCodeRow,
    Wanted,
)
from delvia_desktop.domain.words.vocabulary import level_label, level_tone, surface, term
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.register.register import Register

_OPEN = frozenset({"granted", "confirmed"})
_PENDING = frozenset({"planned", "invited"})
_HELD = ("person", "login")


@dataclass(frozen=True)
class _Source:
    """A list that may hold ways in, how a row reads, and its state once ended but not seen gone."""

    kind: str
    row: type[Any]
    read: Callable[[Any], Way]
    ended: str = ""


def ways_of(register: Register, kind: str, key: int, on: date) -> tuple[Way, ...]:
    """Return the ways in of a subject on a day: those that work first, then what is planned.

    The subject is a `person`, an `asset`, a `partner` or a `business-center`.
    """
    found: list[Way] = []
    for source in _SOURCES:
        condition = _CONDITIONS[kind].get(source.kind)
        if condition is not None:
            rows = register.rows(source.row, Wanted(on, where={condition: key})).page()
            read = partial(_held_login, key) if (kind, source.kind) == _HELD else source.read
            found += [_seen(source, row, read(row)) for row in rows]
    ordered = sorted(
        found,
        key=lambda way: (
            not way.is_open,
            not way.is_pending,
            not way.is_unverified,
            way.surface,
            way.what,
            way.who,
        ),
    )
    return tuple(way._replace(id=number + 1) for number, way in enumerate(ordered))


def unverified_ways(register: Register, on: date) -> tuple[Way, ...]:
    """Return everything that ended and was not seen gone in TikTok, the longest ago first."""
    found = [
        _seen(source, row, source.read(row))
        for source in (*_SOURCES, _SHARES)
        if source.ended
        for row in register.rows(source.row, Wanted(on, where={"state": source.ended})).page()
    ]
    ordered = sorted(found, key=lambda way: (way.ended_on or on, way.surface, way.what, way.who))
    return tuple(way._replace(id=number + 1) for number, way in enumerate(ordered))


def count_unverified(register: Register, on: date) -> int:
    """Return how many grants and seats ended and were not seen gone in TikTok."""
    return sum(
        register.rows(source.row, Wanted(on, where={"state": source.ended})).count()
        for source in (*_SOURCES, _SHARES)
        if source.ended
    )


def _seen(source: _Source, row: Any, way: Way) -> Way:  # noqa: ANN401 - a row of any list
    """Return a way in that says whether its end was not seen in TikTok yet."""
    is_unverified = bool(source.ended) and row.state == source.ended
    return way._replace(is_unverified=is_unverified)


def _share(row: ShareRow) -> Way:
    state = term("share_state", row.state)
    return Way(
        0,
        "share",
        row.id,
        tr("Partner share"),
        row.asset_name,
        row.partner_name,
        level_label(row.asset_type, row.level),
        level_tone(row.asset_type, row.level),
        tr(state.label),
        state.tone,
        row.state in _OPEN,
        row.granted_on,
        row.planned_end,
        row.revoked_on,
        asset=row.asset,
        partner=row.partner,
        is_pending=row.state in _PENDING,
    )


def _seat(row: SeatRow) -> Way:
    role = term("seat_role", row.role)
    state = term("seat_state", row.state)
    return Way(
        0,
        "seat",
        row.id,
        surface("BUSINESS_CENTER").label,
        tr("Seat in {center}", center=row.business_center_name),
        row.person_name,
        seat_level(row.role, row.finance_role),
        "critical" if row.finance_role == "MANAGER" else role.tone,
        tr(state.label),
        state.tone,
        row.state in OPEN_SEATS,
        row.accepted_on or row.invited_on,
        row.planned_end,
        row.removed_on,
        person=row.person,
        center=row.business_center,
        is_pending=row.state in _PENDING,
    )


def _assignment(row: AssignmentRow) -> Way:
    where = tr(surface(row.surface).label)
    state = term("grant_state", row.state)
    is_pending = row.revoke_requested_on is not None and row.state in _OPEN
    level, tone = assigned_level(row.level_type, row.level, may_pay_out=row.may_pay_out)
    return Way(
        0,
        "assignment",
        row.id,
        tr("{place}: {group}", place=where, group=row.via_name) if row.via_name else where,
        row.asset_name,
        row.person_name,
        level,
        tone,
        tr("To be removed") if is_pending else tr(state.label),
        "high" if is_pending else state.tone,
        row.state in _OPEN,
        row.granted_on,
        row.planned_end,
        row.revoked_on,
        asset=row.asset,
        person=row.person,
        is_pending=row.state in _PENDING,
    )


def _login(row: LoginRow) -> Way:
    holders = {
        tr("mailbox: {name}", name=row.mailbox_holder_name): row.mailbox_holder,
        tr("recovery: {name}", name=row.recovery_holder_name): row.recovery_holder,
    }
    two_step = term("two_step", row.two_step)
    shared = row.is_shared == "YES"
    known = ntr("{n} person knows the password", "{n} people know the password", row.knowing)
    return Way(
        0,
        "login",
        row.id,
        tr(surface("LOGIN").label),
        row.asset_name,
        " · ".join(words for words, key in holders.items() if key is not None)
        or tr("holder not named"),
        tr("Shared login") if shared else known,
        "critical" if shared else "neutral",
        tr("Two-step: {state}", state=two_step.label or tr("Unknown")),
        two_step.tone if row.two_step else "high",
        is_open=True,
        since=row.password_last_changed_on,
        planned_end=None,
        ended_on=None,
        asset=row.asset,
    )


def _held_login(person: int, row: LoginRow) -> Way:
    """Read a login as what one of its holders can do with it."""
    if row.mailbox_holder == row.recovery_holder:
        held = tr("Mailbox and recovery")
    elif row.mailbox_holder == person:
        held = tr("Mailbox")
    else:
        held = tr("Recovery")
    if row.is_shared == "YES":
        held = tr("{held}, shared login", held=held)
    return _login(row)._replace(level=held)


def _spark_code(row: SparkCodeRow) -> Way:
    state = term("spark_state", row.state)
    return Way(
        0,
        "spark-code",
        row.id,
        tr("Spark Ads code"),
        row.post,
        code_holder(row.partner_name, row.person_name, _us(row)),
        *code_level(),
        tr(state.label),
        state.tone,
        row.state in OPEN_CODES,
        row.issued_on,
        row.expires_on,
        row.revoked_on,
        asset=row.asset,
        person=row.person,
        partner=row.partner,
        is_pending=row.state in _PENDING,
    )


def _us(row: SparkCodeRow) -> str:
    return tr("ourselves") if row.direction == "SHARED" else ""


def _shop_partner(row: ShopPartnerRow) -> Way:
    state = term("grant_state", row.state)
    return Way(
        0,
        "shop-partner",
        row.id,
        tr("Shop partner in Seller Center"),
        row.asset_name,
        row.partner_name,
        *shop_scope(row.scope, is_full=row.is_full, may_pay_out=row.may_pay_out),
        tr(state.label),
        state.tone,
        row.state in _OPEN,
        row.authorised_on,
        row.planned_end,
        row.revoked_on,
        asset=row.asset,
        partner=row.partner,
        is_pending=row.state in _PENDING,
    )


_SOURCES = (
    _Source("seat", SeatRow, _seat, SeatState.REMOVED),
    _Source("assignment", AssignmentRow, _assignment, GrantState.REVOKED),
    _Source("login", LoginRow, _login),
    _Source("spark-code", SparkCodeRow, _spark_code, SparkState.DELETED),
    _Source("shop-partner", ShopPartnerRow, _shop_partner, GrantState.REVOKED),
)

_SHARES = _Source("share", ShareRow, _share, GrantState.REVOKED)

_CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "person": {
        "seat": "person",
        "assignment": "person",
        "login": "person",
        "spark-code": "person",
    },
    "asset": {
        "assignment": "asset",
        "login": "asset",
        "spark-code": "asset",
        "shop-partner": "asset",
    },
    "partner": {
        "seat": "employer_partner",
        "assignment": "employer_partner",
        "spark-code": "partner",
        "shop-partner": "partner",
    },
    "business-center": {"seat": "business_center"},
}
"""Under which condition a list is about a subject."""
