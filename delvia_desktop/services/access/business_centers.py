"""Business Centers: recorded, corrected, deleted."""

from __future__ import annotations

from delvia_desktop.domain.access.business_centers import (
    BusinessCenter,
    BusinessCenterDraft,
    BusinessCenterKey,
    check_business_center,
)
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.statuses import StatusDraft, with_status
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


def record_business_center(edit: Edit, draft: BusinessCenterDraft) -> BusinessCenter:
    """Record a Business Center, ours or somebody else's, as one act."""
    others = edit.records.select(BusinessCenter)
    center = check_business_center(draft, BusinessCenterKey(0), others, edit.reading())
    edit.name(tr("Added Business Center {name}", name=center.name))
    return edit.add(center)


def change_business_center(
    edit: Edit, before: BusinessCenter, draft: BusinessCenterDraft
) -> BusinessCenter:
    """Correct a Business Center on record."""
    others = edit.records.select(BusinessCenter)
    reading = edit.reading()
    if before.is_own and not draft.is_own:
        users = edit.records.select(Partner, business_center=before.id)
        reading.check(not users, "is_own", tr("A partner already uses this Business Center."))
    center = check_business_center(draft, before.id, others, reading)
    edit.name(tr("Edited Business Center {name}", name=center.name))
    return edit.put(before, center)


def record_status(edit: Edit, before: BusinessCenter, draft: StatusDraft) -> BusinessCenter:
    """Record which status TikTok shows of a Business Center, and since when."""
    edit.name(tr("Recorded status of {name}", name=before.name))
    return edit.put(before, with_status(before, draft, edit.reading()))


def delete_business_center(edit: Edit, before: BusinessCenter) -> None:
    """Delete a Business Center that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted Business Center {name}", name=before.name))
    edit.remove(before)


def own_business_centers(register: Register) -> tuple[BusinessCenter, ...]:
    """Return our Business Centers from a register."""
    return register.records.select(BusinessCenter, is_own=1)
