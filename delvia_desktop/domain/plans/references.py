"""To which records a record refers, in whatever way, and the same record referring to others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar, cast

from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_of, references

T = TypeVar("T")


class Reference(NamedTuple):
    """The field of a record that refers to another one, and that one's kind and key."""

    field: str
    kind: str
    key: int


def referred(record: Any) -> Iterator[Reference]:  # noqa: ANN401 - a record
    """Yield what a record refers to: by a key, by kind and number, in the name of a finding."""
    for field, kind in references(kind_of(record)).items():
        if (key := getattr(record, field)) is not None:
            yield Reference(field, kind.name, int(key))
    subject_kind = getattr(record, "subject_kind", "")
    if subject_kind and record.subject is not None:
        yield Reference("subject", subject_kind, int(record.subject))
    if isinstance(record, AccessRecord) and record.other is not None:
        kind_name = "partner" if record.partner is not None else record.subject_kind
        yield Reference("other", kind_name, int(record.other))
    if isinstance(record, Acceptance):
        _, kind_name, key_text = record.finding.split("/")
        yield Reference("finding", kind_name, int(key_text))


def redirected(record: T, to: Callable[[Name], int]) -> T:
    """Return a record that refers to what `to` returns for the kind and key of each reference."""
    any_record: Any = record
    values: dict[str, Any] = {}
    for field, kind, key in referred(any_record):
        if (new := to((kind, key))) == key:
            continue
        values[field] = new
        if field == "finding":
            values[field] = f"{any_record.finding.split('/')[0]}/{kind}/{new}"
    return cast("T", replace(any_record, **values)) if values else record
