"""Checks of the procedures about a partner: what the register still lacks, as a sentence."""

from __future__ import annotations

from delvia_desktop.domain.access.claims import ClaimState
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.partnership_steps import owned_problem
from delvia_desktop.domain.access.partnerships import (
    NEVER,
    OVER,
    PartnershipState,
    last_day,
    removed_by,
)
from delvia_desktop.domain.access.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.procedures.facts import (
    TWO,
    admins_beside,
    beside_shares,
    few_named,
    how_many_left,
    logins_words,
    not_seen_gone,
    open_claims,
    other_last_day,
    own_centers,
    people_of,
    reviews_since,
    scope_of,
    still_given,
    ways_words,
)
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.records.reviews import ReviewKind
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import left_in
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

# Agencies


def own_center(situation: Situation, _run: Run) -> str:
    """Check for a partner's run: say if no Business Center of ours is recorded."""
    return "" if own_centers(situation) else tr("Our own Business Center is not recorded yet.")


def two_own_admins(situation: Situation, run: Run) -> str:
    """Check for a partner's run: say if our Business Center has fewer than two Admins."""
    period = situation.current(run.partner)
    centers = [period.business_center] if period is not None else own_centers(situation)
    if any(len(admins_beside(situation, center, None)) >= TWO for center in centers):
        return ""
    return tr("Our Business Center has fewer than two Admins on record.")


