"""Business Centers: ours and those of others.

Fields and codes: TikTok's Business API (`/bc/get/`), A-go in the founders' notes; `is_own`,
`legal_entity`, `status_on`, `former_ids`, `last_verified_on` and `evidence_ref` are ours. An agency
that moves gets another id: the past ones stay, each with the last day on which it was valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, NewType

from delvia_desktop.domain.access.former_ids import FormerId, id_on, read_former_ids
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
)
from delvia_desktop.domain.words.ids import BUSINESS_CENTER
from delvia_desktop.domain.words.text import alike, clean_line
from delvia_desktop.i18n import show_day, tr

BusinessCenterKey = NewType("BusinessCenterKey", int)


@dataclass(frozen=True)
class BusinessCenter:
    """A TikTok Business Center, ours (`is_own`) or somebody else's.

    `status` is so since `status_on`, if that is known.
    """

    id: BusinessCenterKey
    name: Searched[Kept[str]]
    bc_id: Annotated[Searched[Kept[str]], Label("Business Center ID")]
    is_own: Annotated[bool, Label("Ours")] = False
    legal_entity: Searched[Kept[str]] = ""
    status: Annotated[str, Code("bc_status")] = ""
    verification_status: Annotated[str, Code("bc_verification"), Label("Verification")] = ""
    two_step_scope: Annotated[str, Code("two_step_scope"), Label("Two-step verification for")] = ""
    allowlist_scope: Annotated[str, Code("allowlist_scope"), Label("Email domain allowlist")] = ""
    email_domains: Annotated[Searched[Kept[str]], Label("Allowed email domains")] = ""
    settings_seen_on: Annotated[date | None, Label("Security settings checked on")] = None
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""
    status_on: Annotated[date | None, Label("Status since")] = None
    former_ids: Annotated[
        Kept[tuple[FormerId, ...]], Label("Former IDs"), Search(after="bc_id")
    ] = ()


@dataclass(frozen=True)
class BusinessCenterDraft:
    """A Business Center as typed."""

    name: str = ""
    bc_id: str = ""
    is_own: bool = False
    legal_entity: str = ""
    status: str = ""
    verification_status: str = ""
    two_step_scope: str = ""
    allowlist_scope: str = ""
    email_domains: str = ""
    settings_seen_on: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""
    status_on: str = ""
    former_ids: str = ""


def bc_id_on(center: BusinessCenter, day: date) -> str:
    """Return the id that a Business Center had on a day, from its own fields."""
    return id_on(center.bc_id, center.former_ids, day) if center.former_ids else center.bc_id


def check_business_center(
    draft: BusinessCenterDraft,
    key: BusinessCenterKey,
    others: Iterable[BusinessCenter],
    reading: Reading,
) -> BusinessCenter:
    """Check the draft of a Business Center and return the record; raises Invalid.

    `others` are the Business Centers it must be told apart from. Security settings are kept of ours
    only, as nobody sees those of others.
    """
    if not draft.is_own:
        draft = replace(
            draft, two_step_scope="", allowlist_scope="", email_domains="", settings_seen_on=""
        )
    bc_id = reading.tiktok_id("bc_id", draft.bc_id, required=True, kind=BUSINESS_CENTER)
    status, since = read_status(draft, reading)
    checked = BusinessCenter(
        id=key,
        name=reading.name("name", draft.name, tr("Enter the Business Center name.")),
        bc_id=bc_id,
        is_own=draft.is_own,
        legal_entity=reading.line("legal_entity", draft.legal_entity),
        status=status,
        status_on=since,
        former_ids=read_former_ids(draft.former_ids, bc_id, reading),
        verification_status=draft.verification_status,
        two_step_scope=draft.two_step_scope,
        allowlist_scope=draft.allowlist_scope,
        email_domains=_domains(draft.email_domains, reading),
        settings_seen_on=reading.past_day("settings_seen_on", draft.settings_seen_on),
        last_verified_on=reading.past_day("last_verified_on", draft.last_verified_on),
        evidence_ref=reading.line("evidence_ref", draft.evidence_ref),
        note=reading.note("note", draft.note),
    )
    settings = checked.two_step_scope or checked.allowlist_scope or checked.email_domains
    reading.check(
        not settings
        or checked.settings_seen_on is not None
        or bool(draft.settings_seen_on.strip()),
        "settings_seen_on",
        tr("Enter the date the security settings were checked."),
    )
    is_limited = checked.allowlist_scope in {"ADMINS", "ALL"}
    if is_limited and not draft.email_domains.strip():
        reading.notice("email_domains", tr("Enter the allowed domains."))
    for other in others:
        if other.id == key:
            notice_past(other, checked.bc_id, checked.former_ids, reading)
            continue
        notice_use(other, checked.bc_id, reading)
        if checked.bc_id and other.bc_id == checked.bc_id:
            reading.problem(
                "bc_id", tr("“{name}” already has this Business Center ID.", name=other.name)
            )
        if alike(other.name, checked.name):
            reading.notice(
                "name", tr("Very similar to “{name}”, which is already recorded.", name=other.name)
            )
    reading.done()
    return checked


def notice_past(
    before: BusinessCenter, bc_id: str, former: Iterable[FormerId], reading: Reading
) -> None:
    """Note, in a Business Center's draft, that an id goes which no former id keeps."""
    kept = {each.number for each in former}
    if before.bc_id != bc_id and before.bc_id not in kept:
        line = FormerId(before.bc_id, reading.today)
        text = tr(
            "If {old} was correct until now, add it under Former IDs: {line}",
            old=before.bc_id,
            line=line,
        )
        reading.notice("bc_id", text)


def notice_use(other: BusinessCenter, bc_id: str, reading: Reading) -> None:
    """Note, in a Business Center's draft, that its id was another one's before."""
    for former in other.former_ids:
        if former.number == bc_id:
            day = show_day(former.until)
            text = tr("“{name}” had this ID until {day}.", name=other.name, day=day)
            reading.notice("bc_id", text)


_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def _domains(raw: str, reading: Reading) -> str:
    """Read e-mail domains between blanks or commas and return them in one form."""
    names = [part.lstrip("@").casefold() for part in re.split(r"[\s,;]+", clean_line(raw)) if part]
    for name in names:
        reading.check(
            _DOMAIN.fullmatch(name) is not None,
            "email_domains",
            tr("“{name}” is not a valid domain. Enter one like nova.example.", name=name),
        )
    return reading.line("email_domains", ", ".join(dict.fromkeys(names)))
