"""What stands in the cells of the access matrix: single grants, how they read and how they changed.

Partners' people stand in the column of their partner, our own in that of the team, and whoever is
employed by neither has a column of his or her own: nobody who can reach an asset is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.levels import place_words
from delvia_desktop.domain.access.people import Employer, PersonKey
from delvia_desktop.domain.records.access_routes import AccessRoute, access_route
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import Level, asset_type
from delvia_desktop.i18n import tr

FAR_REACHING = frozenset({"critical", "high"})
"""Tones of levels that can change settings, money, messages or the profile, or are not known."""


class PartyKind(StrEnum):
    """What a column stands for."""

    PARTNER = "partner"
    TEAM = "team"
    PERSON = "person"


class Party(NamedTuple):
    """A column: a partner, our own team, or a person; `key` is that of the record."""

    kind: PartyKind
    key: int


TEAM = Party(PartyKind.TEAM, 0)


class CellChange(StrEnum):
    """How a grant differs from what was open before."""

    ADDED = "added"
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"
    GONE = "gone"


class Held(NamedTuple):
    """A grant in a cell: what it allows, where, to whom, and the record behind it.

    `person` is set if one person holds it; `extra` names what it allows beside its level. With
    `change` it differs from what was open before, at the level that `was` says.
    """

    kind: str
    record: int
    asset: AssetKey
    party: Party
    person: PersonKey | None
    surface: str
    level_type: str
    level: Level
    extra: frozenset[str]
    words: str
    tone: str
    state: str
    state_words: str
    is_open: bool
    is_incoming: bool = False
    change: CellChange | None = None
    was: str = ""
    was_tone: str = ""

    @property
    def is_far_reaching(self) -> bool:
        """Whether it reaches far, or did before it changed."""
        return self.tone in FAR_REACHING or self.was_tone in FAR_REACHING


def held_in(picture: Picture, *, unfolded: bool = False) -> Iterator[Held]:
    """Yield every grant that a matrix cell of an asset holds, open on the day or not.

    A Spark Ads code that names a partner and somebody else's person stands in both columns; one
    that names no asset has no row and is left out.
    """
    situation, parties = Situation(picture), _Parties(picture, unfolded=unfolded)
    for kind in _KINDS:
        for record in situation.all(kind).values():
            if record.asset is not None:
                yield from _held(access_route(situation, record), parties)


_KINDS = ("share", "assignment", "shop-partner", "spark-code")
"""The kinds that are given on an asset, in the order in which a cell has them."""

_EXTRA = {"is_full": "everything", "may_pay_out": "pay-outs"}
"""The fields that allow something beside the level, and how the matrix calls that."""


class _Parties(dict[PersonKey, Party]):
    """The column in which each person stands."""

    def __init__(self, picture: Picture, *, unfolded: bool) -> None:
        super().__init__()
        for person in picture.people.values():
            if person.employer == Employer.PARTNER and person.partner is not None:
                self[person.id] = Party(PartyKind.PARTNER, person.partner)
            elif person.employer == Employer.OURS and not unfolded:
                self[person.id] = TEAM
            else:
                self[person.id] = Party(PartyKind.PERSON, person.id)


def _held(route: AccessRoute, parties: _Parties) -> Iterator[Held]:
    given = route.given
    holders: dict[Party, PersonKey | None] = {}
    if route.person is not None:
        holders[parties[given.person]] = given.person
    if route.partner is not None:
        holders.setdefault(Party(PartyKind.PARTNER, route.partner), None)
    for party, person in holders.items():
        yield Held(
            route.kind,
            given.id,
            given.asset,
            party,
            person,
            route.surface,
            route.level_type,
            route.levels,
            frozenset(name for field, name in _EXTRA.items() if getattr(given, field, False)),
            route.level or (tr("Use") if route.level_type else ""),
            route.tone,
            str(route.state),
            "" if route.is_open else route.state_term.label,
            route.is_open,
            route.kind == "share" and given.is_incoming,
        )


def place_of(held: Held) -> str:
    """Return where a cell's grant was given and must be ended, in words."""
    return place_words(held.kind, held.surface)


def compared(now: Iterable[Held], before: Iterable[Held]) -> list[Held]:
    """Return a cell's grants with how each differs from before; the gone ones are added.

    Only what works counts: a plan that was carried out is added, what was ended is gone. A record
    is known again by its number and holder, and one that took the place of another by asset, holder
    and place, as a level is lowered by a second share.
    """
    after = list(now)
    was_open = [held for held in before if held.is_open]
    pairs, left = _paired([held for held in after if held.is_open], was_open)
    gone = {_identity(held) for held in left}
    found = [
        _marked(held, pairs.get(_identity(held))) if held.is_open else held
        for held in after
        if held.is_open or _identity(held) not in gone
    ]
    return found + [held._replace(change=CellChange.GONE) for held in left]


def _paired(
    now: list[Held], before: list[Held]
) -> tuple[dict[tuple[object, ...], Held], list[Held]]:
    """Return what each open grant was before, and what is left of before."""
    pairs: dict[tuple[object, ...], Held] = {}
    for same in (_identity, _slot):
        waiting: dict[tuple[object, ...], list[Held]] = {}
        for held in before:
            waiting.setdefault(same(held), []).append(held)
        for held in now:
            if _identity(held) not in pairs and waiting.get(same(held)):
                pairs[_identity(held)] = waiting[same(held)].pop(0)
        before = [held for rest in waiting.values() for held in rest]
    return pairs, before


def _identity(held: Held) -> tuple[object, ...]:
    return held.kind, held.record, held.asset, held.party, held.person


def _slot(held: Held) -> tuple[object, ...]:
    post = held.record if held.kind == "spark-code" else 0
    place = (held.kind, held.asset, held.party, held.person, held.surface)
    return (*place, held.is_incoming, post)


def _marked(held: Held, was: Held | None) -> Held:
    if was is None:
        return held._replace(change=CellChange.ADDED)
    change = change_between(held, was)
    if change is None:
        return held
    return held._replace(change=change, was=was.words, was_tone=was.tone)


def change_between(held: Held, was: Held) -> CellChange | None:
    """Return how what a cell's grant allows differs from before, or None."""
    if (held.level, held.extra, held.words) == (was.level, was.extra, was.words):
        return None
    if _is_wider(held, was):
        return CellChange.RAISED
    return CellChange.LOWERED if _is_wider(was, held) else CellChange.CHANGED


def _is_wider(new: Held, old: Held) -> bool:
    """Tell whether one allows everything that the other does, and more."""
    if new.level == old.level:
        return new.extra > old.extra
    kind = asset_type(new.level_type)
    return kind.is_wider(new.level, old.level) and new.extra >= old.extra
