"""What the register holds of the subject of a procedure; the checks of its steps ask this."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from types import UnionType
from typing import Any

from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.claims import OVER, Claim
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.people import Employer, PersonKey
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import sides
from delvia_desktop.domain.records.procedures import PERSON_LEAVES, Run
from delvia_desktop.domain.records.reviews import Review
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, is_ended, left_in
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.i18n import ntr, show_day, tr

CENTER_LISTS = frozenset({Surface.BUSINESS_CENTER, Surface.ACCOUNT_GROUP})
"""The surfaces whose lists stand in a Business Center, some of them for a group of accounts."""

ADMIN = "ADMIN"

TWO = 2
"""Admins that a Business Center keeps: one alone can be lost."""

_FEW = 3
"""Records that a sentence names; more are only counted."""


def issued_paper(situation: Situation, run: Run) -> AccessRecord | None:
    """Return a fact of a run: the newest document of its kind issued since it began."""
    kinds = procedure(run.procedure).papers
    reviews = {("review", int(review.id)) for review in reviews_since(situation, run)}
    about = {("partner", run.partner), ("person", run.person), ("run", int(run.id)), *reviews}
    found = (
        paper
        for paper in situation.picture.access_records.values()
        if paper.kind in kinds and paper.issued_at.date() >= run.started_on
        if (paper.subject_kind or "partner", paper.subject or paper.partner) in about
    )
    return max(found, key=lambda paper: paper.id, default=None)


def signatures_lacking(situation: Situation, run: Run) -> tuple[list[str], int]:
    """Return facts of a run: who signed its document, how many are lacking.

    Signed copies from before signers were recorded name none, and lack none.
    """
    paper = issued_paper(situation, run)
    copies = situation.of("acknowledgement", "access_record", paper.id) if paper is not None else []
    signed = list({each.who.casefold(): each.who for each in copies}.values())
    return signed, max(0, sides(paper.kind) - len(signed)) if paper and signed else 0


def is_without_superior(situation: Situation, run: Run) -> bool:
    """Tell a fact of a run: no one is recorded to sign for us beside its person."""
    person = situation.get("person", run.person)
    if run.procedure != PERSON_LEAVES or person is None or person.line_manager:
        return False
    ours = (p for p in situation.picture.people.values() if p.employer == Employer.OURS)
    return not any(is_same(each.name, run.started_by) for each in ours if each.id != person.id)


def reviews_since(situation: Situation, run: Run) -> list[Review]:
    """Return a fact of a run: the reviews of its subject since it began."""
    found = [r for r in situation.picture.reviews.values() if r.opened_on >= run.started_on]
    if run.partner is None:
        return found
    periods = {period.id for period in situation.of("partnership", "partner", run.partner)}
    return [review for review in found if review.partnership in periods]


def people_of(situation: Situation, run: Run) -> set[PersonKey]:
    """Return a fact of a run: its person, or the people of its partner."""
    if run.person is not None:
        return {run.person}
    return {person.id for person in situation.of("person", "partner", run.partner)}


def open_assignments(
    situation: Situation, people: Collection[PersonKey | None], *places: str
) -> list[Assignment]:
    """Return a fact of a run: the open assignments of people, on some surfaces or all."""
    return [
        given
        for given in situation.opened("assignment").values()
        if given.person in people and (not places or given.surface in places)
    ]


def revocable(
    situation: Situation, people: Collection[PersonKey | None], *places: str
) -> list[Assignment]:
    """Return a fact of a run: the assignments that end by being revoked, unlike logins."""
    found = open_assignments(situation, people, *places)
    logins = partial(situation.of, "login", "asset")
    return [g for g in found if g.surface != Surface.LOGIN or not logins(g.asset)]


def open_codes(situation: Situation, run: Run) -> list[SparkCode]:
    """Return a fact of a run: the codes that its partner, people or person can use."""
    people = people_of(situation, run)
    return [
        code
        for code in situation.opened("spark-code").values()
        if (code.partner is not None and code.partner == run.partner) or code.person in people
    ]


def open_claims(situation: Situation, run: Run) -> list[Claim]:
    """Return a fact of a run: the claims against its partner that are not over."""
    claims = situation.of("claim", "partner", run.partner)
    return [claim for claim in claims if claim_state_on(claim, situation.on) not in OVER]


def scope_of(run: Run) -> Scope:
    """Return a fact of a run: whose access it is about, its partner's or its person's."""
    return Scope(run.partner, run.person)


def still_given(situation: Situation, run: Run) -> list[Any]:
    """Return a fact of a run: what its subject has that has not ended.

    Whatever counts this as open counts the same records: also an invitation, a login that somebody
    knows, and one of which somebody holds the mailbox or the recovery.
    """
    left = left_in(situation, scope_of(run))
    return [each for each in left if not is_ended(situation, each)]


def not_seen_gone(situation: Situation, run: Run) -> list[Any]:
    """Return a fact of a run: what ended and was not seen gone in TikTok."""
    left = left_in(situation, scope_of(run))
    return [each for each in left if is_ended(situation, each)]


def ever_given(
    kind: type | UnionType, places: Collection[str], situation: Situation, run: Run
) -> list[Any]:
    """Return a fact of a run: what of a kind was ever given to its subject."""
    found = situation.access_of(run.partner, run.person)
    given = [each for each in found if isinstance(each, kind)]
    return [each for each in given if not places or getattr(each, "surface", "") in places]


def ever_shared(situation: Situation, run: Run, *, is_incoming: bool) -> Sequence[Share]:
    """Return a fact of a run: what was ever shared with its partner, or by it."""
    picture = situation.picture
    grouped = picture.received_from if is_incoming else picture.shares_of_partner
    return grouped.get(run.partner, ()) if run.partner is not None else ()


def beside_shares(situation: Situation, run: Run) -> list[Any]:
    """Return a fact of a run: what its subject has beside shares, not ended."""
    return [each for each in still_given(situation, run) if not isinstance(each, Share | Login)]


def admins_beside(
    situation: Situation, center: BusinessCenterKey, person: PersonKey | None
) -> set[PersonKey]:
    """Return a fact of a run: a Business Center's Admins without its person."""
    return {
        seat.person
        for seat in situation.seated(center)
        if seat.role == ADMIN and seat.person != person
    }


