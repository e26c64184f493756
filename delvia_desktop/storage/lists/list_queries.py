"""The lists of Business Centers, assets, shares, issued papers and revisions, one value each."""

from __future__ import annotations

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.domain.lists.rows import (
    AccessRecordRow,
    AssetRow,
    BusinessCenterRow,
    RevisionRow,
    ShareRow,
)
from delvia_desktop.domain.words.moments import in_zone
from delvia_desktop.i18n import later
from delvia_desktop.storage.file.paper_codes import has_code
from delvia_desktop.storage.lists.filtering import Where, found_in, name_in
from delvia_desktop.storage.lists.listing import ListQuery, Source


def bc_id_on(center: str) -> str:
    """Return the SQL in list queries for a Business Center's id on the day."""
    return f"""CASE WHEN {center}.former_ids = '[]' THEN {center}.bc_id ELSE coalesce(
 (SELECT json_extract(value, '$.number') FROM json_each({center}.former_ids)
 WHERE json_extract(value, '$.until') >= :on ORDER BY json_extract(value, '$.until') LIMIT 1),
 {center}.bc_id) END"""


PARTNERSHIP_STATE = """CASE
 WHEN ps.closed_on <= :on THEN 'closed' WHEN ps.removed_on <= :on THEN 'removed'
 WHEN ps.cancelled_on <= :on THEN 'cancelled' WHEN ps.declined_on <= :on THEN 'declined'
 WHEN ps.ending_on <= :on THEN 'ending'
 WHEN ps.confirmed_on <= :on AND ps.engagement_end < :on THEN 'ending'
 WHEN ps.confirmed_on <= :on THEN 'active' WHEN ps.requested_on <= :on THEN 'requested'
 ELSE 'draft' END"""

SHARE_STATE = """CASE
 WHEN s.verified_gone_on <= :on THEN 'verified' WHEN s.revoked_on <= :on THEN 'revoked'
 WHEN s.granted_on IS NULL OR s.granted_on > :on THEN 'planned'
 WHEN s.confirmed_on <= :on THEN 'confirmed' ELSE 'granted' END"""

SHARE_IS_OPEN = "(s.granted_on <= :on AND (s.revoked_on IS NULL OR s.revoked_on > :on))"

BUSINESS_CENTERS = ListQuery(
    "business-centers",
    BusinessCenterRow,
    "business_centers b",
    title=later("Business Centers"),
    columns={
        "bc_id": bc_id_on("b"),
        "status": "CASE WHEN b.status_on > :on THEN '' ELSE b.status END",
        "used_by": "coalesce((SELECT p.name FROM partners p WHERE p.business_center = b.id), '')",
        "owned_assets": "(SELECT count(*) FROM assets a WHERE a.owner_business_center = b.id)",
    },
    orders={
        "name": "b.name_order {d}, b.id",
        "kind": "b.is_own {d}, b.name_order, b.id",
        "bc_id": "b.bc_id {d}, b.id",
        "verification_status": "b.verification_status {d}, b.name_order, b.id",
    },
    filters=(
        Filterable("name", "text", "name"),
        Filterable("id", "text", "bc_id"),
        Filterable("ours", "flag", "is_own"),
        Filterable("status", "choice", "status", "bc_status"),
        Filterable("since", "day", "status_on"),
        Filterable("verification", "choice", "verification_status", "bc_verification"),
        Filterable("twostep", "choice", "two_step_scope", "two_step_scope"),
        Filterable("verified", "day", "last_verified_on"),
    ),
    places={"bc_id": Where(bc_id_on("b"))},
    printed="id name bc_id is_own status verification_status",
)

_OWNER = """CASE a.owner_kind
 WHEN 'OWNER_BC' THEN (SELECT name FROM business_centers WHERE id = a.owner_business_center)
 WHEN 'OWNER_PARTNER' THEN (SELECT name FROM partners WHERE id = a.owner_partner)
 ELSE a.owner_person END"""

_OWNER_BC = f"""CASE a.owner_kind
 WHEN 'OWNER_BC' THEN
 (SELECT {bc_id_on("b")} FROM business_centers b WHERE b.id = a.owner_business_center)
 WHEN 'OWNER_PARTNER' THEN (SELECT {bc_id_on("b")} FROM partners p JOIN business_centers b
 ON b.id = p.business_center WHERE p.id = a.owner_partner) END"""

_OPEN_SHARES_ON = (
    f"(SELECT count(*) FROM shares s WHERE s.asset = a.id AND {SHARE_IS_OPEN} "
    "AND s.is_incoming = 0)"
)

