"""What is coming: everything that ends or falls due, from long ago to some days ahead."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from delvia_desktop.domain.access.claims import OVER as CLAIM_OVER
from delvia_desktop.domain.access.claims import Claim
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.people import Person
from delvia_desktop.domain.access.seats import Seat
from delvia_desktop.domain.records.acknowledgements import due_on
from delvia_desktop.domain.records.findings import Name, rule_text
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run, is_going_on
from delvia_desktop.domain.records.situation import GRANTS, Situation
from delvia_desktop.domain.reviews.lines import put_off, review_subject
from delvia_desktop.domain.reviews.schedule import due_reviews
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import later, tr


class Coming(NamedTuple):
    """One day to know of: what ends or is due then, and the record that says so.

    A planned end is the last day that counts. `field` names the day among those of the record.
    """

    day: date
    words: str
    kind: str
    record: int
    field: str

    @property
    def id(self) -> str:
        """The name of the event, the same whenever it is looked at."""
        return f"{self.kind}/{self.record}/{self.field}"


@dataclass(frozen=True)
class ComingDays:
    """The days to know of until some days ahead: those that single records say, and the others.

    The others, of reviews, acceptances and documents, depend on more than one record.
    """

    of_records: tuple[Coming, ...]
    others: tuple[Coming, ...]
    ahead: int

    @functools.cached_property
    def all(self) -> tuple[Coming, ...]:
        """All of them, the first day first."""
        return _exchanged(self.of_records, set(), set(self.others))

    def after(self, then: Situation, now: Situation, around: Iterable[Name]) -> ComingDays:
        """Return the days after an act, when only those of the records around it may differ."""
        last = now.on + timedelta(days=self.ahead)
        names = {name for name in around if name[0] in _OF_RECORDS}
        gone = {event for name in names for event in _of_record(then, last, name)}
        new = {event for name in names for event in _of_record(now, last, name)}
        of_records = _exchanged(self.of_records, gone, new)
        return ComingDays(of_records, _others(now, last), self.ahead)


def coming(picture: Picture, days: int) -> tuple[Coming, ...]:
    """Return what is coming in a picture: overdue and still open, or due within some days."""
    return days_in(Situation(picture), days).all


def days_in(situation: Situation, ahead: int) -> ComingDays:
    """Return the days that are coming in a situation, which knows already what is open."""
    last = situation.on + timedelta(days=ahead)
    of_records = sorted(
        event
        for kind, (records, part) in _OF_RECORDS.items()
        for record in records(situation, kind).values()
        for event in part(situation, last, kind, record)
    )
    return ComingDays(tuple(of_records), _others(situation, last), ahead)


def _exchanged(
    known: tuple[Coming, ...], gone: set[Coming], new: set[Coming]
) -> tuple[Coming, ...]:
    """Return days in order without some and with others, copying what lies between as a whole."""
    made: list[Coming] = []
    start = 0
    for event in sorted(gone | new):
        place = bisect_left(known, event, start)
        made += known[start:place]
        start = place + (place < len(known) and known[place] == event)
        if event in new:
            made.append(event)
    return (*made, *known[start:])


def _of_record(situation: Situation, last: date, name: Name) -> Iterator[Coming]:
    kind, key = name
    records, part = _OF_RECORDS[kind]
    record = records(situation, kind).get(key)
    return part(situation, last, kind, record) if record is not None else iter(())


def _others(situation: Situation, last: date) -> tuple[Coming, ...]:
    parts = (_reviews, _accepted, _papers)
    return tuple(sorted(event for part in parts for event in part(situation, last)))


def _event(last: date, day: date | None, words: str, name: Name, field: str) -> Iterator[Coming]:
    if day is not None and day <= last:
        yield Coming(day, words, name[0], int(name[1]), field)


def _grant(situation: Situation, last: date, kind: str, grant: Any) -> Iterator[Coming]:  # noqa: ANN401 - whatever gives access
    for field, text in _OF_GRANTS:
        day = getattr(grant, field)
        if day is not None and day <= last:  # before the words: there may be many
            yield Coming(day, tr(text, what=situation.called(grant)), kind, grant.id, field)


_OF_GRANTS = (
    ("planned_end", later("End of access: {what}")),
    ("review_due", later("Review {what}")),
)


def _seat(situation: Situation, last: date, kind: str, seat: Seat) -> Iterator[Coming]:
    names = {
        "person": situation.picture.people[seat.person].name,
        "center": situation.picture.business_centers[seat.business_center].name,
    }
    ends = tr("End of the seat of {person} in {center}", **names)
    yield from _event(last, seat.planned_end, ends, (kind, seat.id), "planned_end")
    due = tr("Review the seat of {person} in {center}", **names)
    yield from _event(last, seat.review_due, due, (kind, seat.id), "review_due")


def _person(_: Situation, last: date, kind: str, person: Person) -> Iterator[Coming]:
    if person.left_on is None:
        words = tr("Last day of {person}", person=person.name)
        yield from _event(last, person.planned_end, words, (kind, person.id), "planned_end")


def _period(situation: Situation, last: date, kind: str, period: Partnership) -> Iterator[Coming]:
    if not situation.is_connected(period):
        return
    partner, name = situation.picture.partners[period.partner].name, (kind, period.id)
    ends = tr("End of the engagement with {partner}", partner=partner)
    yield from _event(last, period.engagement_end, ends, name, "engagement_end")
    # What has begun, or is past its middle, is over with the day.
    for field, text in _MILESTONES.items():
        day = getattr(period, field)
        if day is not None and day >= situation.on:
            yield from _event(last, day, tr(text, partner=partner), name, field)


_MILESTONES = {
    "engagement_start": later("Start of the engagement with {partner}"),
    "engagement_mid": later("Mid-point of the engagement with {partner}"),
}


def _claim(situation: Situation, last: date, kind: str, claim: Claim) -> Iterator[Coming]:
    if claim_state_on(claim, situation.on) not in CLAIM_OVER and claim.received_on is None:
        asset = situation.picture.assets[claim.asset].name
        words = tr("Agreed transfer of “{asset}” to us", asset=asset)
        yield from _event(last, claim.transfer_due, words, (kind, claim.id), "transfer_due")


def _run(situation: Situation, last: date, kind: str, run: Run) -> Iterator[Coming]:
    if is_going_on(run):
        words = tr("Target date of “{what}”", what=_procedure_words(situation, run))
        yield from _event(last, run.target_on, words, (kind, run.id), "target_on")
    if run.finished_on is not None and run.rechecked_on is None:
        words = tr("Recheck of “{what}”", what=_procedure_words(situation, run))
        yield from _event(last, run.recheck_on, words, (kind, run.id), "recheck_on")


def _procedure_words(situation: Situation, run: Run) -> str:
    title = tr(term("procedure", run.procedure).label)
    for kind, key in (("partner", run.partner), ("person", run.person), ("asset", run.asset)):
        if key is not None:
            return f"{title}: {situation.all(kind)[key].name}"
    return title


def _reviews(situation: Situation, last: date) -> Iterator[Coming]:
    for due in due_reviews(situation):
        yield from _event(last, due.day, due.words, due.record, due.field)
    for review in situation.picture.reviews.values():
        if review.closed_on is None:
            words = tr("Close the review: {subject}", subject=review_subject(situation, review))
            yield from _event(last, review.due_on, words, ("review", review.id), "due_on")
    for line in put_off(situation):
        words = tr("Decide again: {what} – {who}", what=line.what, who=line.who)
        yield from _event(last, line.until, words, ("review-line", line.id), "until")


def _accepted(situation: Situation, last: date) -> Iterator[Coming]:
    for accepted in situation.picture.acceptances.values():
        if accepted.until >= situation.on:
            title = tr(rule_text(accepted.finding.partition("/")[0]).title)
            words = tr("Acceptance ends: {title}", title=title)
            yield from _event(last, accepted.until, words, ("acceptance", accepted.id), "until")


def _papers(situation: Situation, last: date) -> Iterator[Coming]:
    days = situation.limit("acknowledge_days")
    for paper in situation.picture.access_records.values():
        due = due_on(paper.issued_at.date(), days)
        is_due = due <= last and not situation.is_overtaken(paper)
        if is_due and situation.awaits_signature(paper):
            words = tr(
                "Signed copy of {number} due: {title}", number=paper.number, title=paper.title
            )
            if situation.changed_since(paper):
                words = tr(
                    "Signed copy of {number} due, but the document no longer matches the "
                    "register: {title}",
                    number=paper.number,
                    title=paper.title,
                )
            yield from _event(last, due, words, ("access-record", paper.id), "issued_at")


_OF_RECORDS: Mapping[str, tuple[Callable[[Situation, str], Mapping[int, Any]], Callable[..., Any]]]
_OF_RECORDS = {
    **dict.fromkeys(GRANTS, (Situation.opened, _grant)),
    "seat": (Situation.opened, _seat),
    "person": (Situation.all, _person),
    "partnership": (Situation.all, _period),
    "claim": (Situation.all, _claim),
    "run": (Situation.all, _run),
}
"""Of each kind of record that says a day by itself: which of them, and what it says."""
