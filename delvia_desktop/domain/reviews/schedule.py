"""When reviews are due: of each engagement, of everything, and at once after somebody has gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.reviews import OF_ENGAGEMENT, Review, ReviewKind
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.i18n import later, show_day, tr

START_DAYS = 14
"""Days after an engagement has begun within which it is reviewed for the first time."""


class Due(NamedTuple):
    """A review that is to be held by a day: of a partnership, of a person, or of everything.

    `field` names the day among those of `record`; `cause` is why it is held, where it was not to be
    foreseen.
    """

    day: date
    kind: str
    words: str
    record: Name
    field: str
    partnership: int | None = None
    person: int | None = None
    cause: str = ""


def due_reviews(situation: Situation) -> tuple[Due, ...]:
    """Return the schedule of reviews to be held, the earliest first, but none begun.

    A review that is being held has a day of its own (`Review.due_on`).
    """
    found = [*_whole(situation), *_of_periods(situation), *_of_people(situation)]
    return tuple(sorted(found))


def settled_by_whole(situation: Situation) -> tuple[Due, ...]:
    """Return the scheduled reviews of departures that one of everything replaces."""
    return tuple(
        due
        for due in due_reviews(situation)
        if due.kind in {ReviewKind.END, ReviewKind.AT_ONCE}
        and due.record[0] in {"person", "partnership"}
        and departure(situation, due.record) is not None
    )


def due_of_period(situation: Situation, period: Partnership) -> Due | None:
    """Return the scheduled next review of an engagement: its stage due, or the next."""
    reviews = situation.of("review", "partnership", period.id)
    if any(review.closed_on is None for review in reviews):
        return None
    name = situation.picture.partners[period.partner].name
    days = _stage_days(situation, period)
    held = [
        OF_ENGAGEMENT.index(ReviewKind(r.kind)) for r in reviews if r.kind in set(OF_ENGAGEMENT)
    ]
    left = [stage for stage in OF_ENGAGEMENT[max(held, default=-1) + 1 :] if stage in days]
    past = [stage for stage in left if days[stage][0] <= situation.on]
    stage = past[-1] if past else next(iter(left), None)
    found = []
    if stage is not None:
        day, field = days[stage]
        words = tr(_STAGE_WORDS[stage], partner=name)
        found.append(Due(day, stage, words, ("partnership", period.id), field, period.id))
    newest = newest_closed(reviews)
    if newest is not None and newest.next_on is not None and situation.is_connected(period):
        words = tr("Review of {subject}", subject=name)
        kind = stage or ReviewKind.AT_ONCE
        cause = _asked_words(newest) if kind == ReviewKind.AT_ONCE else ""
        asked = Due(
            newest.next_on, kind, words, ("review", newest.id), "next_on", period.id, cause=cause
        )
        found.append(asked)
    return min(found, default=None)


def departure(situation: Situation, name: Name) -> date | None:
    """Return since when somebody is gone with a review at once due and none held since.

    Where each removal is verified nothing is left to look at.
    """
    kind, key = name
    if kind == "person":
        person: Person = situation.picture.people[key]  # type: ignore[index]
        gone = person.left_on if situation.has_left(person) else None
        had = any(
            situation.of(other, field, key)
            for other, field in (
                ("seat", "person"),
                ("assignment", "person"),
                ("spark-code", "person"),
            )
        )
        own, scope = situation.of("review", "person", key), Scope(person=person.id)
    else:
        period = situation.picture.partnerships[key]  # type: ignore[index]
        gone = period.removed_on if not situation.is_connected(period) else None
        had = period.confirmed_on is not None
        own, scope = situation.of("review", "partnership", key), Scope(partner=period.partner)
    if gone is None or not had or gone > situation.on:
        return None
    looked = [review.opened_on for review in (*own, *whole_reviews(situation))]
    if any(day >= gone for day in looked) or not lines_of(situation, scope, surfaces()):
        return None
    return gone


def whole_reviews(situation: Situation) -> list[Review]:
    """Return the reviews of everything that the schedule counts from, oldest first."""
    return [
        review
        for review in situation.picture.reviews.values()
        if review.partnership is None and review.person is None
    ]


def newest_closed(reviews: list[Review]) -> Review | None:
    """Return the review from which the schedule counts: the last closed one, or None."""
    closed = [review for review in reviews if review.closed_on is not None]
    return max(closed, key=lambda review: (review.closed_on, review.id), default=None)


def due_of_everything(situation: Situation) -> Due | None:
    """Return when the next review of everything is scheduled; None during one.

    Before the first time it is counted from the oldest access that works.
    """
    reviews = whole_reviews(situation)
    if any(review.closed_on is None for review in reviews):
        return None
    quarterly = [review for review in reviews if review.kind == ReviewKind.QUARTERLY]
    newest = newest_closed(quarterly)
    words = tr("Full review")
    if newest is not None:
        if newest.next_on is None:
            return None
        return Due(newest.next_on, ReviewKind.QUARTERLY, words, ("review", newest.id), "next_on")
    since = situation.oldest_grant()
    if since is None:
        return None
    day = since + timedelta(days=situation.limit("review_days"))
    return Due(day, ReviewKind.QUARTERLY, words, ("brand", 1), "review")


def _whole(situation: Situation) -> Iterator[Due]:
    due = due_of_everything(situation)
    if due is not None:
        yield due


def _of_periods(situation: Situation) -> Iterator[Due]:
    for period in situation.picture.partnerships.values():
        due = due_of_period(situation, period)
        if due is not None:
            yield due


def _of_people(situation: Situation) -> Iterator[Due]:
    grace = timedelta(days=situation.limit("event_days"))
    for person in situation.picture.people.values():
        reviews = situation.of("review", "person", person.id)
        if any(review.closed_on is None for review in reviews):
            continue
        gone = departure(situation, ("person", person.id))
        words = tr("Review of {subject}", subject=person.name)
        newest = newest_closed(reviews)
        if gone is not None:
            words = tr("Immediate review: {subject} left", subject=person.name)
            name = ("person", int(person.id))
            cause = tr("{name} left on {day}.", name=person.name, day=show_day(gone))
            yield Due(
                gone + grace,
                ReviewKind.AT_ONCE,
                words,
                name,
                "left_on",
                person=int(person.id),
                cause=cause,
            )
        elif newest is not None and newest.next_on is not None and person.left_on is None:
            name = ("review", int(newest.id))
            yield Due(
                newest.next_on,
                ReviewKind.AT_ONCE,
                words,
                name,
                "next_on",
                person=int(person.id),
                cause=_asked_words(newest),
            )


def _asked_words(before: Review) -> str:
    """Say which review asked for the next one."""
    closed = before.closed_on
    return tr("Follows the review closed on {day}.", day=show_day(closed)) if closed else ""


def _stage_days(situation: Situation, period: Partnership) -> dict[str, tuple[date, str]]:
    """Return by when each review of an engagement is to be held, and its name."""
    days: dict[str, tuple[date, str]] = {}
    begun = max(filter(None, (period.engagement_start, period.confirmed_on)), default=None)
    is_connected = situation.is_connected(period)
    if period.confirmed_on is None:
        return days  # nothing was given yet
    if begun is not None and is_connected:
        days[ReviewKind.START] = (begun + timedelta(days=START_DAYS), "review_start")
    if period.engagement_mid is not None and is_connected:
        days[ReviewKind.MIDDLE] = (period.engagement_mid, "review_mid")
    if period.removed_on is not None:
        grace = timedelta(days=situation.limit("event_days"))
        if departure(situation, ("partnership", period.id)) is not None:
            days[ReviewKind.END] = (period.removed_on + grace, "review_end")
    elif period.engagement_end is not None and is_connected:
        days[ReviewKind.END] = (period.engagement_end, "review_end")
    return days


_STAGE_WORDS = {
    ReviewKind.START: later("Initial review: {partner}"),
    ReviewKind.MIDDLE: later("Mid-point review: {partner}"),
    ReviewKind.END: later("Final review: {partner}"),
}
