"""Comparisons: a complete list of TikTok's held beside the record, and in what they differed.

What was found is frozen, so that a handover or a review can show it; what came of each difference
since then is told by the records themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.words.field_types import (
    Code,
    Kept,
    Label,
    Prose,
    Search,
    Searched,
    Somebody,
    SubjectKind,
    Treatment,
)

ComparisonKey = NewType("ComparisonKey", int)
ComparisonLineKey = NewType("ComparisonLineKey", int)


class Drift(StrEnum):
    """How TikTok and the record differ."""

    NOT_RECORDED = "NOT_RECORDED"
    NOT_LISTED = "NOT_LISTED"
    OTHER = "OTHER"


class DriftOutcome(StrEnum):
    """What was done about a difference when it was found."""

    RECORDED = "RECORDED"
    KEPT = "KEPT"
    OPEN = "OPEN"


@dataclass(frozen=True)
class TikTokComparison:
    """A list that is complete for what it is of, compared with the record on a day.

    It lists every record of the kind `listed`, narrowed by a `partner`, a Business Center of ours
    and types of assets; with `is_incoming` what is shared with us. `read` lines of it were read, of
    which `same` agreed. `hashes` are the SHA-256 of its files, in the order of the names in
    `source`.
    """

    id: ComparisonKey
    listed: Annotated[Kept[str], Label("Kind of record")]
    compared_on: date
    compared_by: Somebody = ""
    partner: PartnerKey | None = None
    business_center: Annotated[BusinessCenterKey | None, Label("Business Center")] = None
    types: Annotated[Kept[tuple[str, ...]], Label("Asset types")] = ()
    is_incoming: Annotated[bool, Label("Shared with us")] = False
    read: Annotated[int, Label("Lines read")] = 0
    same: Annotated[int, Label("Lines that agree")] = 0
    source: Searched[Prose] = ""
    hashes: Annotated[Kept[tuple[str, ...]], Label("SHA-256")] = ()


@dataclass(frozen=True)
class ComparisonLine:
    """One difference: what it is about, in the words of that day, and what was done about it.

    `subject` is the record of the kind `subject_kind`, None where nothing was on record. What stood
    `on_record` and `in_tiktok` is a text of the column `field`.
    """

    id: ComparisonLineKey
    comparison: ComparisonKey
    subject_kind: SubjectKind
    subject: Annotated[int | None, Label("Belongs to")] = None
    what: Annotated[str, Treatment.LABEL, Search()] = ""
    difference: Annotated[str, Code("difference")] = Drift.OTHER.value
    field: Kept[str] = ""
    on_record: Prose = ""
    in_tiktok: Annotated[Prose, Label("In TikTok")] = ""
    outcome: Annotated[str, Code("difference_outcome")] = DriftOutcome.OPEN.value
