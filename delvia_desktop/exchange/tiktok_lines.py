"""TikTok's answers as lines: which record each tells of, and what TikTok says of it, no more.

What the lists hold comes from TikTok's Business API v1.3 (SDK of April 2025 and portal of 2026).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from delvia_desktop.domain.plans.columns import BETWEEN
from delvia_desktop.domain.plans.lines import STATE, SourceLine, SourcePlace, without_nothing
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.exchange.tiktok_json import Answer
from delvia_desktop.i18n import tr

_ROLES = (
    "advertiser_role", "catalog_role", "store_role", "form_library_role", "tt_account_roles",
    "business_account_roles", "business_account_role",
)  # fmt: skip
"""Where TikTok says a level, by the type of the asset."""

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "asset": {
        "asset_name": "asset", "asset_id": "asset_id", "asset_type": "asset_type",
        "pixel_code": "asset_pixel_code", "relation_type": "owner_kind",
        "advertiser_status": "status", "advertiser_show_status": "status",
    },
    "share": {
        "asset_name": "asset", "asset_id": "asset_id", "asset_type": "asset_type",
        "share_type": "is_incoming",
    },
    "assignment": {"user_name": "person", "user_email": "person_email", "user_id": "user_id"},
    "seat": {
        "user_name": "person", "user_email": "person_email", "user_role": "role",
        "finance_role": "finance_role", "relation_status": STATE,
    },
    "partner": {"bc_name": "partner", "bc_id": "partner_id"},
    "business-center": {
        "name": "business_center", "bc_id": "business_center_id", "company": "legal_entity",
        "status": "status", "verification_status": "verification_status",
    },
    "pixel": {"pixel_name": "asset", "pixel_id": "asset_id", "pixel_code": "asset_pixel_code"},
    "catalog": {"catalog_name": "asset", "catalog_id": "asset_id"},
    "shop": {"store_name": "asset", "store_id": "asset_id", "store_code": "shop_code"},
    "advertiser": {"advertiser_name": "asset", "name": "asset", "advertiser_id": "asset_id",
                   "status": "status"},
}  # fmt: skip
"""The columns that TikTok's fields fill, by what a list is of."""

_KINDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "pixel": ("asset", {"asset_type": "PIXEL"}),
    "catalog": ("asset", {"asset_type": "CATALOG"}),
    "shop": ("asset", {"asset_type": "TIKTOK_SHOP"}),
    "advertiser": ("asset", {"asset_type": "ADVERTISER"}),
    "business-center": ("business-center", {"is_own": "yes"}),
}
"""The kind of record of a list that has another name, and what all its lines say."""

_TELLS: tuple[tuple[str, Callable[[Mapping[str, Any], Mapping[str, str]], bool]], ...] = (
    ("seat", lambda r, _: "user_role" in r and ("user_email" in r or "user_id" in r)),
    ("assignment", lambda r, c: "user_id" in r and "asset_id" in c),
    ("pixel", lambda r, _: "pixel_code" in r and "pixel_name" in r),
    ("share", lambda r, c: "asset_id" in r and bool({"partner", "partner_id"} & set(c))),
    ("asset", lambda r, _: "asset_id" in r and "asset_type" in r),
    ("catalog", lambda r, _: "catalog_id" in r and "catalog_name" in r),
    ("shop", lambda r, _: "store_id" in r and "store_name" in r),
    ("business-center", lambda r, _: "bc_id" in r and ("company" in r or "user_role" in r)),
    ("partner", lambda r, _: "bc_id" in r and "bc_name" in r),
    ("advertiser", lambda r, _: "advertiser_id" in r and "display_name" not in r),
)
"""Which list records are of, by the fields that they have and by what a person said of the list."""


def lines_of_answer(answer: Answer, constants: Mapping[str, str], source: str) -> list[SourceLine]:
    """Return what an answer says; `constants` are columns that count for all of it.

    They say what an answer does not: whose shares these are, or which asset's members.
    Raises Refused for a list that says nothing of what a register records.
    """
    if not answer.records:
        return []
    told = _list_of(answer, constants)
    kind, always = _KINDS.get(told, (told, {}))
    return [
        SourceLine(
            SourcePlace(source, number),
            without_nothing({**constants, **always, **dict(_texts(told, kind, record))}),
            kind,
            by_tiktok=True,
        )
        for number, record in enumerate(answer.records, 1)
    ]


def _list_of(answer: Answer, constants: Mapping[str, str]) -> str:
    for told, tells in _TELLS:
        if any(tells(record, constants) for record in answer.records[:50]):
            return told
    raise Refused(
        tr(
            "This list of TikTok says nothing that a register records. Attach it as evidence "
            "instead."
        )
    )


def _texts(told: str, kind: str, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    flat = {**record, **_inner(record, "ext_user_role")}
    for name, column in _TEXTS[told].items():
        if (text := _text(flat.get(name))) and not (name == "name" and "advertiser_name" in flat):
            yield column, text
    if kind in {"share", "assignment"}:
        for name in _ROLES:
            if text := _text(flat.get(name)):
                yield "level", text
    owner = _text(flat.get("owner_bc_name"))
    if told == "asset" and owner:
        by_partner = flat.get("relation_type") == "OWNER_PARTNER"
        yield ("owner_partner" if by_partner else "owner_business_center"), owner


def _inner(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    held = record.get(name)
    return held if isinstance(held, Mapping) else {}


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list):
        return BETWEEN.join(str(part) for part in value if isinstance(part, str))
    return str(value)
