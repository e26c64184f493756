"""What becomes of each text field of each kind of record on a redacted paper, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Treatment(StrEnum):
    """What becomes of a text."""

    KEPT = "kept"
    """A code, an id of an asset, the name of an organisation: it stays."""
    PERSON = "person"
    """The name of a recorded person, who is shown by number."""
    NAME = "name"
    """Somebody named in free words: a recorded person by number, others not at all."""
    ADDRESS = "address"
    """An e-mail address, or where else somebody is reached."""
    NUMBER = "number"
    """A telephone number."""
    ID = "id"
    """TikTok's id of a person."""
    LABEL = "label"
    """The name of a thing, which stays but for the full name of a recorded person in it."""
    TEXT = "text"
    """Free words, in which names, addresses and telephone numbers are masked."""
    TITLE = "title"
    """Free words that name a thing: masked as others are, and told apart where they are alike."""
    LINE_WHAT = "line-what"
    """What a line of a review is about, by the kind of its subject."""
    LINE_WHO = "line-who"
    """Whom a line of a review is about, by the kind of its subject."""


_NOTES = {"evidence_ref": Treatment.TEXT, "note": Treatment.TEXT}
_GRANT = {
    "purpose": Treatment.TEXT,
    "approved_by": Treatment.NAME,
    "granted_by": Treatment.NAME,
    "confirmed_by": Treatment.NAME,
    "revoked_by": Treatment.NAME,
    "revoke_reason": Treatment.TEXT,
    **_NOTES,
}

FIELDS: Mapping[str, Mapping[str, Treatment]] = {
    "brand": {"name": Treatment.KEPT, "legal_entity": Treatment.KEPT},
    "business-center": {
        "name": Treatment.KEPT,
        "bc_id": Treatment.KEPT,
        "former_ids": Treatment.KEPT,
        "legal_entity": Treatment.KEPT,
        "status": Treatment.KEPT,
        "verification_status": Treatment.KEPT,
        "two_step_scope": Treatment.KEPT,
        "allowlist_scope": Treatment.KEPT,
        "email_domains": Treatment.KEPT,
        **_NOTES,
    },
    "partner": {
        "name": Treatment.KEPT,
        "kind": Treatment.KEPT,
        "legal_name": Treatment.KEPT,
        "contact_name": Treatment.NAME,
        "contact_email": Treatment.ADDRESS,
        "contact_phone": Treatment.NUMBER,
        **_NOTES,
    },
    "partnership": {
        "contract_ref": Treatment.TEXT,
        "internal_owner": Treatment.NAME,
        "scope_agreed": Treatment.TEXT,
        "confirmed_by": Treatment.NAME,
        "removed_by": Treatment.NAME,
        "waiver": Treatment.TEXT,
        **_NOTES,
    },
    "person": {
        "name": Treatment.PERSON,
        "employer": Treatment.KEPT,
        "job": Treatment.TEXT,
        "email": Treatment.ADDRESS,
        "user_id": Treatment.ID,
        "line_manager": Treatment.NAME,
        **_NOTES,
    },
    "seat": {
        "role": Treatment.KEPT,
        "finance_role": Treatment.KEPT,
        "invited_address": Treatment.ADDRESS,
        "removed_by": Treatment.NAME,
        "remove_reason": Treatment.TEXT,
        "purpose": Treatment.TEXT,
        "approved_by": Treatment.NAME,
        **_NOTES,
    },
    "asset": {
        "name": Treatment.LABEL,
        "asset_type": Treatment.KEPT,
        "asset_id": Treatment.KEPT,
        "pixel_code": Treatment.KEPT,
        "owner_kind": Treatment.KEPT,
        "owner_person": Treatment.NAME,
        "ownership_confirmed_by": Treatment.NAME,
        "ownership_proof": Treatment.KEPT,
        "shop_code": Treatment.KEPT,
        "status": Treatment.KEPT,
        "internal_owner": Treatment.NAME,
        **_NOTES,
    },
    "share": {"level": Treatment.KEPT, "raised": Treatment.KEPT, **_GRANT},
    "assignment": {"surface": Treatment.KEPT, "level": Treatment.KEPT, **_GRANT},
    "login": {
        "mailbox": Treatment.ADDRESS,
        "recovery": Treatment.ADDRESS,
        "two_step": Treatment.KEPT,
        "is_shared": Treatment.KEPT,
        **_NOTES,
    },
    "spark-code": {"post": Treatment.TITLE, "creator": Treatment.NAME, **_GRANT},
    "shop-partner": {"scope": Treatment.TEXT, **_GRANT},
    "claim": {
        "holder": Treatment.NAME,
        "route": Treatment.KEPT,
        "asked_whom": Treatment.NAME,
        "agreed_by": Treatment.NAME,
        "refuse_reason": Treatment.TEXT,
        "drop_reason": Treatment.TEXT,
        "balance": Treatment.TEXT,
        **_NOTES,
    },
    "attachment": {
        "subject_kind": Treatment.KEPT,
        "name": Treatment.TEXT,
        "media_type": Treatment.KEPT,
        "sha256": Treatment.KEPT,
        "added_by": Treatment.NAME,
        "step": Treatment.KEPT,
        "caption": Treatment.TEXT,
    },
    "note": {
        "subject_kind": Treatment.KEPT,
        "text": Treatment.TEXT,
        "written_by": Treatment.NAME,
    },
    "access-record": {
        "number": Treatment.KEPT,
        "kind": Treatment.KEPT,
        "title": Treatment.TEXT,
        "register_state": Treatment.KEPT,
        "sha256": Treatment.KEPT,
        "issued_by": Treatment.NAME,
        "subject_kind": Treatment.KEPT,
        "language": Treatment.KEPT,
        "page_size": Treatment.KEPT,
    },
    "acknowledgement": {
        "how": Treatment.KEPT,
        "who": Treatment.NAME,
        "role": Treatment.TEXT,
        "reference": Treatment.TEXT,
        "note": Treatment.TEXT,
    },
    "letterhead": {
        "accent": Treatment.KEPT,
        "page_size": Treatment.KEPT,
        "language": Treatment.KEPT,
    },
    "threshold": {"code": Treatment.KEPT},
    "acceptance": {
        "finding": Treatment.KEPT,
        "reason": Treatment.TEXT,
        "accepted_by": Treatment.NAME,
    },
    "review": {
        "kind": Treatment.KEPT,
        "reviewer": Treatment.NAME,
        "cause": Treatment.TEXT,
        "surfaces": Treatment.KEPT,
        "left_out": Treatment.TEXT,
        "own_access_reason": Treatment.TEXT,
        "closed_by": Treatment.NAME,
        **_NOTES,
    },
    "review-line": {
        "subject_kind": Treatment.KEPT,
        "surface": Treatment.KEPT,
        "what": Treatment.LINE_WHAT,
        "who": Treatment.LINE_WHO,
        "level": Treatment.TEXT,
        "decision": Treatment.KEPT,
        "decided_by": Treatment.NAME,
        "reason": Treatment.TEXT,
        "owner": Treatment.NAME,
        "evidence_ref": Treatment.TEXT,
    },
    "run": {
        "procedure": Treatment.KEPT,
        "started_by": Treatment.NAME,
        "stop_reason": Treatment.TEXT,
        "note": Treatment.TEXT,
    },
    "step": {
        "code": Treatment.KEPT,
        "state": Treatment.KEPT,
        "by": Treatment.NAME,
        "reason": Treatment.TEXT,
        **_NOTES,
    },
}
"""The treatment of each field that holds text, by the kind of record; what has none stays."""
