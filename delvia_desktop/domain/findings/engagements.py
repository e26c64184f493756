"""Engagements on a time line: from when to when each partner works for us, and where it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from delvia_desktop.domain.access.partnerships import (
    PartnershipState,
    is_past_end,
    standing,
    state_on,
)
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.vocabulary import Term, term
from delvia_desktop.i18n import show_day, tr

_BACK, _AHEAD = 365, 365
"""Days before and after today over which engagements are shown."""


class Engagement(NamedTuple):
    """One engagement; `end` is its last day, None while it is open.

    `is_late` says that the last day has passed and the partner is still connected; `standing` is
    where it stands, in a word or two and their tone.
    """

    partnership: int
    partner: int
    name: str
    start: date
    end: date | None
    middle: date | None
    state: str
    is_late: bool
    standing: Term

    @property
    def words(self) -> str:
        """The engagement in a sentence."""
        end = show_day(self.end) if self.end is not None else tr("no end date")
        state = tr(term("partnership_state", self.state).label)
        words = tr(
            "{name}: {start} to {end}, {state}",
            name=self.name,
            start=show_day(self.start),
            end=end,
            state=state,
        )
        return tr("{words}, past its end date", words=words) if self.is_late else words


def engagements(situation: Situation) -> tuple[Engagement, ...]:
    """Return the engagements within a year before or after a day, the earliest end first.

    One that has no first day is counted from when the partner confirmed or was asked.
    """
    on, found = situation.on, []
    first, last = on - timedelta(days=_BACK), on + timedelta(days=_AHEAD)
    for period in situation.picture.partnerships.values():
        state = state_on(period, on)
        start = period.engagement_start or period.confirmed_on or period.requested_on
        end = period.removed_on or period.engagement_end
        never = {PartnershipState.DECLINED, PartnershipState.CANCELLED}
        if start is None or state in never or start > last or (end or last) < first:
            continue
        found.append(
            Engagement(
                int(period.id),
                int(period.partner),
                situation.picture.partners[period.partner].name,
                start,
                end,
                period.engagement_mid,
                state,
                is_late=is_past_end(state, end, on),
                standing=standing(state, end, on),
            )
        )
    return tuple(sorted(found, key=lambda each: (each.end or last, each.name, each.partnership)))
