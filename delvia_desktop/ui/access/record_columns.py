"""The columns of the lists of partners, assets, people and what they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from delvia_desktop.domain.access.claims import routes
from delvia_desktop.domain.access.partnerships import PartnershipState, standing
from delvia_desktop.domain.lists.rows import (
    AssetRow,
    BusinessCenterRow,
    ClaimRow,
    PartnerRow,
    PersonRow,
    ShareRow,
)
from delvia_desktop.domain.words.vocabulary import Term, level_label, level_tone, term, type_label
from delvia_desktop.i18n import tr
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.ui.lists.columns import day, days, state, text, verified
from delvia_desktop.ui.lists.list_model import Column


def partner_columns(on: Callable[[], date]) -> list[Column]:
    """Return the list columns of the partners beside their detail; `on` says the day shown."""

    def stands(row: PartnerRow) -> Term:
        if row.state not in set(PartnershipState):
            return term(LISTS["partners"].terms["state"], row.state)
        return standing(row.state, row.engagement_end, on())

    return [
        text("name", tr("Partner"), 20),
        replace(
            state("partners"),
            text=lambda row: stands(row).label,
            tone=lambda row: stands(row).tone,
            share=14,
            sortable=True,
        ),
    ]


def _owner(row: AssetRow) -> str:
    return row.owner or term("owner_kind", row.owner_kind).label


def _owner_tone(row: AssetRow) -> str:
    return "neutral" if row.owner_kind == "OWNER_BC" else "critical"


def asset_columns() -> list[Column]:
    """Return the list columns of the assets beside their detail."""
    return [
        text("name", tr("Asset"), 20),
        Column("asset_type", tr("Type"), lambda row: type_label(row.asset_type), 13, kept=False),
        Column("owner", tr("Owner"), _owner, 17, _owner_tone, warning=tr("Not ours")),
    ]


def center_owner(row: BusinessCenterRow) -> str:
    """Say in a column whose a Business Center is: ours, a partner's or another's."""
    return tr("Ours") if row.is_own else (row.used_by and tr("Partner")) or tr("Other")


def business_center_columns() -> list[Column]:
    """Return the list columns of the Business Centers."""

    def tone(row: BusinessCenterRow) -> str:
        return "accent" if row.is_own else "neutral"

    return [
        text("name", tr("Business Center"), 20),
        Column("kind", tr("Owner"), center_owner, 9, tone, whole=True),
    ]


def _level(row: ShareRow) -> str:
    return level_label(row.asset_type, row.level)


def _level_tone(row: ShareRow) -> str:
    return level_tone(row.asset_type, row.level)


def _level_column(share: int) -> Column:
    return Column(
        "level",
        tr("Access level"),
        _level,
        share,
        _level_tone,
        kept=False,
        whole=True,
        warning=tr("Privileged"),
    )


def share_state(row: ShareRow) -> str:
    """Say in a column where a share stands, and what is decided but not done."""
    if row.revoke_requested_on is not None and row.revoked_on is None:
        return tr("To be removed")
    return _share_term(row).label


def _share_tone(row: ShareRow) -> str:
    if row.revoke_requested_on is not None and row.revoked_on is None:
        return "high"
    return _share_term(row).tone


def _share_term(row: ShareRow) -> Term:
    group = "received_state" if row.direction == "SHARED" else "share_state"
    return term(group, row.state)


def _confirmed(row: ShareRow) -> str:
    return day(row.confirmed_on, tr("— pending") if row.state == "granted" else "—")


def _shared_asset(row: ShareRow) -> str:
    if not row.giver:
        return row.asset_name
    return tr("{asset}, shared from {giver}", asset=row.asset_name, giver=row.giver)


def shares_of_partner_columns() -> list[Column]:
    """Return the list columns of the shares in a partner's detail."""
    return [
        Column("asset_name", tr("Asset"), _shared_asset, 21),
        _level_column(15),
        Column("state", tr("State"), share_state, 15, _share_tone, sortable=False, whole=True),
        *days(planned_end=tr("Planned end")),
        Column("asset_type", tr("Type"), lambda row: type_label(row.asset_type), 13, kept=False),
        *days(granted_on=tr("Shared on")),
        Column("confirmed_on", tr("Confirmed"), _confirmed, 12, kept=False),
        verified(),
    ]


def shares_of_asset_columns() -> list[Column]:
    """Return the list columns of the shares in an asset's detail."""
    return [
        text("partner_name", tr("Partner"), 18),
        _level_column(14),
        Column("state", tr("State"), share_state, 15, _share_tone, sortable=False, whole=True),
        *days(planned_end=tr("Planned end"), granted_on=tr("Shared on")),
    ]


def way_columns(subject: str) -> list[Column]:
    """Return the list columns of the access routes of a subject, itself not named."""
    what = Column("what", tr("What"), lambda way: way.what, 20, sortable=False)
    who = Column("who", tr("Who"), lambda way: way.who, 18, sortable=False)
    first = {"person": [what], "asset": [who], "business-center": [who], "partner": [what, who]}
    return [
        *first[subject],
        Column("surface", tr("Granted in"), lambda way: way.place, 16, sortable=False, kept=False),
        Column(
            "level",
            tr("Access level"),
            lambda w: w.level,
            15,
            lambda w: w.tone,
            sortable=False,
            kept=False,
            whole=True,
            warning=tr("Privileged"),
        ),
        Column(
            "state",
            tr("State"),
            lambda w: w.state_term.label,
            15,
            lambda w: w.state_term.tone,
            sortable=False,
            whole=True,
        ),
        Column(
            "planned_end",
            tr("Planned end"),
            lambda w: day(w.planned_end),
            12,
            sortable=False,
            kept=False,
        ),
        Column("since", tr("Since"), lambda w: day(w.since), 11, sortable=False, kept=False),
    ]


def claim_columns() -> list[Column]:
    """Return the list columns of the claims in an asset's detail."""

    def route(row: ClaimRow) -> str:
        return next((tr(r.label) for r in routes() if r.code == row.route), row.route)

    return [
        replace(state("claims"), sortable=True),
        Column("route", tr("How"), route, 22, sortable=False),
        Column("", tr("From"), lambda row: row.owner or "—", 14, sortable=False, kept=False),
        Column("found_on", tr("Identified"), lambda row: day(row.found_on), 11, kept=False),
        Column("", tr("Requested"), lambda row: day(row.asked_on), 11, sortable=False),
        Column("", tr("Received"), lambda row: day(row.received_on), 11, sortable=False),
    ]


def person_columns() -> list[Column]:
    """Return the list columns of the people beside their detail."""

    def named(row: PersonRow) -> str:
        return f"{row.name} · {row.email or employer(row)}" if row.has_namesake else row.name

    def employer(row: PersonRow) -> str:
        return row.partner_name or term("employer", row.employer).label

    return [
        Column("name", tr("Person"), named, 20),
        Column("employer", tr("Employed by"), employer, 15, _employer_tone, kept=False),
        Column(
            "open_grants",
            tr("Access"),
            lambda row: str(row.open_grants),
            8,
            _left_tone,
            warning=tr("Has left, access still active"),
        ),
    ]


def _employer_tone(row: PersonRow) -> str:
    return term("employer", row.employer).tone


def _left_tone(row: PersonRow) -> str:
    return "critical" if row.left_on is not None and row.open_grants else ""
