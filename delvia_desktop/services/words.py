"""What a record is called in words, whatever its kind: its name, or what it connects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.assignments import Assignment
from delvia_desktop.domain.claims import Claim
from delvia_desktop.domain.evidence import Note
from delvia_desktop.domain.kinds import Record, kind_named, kind_of, references
from delvia_desktop.domain.logins import Login
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.seats import Seat
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.shop_partners import ShopPartner
from delvia_desktop.domain.spark_codes import SparkCode
from delvia_desktop.i18n import tr
from delvia_desktop.storage.records import Records

_CALLED: Mapping[type[Any], Callable[[Any], str]] = {
    Partnership: lambda _: "{partner}",
    Share: lambda share: (
        tr("{asset} from {partnership}") if share.is_incoming else tr("{asset} for {partnership}")
    ),
    Seat: lambda _: tr("{person} in {business_center}"),
    Assignment: lambda _: tr("{asset} for {person}"),
    Login: lambda _: tr("Login of {asset}"),
    SparkCode: lambda _: tr("Code for {post}"),
    ShopPartner: lambda _: tr("{partner} on {asset}"),
    Claim: lambda _: tr("Claim of {asset}"),
}
"""Kinds without a name of their own, and how they are called by the fields they have."""


def called(records: Records, record: Record) -> str:
    """Return what a record is called; what it refers to and is gone stands as a dash."""
    if isinstance(record, Note):
        return _about(records, record)
    pattern = _CALLED.get(type(record))
    if pattern is None:
        return str(getattr(record, "name", "") or getattr(record, "number", ""))
    words = {"post": getattr(record, "post", "")}
    for field, kind in references(kind_of(record)).items():
        key = getattr(record, field)
        found = records.find(kind.record, id=key) if key is not None else None
        words[field] = called(records, found) if found is not None else "—"
    return pattern(record).format(**words)


def _about(records: Records, note: Note) -> str:
    kind = kind_named(note.subject_kind)
    subject = records.find(kind.record, id=note.subject) if kind is not None else None
    name = called(records, subject) if subject is not None else "—"
    return tr("Note on {subject}", subject=name)
