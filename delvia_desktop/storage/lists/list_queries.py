"""The SQL of each list: its columns, its conditions and its orders, one value a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.storage.file.paper_codes import has_code
from delvia_desktop.storage.lists.filtering import Where, as_typed


@dataclass(frozen=True)
class Source:
    """The FROM clause for an order that lies in another table.

    `walk` goes through that table in the order asked for, so that the first page is there before
    all rows were seen; `few` goes through the rows that are left of a narrow filter and sorts them.
    """

    walk: str
    few: str


@dataclass(frozen=True)
class ListQuery:
    """How a list is read.

    `keys` is the FROM clause that gives the keys (`key` names the column), `rows` a SELECT that
    gives the rows of the keys in `:keys`. `orders` and `conditions` are SQL by the name under which
    they are asked for; a condition may use `:value`. `found` is the condition for a search text,
    which may use `:text`. `sources` are other FROM clauses by the order that needs them, `filters`
    what can be typed to narrow the list.
    """

    keys: str
    key: str
    rows: str
    orders: Mapping[str, str]
    conditions: Mapping[str, str]
    found: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    filters: Mapping[Filterable, Where] = field(default_factory=dict)


def bc_id_on(center: str) -> str:
    """Return the SQL for the id that a Business Center has on the day, as in domain.former_ids."""
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

_BC_STATUS = "CASE WHEN b.status_on > :on THEN '' ELSE b.status END"

BUSINESS_CENTERS = ListQuery(
    keys="business_centers b",
    key="b.id",
    rows=f"""SELECT b.id, b.name, {bc_id_on("b")}, b.is_own, b.legal_entity, {_BC_STATUS},
 b.verification_status, b.two_step_scope, b.allowlist_scope, b.email_domains,
 b.settings_seen_on,
 coalesce((SELECT p.name FROM partners p WHERE p.business_center = b.id), ''),
 (SELECT count(*) FROM assets a WHERE a.owner_business_center = b.id), b.last_verified_on,
 b.status_on
 FROM business_centers b WHERE b.id IN (:keys)""",
    orders={
        "name": "b.name_key {d}, b.id",
        "kind": "b.is_own {d}, b.name_key, b.id",
        "bc_id": "b.bc_id {d}, b.id",
        "verification_status": "b.verification_status {d}, b.name_key, b.id",
        "last_verified_on": "b.last_verified_on {d}, b.id",
    },
    conditions={"is_own": "b.is_own = :value"},
    filters={
        Filterable("name", "text", "name"): Where("b.name_key"),
        Filterable("id", "text", "bc_id"): Where(bc_id_on("b")),
        Filterable("ours", "flag", "is_own"): Where("b.is_own"),
        Filterable("status", "choice", "status", "bc_status"): Where(_BC_STATUS),
        Filterable("since", "day", "status_on"): Where("b.status_on"),
        Filterable("verification", "choice", "verification_status", "bc_verification"): Where(
            "b.verification_status"
        ),
        Filterable("twostep", "choice", "two_step_scope", "two_step_scope"): Where(
            "b.two_step_scope"
        ),
        Filterable("verified", "day", "last_verified_on"): Where("b.last_verified_on"),
    },
    found="b.search LIKE :text ESCAPE '\\'",
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

# A status counts from its day on, as in domain.business_centers.status_on.
_ASSET_STATUS = "CASE WHEN a.status_on > :on THEN '' ELSE a.status END"

ASSETS = ListQuery(
    keys="assets a",
    key="a.id",
    rows=f"""SELECT a.id, a.name, a.asset_type, a.asset_id, a.pixel_code, a.owner_kind,
 coalesce({_OWNER}, ''), coalesce({_OWNER_BC}, ''), a.ownership_confirmed_on, {_OPEN_SHARES_ON},
 a.last_verified_on, a.shop_code, {_ASSET_STATUS}, a.status_on
 FROM assets a WHERE a.id IN (:keys)""",
    orders={
        "name": "a.name_key {d}, a.id",
        "asset_type": "a.asset_type {d}, a.name_key, a.id",
        "asset_id": "a.asset_id {d}, a.id",
        "owner": f"a.owner_kind {{d}}, {_OWNER} {{d}}, a.name_key, a.id",
        "ownership_confirmed_on": "a.ownership_confirmed_on {d}, a.id",
        "open_shares": f"{_OPEN_SHARES_ON} {{d}}, a.name_key, a.id",
    },
    conditions={
        "asset_type": "a.asset_type = :value",
        "owner_kind": "a.owner_kind = :value",
        "owner_partner": "a.owner_partner = :value",
        "owner_business_center": "a.owner_business_center = :value",
    },
    filters={
        Filterable("name", "text", "name"): Where("a.name_key"),
        Filterable("id", "text", "asset_id"): Where("a.asset_id"),
        Filterable("code", "text", "shop_code"): as_typed("a.shop_code", "a.search"),
        Filterable("type", "choice", "asset_type", "asset_type"): Where("a.asset_type"),
        Filterable("status", "choice", "status", "account_status"): Where(_ASSET_STATUS),
        Filterable("since", "day", "status_on"): Where("a.status_on"),
        Filterable("owner", "choice", "owner_kind", "owner_kind"): Where("a.owner_kind"),
        Filterable("whose", "text", "owner"): as_typed(f"coalesce({_OWNER}, '')"),
        Filterable("confirmed", "day", "ownership_confirmed_on"): Where("a.ownership_confirmed_on"),
        Filterable("verified", "day", "last_verified_on"): Where("a.last_verified_on"),
        Filterable("shares", "number", "open_shares"): Where(_OPEN_SHARES_ON),
    },
    found="(a.search LIKE :text ESCAPE '\\' OR a.owner_partner IN "
    "(SELECT id FROM partners WHERE search LIKE :text ESCAPE '\\'))",
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

_OF_ASSET = "s.asset IN (SELECT id FROM assets WHERE {})"
_OF_PARTNER = (
    "s.partnership IN (SELECT z.id FROM partnerships z JOIN partners q ON q.id = z.partner "
    "WHERE {})"
)

# A level that was raised after the day does not count yet, as in domain.shares.level_on.
_LEVEL_ON = """CASE WHEN s.raised = '[]' THEN s.level ELSE coalesce(
 (SELECT json_extract(value, '$.was') FROM json_each(s.raised)
 WHERE json_extract(value, '$.on') > :on ORDER BY key LIMIT 1), s.level) END"""

_DIRECTION = "CASE s.is_incoming WHEN 1 THEN 'SHARED' ELSE 'SHARING' END"

SHARES = ListQuery(
    keys="shares s",
    key="s.id",
    sources={"asset_name": _BY_ASSET, "asset_type": _BY_ASSET, "partner_name": _BY_PARTNER},
    rows=f"""SELECT s.id, s.asset, a.name, a.asset_type,
 CASE WHEN a.asset_id = '' THEN a.pixel_code ELSE a.asset_id END, p.id, p.name,
 coalesce({bc_id_on("b")}, ''), s.partnership, s.level, {SHARE_STATE}, s.purpose, s.approved_by,
 s.granted_on, s.planned_end, s.review_due, s.confirmed_on, s.last_verified_on,
 s.revoke_requested_on, s.revoked_on, s.verified_gone_on, s.replaces,
 {_DIRECTION}, coalesce(g.name, ''), s.raised
 FROM shares s JOIN assets a ON a.id = s.asset JOIN partnerships ps ON ps.id = s.partnership
 JOIN partners p ON p.id = ps.partner LEFT JOIN business_centers b ON b.id = p.business_center
 LEFT JOIN business_centers g ON g.id = s.giver WHERE s.id IN (:keys)""",
    orders={
        "id": "s.id {d}",
        "asset_name": "a.name_key {d}, a.id, s.id",
        "asset_type": "a.asset_type {d}, a.id, s.id",
        "partner_name": "p.name_key {d}, p.id, ps.id, s.id",
        "level": "s.level {d}, s.id",
        "granted_on": "s.granted_on {d}, s.id",
        "planned_end": "s.planned_end {d}, s.id",
        "review_due": "s.review_due {d}, s.id",
        "confirmed_on": "s.confirmed_on {d}, s.id",
        "last_verified_on": "s.last_verified_on {d}, s.id",
    },
    conditions={
        "partner": "s.partnership IN (SELECT id FROM partnerships WHERE partner = :value)",
        "partnership": "s.partnership = :value",
        "asset": "s.asset = :value",
        "is_open": f"coalesce({SHARE_IS_OPEN}, 0) = :value",
        "state": f"{SHARE_STATE} = :value",
        "is_incoming": "s.is_incoming = :value",
        "is_over": "coalesce(s.revoked_on <= :on, 0) = :value",
        "is_explained": "(s.purpose <> '' AND s.approved_by <> '') = :value",
        "ends_by": "(s.planned_end <= :value OR s.review_due <= :value)",
    },
    filters={
        Filterable("asset", "text", "asset_name"): Where("name_key", _OF_ASSET),
        Filterable("type", "choice", "asset_type", "asset_type"): Where("asset_type", _OF_ASSET),
        Filterable("partner", "text", "partner_name"): Where("q.name_key", _OF_PARTNER),
        Filterable("level", "choice", "level", "level"): Where(_LEVEL_ON),
        Filterable("state", "choice", "state", "share_state"): Where(SHARE_STATE),
        Filterable("direction", "choice", "direction", "share_direction"): Where(_DIRECTION),
        Filterable("giver", "text", "giver"): Where(
            "name_key", "s.giver IN (SELECT id FROM business_centers WHERE {})"
        ),
        Filterable("purpose", "text", "purpose"): as_typed("s.purpose", "s.search"),
        Filterable("approver", "text", "approved_by"): as_typed("s.approved_by", "s.search"),
        Filterable("shared", "day", "granted_on"): Where("s.granted_on"),
        Filterable("ends", "day", "planned_end"): Where("s.planned_end"),
        Filterable("review", "day", "review_due"): Where("s.review_due"),
        Filterable("confirmed", "day", "confirmed_on"): Where("s.confirmed_on"),
        Filterable("verified", "day", "last_verified_on"): Where("s.last_verified_on"),
        Filterable("removal", "day", "revoke_requested_on"): Where("s.revoke_requested_on"),
        Filterable("revoked", "day", "revoked_on"): Where("s.revoked_on"),
        Filterable("gone", "day", "verified_gone_on"): Where("s.verified_gone_on"),
    },
    found="(s.search LIKE :text ESCAPE '\\' "
    "OR s.asset IN (SELECT id FROM assets WHERE search LIKE :text ESCAPE '\\') "
    "OR s.partnership IN (SELECT z.id FROM partnerships z JOIN partners q ON q.id = z.partner "
    "WHERE q.search LIKE :text ESCAPE '\\'))",
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
    keys="access_records r",
    key="r.id",
    rows=f"""SELECT r.id, r.number, r.kind, r.title, r.partner, r."on", r.as_of, r.issued_at,
 r.issued_by, r.pages, r.sha256,
 coalesce((SELECT o.number FROM access_records o WHERE o.id = r.supersedes), ''),
 coalesce((SELECT n.number FROM access_records n WHERE n.supersedes = r.id), ''),
 {_IS_ACKNOWLEDGED}, {_SIGNERS}, (SELECT max(k."on") {_SIGNED}),
  coalesce((SELECT k.how {_SIGNED} ORDER BY k."on", k.id LIMIT 1), ''), {_IS_LEAVERS},
  (SELECT count(DISTINCT k.who) {_SIGNED})
 FROM access_records r WHERE r.id IN (:keys)""",
    orders={
        "number": "r.id {d}",
        "title": "r.title {d}, r.id",
        "on": 'r."on" {d}, r.id',
        "issued_at": "r.issued_at {d}, r.id",
    },
    conditions={"partner": "r.partner = :value"},
    filters={
        Filterable("number", "text", "number"): as_typed("r.number", "r.search"),
        Filterable("about", "text", "title"): as_typed("r.title", "r.search"),
        Filterable("paper", "choice", "kind", "paper_kind"): Where("r.kind"),
        Filterable("by", "text", "issued_by"): as_typed("r.issued_by", "r.search"),
        Filterable("on", "day", "on"): Where('r."on"'),
        Filterable("pages", "number", "pages"): Where("r.pages"),
        Filterable("acknowledged", "flag", "acknowledged"): Where(_IS_ACKNOWLEDGED),
        Filterable("signer", "text", "signed_by"): as_typed(_SIGNERS),
        Filterable("signed", "day", "signed_on"): Where(f'(SELECT max(k."on") {_SIGNED})'),
    },
    found=f"(r.search LIKE :text ESCAPE '\\' OR {has_code('r.sha256')})",
)

REVISIONS = ListQuery(
    keys="revisions v",
    key="v.number",
    rows="""SELECT v.number, v.at, v.zone, v.who, v.title, v.reason, v.act, v.reverts,
 (SELECT count(*) FROM changes c WHERE c.revision = v.number)
 FROM revisions v WHERE v.number IN (:keys)""",
    orders={"number": "v.number {d}", "at": "v.number {d}"},
    conditions={
        "records": "v.number IN (SELECT c.revision FROM json_each(:value) j CROSS JOIN changes c "
        "ON c.kind = json_extract(j.value, '$[0]') AND c.record = json_extract(j.value, '$[1]'))"
    },
    filters={
        # A day is that of the zone in which the act was done, as the list shows it.
        Filterable("when", "day", "at"): Where(
            "coalesce(date(v.at, substr(v.zone, -6)), date(v.at))"
        ),
        Filterable("who", "text", "who"): as_typed("v.who"),
        Filterable("what", "text", "title"): as_typed("v.title"),
        Filterable("why", "text", "reason"): as_typed("v.reason"),
        Filterable("changes", "number", "changes"): Where(
            "(SELECT count(*) FROM changes c WHERE c.revision = v.number)"
        ),
    },
    found="searchable(v.title || ' ' || v.who || ' ' || v.reason) LIKE :text ESCAPE '\\'",
)
