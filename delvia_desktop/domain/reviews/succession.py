"""Reviews one after the other: what a newer one decided otherwise about the same access."""

from __future__ import annotations

from typing import NamedTuple

from delvia_desktop.domain.records.reviews import Review, ReviewKey, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.follow_up import FollowUp, decisions, follow_up
from delvia_desktop.domain.reviews.lines import review_subject
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

_NOT_DONE = frozenset({None, FollowUp.SUPERSEDED})
"""Where a decision stands that was not carried out, or asked for nothing."""


class Other(NamedTuple):
    """Another review of the same access, and about how many items the two differ."""

    review: Review
    differs: int


def decided_again(situation: Situation, line: ReviewLine) -> ReviewLine | None:
    """Return the decision of a succeeding review that decided otherwise on a line.

    What was carried out before stands beside what was decided afterwards.
    """
    decided = decisions(situation, line)
    if not line.decision or follow_up(situation, line) not in _NOT_DONE:
        return None
    newest = decided[-1]
    is_other = newest.review > line.review and newest.decision != line.decision
    return newest if is_other else None


def decided_before(situation: Situation, line: ReviewLine) -> ReviewLine | None:
    """Return the decision of the preceding review about a line's access."""
    decided = reversed(decisions(situation, line))
    return next((each for each in decided if each.review < line.review), None)


def newer_reviews(situation: Situation, review: Review) -> list[Other]:
    """Return the newest review in a succession, and each that decided otherwise."""
    lines = situation.of("review-line", "review", review.id)
    newer = [decided_again(situation, line) for line in lines]
    return _others(situation, review, [each.review for each in newer if each is not None], 1)


def earlier_reviews(situation: Situation, review: Review) -> list[Other]:
    """Return the preceding review of a succession, and those decided otherwise."""
    lines = situation.of("review-line", "review", review.id)
    pairs = [(line, decided_before(situation, line)) for line in lines if line.decision]
    differ = [
        old.review
        for line, old in pairs
        if old is not None
        and old.decision != line.decision
        and follow_up(situation, old) in _NOT_DONE
    ]
    return _others(situation, review, differ, -1)


def review_words(situation: Situation, review: Review) -> str:
    """Return what a review in a succession is called."""
    kind = tr(term("review_kind", review.kind).label)
    return tr("{kind}: {subject}", kind=kind, subject=review_subject(situation, review))


def in_succession(
    situation: Situation, review: Review, *, earlier: bool = True
) -> list[tuple[str, tuple[str, ...]]]:
    """Say which reviews of a succession come after one, and before it."""
    newer = [newer_words(situation, each) for each in newer_reviews(situation, review)]
    before = earlier_reviews(situation, review) if earlier else []
    return [
        *((tr("Newer review"), told) for told in newer),
        *((tr("Earlier review"), earlier_words(situation, each)) for each in before),
    ]


def newer_words(situation: Situation, other: Other) -> tuple[str, ...]:
    """Say of a succeeding review which one it is, how far it is, and what it changes."""
    changes = ntr(
        "It decides {n} item differently.",
        "It decides {n} items differently.",
        other.differs,
    )
    return review_words(situation, other.review), _standing(other.review), _if_any(other, changes)


def earlier_words(situation: Situation, other: Other) -> tuple[str, ...]:
    """Say of a preceding review which one it is, how far it is, and what changed."""
    changes = ntr(
        "This review decides {n} item differently.",
        "This review decides {n} items differently.",
        other.differs,
    )
    return review_words(situation, other.review), _standing(other.review), _if_any(other, changes)


def _if_any(other: Other, words: str) -> str:
    return words if other.differs else tr("No decision differs.")


def _standing(review: Review) -> str:
    if review.closed_on is not None:
        return tr("closed on {day}", day=show_day(review.closed_on))
    return tr("started on {day}, not closed yet", day=show_day(review.opened_on))


def _others(
    situation: Situation, review: Review, differing: list[ReviewKey], way: int
) -> list[Other]:
    """Return reviews that differ and the nearest of the same subject, the nearest one first.

    The `way` is 1 to the newer ones, of which the newest counts, and -1 to the earlier ones.
    """
    reviews = situation.picture.reviews
    same = [
        each.id
        for each in reviews.values()
        if (each.partnership, each.person) == (review.partnership, review.person)
        and (each.id - review.id) * way > 0
    ]
    keys = {*differing, *sorted(same)[-1:]}
    return [Other(reviews[key], differing.count(key)) for key in sorted(keys, reverse=True)]
