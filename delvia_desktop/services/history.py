"""The history: who changed what, when and why, in sentences, per record and for the whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.codec import encode
from delvia_desktop.domain.evidence import show_size
from delvia_desktop.domain.kinds import kind_named
from delvia_desktop.domain.media import media_label
from delvia_desktop.domain.rows import RevisionRow, Wanted
from delvia_desktop.domain.vocabulary import level_label, term, type_label
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.register import Register
from delvia_desktop.storage import histories, lists
from delvia_desktop.storage.histories import Step
from delvia_desktop.storage.lists import Listing


@dataclass(frozen=True)
class FieldChange:
    """One field of one record: its label, and its value before and after as people read it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordChange:
    """What a revision did to one record: `made`, `changed` or `deleted`."""

    kind: str
    id: int
    name: str
    what: str
    fields: tuple[FieldChange, ...]


def list_revisions(register: Register, wanted: Wanted) -> Listing[RevisionRow]:
    """List the revisions; the condition `records` takes what `about` returns."""
    return lists.revisions(register.store.connection, wanted)


def about(records: Iterable[tuple[str, int]]) -> str:
    """Return what limits a list of revisions to those that changed one of some records."""
    return json.dumps([list(record) for record in records])


def changes_in(register: Register, revision: int) -> tuple[RecordChange, ...]:
    """Return what a revision changed, field by field."""
    steps = histories.steps_of(register.store.connection, revision)
    return tuple(_record_change(register, step) for step in steps)


def field_label(name: str) -> str:
    """Return the words for a field of a record."""
    labels = _labels()
    return labels.get(name, name.replace("_", " ").capitalize())


def _record_change(register: Register, step: Step) -> RecordChange:
    before, after = step.before or {}, step.after or {}
    what = tr("changed")
    if step.before is None:
        what = tr("recorded")
    if step.after is None:
        what = tr("deleted")
    named = {**before, **after}
    return RecordChange(
        step.kind,
        step.record,
        _name(register, step.kind, step.record, named),
        what,
        tuple(
            FieldChange(
                field_label(name),
                _shown(register, named, name, before.get(name)),
                _shown(register, named, name, after.get(name)),
            )
            for name in named
            if name != "id" and before.get(name) != after.get(name)
        ),
    )


_REFERENCES = {
    "business_center": "business-center",
    "owner_business_center": "business-center",
    "partner": "partner",
    "owner_partner": "partner",
    "partnership": "partnership",
    "asset": "asset",
    "replaces": "share",
    "supersedes": "access-record",
}


def _kind_label(name: str) -> str:
    kind = kind_named(name)
    return kind.label() if kind is not None else name


_WORDS: Mapping[str, Callable[[Any], str]] = {
    "owner_kind": lambda code: term("owner_kind", code).label,
    "ownership_proof": lambda code: term("ownership_proof", code).label,
    "status": lambda code: term("bc_status", code).label,
    "verification_status": lambda code: term("bc_verification", code).label,
    "asset_type": type_label,
    "subject_kind": _kind_label,
    "media_type": media_label,
    "size": show_size,
    "step": field_label,
}
"""Fields whose values are shown in other words."""


def _name(register: Register, kind_name: str, key: int, fields: Mapping[str, Any]) -> str:
    """Return the name of a record as people know it, also if it was deleted since."""
    own = str(fields.get("name") or fields.get("number") or "")
    if own:
        return own
    if kind_name == "note":
        subject = _reference(register, fields.get("subject_kind", ""), fields.get("subject"))
        return tr("Note on {subject}", subject=subject)
    if kind_name == "share":
        asset = _reference(register, "asset", fields.get("asset"))
        return tr(
            "{asset}, shared with {partner}",
            asset=asset,
            partner=_reference(register, "partnership", fields.get("partnership")),
        )
    if kind_name == "partnership":
        return _reference(register, "partner", fields.get("partner"))
    kind = kind_named(kind_name)
    return f"{kind.label() if kind else kind_name} {key}"


def _reference(register: Register, kind_name: str, key: Any) -> str:  # noqa: ANN401 - a key or None
    kind = kind_named(kind_name)
    found = register.records.find(kind.record, id=key) if kind is not None and key else None
    if found is None:
        return tr("no. {key}, deleted since", key=key)
    return _name(register, kind_name, key, encode(found))


