"""The access record of a partner: what it was given, at which level and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from delvia_desktop.domain.access.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Fact,
    Head,
    Section,
    Words,
    day,
    if_any,
    no_secrets,
    section,
    words,
)
from delvia_desktop.domain.papers.outgoing import TO_TICK, both_sides, declared_by_both, return_to
from delvia_desktop.domain.papers.share_tables import (
    agreed_scope,
    asset_of,
    gaps,
    level,
    owned_by,
    purpose,
    seen_by_partner,
    sorted_shares,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "partner"
_NOTHING_SHARED = "partner_without_shares"
"""The declarations of a partner that has nothing to see."""

_OVER = frozenset({GrantState.REVOKED, GrantState.GONE})


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on the access record of a partner."""
    partner = about.record
    period = situation.current(partner.id)
    entity = head.entity
    states = [(s, state_on(s, situation.on)) for s in sorted_shares(situation, partner)]
    opened = [share for share, state in states if state in OPEN]
    planned = [share for share, state in states if state == GrantState.PLANNED]
    ended = [share for share, state in states if state in _OVER]
    return Content(
        KIND,
        tr("ACCESS RECORD · PARTNER"),
        partner.name,
        tr("Access to the assets of {entity} on {day}", entity=entity, day=show_day(head.on)),
        tr(
            "Sharing does not change ownership. This record does not grant access: it states "
            "what was shared in TikTok Business Center, at which level and until when. "
            "{no_secrets}",
            no_secrets=no_secrets(),
        ),
        _facts(situation, partner, period, head),
        (
            *agreed_scope(period),
            _shared(situation, opened, head.brand),
            *_owned(situation, partner),
            *_received(situation, partner),
            *_planned(situation, planned),
            *_ended(situation, ended),
        ),
        (
            tr(
                "It covers the shares between the Business Centers of {brand} and the partner, "
                "as {brand} had recorded them at the time stated above. A planned end does not "
                "remove access in TikTok by itself: access continues until the share is removed "
                "there.",
                brand=head.brand,
            ),
            tr(
                "It does not cover people invited individually, access granted inside an ad "
                "account, Seller Center, Spark Ads codes or logins."
            ),
        ),
        declared_by_both(KIND if opened else _NOTHING_SHARED, situation, period, partner, head),
        return_to=return_to(situation, period, head),
        gaps=gaps(situation, period, opened),
    )


def _facts(
    situation: Situation, partner: Partner, period: Partnership | None, head: Head
) -> tuple[Fact, ...]:
    """Return the facts of both sides and how far their partnership is."""
    state = words(tr("No partnership recorded"))
    if period is not None:
        gone = period.removed_on
        state = words(
            tr(term("partnership_state", partnership_state_on(period, situation.on)).label),
            tr("Removed on {day}", day=show_day(gone)) if gone is not None else "",
        )
    return both_sides(situation, partner, period, head, (tr("Partnership"), state))


def _shared(situation: Situation, shares: Sequence[Share], brand: str) -> Section:
    read = [seen for share in shares if (seen := _by(share.last_verified_on, situation.on))]
    count = ntr("{n} active share.", "{n} active shares.", len(shares))
    if read:
        last = tr("Last verified in TikTok by {brand} on {day}.",
                  brand=brand, day=show_day(max(read)))  # fmt: skip
    else:
        last = tr("Not yet verified in TikTok by {brand}.", brand=brand)
    columns = (
        (tr("Asset and ID"), 26),
        (tr("Access level"), 18),
        (tr("Purpose and approval"), 17),
        (tr("Shared, until"), 14),
        (tr("Confirmed by the partner"), 13),
        (tr("Verified by the brand"), 12),
    )
    rows = [
        (
            asset_of(situation, share),
            level(situation, share),
            purpose(share),
            _period(share),
            _confirmed(share, situation.on),
            day(_by(share.last_verified_on, situation.on), tr("not yet")),
        )
        for share in shares
    ]
    empty = tr("No asset was shared with the partner on this date.")
    return section(tr("Shared assets"), columns, rows, lead=f"{count} {last}", empty=empty)


def _period(share: Share) -> Cell:
    """Return since when something is shared, and until when that is planned."""
    end = share.planned_end
    until = tr("until {day}", day=show_day(end)) if end is not None else tr("no planned end")
    return (*day(share.granted_on), Words(until, "second"))


def _confirmed(share: Share, on: date) -> Cell:
    """Return when the partner said that it sees an asset, and who said so; else room to tick."""
    seen = seen_by_partner(share, on)
    if seen is None:
        return (Words(f"{TO_TICK} {tr('not yet')}", "missing"),)
    by = tr("by {name}", name=share.confirmed_by) if share.confirmed_by else ""
    return (*day(seen), *words("", by)[1:])


def _owned(situation: Situation, partner: Partner) -> tuple[Section, ...]:
    lead = tr(
        "Used for the brand but owned by the partner: the brand must claim them before the "
        "partnership ends."
    )
    return if_any(owned_by(situation, partner, tr("Assets owned by the partner"), lead))


def _received(situation: Situation, partner: Partner) -> tuple[Section, ...]:
    columns = (
        (tr("Asset and ID"), 43),
        (tr("Access level"), 31),
        (tr("Shared"), 13),
        (tr("Planned end"), 13),
    )
    rows = [
        (
            asset_of(situation, share),
            level(situation, share),
            day(share.granted_on),
            day(share.planned_end, tr("none")),
        )
        for share in situation.open_shares(partner.id, is_incoming=True)
    ]
    return if_any(section(tr("Shared with the brand by the partner"), columns, rows))


def _planned(situation: Situation, shares: Sequence[Share]) -> tuple[Section, ...]:
    columns = ((tr("Asset and ID"), 45), (tr("Access level"), 40), (tr("Planned end"), 15))
    rows = [
        (
            asset_of(situation, share),
            level(situation, share),
            day(share.planned_end, tr("none")),
        )
        for share in shares
    ]
    return if_any(section(tr("Planned, not shared yet"), columns, rows))


def _ended(situation: Situation, shares: Sequence[Share]) -> tuple[Section, ...]:
    columns = (
        (tr("Asset and ID"), 38),
        (tr("Access level"), 23),
        (tr("Shared"), 13),
        (tr("Revoked"), 13),
        (tr("Removal verified"), 13),
    )
    rows = [
        (
            asset_of(situation, share),
            level(situation, share)[:1],
            day(share.granted_on),
            day(share.revoked_on),
            day(_by(share.verified_gone_on, situation.on), tr("not yet")),
        )
        for share in shares
    ]
    return if_any(section(tr("Ended shares"), columns, rows))


def _by(value: date | None, on: date) -> date | None:
    """Return a day if it had come by the day of the paper."""
    return value if value is not None and value <= on else None
