"""What is still due once somebody has left: the procedure for it, and a review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.procedures.plans import procedure
from delvia_desktop.domain.records.procedures import PERSON_LEAVES, Run
from delvia_desktop.domain.reviews.schedule import due_reviews
from delvia_desktop.domain.words.acts import Act, act_words
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.notes import Action, Banner

_RECENT = 30
"""Days after which the procedure for a leaver is no longer offered by itself."""


def leaver_due(
    session: Session, person: Person, lead: Callable[[str, int, str], object]
) -> list[Banner]:
    """Return the banner of what is due for a leaver: the procedure, or a review.

    Whoever left long ago is due for a review only. `lead` leads to where either begins.
    """
    attention, on = session.watch.attention, session.on
    if attention is None or person.left_on is None or not has_gone(person, on):
        return []
    review = next((d for d in due_reviews(attention.situation) if d.person == person.id), None)
    runs = session.shown.records.select(Run, procedure=PERSON_LEAVES, person=person.id)
    is_recent = (on - person.left_on).days <= _RECENT
    words = [tr("{name} left on {day}.", name=person.name, day=show_day(person.left_on))]
    acts: list[Action] = []
    if not runs and (review is not None or is_recent):
        title = tr(procedure(PERSON_LEAVES).title)
        words.append(tr("The procedure “{title}” has not been started.", title=title))
        begin = partial(lead, "person", int(person.id), Act.OFFBOARD)
        acts.append((tr("Start procedure…"), begin))
    is_late = review is not None and review.day < on
    if review is not None:
        told = tr("A review was due on {day}.") if is_late else tr("A review is due on {day}.")
        words.append(told.format(day=show_day(review.day)))
        begin = partial(lead, "person", int(person.id), Act.REVIEW)
        acts.append((act_words(Act.REVIEW), begin))
    if not acts:
        return []
    tone = "high" if is_late else "info"
    return [Banner(" ".join(words), tone, acts if session.can_act else [], leads=True)]
