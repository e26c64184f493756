"""Business Centers: ours and those of others.

Fields and codes: TikTok's Business API (`/bc/get/`), A-go in the founders' notes; `is_own`,
`legal_entity`, `last_verified_on` and `evidence_ref` are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NewType

from delvia_desktop.domain.drafts import Reading
from delvia_desktop.domain.ids import BUSINESS_CENTER
from delvia_desktop.domain.text import alike, clean_line
from delvia_desktop.i18n import tr

BusinessCenterKey = NewType("BusinessCenterKey", int)


@dataclass(frozen=True)
class BusinessCenter:
    """A TikTok Business Center, ours (`is_own`) or somebody else's."""

    id: BusinessCenterKey
    name: str
    bc_id: str
    is_own: bool = False
    legal_entity: str = ""
    status: str = ""
    verification_status: str = ""
    two_step_scope: str = ""
    allowlist_scope: str = ""
    email_domains: str = ""
    settings_seen_on: date | None = None
    last_verified_on: date | None = None
    evidence_ref: str = ""
    note: str = ""


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


def check_business_center(
    draft: BusinessCenterDraft,
    key: BusinessCenterKey,
    others: Iterable[BusinessCenter],
    reading: Reading,
) -> BusinessCenter:
    """Return the Business Center that was typed; raises Invalid with every problem.

    `others` are the Business Centers it must be told apart from. Security settings are kept of ours
    only, as nobody sees those of others.
    """
    if not draft.is_own:
        draft = replace(
            draft, two_step_scope="", allowlist_scope="", email_domains="", settings_seen_on=""
        )
    checked = BusinessCenter(
        id=key,
        name=reading.name("name", draft.name, tr("Type the name of the Business Center.")),
        bc_id=reading.tiktok_id("bc_id", draft.bc_id, required=True, kind=BUSINESS_CENTER),
        is_own=draft.is_own,
        legal_entity=reading.line("legal_entity", draft.legal_entity),
        status=draft.status,
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
        tr("Type the day on which the security settings were seen."),
    )
    is_limited = checked.allowlist_scope in {"ADMINS", "ALL"}
    if is_limited and not draft.email_domains.strip():
        reading.notice("email_domains", tr("Type which domains are allowed."))
    for other in others:
        if other.id == key:
            continue
        if checked.bc_id and other.bc_id == checked.bc_id:
            reading.problem(
                "bc_id", tr("“{name}” already has this Business Center ID.", name=other.name)
            )
        if alike(other.name, checked.name):
            reading.notice(
                "name", tr("Very like “{name}”, which is recorded already.", name=other.name)
            )
    reading.done()
    return checked


_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def _domains(raw: str, reading: Reading) -> str:
    """Read e-mail domains between blanks or commas and return them in one form."""
    names = [part.lstrip("@").casefold() for part in re.split(r"[\s,;]+", clean_line(raw)) if part]
    for name in names:
        reading.check(
            _DOMAIN.fullmatch(name) is not None,
            "email_domains",
            tr("“{name}” is not a domain such as nova.example.", name=name),
        )
    return reading.line("email_domains", ", ".join(dict.fromkeys(names)))
