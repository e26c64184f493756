"""Access records: the numbered papers that were issued from the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from delvia_desktop.domain.partners import PartnerKey

AccessRecordKey = NewType("AccessRecordKey", int)

KIND_PARTNER = "partner"
"""The access record of one partner."""


@dataclass(frozen=True)
class AccessRecord:
    """One issued paper; its file is kept in the register under `sha256`.

    `subject_kind` and `subject` name the record that it is about, where that is no partner. `on` is
    the day in the world it speaks of, `as_of` the moment whose knowledge it uses,
    `revision` and `register_state` the last revision at that moment and its digest.
    """

    id: AccessRecordKey
    number: str
    kind: str
    title: str
    on: date
    as_of: datetime
    revision: int
    register_state: str
    sha256: str
    issued_at: datetime
    issued_by: str
    partner: PartnerKey | None = None
    pages: int = 0
    supersedes: AccessRecordKey | None = None
    subject_kind: str = ""
    subject: int | None = None


def number_of(year: int, count: int) -> str:
    """Return the number of the record that is the `count`th of a year."""
    return f"HR-{year}-{count:03d}"
