"""Partnerships: one period of connection between one of our Business Centers and a partner.

The state on a day follows from the dates, so the two can never disagree:

    draft -> requested -> active -> ending -> removed -> closed
             requested -> declined | cancelled

TikTok's help describes no acceptance and its API returns no state; Delvia's page says that the
agency accepts. So `active` may follow straight on `draft`. After `closed` or `removed` a new
period is a new partnership.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import EvidenceRef, Label, Prose, Searched, Somebody
from delvia_desktop.domain.words.vocabulary import Term, term
from delvia_desktop.i18n import show_day, tr

PartnershipKey = NewType("PartnershipKey", int)


class PartnershipState(StrEnum):
    """Where a partnership stands on a day."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACTIVE = "active"
    ENDING = "ending"
    REMOVED = "removed"
    CLOSED = "closed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


NEVER = frozenset({PartnershipState.DECLINED, PartnershipState.CANCELLED})
"""The states of a request that came to nothing."""

OVER = NEVER | {PartnershipState.REMOVED, PartnershipState.CLOSED}
"""The states in which the partner is not connected any more."""

ENDS = OVER | {PartnershipState.ENDING}
"""The states in which nothing more is to be given to the partner."""


@dataclass(frozen=True)
class Partnership:
    """One period of connection, with the engagement it serves."""

    id: PartnershipKey
    partner: PartnerKey
    business_center: Annotated[BusinessCenterKey, Label("Business Center")]
    engagement_start: Annotated[date | None, Label("Engagement starts")] = None
    engagement_mid: Annotated[date | None, Label("Mid-point")] = None
    engagement_end: Annotated[date | None, Label("Engagement ends")] = None
    contract_ref: Annotated[Searched[Prose], Label("Contract")] = ""
    internal_owner: Annotated[Searched[Somebody], Label("Accountable on our side")] = ""
    scope_agreed: Annotated[Searched[Prose], Label("Agreed scope")] = ""
    requested_on: Annotated[date | None, Label("Requested in TikTok on")] = None
    confirmed_on: date | None = None
    confirmed_by: Somebody = ""
    declined_on: date | None = None
    cancelled_on: date | None = None
    ending_on: Annotated[date | None, Label("Ending since")] = None
    removed_on: date | None = None
    removed_by: Somebody = ""
    waiver: Annotated[Prose, Label("Reason for ending anyway")] = ""
    closed_on: date | None = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


@dataclass(frozen=True)
class PartnershipDraft:
    """The engagement as typed; the steps of a partnership are acts of their own."""

    business_center: BusinessCenterKey | None = None
    engagement_start: str = ""
    engagement_mid: str = ""
    engagement_end: str = ""
    contract_ref: str = ""
    internal_owner: str = ""
    scope_agreed: str = ""
    requested_on: str = ""
    evidence_ref: str = ""
    note: str = ""


def state_on(partnership: Partnership, day: date) -> PartnershipState:
    """Return the state of a partnership on a day; a planned end is the last day that counts."""
    reached = [
        (partnership.closed_on, PartnershipState.CLOSED),
        (partnership.removed_on, PartnershipState.REMOVED),
        (partnership.cancelled_on, PartnershipState.CANCELLED),
        (partnership.declined_on, PartnershipState.DECLINED),
        (partnership.ending_on, PartnershipState.ENDING),
    ]
    for since, state in reached:
        if since is not None and since <= day:
            return state
    if partnership.confirmed_on is not None and partnership.confirmed_on <= day:
        end = partnership.engagement_end
        past = end is not None and end < day
        return PartnershipState.ENDING if past else PartnershipState.ACTIVE
    if partnership.requested_on is not None and partnership.requested_on <= day:
        return PartnershipState.REQUESTED
    return PartnershipState.DRAFT


def is_past_end(state: str, end: date | None, day: date) -> bool:
    """Tell whether the last day has passed while the partner is still connected."""
    return state not in OVER and end is not None and end < day


def standing(state: str, end: date | None, day: date) -> Term:
    """Return the words and the tone of a state on a day; what should have ended says so."""
    found = term("partnership_state", state)
    if is_past_end(state, end, day):
        return replace(found, label=tr("Past end date"), tone="critical")
    return found


def removed_by(partnership: Partnership, day: date) -> date | None:
    """Return the day on which a partnership was removed, None if not so by a day."""
    removed = partnership.removed_on
    return removed if removed is not None and removed <= day else None


def last_day(partnership: Partnership, day: date) -> date | None:
    """Return the last day of a partnership as known on a day: the real or the agreed one."""
    return removed_by(partnership, day) or partnership.engagement_end


def engagement_words(partnership: Partnership, day: date) -> tuple[str, str]:
    """Return a partnership's period in words, until its real last day once removed.

    The second text says until when that was agreed, where the real last day is another one.
    """
    end, agreed = last_day(partnership, day), partnership.engagement_end
    words = tr(
        "{start} – {end}",
        start=show_day(partnership.engagement_start) if partnership.engagement_start else "?",
        end=show_day(end) if end else tr("no end date"),
    )
    is_other = agreed is not None and agreed != end
    return words, tr("agreed until {day}", day=show_day(agreed)) if agreed and is_other else ""


def check_partnership(
    draft: PartnershipDraft, before: Partnership, reading: Reading
) -> Partnership:
    """Check the draft of a partnership and return the record; raises Invalid.

    `before` carries the partner and the dates of the steps taken so far.
    """
    reading.check(
        draft.business_center is not None,
        "business_center",
        tr("Choose which of our Business Centers the partner is connected to."),
    )
    start = reading.day("engagement_start", draft.engagement_start)
    middle = reading.day("engagement_mid", draft.engagement_mid)
    end = reading.day("engagement_end", draft.engagement_end)
    reading.order(start, end, "engagement_end", tr("Cannot be before the engagement starts."))
    reading.order(start, middle, "engagement_mid", tr("Cannot be before the engagement starts."))
    reading.order(middle, end, "engagement_mid", tr("Cannot be after the engagement ends."))
    checked = Partnership(
        id=before.id,
        partner=before.partner,
        business_center=draft.business_center or before.business_center,
        engagement_start=start,
        engagement_mid=middle,
        engagement_end=end,
        contract_ref=reading.line("contract_ref", draft.contract_ref),
        internal_owner=reading.line("internal_owner", draft.internal_owner),
        scope_agreed=reading.note("scope_agreed", draft.scope_agreed),
        requested_on=reading.past_day("requested_on", draft.requested_on),
        confirmed_on=before.confirmed_on,
        confirmed_by=before.confirmed_by,
        declined_on=before.declined_on,
        cancelled_on=before.cancelled_on,
        ending_on=before.ending_on,
        removed_on=before.removed_on,
        removed_by=before.removed_by,
        waiver=before.waiver,
        closed_on=before.closed_on,
        evidence_ref=reading.line("evidence_ref", draft.evidence_ref),
        note=reading.note("note", draft.note),
    )
    reading.done()
    return checked
