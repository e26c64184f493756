"""Reviews: looking through who has access, line by line, as of a moment.

A review freezes its lines when it is begun, so that what was decided stays beside what was seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.partnerships import PartnershipKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.words.field_types import (
    Code,
    EvidenceRef,
    Kept,
    Label,
    Prose,
    Search,
    Searched,
    Somebody,
    SubjectKind,
    Treatment,
)

ReviewKey = NewType("ReviewKey", int)
ReviewLineKey = NewType("ReviewLineKey", int)


class ReviewKind(StrEnum):
    """What a review is held for."""

    START = "START"
    MIDDLE = "MIDDLE"
    END = "END"
    QUARTERLY = "QUARTERLY"
    AT_ONCE = "AT_ONCE"


OF_ENGAGEMENT = (ReviewKind.START, ReviewKind.MIDDLE, ReviewKind.END)
"""The reviews of a partnership in the order in which they come."""


class Decision(StrEnum):
    """What becomes of a line."""

    KEPT = "KEPT"
    CHANGED = "CHANGED"
    REVOKED = "REVOKED"
    DEFERRED = "DEFERRED"
    EXCEPTION = "EXCEPTION"


@dataclass(frozen=True)
class LeftOut:
    """A surface that a review does not cover, and why not."""

    surface: str
    reason: str


@dataclass(frozen=True)
class Review:
    """A review of one partnership, of one person, or of every surface.

    `as_of` and `origin` are the moment and the revision of which its lines tell; `surfaces` are
    the surfaces that it covers; `next_on` is the day of the next one, without which it stays open.
    """

    id: ReviewKey
    kind: Annotated[str, Code("review_kind")]
    opened_on: Annotated[date, Label("Started on")]
    as_of: Annotated[datetime, Label("Register as of")]
    origin: Annotated[int, Label("Last revision reviewed")]
    reviewer: Annotated[Somebody, Search(after="cause")]
    partnership: PartnershipKey | None = None
    person: PersonKey | None = None
    cause: Annotated[Searched[Prose], Label("Reason for review")] = ""
    due_on: date | None = None
    surfaces: Annotated[Kept[tuple[str, ...]], Label("Areas")] = ()
    left_out: Annotated[tuple[LeftOut, ...], Treatment.TEXT, Label("Reason for exclusion")] = ()
    own_access_reason: Annotated[Prose, Label("Reason for self-review")] = ""
    closed_on: date | None = None
    closed_by: Somebody = ""
    next_on: Annotated[date | None, Label("Next review on")] = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


@dataclass(frozen=True)
class ReviewLine:
    """One way in as it was when the review was begun, and what was decided about it.

    `subject_kind` and `subject` name the record; the words for it are frozen. `decided_at` is the
    moment of the decision; `until` the end of an exception or the day to which it is deferred.
    """

    id: ReviewLineKey
    review: ReviewKey
    subject_kind: SubjectKind
    subject: Annotated[int, Label("Belongs to")]
    surface: Annotated[Kept[str], Label("Granted in")] = ""
    what: Annotated[str, Treatment.LINE_WHAT, Search()] = ""
    who: Annotated[str, Treatment.LINE_WHO, Search()] = ""
    level: Annotated[Prose, Label("Access level")] = ""
    since: Annotated[date | None, Label("Granted on")] = None
    planned_end: date | None = None
    decision: Annotated[str, Code("decision")] = ""
    decided_on: date | None = None
    decided_at: datetime | None = None
    decided_by: Somebody = ""
    reason: Annotated[Searched[Prose], Label("Why")] = ""
    owner: Annotated[Searched[Somebody], Label("Responsible")] = ""
    until: date | None = None
    evidence_ref: EvidenceRef = ""
