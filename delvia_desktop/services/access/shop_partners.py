"""Shop partners: recorded, corrected; their steps are those of every grant."""

from __future__ import annotations

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.shop_partners import (
    ShopPartner,
    ShopPartnerDraft,
    check_shop_partner,
)
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.journal.edit import Edit


def record_shop_partner(edit: Edit, draft: ShopPartnerDraft) -> ShopPartner:
    """Record a shop partner: authorised on a shop in Seller Center."""
    made = check_shop_partner(draft, None, *_around(edit, draft), edit.reading())
    edit.name(tr("Authorised: {what}", what=called(edit.records, made)))
    return edit.add(made)


def change_shop_partner(edit: Edit, before: ShopPartner, draft: ShopPartnerDraft) -> ShopPartner:
    """Correct a shop partner on record; shop and partner stay."""
    made = check_shop_partner(draft, before, *_around(edit, draft), edit.reading())
    edit.name(tr("Edited: {what}", what=called(edit.records, before)))
    return edit.put(before, made)


def _around(edit: Edit, draft: ShopPartnerDraft) -> tuple[Asset | None, ShopPartner | None]:
    records = edit.records
    others = records.select(ShopPartner, asset=draft.asset, partner=draft.partner)
    over = {GrantState.REVOKED, GrantState.GONE}
    current = next((o for o in others if state_on(o, edit.today) not in over), None)
    return records.find(Asset, id=draft.asset), current
