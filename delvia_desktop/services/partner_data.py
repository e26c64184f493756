"""The data of a partner's access record as it is attached to the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from delvia_desktop.domain.access_records import KIND_PARTNER
from delvia_desktop.domain.partners import PartnerKey
from delvia_desktop.i18n import tr
from delvia_desktop.reports.partner_record import PaperShare, PartnerRecord


def partner_json(paper: PartnerRecord, partner: PartnerKey) -> dict[str, Any]:
    """Return the data of the record of a partner, in the form that all papers have."""
    owned = [[each.name, each.type_label, each.asset_id] for each in paper.owned_assets]
    shares = (
        (tr("Shared assets"), paper.open_shares),
        (tr("Shared with us by the partner"), paper.received_shares),
        (tr("Planned, not shared yet"), paper.planned_shares),
        (tr("Ended shares"), paper.ended_shares),
    )
    return {
        "format": "delvia-paper",
        "version": 1,
        "number": paper.number,
        "supersedes": paper.supersedes,
        "kind": KIND_PARTNER,
        "title": paper.partner,
        "subject": {"kind": "partner", "id": int(partner)},
        "brand": paper.brand,
        "on": paper.on.isoformat(),
        "as_of": paper.as_of.isoformat(),
        "revision": paper.revision,
        "register_state": paper.register_state,
        "prepared_by": paper.prepared_by,
        "facts": [
            [tr("Partner"), paper.partner],
            [tr("Their Business Center"), paper.partner_bc_id],
            [tr("Our Business Center"), paper.our_bc_id],
            [tr("Partnership"), paper.state],
            [tr("Contract"), paper.contract_ref],
        ],
        "sections": [
            *(_section(title, found) for title, found in shares),
            {
                "title": tr("Assets that the partner owns"),
                "columns": [tr("Asset"), tr("Type"), tr("ID")],
                "rows": owned,
                "texts": [],
            },
        ],
        "confirms": [],
    }


def _section(title: str, shares: Sequence[PaperShare]) -> dict[str, Any]:
    columns = {
        tr("Asset"): "asset_name",
        tr("ID"): "asset_id",
        tr("Owner"): "owner",
        tr("Access level"): "level",
        tr("Purpose"): "purpose",
        tr("Approved by"): "approved_by",
        tr("Shared"): "granted_on",
        tr("Planned end"): "planned_end",
        tr("Confirmed"): "confirmed_on",
        tr("Revoked"): "revoked_on",
        tr("Seen gone"): "verified_gone_on",
    }
    rows = [[_plain(getattr(share, field)) for field in columns.values()] for share in shares]
    return {"title": title, "columns": list(columns), "rows": rows, "texts": []}


def _plain(value: object) -> str:
    return "" if value is None else str(value)