def own_centers(situation: Situation) -> list[BusinessCenterKey]:
    """Return a fact for every run: our Business Centers."""
    return [center.id for center in situation.picture.business_centers.values() if center.is_own]


def centers_at_stake(situation: Situation, run: Run) -> list[BusinessCenterKey]:
    """Return a fact of a run: where its person is Admin, or was when it began.

    A lowered seat keeps no trace of its former role but the day of the change.
    """

    def is_since(day: date | None) -> bool:
        return day is not None and day >= run.started_on

    at_stake = (
        seat.business_center
        for seat in situation.of("seat", "person", run.person)
        if situation.is_open(seat) or is_since(seat.removed_on)
        if seat.role == ADMIN or is_since(seat.last_role_change_on)
    )
    return list(dict.fromkeys(at_stake))


def other_last_day(run: Run, day: date) -> str:
    """Say a fact of a run: it began for another last day than is recorded."""
    if run.target_on is None or run.target_on == day:
        return ""
    return tr(
        "The register shows {day} as the last day, but this procedure was started for {target}.",
        day=show_day(day),
        target=show_day(run.target_on),
    )


def how_many_left(count: int, one: str, many: str) -> str:
    """Say, of the facts of a run, how many are left to do, nothing if none are."""
    return ntr(one, many, count) if count else ""


def few_named(situation: Situation, records: Sequence[Any]) -> str:
    """Return the few names behind a counted fact of a run; of more, nothing."""
    if not 0 < len(records) <= _FEW:
        return ""
    return f" ({', '.join(_called(situation, record) for record in records)})"


def _called(situation: Situation, record: Any) -> str:  # noqa: ANN401 - whatever gives access
    if isinstance(record, Seat):
        person = situation.picture.people[record.person].name
        center = situation.picture.business_centers[record.business_center].name
        return tr("{person} in {center}", person=person, center=center)
    if isinstance(record, Login):
        return tr("Login of {asset}", asset=situation.asset(record).name)
    if isinstance(record, Share) and record.is_incoming:
        asset, who = situation.asset(record).name, situation.partner_of(record).name
        return tr("“{asset}” from {who}", asset=asset, who=who)
    return situation.called(record)


def ways_words(situation: Situation, found: Sequence[Any]) -> str:
    """Say a fact of a run: how many ways in are open, and which."""
    return (
        ntr(
            "{n} access grant is still active{names}. Revoke it where it was granted.",
            "{n} access grants are still active{names}. Revoke each where it was granted.",
            len(found),
            names=few_named(situation, found),
        )
        if found
        else ""
    )


def logins_words(situation: Situation, people: Collection[PersonKey | None]) -> str:
    """Say a fact of a run: how many logins people know, and which."""
    found = open_assignments(situation, people, Surface.LOGIN)
    return (
        ntr(
            "{n} login is still known to them{names}. Record the date of its password change.",
            "{n} logins are still known to them{names}. Record the date of each password change.",
            len(found),
            names=few_named(situation, found),
        )
        if found
        else ""
    )
