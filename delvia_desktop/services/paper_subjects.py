"""What a request for a paper is about: its records found in a situation, with their history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from delvia_desktop.domain.errors import Missing, Refused
from delvia_desktop.domain.paper_requests import PaperRequest
from delvia_desktop.domain.papers.about import About
from delvia_desktop.domain.papers.history_table import touching
from delvia_desktop.domain.situation import Situation
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.reports.pages import Progress
from delvia_desktop.services import paper_history
from delvia_desktop.services.register import Register


@dataclass(frozen=True)
class Asked:
    """A request for a paper about a kind of record, and where that is looked for.

    The journal is that of the register; everything else is that of the situation.
    """

    register: Register
    situation: Situation
    subject: str
    request: PaperRequest
    progress: Progress | None = None


Finder = Callable[[Asked], About[Any]]
"""What finds the subject of a kind of paper; raises Missing, or Refused for what cannot be."""


def alone(asked: Asked) -> About[Any]:
    """Return the record that is asked for."""
    record = asked.situation.all(asked.subject).get(asked.request.key)
    if record is None:
        raise Missing(tr("This is not in the register any more."))
    return About(record)


def with_history(asked: Asked) -> About[Any]:
    """Return the record with the acts that touched it, or what belongs to it."""
    about, picture = alone(asked), asked.situation.picture
    names = touching(asked.situation, (asked.subject, asked.request.key))
    return replace(about, history=paper_history.acts_on(asked.register, picture, names))


def with_successor(asked: Asked) -> About[Any]:
    """Return an agency with the one that takes over from it."""
    about, other = alone(asked), asked.request.other
    if other is None:
        raise Refused(tr("Choose the agency that takes over."))
    if other == asked.request.key:
        raise Refused(tr("An agency cannot take over from itself. Choose another one."))
    taking_over = asked.situation.all(asked.subject).get(other)
    if taking_over is None:
        raise Missing(tr("The agency that takes over is not in the register."))
    return replace(about, other=taking_over)


def of_period(asked: Asked) -> About[Any]:
    """Return the register with every act from a day to the day of the situation."""
    about, since, picture = alone(asked), asked.request.since, asked.situation.picture
    if since is None:
        raise Refused(tr("Type the first day of the change log."))
    if since > picture.on:
        first, last = show_day(since), show_day(picture.on)
        text = tr("The change log would begin on {first}, after its last day, {last}.",
                  first=first, last=last)  # fmt: skip
        raise Refused(text)
    told = paper_history.acts_since(asked.register, picture, since, asked.progress)
    return replace(about, since=since, history=told)
