"""What became of a decision of a review: still to be done, recorded as done, seen in TikTok."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from delvia_desktop.domain.records.reviews import Decision, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import (
    Scope,
    is_ended,
    is_over,
    level_words,
    lines_of,
    surfaces,
)


class FollowUp(StrEnum):
    """Where a decision that asks for something to be done stands."""

    TO_REVOKE = "there"
    REVOKED = "revoked"
    GONE = "gone"
    TO_CHANGE = "to_change"
    CHANGED = "changed"


OPEN = frozenset({FollowUp.TO_REVOKE, FollowUp.REVOKED, FollowUp.TO_CHANGE})
"""What is still to be followed."""


def follow_up(situation: Situation, line: ReviewLine) -> FollowUp | None:
    """Return where a decision to revoke or to change stands; None of any other."""
    if line.decision == Decision.REVOKED:
        if is_over(situation, line):
            return FollowUp.GONE
        return FollowUp.REVOKED if _has_ended(situation, line) else FollowUp.TO_REVOKE
    if line.decision == Decision.CHANGED:
        if is_over(situation, line):
            return FollowUp.CHANGED
        if _has_ended(situation, line):
            return FollowUp.REVOKED  # as a lower level is: removed, and shared again
        return FollowUp.CHANGED if _is_changed(situation, line) else FollowUp.TO_CHANGE
    return None


def _has_ended(situation: Situation, line: ReviewLine) -> bool:
    return is_ended(situation, situation.all(line.subject_kind)[line.subject])


def _is_changed(situation: Situation, line: ReviewLine) -> bool:
    """Tell whether an access reads otherwise than when the review began."""
    now = _lines_now(situation).get(_name(line))
    return (
        now is None
        or level_words(line.level) != level_words(now.level)
        or line.planned_end != now.planned_end
    )


def _lines_now(situation: Situation) -> Mapping[tuple[object, ...], ReviewLine]:
    return situation.once(
        "lines now",
        lambda: {_name(line): line for line in lines_of(situation, Scope(), surfaces())},
    )


def _name(line: ReviewLine) -> tuple[object, ...]:
    """Return what tells a line from others; one login may be held by two people."""
    holder = line.who if line.subject_kind == "login" else ""
    return line.subject_kind, line.subject, line.surface, holder
