"""The kinds of record: one line each, from which storage, history and command line take theirs."""

from __future__ import annotations

import functools
import typing
from collections import Counter
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
from delvia_desktop.domain.records.comparisons import ComparisonLine, TikTokComparison
from delvia_desktop.domain.records.letterheads import Letterhead
from delvia_desktop.domain.records.procedures import Run, Step, Wording
from delvia_desktop.domain.records.reviews import Review, ReviewLine
from delvia_desktop.domain.records.thresholds import Threshold
from delvia_desktop.domain.records.views import View
from delvia_desktop.domain.words.field_types import (
    Code,
    Label,
    Search,
    Treatment,
    marked_types,
    plain_types,
)
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
    | TikTokComparison
    | ComparisonLine
)
"""Any record; each has an `id` that is unique within its kind and never used again."""


@dataclass(frozen=True, eq=False)
class Kind:
    """What must be known of a kind of record outside its own module; there is one of each.

    `shape` is the version of its fields in the journal; raise it when a field changes its meaning
    and add an upcast to `storage/tables/upcasts.py`.
    """

    name: str
    record: type[Any]
    label: Callable[[], str]
    shape: int = 1


KINDS: tuple[Kind, ...] = (
    Kind("brand", Brand, lambda: tr("Brand")),
    Kind("business-center", BusinessCenter, lambda: tr("Business Center")),
    Kind("partner", Partner, lambda: tr("Partner")),
    Kind("partnership", Partnership, lambda: tr("Partnership")),
    Kind("person", Person, lambda: tr("Person")),
    Kind("seat", Seat, lambda: tr("Seat")),
    Kind("asset", Asset, lambda: tr("Asset"), shape=2),
    Kind("share", Share, lambda: tr("Share"), shape=2),
    Kind("assignment", Assignment, lambda: tr("Assignment"), shape=2),
    Kind("login", Login, lambda: tr("Login")),
    Kind("spark-code", SparkCode, lambda: tr("Spark Ads code")),
    Kind("shop-partner", ShopPartner, lambda: tr("Shop partner")),
    Kind("claim", Claim, lambda: tr("Claim")),
    Kind("access-record", AccessRecord, lambda: tr("Access record")),
    Kind("attachment", Attachment, lambda: tr("Evidence")),
    Kind("note", Note, lambda: tr("Note")),
    Kind("letterhead", Letterhead, lambda: tr("Letterhead")),
    Kind("acknowledgement", Acknowledgement, lambda: tr("Acknowledgement")),
    Kind("template", Template, lambda: tr("Template"), shape=2),
    Kind("view", View, lambda: tr("Saved view")),
    Kind("threshold", Threshold, lambda: tr("Threshold")),
    Kind("acceptance", Acceptance, lambda: tr("Accepted finding")),
    Kind("review", Review, lambda: tr("Review")),
    Kind("review-line", ReviewLine, lambda: tr("Review item")),
    Kind("run", Run, lambda: tr("Procedure")),
    Kind("step", Step, lambda: tr("Step")),
    Kind("wording", Wording, lambda: tr("Step wording")),
    Kind("comparison", TikTokComparison, lambda: tr("Comparison with TikTok")),
    Kind("comparison-line", ComparisonLine, lambda: tr("Difference from TikTok")),
)
"""In such an order that a record refers only to earlier kinds or to its own."""


def kind_of(record: type[Any] | Record) -> Kind:
    """Return the kind of a record or of its class."""
    return _BY_RECORD[record if isinstance(record, type) else type(record)]


_BY_RECORD = {kind.record: kind for kind in KINDS}
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_named(name: str) -> Kind | None:
    """Return the kind of record with a name such as `business-center`, or None."""
    return _BY_NAME.get(name)


def kind_words(name: str) -> str:
    """Return the word for a kind of record; one that is not known under its own name."""
    kind = kind_named(name)
    return kind.label() if kind is not None else name


@functools.cache
def codes(kind: Kind) -> Mapping[str, str]:
    """Return the fields of a kind that are codes, and the groups that have their words."""
    return {name: said.group for name, said in _said(kind) if isinstance(said, Code)}


@functools.cache
def treatments(kind: Kind) -> Mapping[str, Treatment]:
    """Return the fields of a kind that hold texts, and what redaction does with each."""
    codes_stay = dict.fromkeys(codes(kind), Treatment.KEPT)
    return codes_stay | {n: said for n, said in _said(kind) if isinstance(said, Treatment)}


@functools.cache
def labels(kind: Kind) -> Mapping[str, str]:
    """Return what the fields of a kind are called, in English."""
    own = {name: said.text for name, said in _said(kind) if isinstance(said, Label)}
    names = (name for name in marked_types(kind.record) if name != "id")
    return {name: own.get(name, _named(name)) for name in names}


def field_label(name: str, kind_name: str = "") -> str:
    """Return the label of a field of a kind; without one, that which most kinds with it have."""
    kinds = (kind for kind in KINDS if kind_name in {"", kind.name})
    found = Counter(labels(kind)[name] for kind in kinds if name in labels(kind))
    return tr(max(found, key=found.__getitem__, default=_named(name)))


def _named(field: str) -> str:
    return field.replace("_", " ").capitalize()


@functools.cache
def searched(kind: Kind) -> tuple[str, ...]:
    """Return the fields that finding looks through, in the order in which a row has their texts."""
    after = {name: said.after for name, said in _said(kind) if isinstance(said, Search)}
    names = list(after)
    return tuple(sorted(names, key=lambda n: (names.index(after[n] or n), bool(after[n]))))


def _said(kind: Kind) -> list[tuple[str, Code | Treatment | Label | Search]]:
    """Return what is said of fields with their types, as in `words.field_types`."""
    return [
        (name, said)
        for name, hint in marked_types(kind.record).items()
        for said in getattr(hint, "__metadata__", ())
    ]


@functools.cache
def references(kind: Kind) -> Mapping[str, Kind]:
    """Return the fields of a kind that refer to another record, and that one's kind.

    They are known by their type: `AssetKey` is the type of the `id` of an asset.
    """
    by_key = {marked_types(other.record)["id"]: other for other in KINDS}
    found = {}
    for name, hint in plain_types(kind.record).items():
        parts = (hint, *typing.get_args(hint))
        target = next((by_key[part] for part in parts if part in by_key), None)
        if target is not None and name != "id":
            found[name] = target
    return found
