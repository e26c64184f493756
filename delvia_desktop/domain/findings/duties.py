"""Who answers by name for assets and partners, and for which of them somebody who has left does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.logins import Login
from delvia_desktop.domain.access.partnerships import OVER, Partnership, state_on
from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.records.picture import PLACES, Picture
from delvia_desktop.domain.records.reviews import Decision, Review, ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import review_subject
from delvia_desktop.domain.words.text import is_same
from delvia_desktop.i18n import tr

Duty = Asset | Partnership
"""What somebody of ours answers for; a partnership only as long as it is connected."""


def duties_of(situation: Situation, person: Person) -> list[Duty]:
    """Return the duties of a person: what one answers for by name, to be taken over."""
    return [
        duty
        for name, duties in situation.once("duties", lambda: _by_name(situation)).items()
        if is_same(name, person.name)
        for duty in duties
    ]


def duty_name(situation: Situation, duty: Duty) -> str:
    """Return the name of a duty: that of an asset, or of the partner of a partnership."""
    if isinstance(duty, Asset):
        return duty.name
    return situation.picture.partners[duty.partner].name


def _by_name(situation: Situation) -> dict[str, list[Duty]]:
    picture = situation.picture
    found: dict[str, list[Duty]] = {}
    for asset in picture.assets.values():
        if asset.internal_owner:
            found.setdefault(asset.internal_owner, []).append(asset)
    for period in picture.partnerships.values():
        if period.internal_owner and situation.is_connected(period):
            found.setdefault(period.internal_owner, []).append(period)
    return found


def duties_left(situation: Situation) -> dict[tuple[type[Duty], int], Person]:
    """Return the duties left with people who have left, by their class and number.

    A name that somebody here has as well is taken for theirs.
    """
    return situation.once("duties left", lambda: _duties_left(situation))


def _duties_left(situation: Situation) -> dict[tuple[type[Duty], int], Person]:
    everyone = situation.picture.people.values()
    here = [person.name for person in everyone if not situation.has_left(person)]
    return {
        (type(duty), int(duty.id)): person
        for person in everyone
        if situation.has_left(person) and not any(is_same(person.name, name) for name in here)
        for duty in duties_of(situation, person)
    }


class HeldDuty(NamedTuple):
    """A duty as it is recorded: the field of a record that names who has it."""

    kind: str
    id: int
    field: str


def held_by(picture: Picture, person: Person) -> list[HeldDuty]:
    """Return all duties for which a person is named and which go on without the person."""
    return [
        HeldDuty(kind, int(record.id), field)
        for kind, field, record in _going_on(picture)
        if _names(getattr(record, field), person)
    ]


def to_hand_over(picture: Picture, person: Person) -> list[HeldDuty]:
    """Return those duties of a person that somebody else has once they are named."""
    return [held for held in held_by(picture, person) if not is_custody(held)]


def is_custody(held: HeldDuty) -> bool:
    """Tell whether a duty is a mailbox or a recovery, which change hands elsewhere first."""
    return held.kind == "login"


def held_words(held: HeldDuty) -> str:
    """Return in words what sort of duty a held one is."""
    return _DUTIES[held.kind, held.field]()


def held_name(situation: Situation, held: HeldDuty) -> str:
    """Return the name of what a held duty is about."""
    record = situation.all(held.kind)[held.id]
    if isinstance(record, Login):
        return situation.asset(record).name
    if isinstance(record, Partnership):
        return duty_name(situation, record)
    if isinstance(record, Review):
        return review_subject(situation, record)
    return record.what if isinstance(record, ReviewLine) else str(record.name)


def duty_fields() -> tuple[tuple[str, str], ...]:
    """Return every kind and field that names who has a duty."""
    return tuple(_DUTIES)


_DUTIES: dict[tuple[str, str], Callable[[], str]] = {
    ("asset", "internal_owner"): lambda: tr("Accountable for the asset"),
    ("partnership", "internal_owner"): lambda: tr("Accountable for the partner"),
    ("login", "mailbox_holder"): lambda: tr("Mailbox holder"),
    ("login", "recovery_holder"): lambda: tr("Recovery holder"),
    ("review", "reviewer"): lambda: tr("Reviewer"),
    ("review-line", "owner"): lambda: tr("Responsible for the deferred item"),
    ("person", "line_manager"): lambda: tr("Line manager"),
}
"""What each field means that names who has a duty."""


def _going_on(picture: Picture) -> Iterator[tuple[str, str, Any]]:
    """Yield the records whose duties go on, with their kinds and the fields for them."""
    on = picture.on
    goes_on: dict[str, Callable[[Any], bool]] = {
        "partnership": lambda period: state_on(period, on) not in OVER,
        "review": lambda review: review.closed_on is None,
        "review-line": lambda line: (
            line.decision == Decision.DEFERRED and (line.until is None or line.until >= on)
        ),
        "person": lambda person: not has_gone(person, on),
    }
    for kind, field in _DUTIES:
        asked = goes_on.get(kind, lambda _: True)
        for record in getattr(picture, PLACES[kind]).values():
            if asked(record):
                yield kind, field, record


def _names(value: object, person: Person) -> bool:
    return is_same(value, person.name) if isinstance(value, str) else value == person.id
