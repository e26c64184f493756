"""Shares: recorded, followed to their end, corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from delvia_desktop.domain.access import share_steps
from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grants import GrantState, is_open, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.share_steps import LevelDraft
from delvia_desktop.domain.access.shares import Share, ShareDraft, ShareSurroundings, check_share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.words.vocabulary import asset_type, level_label
from delvia_desktop.i18n import ntr, said_once, tr
from delvia_desktop.services.access.assets import owner_center, owner_name
from delvia_desktop.services.access.grants import stepped
from delvia_desktop.services.access.problems_by_name import each
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_share(edit: Edit, draft: ShareDraft) -> Share:
    """Record a share, or the plan of one if it has no day yet."""
    around = _surroundings(edit, draft)
    share = check_share(draft, None, around, edit.reading())
    edit.name(_title(edit, "plan" if share.granted_on is None else "grant", share))
    return edit.add(share)


def record_shares(edit: Edit, drafts: Iterable[ShareDraft]) -> tuple[Share, ...]:
    """Record several shares as one act."""
    made = each(
        drafts,
        lambda draft: record_share(edit, draft),
        lambda draft: edit.records.get(Asset, draft.asset).name if draft.asset else "—",
    )
    if len(made) > 1:
        partner = _names(edit, made[0])["partner"]
        edit.name(
            ntr(
                "Shared {n} asset with {partner}",
                "Shared {n} assets with {partner}",
                len(made),
                partner=partner,
            )
        )
    return made


def change_share(edit: Edit, before: Share, draft: ShareDraft) -> Share:
    """Correct a share on record; asset and partner stay."""
    around = _surroundings(edit, draft, before)
    share = check_share(draft, before, around, edit.reading())
    edit.name(_title(edit, "change", before))
    return edit.put(before, share)


def take_step(edit: Edit, before: Share, step: str, draft: StepDraft) -> Share:
    """Record that a share took a step, by its name in `STEPS`; raises Invalid or Conflict."""
    after = stepped(edit.records, before, step, draft, edit.reading())
    edit.name(_title(edit, step, before))
    return edit.put(before, after)


def confirm_shares(edit: Edit, shares: Iterable[Share], draft: StepDraft) -> tuple[Share, ...]:
    """Record that the partner sees several shares from its side, as one act."""
    made = each(
        shares,
        lambda share: take_step(edit, share, "confirm", draft),
        lambda share: _names(edit, share)["asset"],
    )
    if len(made) > 1:
        partner = _names(edit, made[0])["partner"]
        edit.name(
            ntr(
                "Confirmed {n} share for {partner}",
                "Confirmed {n} shares for {partner}",
                len(made),
                partner=partner,
            )
        )
    return made


def raise_share(edit: Edit, before: Share, draft: LevelDraft) -> Share:
    """Record that the level of a share was raised in place."""
    asset = edit.records.get(Asset, before.asset)
    after = share_steps.raised(before, draft, asset_type(asset.asset_type), edit.reading())
    level = level_label(asset.asset_type, after.level)
    edit.name(_title(edit, "raise", before, level))
    return edit.put(before, after)


def lower_share(edit: Edit, before: Share, draft: LevelDraft) -> tuple[Share, Share]:
    """Record a share's lowered level: the old one removed, a new one made, as one act."""
    asset = edit.records.get(Asset, before.asset)
    old, new = share_steps.lowered(before, draft, asset_type(asset.asset_type), edit.reading())
    level = level_label(asset.asset_type, new.level)
    edit.name(_title(edit, "lower", before, level))
    return edit.put(before, old), edit.add(new)


def see_shares_gone(edit: Edit, shares: Iterable[Share], draft: StepDraft) -> tuple[Share, ...]:
    """Record that several revoked shares were seen gone, as one act."""
    made = each(
        shares,
        lambda share: take_step(edit, share, "gone", draft),
        lambda share: _names(edit, share)["asset"],
    )
    if len(made) > 1:
        partner = _names(edit, made[0])["partner"]
        edit.name(
            ntr(
                "Verified removal of {n} share from {partner}",
                "Verified removal of {n} shares from {partner}",
                len(made),
                partner=partner,
            )
        )
    return made


def delete_share(edit: Edit, before: Share) -> None:
    """Delete a share that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(_title(edit, "delete", before))
    edit.remove(before)


def shares_in(records: Records, partnership: Partnership) -> tuple[Share, ...]:
    """Return the shares on record of a partnership in the order they were recorded."""
    return records.select(Share, partnership=partnership.id)


def _title(edit: Edit, act: str, share: Share, level: str = "") -> str:
    """Return what an act on a share is called, in whichever direction it goes."""
    titles = _titles(is_incoming=share.is_incoming)
    text = titles[act] if act in titles else tr(share_steps.step_of(share, act).done)
    return text.format(level=level, **_names(edit, share))


@said_once
def _titles(*, is_incoming: bool) -> Mapping[str, str]:
    if is_incoming:
        return {
            "plan": tr("Planned to receive {asset} from {partner}"),
            "change": tr("Edited share of {asset} from {partner}"),
            "raise": tr("Raised access to {asset}, shared by {partner}, to {level}"),
            "lower": tr("Lowered access to {asset}, shared by {partner}, to {level}"),
            "delete": tr("Deleted share of {asset} from {partner}"),
        }
    return {
        "plan": tr("Planned to share {asset} with {partner}"),
        "change": tr("Edited share of {asset} with {partner}"),
        "raise": tr("Raised access to {asset} for {partner} to {level}"),
        "lower": tr("Lowered access to {asset} for {partner} to {level}"),
        "delete": tr("Deleted share of {asset} with {partner}"),
    }


def _names(edit: Edit, share: Share) -> dict[str, str]:
    partnership = edit.records.get(Partnership, share.partnership)
    return {
        "asset": edit.records.get(Asset, share.asset).name,
        "partner": edit.records.get(Partner, partnership.partner).name,
    }


def _surroundings(edit: Edit, draft: ShareDraft, before: Share | None = None) -> ShareSurroundings:
    records = edit.records
    asset_key = before.asset if before else draft.asset
    partnership_key = before.partnership if before else draft.partnership
    asset = records.find(Asset, id=asset_key) if asset_key else None
    partnership = records.find(Partnership, id=partnership_key) if partnership_key else None
    partner = records.find(Partner, id=partnership.partner) if partnership else None
    return ShareSurroundings(
        asset=asset,
        partnership=partnership,
        open_share=None if before else _open_share(edit, draft, partner),
        owner_name=owner_name(records, asset) if asset else "",
        partner_name=partner.name if partner else "",
        owner_center=owner_center(records, asset) if asset else None,
        partner_center=partner.business_center if partner else None,
    )


def _open_share(edit: Edit, draft: ShareDraft, partner: Partner | None) -> Share | None:
    if draft.asset is None or partner is None:
        return None
    where = {"asset": draft.asset, "is_incoming": draft.is_incoming}
    for period in edit.records.select(Partnership, partner=partner.id):
        for share in edit.records.select(Share, **where, partnership=period.id):
            planned = state_on(share, edit.today) == GrantState.PLANNED
            if planned or is_open(share, edit.today):
                return share
    return None
