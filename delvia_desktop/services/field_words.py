"""The fields of records in words: what each is called, and how its value reads."""

from __future__ import annotations

import functools
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
from delvia_desktop.i18n import later, show_day, show_moment, tr
from delvia_desktop.services.words import Known, called, step_title

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
    return tr(labels.get(f"{kind_name}.{name}", labels.get(name, plain)))


def name_in(records: Known, kind_name: str, key: int, fields: Mapping[str, Any]) -> str:
    """Return what a record with these fields is called, also if it was deleted since."""
    kind = kind_named(kind_name)
    if kind is None:
        return f"{kind_name} {key}"
    words = called(records, decode(kind.record, dict(fields)))
    return words or f"{kind.label()} {key}"


def shown(  # noqa: C901, PLR0911 - one way a kind of value
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
    if kind_name == "step" and name == "code":
        return step_title(records, fields.get("run"), value)
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
    "review-line.level": str,
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


@functools.cache
def _labels() -> Mapping[str, str]:
    """Return the words for fields; `kind.field` stands before `field`."""
    return {
        "name": later("Name"),
        "legal_entity": later("Legal entity"),
        "legal_name": later("Legal name"),
        "bc_id": later("Business Center ID"),
        "is_own": later("Ours"),
        "status": later("Status"),
        "verification_status": later("Verification"),
        "kind": later("Kind"),
        "business_center": later("Business Center"),
        "contact_name": later("Contact"),
        "contact_email": later("E-mail"),
        "contact_phone": later("Phone"),
        "partner": later("Partner"),
        "partnership": later("Partnership"),
        "engagement_start": later("Engagement starts"),
        "engagement_mid": later("Mid-point"),
        "engagement_end": later("Engagement ends"),
        "contract_ref": later("Contract"),
        "internal_owner": later("Accountable on our side"),
        "scope_agreed": later("Agreed scope"),
        "requested_on": later("Requested on"),
        "confirmed_on": later("Confirmed on"),
        "confirmed_by": later("Confirmed by"),
        "declined_on": later("Declined on"),
        "cancelled_on": later("Cancelled on"),
        "ending_on": later("Ending since"),
        "removed_on": later("Removed on"),
        "removed_by": later("Removed by"),
        "waiver": later("Ended all the same, because"),
        "closed_on": later("Closed on"),
        "asset": later("Asset"),
        "asset_type": later("Type"),
        "asset_id": later("Asset ID"),
        "pixel_code": later("Pixel code"),
        "owner_kind": later("Owner"),
        "owner_business_center": later("Owned by our Business Center"),
        "owner_partner": later("Owned by partner"),
        "owner_person": later("Owned by person"),
        "ownership_confirmed_on": later("Ownership confirmed on"),
        "ownership_confirmed_by": later("Ownership confirmed by"),
        "ownership_proof": later("How ownership was confirmed"),
        "level": later("Access level"),
        "purpose": later("Purpose"),
        "approved_by": later("Approved by"),
        "granted_on": later("Given on"),
        "granted_by": later("Given by"),
        "planned_end": later("Planned end"),
        "review_due": later("Review due"),
        "raised": later("Raised"),
        "on": later("Access on"),
        "replaces": later("Replaces share"),
        "revoke_requested_on": later("To be taken back since"),
        "revoked_on": later("Revoked on"),
        "revoked_by": later("Revoked by"),
        "revoke_reason": later("Why revoked"),
        "verified_gone_on": later("Seen gone on"),
        "last_verified_on": later("Last verified"),
        "evidence_ref": later("Evidence"),
        "note": later("Note"),
        "number": later("Number"),
        "title": later("Title"),
        "template.name": later("Template"),
        "template.days": later("Days that it lasts"),
        "template.review_days": later("Days to first review"),
        "as_of": later("Known as of"),
        "revision": later("Revision"),
        "register_state": later("Register state"),
        "sha256": later("SHA-256"),
        "issued_at": later("Issued at"),
        "issued_by": later("Issued by"),
        "pages": later("Pages"),
        "supersedes": later("Replaces record"),
        "share.granted_on": later("Shared on"),
        "share.granted_by": later("Shared by"),
        "spark-code.planned_end": later("Runs out on"),
        "shop-partner.granted_on": later("Authorised on"),
        "person.planned_end": later("Planned last day"),
        "seat.business_center": later("Business Center"),
        "claim.business_center": later("Shall belong to"),
        "claim.partner": later("From partner"),
        "person.partner": later("Employed by partner"),
        "note.text": later("Note"),
        "attachment.name": later("File"),
        "view.name": later("View"),
        "accepted_on": later("Joined on"),
        "added_at": later("Added at"),
        "added_by": later("Added by"),
        "agreed_by": later("Agreed by"),
        "agreed_on": later("Agreed on"),
        "allowlist_scope": later("Only e-mail domains of ours for"),
        "asked_on": later("Asked on"),
        "asked_whom": later("Who was asked"),
        "assets_rechecked_on": later("Assets looked through on"),
        "balance": later("Balance, invoices, campaigns"),
        "caption": later("Caption"),
        "columns": later("Columns"),
        "creator": later("Creator"),
        "days": later("Days"),
        "dropped_on": later("Given up on"),
        "drop_reason": later("Why given up"),
        "email": later("E-mail"),
        "email_domains": later("E-mail domains allowed"),
        "employer": later("Employed by"),
        "escalated_on": later("Escalated on"),
        "expired_on": later("Invitation ran out on"),
        "finance_role": later("Finance role"),
        "found_on": later("Found on"),
        "holder": later("Held by"),
        "invited_address": later("Address of the invitation"),
        "invited_on": later("Invited on"),
        "is_descending": later("Downwards"),
        "is_full": later("All sections"),
        "is_incoming": later("Shared with us"),
        "is_shared": later("Shared login"),
        "job": later("Job"),
        "last_role_change_on": later("Role changed on"),
        "leaving_on": later("To be removed since"),
        "left_on": later("Left on"),
        "line_manager": later("Line manager"),
        "lines": later("What it needs"),
        "list_name": later("List"),
        "mailbox": later("Mailbox"),
        "mailbox_holder": later("Mailbox held by"),
        "may_delegate": later("May hand on what is assigned"),
        "may_pay_out": later("May pay out or refund"),
        "media_type": later("Kind of file"),
        "order": later("Order"),
        "password_last_changed_on": later("Password changed on"),
        "person": later("Person"),
        "post": later("Post"),
        "query": later("Filter"),
        "received_on": later("Received on"),
        "recovery": later("Recovery"),
        "recovery_holder": later("Recovery held by"),
        "refuse_reason": later("Why refused"),
        "refused_on": later("Refused on"),
        "rejected_on": later("Turned down on"),
        "removal_verified_on": later("Seen gone on"),
        "remove_reason": later("Why removed"),
        "review_days": later("Days to the review"),
        "role": later("Role"),
        "route": later("How"),
        "scope": later("Sections"),
        "sessions_ended_on": later("Other devices signed out on"),
        "settings_seen_on": later("Security settings seen on"),
        "size": later("Size"),
        "started_on": later("Started on"),
        "step": later("Proves the step"),
        "subject": later("Belongs to"),
        "other": later("Taken over by"),
        "access-record.since": later("From"),
        "language": later("Language"),
        "page_size": later("Page"),
        "is_redacted": later("People masked"),
        "accent": later("Colour"),
        "logo": later("Logo"),
        "how": later("How"),
        "reference": later("Reference"),
        "attachment": later("Kept file"),
        "access_record": later("Access record"),
        "acknowledgement.on": later("On"),
        "acknowledgement.role": later("Role and organisation"),
        "subject_kind": later("Kind of record"),
        "surface": later("Given in"),
        "text": later("Text"),
        "transfer_due": later("Agreed day of the transfer"),
        "transfer_on": later("Transfer begun on"),
        "two_step": later("Two-step verification"),
        "two_step_scope": later("Two-step verification asked of"),
        "used_on": later("In use since"),
        "user_id": later("TikTok user ID"),
        "verified_on": later("Verified on"),
        "via": later("Account group"),
        "written_at": later("Written at"),
        "written_by": later("Written by"),
        "accepted_by": later("Accepted by"),
        "acceptance.accepted_on": later("Accepted on"),
        "cause": later("Why it is held"),
        "closed_by": later("Closed by"),
        "code": later("Code"),
        "decided_at": later("Decided at"),
        "decided_by": later("Decided by"),
        "decided_on": later("Decided on"),
        "decision": later("Decision"),
        "due_on": later("Due on"),
        "finding": later("Finding"),
        "finished_on": later("Finished on"),
        "left_out": later("Not covered, because"),
        "made": later("Recorded with revision"),
        "next_on": later("Next review on"),
        "opened_on": later("Begun on"),
        "origin": later("Last revision looked at"),
        "own_access_reason": later("Why one's own access is reviewed"),
        "owner": later("Who sees to it"),
        "procedure": later("Procedure"),
        "reason": later("Why"),
        "recheck_on": later("Check again on"),
        "rechecked_on": later("Checked again on"),
        "review": later("Review"),
        "reviewer": later("Reviewer"),
        "run": later("Procedure"),
        "since": later("Given on"),
        "started_by": later("Started by"),
        "state": later("State"),
        "step.by": later("Done by"),
        "step.code": later("Step"),
        "step.on": later("Done on"),
        "stop_reason": later("Why stopped"),
        "stopped_on": later("Stopped on"),
        "successor": later("Successor"),
        "surfaces": later("Surfaces"),
        "target_on": later("To be done by"),
        "threshold.code": later("What it is for"),
        "until": later("Until"),
        "value": later("Number"),
        "version": later("Version of the procedure"),
        "what": later("What"),
        "who": later("Who"),
        "wording.code": later("Step"),
    }
