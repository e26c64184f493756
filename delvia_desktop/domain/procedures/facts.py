"""What the register holds of the subject of a procedure; the checks of its steps ask this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.assignments import Assignment, Surface
from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.claims import OVER, Claim, ClaimState
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.grants import is_open
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Employer, PersonKey, has_gone
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.seats import is_open as is_seat_open
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import OPEN as OPEN_CODES
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.access.spark_codes import state_on as code_state_on
from delvia_desktop.domain.procedures.plans import PERSON_LEAVES, procedure
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, is_ended, lines_of, surfaces
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.i18n import ntr, show_day, tr

ADMIN = "ADMIN"

TWO = 2
"""Admins that a Business Center keeps: one alone can be lost."""

_FEW = 3
"""Records that a sentence names; more are only counted."""


def period_of(picture: Picture, run: Run) -> Partnership | None:
    """Return the newest partnership with the partner of a run."""
    found = [p for p in picture.partnerships.values() if p.partner == run.partner]
    return found[-1] if found else None


def issued_paper(picture: Picture, run: Run) -> AccessRecord | None:
    """Return the newest document of the kind that a run prints, issued since it began."""
    kinds = procedure(run.procedure).papers
    reviews = {("review", int(review.id)) for review in reviews_since(picture, run)}
    about = {("partner", run.partner), ("person", run.person), ("run", int(run.id)), *reviews}
    found = (
        paper
        for paper in picture.access_records.values()
        if paper.kind in kinds and paper.issued_at.date() >= run.started_on
        if (paper.subject_kind or "partner", paper.subject or paper.partner) in about
    )
    return max(found, key=lambda paper: paper.id, default=None)


def signers_of(picture: Picture, paper: AccessRecord) -> list[str]:
    """Return who signed a document, as far as signers are recorded."""
    signed = (each for each in picture.acknowledgements.values() if each.access_record == paper.id)
    return list({each.who.casefold(): each.who for each in signed}.values())


def signatures_lacking(picture: Picture, run: Run) -> tuple[list[str], int]:
    """Return who signed the document of a run, and how many signatures it lacks yet.

    Signed copies from before signers were recorded name none, and lack none.
    """
    paper = issued_paper(picture, run)
    signed = signers_of(picture, paper) if paper is not None else []
    wanted = max((s.record.signers for s in procedure(run.procedure).steps if s.record), default=1)
    return signed, max(0, wanted - len(signed)) if signed else 0


def is_without_superior(picture: Picture, run: Run) -> bool:
    """Tell whether no one is recorded who signs for us beside the person of a run."""
    person = picture.people.get(run.person) if run.person is not None else None
    if run.procedure != PERSON_LEAVES or person is None or person.line_manager:
        return False
    ours = (p for p in picture.people.values() if p.employer == Employer.OURS)
    return not any(is_same(each.name, run.started_by) for each in ours if each.id != person.id)


def owned_by_partner(picture: Picture, run: Run) -> list[Asset]:
    """Return the assets that the partner owns."""
    return [
        asset
        for asset in picture.assets.values()
        if asset.owner_kind == OwnerKind.PARTNER and asset.owner_partner == run.partner
    ]


def shares_of(picture: Picture, run: Run, *, incoming: bool = False) -> list[Share]:
    """Return the shares with the partner in one direction, over all periods."""
    if run.partner is None:
        return []
    grouped = picture.received_from if incoming else picture.shares_of_partner
    return list(grouped.get(run.partner, ()))


def open_shares(picture: Picture, run: Run, *, incoming: bool = False) -> list[Share]:
    """Return the shares with the partner that are open."""
    return [s for s in shares_of(picture, run, incoming=incoming) if is_open(s, picture.on)]


def people_of(picture: Picture, run: Run) -> set[PersonKey]:
    """Return the person of a run, or the people whom its partner employs."""
    if run.person is not None:
        return {run.person}
    if run.partner is None:
        return set()
    return {person.id for person in picture.people.values() if person.partner == run.partner}


def open_assignments(
    picture: Picture, people: Iterable[PersonKey | None], *surfaces: str
) -> list[Assignment]:
    """Return what is assigned to people and works, on some surfaces or on all."""
    sought = set(people)
    return [
        given
        for given in picture.assignments.values()
        if given.person in sought and is_open(given, picture.on)
        if not surfaces or given.surface in surfaces
    ]


def revocable(
    picture: Picture, people: Iterable[PersonKey | None], *surfaces: str
) -> list[Assignment]:
    """Return what is assigned and ends by being revoked: the password of a login is changed."""
    changed = {login.asset for login in picture.logins.values()}
    found = open_assignments(picture, people, *surfaces)
    return [g for g in found if g.surface != Surface.LOGIN or g.asset not in changed]


def known_logins(picture: Picture, people: Iterable[PersonKey | None]) -> list[Assignment]:
    """Return the logins that people know."""
    return open_assignments(picture, people, Surface.LOGIN)


def open_seats(picture: Picture, person: PersonKey | None) -> list[Seat]:
    """Return the seats that a person can use."""
    seats = picture.seats.values()
    return [s for s in seats if s.person == person and is_seat_open(s, picture.on)]


def open_codes(picture: Picture, run: Run) -> list[SparkCode]:
    """Return the codes that the partner, its people or the person can use."""
    people = people_of(picture, run)
    return [
        code
        for code in picture.spark_codes.values()
        if code_state_on(code, picture.on) in OPEN_CODES
        if (code.partner is not None and code.partner == run.partner) or code.person in people
    ]


def open_shop_partners(picture: Picture, run: Run) -> list[ShopPartner]:
    """Return the shops that the partner can work on."""
    given = picture.shop_partners.values()
    return [g for g in given if g.partner == run.partner and is_open(g, picture.on)]


def claims_on(picture: Picture, run: Run) -> list[Claim]:
    """Return the claims against the partner."""
    return [claim for claim in picture.claims.values() if claim.partner == run.partner]


def claim_state(picture: Picture, claim: Claim) -> ClaimState:
    """Return where a claim stands on the day of the picture."""
    return claim_state_on(claim, picture.on)


def open_claims(picture: Picture, run: Run) -> list[Claim]:
    """Return the claims against the partner that are not over."""
    return [c for c in claims_on(picture, run) if claim_state(picture, c) not in OVER]


def reviews_since(picture: Picture, run: Run) -> list[Review]:
    """Return the reviews of whom a run is for, or of everyone, that were started since it began."""
    found = [r for r in picture.reviews.values() if r.opened_on >= run.started_on]
    if run.partner is None:
        return found
    periods = {p.id for p in picture.partnerships.values() if p.partner == run.partner}
    return [review for review in found if review.partnership in periods]


def access_left(picture: Picture, run: Run) -> list[ReviewLine]:
    """Return what the partner and its people, or the person, have that is not verified as gone."""
    return lines_of(Situation(picture), Scope(run.partner, run.person), surfaces())


def still_given(picture: Picture, run: Run) -> list[Any]:
    """Return what the partner and its people, or the person, have that has not ended.

    Whatever counts this as open counts the same records: also an invitation, a login that somebody
    knows, and one of which somebody holds the mailbox or the recovery.
    """
    situation = Situation(picture)
    return [each for each in _left(situation, run) if not is_ended(situation, each)]


def not_seen_gone(picture: Picture, run: Run) -> list[Any]:
    """Return what they had that has ended and was not seen gone in TikTok."""
    situation = Situation(picture)
    return [each for each in _left(situation, run) if is_ended(situation, each)]


def beside_shares(picture: Picture, run: Run) -> list[Any]:
    """Return what was given to them in other places than their shares and has not ended."""
    return [each for each in still_given(picture, run) if not isinstance(each, Share | Login)]


def _left(situation: Situation, run: Run) -> list[Any]:
    lines = lines_of(situation, Scope(run.partner, run.person), surfaces())
    names = dict.fromkeys((line.subject_kind, line.subject) for line in lines)
    return [situation.all(kind)[key] for kind, key in names]


def admins_beside(
    picture: Picture, center: BusinessCenterKey, person: PersonKey | None
) -> set[PersonKey]:
    """Return the Admins of a Business Center without one person and without those who left."""
    return {
        seat.person
        for seat in picture.seats.values()
        if seat.business_center == center and seat.role == ADMIN and seat.person != person
        if is_seat_open(seat, picture.on) and not has_gone(picture.people[seat.person], picture.on)
    }


def own_centers(picture: Picture) -> list[BusinessCenterKey]:
    """Return our Business Centers."""
    return [center.id for center in picture.business_centers.values() if center.is_own]


def centers_at_stake(picture: Picture, run: Run) -> list[BusinessCenterKey]:
    """Return the Business Centers of which the person is Admin, or was when the run began.

    A lowered seat keeps no trace of its former role but the day of the change.
    """
    return list(dict.fromkeys(seat.business_center for seat in _seats_at_stake(picture, run)))


def _seats_at_stake(picture: Picture, run: Run) -> Iterator[Seat]:
    for seat in picture.seats.values():
        if seat.person != run.person:
            continue
        ended, changed = seat.removed_on, seat.last_role_change_on
        was_there = is_seat_open(seat, picture.on) or (
            ended is not None and ended >= run.started_on
        )
        if was_there and (
            seat.role == ADMIN or (changed is not None and changed >= run.started_on)
        ):
            yield seat


def other_last_day(run: Run, day: date) -> str:
    """Say that a run was begun for another last day than the one that is recorded."""
    if run.target_on is None or run.target_on == day:
        return ""
    return tr(
        "The register shows {day} as the last day, but this procedure was started for {target}.",
        day=show_day(day),
        target=show_day(run.target_on),
    )


def how_many_left(count: int, one: str, many: str) -> str:
    """Say how many are left to do, nothing if none are."""
    return ntr(one, many, count) if count else ""


def few_named(picture: Picture, records: Sequence[Any]) -> str:
    """Return the names of a few records, to stand behind what was counted; of more, nothing."""
    if not 0 < len(records) <= _FEW:
        return ""
    situation = Situation(picture)
    return f" ({', '.join(_called(situation, record) for record in records)})"


def _called(situation: Situation, record: Any) -> str:  # noqa: ANN401 - whatever gives access
    picture = situation.picture
    if isinstance(record, Seat):
        person = picture.people[record.person].name
        center = picture.business_centers[record.business_center].name
        return tr("{person} in {center}", person=person, center=center)
    if isinstance(record, Login):
        return tr("Login of {asset}", asset=situation.asset(record).name)
    if isinstance(record, Share) and record.is_incoming:
        asset, who = situation.asset(record).name, situation.partner_of(record).name
        return tr("“{asset}” from {who}", asset=asset, who=who)
    return situation.called(record)


def ways_words(picture: Picture, found: Sequence[Any]) -> str:
    """Say how many ways in are open, and which."""
    return (
        ntr(
            "{n} access grant is still active{names}. Revoke it where it was granted.",
            "{n} access grants are still active{names}. Revoke each where it was granted.",
            len(found),
            names=few_named(picture, found),
        )
        if found
        else ""
    )


def logins_words(picture: Picture, found: Sequence[Assignment]) -> str:
    """Say how many logins they know, and which."""
    return (
        ntr(
            "{n} login is still known to them{names}. Record the date of its password change.",
            "{n} logins are still known to them{names}. Record the date of each password change.",
            len(found),
            names=few_named(picture, found),
        )
        if found
        else ""
    )
