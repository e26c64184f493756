"""Checks of the procedures about a partner: what the register still lacks, as a sentence."""

from __future__ import annotations

from delvia_desktop.domain.access.claims import OVER as CLAIM_OVER
from delvia_desktop.domain.access.claims import ClaimState
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partnership_steps import owned_problem
from delvia_desktop.domain.access.partnerships import OVER, PartnershipState
from delvia_desktop.domain.access.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.procedures.facts import (
    TWO,
    admins_beside,
    claim_state,
    claims_on,
    issued_paper,
    known_logins,
    left,
    logins_words,
    open_assignments,
    open_claims,
    open_codes,
    open_seats,
    open_shares,
    open_shop_partners,
    own_centers,
    owned_by_partner,
    people_of,
    period_of,
    shares_of,
    ways_words,
)
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import Review, ReviewKind
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import tr

# Agencies


def own_center(picture: Picture, _run: Run) -> str:
    """Say if no Business Center of ours is recorded."""
    return "" if own_centers(picture) else tr("Our own Business Center is not recorded yet.")


def two_own_admins(picture: Picture, run: Run) -> str:
    """Say if our Business Center has fewer than two Admins."""
    period = period_of(picture, run)
    centers = [period.business_center] if period is not None else own_centers(picture)
    if any(len(admins_beside(picture, center, None)) >= TWO for center in centers):
        return ""
    return tr("Our Business Center has fewer than two Admins on record.")


def partner_id(picture: Picture, run: Run) -> str:
    """Say if the partner's Business Center ID is missing."""
    partner = picture.partners.get(run.partner) if run.partner is not None else None
    if partner is not None and partner.business_center is not None:
        return ""
    return tr("The partner's Business Center ID is not recorded yet.")


def scope_written(picture: Picture, run: Run) -> str:
    """Say if the agreed scope is missing: as a text, or as purpose and approver of each share."""
    period = period_of(picture, run)
    shared = open_shares(picture, run)
    is_written = period is not None and period.scope_agreed
    is_told = shared and all(share.purpose and share.approved_by for share in shared)
    return "" if is_written or is_told else tr("The partnership has no agreed scope on record.")


def no_login(picture: Picture, run: Run) -> str:
    """Say if the partner's people, or the person, know a login."""
    return logins_words(len(known_logins(picture, people_of(picture, run))))


def requested(picture: Picture, run: Run) -> str:
    """Say if the partner was not added yet."""
    period = period_of(picture, run)
    is_known = period is not None and (period.requested_on or period.confirmed_on)
    return "" if is_known else tr("The partner is not recorded as added yet.")


def shares_given(picture: Picture, run: Run) -> str:
    """Say if nothing is shared with the partner."""
    return "" if open_shares(picture, run) else tr("Nothing is shared with the partner yet.")


def shares_verified(picture: Picture, run: Run) -> str:
    """Say how many open shares were never verified."""
    unseen = sum(share.last_verified_on is None for share in open_shares(picture, run))
    return shares_given(picture, run) or left(
        unseen,
        "{n} open share was not verified yet.",
        "{n} open shares were not verified yet.",
    )


def partnership_confirmed(picture: Picture, run: Run) -> str:
    """Say if the partner has not confirmed."""
    period = period_of(picture, run)
    is_known = period is not None and period.confirmed_on
    return "" if is_known else tr("The partner has not confirmed the partnership yet.")


def dates_set(picture: Picture, run: Run) -> str:
    """Say if middle and end of the engagement are not dated."""
    period = period_of(picture, run)
    is_dated = period is not None and period.engagement_mid and period.engagement_end
    return "" if is_dated else tr("The mid-point and end dates of the engagement are not set yet.")


def record_signed(picture: Picture, run: Run) -> str:
    """Say if the document printed since the run began is missing, out of date or not signed."""
    paper = issued_paper(picture, run)
    if paper is None:
        return tr("No access record has been printed since this procedure started.")
    situation = Situation(picture)
    if not situation.awaits_signature(paper):
        return ""
    if situation.changed_since(paper):
        return tr(
            "{number} is issued, not signed yet, and has changed since. Print a new version.",
            number=paper.number,
        )
    return tr("{number} is issued, not signed yet.", number=paper.number)


def end_dated(picture: Picture, run: Run) -> str:
    """Say if no end is recorded."""
    period = period_of(picture, run)
    is_dated = period is not None and (period.ending_on or period.engagement_end)
    return "" if is_dated else tr("The partnership has no end date yet.")


def shares_listed(picture: Picture, run: Run) -> str:
    """Say how many open shares in either direction were not compared with TikTok for the run."""
    found = [*open_shares(picture, run), *open_shares(picture, run, incoming=True)]
    return left(
        sum(s.last_verified_on is None or s.last_verified_on < run.started_on for s in found),
        "{n} active share was not verified since this procedure started.",
        "{n} active shares were not verified since this procedure started.",
    )


