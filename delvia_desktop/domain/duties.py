"""Who answers by name for assets and partners, and for which of them somebody who has left does."""

from __future__ import annotations

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.people import Person
from delvia_desktop.domain.situation import Situation
from delvia_desktop.domain.text import is_same

Duty = Asset | Partnership
"""What somebody of ours answers for; a partnership only as long as it is connected."""


def duties_of(situation: Situation, person: Person) -> list[Duty]:
    """Return what a person answers for by name, which somebody else has to take over."""
    return [
        duty
        for name, duties in situation.once("duties", lambda: _by_name(situation)).items()
        if is_same(name, person.name)
        for duty in duties
    ]


def duty_name(situation: Situation, duty: Duty) -> str:
    """Return what a duty is about: an asset, or the partner of a partnership."""
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
    """Return who of those that have left still answers for what, by its class and number.

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
