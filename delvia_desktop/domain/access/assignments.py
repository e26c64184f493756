"""Assignments: one asset given to one person, and the surface on which it was given.

What was given in Ads Manager or Seller Center does not end when the seat in the Business Center
does (D-rmad, D-offb), so the surface is part of what is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, NewType

from delvia_desktop.domain.access.assets import Asset, AssetKey
from delvia_desktop.domain.access.grants import (
    RevokeReason,
    SeenGone,
    ToRevoke,
    check_level,
    check_steps,
    read_grant,
)
from delvia_desktop.domain.access.people import Person, PersonKey, has_left
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    EvidenceRef,
    Kept,
    Label,
    LastVerified,
    Prose,
    Searched,
    Somebody,
)
from delvia_desktop.domain.words.vocabulary import Level, level_type, surface, type_label
from delvia_desktop.i18n import tr

AssignmentKey = NewType("AssignmentKey", int)


MAIN_ADMIN = "DELVIA_SC_MAIN"
"""The role in Seller Center that runs a shop, in all but what only its owner can do."""


class Surface(StrEnum):
    """Where an assignment was given, and where it must be ended."""

    BUSINESS_CENTER = "BUSINESS_CENTER"
    ADS_MANAGER = "ADS_MANAGER"
    ACCOUNT_GROUP = "ACCOUNT_GROUP"
    SELLER_CENTER = "SELLER_CENTER"
    LOGIN = "LOGIN"


@dataclass(frozen=True)
class Assignment:
    """One asset given to one person; `via` is the account group through which it came.

    On the surface LOGIN the person knows the password; it ends when the password is changed.
    """

    id: AssignmentKey
    asset: AssetKey
    person: PersonKey
    surface: Annotated[Kept[str], Label("Granted in")] = Surface.BUSINESS_CENTER
    level: Annotated[Kept[Level], Label("Access level")] = ()
    via: Annotated[AssetKey | None, Label("Account group")] = None
    may_pay_out: Annotated[bool, Label("May make payouts or refunds")] = False
    purpose: Searched[Prose] = ""
    approved_by: Searched[Somebody] = ""
    granted_on: date | None = None
    granted_by: Searched[Somebody] = ""
    planned_end: date | None = None
    review_due: date | None = None
    confirmed_on: date | None = None
    confirmed_by: Somebody = ""
    revoke_requested_on: ToRevoke = None
    revoked_on: date | None = None
    revoked_by: Somebody = ""
    revoke_reason: RevokeReason = ""
    verified_gone_on: SeenGone = None
    last_verified_on: LastVerified = None
    evidence_ref: EvidenceRef = ""
    note: Searched[Prose] = ""


def is_main_admin(assignment: Assignment) -> bool:
    """Tell whether an assignment makes its person main administrator of a shop."""
    return assignment.surface == Surface.SELLER_CENTER and MAIN_ADMIN in assignment.level


@dataclass(frozen=True)
class AssignmentDraft:
    """An assignment as typed. Without `granted_on` it is a plan."""

    asset: AssetKey | None = None
    person: PersonKey | None = None
    surface: str = Surface.BUSINESS_CENTER
    level: Level = ()
    via: AssetKey | None = None
    may_pay_out: bool = False
    purpose: str = ""
    approved_by: str = ""
    granted_on: str = ""
    granted_by: str = ""
    planned_end: str = ""
    review_due: str = ""
    last_verified_on: str = ""
    evidence_ref: str = ""
    note: str = ""


@dataclass(frozen=True)
class AssignmentSurroundings:
    """What an assignment is checked against; `current` is another one of the same three."""

    asset: Asset | None
    person: Person | None
    via: Asset | None
    current: Assignment | None


def check_assignment(
    draft: AssignmentDraft,
    before: Assignment | None,
    around: AssignmentSurroundings,
    reading: Reading,
) -> Assignment:
    """Check the draft of an assignment and return the record; raises Invalid.

    With `before` it is a correction: asset, person, surface and the steps taken stay.
    """
    asset, person = around.asset, around.person
    reading.check(asset is not None, "asset", tr("Choose the asset."))
    reading.check(person is not None, "person", tr("Choose the person."))
    values = read_grant(draft, Assignment, reading)
    if asset is not None:
        _check_surface(draft.surface, asset, around.via, reading)
        kind = level_type(asset.asset_type, draft.surface)
        values["level"] = kind.sorted_level(draft.level) if kind.choice != "none" else ()
        check_level(kind, values["level"], reading)
    if draft.surface != Surface.ACCOUNT_GROUP:
        values["via"] = None
    if around.current is not None and before is None:
        reading.problem(
            "person",
            tr("This person already has this asset there. Edit that assignment instead."),
        )
    if before is not None:
        check_steps(before, values["granted_on"], reading)
    elif person is not None and has_left(person, reading.today):
        reading.problem("person", tr("“{name}” has already left.", name=person.name))
    reading.done()
    if asset is None or person is None:
        raise AssertionError  # done() has raised: both are problems
    start = before or Assignment(AssignmentKey(0), asset.id, person.id, draft.surface)
    stay = {"asset": start.asset, "person": start.person, "surface": start.surface}
    return replace(start, **{**values, **stay})


def _check_surface(code: str, asset: Asset, via: Asset | None, reading: Reading) -> None:
    reading.check(
        asset.asset_type in surface(code).types,
        "surface",
        tr(
            "{type} access cannot be granted there. Choose another place.",
            type=type_label(asset.asset_type),
        ),
    )
    if code == Surface.ACCOUNT_GROUP:
        sound = via is not None and via.asset_type == "ACCOUNT_GROUP"
        reading.check(sound, "via", tr("Choose the account group that gives this access."))
