"""Shares as rows of a paper: what is given, and what was taken back and seen gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.business_centers import bc_id_on
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share, level_on
from delvia_desktop.domain.access.statuses import trouble
from delvia_desktop.domain.findings.rules.next_steps import record_purpose, record_purposes
from delvia_desktop.domain.papers.content import (
    Cell,
    Gap,
    Lack,
    Section,
    Words,
    asset_cell,
    day,
    day_by,
    filled,
    section,
    words,
)
from delvia_desktop.domain.papers.outgoing import TO_TICK
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.text import in_order
from delvia_desktop.domain.words.vocabulary import (
    level_label,
    level_meaning,
    level_tone,
    type_label,
)
from delvia_desktop.i18n import later, show_day, tr


def agreed(situation: Situation, shares: Iterable[Share], title: str, empty: str) -> Section:
    """Return a paper's table of shares that are given: level, purpose, end, approver."""
    columns = (
        (tr("Asset and ID"), 26),
        (tr("Access level"), 20),
        (tr("Purpose and approval"), 18),
        (tr("Shared"), 12),
        (tr("Planned end"), 12),
        (tr("Confirmed by the agency"), 12),
    )
    rows = [
        (
            asset_of(situation, share),
            level(situation, share),
            purpose(share),
            day(share.granted_on, tr("planned")),
            day(share.planned_end, tr("none")),
            day(seen_by_partner(share, situation.on), TO_TICK),
        )
        for share in shares
    ]
    return section(title, columns, rows, empty=empty)


def purpose(share: Share) -> Cell:
    """Return a cell in a table of shares: what one is for, and who approved it."""
    approved = tr("Approved by {name}", name=share.approved_by) if share.approved_by else ""
    return words(share.purpose, approved, look="cell")


def seen_by_partner(share: Share, on: date) -> date | None:
    """Return since when, in a table of shares, a partner sees an asset, or None."""
    seen = share.confirmed_on
    return seen if seen is not None and seen <= on else None


def taken_back(
    situation: Situation, shares: Iterable[Share], title: str, empty: str = ""
) -> Section:
    """Return a paper's table of shares taken back: since when, asked, done and seen."""
    asked, proof = tr("To be revoked since"), tr("Evidence")
    columns = (
        (tr("Asset and ID"), 25),
        (tr("Access level"), 17),
        (tr("Shared on"), 12),
        (asked, 12),
        (tr("Revoked"), 12),
        (tr("Removal verified"), 12),
        (proof, 10),
    )
    rows = [
        (
            asset_of(situation, share),
            level(situation, share)[:1],
            day(share.granted_on),
            day(_requested_on(share)),
            *_end_of(share, state_on(share, situation.on)),
            words(share.evidence_ref),
        )
        for share in shares
    ]
    return section(title, *filled(columns, rows, {asked, proof}), empty=empty)


def _requested_on(share: Share) -> date | None:
    """Return when the end of a share was asked for, None if it was just revoked."""
    asked, ended = share.revoke_requested_on, share.revoked_on
    return asked if asked is not None and (ended is None or asked < ended) else None


def _end_of(share: Share, state: GrantState) -> tuple[Cell, Cell]:
    """Return when a share was revoked and seen gone, or that it never began."""
    if state == GrantState.PLANNED:
        return day(None, tr("planned, not shared")), day(None)
    revoked = day_by(share.revoked_on, share.revoked_by, tr("still active"))
    return revoked, day(share.verified_gone_on, tr("not yet"))


def level(situation: Situation, share: Share) -> Cell:
    """Return a cell in a table of shares: the level in TikTok's and in plain words."""
    kind = situation.asset(share).asset_type
    codes = level_on(share, situation.on)
    word = Words(level_label(kind, codes) or tr("not recorded"), level_tone(kind, codes))
    meaning = level_meaning(kind, codes)
    return (word, Words(meaning, "second")) if meaning else (word,)


