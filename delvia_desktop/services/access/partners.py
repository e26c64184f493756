"""Partners: recorded with their Business Center, corrected, deleted."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.access.assets import Asset, OwnerKind
from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.access.partners import (
    CheckedPartner,
    Neighbours,
    Partner,
    PartnerDraft,
    PartnerKey,
    check_partner,
)
from delvia_desktop.domain.words.errors import Missing
from delvia_desktop.domain.words.text import clean_line, is_found, is_same
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def record_partner(edit: Edit, draft: PartnerDraft) -> Partner:
    """Record a partner and, if its id is known, its Business Center, as one act."""
    neighbours = _neighbours(edit.records)
    checked = check_partner(draft, PartnerKey(0), neighbours, edit.reading())
    partner = checked.partner
    edit.name(tr("Added partner {name}", name=partner.name))
    center = _center(edit, checked)
    return edit.add(replace(partner, business_center=center))


def change_partner(edit: Edit, before: Partner, draft: PartnerDraft) -> Partner:
    """Correct a partner on record; a corrected id corrects its Business Center."""
    neighbours = _neighbours(edit.records)
    checked = check_partner(draft, before.id, neighbours, edit.reading())
    partner = checked.partner
    edit.name(tr("Edited partner {name}", name=partner.name))
    center = before.business_center
    known = edit.records.get(BusinessCenter, center) if center else None
    other = edit.records.find(BusinessCenter, bc_id=checked.bc_id) if checked.bc_id else None
    # A partner that was recorded with a Business Center of ours must not change its id.
    is_theirs = known is not None and not known.is_own
    if known is not None and is_theirs and checked.bc_id and other in {None, known}:
        ids = replace(known, bc_id=checked.bc_id, former_ids=checked.former_ids)
        if ids != known:
            edit.put(known, ids)
    else:
        center = _center(edit, checked)
    return edit.put(before, replace(partner, business_center=center))


def delete_partner(edit: Edit, before: Partner) -> None:
    """Delete a partner that was recorded by mistake; its history stays."""
    refuse_if_used(edit, before)
    edit.name(tr("Deleted partner {name}", name=before.name))
    edit.remove(before)


def business_center_of(register: Register, partner: Partner) -> BusinessCenter | None:
    """Return the Business Center of a partner on record, if it is known."""
    if partner.business_center is None:
        return None
    return register.records.get(BusinessCenter, partner.business_center)


def assets_owned_by(records: Records, partner: PartnerKey) -> tuple[Asset, ...]:
    """Return the assets on record that a partner owns, which block its partnership's end."""
    return records.select(Asset, owner_kind=OwnerKind.PARTNER.value, owner_partner=partner)


def partner_named(register: Register, word: str) -> Partner:
    """Return the partner on record that a word means: name, Business Center ID or number.

    Raises Missing if there is none, or more than one, and names the candidates with their numbers,
    by which they can be told apart.
    """
    sought = clean_line(word)
    everyone = register.records.select(Partner)
    centers = {c.id: c for c in register.records.select(BusinessCenter)}

    def ids(partner: Partner) -> set[str]:
        center = centers.get(partner.business_center) if partner.business_center else None
        return {center.bc_id, *(f.number for f in center.former_ids)} if center else set()

    for matches in (
        [p for p in everyone if sought in ids(p)],
        [p for p in everyone if p.name == sought],
        [p for p in everyone if is_same(p.name, sought)],
        [p for p in everyone if sought in {str(p.id), f"partner/{p.id}"}],
        [p for p in everyone if sought and is_found(sought, p.name)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = ", ".join(
                tr("{number} {name}", number=partner.id, name=partner.name) for partner in matches
            )
            text = tr("“{word}” matches several partners. Specify one by its number: {names}.",
                      word=sought, names=names)  # fmt: skip
            raise Missing(text)
    raise Missing(tr("There is no partner “{word}”.", word=sought))


def _neighbours(records: Records) -> Neighbours:
    return Neighbours(records.select(Partner), records.select(BusinessCenter))


def _center(edit: Edit, checked: CheckedPartner) -> BusinessCenterKey | None:
    """Return the Business Center with the id that was typed, recorded if it is not known yet."""
    if not checked.bc_id:
        return None
    known = edit.records.find(BusinessCenter, bc_id=checked.bc_id)
    if known is None:
        center = BusinessCenter(BusinessCenterKey(0), checked.partner.name, checked.bc_id)
        return edit.add(replace(center, former_ids=checked.former_ids)).id
    if checked.former_ids and checked.former_ids != known.former_ids:
        edit.put(known, replace(known, former_ids=checked.former_ids))
    return known.id
