"""The lines of a review: every way in that it covers, with its words frozen as they are read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from delvia_desktop.domain.access.access_states import UNVERIFIED, WORKS, access_state
from delvia_desktop.domain.access.logins import HOLDERS, Login
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.records.access_routes import AccessRoute, access_route
from delvia_desktop.domain.records.reviews import (
    Decision,
    Review,
    ReviewKey,
    ReviewLine,
    ReviewLineKey,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import asset_type, surface, term, terms
from delvia_desktop.i18n import tr

_KINDS = ("share", "seat", "assignment", "shop-partner", "spark-code", "login")
"""What gives access."""


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
    """Return the codes of the surfaces that a review's lines cover, in their order."""
    return tuple(terms("review_surface"))


def level_words(level: str) -> str:
    """Return the level of a review line in the person's language, in its day's words."""
    return " · ".join(tr(part) for part in level.split(" · "))


def lines_of(situation: Situation, scope: Scope, covered: Collection[str]) -> list[ReviewLine]:
    """Return the lines of a review on some surfaces: what works, waits, is not seen gone.

    The lines have no keys yet. They stand in the order of the surfaces.
    """
    if scope.is_whole:
        people: Collection[int | None] = situation.picture.people.keys()
        records = [each for kind in _KINDS for each in situation.all(kind).values()]
    else:
        theirs = situation.of("person", "partner", scope.partner)
        people = {scope.person or 0, *(person.id for person in theirs)}
        records = situation.access_of(scope.partner, scope.person)
    found = [
        line
        for record in records
        for line in _lines(situation, record, people)
        if line.surface in covered
    ]
    order = {code: number for number, code in enumerate(surfaces())}
    return sorted(found, key=lambda line: (order[line.surface], line.who, line.what))


def left_in(situation: Situation, scope: Scope) -> list[Any]:
    """Return the records behind a review's lines on surfaces, each once, till seen gone."""
    lines = lines_of(situation, scope, surfaces())
    names = dict.fromkeys((line.subject_kind, line.subject) for line in lines)
    return [situation.all(kind)[key] for kind, key in names]


def is_over(situation: Situation, line: ReviewLine) -> bool:
    """Tell whether what a review line was about was seen gone, or was deleted."""
    record = situation.all(line.subject_kind).get(line.subject)
    if record is None:
        return True
    if isinstance(record, Login):
        changed = record.password_last_changed_on
        return changed is not None and line.decided_on is not None and changed >= line.decided_on
    state = access_state(record, situation.on)
    is_left_out = line.surface == "FINANCE" and not record.finance_role
    return is_left_out or not (_is_given(state) or state in UNVERIFIED)


def is_ended(situation: Situation, record: Any) -> bool:  # noqa: ANN401 - whatever gives access
    """Tell whether a review line's way in has ended, seen gone or not."""
    return not gives_access(record, "", situation.on)


def gives_access(record: Any, surface: str, on: date) -> bool:  # noqa: ANN401 - as above
    """Tell whether a record still gives the access of its review line; a deleted one gives none."""
    if record is None or isinstance(record, Login):
        return record is not None
    is_left_out = surface == "FINANCE" and not record.finance_role
    return not is_left_out and _is_given(access_state(record, on))


def put_off(situation: Situation) -> Iterator[ReviewLine]:
    """Yield the newest review lines that put a decision off, or make an exception.

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
    """Return whom a review and its lines are about."""
    if review.partnership is not None:
        return situation.picture.partners[
            situation.picture.partnerships[review.partnership].partner
        ].name
    if review.person is not None:
        return situation.picture.people[review.person].name
    return tr("all access")


def _lines(
    situation: Situation,
    record: Any,  # noqa: ANN401 - whatever gives access
    people: Collection[int | None],
) -> Iterator[ReviewLine]:
    """Yield the items about what gives access, of a login one for each of those who hold it."""
    route = access_route(situation, record)
    if isinstance(record, Login):
        for key in dict.fromkeys(getattr(record, field) for field in HOLDERS):
            if key in people:
                who, held = situation.picture.people[key].name, " · ".join(route.held_by(key))
                yield _line(route, "LOGIN", who=who, level=held)
    elif not (_is_given(route.state) or route.is_unverified):
        return
    elif isinstance(record, Seat):
        center = situation.picture.business_centers[record.business_center].name
        role = term("seat_role", record.role).label
        yield _line(route, "MEMBERS", what=center, level=role)
        if record.finance_role:
            finance = term("finance_role", record.finance_role).label
            yield _line(route, "FINANCE", what=center, level=finance)
    elif isinstance(record, Share):
        who = tr("from {partner}", partner=route.who) if record.is_incoming else route.who
        yield _line(route, asset_type(route.level_type).reviewed_as, who=who)
    elif isinstance(record, SparkCode):
        yield _line(route, "SPARK", who=route.held_by(situation.picture.brand.name))
    else:
        yield _line(route, surface(route.surface).reviewed_as)


def _is_given(state: object) -> bool:
    """Tell whether access is there: it works, or somebody was invited to it."""
    return state in WORKS or state == SeatState.INVITED


def _line(
    route: AccessRoute, part: str, what: str = "", who: str = "", level: str = ""
) -> ReviewLine:
    """Return an item in the words of its route, but for those that are said otherwise."""
    return ReviewLine(
        ReviewLineKey(0),
        ReviewKey(0),
        route.kind,
        route.record,
        part,
        what or route.what,
        who or route.who,
        level or route.level,
        route.since,
        route.planned_end,
    )