def _shown(register: Register, fields: Mapping[str, Any], name: str, value: Any) -> str:  # noqa: ANN401 - a JSON value
    if not value and value is not False:
        return "—"
    if name in _WORDS:
        return _WORDS[name](value)
    target = fields.get("subject_kind") if name == "subject" else _REFERENCES.get(name)
    if target:
        return _reference(register, target, value)
    if name in {"level", "was"}:
        asset = register.records.find(Asset, id=fields.get("asset"))
        return level_label(asset.asset_type, tuple(value)) if asset else ", ".join(value)
    if name == "raised":
        return "; ".join(
            tr(
                "on {day}, before it {level}",
                day=_plain(step["on"]),
                level=_shown(register, fields, "was", step["was"]),
            )
            for step in value
        )
    return _plain(value)


def _plain(value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    text = str(value)
    with suppress(ValueError):
        return show_day(date.fromisoformat(text))
    with suppress(ValueError):
        return show_moment(datetime.fromisoformat(text).astimezone())
    return text


def _labels() -> Mapping[str, str]:
    return {
        "name": tr("Name"),
        "legal_entity": tr("Legal entity"),
        "legal_name": tr("Legal name"),
        "bc_id": tr("Business Center ID"),
        "is_own": tr("Ours"),
        "status": tr("Status"),
        "verification_status": tr("Verification"),
        "kind": tr("Kind"),
        "business_center": tr("Business Center"),
        "contact_name": tr("Contact"),
        "contact_email": tr("E-mail"),
        "contact_phone": tr("Phone"),
        "partner": tr("Partner"),
        "partnership": tr("Partnership"),
        "engagement_start": tr("Engagement starts"),
        "engagement_mid": tr("Mid-point"),
        "engagement_end": tr("Engagement ends"),
        "contract_ref": tr("Contract"),
        "internal_owner": tr("Accountable on our side"),
        "scope_agreed": tr("Agreed scope"),
        "requested_on": tr("Requested on"),
        "confirmed_on": tr("Confirmed on"),
        "confirmed_by": tr("Confirmed by"),
        "declined_on": tr("Declined on"),
        "cancelled_on": tr("Cancelled on"),
        "ending_on": tr("Ending since"),
        "removed_on": tr("Removed on"),
        "removed_by": tr("Removed by"),
        "waiver": tr("Ended all the same, because"),
        "closed_on": tr("Closed on"),
        "asset": tr("Asset"),
        "asset_type": tr("Type"),
        "asset_id": tr("Asset ID"),
        "pixel_code": tr("Pixel code"),
        "owner_kind": tr("Owner"),
        "owner_business_center": tr("Owned by our Business Center"),
        "owner_partner": tr("Owned by partner"),
        "owner_person": tr("Owned by person"),
        "ownership_confirmed_on": tr("Ownership confirmed on"),
        "ownership_confirmed_by": tr("Ownership confirmed by"),
        "ownership_proof": tr("How ownership was confirmed"),
        "level": tr("Access level"),
        "purpose": tr("Purpose"),
        "approved_by": tr("Approved by"),
        "granted_on": tr("Shared on"),
        "granted_by": tr("Shared by"),
        "planned_end": tr("Planned end"),
        "review_due": tr("Review due"),
        "raised": tr("Raised"),
        "on": tr("Access on"),
        "replaces": tr("Replaces share"),
        "revoke_requested_on": tr("To be taken back since"),
        "revoked_on": tr("Revoked on"),
        "revoked_by": tr("Revoked by"),
        "revoke_reason": tr("Why revoked"),
        "verified_gone_on": tr("Seen gone on"),
        "last_verified_on": tr("Last verified"),
        "evidence_ref": tr("Evidence"),
        "note": tr("Note"),
        "subject_kind": tr("Belongs to a"),
        "subject": tr("Belongs to"),
        "media_type": tr("Type of file"),
        "size": tr("Size"),
        "added_at": tr("Added at"),
        "added_by": tr("Added by"),
        "step": tr("Proves the step"),
        "caption": tr("Caption"),
        "text": tr("Text"),
        "written_at": tr("Written at"),
        "written_by": tr("Written by"),
        "number": tr("Number"),
        "title": tr("Title"),
        "as_of": tr("As recorded by"),
        "revision": tr("Revision"),
        "register_state": tr("Register state"),
        "sha256": tr("SHA-256"),
        "issued_at": tr("Issued at"),
        "issued_by": tr("Issued by"),
        "pages": tr("Pages"),
        "supersedes": tr("Replaces record"),
    }
