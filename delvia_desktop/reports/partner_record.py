"""The access record for a partner: what it was given, at which level and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from delvia_desktop.i18n import ntr, show_day, show_moment, tr
from delvia_desktop.reports.pages import (
    BODY,
    ID,
    KICKER,
    MUTED,
    SECOND,
    SMALL,
    STRONG,
    SUBTITLE,
    TEXT,
    TITLE,
    TONES,
    Cell,
    Column,
    Pages,
    Progress,
)
from delvia_desktop.reports.typefaces import BOLD
from delvia_desktop.reports.typesetting import Style

_NOTE_LINES = 200


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


def render(record: PartnerRecord, progress: Progress | None = None) -> tuple[bytes, int]:
    """Return the paper as PDF and its number of pages.

    Raises MissingGlyph if a character cannot be shown, and whatever `progress` raises to cancel.
    """
    pages = Pages(_foot(record), progress)
    title = tr("Access record {number}: {partner}", number=record.number, partner=record.partner)
    pages.describe(title, tr("Access to the assets of {brand}", brand=record.brand), record.brand)
    _head(pages, record)
    _shared(pages, record)
    _owned(pages, record)
    _planned(pages, record)
    _ended(pages, record)
    _points(pages, record)
    _scope(pages)
    _acknowledgement(pages, record)
    content = pages.finish()
    return content, pages.count


def _head(pages: Pages, record: PartnerRecord) -> None:
    entity = record.legal_entity or record.brand
    pages.text(tr("ACCESS RECORD · PARTNER"), KICKER)
    pages.text(record.partner, TITLE)
    pages.text(
        tr(
            "Access held on the assets of {entity} on {day}", entity=entity, day=show_day(record.on)
        ),
        SUBTITLE,
    )
    pages.space(8)
    engagement = _period(record.engagement_start, record.engagement_end)
    number = record.number
    if record.supersedes:
        number = tr("{number}, replaces {old}", number=number, old=record.supersedes)
    revision = tr("Revision {revision}", revision=record.revision)
    known = _stack(show_moment(record.as_of), revision)
    pages.facts(
        [
            (tr("Brand"), _stack(record.brand, record.legal_entity)),
            (tr("Partner"), _stack(record.partner, record.partner_legal_name)),
            (tr("Our Business Center"), _center(record.our_center, record.our_bc_id)),
            (tr("Their Business Center"), _center(record.partner_center, record.partner_bc_id)),
            (tr("Partnership"), _stack(record.state, _removed(record.removed_on))),
            (tr("Engagement"), _stack(engagement, record.contract_ref)),
            (tr("Accountable, ours"), _one(record.our_contact or "—")),
            (tr("Accountable, theirs"), _one(record.their_contact or "—")),
            (tr("Access on"), ((show_day(record.on), STRONG),)),
            (tr("As recorded by"), known),
            (tr("Record number"), ((number, STRONG),)),
            (tr("Prepared by"), _one(record.prepared_by)),
        ]
    )
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
        lines = record.scope_agreed.split("\n")
        shown = "\n".join(lines[:_NOTE_LINES])
        pages.space(4)
        pages.text(tr("Agreed scope: {scope}", scope=shown), BODY)
        if len(lines) > _NOTE_LINES:
            pages.text(
                ntr(
                    "{n} more line of the agreed scope is kept in the register only.",
                    "{n} more lines of the agreed scope are kept in the register only.",
                    len(lines) - _NOTE_LINES,
                ),
                SMALL,
            )


def _shared(pages: Pages, record: PartnerRecord) -> None:
    pages.heading(tr("Shared assets"))
    if not record.open_shares:
        pages.text(tr("No asset was shared with the partner on this day."), BODY)
        return
    verified = [s.last_verified_on for s in record.open_shares if s.last_verified_on is not None]
    count = ntr("{n} open share.", "{n} open shares.", len(record.open_shares))
    if verified:
        seen = tr("Last read under the partner in TikTok on {day}.", day=show_day(max(verified)))
    else:
        seen = tr("Not yet read under the partner in TikTok.")
    pages.text(f"{count} {seen}", SECOND)
    pages.space(2)
    columns = [
        Column(tr("Asset"), 20),
        Column(tr("ID"), 20),
        Column(tr("Access level"), 15),
        Column(tr("Purpose and approval"), 15),
        Column(tr("Shared"), 11),
        Column(tr("Planned end"), 11),
        Column(tr("Confirmed, verified"), 12),
    ]
    pages.table(columns, [_share_row(share) for share in record.open_shares])


def _share_row(share: PaperShare) -> list[Cell]:
    level = Style(9, BOLD, TONES.get(share.tone, TEXT))
    approved = tr("Approved: {name}", name=share.approved_by) if share.approved_by else ""
    return [
        _stack(share.asset_name, share.type_label, _owner(share.owner)),
        ((share.asset_id, ID),) if share.asset_id else ((tr("not recorded"), SMALL),),
        ((share.level, level), (share.meaning, SMALL)),
        _stack(share.purpose or "—", approved, body=Style(8)),
        _day(share.granted_on),
        _day(share.planned_end, tr("none")),
        (*_day(share.confirmed_on, tr("not yet")), *_second_day(share.last_verified_on)),
    ]


def _planned(pages: Pages, record: PartnerRecord) -> None:
    if not record.planned_shares:
        return
    pages.heading(tr("Planned, not shared yet"))
    columns = [
        Column(tr("Asset"), 35),
        Column(tr("ID"), 25),
        Column(tr("Access level"), 25),
        Column(tr("Planned end"), 15),
    ]
    rows: list[list[Cell]] = [
        [
            _stack(share.asset_name, share.type_label),
            ((share.asset_id, ID),),
            ((share.level, STRONG),),
            _day(share.planned_end, tr("none")),
        ]
        for share in record.planned_shares
    ]
    pages.table(columns, rows)


def _ended(pages: Pages, record: PartnerRecord) -> None:
    if not record.ended_shares:
        return
    pages.heading(tr("Ended shares"))
    columns = [
        Column(tr("Asset"), 30),
        Column(tr("ID"), 22),
        Column(tr("Access level"), 18),
        Column(tr("Shared"), 12),
        Column(tr("Revoked"), 12),
        Column(tr("Seen gone"), 12),
    ]
    rows: list[list[Cell]] = [
        [
            _stack(share.asset_name, share.type_label),
            ((share.asset_id, ID),),
            ((share.level, STRONG),),
            _day(share.granted_on),
            _day(share.revoked_on),
            _day(share.verified_gone_on, tr("not yet")),
        ]
        for share in record.ended_shares
    ]
    pages.table(columns, rows)


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
    )
    columns = [Column(tr("Asset"), 50), Column(tr("Type"), 22), Column(tr("ID"), 28)]
    rows: list[list[Cell]] = [
        [_one(asset.name), _one(asset.type_label), ((asset.asset_id, ID),)]
        for asset in record.owned_assets
    ]
    pages.table(columns, rows)


def _points(pages: Pages, record: PartnerRecord) -> None:
    pages.heading(tr("Open points at the time of printing"), keep=40)
    if not record.open_points:
        pages.text(tr("None."), BODY)
    for severity, text in record.open_points:
        pages.text(f"{severity}: {text}", BODY)


def _scope(pages: Pages) -> None:
    pages.heading(tr("What this record covers"), keep=60)
    pages.text(
        tr(
            "It covers the shares between our Business Center and the partner's Business Center as "
            "typed into the register. It leaves out people invited one by one, access given inside "
            "an ad account, Seller Center, Spark Ads codes and logins."
        ),
        BODY,
    )


def _acknowledgement(pages: Pages, record: PartnerRecord) -> None:
    pages.heading(tr("Acknowledgement"), keep=190)
    pages.text(
        tr(
            "The partner confirms that it sees the shared assets at the levels above, works "
            "through its own Business Center only, was handed no login, shares nothing on, and "
            "names the people who work on the assets on request."
        ),
        BODY,
    )
    pages.space(10)
    below = tr("Name, role, date, signature")
    ours, theirs = record.legal_entity or record.brand, record.partner_legal_name or record.partner
    pages.signatures(
        [
            (tr("Given by, for {name}", name=ours), below),
            (tr("Received by, for {name}", name=theirs), below),
        ]
    )
    pages.signatures([(tr("Witness, if any"), below)])


def _foot(record: PartnerRecord) -> list[str]:
    state = record.register_state[:16]
    grouped = " ".join(state[start : start + 4] for start in range(0, len(state), 4))
    return [
        tr(
            "{brand} · Access record {number} · {moment}",
            brand=record.brand[:60],
            number=record.number,
            moment=show_moment(record.as_of),
        ),
        tr("Register state {state}", state=grouped),
    ]


def _period(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return tr("no dates recorded")
    return tr(
        "{start} – {end}",
        start=show_day(start) if start else "?",
        end=show_day(end) if end else tr("open end"),
    )


def _removed(day: date | None) -> str:
    return tr("Removed on {day}", day=show_day(day)) if day else ""


def _owner(owner: str) -> str:
    return tr("Owner: {owner}", owner=owner)


def _one(text: str) -> Cell:
    return ((text, BODY),)


def _stack(first: str, *more: str, body: Style = BODY) -> Cell:
    return ((first, body), *((text, SMALL) for text in more if text))


def _center(name: str, bc_id: str) -> Cell:
    return ((name or "—", BODY), (bc_id or tr("id not recorded"), ID))


def _day(day: date | None, missing: str = "—") -> tuple[tuple[str, Style], ...]:
    if day is None:
        return ((missing, Style(8, colour=MUTED)),)
    return ((show_day(day), Style(8)),)


def _second_day(day: date | None) -> Sequence[tuple[str, Style]]:
    return ((show_day(day), SMALL),) if day else ()
