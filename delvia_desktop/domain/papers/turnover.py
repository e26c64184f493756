"""Who has an asset when one agency follows another: the two shares, their days, and the overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from delvia_desktop.domain.assets import Asset, AssetKey
from delvia_desktop.domain.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.partners import Partner
from delvia_desktop.domain.partnerships import Partnership
from delvia_desktop.domain.shares import Share
from delvia_desktop.domain.situation import Situation

_NOT_GIVEN = frozenset({GrantState.PLANNED})
_ENDED = frozenset({GrantState.REVOKED, GrantState.GONE})


@dataclass(frozen=True)
class Turn:
    """One asset on its way from an agency to the next; either share may be missing.

    `last_day` is the last on which the old agency has it, `first_day` the first on which the new
    one has it, as they happened or are planned; None where no day is known.
    """

    asset: Asset
    old: Share | None
    new: Share | None
    last_day: date | None
    first_day: date | None

    @property
    def is_passed_on(self) -> bool:
        """Whether the new agency gets what the old one has."""
        return self.old is not None and self.new is not None

    @property
    def overlap(self) -> int | None:
        """Days on which both have it; below zero, days on which neither has. None if not known."""
        if not self.is_passed_on or self.last_day is None or self.first_day is None:
            return None
        return (self.last_day - self.first_day).days + 1


def turns_of(situation: Situation, old: Partner, new: Partner) -> tuple[Turn, ...]:
    """Return every asset that either agency has or had in its newest period, by its name."""
    before, after = situation.current(old.id), situation.current(new.id)
    given, taken = _shares(situation, before), _shares(situation, after)
    # What the old one was only meant to get is not handed over, what the new one lost not taken.
    on = situation.on
    given = {key: share for key, share in given.items() if state_on(share, on) not in _NOT_GIVEN}
    taken = {key: share for key, share in taken.items() if state_on(share, on) not in _ENDED}
    turns = []
    for key in given.keys() | taken.keys():
        left, comes = given.get(key), taken.get(key)
        turns.append(
            Turn(
                situation.picture.assets[key],
                left,
                comes,
                _last_day(left, before) if left is not None else None,
                _first_day(comes, after) if comes is not None else None,
            )
        )
    return tuple(sorted(turns, key=lambda turn: (turn.asset.name.casefold(), turn.asset.id)))


def _shares(situation: Situation, period: Partnership | None) -> dict[AssetKey, Share]:
    """Return the share of each asset that counts: what works, else what is planned, else newest."""
    if period is None:
        return {}
    found: dict[AssetKey, Share] = {}
    for share in _by_weight(situation, situation.of("share", "partnership", period.id)):
        if not share.is_incoming:
            found[share.asset] = share
    return found


def _by_weight(situation: Situation, shares: Iterable[Share]) -> list[Share]:
    """Return shares so that the one that counts most comes last."""

    def weight(share: Share) -> tuple[int, int]:
        state = state_on(share, situation.on)
        return (2 if state in OPEN else int(state == GrantState.PLANNED)), share.id

    return sorted(shares, key=weight)


def _last_day(share: Share, period: Partnership | None) -> date | None:
    """Return the last day of access: an actual end is the first day on which it is gone."""
    if share.revoked_on is not None:
        return share.revoked_on - timedelta(days=1)
    return share.planned_end or (period.engagement_end if period is not None else None)


def _first_day(share: Share, period: Partnership | None) -> date | None:
    return share.granted_on or (period.engagement_start if period is not None else None)
