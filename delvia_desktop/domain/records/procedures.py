"""Procedures: guided, ordered pieces of work whose steps leave records and evidence.

The steps are data (`resources/procedures`); here is what is recorded while one is carried out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.people import PersonKey
from delvia_desktop.domain.words.field_types import (
    Code,
    EvidenceRef,
    Kept,
    Label,
    Prose,
    Searched,
    Somebody,
)

RunKey = NewType("RunKey", int)
StepKey = NewType("StepKey", int)
WordingKey = NewType("WordingKey", int)


END_PARTNERSHIP, PERSON_LEAVES = "END_PARTNERSHIP", "PERSON_LEAVES"
"""The procedures by which a partner and a person go; the data names them."""


class StepState(StrEnum):
    """What became of a step."""

    DONE = "DONE"
    SKIPPED = "SKIPPED"


@dataclass(frozen=True)
class Run:
    """A procedure that is carried out for a partner, a person or an asset, over days.

    `version` is that of the steps when it was started; `successor` takes over from `person`.
    """

    id: RunKey
    procedure: Annotated[str, Code("procedure")]
    version: Annotated[int, Label("Procedure version")]
    started_on: date
    started_by: Searched[Somebody] = ""
    partner: PartnerKey | None = None
    person: PersonKey | None = None
    successor: PersonKey | None = None
    asset: AssetKey | None = None
    target_on: Annotated[date | None, Label("Target date")] = None
    finished_on: date | None = None
    recheck_on: date | None = None
    rechecked_on: date | None = None
    stopped_on: date | None = None
    stop_reason: Annotated[Searched[Prose], Label("Reason for stopping")] = ""
    note: Searched[Prose] = ""


def is_going_on(run: Run) -> bool:
    """Tell of the record of a procedure whether it is neither finished nor stopped."""
    return run.finished_on is None and run.stopped_on is None


def ends_partner(run: Run) -> bool:
    """Tell of the record of a procedure whether it is in progress and ends a partnership."""
    return run.procedure == END_PARTNERSHIP and is_going_on(run)


@dataclass(frozen=True)
class Step:
    """One step of a run: done or skipped, by whom and when, and the revision that it made."""

    id: StepKey
    run: Annotated[RunKey, Label("Procedure")]
    code: Annotated[Kept[str], Label("Step")]
    state: Annotated[str, Code("step_state")]
    on: Annotated[date, Label("Done on")]
    by: Annotated[Searched[Somebody], Label("Done by")] = ""
    reason: Annotated[Searched[Prose], Label("Why")] = ""
    made: Annotated[int, Label("Recorded in revision")] = 0
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


@dataclass(frozen=True)
class Wording:
    """The brand's own words for a step, made from those of a version of the procedure."""

    id: WordingKey
    procedure: Annotated[str, Code("procedure")]
    code: Annotated[str, Label("Step")]
    version: Annotated[int, Label("Procedure version")]
    text: Searched[str]
