"""One record with everything that is recorded about it, for programs and for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from delvia_desktop.domain.access import claims, grants, partnerships, seats, spark_codes
from delvia_desktop.domain.access.assignments import Assignment
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.access.shares import Share, level_on
from delvia_desktop.domain.access.shop_partners import ShopPartner
from delvia_desktop.domain.access.spark_codes import SparkCode
from delvia_desktop.domain.evidence.evidence import Attachment, Note
from delvia_desktop.domain.records.codec import encode
from delvia_desktop.domain.records.kinds import Record, kind_named, references
from delvia_desktop.services.history import history
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called


@dataclass(frozen=True)
class Sheet:
    """A record: its kind and id, what it is called, its fields, its state on the day asked.

    `fields` hold plain values, keys of others as `{"record": "partner/3", "name": …}`; `words` are
    the same as people read them. `notes` and `evidence` belong to the record.
    """

    kind: str
    id: int
    name: str
    fields: dict[str, Any]
    state: str
    words: list[tuple[str, str]]
    notes: tuple[Note, ...]
    evidence: tuple[Attachment, ...]

    def plain(self) -> dict[str, Any]:
        """Return the sheet as JSON values."""
        return {
            "record": f"{self.kind}/{self.id}",
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            **({"state": self.state} if self.state else {}),
            "fields": self.fields,
            "notes": [encode(note) for note in self.notes],
            "evidence": [encode(file) for file in self.evidence],
        }


def sheet_of(register: Register, kind_name: str, key: int, on: date) -> Sheet | None:
    """Return the sheet of a record on a day, None if there is no such record."""
    kind = kind_named(kind_name)
    record = register.records.find(kind.record, id=key) if kind is not None else None
    if record is None or kind is None:
        return None
    fields = encode(record)
    for field, target in references(kind).items():
        if field in fields:
            other = register.records.find(target.record, id=fields[field])
            name = called(register.records, other) if other is not None else ""
            fields[field] = {"record": f"{target.name}/{fields[field]}", "name": name}
    if isinstance(record, Share):
        fields["level"] = list(level_on(record, on))
    about = {"subject_kind": kind_name, "subject": key}
    return Sheet(
        kind_name,
        key,
        called(register.records, record),
        {name: value for name, value in fields.items() if name != "id"},
        state_of(record, on),
        history.facts_of(register, kind_name, record),
        register.records.select(Note, **about),
        register.records.select(Attachment, **about),
    )


def state_of(record: Record, on: date) -> str:
    """Return the state on the sheet of a record on a day, as a code; empty if it has none."""
    states: dict[type[Any], Any] = {
        Partnership: partnerships.state_on,
        Seat: seats.state_on,
        SparkCode: spark_codes.state_on,
        Claim: claims.state_on,
        Share: grants.state_on,
        Assignment: grants.state_on,
        ShopPartner: grants.state_on,
    }
    state = states.get(type(record))
    return str(state(record, on).value) if state is not None else ""
