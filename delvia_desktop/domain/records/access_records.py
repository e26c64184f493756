"""Access records: the numbered papers that were issued from the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, NewType

from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.records.paper_requests import Edition
from delvia_desktop.domain.words.field_types import Code, Kept, Prose, Somebody

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
    number: Kept[str]
    kind: Annotated[str, Code("paper_kind")]
    title: Prose
    on: date
    as_of: datetime
    revision: int
    register_state: Kept[str]
    sha256: Kept[str]
    issued_at: datetime
    issued_by: Somebody
    partner: PartnerKey | None = None
    pages: int = 0
    supersedes: AccessRecordKey | None = None
    subject_kind: Kept[str] = ""
    subject: int | None = None
    other: int | None = None
    since: date | None = None
    language: Annotated[str, Code("language")] = ""
    page_size: Annotated[str, Code("page_size")] = ""
    is_redacted: bool = False

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