ASSETS = ListQuery(
    "assets",
    AssetRow,
    "assets a",
    title=later("Assets"),
    columns={
        "owner": f"coalesce({_OWNER}, '')",
        "owner_bc_id": f"coalesce({_OWNER_BC}, '')",
        "open_shares": _OPEN_SHARES_ON,
        # A status counts from its day on, as in domain.business_centers.status_on.
        "status": "CASE WHEN a.status_on > :on THEN '' ELSE a.status END",
    },
    orders={
        "name": "a.name_order {d}, a.id",
        "asset_type": "a.asset_type {d}, a.name_order, a.id",
        "owner": f"a.owner_kind {{d}}, {_OWNER} {{d}}, a.name_order, a.id",
        "open_shares": f"{_OPEN_SHARES_ON} {{d}}, a.name_order, a.id",
    },
    conditions={
        "owner_partner": "a.owner_partner = :value",
        "owner_business_center": "a.owner_business_center = :value",
    },
    filters=(
        Filterable("name", "text", "name"),
        Filterable("id", "text", "asset_id"),
        Filterable("code", "text", "shop_code"),
        Filterable("type", "choice", "asset_type", "asset_type"),
        Filterable("status", "choice", "status", "account_status"),
        Filterable("since", "day", "status_on"),
        Filterable("owner", "choice", "owner_kind", "owner_kind"),
        Filterable("whose", "text", "owner"),
        Filterable("confirmed", "day", "ownership_confirmed_on"),
        Filterable("verified", "day", "last_verified_on"),
        Filterable("shares", "number", "open_shares"),
    ),
    places={"asset_id": Where("a.asset_id")},
    also=(found_in("a.owner_partner", "partners"),),
    printed="id name asset_type asset_id pixel_code owner_kind owner status open_shares",
)

# CROSS JOIN keeps SQLite at the order of the tables: it then walks the index of the first one in
# the order asked for and never sorts all shares to show the first page.
_BY_ASSET = Source(
    "assets a CROSS JOIN shares s ON s.asset = a.id",
    "shares s CROSS JOIN assets a ON a.id = s.asset",
)
_BY_PARTNER = Source(
    "partners p CROSS JOIN partnerships ps ON ps.partner = p.id "
    "CROSS JOIN shares s ON s.partnership = ps.id",
    "shares s CROSS JOIN partnerships ps ON ps.id = s.partnership "
    "CROSS JOIN partners p ON p.id = ps.partner",
)

_OF_PARTNER = (
    "s.partnership IN (SELECT z.id FROM partnerships z JOIN partners q ON q.id = z.partner "
    "WHERE {})"
)

# A level that was raised after the day does not count yet, as in domain.shares.level_on.
_LEVEL_ON = """CASE WHEN s.raised = '[]' THEN s.level ELSE coalesce(
 (SELECT json_extract(value, '$.was') FROM json_each(s.raised)
 WHERE json_extract(value, '$.on') > :on ORDER BY key LIMIT 1), s.level) END"""

SHARES = ListQuery(
    "shares",
    ShareRow,
    "shares s",
    title=later("Shares"),
    joined="""JOIN assets a ON a.id = s.asset JOIN partnerships ps ON ps.id = s.partnership
 JOIN partners p ON p.id = ps.partner LEFT JOIN business_centers b ON b.id = p.business_center
 LEFT JOIN business_centers g ON g.id = s.giver""",
    columns={
        "asset_name": "a.name",
        "asset_type": "a.asset_type",
        "asset_id": "CASE WHEN a.asset_id = '' THEN a.pixel_code ELSE a.asset_id END",
        "partner": "p.id",
        "partner_name": "p.name",
        "partner_bc_id": f"coalesce({bc_id_on('b')}, '')",
        "level": _LEVEL_ON,
        "state": SHARE_STATE,
        "direction": "CASE s.is_incoming WHEN 1 THEN 'SHARED' ELSE 'SHARING' END",
        "giver": "coalesce(g.name, '')",
    },
    sources={"asset_name": _BY_ASSET, "asset_type": _BY_ASSET, "partner_name": _BY_PARTNER},
    orders={
        "id": "s.id {d}",
        "asset_name": "a.name_order {d}, a.id, s.id",
        "asset_type": "a.asset_type {d}, a.id, s.id",
        "partner_name": "p.name_order {d}, p.id, ps.id, s.id",
        "level": "s.level {d}, s.id",
    },
    conditions={
        "partner": "s.partnership IN (SELECT id FROM partnerships WHERE partner = :value)",
        "is_open": f"coalesce({SHARE_IS_OPEN}, 0) = :value",
        "state": f"{SHARE_STATE} = :value",
        "is_incoming": "s.is_incoming = :value",
        "is_over": "coalesce(s.revoked_on <= :on, 0) = :value",
        "is_explained": "(s.purpose <> '' AND s.approved_by <> '') = :value",
        "ends_by": "(s.planned_end <= :value OR s.review_due <= :value)",
    },
    filters=(
        Filterable("asset", "text", "asset_name"),
        Filterable("type", "choice", "asset_type", "asset_type"),
        Filterable("partner", "text", "partner_name"),
        Filterable("level", "choice", "level", "level"),
        Filterable("state", "choice", "state", "share_state"),
        Filterable("direction", "choice", "direction", "share_direction"),
        Filterable("giver", "text", "giver"),
        Filterable("purpose", "text", "purpose"),
        Filterable("approver", "text", "approved_by"),
        Filterable("shared", "day", "granted_on"),
        Filterable("ends", "day", "planned_end"),
        Filterable("review", "day", "review_due"),
        Filterable("confirmed", "day", "confirmed_on"),
        Filterable("verified", "day", "last_verified_on"),
        Filterable("removal", "day", "revoke_requested_on"),
        Filterable("revoked", "day", "revoked_on"),
        Filterable("gone", "day", "verified_gone_on"),
    ),
    places={
        "asset_name": name_in("s.asset", "assets"),
        "asset_type": Where("asset_type", "s.asset IN (SELECT id FROM assets WHERE {})"),
        "partner_name": Where("q.name_key", _OF_PARTNER),
        "giver": name_in("s.giver", "business_centers"),
    },
    also=(
        found_in("s.asset", "assets"),
        _OF_PARTNER.format("q.search LIKE :text ESCAPE '\\'"),
    ),
    printed="id asset_name partner_name direction level state granted_on planned_end",
)

