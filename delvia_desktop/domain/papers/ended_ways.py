"""Ways in that have ended, one by one: from when to when, by whom, whether seen, the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.people import Person, PersonKey
from delvia_desktop.domain.findings.duties import HeldDuty, held_name, held_words, is_custody
from delvia_desktop.domain.lists.history import FormerDuty, FormerHolding
from delvia_desktop.domain.papers.content import (
    Cell,
    Section,
    Words,
    asset_cell,
    center_cell,
    day,
    day_by,
    filled,
    section,
    without,
    words,
)
from delvia_desktop.domain.records.access_routes import access_route
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import surface, type_label
from delvia_desktop.i18n import show_day, tr


def ended_ways(
    situation: Situation,
    people: Iterable[int],
    title: str,
    empty: str,
    partner: int | None = None,
) -> Section:
    """Return a paper's section of ended ways in: of people, and a partner's beside shares.

    Of one person alone the table does not say in each row who it was.
    """
    rows = [row for person in people for row in _of_person(situation, person)]
    if partner is not None:
        rows += _of_partner(situation, partner)
    columns = _columns()
    if partner is None:
        columns, rows = without(columns, rows, tr("Who"))
    return section(title, *filled(columns, rows, _may_lack()), empty=empty)


def handed_over(situation: Situation, held: Iterable[FormerHolding]) -> Section:
    """Return a paper's section of ended holdings of logins, which people handed over."""
    rows = [_of_login(situation, former) for former in held]
    empty = tr("No login was handed over.")
    table = filled(_columns(), rows, _may_lack())
    return section(tr("Logins handed over"), *table, empty=empty)


def custody(
    situation: Situation, still: Iterable[HeldDuty], held: Iterable[FormerHolding]
) -> Section:
    """Return a paper's section of a person's mailboxes, ended or not, and who has them now.

    Each that was handed over says when other devices were signed out and its login was verified
    since. No step asks for either, so neither is told as open where it was not done.
    """
    rows = [
        (words(held_name(situation, duty)), words(_held(duty.field)),
         words(tr("not handed over"), look="critical"), day(None), day(None), day(None))
        for duty in still
    ]  # fmt: skip
    people = {int(key): person.name for key, person in situation.picture.people.items()}
    for former in sorted(held, key=lambda each: each.until):
        login = situation.all("login")[former.login]
        rows.append(
            (
                words(situation.asset(login).name),
                words(_held(former.field)),
                words(people.get(former.successor or 0, "") or tr("no one")),
                day(former.until),
                day(_since(login.sessions_ended_on, former.until)),
                day(_since(login.last_verified_on, former.until)),
            )
        )
    devices, verified = tr("Devices signed out"), tr("Login verified")
    columns = (
        (tr("Account or shop"), 25),
        (tr("Held"), 14),
        (tr("Handed over to"), 19),
        (tr("Handed over on"), 14),
        (devices, 14),
        (verified, 14),
    )
    empty = tr("No mailbox and no recovery method is recorded as held.")
    table = filled(columns, rows, {devices, verified})
    return section(tr("Mailboxes and recovery methods"), *table, empty=empty)


def devices_may_remain(
    situation: Situation,
    person: PersonKey,
    still: Iterable[HeldDuty],
    held: Iterable[FormerHolding],
) -> bool:
    """Tell whether a login of ended ways in was not signed out on other devices."""
    known = [each for each in situation.of("assignment", "person", person) if _is_login(each)]
    logins = situation.all("login")
    return (
        any(map(is_custody, still))
        or any(_devices_since(situation, each) is None for each in known)
        or any(_since(logins[each.login].sessions_ended_on, each.until) is None for each in held)
    )


def _is_login(given: Assignment) -> bool:
    return given.surface == Surface.LOGIN


def _devices_since(situation: Situation, known: Assignment) -> date | None:
    """Return when other devices were signed out of a login after someone ceased to know it."""
    if known.revoked_on is None:
        return None
    days = (each.sessions_ended_on for each in situation.of("login", "asset", known.asset))
    return next((on for day in days if (on := _since(day, known.revoked_on))), None)


def _since(day: date | None, start: date) -> date | None:
    """Return a day unless it lies before a start, from which on it counts."""
    return day if day is not None and day >= start else None


def _held(field: str) -> str:
    return {"mailbox_holder": tr("Mailbox"), "recovery_holder": tr("Recovery")}[field]


