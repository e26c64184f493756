"""The lists of partners, of partnerships with them, and of claims."""

from __future__ import annotations

from delvia_desktop.domain.access.partnerships import OVER
from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.domain.lists.rows import ClaimRow, PartnerRow, PartnershipRow
from delvia_desktop.i18n import later
from delvia_desktop.storage.lists.employers import employed_by
from delvia_desktop.storage.lists.filtering import found_in, name_in
from delvia_desktop.storage.lists.list_queries import PARTNERSHIP_STATE, SHARE_IS_OPEN, bc_id_on
from delvia_desktop.storage.lists.listing import ListQuery
from delvia_desktop.storage.lists.people_queries import GRANT_IS_OPEN, SEAT_IS_OPEN, SPARK_IS_OPEN

_OPEN_SHARES = (
    "FROM shares s JOIN partnerships x ON x.id = s.partnership "
    f"WHERE x.partner = p.id AND {SHARE_IS_OPEN} AND s.is_incoming = 0"
)
_OPEN_SHARES_OF = f"(SELECT count(*) {_OPEN_SHARES})"

# The newest partnership is the one whose state stands for the partner.
_NEWEST = "ps.id = (SELECT max(y.id) FROM partnerships y WHERE y.partner = p.id)"

_EMPLOYED = f"IN (SELECT e.id FROM persons e WHERE {employed_by('p.id', 'e')})"

# Connected is a partner whose partnership is running, and one that has access anyway: itself, or
# by a seat or an assignment of one of its people.
_IS_CONNECTED = f"""(coalesce({PARTNERSHIP_STATE}, 'draft') IN ('active', 'ending')
 OR EXISTS (SELECT 1 {_OPEN_SHARES})
 OR EXISTS (SELECT 1 FROM spark_codes g WHERE g.partner = p.id AND {SPARK_IS_OPEN})
 OR EXISTS (SELECT 1 FROM shop_partners g WHERE g.partner = p.id AND {GRANT_IS_OPEN})
 OR EXISTS (SELECT 1 FROM assignments g WHERE g.person {_EMPLOYED} AND {GRANT_IS_OPEN})
 OR EXISTS (SELECT 1 FROM seats s WHERE s.person {_EMPLOYED} AND {SEAT_IS_OPEN}))"""

_OVER_CODES = ", ".join(f"'{state}'" for state in sorted(OVER))
_IS_OVER = f"({PARTNERSHIP_STATE} IN ({_OVER_CODES}))"

PARTNERS = ListQuery(
    "partners",
    PartnerRow,
    f"partners p LEFT JOIN partnerships ps ON {_NEWEST}",
    title=later("Partners"),
    joined="LEFT JOIN business_centers b ON b.id = p.business_center",
    columns={
        "bc_id": f"coalesce({bc_id_on('b')}, '')",
        "state": f"coalesce({PARTNERSHIP_STATE}, 'draft')",
        "engagement_start": "ps.engagement_start",
        "engagement_end": "ps.engagement_end",
        "internal_owner": "coalesce(ps.internal_owner, '')",
        "open_shares": _OPEN_SHARES_OF,
        "owned_assets": "(SELECT count(*) FROM assets a WHERE a.owner_partner = p.id)",
        "is_connected": _IS_CONNECTED,
    },
    orders={
        "name": "p.name_order {d}, p.id",
        "state": f"{PARTNERSHIP_STATE} {{d}}, p.name_order, p.id",
        "engagement_end": "ps.engagement_end {d}, p.name_order, p.id",
        "open_shares": f"{_OPEN_SHARES_OF} {{d}}, p.name_order, p.id",
    },
    conditions={
        "state": f"coalesce({PARTNERSHIP_STATE}, 'draft') = :value",
        "is_connected": f"({_IS_CONNECTED}) = :value",
        "is_over": f"{_IS_OVER} = :value",
        "is_past_end": f"(coalesce(ps.engagement_end < :on, 0) AND NOT {_IS_OVER}) = :value",
    },
    filters=(
        Filterable("name", "text", "name"),
        Filterable("kind", "choice", "kind", "partner_kind"),
        Filterable("state", "choice", "state", "partnership_state"),
        Filterable("connected", "flag", "is_connected"),
        Filterable("starts", "day", "engagement_start"),
        Filterable("ends", "day", "engagement_end"),
        Filterable("shares", "number", "open_shares"),
        Filterable("owns", "number", "owned_assets"),
    ),
    also=(found_in("p.business_center", "business_centers"),),
    printed="id name bc_id state engagement_end open_shares",
)

CLAIM_STATE = """CASE
 WHEN c.verified_on <= :on THEN 'verified' WHEN c.received_on <= :on THEN 'received'
 WHEN c.dropped_on <= :on THEN 'dropped' WHEN c.transfer_on <= :on THEN 'in_transfer'
 WHEN c.agreed_on <= :on THEN 'agreed' WHEN c.escalated_on <= :on THEN 'escalated'
 WHEN c.refused_on <= :on THEN 'refused' WHEN c.asked_on <= :on THEN 'asked'
 ELSE 'found' END"""

CLAIMS = ListQuery(
    "claims",
    ClaimRow,
    "claims c",
    title=later("Claims"),
    joined="""JOIN assets a ON a.id = c.asset JOIN business_centers b ON b.id = c.business_center
 LEFT JOIN partners p ON p.id = c.partner""",
    columns={
        "asset_name": "a.name",
        "asset_type": "a.asset_type",
        "owner": "coalesce(p.name, c.holder)",
        "business_center_name": "b.name",
        "state": CLAIM_STATE,
    },
    orders={
        "id": "c.id {d}",
        "asset_name": "(SELECT name_order FROM assets WHERE id = c.asset) {d}, c.id",
        "state": f"{CLAIM_STATE} {{d}}, c.id",
    },
    conditions={"partner": "c.partner = :value", "state": f"{CLAIM_STATE} = :value"},
    filters=(
        Filterable("asset", "text", "asset_name"),
        Filterable("state", "choice", "state", "claim_state"),
        Filterable("found", "day", "found_on"),
        Filterable("asked", "day", "asked_on"),
        Filterable("received", "day", "received_on"),
    ),
    places={"asset_name": name_in("c.asset", "assets")},
    also=(found_in("c.asset", "assets"), found_in("c.partner", "partners")),
    printed="id asset_name owner business_center_name state asked_on",
)

PARTNERSHIPS = ListQuery(
    "partnerships",
    PartnershipRow,
    "partnerships ps",
    title=later("Partnerships"),
    joined="""JOIN partners p ON p.id = ps.partner
 JOIN business_centers b ON b.id = ps.business_center""",
    columns={
        "partner_name": "p.name",
        "business_center_name": "b.name",
        "state": PARTNERSHIP_STATE,
    },
    orders={
        "id": "ps.id {d}",
        "partner_name": "(SELECT name_order FROM partners WHERE id = ps.partner) {d}, ps.id",
    },
    conditions={"state": f"{PARTNERSHIP_STATE} = :value"},
    filters=(
        Filterable("partner", "text", "partner_name"),
        Filterable("state", "choice", "state", "partnership_state"),
        Filterable("starts", "day", "engagement_start"),
        Filterable("ends", "day", "engagement_end"),
    ),
    places={"partner_name": name_in("ps.partner", "partners")},
    also=(found_in("ps.partner", "partners"),),
    printed="id partner_name state engagement_end contract_ref",
)
