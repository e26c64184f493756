"""Rules about the record and TikTok drifting apart: whether the two were compared."""

from __future__ import annotations

from datetime import date, timedelta

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.seats import SeatState
from delvia_desktop.domain.access.seats import state_on as seat_state_on
from delvia_desktop.domain.plans.compared import never_or_last
from delvia_desktop.domain.records.findings import NextStep, Rule, Said, said
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later


def partner_not_compared(situation: Situation, partner: Partner) -> Said | None:
    """CMP-01: what is shared with a partner was not compared with TikTok for long, or never."""
    found = never_or_last(situation, partner.id, situation.open_shares(partner.id))
    if found is None or not _is_long_ago(situation, found[1]):
        return None
    text = later("What is shared with {name} was never compared with TikTok.")
    if found[0] is not None:
        text = later("What is shared with {name} was last compared with TikTok on {day}.")
    act = NextStep(later("Compare with TikTok…"), "partner", partner.id, Act.COMPARE)
    return said(text, act, name=partner.name, day=found[1])


def members_not_compared(situation: Situation, center: BusinessCenter) -> Said | None:
    """CMP-01: the members of a Business Center of ours were not compared with TikTok."""
    if not center.is_own:
        return None
    seats = situation.of("seat", "business_center", center.id)
    since = [s.accepted_on for s in seats if seat_state_on(s, situation.on) == SeatState.JOINED]
    if not since:
        return None
    compared = situation.picture.comparisons.values()
    days = [
        each.compared_on
        for each in compared
        if each.listed == "seat" and each.business_center in {None, center.id}
    ]
    first = min(filter(None, since), default=situation.on)
    last = max(days, default=None)
    if not _is_long_ago(situation, last or first):
        return None
    text = later("The members of {name} were never compared with TikTok.")
    if last is not None:
        text = later("The members of {name} were last compared with TikTok on {day}.")
    act = NextStep(later("Compare with TikTok…"), "business-center", center.id, Act.COMPARE)
    return said(text, act, name=center.name, day=last)


def _is_long_ago(situation: Situation, day: date) -> bool:
    return situation.on - day > timedelta(days=situation.limit("compared_days"))


RULES = (
    Rule("CMP-01", "partner", partner_not_compared),
    Rule("CMP-01", "business-center", members_not_compared, is_wide=True),
)
