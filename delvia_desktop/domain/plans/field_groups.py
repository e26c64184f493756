"""The fields of a record that make sense together only, so that they stay or go together."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from delvia_desktop.domain.records.kinds import Kind
from delvia_desktop.domain.words.field_types import plain_types

_GRANT = (
    ("granted_on", "granted_by", "confirmed_on", "confirmed_by"),
    ("revoked_on", "revoked_by", "revoke_reason", "verified_gone_on"),
)

_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "person": (("employer", "partner", "moved_on", "former_employer", "former_partner"),),
    "asset": (
        (
            *("owner_kind", "owner_business_center", "owner_partner", "owner_person"),
            *("ownership_confirmed_on", "ownership_confirmed_by", "ownership_proof"),
        ),
        ("status", "status_on"),
    ),
    "business-center": (
        ("status", "status_on"),
        ("two_step_scope", "allowlist_scope", "email_domains", "settings_seen_on"),
    ),
    "seat": (("removed_on", "removed_by", "remove_reason", "removal_verified_on"),),
    "claim": (("received_on", "verified_on"),),
    "review-line": (("decision", "decided_on", "decided_at", "decided_by", "reason", "until"),),
    **dict.fromkeys(("share", "assignment", "spark-code", "shop-partner"), _GRANT),
}


@functools.cache
def parts(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Return the fields of a kind but its key, those that belong together under the first one."""
    names = [name for name in plain_types(kind.record) if name != "id"]
    together = [
        tuple(name for name in fields if name in names) for fields in _TOGETHER.get(kind.name, ())
    ]
    taken = {name for fields in together for name in fields}
    single = [(name,) for name in names if name not in taken]
    return {fields[0]: fields for fields in (*single, *together)}
