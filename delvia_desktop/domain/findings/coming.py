"""What is coming: everything that ends or falls due, from long ago to some days ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from delvia_desktop.domain.access.claims import OVER as CLAIM_OVER
from delvia_desktop.domain.access.claims import state_on as claim_state_on
from delvia_desktop.domain.records.acknowledgements import due_on
from delvia_desktop.domain.records.findings import Name, rule_text
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.procedures import Run
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


def coming(picture: Picture, days: int) -> tuple[Coming, ...]:
    """Return what has ended or fallen due and is still open, and what will within some days."""
    return coming_in(Situation(picture), days)


def coming_in(situation: Situation, days: int) -> tuple[Coming, ...]:
    """Return the same of a situation, which knows already what is open."""
    last = situation.on + timedelta(days=days)
    return tuple(sorted(event for part in _PARTS for event in part(situation, last)))


def _event(last: date, day: date | None, words: str, name: Name, field: str) -> Iterator[Coming]:
    if day is not None and day <= last:
        yield Coming(day, words, name[0], int(name[1]), field)


def _grants(situation: Situation, last: date) -> Iterator[Coming]:
    for kind in GRANTS:
        for grant in situation.opened(kind).values():
            for field, text in _OF_GRANTS:
                day = getattr(grant, field)
                if day is not None and day <= last:  # before the words: there may be many
                    words = tr(text, what=situation.called(grant))
                    yield Coming(day, words, kind, grant.id, field)


_OF_GRANTS = (("planned_end", later("{what} ends")), ("review_due", later("Review {what}")))


def _people(situation: Situation, last: date) -> Iterator[Coming]:
    people, centers = situation.picture.people, situation.picture.business_centers
    for seat in situation.opened("seat").values():
        names = {
            "person": people[seat.person].name,
            "center": centers[seat.business_center].name,
        }
        name = ("seat", seat.id)
        ends = tr("The seat of {person} in {center} ends", **names)
        yield from _event(last, seat.planned_end, ends, name, "planned_end")
        due = tr("Review the seat of {person} in {center}", **names)
        yield from _event(last, seat.review_due, due, name, "review_due")
    for person in people.values():
        if person.left_on is None:
            words = tr("Last day of {person}", person=person.name)
            yield from _event(last, person.planned_end, words, ("person", person.id), "planned_end")


def _engagements(situation: Situation, last: date) -> Iterator[Coming]:
    for period in situation.picture.partnerships.values():
        if not situation.is_connected(period):
            continue
        partner, name = situation.picture.partners[period.partner].name, ("partnership", period.id)
        ends = tr("Engagement with {partner} ends", partner=partner)
        yield from _event(last, period.engagement_end, ends, name, "engagement_end")
        # What has begun, or is past its middle, is over with the day.
        for field, text in _MILESTONES.items():
            day = getattr(period, field)
            if day is not None and day >= situation.on:
                yield from _event(last, day, tr(text, partner=partner), name, field)


_MILESTONES = {
    "engagement_start": later("Engagement with {partner} starts"),
    "engagement_mid": later("Engagement with {partner} reaches mid-point"),
}


def _work(situation: Situation, last: date) -> Iterator[Coming]:
    picture = situation.picture
    for claim in picture.claims.values():
        if claim_state_on(claim, situation.on) not in CLAIM_OVER and claim.received_on is None:
            words = tr("Agreed transfer of “{asset}” to us", asset=picture.assets[claim.asset].name)
            yield from _event(last, claim.transfer_due, words, ("claim", claim.id), "transfer_due")
    for run in picture.runs.values():
        if run.stopped_on is None and run.finished_on is None:
            words = tr("Due: {what}", what=_procedure_words(situation, run))
            yield from _event(last, run.target_on, words, ("run", run.id), "target_on")
        if run.finished_on is not None and run.rechecked_on is None:
            words = tr("Recheck: {what}", what=_procedure_words(situation, run))
            yield from _event(last, run.recheck_on, words, ("run", run.id), "recheck_on")


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
        if due <= last and situation.awaits_signature(paper):
            words = tr(
                "Signed copy of {number} due: {title}", number=paper.number, title=paper.title
            )
            if situation.changed_since(paper):
                words = tr(
                    "Signed copy of {number} due, changed since it was issued: {title}",
                    number=paper.number,
                    title=paper.title,
                )
            yield from _event(last, due, words, ("access-record", paper.id), "issued_at")


_PARTS = (_grants, _people, _engagements, _work, _reviews, _accepted, _papers)
