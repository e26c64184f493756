"""What a request for a paper is about, found in a situation, and the history that belongs to it.

What cannot be is refused when the subject is found, before anything is drawn or told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from delvia_desktop.domain.lists.history import History
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.history_table import touching
from delvia_desktop.domain.papers.kinds import admin_handover
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.records.findings import Name
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.errors import Missing, Refused
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.papers import paper_history
from delvia_desktop.services.papers.paper_history import Journal

Finder = Callable[[Situation, str, PaperRequest], About[Any]]
"""Finds the record of a kind that a request is about; raises Missing, or Refused."""


@dataclass(frozen=True)
class Sources:
    """Where history is told from: a journal, up to what a situation knows."""

    journal: Journal
    situation: Situation
    name: Name
    about: About[Any]


Teller = Callable[[Sources], History]
"""Tells the history that stands on a paper."""


def alone(situation: Situation, subject: str, request: PaperRequest) -> About[Any]:
    """Find the subject of a paper's request: the one record that is asked for."""
    record = situation.all(subject).get(request.key)
    if record is None:
        text = tr("{kind} {number} is not in the register.", kind=kind_words(subject),
                  number=request.key)  # fmt: skip
        raise Missing(text)
    return About(record)


def of_handover(situation: Situation, subject: str, request: PaperRequest) -> About[Any]:
    """Find the subject of a paper's request: a procedure with a handover of the Admin role."""
    about = alone(situation, subject, request)
    if not admin_handover.is_about(about.record):
        title = tr(procedure(about.record.procedure).title)
        text = tr("No one hands over the Admin role in “{procedure}”. This document is for the "
                  "procedures “{first}” and “{second}”.", procedure=title,
                  first=tr(procedure("ADMIN_HANDOVER").title),
                  second=tr(procedure("PERSON_LEAVES").title))  # fmt: skip
        raise Refused(text)
    return about


def with_successor(situation: Situation, subject: str, request: PaperRequest) -> About[Any]:
    """Find the subject of a paper's request: an agency, and the one that takes over."""
    about = alone(situation, subject, request)
    if request.other is None:
        raise Refused(tr("Choose the incoming agency."))
    if request.other == request.key:
        raise Refused(tr("An agency cannot take over from itself. Choose another one."))
    taking_over = situation.all(subject).get(request.other)
    if taking_over is None:
        raise Missing(tr("The incoming agency is not in the register."))
    return replace(about, other=taking_over)


def with_claims(situation: Situation, subject: str, request: PaperRequest) -> About[Any]:
    """Find the subject of a paper's request: a partner with claims against it."""
    about = alone(situation, subject, request)
    if not situation.of("claim", "partner", request.key):
        text = tr("Nothing is claimed from {partner}, so there is no claim to issue. Claim an "
                  "asset first.", partner=about.record.name)  # fmt: skip
        raise Refused(text)
    return about


def from_a_day(situation: Situation, subject: str, request: PaperRequest) -> About[Any]:
    """Find the subject of a paper's request: the register, from the first day of a period."""
    about, since = alone(situation, subject, request), request.since
    if since is None:
        raise Refused(tr("Enter the first day of the change log."))
    if since > situation.on:
        first, last = show_day(since), show_day(situation.on)
        text = tr("The change log cannot start on {first}, after its last day, {last}.",
                  first=first, last=last)  # fmt: skip
        raise Refused(text)
    return replace(about, since=since)


def no_history(_: Sources) -> History:
    """Return the history of a paper's subject where none belongs on it."""
    return History()


def of_record(sources: Sources) -> History:
    """Return the history of a paper's subject: the acts on a record and what belongs to it."""
    names = touching(sources.situation, sources.name)
    return paper_history.acts_on(sources.journal, sources.situation.picture, names)


def of_person(sources: Sources) -> History:
    """Return the history of a paper's subject, a person: also acts on logins held once."""
    picture = sources.situation.picture
    held = paper_history.held_once(sources.journal, picture, {sources.name[1]})
    once = {("login", former.login) for former in held}
    names = touching(sources.situation, sources.name) | once
    duties = paper_history.duties_once(sources.journal, picture, sources.name[1])
    handed_over: dict[int, set[Name]] = {}
    for duty in duties:
        handed_over.setdefault(duty.act, set()).add((duty.kind, duty.id))
    history = paper_history.acts_on(sources.journal, picture, names, handed_over)
    return replace(history, held=held, duties=duties)


def of_people(sources: Sources) -> History:
    """Return the history of a paper's subject, a partner: only former logins and assets."""
    people = {int(p.id) for p in sources.situation.of("person", "partner", sources.name[1])}
    picture = sources.situation.picture
    return History(
        held=paper_history.held_once(sources.journal, picture, people),
        owned=paper_history.owned_once(sources.journal, picture, sources.name[1]),
    )


def of_period(sources: Sources) -> History:
    """Return the history of a paper's subject, a period: every act from its first day."""
    picture = sources.situation.picture
    since = sources.about.since or picture.on
    return paper_history.acts_since(sources.journal, picture, since)
