"""Rules about partners and their engagements."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.grants import GrantState, state_on
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipState
from delvia_desktop.domain.access.partnerships import state_on as partnership_state_on
from delvia_desktop.domain.access.statuses import since_words, status_on
from delvia_desktop.domain.findings.rules.next_steps import (
    ending_all,
    long_unverified,
    verifying_all,
)
from delvia_desktop.domain.records.findings import Name, NextStep, Rule, Said, said
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.domain.words.ids import id_problem
from delvia_desktop.i18n import later

_WAITING = frozenset({PartnershipState.DRAFT, PartnershipState.REQUESTED})
_CONNECTED = frozenset({PartnershipState.ACTIVE, PartnershipState.ENDING})


def _center(situation: Situation, partner: Partner) -> BusinessCenter | None:
    key = partner.business_center
    return situation.picture.business_centers[key] if key is not None else None


def no_sound_id(situation: Situation, partner: Partner) -> Said | None:
    """PRT-01: a partner that is not gone has no Business Center ID, or a malformed one."""
    if situation.was_removed(partner.id):
        return None
    center = _center(situation, partner)
    act = NextStep(later("Record ID…"), "partner", partner.id, Act.CHANGE, ("bc_id",))
    if center is None or not center.bc_id:
        return said(later("The Business Center ID of {name} is missing."), act, name=partner.name)
    if id_problem(center.bc_id):
        text = later("The Business Center ID of {name} is not valid: {id}.")
        return said(text, act, name=partner.name, id=center.bc_id)
    return None


def has_ours(situation: Situation, partner: Partner) -> Said | None:
    """PRT-02: a partner is recorded with a Business Center of ours."""
    center = _center(situation, partner)
    if center is None or not center.is_own:
        return None
    text = later("{name} is recorded with our own Business Center {center}.")
    act = NextStep(later("Correct ID…"), "partner", partner.id, Act.CHANGE, ("bc_id",))
    return said(text, act, name=partner.name, center=center.name)


def not_confirmed(situation: Situation, period: Partnership) -> Said | None:
    """PRT-03: a partner has not confirmed a request for longer than it should need."""
    if partnership_state_on(period, situation.on) != PartnershipState.REQUESTED:
        return None
    since = period.requested_on
    if since is None or situation.on - since <= timedelta(days=situation.limit("confirm_days")):
        return None
    partner = situation.picture.partners[period.partner]
    text = later("{name} was sent a request on {day} and has not confirmed it.")
    act = NextStep(later("Record confirmation…"), "partnership", period.id, Act.CONFIRM)
    return said(text, act, ("partner", partner.id), name=partner.name, day=since)


def still_in(situation: Situation, period: Partnership) -> Said | None:
    """PRT-04: an engagement has ended and the partner is still connected."""
    end = period.engagement_end
    if end is None or end >= situation.on:
        return None
    if partnership_state_on(period, situation.on) not in _CONNECTED:
        return None
    partner = situation.picture.partners[period.partner]
    count = len(situation.open_shares(partner.id))
    text = later("The engagement with {name} ended on {day}, but {n} shares are still active.")
    if count == 0:
        text = later(
            "The engagement with {name} ended on {day}, but the partner is still connected."
        )
    if count == 1:
        text = later("The engagement with {name} ended on {day}, but one share is still active.")
    act = NextStep(later("Record end…"), "partnership", period.id, Act.END)
    return said(text, act, ("partner", partner.id), name=partner.name, day=end, n=count)


def nothing_shared(situation: Situation, period: Partnership) -> Said | None:
    """PRT-05: a connected partner has no open or planned share."""
    if partnership_state_on(period, situation.on) != PartnershipState.ACTIVE:
        return None
    shares = situation.of("share", "partnership", period.id)
    over = {GrantState.REVOKED, GrantState.GONE}
    if any(state_on(share, situation.on) not in over for share in shares):
        return None
    partner = situation.picture.partners[period.partner]
    text = later("{name} is connected, but nothing is shared.")
    act = NextStep(later("Record end…"), "partnership", period.id, Act.END)
    return said(text, act, ("partner", partner.id), name=partner.name)


_LACKING = {
    ("engagement_start",): (
        later("The start date of the engagement with {name} is missing."),
        later("Record start date…"),
    ),
    ("engagement_end",): (
        later("The end date of the engagement with {name} is missing."),
        later("Record end date…"),
    ),
    ("engagement_start", "engagement_end"): (
        later("The dates of the engagement with {name} are missing."),
        later("Record dates…"),
    ),
    ("contract_ref",): (
        later("The contract with {name} is missing."),
        later("Record contract…"),
    ),
    ("internal_owner",): (
        later("No one on our side is accountable for {name}."),
        later("Record accountable person…"),
    ),
    ("contract_ref", "internal_owner"): (
        later("The contract with {name} and the person accountable on our side are missing."),
        later("Record contract…"),
    ),
}
"""What is said, and offered, by what an engagement lacks."""


def lacks_terms(situation: Situation, period: Partnership) -> Said | None:
    """PRT-06: a partner's engagement lacks dates, contract or who is accountable."""
    if not situation.is_connected(period):
        return None
    lacking = _lacking(period, "engagement_start", "engagement_end")
    lacking = lacking or _lacking(period, "contract_ref", "internal_owner")
    if not lacking:
        return None
    text, step = _LACKING[lacking]
    partner = situation.picture.partners[period.partner]
    act = NextStep(step, "partnership", period.id, Act.CHANGE, lacking)
    return said(text, act, ("partner", partner.id), name=partner.name)


