"""Assets: ad accounts, TikTok accounts, pixels and so on, and who owns each of them.

Owner kinds are TikTok's (OWNER_BC, OWNER_PARTNER, OWNER_INDIVIDUAL); UNKNOWN is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.partners import PartnerKey
from delvia_desktop.domain.access.statuses import read_status
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
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
from delvia_desktop.domain.words.text import alike
from delvia_desktop.domain.words.vocabulary import AssetType, asset_type
from delvia_desktop.i18n import tr

AssetKey = NewType("AssetKey", int)


class OwnerKind(StrEnum):
    """Who holds an asset."""

    OURS = "OWNER_BC"
    PARTNER = "OWNER_PARTNER"
    PERSON = "OWNER_INDIVIDUAL"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Asset:
    """Something on TikTok that can be shared, and who owns it.

    Some fields belong to some types only (`AssetType.has`): an ad account has a `status`, which is
    so since `status_on`, a shop the code that TikTok shows beside its id.
    """

    id: AssetKey
    name: Annotated[str, Treatment.LABEL, Search()]
    asset_type: Annotated[Kept[str], Label("Type")]
    asset_id: Annotated[Searched[Kept[str]], Label("Asset ID")] = ""
    pixel_code: Searched[Kept[str]] = ""
    owner_kind: Annotated[str, Code("owner_kind"), Label("Owner")] = OwnerKind.UNKNOWN
    owner_business_center: Annotated[
        BusinessCenterKey | None, Label("Owned by our Business Center")
    ] = None
    owner_partner: Annotated[PartnerKey | None, Label("Owned by partner")] = None
    owner_person: Annotated[Searched[Somebody], Label("Owned by person")] = ""
    ownership_confirmed_on: date | None = None
    ownership_confirmed_by: Somebody = ""
    ownership_proof: Annotated[
        str, Code("ownership_proof"), Label("How ownership was confirmed")
    ] = ""
    internal_owner: Annotated[Searched[Somebody], Label("Accountable on our side")] = ""
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""
    shop_code: Annotated[Kept[str], Search(after="pixel_code")] = ""
    status: Annotated[str, Code("account_status")] = ""
    status_on: Annotated[date | None, Label("Status since")] = None


@dataclass(frozen=True)
class AssetDraft:
    """An asset as typed."""

    name: str = ""
    asset_type: str = ""
    asset_id: str = ""
    pixel_code: str = ""
    owner_kind: str = OwnerKind.UNKNOWN
    owner_business_center: BusinessCenterKey | None = None
    owner_partner: PartnerKey | None = None
    owner_person: str = ""
    ownership_confirmed_on: str = ""
    ownership_confirmed_by: str = ""
    ownership_proof: str = ""
    internal_owner: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""
    shop_code: str = ""
    status: str = ""
    status_on: str = ""


@dataclass(frozen=True)
class OwnershipDraft:
    """Who owns an asset now and how that was confirmed, as typed."""

    owner_kind: str = OwnerKind.OURS
    owner_business_center: BusinessCenterKey | None = None
    owner_partner: PartnerKey | None = None
    owner_person: str = ""
    ownership_confirmed_on: str = ""
    ownership_confirmed_by: str = ""
    ownership_proof: str = ""
    evidence_ref: str = ""


@dataclass(frozen=True)
class Ownership:
    """A sound answer to who owns an asset; only the reference that fits the kind is set."""

    owner_kind: str
    owner_business_center: BusinessCenterKey | None
    owner_partner: PartnerKey | None
    owner_person: str
    ownership_confirmed_on: date | None
    ownership_confirmed_by: str
    ownership_proof: str


def read_ownership(
    draft: AssetDraft | OwnershipDraft, reading: Reading, before: Asset | None = None
) -> Ownership:
    """Read from a draft who owns an asset; problems stay in the reading.

    What stands `before` without a proof, as older registers have it, may stay.
    """
    kind = draft.owner_kind
    reading.check(
        kind != OwnerKind.OURS or draft.owner_business_center is not None,
        "owner_business_center",
        tr("Choose which of our Business Centers owns it."),
    )
    reading.check(
        kind != OwnerKind.PARTNER or draft.owner_partner is not None,
        "owner_partner",
        tr("Choose which partner owns it."),
    )
    person = reading.line("owner_person", draft.owner_person)
    reading.check(
        kind != OwnerKind.PERSON or bool(person),
        "owner_person",
        tr("Enter the owner's name."),
    )
    confirmed_on = reading.past_day("ownership_confirmed_on", draft.ownership_confirmed_on)
    proof = draft.ownership_proof
    reading.check(
        not proof or confirmed_on is not None or bool(draft.ownership_confirmed_on.strip()),
        "ownership_confirmed_on",
        tr("Enter the date."),
    )
    stood = before.ownership_confirmed_on if before and not before.ownership_proof else None
    reading.check(
        bool(proof) or confirmed_on in {None, stood},
        "ownership_proof",
        tr("Choose how this was confirmed. If it was not, leave the date empty."),
    )
    return Ownership(
        owner_kind=kind,
        owner_business_center=draft.owner_business_center if kind == OwnerKind.OURS else None,
        owner_partner=draft.owner_partner if kind == OwnerKind.PARTNER else None,
        owner_person=person if kind == OwnerKind.PERSON else "",
        ownership_confirmed_on=confirmed_on,
        ownership_confirmed_by=reading.line("ownership_confirmed_by", draft.ownership_confirmed_by),
        ownership_proof=proof,
    )


def needs_id(kind: AssetType, owner_kind: str) -> bool:
    """Tell whether an asset needs its id, or its code; who does not know the owner may see none."""
    return kind.id_rule != "optional" and owner_kind != OwnerKind.UNKNOWN


def check_asset(
    draft: AssetDraft, key: AssetKey, others: Iterable[Asset], reading: Reading
) -> Asset:
    """Check the draft of an asset and return the asset; raises Invalid with every problem.

    `others` are the assets it must be told apart from; it may be among them as it was before.
    """
    others = tuple(others)
    before = next((other for other in others if other.id == key), None)
    owner = read_ownership(draft, reading, before)
    reading.check(bool(draft.asset_type), "asset_type", tr("Choose the asset type."))
    kind = asset_type(draft.asset_type)
    has_code, must_be_told = "pixel_code" in kind.has, needs_id(kind, draft.owner_kind)
    pixel_code = reading.pixel_code("pixel_code", draft.pixel_code) if has_code else ""
    asset_id = reading.tiktok_id(
        "asset_id",
        draft.asset_id,
        required=must_be_told and not has_code,
        kind=draft.asset_type,
    )
    has_shop_code = "shop_code" in kind.has
    status, since = read_status(draft, reading) if "status" in kind.has else ("", None)
    reading.check(
        not (must_be_told and has_code) or bool(pixel_code or asset_id),
        "pixel_code",
        tr("Enter the pixel code or the asset ID."),
    )
    checked = Asset(
        id=key,
        name=reading.name("name", draft.name, tr("Enter the asset name.")),
        asset_type=draft.asset_type,
        asset_id=asset_id,
        pixel_code=pixel_code,
        owner_kind=owner.owner_kind,
        owner_business_center=owner.owner_business_center,
        owner_partner=owner.owner_partner,
        owner_person=owner.owner_person,
        ownership_confirmed_on=owner.ownership_confirmed_on,
        ownership_confirmed_by=owner.ownership_confirmed_by,
        ownership_proof=owner.ownership_proof,
        internal_owner=reading.line("internal_owner", draft.internal_owner),
        last_verified_on=reading.past_day("last_verified_on", draft.last_verified_on),
        evidence_ref=reading.line("evidence_ref", draft.evidence_ref),
        note=reading.note("note", draft.note),
        shop_code=reading.shop_code("shop_code", draft.shop_code) if has_shop_code else "",
        status=status,
        status_on=since,
    )
    _tell_apart(checked, others, reading)
    reading.done()
    return checked


def _tell_apart(checked: Asset, others: Iterable[Asset], reading: Reading) -> None:
    for other in others:
        if other.id == checked.id or other.asset_type != checked.asset_type:
            continue
        if checked.asset_id and other.asset_id == checked.asset_id:
            reading.problem("asset_id", tr("“{name}” already has this ID.", name=other.name))
        for field in ("pixel_code", "shop_code"):
            code = getattr(checked, field)
            if code and getattr(other, field) == code:
                reading.problem(field, tr("“{name}” already has this code.", name=other.name))
        if alike(other.name, checked.name):
            reading.notice(
                "name", tr("Very similar to “{name}”, which is already recorded.", name=other.name)
            )
