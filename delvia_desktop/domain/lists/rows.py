"""What one line of each list shows; storage fetches these in pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from delvia_desktop.domain.lists.filters import Condition
from delvia_desktop.domain.lists.history import called
from delvia_desktop.domain.words.vocabulary import Level


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for: the day, words, conditions, and the order.

    `where` holds conditions of the program by name, `conditions` those that a person typed.
    `findings` says how serious the worst finding about a record is, and in words what all of them
    are, by `kind/number`.
    """

    on: date
    text: str = ""
    where: Mapping[str, object] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    order: str = ""
    descending: bool = False
    findings: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class BusinessCenterRow(NamedTuple):
    """A line of the Business Centers with id and status of the day asked.

    `used_by` is the partner that acts through it.
    """

    id: int
    name: str
    bc_id: str
    is_own: bool
    legal_entity: str
    status: str
    verification_status: str
    two_step_scope: str
    allowlist_scope: str
    email_domains: str
    settings_seen_on: date | None
    used_by: str
    owned_assets: int
    last_verified_on: date | None
    status_on: date | None


class PartnerRow(NamedTuple):
    """A line of the partners, with the state of the newest partnership on the day asked.

    `is_connected` says that a partnership is running, or that the partner has access without one.
    """

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
    is_connected: bool


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
    shop_code: str
    status: str
    status_on: date | None


class ShareRow(NamedTuple):
    """A line of the shares, with level and state on the day asked.

    `direction` is TikTok's word: SHARING, we share; SHARED, the partner shares with us. `giver` is
    the Business Center that shares in our stead.
    """

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
    direction: str
    giver: str


class PersonRow(NamedTuple):
    """A line of the people; `open_grants` counts what works for the person on the day asked.

    `has_namesake` says that another person has the same name.
    """

    id: int
    name: str
    has_namesake: bool
    employer: str
    partner: int | None
    partner_name: str
    job: str
    email: str
    user_id: str
    started_on: date | None
    planned_end: date | None
    left_on: date | None
    open_grants: int
    last_verified_on: date | None


class SeatRow(NamedTuple):
    """A line of the seats, with the state on the day asked."""

    id: int
    person: int
    person_name: str
    email: str
    employer: str
    business_center: int
    business_center_name: str
    bc_id: str
    role: str
    finance_role: str
    may_delegate: bool
    state: str
    invited_on: date | None
    accepted_on: date | None
    planned_end: date | None
    review_due: date | None
    leaving_on: date | None
    removed_on: date | None
    removal_verified_on: date | None
    last_role_change_on: date | None
    assets_rechecked_on: date | None
    last_verified_on: date | None


class AssignmentRow(NamedTuple):
    """A line of the assignments; `level_type` is the type or surface whose levels count."""

    id: int
    asset: int
    asset_name: str
    asset_type: str
    asset_id: str
    person: int
    person_name: str
    email: str
    employer: str
    surface: str
    via: int | None
    via_name: str
    level_type: str
    level: Level
    may_pay_out: bool
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


class LoginRow(NamedTuple):
    """A line of the logins; `knowing` counts who is recorded to know the password on the day."""

    id: int
    asset: int
    asset_name: str
    asset_type: str
    mailbox: str
    mailbox_holder: int | None
    mailbox_holder_name: str
    recovery: str
    recovery_holder: int | None
    recovery_holder_name: str
    two_step: str
    is_shared: str
    knowing: int
    password_last_changed_on: date | None
    sessions_ended_on: date | None
    last_verified_on: date | None


class SparkCodeRow(NamedTuple):
    """A line of the Spark Ads codes; `expires_on` is the last day that counts.

    `direction` is SHARED where a creator gave the code to us.
    """

    id: int
    post: str
    creator: str
    asset: int | None
    asset_name: str
    partner: int | None
    partner_name: str
    person: int | None
    person_name: str
    days: int
    state: str
    issued_on: date | None
    used_on: date | None
    expires_on: date | None
    revoke_requested_on: date | None
    revoked_on: date | None
    verified_gone_on: date | None
    last_verified_on: date | None
    direction: str


class ShopPartnerRow(NamedTuple):
    """A line of the shop partners (TSP)."""

    id: int
    asset: int
    asset_name: str
    partner: int
    partner_name: str
    scope: str
    is_full: bool
    may_pay_out: bool
    state: str
    authorised_on: date | None
    planned_end: date | None
    review_due: date | None
    confirmed_on: date | None
    last_verified_on: date | None
    revoke_requested_on: date | None
    revoked_on: date | None
    verified_gone_on: date | None


class ClaimRow(NamedTuple):
    """A line of the claims, with the state on the day asked; `owner` is who holds the asset."""

    id: int
    asset: int
    asset_name: str
    asset_type: str
    owner: str
    business_center: int
    business_center_name: str
    route: str
    state: str
    found_on: date | None
    asked_on: date | None
    agreed_on: date | None
    transfer_due: date | None
    transfer_on: date | None
    received_on: date | None
    verified_on: date | None
    refused_on: date | None
    escalated_on: date | None
    dropped_on: date | None


class PartnershipRow(NamedTuple):
    """A line of the partnerships, with the state on the day asked."""

    id: int
    partner: int
    partner_name: str
    business_center: int
    business_center_name: str
    state: str
    engagement_start: date | None
    engagement_mid: date | None
    engagement_end: date | None
    contract_ref: str
    internal_owner: str
    requested_on: date | None
    confirmed_on: date | None
    ending_on: date | None
    removed_on: date | None
    closed_on: date | None


class TemplateRow(NamedTuple):
    """A line of the templates that are kept, with the asset types that each needs."""

    id: int
    name: str
    days: int
    review_days: int
    purpose: str
    asset_types: Level


class ViewRow(NamedTuple):
    """A line of the saved views."""

    id: int
    name: str
    list_name: str
    query: str
    order: str
    is_descending: bool


class AccessRecordRow(NamedTuple):
    """A line of the issued access records; `superseded_by` is the number of the newer paper.

    `acknowledged` also where only evidence is kept with it; `signed_on` and `signed_how` are the
    day of the last and the way of the first of those who signed, `signatures` is how many did.
    `is_leavers` is that of a person who had left.
    """

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
    acknowledged: bool
    signed_by: str
    signed_on: date | None
    signed_how: str
    is_leavers: bool
    signatures: int


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

    @property
    def what(self) -> str:
        """What the act is called."""
        return called(self.title, self.act)


class Hit(NamedTuple):
    """A record that a search found: its kind and number, its name, and a second line."""

    kind: str
    id: int
    name: str
    detail: str
