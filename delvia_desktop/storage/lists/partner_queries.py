"""The SQL of the list of partners."""

from __future__ import annotations

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.storage.lists.filtering import Where
from delvia_desktop.storage.lists.list_queries import (
    PARTNERSHIP_STATE,
    SHARE_IS_OPEN,
    ListQuery,
    bc_id_on,
)
from delvia_desktop.storage.lists.people_queries import GRANT_IS_OPEN, SEAT_IS_OPEN, SPARK_IS_OPEN

_OPEN_SHARES_OF = (
    "(SELECT count(*) FROM shares s JOIN partnerships x ON x.id = s.partnership "
    f"WHERE x.partner = p.id AND {SHARE_IS_OPEN} AND s.is_incoming = 0)"
)

# The newest partnership is the one whose state stands for the partner.
_NEWEST = "ps.id = (SELECT max(y.id) FROM partnerships y WHERE y.partner = p.id)"

_EMPLOYED = "IN (SELECT e.id FROM persons e WHERE e.partner = p.id)"

# Connected is a partner whose partnership is running, and one that has access anyway: itself, or
# by a seat or an assignment of one of its people.
_IS_CONNECTED = f"""(coalesce({PARTNERSHIP_STATE}, 'draft') IN ('active', 'ending')
 OR {_OPEN_SHARES_OF} > 0
 OR EXISTS (SELECT 1 FROM spark_codes g WHERE g.partner = p.id AND {SPARK_IS_OPEN})
 OR EXISTS (SELECT 1 FROM shop_partners g WHERE g.partner = p.id AND {GRANT_IS_OPEN})
 OR EXISTS (SELECT 1 FROM assignments g WHERE g.person {_EMPLOYED} AND {GRANT_IS_OPEN})
 OR EXISTS (SELECT 1 FROM seats s WHERE s.person {_EMPLOYED} AND {SEAT_IS_OPEN}))"""

PARTNERS = ListQuery(
    keys=f"partners p LEFT JOIN partnerships ps ON {_NEWEST}",
    key="p.id",
    rows=f"""SELECT p.id, p.name, p.kind, coalesce({bc_id_on("b")}, ''),
 CASE WHEN ps.id IS NULL THEN 'draft' ELSE {PARTNERSHIP_STATE} END,
 ps.engagement_start, ps.engagement_end, coalesce(ps.internal_owner, ''), {_OPEN_SHARES_OF},
 (SELECT count(*) FROM assets a WHERE a.owner_partner = p.id), {_IS_CONNECTED}
 FROM partners p LEFT JOIN business_centers b ON b.id = p.business_center
 LEFT JOIN partnerships ps ON {_NEWEST} WHERE p.id IN (:keys)""",
    orders={
        "name": "p.name_key {d}, p.id",
        "state": f"{PARTNERSHIP_STATE} {{d}}, p.name_key, p.id",
        "engagement_end": "ps.engagement_end {d}, p.name_key, p.id",
        "open_shares": f"{_OPEN_SHARES_OF} {{d}}, p.name_key, p.id",
    },
    conditions={
        "state": f"coalesce({PARTNERSHIP_STATE}, 'draft') = :value",
        "is_connected": f"({_IS_CONNECTED}) = :value",
        "is_past_end": "(ps.engagement_end IS NOT NULL AND ps.engagement_end < :on) = :value",
    },
    filters={
        Filterable("name", "text", "name"): Where("p.name_key"),
        Filterable("kind", "choice", "kind", "partner_kind"): Where("p.kind"),
        Filterable("state", "choice", "state", "partnership_state"): Where(
            f"coalesce({PARTNERSHIP_STATE}, 'draft')"
        ),
        Filterable("connected", "flag", "is_connected"): Where(_IS_CONNECTED),
        Filterable("starts", "day", "engagement_start"): Where("ps.engagement_start"),
        Filterable("ends", "day", "engagement_end"): Where("ps.engagement_end"),
        Filterable("shares", "number", "open_shares"): Where(_OPEN_SHARES_OF),
        Filterable("owns", "number", "owned_assets"): Where(
            "(SELECT count(*) FROM assets a WHERE a.owner_partner = p.id)"
        ),
    },
    found="(p.search LIKE :text ESCAPE '\\' OR p.business_center IN "
    "(SELECT id FROM business_centers WHERE search LIKE :text ESCAPE '\\'))",
)
