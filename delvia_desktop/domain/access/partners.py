"""Partners: other organisations whose Business Center is connected to ours.

TikTok's own partner list holds a Business Center ID and a name, no state and no date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, NamedTuple, NewType

from delvia_desktop.domain.access.business_centers import (
    BusinessCenter,
    BusinessCenterKey,
    notice_past,
    notice_use,
)
from delvia_desktop.domain.access.former_ids import FormerId, read_former_ids
from delvia_desktop.domain.words.drafts import Reading, typed
from delvia_desktop.domain.words.field_types import (
    Address,
    Code,
    EvidenceRef,
    Kept,
    Label,
    LastVerified,
    Prose,
    Search,
    Searched,
    Somebody,
    Treatment,
)
from delvia_desktop.domain.words.ids import BUSINESS_CENTER
from delvia_desktop.domain.words.text import alike
from delvia_desktop.i18n import tr

PartnerKey = NewType("PartnerKey", int)


@dataclass(frozen=True)
class Partner:
    """Another organisation, most often an agency, and how to reach it."""

    id: PartnerKey
    name: Searched[Kept[str]]
    kind: Annotated[str, Code("partner_kind")] = "AGENCY"
    business_center: Annotated[BusinessCenterKey | None, Label("Business Center")] = None
    legal_name: Annotated[Searched[Kept[str]], Label("Legal entity")] = ""
    contact_name: Annotated[Searched[Somebody], Label("Contact")] = ""
    contact_email: Annotated[Searched[Address], Label("Email")] = ""
    contact_phone: Annotated[str, Treatment.NUMBER, Label("Phone"), Search()] = ""
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


@dataclass(frozen=True)
class PartnerDraft:
    """A partner as typed; `bc_id` is the id of its own Business Center, empty if not known yet.

    `former_ids` are those that it had before, one a line.
    """

    name: str = ""
    kind: str = "AGENCY"
    bc_id: str = ""
    former_ids: str = ""
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


class CheckedPartner(NamedTuple):
    """A sound partner with the ids of its Business Center; `bc_id` is empty if not known yet."""

    partner: Partner
    bc_id: str
    former_ids: tuple[FormerId, ...]


def check_partner(
    draft: PartnerDraft, key: PartnerKey, neighbours: Neighbours, reading: Reading
) -> CheckedPartner:
    """Check the draft of a partner, with its Business Center's ids; raises Invalid.

    Raises Invalid with every problem. The caller turns the ids into a Business Center.
    """
    bc_id = reading.tiktok_id("bc_id", draft.bc_id, required=False, kind=BUSINESS_CENTER)
    checked = Partner(
        id=key,
        name=reading.name("name", draft.name, tr("Enter the name.")),
        kind=draft.kind or "OTHER",
        legal_name=reading.line("legal_name", draft.legal_name),
        contact_name=reading.line("contact_name", draft.contact_name),
        contact_email=reading.email("contact_email", draft.contact_email),
        contact_phone=reading.line("contact_phone", draft.contact_phone),
        last_verified_on=reading.past_day("last_verified_on", draft.last_verified_on),
        evidence_ref=reading.line("evidence_ref", draft.evidence_ref),
        note=reading.note("note", draft.note),
    )
    former = read_former_ids(draft.former_ids, bc_id, reading)
    _tell_apart(checked, bc_id, neighbours, reading)
    before = next((p.business_center for p in neighbours.partners if p.id == key), None)
    for center in neighbours.centers:
        if center.id == before:
            notice_past(center, bc_id, former, reading)
        else:
            notice_use(center, bc_id, reading)
    reading.done()
    return CheckedPartner(checked, bc_id, former)


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
                "This ID belongs to our own Business Center “{name}”. Ask the partner for theirs.",
                name=center.name,
            ),
        )
    for other in others:
        if other.business_center == center.id:
            reading.problem(
                "bc_id", tr("The partner “{name}” already has this ID.", name=other.name)
            )


def _near_duplicate(name: str, others: Iterable[Partner]) -> str:
    for other in others:
        if alike(other.name, name):
            return tr("Very similar to “{name}”, which is already recorded.", name=other.name)
    return ""


def draft_of(partner: Partner, center: BusinessCenter | None) -> PartnerDraft:
    """Return a partner as a draft again, with the ids of its Business Center."""
    former = center.former_ids if center else ()
    return typed(
        partner,
        PartnerDraft,
        bc_id=center.bc_id if center else "",
        former_ids="\n".join(map(str, former)),
    )
