"""Who is said to own an asset, as the record tells it: ours, a partner's, or left unsaid."""

from __future__ import annotations

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.words.text import folded, is_same
from delvia_desktop.i18n import tr
from delvia_desktop.storage.tables.records import Records

_OURS = frozenset({"us", "ours", "we", "our company", "wir", "nous", "owner_bc", "own", "internal"})
"""What people call themselves, and TikTok the Business Center that asks."""


def take_owner(records: Records, said: str, texts: dict[str, str]) -> bool:
    """Put who is said to own an asset into the texts of its columns; return whether it is known.

    What is ours is of our Business Center, if there is one only.
    """
    ours = records.select(BusinessCenter, is_own=True)
    if folded(said) in _OURS:
        texts["owner_kind"] = OwnerKind.OURS
    elif said and any(is_same(center.name, said) for center in ours):
        texts |= {"owner_kind": OwnerKind.OURS, "owner_business_center": said}
    elif said and any(is_same(partner.name, said) for partner in records.select(Partner)):
        texts |= {"owner_kind": OwnerKind.PARTNER, "owner_partner": said}
    elif said:
        return False
    named = texts.keys() & {"owner_business_center", "owner_business_center_id"}
    if texts.get("owner_kind") == OwnerKind.OURS and len(ours) == 1 and not named:
        texts["owner_business_center_id"] = ours[0].bc_id
    return True


def not_known(said: str) -> str:
    """Say that who is said to own an asset is not on record."""
    return tr("“{name}” is neither a Business Center nor a partner on record.", name=said)
