"""What became of a decision of a review: still to be done, recorded as done, seen in TikTok."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    SUPERSEDED = "superseded"


_TO_DO = frozenset({FollowUp.TO_REVOKE, FollowUp.TO_CHANGE})
OPEN = frozenset({FollowUp.TO_REVOKE, FollowUp.REVOKED, FollowUp.TO_CHANGE})
"""What is still to be followed."""


def follow_up(situation: Situation, line: ReviewLine) -> FollowUp | None:
    """Return the follow-up of a decision to revoke or change: how far it is; else None.

    One that is still to be carried out is superseded where a newer review decided otherwise.
    """
    stands = _stands(situation, line)
    if stands in _TO_DO:
        newest = decisions(situation, line)[-1]
        if newest.review > line.review and newest.decision != line.decision:
            return FollowUp.SUPERSEDED
    return stands


def decisions(situation: Situation, line: ReviewLine) -> Sequence[ReviewLine]:
    """Return what reviews decided about a line's access, to be followed up, newest last."""
    by_item = situation.once("decisions by item", lambda: _by_item(situation))
    return by_item.get(_item(line), ())


def _by_item(situation: Situation) -> Mapping[tuple[object, ...], Sequence[ReviewLine]]:
    found: dict[tuple[object, ...], list[ReviewLine]] = {}
    for line in situation.picture.review_lines.values():
        if line.decision:
            found.setdefault(_item(line), []).append(line)
    return found


def _stands(situation: Situation, line: ReviewLine) -> FollowUp | None:
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
    now = _lines_now(situation).get(_item(line))
    return (
        now is None
        or level_words(line.level) != level_words(now.level)
        or line.planned_end != now.planned_end
    )


def _lines_now(situation: Situation) -> Mapping[tuple[object, ...], ReviewLine]:
    return situation.once(
        "lines now",
        lambda: {_item(line): line for line in lines_of(situation, Scope(), surfaces())},
    )


def _item(line: ReviewLine) -> tuple[object, ...]:
    """Return what tells an access from others; one login may be held by two people."""
    holder = line.who if line.subject_kind == "login" else ""
    return line.subject_kind, line.subject, line.surface, holder
