"""Partnerships: one period of connection, from its draft to its end."""

from __future__ import annotations

from delvia_desktop.domain.access import share_steps
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.grants import GrantState, is_open
from delvia_desktop.domain.access.grants import state_on as share_state_on
from delvia_desktop.domain.access.partners import Partner, PartnerKey
from delvia_desktop.domain.access.partnership_steps import STEPS, PartnershipSurroundings, take
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
from delvia_desktop.domain.records.procedures import END_PARTNERSHIP
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import Scope, lines_of, surfaces
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.last_days import move_targets
from delvia_desktop.services.access.partners import assets_owned_by
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.journal.pictures import take_picture
from delvia_desktop.storage.tables.records import Records


def record_partnership(edit: Edit, partner: Partner, draft: PartnershipDraft) -> Partnership:
    """Record a new partnership; raises Refused while another one is not over."""
    current = current_partnership(edit.records, partner.id)
    if current is not None and state_on(current, edit.today) not in OVER:
        raise Refused(tr("A partnership with this partner has not ended. Record its end first."))
    blank = Partnership(PartnershipKey(0), partner.id, BusinessCenterKey(0))
    partnership = check_partnership(draft, blank, edit.reading())
    edit.name(tr("Added partnership with {partner}", partner=partner.name))
    return edit.add(partnership)


def change_partnership(edit: Edit, before: Partnership, draft: PartnershipDraft) -> Partnership:
    """Correct a partnership on record."""
    partnership = check_partnership(draft, before, edit.reading())
    partner = edit.records.get(Partner, before.partner)
    edit.name(tr("Edited partnership with {partner}", partner=partner.name))
    if partnership.engagement_end != before.engagement_end:
        about = {"partner": before.partner}
        move_targets(edit, END_PARTNERSHIP, about, partnership.engagement_end)
    return edit.put(before, partnership)


def take_step(edit: Edit, before: Partnership, step: str, draft: StepDraft) -> Partnership:
    """Record that a partnership took a step, by its name in `STEPS`; raises Invalid.

    With its end the open shares end too, and those that were planned are dropped. It is refused
    while the partner owns one of our assets, unless that is waived with a reason.
    """
    partner = edit.records.get(Partner, before.partner)
    after = take(before, step, draft, _around(edit, before, partner, step), edit.reading())
    edit.name(tr(STEPS[step].done, partner=partner.name))
    if step == "end":
        reason = tr("The partnership ended")
        active, planned = ended_with(edit, before)
        for share in active:
            on = after.removed_on or edit.today
            edit.put(share, share_steps.ended_with(share, on, reason, after.removed_by))
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


def current_partnership(records: Records, partner: PartnerKey) -> Partnership | None:
    """Return the newest partnership on record with a partner, or None."""
    found = records.select(Partnership, partner=partner)
    return found[-1] if found else None


def partnerships_with(register: Register, partner: PartnerKey) -> tuple[Partnership, ...]:
    """Return all partnerships on record with a partner, the newest first."""
    return tuple(reversed(register.records.select(Partnership, partner=partner)))


def _around(
    edit: Edit, before: Partnership, partner: Partner, step: str
) -> PartnershipSurroundings:
    center = partner.business_center
    return PartnershipSurroundings(
        bc_id=edit.records.get(BusinessCenter, center).bc_id if center else "",
        owned=assets_owned_by(edit.records, partner.id),
        shares=edit.records.select(Share, partnership=before.id),
        beside=_beside(edit, before) if step == "close" else (),
    )


def _beside(edit: Edit, before: Partnership) -> list[str]:
    """Name what the partner and its people have beside shares; a new period keeps it for itself."""
    situation = Situation(take_picture(edit.connection, edit.today))
    if not situation.was_removed(before.partner):
        return []
    lines = lines_of(situation, Scope(partner=before.partner), surfaces())
    found = (f"{line.what} ({line.who})" for line in lines if line.subject_kind != "share")
    return list(dict.fromkeys(found))
