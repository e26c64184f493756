"""The kinds of record: one line each, from which storage, history and command line take theirs."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.access.templates import Template
from delvia_desktop.domain.evidence.evidence import Attachment, Note
from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import Acknowledgement
from delvia_desktop.domain.records.brand import Brand
from delvia_desktop.domain.records.letterheads import Letterhead
from delvia_desktop.domain.records.procedures import Run, Step, Wording
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.thresholds import Threshold
from delvia_desktop.domain.records.views import View
from delvia_desktop.domain.words.field_types import Code, Treatment
from delvia_desktop.i18n import tr

Record = (
    Brand
    | BusinessCenter
    | Partner
    | Partnership
    | Person
    | Seat
    | Asset
    | Share
    | Assignment
    | Login
    | SparkCode
    | ShopPartner
    | Claim
    | AccessRecord
    | Attachment
    | Note
    | Letterhead
    | Acknowledgement
    | Template
    | View
    | Threshold
    | Acceptance
    | Review
    | ReviewLine
    | Run
    | Step
    | Wording
)
"""Any record; each has an `id` that is unique within its kind and never used again."""


@dataclass(frozen=True)
class Kind:
    """What must be known of a kind of record outside its own module.

    `shape` is the version of its fields in the journal; raise it when a field changes its meaning
    and add an upcast to `storage/tables/upcasts.py`. `searched` are the fields that finding looks
    through.
    """

    name: str
    record: type[Any]
    searched: tuple[str, ...]
    label: Callable[[], str]
    shape: int = 1


_GRANT = ("purpose", "approved_by", "granted_by", "evidence_ref", "note")
"""What is searched of everything that gives access."""

KINDS: tuple[Kind, ...] = (
    Kind("brand", Brand, ("name", "legal_entity"), lambda: tr("Brand")),
    Kind(
        "business-center",
        BusinessCenter,
        ("name", "bc_id", "former_ids", "legal_entity", "email_domains", "evidence_ref", "note"),
        lambda: tr("Business Center"),
    ),
    Kind(
        "partner",
        Partner,
        (
            *("name", "legal_name", "contact_name", "contact_email", "contact_phone"),
            *("evidence_ref", "note"),
        ),
        lambda: tr("Partner"),
    ),
    Kind(
        "partnership",
        Partnership,
        ("contract_ref", "internal_owner", "scope_agreed", "evidence_ref", "note"),
        lambda: tr("Partnership"),
    ),
    Kind(
        "person",
        Person,
        ("name", "email", "user_id", "job", "line_manager", "evidence_ref", "note"),
        lambda: tr("Person"),
    ),
    Kind(
        "seat",
        Seat,
        ("invited_address", "purpose", "approved_by", "evidence_ref", "note"),
        lambda: tr("Seat"),
    ),
    Kind(
        "asset",
        Asset,
        (
            "name",
            "asset_id",
            "pixel_code",
            "shop_code",
            "owner_person",
            "internal_owner",
            "evidence_ref",
            "note",
        ),
        lambda: tr("Asset"),
        shape=2,
    ),
    Kind(
        "share",
        Share,
        _GRANT,
        lambda: tr("Share"),
        shape=2,
    ),
    Kind("assignment", Assignment, _GRANT, lambda: tr("Assignment"), shape=2),
    Kind(
        "login",
        Login,
        ("mailbox", "recovery", "evidence_ref", "note"),
        lambda: tr("Login"),
    ),
    Kind("spark-code", SparkCode, ("post", "creator", *_GRANT), lambda: tr("Spark Ads code")),
    Kind("shop-partner", ShopPartner, ("scope", *_GRANT), lambda: tr("Shop partner")),
    Kind(
        "claim",
        Claim,
        ("holder", "asked_whom", "agreed_by", "balance", "evidence_ref", "note"),
        lambda: tr("Claim"),
    ),
    Kind(
        "access-record", AccessRecord, ("number", "title", "issued_by"), lambda: tr("Access record")
    ),
    Kind("attachment", Attachment, ("name", "caption", "added_by"), lambda: tr("Evidence")),
    Kind("note", Note, ("text", "written_by"), lambda: tr("Note")),
    Kind("letterhead", Letterhead, ("accent",), lambda: tr("Letterhead")),
    Kind(
        "acknowledgement",
        Acknowledgement,
        ("who", "role", "reference", "note"),
        lambda: tr("Acknowledgement"),
    ),
    Kind("template", Template, ("name", "purpose", "note"), lambda: tr("Template"), shape=2),
    Kind("view", View, ("name", "query"), lambda: tr("Saved view")),
    Kind("threshold", Threshold, ("code",), lambda: tr("Threshold")),
    Kind("acceptance", Acceptance, ("reason", "accepted_by"), lambda: tr("Accepted finding")),
    Kind("review", Review, ("cause", "reviewer", "evidence_ref", "note"), lambda: tr("Review")),
    Kind(
        "review-line",
        ReviewLine,
        ("what", "who", "reason", "owner", "evidence_ref"),
        lambda: tr("Review item"),
    ),
    Kind("run", Run, ("started_by", "stop_reason", "note"), lambda: tr("Procedure")),
    Kind("step", Step, ("by", "reason", "evidence_ref", "note"), lambda: tr("Step")),
    Kind("wording", Wording, ("text",), lambda: tr("Step wording")),
)
"""In such an order that a record refers only to earlier kinds or to its own."""


def kind_of(record: type[Any] | Record) -> Kind:
    """Return the kind of a record or of its class."""
    return _BY_RECORD[record if isinstance(record, type) else type(record)]


_BY_RECORD = {kind.record: kind for kind in KINDS}


def kind_named(name: str) -> Kind | None:
    """Return the kind of record with a name such as `business-center`, or None."""
    return next((kind for kind in KINDS if kind.name == name), None)


def kind_words(name: str) -> str:
    """Return the word for a kind of record; one that is not known under its own name."""
    kind = kind_named(name)
    return kind.label() if kind is not None else name


@functools.cache
def _marked(kind: Kind) -> Mapping[str, Any]:
    """Return the types of the fields of a kind as they stand, which cost much to find out."""
    return typing.get_type_hints(kind.record, include_extras=True)


@functools.cache
def hints(kind: Kind) -> Mapping[str, Any]:
    """Return the types of the fields of a kind, without what is said with them."""
    said = {name for name, _ in _said(kind)}
    return {n: hint.__origin__ if n in said else hint for n, hint in _marked(kind).items()}


@functools.cache
def codes(kind: Kind) -> Mapping[str, str]:
    """Return the fields of a kind that are codes, and the groups that have their words."""
    return {name: said.group for name, said in _said(kind) if isinstance(said, Code)}


@functools.cache
def treatments(kind: Kind) -> Mapping[str, Treatment]:
    """Return the fields of a kind that hold texts, and what redaction does with each."""
    return {n: Treatment.KEPT if isinstance(said, Code) else said for n, said in _said(kind)}


def _said(kind: Kind) -> list[tuple[str, Code | Treatment]]:
    """Return what is said of fields with their types, as in `words.field_types`."""
    said = ((name, getattr(hint, "__metadata__", ())) for name, hint in _marked(kind).items())
    return [(name, found[0]) for name, found in said if found]


@functools.cache
def references(kind: Kind) -> Mapping[str, Kind]:
    """Return the fields of a kind that refer to another record, and that one's kind.

    They are known by their type: `AssetKey` is the type of the `id` of an asset.
    """
    by_key = {hints(other)["id"]: other for other in KINDS}
    found = {}
    for name, hint in hints(kind).items():
        parts = (hint, *typing.get_args(hint))
        target = next((by_key[part] for part in parts if part in by_key), None)
        if target is not None and name != "id":
            found[name] = target
    return found
