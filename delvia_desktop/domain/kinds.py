"""The kinds of record: one line each, from which storage, history and command line take theirs."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.access_records import AccessRecord
from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.brand import Brand
from delvia_desktop.domain.business_centers import BusinessCenter
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.shares import Share
from delvia_desktop.i18n import tr

Record = Brand | BusinessCenter | Partner | Partnership | Asset | Share | AccessRecord
"""Any record; each has an `id` that is unique within its kind and never used again."""


@dataclass(frozen=True)
class Kind:
    """What must be known of a kind of record outside its own module.

    `shape` is the version of its fields in the journal; raise it when a field changes its meaning
    and add an upcast to `storage/upcasts.py`. `searched` are the fields that finding looks through.
    """

    name: str
    record: type[Any]
    searched: tuple[str, ...]
    label: Callable[[], str]
    shape: int = 1


KINDS: tuple[Kind, ...] = (
    Kind("brand", Brand, ("name", "legal_entity"), lambda: tr("Brand")),
    Kind(
        "business-center",
        BusinessCenter,
        ("name", "bc_id", "legal_entity", "evidence_ref", "note"),
        lambda: tr("Business Center"),
    ),
    Kind(
        "partner",
        Partner,
        ("name", "legal_name", "contact_name", "contact_email", "evidence_ref", "note"),
        lambda: tr("Partner"),
    ),
    Kind(
        "partnership",
        Partnership,
        ("contract_ref", "internal_owner", "scope_agreed", "evidence_ref", "note"),
        lambda: tr("Partnership"),
    ),
    Kind(
        "asset",
        Asset,
        (
            "name",
            "asset_id",
            "pixel_code",
            "owner_person",
            "internal_owner",
            "evidence_ref",
            "note",
        ),
        lambda: tr("Asset"),
    ),
    Kind(
        "share",
        Share,
        ("purpose", "approved_by", "granted_by", "evidence_ref", "note"),
        lambda: tr("Share"),
    ),
    Kind(
        "access-record", AccessRecord, ("number", "title", "issued_by"), lambda: tr("Access record")
    ),
)
"""In such an order that a record refers only to earlier kinds or to its own."""


def kind_of(record: type[Any] | Record) -> Kind:
    """Return the kind of a record or of its class."""
    sought = record if isinstance(record, type) else type(record)
    return next(kind for kind in KINDS if kind.record is sought)


def kind_named(name: str) -> Kind | None:
    """Return the kind with a name such as `business-center`, or None."""
    return next((kind for kind in KINDS if kind.name == name), None)


@functools.cache
def references(kind: Kind) -> Mapping[str, Kind]:
    """Return the fields of a kind that hold the key of another record, and that record's kind.

    They are known by their type: `AssetKey` is the type of the `id` of an asset.
    """
    by_key = {typing.get_type_hints(other.record)["id"]: other for other in KINDS}
    found = {}
    for name, hint in typing.get_type_hints(kind.record).items():
        parts = (hint, *typing.get_args(hint))
        target = next((by_key[part] for part in parts if part in by_key), None)
        if target is not None and name != "id":
            found[name] = target
    return found
