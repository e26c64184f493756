"""What an agency has beside shares, as rows of papers: assets of its own, people, codes, shops."""

from __future__ import annotations

from collections.abc import Iterable

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import Claim, ClaimState, route_of
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.papers.content import (
    Cell,
    Section,
    Words,
    asset_cell,
    day,
    section,
    words,
)
from delvia_desktop.domain.records.access_routes import access_route
from delvia_desktop.domain.records.reviews import ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import show_day, tr


def owned(situation: Situation, partner: Partner, title: str) -> Section:
    """Return a table of a partner's assets for papers: each with how far its claim is."""
    rows = [
        (
            asset_cell(asset),
            words(type_label(asset.asset_type)),
            *_claimed(situation, newest_claim(situation, asset)),
        )
        for asset in situation.of("asset", "owner_partner", partner.id)
    ]
    columns = (
        (tr("Asset and ID"), 30),
        (tr("Type"), 16),
        (tr("Claim"), 18),
        (tr("Transfer method and date"), 36),
    )
    return section(title, columns, rows)


def newest_claim(situation: Situation, asset: Asset) -> Claim | None:
    """Return the newest claim of an asset, for a partner's table; None without one."""
    claims = situation.of("claim", "asset", asset.id)
    return max(claims, key=lambda claim: claim.id) if claims else None


def people(situation: Situation, partner: Partner) -> Section:
    """Return a table of a partner's people for papers, with what each can reach."""
    reached: dict[int, list[ReviewLine]] = {}
    for line in lines_of(situation, Scope(partner=partner.id), surfaces()):
        for key in _holders(situation, line):
            reached.setdefault(key, []).append(line)
    rows = [
        (
            words(person.name, person.job, person.email),
            day(person.left_on),
            _ways(reached.get(person.id, ())),
        )
        for person in situation.of("person", "partner", partner.id)
    ]
    columns = ((tr("Person"), 32), (tr("Left on"), 18), (tr("Individual access"), 50))
    return section(tr("People of the agency"), columns, rows, empty=tr("None is named."))


def codes(situation: Situation, partner: Partner) -> Section:
    """Return a table of a partner's Spark Ads codes for papers; never a code itself."""
    given: list[SparkCode] = situation.of("spark-code", "partner", partner.id)
    for person in situation.of("person", "partner", partner.id):
        theirs = situation.of("spark-code", "person", person.id)
        given = [*given, *(code for code in theirs if code.partner != partner.id)]
    rows = [
        (
            words(code.post, code.creator),
            day(code.granted_on, tr("planned")),
            day(code.planned_end, tr("none")),
            words(access_route(situation, code).state_term.label),
        )
        for code in given
    ]
    columns = (
        (tr("Post and creator"), 46),
        (tr("Since"), 16),
        (tr("Expires"), 16),
        (tr("State"), 22),
    )
    return section(tr("Spark Ads codes"), columns, rows)


def shops(situation: Situation, partner: Partner) -> Section:
    """Return a table of the shops on which a partner is, or was, authorised, for papers."""
    rows = [
        (
            asset_cell(situation.asset(given)),
            words(access_route(situation, given).level),
            day(given.granted_on, tr("planned")),
            day(given.revoked_on or given.planned_end, tr("none")),
            words(access_route(situation, given).state_term.label),
        )
        for given in situation.of("shop-partner", "partner", partner.id)
    ]
    columns = (
        (tr("Shop and ID"), 28),
        (tr("Sections it may use"), 28),
        (tr("Since"), 14),
        (tr("End"), 14),
        (tr("State"), 16),
    )
    return section(tr("Shop partner in Seller Center"), columns, rows)


def _claimed(situation: Situation, claim: Claim | None) -> tuple[Cell, Cell]:
    if claim is None:
        return (Words(tr("not claimed"), "critical"),), day(None)
    state = claim_state_on(claim, situation.on)
    look = "strong" if state == ClaimState.VERIFIED else "high"
    due = (
        tr("transfer agreed for {day}", day=show_day(claim.transfer_due))
        if claim.transfer_due
        else ""
    )
    begun = (
        tr("in transfer since {day}", day=show_day(claim.transfer_on)) if claim.transfer_on else ""
    )
    label = tr(term("claim_state", state).label)
    return (Words(label, look),), words(tr(route_of(claim).label), due, begun, claim.balance)


def _holders(situation: Situation, line: ReviewLine) -> set[int]:
    """Return to whom a line was given one by one; nobody if it was given to the partner."""
    record = situation.all(line.subject_kind)[line.subject]
    if isinstance(record, (Seat, Assignment)):
        return {record.person}
    if not isinstance(record, Login):
        return set()
    held = (record.mailbox_holder, record.recovery_holder)
    names = situation.picture.people
    return {key for key in held if key is not None and names[key].name == line.who}


def _ways(lines: Iterable[ReviewLine]) -> Cell:
    told = tuple(Words(f"{line.what}: {line.level or '—'}") for line in lines)
    return told or (Words(tr("no individual access"), "missing"),)