def duties_handed_over(situation: Situation, duties: Iterable[FormerDuty]) -> Section:
    """Return a paper's section of a person's ended duties, and who has them since."""
    told = [
        (former.until, held_words(duty), held_name(situation, duty), former.successor)
        for former in duties
        for duty in [HeldDuty(former.kind, former.id, former.field)]
        if not is_custody(duty) and former.id in situation.all(former.kind)
    ]
    rows = [
        (words(name), words(duty), words(successor or tr("no one")), day(until))
        for until, duty, name, successor in sorted(told)
    ]
    columns = (
        (tr("What"), 37),
        (tr("Duty"), 27),
        (tr("Handed over to"), 21),
        (tr("Handed over on"), 15),
    )
    return section(tr("Duties handed over"), columns, rows, empty=tr("No duty was handed over."))


def _columns() -> tuple[tuple[str, int], ...]:
    return (
        (tr("What"), 25),
        (tr("Who"), 14),
        (tr("Granted in"), 14),
        (tr("Granted on"), 12),
        (tr("Ended"), 12),
        (tr("Removal verified"), 12),
        (tr("Evidence"), 11),
    )


def _may_lack() -> set[str]:
    """Return which columns are left out where no row says anything in them."""
    return {tr("Granted on"), tr("Evidence")}


def _of_person(situation: Situation, person: int) -> Iterator[tuple[Cell, ...]]:
    who = situation.picture.people[person].name  # type: ignore[index] # keys of records are numbers
    for given in situation.of("assignment", "person", person):
        if given.revoked_on is not None:
            asset = situation.asset(given)
            level = access_route(situation, given).level
            what = asset_cell(asset, type_label(asset.asset_type), level)
            seen = _ended(situation, given)
            yield _row(what, who, tr(surface(given.surface).label), given, seen)
    for seat in situation.of("seat", "person", person):
        if seat.removed_on is not None:
            center = situation.picture.business_centers[seat.business_center]
            role = tr("Seat: {role}", role=access_route(situation, seat).level)
            yield (
                center_cell(center, situation.on, role),
                words(who),
                words(tr("Business Center")),
                day(seat.accepted_on),
                day_by(seat.removed_on, seat.removed_by),
                day(seat.removal_verified_on, tr("not yet")),
                words(seat.evidence_ref),
            )
    for code in situation.of("spark-code", "person", person):
        if code.revoked_on is not None:
            yield _row(words(code.post, code.creator), who, tr("Spark Ads code"), code)


def _of_login(situation: Situation, former: FormerHolding) -> tuple[Cell, ...]:
    """A mailbox that somebody else holds now; that is seen when the login is verified after it.

    Until then it says to whom it was handed over, as nothing was removed there.
    """
    login, person = situation.all("login")[former.login], situation.all("person")[former.person]
    seen = _since(login.last_verified_on, former.until)
    people = situation.picture.people
    successor = next((p for key, p in people.items() if key == former.successor), None)
    return (
        words(situation.asset(login).name, _held(former.field)),
        words(person.name),
        words(tr(surface("LOGIN").label)),
        day(None),
        day(former.until),
        day(seen) if seen else words(_handed_over(former, successor)),
        words(login.evidence_ref),
    )


def _handed_over(former: FormerHolding, successor: Person | None) -> str:
    if successor is None:
        return tr("no holder named since")
    return tr("handed over to {name} on {day}", name=successor.name, day=show_day(former.until))


def _of_partner(situation: Situation, partner: int) -> Iterator[tuple[Cell, ...]]:
    who = situation.picture.partners[partner].name  # type: ignore[index] # keys are numbers
    for given in situation.of("shop-partner", "partner", partner):
        if given.revoked_on is not None:
            shop = asset_cell(situation.asset(given), access_route(situation, given).level)
            yield _row(shop, who, tr("Seller Center"), given)
    for code in situation.of("spark-code", "partner", partner):
        if code.revoked_on is not None and code.person is None:
            yield _row(words(code.post, code.creator), who, tr("Spark Ads code"), code)


def _row(
    what: Cell,
    who: str,
    where: str,
    given: Any,  # noqa: ANN401 - whatever gave access
    seen: Cell | None = None,
) -> tuple[Cell, ...]:
    return (
        what,
        words(who),
        words(where),
        day(given.granted_on),
        day_by(given.revoked_on, given.revoked_by),
        seen or day(given.verified_gone_on, tr("not yet")),
        words(given.evidence_ref),
    )


def _ended(situation: Situation, given: Assignment) -> Cell:
    """Return when it was verified that something is gone.

    Knowing a password ends with the password: nothing is left to verify, so none says it was. Other
    devices can stay signed in, so it says when they were signed out.
    """
    seen = day(given.verified_gone_on, tr("not yet"))
    if not _is_login(given):
        return seen
    if given.verified_gone_on == given.revoked_on:
        seen = (Words(tr("password changed"), "cell"),)
    if (on := _devices_since(situation, given)) is None:
        return seen
    return (*seen, Words(tr("devices signed out on {day}", day=show_day(on)), "second"))