_SIGNED = "FROM acknowledgements k WHERE k.access_record = r.id"
_SIGNERS = (
    "coalesce((SELECT group_concat(who, ', ') FROM "
    f"(SELECT k.who {_SIGNED} GROUP BY k.who ORDER BY min(k.\"on\"), min(k.id))), '')"
)
_IS_ACKNOWLEDGED = (
    f"(EXISTS (SELECT 1 {_SIGNED}) OR EXISTS (SELECT 1 FROM attachments f "
    "WHERE f.subject_kind = 'access-record' AND f.subject = r.id))"
)

_IS_LEAVERS = """r.kind = 'person' AND EXISTS (SELECT 1 FROM persons p
 WHERE p.id = r.subject AND p.left_on <= r."on")"""

ACCESS_RECORDS = ListQuery(
    "access-records",
    AccessRecordRow,
    "access_records r",
    title=later("Access records"),
    columns={
        "supersedes": "coalesce("
        "(SELECT o.number FROM access_records o WHERE o.id = r.supersedes), '')",
        "superseded_by": "coalesce("
        "(SELECT n.number FROM access_records n WHERE n.supersedes = r.id), '')",
        "acknowledged": _IS_ACKNOWLEDGED,
        "signed_by": _SIGNERS,
        "signed_on": f'(SELECT max(k."on") {_SIGNED})',
        "signed_how": f"coalesce((SELECT k.how {_SIGNED} ORDER BY k.\"on\", k.id LIMIT 1), '')",
        "is_leavers": _IS_LEAVERS,
        "signatures": f"(SELECT count(DISTINCT k.who) {_SIGNED})",
    },
    orders={"number": "r.id {d}"},
    filters=(
        Filterable("number", "text", "number"),
        Filterable("about", "text", "title"),
        Filterable("paper", "choice", "kind", "paper_kind"),
        Filterable("by", "text", "issued_by"),
        Filterable("on", "day", "on"),
        Filterable("pages", "number", "pages"),
        Filterable("acknowledged", "flag", "acknowledged"),
        Filterable("signer", "text", "signed_by"),
        Filterable("signed", "day", "signed_on"),
    ),
    also=(has_code("r.sha256"),),
    printed="number kind title on issued_at issued_by signed_by signed_on superseded_by",
)

REVISIONS = ListQuery(
    "revisions",
    RevisionRow,
    "revisions v",
    title=later("Revisions"),
    columns={
        "id": "v.number",
        "changes": "(SELECT count(*) FROM changes c WHERE c.revision = v.number)",
    },
    orders={"number": "v.number {d}", "at": "v.number {d}"},
    conditions={
        "records": "v.number IN (SELECT c.revision FROM json_each(:value) j CROSS JOIN changes c "
        "ON c.kind = json_extract(j.value, '$[0]') AND c.record = json_extract(j.value, '$[1]'))"
    },
    filters=(
        Filterable("when", "day", "at"),
        Filterable("who", "text", "who"),
        Filterable("what", "text", "title"),
        Filterable("why", "text", "reason"),
        Filterable("changes", "number", "changes"),
    ),
    places={
        # A day is that of the zone in which the act was done, as the list shows it.
        "at": Where("coalesce(date(v.at, substr(v.zone, -6)), date(v.at))"),
    },
    search="searchable(v.title || ' ' || v.who || ' ' || v.reason)",
    read=lambda row: row._replace(at=in_zone(row.at, row.zone)),
    printed="id at who title",
)
