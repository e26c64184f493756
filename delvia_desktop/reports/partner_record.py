"""The access record for a partner: what it was given, at which level and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from delvia_desktop.domain.papers.sealing import digest_of
from delvia_desktop.i18n import ntr, show_day, show_moment, tr
from delvia_desktop.reports.archive import About
from delvia_desktop.reports.binding import Margins
from delvia_desktop.reports.cells import confirmed, day, identifier, level, period, stacked, with_id
from delvia_desktop.reports.look import Look
from delvia_desktop.reports.pages import Column, Pages, Progress
from delvia_desktop.reports.rows import Cell
from delvia_desktop.reports.statements import acknowledgement, how_to_check, identity
from delvia_desktop.reports.styles import (
    BODY,
    CELL,
    KICKER,
    SECOND,
    STRONG,
    SUBTITLE,
)


@dataclass(frozen=True)
class PaperShare:
    """One share as the paper shows it, already in words."""

    asset_name: str
    type_label: str
    asset_id: str
    owner: str
    level: str
    meaning: str
    tone: str
    purpose: str
    approved_by: str
    granted_on: date | None
    planned_end: date | None
    confirmed_on: date | None
    last_verified_on: date | None
    revoked_on: date | None = None
    verified_gone_on: date | None = None


@dataclass(frozen=True)
class PaperAsset:
    """An asset that the partner owns."""

    name: str
    type_label: str
    asset_id: str


@dataclass(frozen=True)
class PartnerRecord:
    """Everything that stands on the paper; the same content gives the same bytes."""

    number: str
    supersedes: str
    brand: str
    legal_entity: str
    our_center: str
    our_bc_id: str
    partner: str
    partner_legal_name: str
    partner_center: str
    partner_bc_id: str
    state: str
    engagement_start: date | None
    engagement_end: date | None
    removed_on: date | None
    contract_ref: str
    scope_agreed: str
    our_contact: str
    their_contact: str
    prepared_by: str
    on: date
    as_of: datetime
    revision: int
    register_state: str
    open_shares: tuple[PaperShare, ...]
    ended_shares: tuple[PaperShare, ...]
    planned_shares: tuple[PaperShare, ...]
    owned_assets: tuple[PaperAsset, ...]
    open_points: tuple[tuple[str, str], ...]
    received_shares: tuple[PaperShare, ...] = ()


def render(
    record: PartnerRecord,
    progress: Progress | None = None,
    data: Mapping[str, Any] | None = None,
) -> tuple[bytes, int]:
    """Return the paper as PDF, with its data attached if there is any, and its number of pages.

    Raises MissingGlyph if a character cannot be shown, and whatever `progress` raises to cancel.
    """
    rows = sum(
        len(part)
        for part in (
            record.open_shares,
            record.owned_assets,
            record.received_shares,
            record.planned_shares,
            record.ended_shares,
            record.open_points,
        )
    )
    head = (record.partner, tr("Access on {day}", day=show_day(record.on)))
    foot = identity(record.number, record.brand, record.register_state, record.as_of)
    pages = Pages(Margins(head, foot), Look(), rows, progress)
    about = About(
        tr("Access record {number}: {partner}", number=record.number, partner=record.partner),
        tr("Access to the assets of {brand}", brand=record.brand),
        record.brand,
        "en",
        record.as_of,
    )
    pages.describe(about)
    if data is not None:
        pages.attach(f"{record.number}.json", data, about)
    _head(pages, record)
    _shared(pages, record)
    _owned(pages, record)
    _received(pages, record)
    _planned(pages, record)
    _ended(pages, record)
    _points(pages, record)
    _scope(pages, record)
    _acknowledgement(pages, record)
    if data is not None:
        how_to_check(pages, record.number, digest_of(data))
    count = pages.count
    return pages.finish(), count


def _head(pages: Pages, record: PartnerRecord) -> None:
    entity = record.legal_entity or record.brand
    pages.text(tr("ACCESS RECORD · PARTNER"), KICKER)
    pages.title(record.partner)
    pages.text(
        tr(
            "Access held on the assets of {entity} on {day}", entity=entity, day=show_day(record.on)
        ),
        SUBTITLE,
    )
    pages.space(10)
    pages.facts(_facts(record))
    pages.space(8)
    pages.text(
        tr(
            "Ownership stays with {entity}. This record grants nothing by itself: it states what "
            "was shared in TikTok Business Center, at which level and until when. It contains no "
            "passwords and no codes.",
            entity=entity,
        ),
        SECOND,
    )
    if record.scope_agreed:
        pages.heading(tr("Agreed scope"))
        pages.text(record.scope_agreed, BODY)


def _facts(record: PartnerRecord) -> list[tuple[str, Cell]]:
    replaced = tr("replaces {old}", old=record.supersedes) if record.supersedes else ""
    removed = tr("Removed on {day}", day=show_day(record.removed_on)) if record.removed_on else ""
    engagement = period(record.engagement_start, record.engagement_end)
    revision = tr("Revision {revision}", revision=record.revision)
    return [
        (tr("Brand"), stacked(record.brand, record.legal_entity)),
        (tr("Partner"), stacked(record.partner, record.partner_legal_name)),
        (tr("Our Business Center"), with_id(record.our_center, record.our_bc_id)),
        (tr("Their Business Center"), with_id(record.partner_center, record.partner_bc_id)),
        (tr("Partnership"), stacked(record.state, removed)),
        (tr("Engagement"), stacked(engagement, record.contract_ref)),
        (tr("Accountable, ours"), stacked(record.our_contact)),
        (tr("Accountable, theirs"), stacked(record.their_contact)),
        (tr("Access on"), stacked(show_day(record.on), style=STRONG)),
        (tr("Known as of"), stacked(show_moment(record.as_of), revision)),
        (tr("Record number"), stacked(record.number, replaced, style=STRONG)),
        (tr("Prepared by"), stacked(record.prepared_by)),
    ]


def _shared(pages: Pages, record: PartnerRecord) -> None:
    pages.heading(tr("Shared assets"))
    if not record.open_shares:
        pages.text(tr("No asset was shared with the partner on this day."), BODY)
        return
    read = [s.last_verified_on for s in record.open_shares if s.last_verified_on is not None]
    count = ntr("{n} open share.", "{n} open shares.", len(record.open_shares))
    if read:
        seen = tr("Last read under the partner in TikTok on {day}.", day=show_day(max(read)))
    else:
        seen = tr("Not yet read under the partner in TikTok.")
    pages.text(f"{count} {seen}", SECOND, introduces=True)
    columns = [
        Column(tr("Asset and ID"), 145),
        Column(tr("Access level"), 91),
        Column(tr("Purpose and approval"), 86),
        Column(tr("Shared"), 57),
        Column(tr("Planned end"), 57),
        Column(tr("Confirmed"), 71),
    ]
    pages.table(columns, [_share_row(share) for share in record.open_shares])


def _share_row(share: PaperShare) -> list[Cell]:
    approved = tr("Approved: {name}", name=share.approved_by) if share.approved_by else ""
    return [
        _asset(share),
        level(share.level, share.meaning, share.tone),
        stacked(share.purpose, approved, style=CELL),
        day(share.granted_on),
        day(share.planned_end, tr("none")),
        confirmed(share.confirmed_on, share.last_verified_on),
    ]


def _owned(pages: Pages, record: PartnerRecord) -> None:
    if not record.owned_assets:
        return
    pages.heading(tr("Assets that the partner owns"))
    pages.text(
        tr(
            "These are used for the brand but belong to the partner. They must be claimed back "
            "before the partnership ends."
        ),
        BODY,
        introduces=True,
    )
    columns = [Column(tr("Asset"), 50), Column(tr("Type"), 22), Column(tr("ID"), 28)]
    rows = [
        [stacked(asset.name), stacked(asset.type_label), identifier(asset.asset_id)]
        for asset in record.owned_assets
    ]
    pages.table(columns, rows)


def _received(pages: Pages, record: PartnerRecord) -> None:
    if not record.received_shares:
        return
    pages.heading(tr("Shared with us by the partner"))
    columns = [
        Column(tr("Asset and ID"), 45),
        Column(tr("Access level"), 31),
        Column(tr("Shared"), 12),
        Column(tr("Planned end"), 12),
    ]
    rows = [
        [
            _asset(share),
            level(share.level, share.meaning, share.tone),
            day(share.granted_on),
            day(share.planned_end, tr("none")),
        ]
        for share in record.received_shares
    ]
    pages.table(columns, rows)


def _planned(pages: Pages, record: PartnerRecord) -> None:
    if not record.planned_shares:
        return
    pages.heading(tr("Planned, not shared yet"))
    columns = [
        Column(tr("Asset and ID"), 45),
        Column(tr("Access level"), 40),
        Column(tr("Planned end"), 15),
    ]
    rows = [
        [
            _asset(share),
            level(share.level, share.meaning, share.tone),
            day(share.planned_end, tr("none")),
        ]
        for share in record.planned_shares
    ]
    pages.table(columns, rows)


def _ended(pages: Pages, record: PartnerRecord) -> None:
    if not record.ended_shares:
        return
    pages.heading(tr("Ended shares"))
    columns = [
        Column(tr("Asset and ID"), 40),
        Column(tr("Access level"), 24),
        Column(tr("Shared"), 12),
        Column(tr("Revoked"), 12),
        Column(tr("Seen gone"), 12),
    ]
    rows = [
        [
            _asset(share),
            level(share.level, "", share.tone),
            day(share.granted_on),
            day(share.revoked_on),
            day(share.verified_gone_on, tr("not yet")),
        ]
        for share in record.ended_shares
    ]
    pages.table(columns, rows)


def _points(pages: Pages, record: PartnerRecord) -> None:
    pages.heading(tr("Open points at the time of printing"))
    if not record.open_points:
        pages.text(tr("None."), BODY)
        return
    columns = [Column(tr("Severity"), 12), Column(tr("What is open"), 88)]
    pages.table(
        columns,
        [
            [stacked(severity, style=STRONG), stacked(text[:1].upper() + text[1:])]
            for severity, text in record.open_points
        ],
    )


def _scope(pages: Pages, record: PartnerRecord) -> None:
    pages.heading(tr("What this record covers and what it leaves out"))
    pages.text(
        tr(
            "It covers the shares between our Business Center and the partner’s Business Center, "
            "as they were typed into the register of {brand} by the moment named above. A planned "
            "end removes nothing in TikTok by itself: access lasts until the share is removed "
            "there.",
            brand=record.brand,
        ),
        BODY,
    )
    pages.space(3)
    pages.text(
        tr(
            "It leaves out people invited one by one, access given inside an ad account, Seller "
            "Center, Spark Ads codes, and logins."
        ),
        BODY,
    )


def _acknowledgement(pages: Pages, record: PartnerRecord) -> None:
    points = [
        tr("It acts through its own Business Center only. No login was handed over."),
        tr("It does not share the access on to others."),
        tr("It names the people who work on the assets whenever it is asked."),
    ]
    if record.open_shares:
        points.insert(0, tr("It can see the shared assets above, at the levels above."))
    ours, theirs = record.legal_entity or record.brand, record.partner_legal_name or record.partner
    signers = [
        tr("Given by, for {name}", name=ours),
        tr("Received by, for {name}", name=theirs),
        tr("Witness, if any"),
    ]
    acknowledgement(pages, tr("The partner confirms:"), points, signers)


def _asset(share: PaperShare) -> Cell:
    owned = tr("{type}, owned by {owner}", type=share.type_label, owner=share.owner)
    return with_id(share.asset_name, share.asset_id, owned if share.owner else share.type_label)
