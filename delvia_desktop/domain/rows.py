"""What one line of each list shows; storage fetches these in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from delvia_desktop.domain.vocabulary import Level


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for: the day, a search text, conditions by name, and the order."""

    on: date
    text: str = ""
    where: Mapping[str, object] = field(default_factory=dict)
    order: str = ""
    descending: bool = False


class BusinessCenterRow(NamedTuple):
    """A line of the Business Centers; `used_by` is the partner that acts through it."""

    id: int
    name: str
    bc_id: str
    is_own: bool
    legal_entity: str
    status: str
    verification_status: str
    used_by: str
    owned_assets: int
    last_verified_on: date | None


class PartnerRow(NamedTuple):
    """A line of the partners, with the state of the newest partnership on the day asked."""

    id: int
    name: str
    kind: str
    bc_id: str
    state: str
    engagement_start: date | None
    engagement_end: date | None
    internal_owner: str
    open_shares: int
    owned_assets: int


class AssetRow(NamedTuple):
    """A line of the assets; `owner` is who owns it in words."""

    id: int
    name: str
    asset_type: str
    asset_id: str
    pixel_code: str
    owner_kind: str
    owner: str
    owner_bc_id: str
    ownership_confirmed_on: date | None
    open_shares: int
    last_verified_on: date | None


class ShareRow(NamedTuple):
    """A line of the shares, with level and state on the day asked."""

    id: int
    asset: int
    asset_name: str
    asset_type: str
    asset_id: str
    partner: int
    partner_name: str
    partner_bc_id: str
    partnership: int
    level: Level
    state: str
    purpose: str
    approved_by: str
    granted_on: date | None
    planned_end: date | None
    review_due: date | None
    confirmed_on: date | None
    last_verified_on: date | None
    revoke_requested_on: date | None
    revoked_on: date | None
    verified_gone_on: date | None
    replaces: int | None


class AccessRecordRow(NamedTuple):
    """A line of the issued access records; `superseded_by` is the number of the newer paper."""

    id: int
    number: str
    kind: str
    title: str
    partner: int | None
    on: date
    as_of: datetime
    issued_at: datetime
    issued_by: str
    pages: int
    sha256: str
    supersedes: str
    superseded_by: str


class RevisionRow(NamedTuple):
    """A line of the history: one undoable act."""

    id: int
    at: datetime
    zone: str
    who: str
    title: str
    reason: str
    act: str
    reverts: int | None
    changes: int


class Hit(NamedTuple):
    """A record that a search found: its kind and number, its name, and a second line."""

    kind: str
    id: int
    name: str
    detail: str