def _lacking(period: Partnership, *fields: str) -> tuple[str, ...]:
    return tuple(field for field in fields if not getattr(period, field))


def people_stay(situation: Situation, partner: Partner) -> Said | None:
    """PRT-07: people of a removed partner can still get in."""
    if not situation.was_removed(partner.id):
        return None
    people = situation.of("person", "partner", partner.id)
    inside = [person for person in people if situation.open_ways(person.id)]
    if not inside:
        return None
    names = ", ".join(person.name for person in inside[:3])
    text = later("{name} was removed, but its people still have access: {people}.")
    ways = [way for person in inside for way in situation.open_ways(person.id)]
    act = ending_all(situation, "partner", int(partner.id), ways, inside[0].id)
    others = tuple(("person", int(person.id)) for person in inside)
    return said(text, act, *others, name=partner.name, people=names)


def shares_stay(situation: Situation, partner: Partner) -> Said | None:
    """PRT-08: shares of a removed partner are open, or the end of a grant of it was not seen.

    What else is open has findings of its own, as SHP-04 and SPK-02, and is counted here too.
    """
    if not situation.was_removed(partner.id):
        return None
    shared = [
        share
        for period in situation.of("partnership", "partner", partner.id)
        for share in situation.opened_of("share", "partnership", period.id)
    ]
    ended = situation.unverified_of(partner.id)
    if not shared and not ended:
        return None
    left = [*situation.still_active_of(partner.id), *ended]
    key = int(partner.id)
    step = (
        verifying_all("partner", key, ended)
        if not shared
        else ending_all(situation, "partner", key, shared)
    )
    text = later(
        "{name} was removed, but {n} of its grants are still active or not verified as removed."
    )
    if len(left) == 1:
        text = later(
            "{name} was removed, but one of its grants is still active or not verified as removed."
        )
    return said(text, step, *map(_named, left), name=partner.name, n=len(left))


def long_not_seen_gone(situation: Situation, partner: Partner) -> Said | None:
    """PRT-12: a grant of a connected partner ended long ago and was not seen gone."""
    if situation.was_removed(partner.id):
        return None
    ended = situation.unverified_of(partner.id)
    if not long_unverified(situation, ended):
        return None
    text = later("{n} removals of {name}'s access are not yet verified in TikTok.")
    if len(ended) == 1:
        text = later("One removal of {name}'s access is not yet verified in TikTok.")
    step = verifying_all("partner", int(partner.id), ended)
    return said(text, step, *map(_named, ended), name=partner.name, n=len(ended))


def _named(record: Any) -> Name:  # noqa: ANN401 - whatever gives access
    return kind_of(record).name, int(record.id)


_SHUT = {
    "PUNISH": later("The Business Center of {name} has been suspended by TikTok{since}."),
    "DENY": later("TikTok shows the Business Center of {name} as denied{since}."),
}


def center_shut(situation: Situation, partner: Partner) -> Said | None:
    """PRT-11: TikTok has suspended or denied the Business Center of a partner that is not gone."""
    center = _center(situation, partner)
    if center is None or center.is_own or situation.was_removed(partner.id):
        return None
    text = _SHUT.get(status_on(center, situation.on))
    if text is None:
        return None
    act = NextStep(later("Record new status…"), "business-center", center.id, Act.STATUS)
    names = {"name": partner.name, "since": partial(since_words, center.status_on)}
    return said(text, act, ("business-center", center.id), **names)


def has_everything(situation: Situation, partner: Partner) -> Said | None:
    """SHR-02: a partner has everything that we own, and that is not little."""
    owned = situation.owned()
    if len(owned) < _LITTLE or situation.count_shares(partner.id) < len(owned):
        return None
    shares = situation.open_shares(partner.id)
    if not owned <= {share.asset for share in shares}:
        return None
    text = later("{name} has access to all {n} assets that we own.")
    newest = max((s for s in shares if s.asset in owned), key=lambda share: share.id)
    act = NextStep(later("Revoke one grant…"), "share", newest.id, Act.REVOKE)
    return said(text, act, name=partner.name, n=len(owned))


_LITTLE = 3
"""Assets of a brand of which having all is nothing odd."""

RULES = (
    Rule("PRT-01", "partner", no_sound_id),
    Rule("PRT-02", "partner", has_ours),
    Rule("PRT-03", "partnership", not_confirmed),
    Rule("PRT-04", "partnership", still_in),
    Rule("PRT-05", "partnership", nothing_shared),
    Rule("PRT-06", "partnership", lacks_terms),
    Rule("PRT-07", "partner", people_stay),
    Rule("PRT-08", "partner", shares_stay),
    Rule("PRT-11", "partner", center_shut),
    Rule("PRT-12", "partner", long_not_seen_gone),
    Rule("SHR-02", "partner", has_everything, is_wide=True),
)
