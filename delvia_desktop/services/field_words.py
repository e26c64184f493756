"""The fields of records in words: what each is called, and how its value reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from delvia_desktop.domain.assets import Asset
from delvia_desktop.domain.claims import routes
from delvia_desktop.domain.codec import decode
from delvia_desktop.domain.evidence import show_size
from delvia_desktop.domain.kinds import kind_named, references
from delvia_desktop.domain.media import media_label
from delvia_desktop.domain.vocabulary import level_label, level_type, surface, term, type_label
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.words import Known, called

_TERMS = {
    "owner_kind": "owner_kind",
    "ownership_proof": "ownership_proof",
    "status": "bc_status",
    "verification_status": "bc_verification",
    "two_step_scope": "two_step_scope",
    "allowlist_scope": "allowlist_scope",
    "employer": "employer",
    "role": "seat_role",
    "finance_role": "finance_role",
    "two_step": "two_step",
    "is_shared": "yes_no",
    "decision": "decision",
}
"""Fields whose values are codes, and the group of the vocabulary that has their words."""


def field_label(name: str, kind_name: str = "") -> str:
    """Return the words for a field of a record of a kind."""
    labels = _labels()
    plain = name.replace("_", " ").capitalize()
    return labels.get(f"{kind_name}.{name}", labels.get(name, plain))


def name_in(records: Known, kind_name: str, key: int, fields: Mapping[str, Any]) -> str:
    """Return what a record with these fields is called, also if it was deleted since."""
    kind = kind_named(kind_name)
    if kind is None:
        return f"{kind_name} {key}"
    words = called(records, decode(kind.record, dict(fields)))
    return words or f"{kind.label()} {key}"


def shown(  # noqa: PLR0911 - one way a kind of value
    records: Known,
    kind_name: str,
    fields: Mapping[str, Any],
    name: str,
    value: Any,  # noqa: ANN401 - a JSON value
) -> str:
    """Return the value of a field as people read it; `fields` are all those of the record."""
    if not value and value is not False:
        return "—"
    kind = kind_named(kind_name)
    target = references(kind).get(name) if kind is not None else None
    if name == "subject":
        target = kind_named(str(fields.get("subject_kind")))
    if target is not None:
        found = records.find(target.record, id=value)
        if found is None:
            return tr("no. {key}, deleted since", key=value)
        return called(records, found)
    own = _OWN_WORDS.get(f"{kind_name}.{name}")
    if own is not None:
        return own(value)
    if name == "kind":
        return tr(term(f"{kind_name}_kind", value).label)
    if name in _TERMS:
        return term(_TERMS[name], value).label
    if name in {"level", "was"}:
        return _level(records, fields, value)
    if name == "raised":
        return "; ".join(_raise(records, kind_name, fields, step) for step in value)
    words: dict[str, Callable[[Any], str]] = {
        "asset_type": type_label,
        "surface": _surface,
        "route": _route,
        "subject_kind": _kind,
        "media_type": media_label,
        "size": show_size,
        "step": field_label,
        "lines": _needs,
    }
    return words[name](value) if name in words else _plain(value)


def _level(records: Known, fields: Mapping[str, Any], value: Sequence[str]) -> str:
    asset = records.find(Asset, id=fields.get("asset"))
    if asset is None:
        return ", ".join(value)
    given_in = str(fields.get("surface", ""))
    return level_label(level_type(asset.asset_type, given_in).code, tuple(value))


def _raise(
    records: Known, kind_name: str, fields: Mapping[str, Any], step: Mapping[str, Any]
) -> str:
    level = shown(records, kind_name, fields, "was", step["was"])
    return tr("on {day}, before it {level}", day=_plain(step["on"]), level=level)


def _needs(lines: list[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{type_label(line['asset_type'])}: "
        f"{level_label(line['asset_type'], tuple(line.get('level', ())))}"
        for line in lines
    )


def _surface(code: str) -> str:
    return tr(surface(code).label)


def _review_surfaces(value: Any) -> str:  # noqa: ANN401 - one code, several, or those left out
    if isinstance(value, str):
        return term("review_surface", value).label
    if value and isinstance(value[0], str):
        return ", ".join(map(_review_surfaces, value))
    return "; ".join(f"{_review_surfaces(part['surface'])}: {part['reason']}" for part in value)


_OWN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "review.surfaces": _review_surfaces,
    "review.left_out": _review_surfaces,
    "review-line.surface": _review_surfaces,
    "access-record.kind": lambda code: term("paper_kind", code).label,
    "acknowledgement.how": lambda code: term("acknowledged_how", code).label,
    "acknowledgement.role": str,
    "access-record.language": lambda code: term("language", code).label,
    "letterhead.language": lambda code: term("language", code).label,
    "access-record.page_size": lambda code: term("page_size", code).label,
    "letterhead.page_size": lambda code: term("page_size", code).label,
    "step.state": lambda code: term("step_state", code).label,
    "run.procedure": lambda code: term("procedure", code).label,
    "wording.procedure": lambda code: term("procedure", code).label,
}
"""Fields that read otherwise than fields of that name do."""


def _route(code: str) -> str:
    return next((tr(route.label) for route in routes() if route.code == code), code)


def _kind(name: str) -> str:
    kind = kind_named(name)
    return kind.label() if kind is not None else name


def _plain(value: Any) -> str:  # noqa: ANN401 - a JSON value
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    with suppress(ValueError):
        return show_day(date.fromisoformat(text))
    with suppress(ValueError):
        return show_moment(datetime.fromisoformat(text).astimezone())
    return text


def _labels() -> Mapping[str, str]:
    """Return the words for fields; `kind.field` stands before `field`."""
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
        "granted_on": tr("Given on"),
        "granted_by": tr("Given by"),
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
        "number": tr("Number"),
        "title": tr("Title"),
        "template.name": tr("Template"),
        "template.days": tr("Days that it lasts"),
        "template.review_days": tr("Days to first review"),
        "as_of": tr("As recorded by"),
        "revision": tr("Revision"),
        "register_state": tr("Register state"),
        "sha256": tr("SHA-256"),
        "issued_at": tr("Issued at"),
        "issued_by": tr("Issued by"),
        "pages": tr("Pages"),
        "supersedes": tr("Replaces record"),
        "share.granted_on": tr("Shared on"),
        "share.granted_by": tr("Shared by"),
        "spark-code.planned_end": tr("Runs out on"),
        "shop-partner.granted_on": tr("Authorised on"),
        "person.planned_end": tr("Planned last day"),
        "seat.business_center": tr("Business Center"),
        "claim.business_center": tr("Shall belong to"),
        "claim.partner": tr("From partner"),
        "person.partner": tr("Employed by partner"),
        "note.text": tr("Note"),
        "attachment.name": tr("File"),
        "view.name": tr("View"),
        "accepted_on": tr("Joined on"),
        "added_at": tr("Added at"),
        "added_by": tr("Added by"),
        "agreed_by": tr("Agreed by"),
        "agreed_on": tr("Agreed on"),
        "allowlist_scope": tr("Only e-mail domains of ours for"),
        "asked_on": tr("Asked on"),
        "asked_whom": tr("Who was asked"),
        "assets_rechecked_on": tr("Assets looked through on"),
        "balance": tr("Balance, invoices, campaigns"),
        "caption": tr("Caption"),
        "columns": tr("Columns"),
        "creator": tr("Creator"),
        "days": tr("Days"),
        "dropped_on": tr("Given up on"),
        "drop_reason": tr("Why given up"),
        "email": tr("E-mail"),
        "email_domains": tr("E-mail domains allowed"),
        "employer": tr("Employed by"),
        "escalated_on": tr("Escalated on"),
        "expired_on": tr("Invitation ran out on"),
        "finance_role": tr("Finance role"),
        "found_on": tr("Found on"),
        "holder": tr("Held by"),
        "invited_address": tr("Address of the invitation"),
        "invited_on": tr("Invited on"),
        "is_descending": tr("Downwards"),
        "is_full": tr("All sections"),
        "is_incoming": tr("Shared with us"),
        "is_shared": tr("Shared login"),
        "job": tr("Job"),
        "last_role_change_on": tr("Role changed on"),
        "leaving_on": tr("To be removed since"),
        "left_on": tr("Left on"),
        "line_manager": tr("Line manager"),
        "lines": tr("What it needs"),
        "list_name": tr("List"),
        "mailbox": tr("Mailbox"),
        "mailbox_holder": tr("Mailbox held by"),
        "may_delegate": tr("May hand on what is assigned"),
        "may_pay_out": tr("May pay out or refund"),
        "media_type": tr("Kind of file"),
        "order": tr("Order"),
        "password_last_changed_on": tr("Password changed on"),
        "person": tr("Person"),
        "post": tr("Post"),
        "query": tr("Filter"),
        "received_on": tr("Received on"),
        "recovery": tr("Recovery"),
        "recovery_holder": tr("Recovery held by"),
        "refuse_reason": tr("Why refused"),
        "refused_on": tr("Refused on"),
        "rejected_on": tr("Turned down on"),
        "removal_verified_on": tr("Seen gone on"),
        "remove_reason": tr("Why removed"),
        "review_days": tr("Days to the review"),
        "role": tr("Role"),
        "route": tr("How"),
        "scope": tr("Sections"),
        "sessions_ended_on": tr("Other devices signed out on"),
        "settings_seen_on": tr("Security settings seen on"),
        "size": tr("Size"),
        "started_on": tr("Started on"),
        "step": tr("Proves the step"),
        "subject": tr("Belongs to"),
        "other": tr("Taken over by"),
        "access-record.since": tr("From"),
        "language": tr("Language"),
        "page_size": tr("Page"),
        "is_redacted": tr("People masked"),
        "accent": tr("Colour"),
        "logo": tr("Logo"),
        "how": tr("How"),
        "reference": tr("Reference"),
        "attachment": tr("Kept file"),
        "access_record": tr("Access record"),
        "acknowledgement.on": tr("On"),
        "acknowledgement.role": tr("Role and organisation"),
        "subject_kind": tr("Kind of record"),
        "surface": tr("Given in"),
        "text": tr("Text"),
        "transfer_due": tr("Agreed day of the transfer"),
        "transfer_on": tr("Transfer begun on"),
        "two_step": tr("Two-step verification"),
        "two_step_scope": tr("Two-step verification asked of"),
        "used_on": tr("In use since"),
        "user_id": tr("TikTok user ID"),
        "verified_on": tr("Verified on"),
        "via": tr("Account group"),
        "written_at": tr("Written at"),
        "written_by": tr("Written by"),
        "accepted_by": tr("Accepted by"),
        "acceptance.accepted_on": tr("Accepted on"),
        "cause": tr("Why it is held"),
        "closed_by": tr("Closed by"),
        "code": tr("Code"),
        "decided_at": tr("Decided at"),
        "decided_by": tr("Decided by"),
        "decided_on": tr("Decided on"),
        "decision": tr("Decision"),
        "due_on": tr("Due on"),
        "finding": tr("Finding"),
        "finished_on": tr("Finished on"),
        "left_out": tr("Not covered, because"),
        "made": tr("Recorded with revision"),
        "next_on": tr("Next review on"),
        "opened_on": tr("Begun on"),
        "origin": tr("Last revision looked at"),
        "own_access_reason": tr("Why one's own access is reviewed"),
        "owner": tr("Who sees to it"),
        "procedure": tr("Procedure"),
        "reason": tr("Why"),
        "recheck_on": tr("Check again on"),
        "rechecked_on": tr("Checked again on"),
        "review": tr("Review"),
        "reviewer": tr("Reviewer"),
        "run": tr("Procedure"),
        "since": tr("Given on"),
        "started_by": tr("Started by"),
        "state": tr("State"),
        "step.by": tr("Done by"),
        "step.code": tr("Step"),
        "step.on": tr("Done on"),
        "stop_reason": tr("Why stopped"),
        "stopped_on": tr("Stopped on"),
        "successor": tr("Successor"),
        "surfaces": tr("Surfaces"),
        "target_on": tr("To be done by"),
        "threshold.code": tr("What it is for"),
        "until": tr("Until"),
        "value": tr("Number"),
        "version": tr("Version of the procedure"),
        "what": tr("What"),
        "who": tr("Who"),
        "wording.code": tr("Step"),
    }
