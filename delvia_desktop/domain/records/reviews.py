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
from delvia_desktop.domain.words.field_types import Code, Kept, Prose, Somebody, Treatment

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
    opened_on: date
    as_of: datetime
    origin: int
    reviewer: Somebody
    partnership: PartnershipKey | None = None
    person: PersonKey | None = None
    cause: Prose = ""
    due_on: date | None = None
    surfaces: Kept[tuple[str, ...]] = ()
    left_out: Annotated[tuple[LeftOut, ...], Treatment.TEXT] = ()
    own_access_reason: Prose = ""
    closed_on: date | None = None
    closed_by: Somebody = ""
    next_on: date | None = None
    evidence_ref: Prose = ""
    note: Prose = ""


@dataclass(frozen=True)
class ReviewLine:
    """One way in as it was when the review was begun, and what was decided about it.

    `subject_kind` and `subject` name the record; the words for it are frozen. `decided_at` is the
    moment of the decision; `until` the end of an exception or the day to which it is deferred.
    """

    id: ReviewLineKey
    review: ReviewKey
    subject_kind: Kept[str]
    subject: int
    surface: Kept[str] = ""
    what: Annotated[str, Treatment.LINE_WHAT] = ""
    who: Annotated[str, Treatment.LINE_WHO] = ""
    level: Prose = ""
    since: date | None = None
    planned_end: date | None = None
    decision: Annotated[str, Code("decision")] = ""
    decided_on: date | None = None
    decided_at: datetime | None = None
    decided_by: Somebody = ""
    reason: Prose = ""
    owner: Somebody = ""
    until: date | None = None
    evidence_ref: Prose = ""
