"""The lines of a review: every way in that it covers, with its words frozen as they are read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from delvia_desktop.domain.access import grants, seats, spark_codes
from delvia_desktop.domain.access.assignments import Surface
from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.ways import code_holder, code_level, given_level, shop_scope
from delvia_desktop.domain.records.reviews import (
    Decision,
    Review,
    ReviewKey,
    ReviewLine,
    ReviewLineKey,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import term, terms
from delvia_desktop.i18n import tr

_DATA = frozenset({"PIXEL", "CATALOG", "LEAD", "AUDIENCE"})
"""Types of assets that hold data rather than ads (`domain.md` 5.3 D)."""

_BY_SURFACE: Mapping[str, str] = {
    Surface.ADS_MANAGER: "AD_ACCOUNTS",
    Surface.SELLER_CENTER: "SHOP",
    Surface.LOGIN: "LOGIN",
}
"""Which part of a review looks at an assignment; others are looked at with the members."""

_IN = frozenset({GrantState.GRANTED, GrantState.CONFIRMED, GrantState.REVOKED})
_SEATED = frozenset({SeatState.INVITED, SeatState.JOINED, SeatState.LEAVING, SeatState.REMOVED})
_CODED = spark_codes.OPEN | {spark_codes.SparkState.DELETED}


@dataclass(frozen=True)
class Scope:
    """What a review looks at: one partner and its people, one person, or everything."""

    partner: PartnerKey | None = None
    person: PersonKey | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.partner is None and self.person is None


def surfaces() -> tuple[str, ...]:
    """Return the codes of the surfaces that a review can cover, in the order of its lines."""
    return tuple(terms("review_surface"))


def level_words(level: str) -> str:
    """Return the level of a line in the person's language; it keeps the words of its own day."""
    return " · ".join(tr(part) for part in level.split(" · "))


def lines_of(situation: Situation, scope: Scope, covered: Collection[str]) -> list[ReviewLine]:
    """Return what gives access on some surfaces: what works, what waits and what was not seen gone.

    The lines have no keys yet. They stand in the order of the surfaces.
    """
    found = [line for line in _all(situation, scope) if line.surface in covered]
    order = {code: number for number, code in enumerate(surfaces())}
    return sorted(found, key=lambda line: (order[line.surface], line.who, line.what))


def left_in(situation: Situation, scope: Scope) -> list[Any]:
    """Return the records that give access there, or did and were not seen gone, each once."""
    lines = lines_of(situation, scope, surfaces())
    names = dict.fromkeys((line.subject_kind, line.subject) for line in lines)
    return [situation.all(kind)[key] for kind, key in names]


def is_over(situation: Situation, line: ReviewLine) -> bool:
    """Tell whether what a line was about is gone and was seen gone, or was deleted."""
    record = situation.all(line.subject_kind).get(line.subject)
    if record is None:
        return True
    if isinstance(record, Login):
        changed = record.password_last_changed_on
        return changed is not None and line.decided_on is not None and changed >= line.decided_on
    if isinstance(record, Seat):
        state = seats.state_on(record, situation.on)
        return state not in _SEATED or (line.surface == "FINANCE" and not record.finance_role)
    return not _is_in(record, situation.on)


def is_ended(situation: Situation, record: Any) -> bool:  # noqa: ANN401 - whatever gives access
    """Tell whether a way in has ended, seen gone or not."""
    return not gives_access(record, "", situation.on)


def gives_access(record: Any, surface: str, on: date) -> bool:  # noqa: ANN401 - as above
    """Tell whether a record still gives the access that an item of an area was about."""
    if isinstance(record, Login):
        return True
    if isinstance(record, Seat):
        is_seated = seats.state_on(record, on) in _SEATED - {SeatState.REMOVED}
        return is_seated and (surface != "FINANCE" or bool(record.finance_role))
    if isinstance(record, spark_codes.SparkCode):
        return spark_codes.state_on(record, on) in spark_codes.OPEN
    return record is not None and grants.state_on(record, on) in grants.OPEN


def put_off(situation: Situation) -> Iterator[ReviewLine]:
    """Yield the newest decision on each way in where it is only put off, or an exception.

    What is over needs no further decision.
    """
    newest: dict[tuple[str, int, str], ReviewLine] = {}
    for line in situation.picture.review_lines.values():
        if line.decision:
            newest[line.subject_kind, line.subject, line.surface] = line
    for line in newest.values():
        if line.decision in {Decision.DEFERRED, Decision.EXCEPTION} and not is_over(
            situation, line
        ):
            yield line


def review_subject(situation: Situation, review: Review) -> str:
    """Return whom a review is about."""
    if review.partnership is not None:
        return situation.picture.partners[
            situation.picture.partnerships[review.partnership].partner
        ].name
    if review.person is not None:
        return situation.picture.people[review.person].name
    return tr("everything")