def transfer_first(picture: Picture, run: Run) -> str:
    """Say which assets of the partner would be lost by removing it."""
    period = period_of(picture, run)
    names = [asset.name for asset in owned_by_partner(picture, run)]
    return owned_problem(names) if names and not (period and period.waiver) else ""


def nothing_owned(picture: Picture, run: Run) -> str:
    """Say how many assets the partner owns."""
    return left(
        len(owned_by_partner(picture, run)),
        "The partner still owns {n} asset.",
        "The partner still owns {n} assets.",
    )


def shares_taken_back(picture: Picture, run: Run) -> str:
    """Say how many shares are open."""
    return left(
        len(open_shares(picture, run)),
        "{n} share is still open. Record it as revoked first.",
        "{n} shares are still open. Record them as revoked first.",
    )


def partner_removed(picture: Picture, run: Run) -> str:
    """Say if the partner is still connected."""
    period = period_of(picture, run)
    is_over = period is not None and partnership_state_on(period, picture.on) in OVER
    return "" if is_over else tr("The end of the partnership is not recorded yet.")


def incoming_gone(picture: Picture, run: Run) -> str:
    """Say how many assets the partner shares with us."""
    return left(
        len(open_shares(picture, run, incoming=True)),
        "{n} asset is still shared with us.",
        "{n} assets are still shared with us.",
    )


def agency_people_gone(picture: Picture, run: Run) -> str:
    """Say how many ways in of the partner's people, shops and codes work."""
    people = people_of(picture, run)
    found = (
        sum(len(open_seats(picture, person)) for person in people)
        + len(open_assignments(picture, people))
        + len(open_shop_partners(picture, run))
        + len(open_codes(picture, run))
    )
    return ways_words(found)


def shares_seen_gone(picture: Picture, run: Run) -> str:
    """Say how many shares were not seen gone."""
    unseen = sum(
        state_on(share, picture.on) not in {GrantState.GONE, GrantState.PLANNED}
        for share in shares_of(picture, run)
    )
    return left(unseen, "{n} share was not seen gone yet.", "{n} shares were not seen gone yet.")


# An agency owns our assets


def still_connected(picture: Picture, run: Run) -> str:
    """Say if the partner was removed."""
    period = period_of(picture, run)
    gone = {PartnershipState.REMOVED, PartnershipState.CLOSED}
    is_gone = period is not None and partnership_state_on(period, picture.on) in gone
    return tr("The partner is recorded as removed.") if is_gone else ""


def claims_opened(picture: Picture, run: Run) -> str:
    """Say how many assets of the partner have no claim."""
    claimed = {claim.asset for claim in claims_on(picture, run)}
    owned = owned_by_partner(picture, run)
    return left(
        sum(asset.id not in claimed for asset in owned),
        "{n} asset of the partner has no claim yet.",
        "{n} assets of the partner have no claim yet.",
    )


def claims_asked(picture: Picture, run: Run) -> str:
    """Say how many claims were not asked for."""
    unasked = [
        claim
        for claim in open_claims(picture, run)
        if claim_state(picture, claim) == ClaimState.FOUND
    ]
    return claims_opened(picture, run) or left(
        len(unasked), "{n} claim was not asked for yet.", "{n} claims were not asked for yet."
    )


def claims_settled(picture: Picture, run: Run) -> str:
    """Say how many claims are not over."""
    found = [claim_state(picture, claim) for claim in claims_on(picture, run)]
    return left(
        sum(state not in CLAIM_OVER for state in found),
        "{n} claim is neither verified as ours nor given up.",
        "{n} claims are neither verified as ours nor given up.",
    )


# Reviews


def _reviews(picture: Picture, run: Run) -> list[Review]:
    found = [r for r in picture.reviews.values() if r.opened_on >= run.started_on]
    if run.partner is None:
        return found
    periods = {p.id for p in picture.partnerships.values() if p.partner == run.partner}
    return [review for review in found if review.partnership in periods]


def review_begun(picture: Picture, run: Run) -> str:
    """Say if no review was begun since the run began."""
    begun = _reviews(picture, run)
    return "" if begun else tr("No review has been started since this procedure started.")


def end_reviewed(picture: Picture, run: Run) -> str:
    """Say if the review at the end is not closed."""
    ends = [review for review in _reviews(picture, run) if review.kind == ReviewKind.END]
    is_closed = any(review.closed_on is not None for review in ends)
    return "" if is_closed else tr("The final review is not closed yet.")


def review_closed(picture: Picture, run: Run) -> str:
    """Say how many reviews are open, or that none was begun."""
    open_ones = sum(review.closed_on is None for review in _reviews(picture, run))
    return review_begun(picture, run) or left(
        open_ones, "{n} review is not closed yet.", "{n} reviews are not closed yet."
    )
