"""The sheet of one partner: everything that touches it, on every surface, with its history."""

from __future__ import annotations

from collections.abc import Iterable

from delvia_desktop.domain.access import grants
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import engagement_words, state_on
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Cell,
    Content,
    Head,
    Section,
    Words,
    asset_cell,
    center_cell,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.history_table import history_section
from delvia_desktop.domain.papers.outgoing import brand_signer, partner_facts
from delvia_desktop.domain.papers.partner_tables import codes, owned, people, shops
from delvia_desktop.domain.papers.share_tables import level, sorted_shares
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import ntr, show_day, tr

KIND = "partner_sheet"


def content(situation: Situation, about: About[Partner], head: Head) -> Content:
    """Return what stands on the sheet of a partner."""
    partner = about.record
    given = sorted_shares(situation, partner)
    count = len(situation.open_shares(partner.id))
    return Content(
        KIND,
        tr("ACCESS RECORD · PARTNER SHEET"),
        partner.name,
        ntr("{n} share is active on this date.", "{n} shares are active on this date.", count),
        tr(
            "This sheet states everything recorded about one partner in every area, including "
            "access that has ended. {no_secrets}",
            no_secrets=no_secrets(),
        ),
        (
            *usual_facts(situation.picture, head),
            *partner_facts(situation, partner, situation.current(partner.id)),
        ),
        (
            _periods(situation, partner),
            _shares(situation, given, tr("Shared with the partner")),
            _shares(
                situation,
                situation.picture.received_from.get(partner.id, ()),
                tr("Shared with us by the partner"),
            ),
            owned(situation, partner, tr("Owned by the partner, and claims")),
            people(situation, partner),
            shops(situation, partner),
            codes(situation, partner),
            _papers(situation, partner),
            history_section(about.history),
        ),
        (
            tr("It covers partnership periods, shares in both directions, assets, claims, "
               "people, shop authorisations, codes, documents and changes, as recorded."),
            tr("It does not cover anything that was not recorded, or the history of deleted "
               "records; for that, see the change log."),
        ),
        declared(KIND, brand_signer(situation, situation.current(partner.id))),
    )  # fmt: skip


def _periods(situation: Situation, partner: Partner) -> Section:
    rows = []
    for period in situation.of("partnership", "partner", partner.id):
        center = situation.picture.business_centers[period.business_center]
        state = term("partnership_state", state_on(period, situation.on))
        rows.append(
            (
                center_cell(center, situation.on),
                words(*engagement_words(period, situation.on), period.contract_ref),
                (Words(tr(state.label), "strong"),),
                day(period.confirmed_on, tr("not yet")),
                day(period.removed_on),
            )
        )
    columns = (
        (tr("Our Business Center"), 28),
        (tr("Engagement"), 30),
        (tr("State"), 14),
        (tr("Confirmed"), 14),
        (tr("Removed"), 14),
    )
    return section(tr("Periods"), columns, rows, empty=tr("The partner was never connected."))


def _shares(situation: Situation, shares: Iterable[Share], title: str) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for share in shares:
        asset = situation.asset(share)
        state = term("grant_state", grants.state_on(share, situation.on))
        rows.append(
            (
                asset_cell(asset, type_label(asset.asset_type)),
                level(situation, share)[:1],
                words(share.purpose, share.approved_by),
                day(share.granted_on, tr("planned")),
                words(tr(state.label), _end(share)),
            )
        )
    columns = (
        (tr("Asset and ID"), 29),
        (tr("Access level"), 18),
        (tr("Purpose and approval"), 22),
        (tr("Shared"), 13),
        (tr("State, and end"), 18),
    )
    return section(title, columns, rows)


def _end(share: Share) -> str:
    if share.revoked_on is not None:
        return tr("revoked {day}", day=show_day(share.revoked_on))
    return tr("until {day}", day=show_day(share.planned_end)) if share.planned_end else ""


def _papers(situation: Situation, partner: Partner) -> Section:
    """Return the papers that were issued before the last change that this sheet knows."""
    signed = {each.access_record: each for each in situation.picture.acknowledgements.values()}
    rows = []
    for record in situation.of("access-record", "partner", partner.id):
        if record.issued_at <= situation.picture.as_of:
            taken = signed.get(record.id)
            rows.append(
                (
                    words(record.number, look="strong"),
                    words(tr(term("paper_kind", record.kind).label)),
                    words(show_day(record.on), record.issued_by),
                    words(show_day(taken.on), taken.who)
                    if taken
                    else day(None, tr("not recorded")),
                )
            )
    columns = (
        (tr("Number"), 20),
        (tr("Document"), 30),
        (tr("Access on, issued by"), 25),
        (tr("Acknowledged"), 25),
    )
    return section(tr("Issued documents"), columns, rows)
