"""Ownership claims against one partner: what it owns, what was asked, agreed and received."""

from __future__ import annotations

from delvia_desktop.domain.access.claims import OVER, Claim, route_of, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Words,
    asset_cell,
    day,
    if_any,
    no_secrets,
    section,
    words,
)
from delvia_desktop.domain.papers.outgoing import both_sides, declared_by_both, return_to
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import ntr, show_day, show_number, tr

KIND = "claim"
_SETTLED = "claim_settled"
"""The declarations where no claim is open any more."""


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on a claim record: a partner's claims, and what nobody claimed."""
    partner = about.record
    period = situation.current(partner.id)
    claims = situation.of("claim", "partner", partner.id)
    owned = situation.of("asset", "owner_partner", partner.id)
    claimed = {claim.asset for claim in claims if state_on(claim, situation.on) not in OVER}
    unclaimed = [
        (asset_cell(asset), words(type_label(asset.asset_type)))
        for asset in owned
        if asset.id not in claimed
    ]
    columns = (
        (tr("Asset and ID"), 26),
        (tr("Progress"), 20),
        (tr("Transfer method"), 24),
        (tr("Steps"), 30),
    )
    count = ntr("{n} claim", "{n} claims", len(claims))
    still = tr("{n} of them open", n=show_number(len(claimed)))
    return Content(
        KIND,
        tr("ACCESS RECORD · OWNERSHIP CLAIM"),
        partner.name,
        f"{count}, {still}",
        tr(
            "This record states which assets used for {brand} are claimed from the partner, "
            "and the state of each claim. No access is removed until the claimed assets are "
            "received. {no_secrets}",
            brand=head.entity,
            no_secrets=no_secrets(),
        ),
        both_sides(situation, partner, period, head),
        (
            section(tr("Claims"), columns, [_row(situation, claim) for claim in claims]),
            *if_any(
                section(
                    tr("Owned by the partner, without an open claim"),
                    ((tr("Asset and ID"), 60), (tr("Type"), 40)),
                    unclaimed,
                )
            ),
        ),
        (
            tr("It covers the assets recorded as owned by the partner, and the claims to them."),
            tr("It does not cover assets that are not recorded."),
        ),
        declared_by_both(KIND if claimed else _SETTLED, situation, period, partner, head),
        return_to=return_to(situation, period, head),
    )


def _row(situation: Situation, claim: Claim) -> tuple[Cell, ...]:
    asset = situation.asset(claim)
    state = term("claim_state", state_on(claim, situation.on))
    route = route_of(claim)
    steps = (
        (tr("identified"), claim.found_on, ""),
        (tr("requested"), claim.asked_on, claim.asked_whom),
        (tr("refused"), claim.refused_on, claim.refuse_reason),
        (tr("escalated"), claim.escalated_on, ""),
        (tr("agreed"), claim.agreed_on, claim.agreed_by),
        (tr("in transfer"), claim.transfer_on, ""),
        (tr("received"), claim.received_on, ""),
        (tr("verified"), claim.verified_on, ""),
        (tr("withdrawn"), claim.dropped_on, claim.drop_reason),
    )
    told = tuple(
        Words(" ".join(filter(None, (word, show_day(on), who and f"({who})"))))
        for word, on, who in steps
        if on is not None
    )
    due = (
        tr("transfer agreed for {day}", day=show_day(claim.transfer_due))
        if claim.transfer_due
        else ""
    )
    return (
        asset_cell(asset, type_label(asset.asset_type)),
        (Words(tr(state.label), state.tone if state.tone in {"critical", "good"} else "strong"),),
        words(tr(route.label), due, claim.balance),
        told or day(None),
    )
