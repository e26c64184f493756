"""The record with which an agency goes: every way in revoked, seen gone, and what stays behind."""

from __future__ import annotations

from collections.abc import Iterable

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.claims import Claim, ClaimState, route_of
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.lists.history import FormerOwned
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    asset_cell,
    day,
    day_by,
    if_any,
    no_secrets,
    section,
    words,
)
from delvia_desktop.domain.papers.ended_ways import ended_ways, handed_over
from delvia_desktop.domain.papers.outgoing import both_sides, declared_by_both, return_to
from delvia_desktop.domain.papers.share_tables import owned_by, sorted_shares, taken_back
from delvia_desktop.domain.papers.ways_table import by_surface, not_told_of
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.records.procedures import END_PARTNERSHIP, Run, StepState
from delvia_desktop.domain.records.reviews import ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.vocabulary import level_label, level_type, term, type_label
from delvia_desktop.i18n import later, ntr, show_day, tr

KIND = "offboarding"
_ENDED = "offboarding_ended"
"""The declarations of an agency that has no access any more."""

_NAMED = 5
"""Ways in that are named in the head; more are counted."""

_RETURNED = frozenset({ClaimState.RECEIVED, ClaimState.VERIFIED})
"""States of a claim whose asset is with us."""


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on the offboarding record of a partner."""
    partner = about.record
    period = situation.current(partner.id)
    left = lines_of(situation, Scope(partner=partner.id), surfaces())
    shares = sorted_shares(situation, partner)
    beside = _people_and_codes(situation, about)
    count = _unseen(left)
    if not left:
        count = tr("No access is active, and every removal has been verified.")
        if beside.table is None and all(_is_planned(situation, share) for share in shares):
            count = tr("The agency has had no access that needs to be revoked.")
    removed = period.removed_on if period is not None else None
    subtitle = count
    if removed is not None:
        subtitle = tr("Removed on {day}. {count}", day=show_day(removed), count=count)
    untold = [w for w in not_told_of(situation, left) if w.subject_kind != "share"]
    still = by_surface(situation, untold)
    received = situation.picture.received_from.get(partner.id, ())
    return Content(
        KIND,
        tr("ACCESS RECORD · AGENCY OFFBOARDING"),
        partner.name,
        subtitle,
        tr(
            "This record states which access the agency had, when each grant was revoked, and "
            "when its removal was verified. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        both_sides(situation, partner, period, head, *_end(situation, partner, period)),
        (
            taken_back(situation, shares, tr("Shared with the agency"), tr("Nothing was shared.")),
            *if_any(taken_back(situation, received, tr("Shared by the agency with the brand"))),
            *still,
            *_returned(situation, partner, about.history.owned),
            beside,
            *if_any(handed_over(situation, about.history.held)),
            *if_any(
                _stated(
                    situation,
                    partner,
                    "HANDED_OVER",
                    tr("Other handover items"),
                    tr("Leads, audiences, creative files, invoices and running campaigns."),
                )
            ),
            *if_any(_stated(situation, partner, "FINANCE", tr("Payment and declarations"))),
            owned_by(situation, partner, tr("Not returned, still owned by the agency")),
            _logins(situation, partner),
        ),
        (
            tr(
                "It covers shares in both directions, the agency's people, shop access, codes "
                "and logins."
            ),
            tr("It does not cover files, reports or data outside TikTok."),
        ),
        declared_by_both(_ENDED if not left else KIND, situation, period, partner, head),
        return_to=return_to(situation, period, head),
    )


def _unseen(left: list[ReviewLine]) -> str:
    """Say how many ways in are not seen gone, and which; a role in finance is part of its seat."""
    names = list({(line.subject_kind, line.subject): line.what for line in left}.values())
    count = ntr(
        "{n} grant without verified removal", "{n} grants without verified removal", len(names)
    )
    shown, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        shown += " " + ntr("and {n} more", "and {n} more", more)
    return tr("{count}: {names}.", count=count, names=shown)


def _end(
    situation: Situation, partner: Partner, period: Partnership | None
) -> tuple[tuple[str, Cell], ...]:
    runs: list[Run] = situation.of("run", "partner", partner.id)
    again = [run.recheck_on for run in runs if run.recheck_on is not None]
    by = period.removed_by if period is not None else ""
    removed = period.removed_on if period is not None else None
    gone = day_by(removed, by, tr("not yet"))
    recheck = (tr("Recheck on"), day(max(again))) if again else None
    return ((tr("Removed on"), gone), *((recheck,) if recheck is not None else ()))


def _people_and_codes(situation: Situation, about: About[Partner]) -> Section:
    partner = about.record
    people = [person.id for person in situation.of("person", "partner", partner.id)]
    return ended_ways(
        situation,
        people,
        tr("Other access that has ended"),
        tr("No other access has ended."),
        partner.id,
    )


def _is_planned(situation: Situation, share: Share) -> bool:
    return state_on(share, situation.on) == GrantState.PLANNED


def _returned(
    situation: Situation, partner: Partner, owned: Iterable[FormerOwned]
) -> tuple[Section, ...]:
    """Return what the agency owned and gave back, as its claims tell or, without one, the owner."""
    claims = [
        claim
        for claim in situation.of("claim", "partner", partner.id)
        if claim_state_on(claim, situation.on) in _RETURNED
    ]
    claimed = {int(claim.asset) for claim in claims}
    assets = situation.picture.assets
    unclaimed = [
        (assets[former.asset], former.until)  # type: ignore[index] # keys of records are numbers
        for former in owned
        if former.asset not in claimed
    ]
    rows = [
        (
            asset_cell(
                situation.asset(claim),
                type_label(situation.asset(claim).asset_type),
                _still_on(situation, partner, situation.asset(claim)),
            ),
            words(_transfer(claim), _request(claim)),
            day(claim.received_on),
            day(claim.verified_on, tr("not yet")),
        )
        for claim in claims
    ]
    rows += [
        (
            asset_cell(asset, type_label(asset.asset_type), _still_on(situation, partner, asset)),
            words(tr("Recorded as owned by the brand, without a claim")),
            day(until),
            day(asset.ownership_confirmed_on, tr("not yet")),
        )
        for asset, until in unclaimed
        if asset.owner_kind == OwnerKind.OURS
    ]
    columns = (
        (tr("Asset and ID"), 34),
        (tr("Transfer method"), 34),
        (tr("Received"), 16),
        (tr("Verified"), 16),
    )
    title = tr("Returned: formerly owned by the agency")
    return (section(title, columns, rows),) if rows else ()


def _transfer(claim: Claim) -> str:
    """Say how an asset came back; where no transfer was followed, no one said by which way."""
    if claim.transfer_on is None:
        return tr("Recorded as owned by the brand")
    return tr(route_of(claim).label)


def _request(claim: Claim) -> str:
    """Say when an asset that came back was asked for, and when its owner agreed."""
    told = (
        (later("requested on {day}"), claim.asked_on),
        (later("agreed on {day}"), claim.agreed_on),
    )
    return ", ".join(tr(text, day=show_day(on)) for text, on in told if on is not None)


def _still_on(situation: Situation, partner: Partner, asset: Asset) -> str:
    """Say which people of the agency can still get into an asset that has come back."""
    kind = asset.asset_type
    people = {person.id: person.name for person in situation.of("person", "partner", partner.id)}
    inside = [
        f"{people[given.person]} ({level_label(level_type(kind, given.surface).code, given.level)})"
        for given in situation.opened_of("assignment", "asset", asset.id)
        if given.person in people
    ]
    return tr("still have access: {people}", people=", ".join(inside)) if inside else ""


def _stated(
    situation: Situation, partner: Partner, code: str, title: str, lead: str = ""
) -> Section:
    """Return what a step of the procedure stated of what the register has no records for.

    Of a step that was done it says what whoever did it had read and confirmed.
    """
    plan = procedure(END_PARTNERSHIP).step(code)
    runs = {run.id for run in situation.of("run", "partner", partner.id)}
    steps = [s for s in situation.all("step").values() if s.run in runs and s.code == code]
    rows = []
    for step in sorted(steps, key=lambda step: step.on):
        is_done = step.state == StepState.DONE
        noted = [text for text in (step.evidence_ref, step.note, step.reason) if text]
        state = words(tr(term("step_state", step.state).label), tr(plan.confirm) if is_done else "")
        rows.append((words(*noted or ("",)), state, day_by(step.on, step.by)))
    columns = ((tr("Evidence and note"), 40), (tr("State"), 40), (tr("Recorded"), 20))
    return section(title, columns, rows, lead=lead)


def _logins(situation: Situation, partner: Partner) -> Section:
    """When the logins that the agency's people knew were changed; only the days are known."""
    people = {person.id for person in situation.of("person", "partner", partner.id)}
    known = {
        given.asset
        for key in people
        for given in situation.of("assignment", "person", key)
        if given.surface == "LOGIN"
    }
    rows = [
        (
            words(situation.asset(login).name),
            day(login.password_last_changed_on, tr("not recorded")),
        )
        for login in situation.picture.logins.values()
        if login.asset in known
    ]
    columns = ((tr("Account or shop"), 60), (tr("Password changed on"), 40))
    return section(tr("Logins the agency knew"), columns, rows, empty=tr("None recorded."))