def sorted_shares(situation: Situation, partner: Partner) -> list[Share]:
    """Return every share with a partner as its tables list them, by asset name."""
    shares = situation.picture.shares_of_partner.get(partner.id, ())
    return sorted(shares, key=lambda s: (in_order(situation.asset(s).name), s.id))


def agreed_scope(period: Partnership | None) -> tuple[Section, ...]:
    """Return the agreed scope of a partner as stands beside its table of shares."""
    if period is None or not period.scope_agreed:
        return ()
    return (Section(tr("Agreed scope"), texts=(period.scope_agreed,)),)


def gaps(
    situation: Situation, period: Partnership | None, shares: Sequence[Share]
) -> tuple[Gap, ...]:
    """Return what is missing in a table of shares that both sides sign: scope and purposes.

    A scope is agreed by the purpose and the approver of each share as well.
    """
    untold = [share for share in shares if not (share.purpose and share.approved_by)]
    found = [
        Gap(
            Lack.APPROVER if share.purpose else Lack.PURPOSE,
            situation.asset(share).name,
            record_purpose(share),
            record_purposes(int(situation.partner_of(share).id), is_approval=bool(share.purpose)),
        )
        for share in untold
    ]
    if period is not None and not period.scope_agreed and (untold or not shares):
        text, fields = later("Record agreed scope…"), ("scope_agreed",)
        step = NextStep(text, "partner", period.partner, Act.CHANGE_PARTNERSHIP, fields)
        found.insert(0, Gap(Lack.SCOPE, "", step))
    return tuple(found)


def owned_by(situation: Situation, partner: Partner, title: str, lead: str = "") -> Section:
    """Return a paper's table beside that of shares: what a partner owns for the brand."""
    rows = [
        (asset_cell(asset), words(type_label(asset.asset_type)))
        for asset in situation.of("asset", "owner_partner", partner.id)
    ]
    return section(title, ((tr("Asset and ID"), 60), (tr("Type"), 40)), rows, lead=lead)


def asset_of(situation: Situation, share: Share) -> Cell:
    """Return a cell in a table of shares: the asset with id, type, owner and giver."""
    asset = situation.asset(share)
    return asset_cell(
        asset,
        _owned_while_shared(situation, share),
        given_by(situation, share),
        trouble(asset, "account_status", situation.on),
    )


def owned_words(situation: Situation, asset: Asset) -> str:
    """Return words in a table of shares: an asset's type and its owner on record."""
    kind, owner = type_label(asset.asset_type), situation.picture.owner_name(asset)
    if asset.owner_kind == OwnerKind.UNKNOWN or not owner:
        return tr("{type}, owner unknown", type=kind)
    confirmed = asset.ownership_confirmed_on
    if confirmed is None or confirmed > situation.on:
        return tr("{type}, recorded as owned by {owner}, not confirmed", type=kind, owner=owner)
    return tr("{type}, owned by {owner}", type=kind, owner=owner)


def _owned_while_shared(situation: Situation, share: Share) -> str:
    """Return the type of an asset and who owns it.

    Of what a partner shared with us and does not own any more it says until when that owned it, by
    its claim, so that no one wonders how it could share what is ours.
    """
    asset = situation.asset(share)
    giver = situation.all("partnership")[share.partnership].partner
    if not share.is_incoming or asset.owner_partner == giver:
        return owned_words(situation, asset)
    kind, name = type_label(asset.asset_type), situation.picture.partners[giver].name
    came = [
        claim.received_on
        for claim in situation.of("claim", "asset", asset.id)
        if claim.partner == giver and claim.received_on is not None
    ]
    if not came:
        return tr("{owned} now", owned=owned_words(situation, asset))
    until = show_day(max(came))
    return tr("{type}, owned by {partner} until {day}", type=kind, partner=name, day=until)


def given_by(situation: Situation, share: Share) -> str:
    """Return which Business Center is named in a table of shares as giver, if not ours."""
    if share.giver is None:
        return ""
    center = situation.picture.business_centers[share.giver]
    number = bc_id_on(center, situation.on)
    return tr("shared from {center}, {id}", center=center.name, id=number)
