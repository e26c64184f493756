"""The counts of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from delvia_desktop.domain.access.assets import OwnerKind
from delvia_desktop.domain.access.partnerships import PartnershipState
from delvia_desktop.domain.lists.rows import (
    AssetRow,
    BusinessCenterRow,
    PartnerRow,
    PersonRow,
    ShareRow,
    Wanted,
)
from delvia_desktop.services.access.access_routes import count_unverified
from delvia_desktop.services.register.register import Register


@dataclass(frozen=True)
class RecordCounts:
    """How much is recorded on a day; `ever` says of how much, with what has ended."""

    assets: int
    not_ours: int
    owner_unknown: int
    partners: int
    past_end: int
    partners_over: int
    partners_unconfirmed: int
    open_shares: int
    unconfirmed: int
    revoked_not_gone: int
    partners_ever: int
    shares_ever: int


def counts_on(register: Register, on: date) -> RecordCounts:
    """Return the counts of the overview for a day."""

    def count_shares(**where: object) -> int:
        ours = {"is_incoming": 0, **where}
        return register.rows(ShareRow, Wanted(on, where=ours)).count()

    def count_assets(**where: object) -> int:
        return register.rows(AssetRow, Wanted(on, where=where)).count()

    def count_connected(**where: object) -> int:
        # What a partner has is looked for only where the rest holds.
        connected = {**where, "is_connected": 1}
        return register.rows(PartnerRow, Wanted(on, where=connected)).count()

    return RecordCounts(
        assets=count_assets(),
        not_ours=sum(
            count_assets(owner_kind=kind.value) for kind in (OwnerKind.PARTNER, OwnerKind.PERSON)
        ),
        owner_unknown=count_assets(owner_kind=OwnerKind.UNKNOWN.value),
        partners=count_connected(),
        past_end=count_connected(is_past_end=1),
        partners_over=count_connected(is_over=1),
        partners_unconfirmed=count_connected(state=PartnershipState.REQUESTED.value),
        open_shares=count_shares(is_open=1),
        unconfirmed=count_shares(state="granted"),
        revoked_not_gone=count_unverified(register, on),
        partners_ever=register.rows(PartnerRow, Wanted(on)).count(),
        shares_ever=count_shares(),
    )


def is_empty(register: Register, on: date) -> bool:
    """Tell whether the overview of a day has nothing to count or judge."""
    wanted = Wanted(on)
    listed = (
        register.rows(AssetRow, wanted),
        register.rows(PartnerRow, wanted),
        register.rows(PersonRow, wanted),
        register.rows(BusinessCenterRow, wanted),
    )
    return not any(each.count() for each in listed)
