"""Which changes of a record make an issued paper out of date: said here and nowhere else.

A paper is signed for what both sides agreed. That the other side confirmed it, that it was seen in
TikTok, or when we look at it again, is what follows; it changes nothing of that, so no paper is
printed again for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_FOLLOWS = frozenset(
    {
        *("confirmed_on", "confirmed_by", "last_verified_on", "engagement_mid"),
        *("evidence_ref", "note"),
    }
)
"""The fields by which a record only follows what was agreed."""

_NAMED: Mapping[str, tuple[str, ...]] = {
    "asset": ("name", "asset_type", "asset_id", "pixel_code", "shop_code"),
    "business-center": ("name", "bc_id"),
}
"""The fields that a paper tells of records which it only names, by their kind."""


def told(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what papers tell of a record, whose change makes them out of date."""
    if kind in _NAMED:
        return {name: fields.get(name) for name in _NAMED[kind]}
    return {name: value for name, value in fields.items() if name not in _FOLLOWS}


def is_news(kind: str, before: object, after: object) -> bool:
    """Tell whether a change of a record makes papers out of date; None is no record."""
    if before is None or after is None:
        return before is not after
    return told(kind, vars(before)) != told(kind, vars(after))
