"""Partners: recorded with their Business Center, corrected, deleted, listed."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.assets import Asset, OwnerKind
from delvia_desktop.domain.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.errors import Missing, Notice
from delvia_desktop.domain.partners import (
    Neighbours,
    Partner,
    PartnerDraft,
    PartnerKey,
    check_partner,
)
from delvia_desktop.domain.rows import PartnerRow, Wanted
from delvia_desktop.i18n import tr
from delvia_desktop.services.deletion import refuse_if_used
from delvia_desktop.services.register import Register
from delvia_desktop.storage import lists
from delvia_desktop.storage.edit import Edit
from delvia_desktop.storage.lists import Listing
from delvia_desktop.storage.records import Records


def record_partner(edit: Edit, draft: PartnerDraft) -> Partner:
    """Record a partner and, if its id is known, the Business Center that it acts through."""
    neighbours = _neighbours(edit.records)
    partner, bc_id = check_partner(draft, PartnerKey(0), neighbours, edit.reading())
    edit.name(tr("Record partner {name}", name=partner.name))
    center = _center(edit, bc_id, partner.name)
    return edit.add(replace(partner, business_center=center))


def change_partner(edit: Edit, before: Partner, draft: PartnerDraft) -> Partner:
    """Correct a partner; a corrected id corrects its Business Center."""
    neighbours = _neighbours(edit.records)
    partner, bc_id = check_partner(draft, before.id, neighbours, edit.reading())
    edit.name(tr("Change partner {name}", name=partner.name))
    center = before.business_center
    known = edit.records.get(BusinessCenter, center) if center else None
    if known is None or known.bc_id != bc_id:
        other = edit.records.find(BusinessCenter, bc_id=bc_id) if bc_id else None
        # A partner that was recorded with a Business Center of ours must not change its id.
        if known is not None and not known.is_own and bc_id and other is None:
            edit.put(known, replace(known, bc_id=bc_id))
        else:
            center = _center(edit, bc_id, partner.name)
    return edit.put(before, replace(partner, business_center=center))


def delete_partner(edit: Edit, before: Partner) -> None:
    """Delete a partner that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Delete partner {name}", name=before.name))
    edit.remove(before)


def notices(register: Register, draft: PartnerDraft, key: int = 0) -> tuple[Notice, ...]:
    """Return what looks odd about a draft while the person types; raises Invalid."""
    reading = register.reading()
    check_partner(draft, PartnerKey(key), _neighbours(register.records), reading)
    return reading.notices


def list_partners(register: Register, wanted: Wanted) -> Listing[PartnerRow]:
    """List the partners with the state of their newest partnership."""
    return lists.partners(register.store.connection, wanted)


def business_center_of(register: Register, partner: Partner) -> BusinessCenter | None:
    """Return the Business Center that a partner acts through, if it is known."""
    if partner.business_center is None:
        return None
    return register.records.get(BusinessCenter, partner.business_center)


def assets_owned_by(records: Records, partner: PartnerKey) -> tuple[Asset, ...]:
    """Return the assets that a partner owns and that block the end of its partnership."""
    return records.select(Asset, owner_kind=OwnerKind.PARTNER.value, owner_partner=partner)


def partner_named(register: Register, word: str) -> Partner:
    """Return the partner that a word means: its name, its Business Center ID or our number.

    Raises Missing if there is none, or more than one, and names the candidates.
    """
    sought = word.strip()
    everyone = register.records.select(Partner)
    centers = {c.id: c.bc_id for c in register.records.select(BusinessCenter)}
    for matches in (
        [p for p in everyone if p.business_center and centers[p.business_center] == sought],
        [p for p in everyone if p.name == sought],
        [p for p in everyone if p.name.casefold() == sought.casefold()],
        [p for p in everyone if str(p.id) == sought],
        [p for p in everyone if sought and sought.casefold() in p.name.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = ", ".join(partner.name for partner in matches)
            raise Missing(tr("This fits several partners: {names}.", names=names))
    raise Missing(tr("There is no partner “{word}”.", word=sought))


def _neighbours(records: Records) -> Neighbours:
    return Neighbours(records.select(Partner), records.select(BusinessCenter))


def _center(edit: Edit, bc_id: str, name: str) -> BusinessCenterKey | None:
    if not bc_id:
        return None
    known = edit.records.find(BusinessCenter, bc_id=bc_id)
    if known is None:
        known = edit.add(BusinessCenter(BusinessCenterKey(0), name, bc_id))
    return known.id
