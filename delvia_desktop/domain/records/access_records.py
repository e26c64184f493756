"""Access records: the numbered papers that were issued from the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, NewType

from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.records.paper_requests import Edition
from delvia_desktop.domain.words.field_types import (
    Code,
    Kept,
    Label,
    Prose,
    Searched,
    Somebody,
    SubjectKind,
)

AccessRecordKey = NewType("AccessRecordKey", int)


@dataclass(frozen=True)
class AccessRecord:
    """One issued paper; its file is kept in the register under `sha256`.

    `subject_kind` and `subject` name the record that it is about, where that is no partner; `other`
    and `since` are those of the request for it, `language`, `page_size` and `is_redacted` its
    edition, the first two empty on papers that were issued before there were others. `on` is the
    day in the world it speaks of, `as_of` the moment whose knowledge it uses,
    `revision` and `register_state` the last revision at that moment and its digest.
    """

    id: AccessRecordKey
    number: Searched[Kept[str]]
    kind: Annotated[str, Code("paper_kind")]
    title: Searched[Prose]
    on: Annotated[date, Label("Access on")]
    as_of: Annotated[datetime, Label("Register as of")]
    revision: int
    register_state: Kept[str]
    sha256: Annotated[Kept[str], Label("SHA-256")]
    issued_at: datetime
    issued_by: Searched[Somebody]
    partner: PartnerKey | None = None
    pages: int = 0
    supersedes: Annotated[AccessRecordKey | None, Label("Replaces record")] = None
    subject_kind: SubjectKind = ""
    subject: Annotated[int | None, Label("Belongs to")] = None
    other: Annotated[int | None, Label("Taken over by")] = None
    since: Annotated[date | None, Label("First day")] = None
    language: Annotated[str, Code("language")] = ""
    page_size: Annotated[str, Code("page_size")] = ""
    is_redacted: Annotated[bool, Label("People masked")] = False

    @property
    def edition(self) -> Edition:
        """The edition in which it was issued."""
        usual = Edition()
        return Edition(
            self.language or usual.language, self.page_size or usual.page_size, self.is_redacted
        )


def number_of(year: int, count: int) -> str:
    """Return the number of the access record that is the `count`th of a year."""
    return f"HR-{year}-{count:03d}"
