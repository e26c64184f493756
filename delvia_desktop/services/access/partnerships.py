"""Partnerships: one period of connection, from its draft to its end."""

from __future__ import annotations

from collections.abc import Callable

from delvia_desktop.domain.access import partnership_steps, share_steps
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.grants import GrantState, is_open
from delvia_desktop.domain.access.grants import state_on as share_state_on
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnerships import (
    OVER,
    Partnership,
    PartnershipDraft,
    PartnershipKey,
    check_partnership,
    state_on,
)
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.lists.rows import PartnershipRow, Wanted
from delvia_desktop.domain.procedures.plans import END_PARTNERSHIP
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.last_days import move_targets
from delvia_desktop.services.access.partners import assets_owned_by
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.journal.pictures import take_picture
from delvia_desktop.storage.lists import lists
from delvia_desktop.storage.lists.lists import Listing
from delvia_desktop.storage.tables.records import Records


def record_partnership(edit: Edit, partner: Partner, draft: PartnershipDraft) -> Partnership:
    """Record a new period of connection; raises Refused while another one is not over."""
    current = current_partnership(edit.records, partner.id)
    if current is not None and state_on(current, edit.today) not in OVER:
        raise Refused(tr("A partnership with this partner has not ended. Record its end first."))
    blank = Partnership(PartnershipKey(0), partner.id, BusinessCenterKey(0))
    partnership = check_partnership(draft, blank, edit.reading())
    edit.name(tr("Added partnership with {partner}", partner=partner.name))
    return edit.add(partnership)


def change_partnership(edit: Edit, before: Partnership, draft: PartnershipDraft) -> Partnership:
    """Correct a partnership."""
    partnership = check_partnership(draft, before, edit.reading())
    edit.name(tr("Edited partnership with {partner}", partner=_name(edit, before)))
    if partnership.engagement_end != before.engagement_end:
        about = {"partner": before.partner}
        move_targets(edit, END_PARTNERSHIP, about, partnership.engagement_end)
    return edit.put(before, partnership)


def request_partnership(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that the partner was added in TikTok by its Business Center ID."""
    partner = edit.records.get(Partner, before.partner)
    center = partner.business_center
    bc_id = edit.records.get(BusinessCenter, center).bc_id if center else ""
    after = partnership_steps.request(before, draft, bc_id, edit.reading())
    edit.name(tr("Requested partnership with {partner}", partner=partner.name))
    return edit.put(before, after)


def confirm_partnership(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that the partner confirmed the connection."""
    title = tr("Confirmed partnership with {partner}", partner=_name(edit, before))
    return _step(edit, before, draft, partnership_steps.confirm, title)


def decline_partnership(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that the partner declined the request."""
    title = tr("{partner} declined", partner=_name(edit, before))
    return _step(edit, before, draft, partnership_steps.decline, title)


def cancel_partnership(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that we cancelled the request."""
    title = tr("Cancelled request to {partner}", partner=_name(edit, before))
    return _step(edit, before, draft, partnership_steps.cancel, title)


def begin_to_end(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that the offboarding has begun."""
    title = tr("Marked partnership with {partner} as ending", partner=_name(edit, before))
    return _step(edit, before, draft, partnership_steps.begin_end, title)


def end_partnership(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that the partner was removed; its open shares end with it, its plans are dropped.

    Raises Invalid while the partner owns one of our assets, unless that is waived with a reason.
    """
    name = _name(edit, before)
    owned = assets_owned_by(edit.records, before.partner)
    after = partnership_steps.remove(before, draft, owned, edit.reading())
    edit.name(tr("Ended partnership with {partner}", partner=name))
    ended_on = after.removed_on or edit.today
    reason = tr("The partnership ended")
    active, planned = ended_with(edit, before)
    for share in active:
        edit.put(share, share_steps.ended_with(share, ended_on, reason, after.removed_by))
    for share in planned:
        edit.remove(share)
    return edit.put(before, after)


def ended_with(
    source: Edit | Register, partnership: Partnership
) -> tuple[tuple[Share, ...], tuple[Share, ...]]:
    """Return the shares that end with a partnership, and the planned ones that are dropped."""
    shares, today = source.records.select(Share, partnership=partnership.id), source.today
    planned = (each for each in shares if share_state_on(each, today) == GrantState.PLANNED)
    return tuple(each for each in shares if is_open(each, today)), tuple(planned)


def close_partnership(edit: Edit, before: Partnership, draft: StepDraft) -> Partnership:
    """Record that nothing is left of the partnership: every share and way in was seen gone."""
    shares = edit.records.select(Share, partnership=before.id)
    after = partnership_steps.close(before, draft, shares, _beside(edit, before), edit.reading())
    edit.name(tr("Closed partnership with {partner}", partner=_name(edit, before)))
    return edit.put(before, after)


def current_partnership(records: Records, partner: PartnerKey) -> Partnership | None:
    """Return the newest partnership with a partner, or None."""
    found = records.select(Partnership, partner=partner)
    return found[-1] if found else None


def list_partnerships(register: Register, wanted: Wanted) -> Listing[PartnershipRow]:
    """List the partnerships with their state."""
    return lists.partnerships(register.store.connection, wanted)


def partnerships_with(register: Register, partner: PartnerKey) -> tuple[Partnership, ...]:
    """Return all periods of connection with a partner, the newest first."""
    return tuple(reversed(register.records.select(Partnership, partner=partner)))


def _step(
    edit: Edit,
    before: Partnership,
    draft: StepDraft,
    step: Callable[..., Partnership],
    title: str,
) -> Partnership:
    after = step(before, draft, edit.reading())
    edit.name(title)
    return edit.put(before, after)


def _beside(edit: Edit, before: Partnership) -> list[str]:
    """Name what the partner and its people have beside shares; a new period keeps it for itself."""
    situation = Situation(take_picture(edit.connection, edit.today))
    if not situation.was_removed(before.partner):
        return []
    lines = lines_of(situation, Scope(partner=before.partner), surfaces())
    found = (f"{line.what} ({line.who})" for line in lines if line.subject_kind != "share")
    return list(dict.fromkeys(found))


def _name(edit: Edit, partnership: Partnership) -> str:
    return edit.records.get(Partner, partnership.partner).name