def _all(situation: Situation, scope: Scope) -> Iterator[ReviewLine]:
    people = _people(situation, scope)
    yield from _shares(situation, scope)
    yield from _seats(situation, people)
    yield from _assignments(situation, people)
    yield from _shop_partners(situation, scope)
    yield from _codes(situation, scope, people)
    yield from _logins(situation, people)


def _people(situation: Situation, scope: Scope) -> Collection[int]:
    if scope.person is not None:
        return {scope.person}
    people = situation.picture.people
    if scope.partner is None:
        return people.keys()
    return {person.id for person in situation.of("person", "partner", scope.partner)}


def _shares(situation: Situation, scope: Scope) -> Iterator[ReviewLine]:
    if scope.person is not None:
        return
    for share in situation.picture.shares.values():
        partner = situation.partner_of(share)
        if scope.partner in {None, partner.id} and _is_in(share, situation.on):
            asset = situation.asset(share)
            who = tr("from {partner}", partner=partner.name) if share.is_incoming else partner.name
            surface = "DATA" if asset.asset_type in _DATA else "PARTNERS"
            level = given_level(asset.asset_type, "", share.level, may_pay_out=False)
            yield _line("share", share, surface, asset.name, who, level)


def _seats(situation: Situation, people: Collection[int]) -> Iterator[ReviewLine]:
    for seat in situation.picture.seats.values():
        if seat.person not in people or seats.state_on(seat, situation.on) not in _SEATED:
            continue
        center = situation.picture.business_centers[seat.business_center].name
        who = situation.picture.people[seat.person].name
        since = seat.accepted_on or seat.invited_on
        role = term("seat_role", seat.role).label
        yield _line("seat", seat, "MEMBERS", center, who, role, since)
        if seat.finance_role:
            finance = term("finance_role", seat.finance_role).label
            yield _line("seat", seat, "FINANCE", center, who, finance, since)


def _assignments(situation: Situation, people: Collection[int]) -> Iterator[ReviewLine]:
    for given in situation.picture.assignments.values():
        if given.person not in people or not _is_in(given, situation.on):
            continue
        asset = situation.asset(given)
        level = given_level(
            asset.asset_type, given.surface, given.level, may_pay_out=given.may_pay_out
        )
        who = situation.picture.people[given.person].name
        surface = _BY_SURFACE.get(given.surface, "ASSIGNED")
        yield _line("assignment", given, surface, asset.name, who, level)


def _shop_partners(situation: Situation, scope: Scope) -> Iterator[ReviewLine]:
    if scope.person is not None:
        return
    for given in situation.picture.shop_partners.values():
        if scope.partner in {None, given.partner} and _is_in(given, situation.on):
            level, _ = shop_scope(given.scope, is_full=given.is_full, may_pay_out=given.may_pay_out)
            who = situation.picture.partners[given.partner].name
            yield _line("shop-partner", given, "SHOP", situation.asset(given).name, who, level)


def _codes(situation: Situation, scope: Scope, people: Collection[int]) -> Iterator[ReviewLine]:
    picture = situation.picture
    for code in picture.spark_codes.values():
        is_theirs = code.partner is not None and code.partner == scope.partner
        if not (scope.is_whole or is_theirs or code.person in people):
            continue
        if _is_in(code, situation.on):
            partner = picture.partners[code.partner].name if code.partner is not None else ""
            person = picture.people[code.person].name if code.person is not None else ""
            us = picture.brand.name if code.is_incoming else ""
            who = code_holder(partner, person, us)
            yield _line("spark-code", code, "SPARK", code.post, who, code_level()[0])


def _logins(situation: Situation, people: Collection[int]) -> Iterator[ReviewLine]:
    names = situation.picture.people
    for login in situation.picture.logins.values():
        held = (
            (login.mailbox_holder, tr("Mailbox")),
            (login.recovery_holder, tr("Recovery")),
        )
        holders = [(key, what) for key, what in held if key in people]
        for key in dict.fromkeys(key for key, _ in holders):
            what = " · ".join(words for holder, words in holders if holder == key)
            since = login.password_last_changed_on
            who = names[key].name if key is not None else ""
            yield _line("login", login, "LOGIN", situation.asset(login).name, who, what, since)


def _is_in(record: Any, on: date) -> bool:  # noqa: ANN401 - any grant
    if isinstance(record, spark_codes.SparkCode):
        return spark_codes.state_on(record, on) in _CODED
    return grants.state_on(record, on) in _IN


def _line(  # noqa: PLR0913, PLR0917 - the columns of a line
    kind: str,
    record: Any,  # noqa: ANN401 - whatever gives access
    surface: str,
    what: str,
    who: str,
    level: str,
    since: date | None = None,
) -> ReviewLine:
    return ReviewLine(
        ReviewLineKey(0),
        ReviewKey(0),
        kind,
        int(record.id),
        surface,
        what,
        who,
        level,
        since or getattr(record, "granted_on", None),
        getattr(record, "planned_end", None),
    )
