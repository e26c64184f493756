"""What columns mean, remembered on this computer by the set of their headings."""

from __future__ import annotations

import json
from dataclasses import replace

from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.words.text import folded
from delvia_desktop.services.computer.preferences import preferred, remember
from delvia_desktop.services.plans.intake import (
    SECRET,
    Proposal,
    TableMapping,
    proposed_mapping,
)
from delvia_desktop.services.plans.intake import SourceTable as Table

_COLUMNS = "columns of tables"
_MOST = 60
"""Sets of headings that are remembered at most."""


def mapping_for(table: Table, proposal: Proposal) -> TableMapping:
    """Return how a table is read: as one with the same headings was, else as is proposed."""
    mapping = proposed_mapping(table, proposal)
    kept = preferred(_COLUMNS).get(_key(proposal))
    if not isinstance(kept, dict) or not isinstance(kept.get("columns"), dict):
        return mapping
    meant = kept["columns"]
    columns = {}
    for column in proposal.columns:
        meaning = meant.get(folded(column.heading), column.meaning)
        # What looks like a secret is never read, whatever was meant before.
        columns[column.place] = SECRET if column.meaning == SECRET else str(meaning)
    kind = kept.get("kind", "")
    return replace(
        mapping,
        columns={place: meaning for place, meaning in columns.items() if meaning},
        kind=kind if kind in LISTED else "",
    )


def keep_mapping(proposal: Proposal, mapping: TableMapping) -> None:
    """Remember how a table with these headings was read."""
    if not proposal.headings:
        return
    meant = {
        folded(column.heading): mapping.columns.get(column.place, "")
        for column in proposal.columns
        if column.heading
    }
    known = {key: kept for key, kept in preferred(_COLUMNS).items() if key != _key(proposal)}
    latest = dict(list(known.items())[1 - _MOST :])
    remember(_COLUMNS, {**latest, _key(proposal): {"columns": meant, "kind": mapping.kind}})


def _key(proposal: Proposal) -> str:
    return json.dumps(sorted(proposal.headings), ensure_ascii=False)
