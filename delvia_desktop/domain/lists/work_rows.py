"""What one line of the lists of work shows: reviews, procedures, comparisons, and their lines."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ReviewRow(NamedTuple):
    """A line of the reviews; `subject` is empty for everything.

    `state` is that on the day asked. `to_follow` counts what is still open of what was decided:
    `to_revoke` and `to_change` what is not recorded yet, `unverified` what was revoked since and is
    not seen gone.
    """

    id: int
    kind: str
    subject: str
    state: str
    opened_on: date
    reviewer: str
    due_on: date | None
    closed_on: date | None
    next_on: date | None
    lines: int
    undecided: int
    to_follow: int
    partnership: int | None
    person: int | None
    to_revoke: int
    unverified: int
    to_change: int


class ReviewLineRow(NamedTuple):
    """A line of a review; `state` says what became of its decision, empty if nothing was to be.

    `finding` is the severity of the worst finding about the access and `findings` says what all
    are, as far as they were asked for; `access` tells whether it is still there, revoked or gone,
    whatever was decided.
    """

    id: int
    review: int
    subject_kind: str
    subject: int
    surface: str
    what: str
    who: str
    level: str
    since: date | None
    planned_end: date | None
    decision: str
    decided_on: date | None
    decided_by: str
    reason: str
    owner: str
    until: date | None
    evidence_ref: str
    state: str
    finding: str
    access: str
    findings: str


class RunRow(NamedTuple):
    """A line of the procedures that are carried out; `subject` is for whom, `taken` its steps."""

    id: int
    procedure: str
    subject: str
    state: str
    started_on: date
    started_by: str
    target_on: date | None
    finished_on: date | None
    recheck_on: date | None
    taken: int
    partner: int | None
    person: int | None
    asset: int | None


class StepRow(NamedTuple):
    """A step of a procedure as it was recorded."""

    id: int
    run: int
    procedure: str
    code: str
    state: str
    on: date
    by: str
    reason: str
    made: int
    evidence_ref: str
    note: str


class ComparisonRow(NamedTuple):
    """A line of the comparisons with TikTok; `about` is the name of the partner, if it is of one.

    `differences` counts what was found to differ.
    """

    id: int
    listed: str
    about: str
    compared_on: date
    compared_by: str
    read: int
    same: int
    differences: int
    source: str


class ComparisonLineRow(NamedTuple):
    """A difference that a comparison found, with what was done about it then."""

    id: int
    comparison: int
    subject_kind: str
    subject: int | None
    what: str
    difference: str
    field: str
    on_record: str
    in_tiktok: str
    outcome: str
