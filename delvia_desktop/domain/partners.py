"""Partners: other organisations whose Business Center is connected to ours.

TikTok's own partner list holds a Business Center ID and a name, no state and no date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from delvia_desktop.domain.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.ids import BUSINESS_CENTER
from delvia_desktop.domain.text import alike
from delvia_desktop.i18n import tr

PartnerKey = NewType("PartnerKey", int)


@dataclass(frozen=True)
class Partner:
    """Another organisation, most often an agency, and how to reach it."""

    id: PartnerKey
    name: str
    kind: str = "AGENCY"
    business_center: BusinessCenterKey | None = None
    legal_name: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    last_verified_on: date | None = None
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class PartnerDraft:
    """A partner as typed; `bc_id` is the id of its own Business Center, empty if not known yet."""

    name: str = ""
    kind: str = "AGENCY"
    bc_id: str = ""
    legal_name: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class Neighbours:
    """What a partner must be told apart from."""

    partners: tuple[Partner, ...]
    centers: tuple[BusinessCenter, ...]


def check_partner(
    draft: PartnerDraft, key: PartnerKey, neighbours: Neighbours, reading: Reading
) -> tuple[Partner, str]:
    """Return the partner that was typed and its sound Business Center ID, empty if none.

    Raises Invalid with every problem. The caller turns the id into a Business Center.
    """
    bc_id = reading.tiktok_id("bc_id", draft.bc_id, required=False, kind=BUSINESS_CENTER)
    checked = Partner(
        id=key,
        name=reading.name("name", draft.name, tr("Type the name of the partner.")),
        kind=draft.kind or "OTHER",
        legal_name=reading.line("legal_name", draft.legal_name),
        contact_name=reading.line("contact_name", draft.contact_name),
        contact_email=reading.email("contact_email", draft.contact_email),
        contact_phone=reading.line("contact_phone", draft.contact_phone),
        last_verified_on=reading.past_day("last_verified_on", draft.last_verified_on),
        evidence_ref=reading.line("evidence_ref", draft.evidence_ref),
        note=reading.note("note", draft.note),
    )
    _tell_apart(checked, bc_id, neighbours, reading)
    reading.done()
    return checked, bc_id


def _tell_apart(checked: Partner, bc_id: str, neighbours: Neighbours, reading: Reading) -> None:
    others = [partner for partner in neighbours.partners if partner.id != checked.id]
    reading.notice("name", _near_duplicate(checked.name, others))
    center = next((c for c in neighbours.centers if bc_id and c.bc_id == bc_id), None)
    if center is None:
        return
    if center.is_own:
        reading.problem(
            "bc_id",
            tr(
                "This is our own Business Center “{name}”. Ask the partner for theirs.",
                name=center.name,
            ),
        )
    for other in others:
        if other.business_center == center.id:
            reading.problem(
                "bc_id", tr("The partner “{name}” already has this id.", name=other.name)
            )


def _near_duplicate(name: str, others: Iterable[Partner]) -> str:
    for other in others:
        if alike(other.name, name):
            return tr("Very like “{name}”, which is recorded already.", name=other.name)
    return ""


def draft_of(partner: Partner, center: BusinessCenter | None) -> PartnerDraft:
    """Return the draft that a form starts from when a partner is edited."""
    return PartnerDraft(
        name=partner.name,
        kind=partner.kind,
        bc_id=center.bc_id if center else "",
        legal_name=partner.legal_name,
        contact_name=partner.contact_name,
        contact_email=partner.contact_email,
        contact_phone=partner.contact_phone,
        last_verified_on=partner.last_verified_on.isoformat() if partner.last_verified_on else "",
        evidence_ref=partner.evidence_ref,
        note=partner.note,
    )