def partner_id(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if its Business Center ID is missing."""
    partner = situation.get("partner", run.partner)
    if partner is not None and partner.business_center is not None:
        return ""
    return tr("The partner's Business Center ID is not recorded yet.")


def scope_written(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if the agreed scope is missing, even as purposes."""
    period = situation.current(run.partner)
    shared = situation.open_shares(run.partner)
    is_written = period is not None and period.scope_agreed
    is_told = shared and all(share.purpose and share.approved_by for share in shared)
    return "" if is_written or is_told else tr("The partnership has no agreed scope on record.")


def scope_written_words(situation: Situation, run: Run) -> str:
    """Say, for the check of a run's partner, where the agreed scope is written."""
    period = situation.current(run.partner)
    if period is not None and period.scope_agreed:
        return tr("The register shows an agreed scope.")
    return tr("The register shows the purpose and the approver of each share.")


def no_login(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if its people know a login, or the person of a run does."""
    return logins_words(situation, people_of(situation, run))


def no_login_words(_situation: Situation, _run: Run) -> str:
    """Say, for the check of a run's partner, what is recorded of known logins."""
    return tr("No login is recorded as known to anyone at the partner.")


def requested(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if it was not added yet."""
    period = situation.current(run.partner)
    is_known = period is not None and (period.requested_on or period.confirmed_on)
    return "" if is_known else tr("The partner is not recorded as added yet.")


def shares_given(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if nothing is shared with it."""
    shared = situation.open_shares(run.partner)
    return "" if shared else tr("Nothing is shared with the partner yet.")


def shares_verified(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many open shares were never verified."""
    unseen = sum(share.last_verified_on is None for share in situation.open_shares(run.partner))
    return shares_given(situation, run) or how_many_left(
        unseen,
        "{n} share has not been verified yet.",
        "{n} shares have not been verified yet.",
    )


def partnership_confirmed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if it has not confirmed, or what it can see."""
    period = situation.current(run.partner)
    if period is None or not period.confirmed_on:
        return tr("The partner has not confirmed the partnership yet.")
    unseen = [share for share in situation.open_shares(run.partner) if share.confirmed_on is None]
    return (
        ntr(
            "The partner has not confirmed {n} share yet.",
            "The partner has not confirmed {n} shares yet.",
            len(unseen),
        )
        if unseen
        else ""
    )


def partnership_confirmed_words(situation: Situation, run: Run) -> str:
    """Say, for the check of a run's partner, who confirmed, and when."""
    period = situation.current(run.partner)
    if period is None or period.confirmed_on is None:
        return ""
    who, day = period.confirmed_by, show_day(period.confirmed_on)
    if not who:
        return tr("The register shows that the partner confirmed on {day}.", day=day)
    return tr("The register shows that {who} confirmed on {day}.", who=who, day=day)


def dates_set(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if its engagement has no middle or end."""
    period = situation.current(run.partner)
    middle = period is not None and period.engagement_mid
    end = period is not None and period.engagement_end
    if middle and end:
        return ""
    if end:
        return tr("The mid-point date of the engagement is not set yet.")
    if middle:
        return tr("The end date of the engagement is not set yet.")
    return tr("The mid-point and end dates of the engagement are not set yet.")


def end_dated(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if no last day, or another one, is recorded."""
    period = situation.current(run.partner)
    day = last_day(period, situation.on) if period is not None else None
    if period is None or day is None:
        return tr("The end date of the engagement is not set yet.")
    if day == removed_by(period, situation.on):
        return ""
    return other_last_day(run, day)


def end_dated_words(situation: Situation, run: Run) -> str:
    """Say, for the check of a run's partner, which last day is recorded."""
    period = situation.current(run.partner)
    day = last_day(period, situation.on) if period is not None else None
    if period is None or day is None:
        return ""
    if day == removed_by(period, situation.on):
        return tr("The register shows that the partner was removed on {day}.", day=show_day(day))
    return tr(
        "The register shows {day} as the last day. If another date was agreed, record that date.",
        day=show_day(day),
    )


def shares_listed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many open shares were not compared with TikTok."""

    def unseen(*, incoming: bool) -> int:
        found = situation.open_shares(run.partner, is_incoming=incoming)
        return sum(s.last_verified_on is None or s.last_verified_on < run.started_on for s in found)

    received = unseen(incoming=True)
    count = unseen(incoming=False) + received
    if 0 < received < count:
        return tr(
            "{n} active shares, {received} of them shared with us, have not been verified since "
            "this procedure started.",
            n=count,
            received=received,
        )
    return how_many_left(
        count,
        "{n} active share has not been verified since this procedure started.",
        "{n} active shares have not been verified since this procedure started.",
    )


def shares_listed_words(_situation: Situation, _run: Run) -> str:
    """Say, for the check of a run's partner, what is known of TikTok's lists."""
    return tr("Every active share is verified. Check that other access is recorded too.")


def transfer_first(situation: Situation, run: Run) -> str:
    """Check a run's partner: say which of its assets its removal would lose.

    An asset that is claimed already is waited for; only another one is to be claimed.
    """
    period = situation.current(run.partner)
    owned = situation.of("asset", "owner_partner", run.partner)
    if not owned or (period is not None and period.waiver):
        return ""
    states = {c.asset: claim_state_on(c, situation.on) for c in open_claims(situation, run)}
    unclaimed = [asset.name for asset in owned if asset.id not in states]
    claimed = [
        f"“{asset.name}” ({tr(term('claim_state', states[asset.id]).label)})"
        for asset in owned
        if asset.id in states
    ]
    told = [owned_problem(unclaimed)] if unclaimed else []
    if claimed:
        told.append(
            ntr(
                "The partner still owns {assets}, which is claimed. Wait until you have "
                "received it before you remove the partner.",
                "The partner still owns {assets}, which are claimed. Wait until you have "
                "received them before you remove the partner.",
                len(claimed),
                assets=", ".join(claimed),
            )
        )
    return " ".join(told)


def nothing_owned(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many assets it owns."""
    return how_many_left(
        len(situation.of("asset", "owner_partner", run.partner)),
        "The partner still owns {n} asset.",
        "The partner still owns {n} assets.",
    )


def shares_taken_back(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many shares with it are open."""
    return how_many_left(
        len(situation.open_shares(run.partner)),
        "{n} share is still active. Record it as revoked first.",
        "{n} shares are still active. Record them as revoked first.",
    )


def partner_removed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if it is still connected."""
    period = situation.current(run.partner)
    is_over = period is not None and partnership_state_on(period, situation.on) in OVER
    return "" if is_over else tr("The end of the partnership is not recorded yet.")


def incoming_gone(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many assets it shares with us."""
    return how_many_left(
        len(situation.open_shares(run.partner, is_incoming=True)),
        "{n} asset is still shared with us.",
        "{n} assets are still shared with us.",
    )


def agency_people_gone(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many ways in its people and codes have open."""
    return ways_words(situation, beside_shares(situation, run))


def removals_verified(situation: Situation, run: Run) -> str:
    """Check a run's partner: say what is open, and what is not verified as gone."""
    unseen = not_seen_gone(situation, run)
    told = ways_words(situation, still_given(situation, run))
    if unseen:
        told += " " if told else ""
        told += ntr(
            "The removal of {n} access grant is not verified yet{names}.",
            "The removal of {n} access grants is not verified yet{names}.",
            len(unseen),
            names=few_named(situation, unseen),
        )
    return told


def partnership_closed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if the partnership is not closed."""
    period = situation.current(run.partner)
    state = partnership_state_on(period, situation.on) if period is not None else None
    is_closed = state == PartnershipState.CLOSED or state in NEVER
    return "" if is_closed else tr("The partnership is not closed yet.")


# An agency owns our assets


def still_connected(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if it was removed."""
    period = situation.current(run.partner)
    gone = {PartnershipState.REMOVED, PartnershipState.CLOSED}
    is_gone = period is not None and partnership_state_on(period, situation.on) in gone
    return tr("The partner is recorded as removed.") if is_gone else ""


def something_claimed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if nothing of it was ever claimed."""
    claims = situation.of("claim", "partner", run.partner)
    return "" if claims else tr("Nothing is claimed from the partner yet.")


def claims_opened(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many of its assets have no claim."""
    claimed = {claim.asset for claim in situation.of("claim", "partner", run.partner)}
    owned = situation.of("asset", "owner_partner", run.partner)
    return how_many_left(
        sum(asset.id not in claimed for asset in owned),
        "{n} asset of the partner has no claim yet.",
        "{n} assets of the partner have no claim yet.",
    )


def claims_asked(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many claims were not asked for."""
    unasked = [
        claim
        for claim in open_claims(situation, run)
        if claim_state_on(claim, situation.on) == ClaimState.FOUND
    ]
    return claims_opened(situation, run) or how_many_left(
        len(unasked),
        "{n} claim has not been requested yet.",
        "{n} claims have not been requested yet.",
    )


def claims_settled(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many claims are not over."""
    return how_many_left(
        len(open_claims(situation, run)),
        "{n} claim is neither verified nor withdrawn.",
        "{n} claims are neither verified nor withdrawn.",
    )


# Reviews


def review_begun(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if no review was begun since the run began."""
    begun = reviews_since(situation, run)
    return "" if begun else tr("No review has been started since this procedure started.")


def end_reviewed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say if the end review is open; with nothing left none is due."""
    ends = [r for r in reviews_since(situation, run) if r.kind == ReviewKind.END]
    is_closed = any(review.closed_on is not None for review in ends)
    if is_closed or not (left_in(situation, scope_of(run)) or ends):
        return ""
    if not ends:
        return tr(
            "{left} Once every removal is verified, no final review is needed.",
            left=removals_verified(situation, run),
        )
    return tr("The final review is not closed yet.")


def end_reviewed_words(situation: Situation, run: Run) -> str:
    """Say, for the check of a run's partner, that no end review is needed."""
    if any(review.kind == ReviewKind.END for review in reviews_since(situation, run)):
        return ""
    return tr("Every removal is already verified, so there is nothing left to review.")


def review_closed(situation: Situation, run: Run) -> str:
    """Check a run's partner: say how many reviews are open, or that none was begun."""
    open_ones = sum(review.closed_on is None for review in reviews_since(situation, run))
    return review_begun(situation, run) or how_many_left(
        open_ones, "{n} review is not closed yet.", "{n} reviews are not closed yet."
    )
