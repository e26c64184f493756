"""Who has an asset when one agency follows another: the two shares, their days, and the overlap."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.grants import OPEN, GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.text import in_order

_HANDS_OVER = frozenset(GrantState) - {GrantState.PLANNED}
"""States of what the old agency has or had; what it was only meant to get is not handed over."""

_TAKES_OVER = OPEN | {GrantState.PLANNED}
"""States of what the new agency has or is to get; what it lost again is not taken over."""


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
        if self.old is None or self.new is None or self.last_day is None or self.first_day is None:
            return None
        begin = max(self.first_day, self.old.granted_on or self.first_day)
        end = min(self.last_day, self.new.planned_end or self.last_day)
        return (end - begin).days + 1


def turns_of(situation: Situation, old: Partner, new: Partner) -> tuple[Turn, ...]:
    """Return the turnover of each asset from one agency to the next, by the asset's name."""
    before, after = situation.current(old.id), situation.current(new.id)
    given = _shares(situation, before, _HANDS_OVER)
    taken = _shares(situation, after, _TAKES_OVER)
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
    return tuple(sorted(turns, key=lambda turn: (in_order(turn.asset.name), turn.asset.id)))


def _shares(
    situation: Situation, period: Partnership | None, states: Collection[GrantState]
) -> dict[AssetKey, Share]:
    """Return the share of each asset in one of some states: what works, before what is newer."""
    if period is None:
        return {}
    shares = situation.of("share", "partnership", period.id)
    counting = [
        (state in OPEN, share.id, share)
        for share in shares
        if not share.is_incoming and (state := state_on(share, situation.on)) in states
    ]
    return {share.asset: share for _, _, share in sorted(counting)}


def _last_day(share: Share, period: Partnership | None) -> date | None:
    """Return the last day of access: an actual end is the first day on which it is gone."""
    if share.revoked_on is not None:
        return share.revoked_on - timedelta(days=1)
    return share.planned_end or (period.engagement_end if period is not None else None)


def _first_day(share: Share, period: Partnership | None) -> date | None:
    return share.granted_on or (period.engagement_start if period is not None else None)
