"""The sheet of one asset: whose it is, and everybody who can reach it."""

from __future__ import annotations

from datetime import date

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.statuses import status_on
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.content import (
    Content,
    Fact,
    Head,
    asset_cell,
    day,
    no_secrets,
    section,
    usual_facts,
    words,
)
from delvia_desktop.domain.papers.declarations import declared
from delvia_desktop.domain.papers.history_table import history_section
from delvia_desktop.domain.papers.ways_table import by_surface, tally
from delvia_desktop.domain.records.findings import NextStep
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.vocabulary import term, type_label
from delvia_desktop.i18n import later, show_day, tr

KIND = "asset"


def content(situation: Situation, about: About[Asset], head: Head) -> Content:
    """Return what stands on the sheet of an asset."""
    asset = about.record
    lines = [
        line
        for line in lines_of(situation, Scope(), surfaces())
        if getattr(situation.all(line.subject_kind)[line.subject], "asset", None) == asset.id
    ]
    count = tally(situation, lines)
    proof = tr(term("ownership_proof", asset.ownership_proof).label)
    ended = [s for s in situation.of("share", "asset", asset.id) if s.revoked_on is not None]
    rows = [
        (
            words(situation.partner_of(share).name),
            day(share.granted_on),
            day(share.revoked_on),
            day(share.verified_gone_on, tr("not yet")),
        )
        for share in ended
    ]
    columns = (
        (tr("Partner"), 40),
        (tr("Shared"), 20),
        (tr("Revoked"), 20),
        (tr("Removal verified"), 20),
    )
    return Content(
        KIND,
        tr("ACCESS RECORD · ASSET"),
        asset.name,
        count,
        tr(
            "This sheet states who owns the asset and who has access to it in every area. "
            "{no_secrets}",
            no_secrets=no_secrets(),
        ),
        (
            *usual_facts(situation.picture, head),
            (tr("Asset"), asset_cell(asset, type_label(asset.asset_type))),
            *_status(asset, head.on),
            (tr("Owner"), words(situation.picture.owner_name(asset), asset.internal_owner)),
            (
                tr("Ownership confirmed"),
                (*day(asset.ownership_confirmed_on, tr("never")), *words(proof)[:1])
                if asset.ownership_confirmed_on
                else day(None, tr("never")),
            ),
        ),
        (
            *by_surface(situation, lines),
            section(tr("Ended shares"), columns, rows),
            history_section(about.history),
        ),
        (
            tr("It covers shares, people, shop access, codes and logins as recorded."),
            tr("It does not cover anything that was not recorded; TikTok's own lists prevail."),
            tr("It does not cover the history of deleted records; see the change log."),
        ),
        declared(KIND, (asset.internal_owner, _accountable_step(asset))),
    )


def _accountable_step(asset: Asset) -> NextStep:
    text = later("Record accountable person…")
    return NextStep(text, "asset", asset.id, Act.CHANGE, ("internal_owner",))


def _status(asset: Asset, on: date) -> tuple[Fact, ...]:
    """Return the status that TikTok shows of the asset, with its day, if it is recorded."""
    code = status_on(asset, on)
    if not code:
        return ()
    since = tr("since {day}", day=show_day(asset.status_on)) if asset.status_on else ""
    return ((tr("Status in TikTok"), words(term("account_status", code).label, since)),)
