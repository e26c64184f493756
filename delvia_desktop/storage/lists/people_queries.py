"""The SQL of the lists about people and of what is given elsewhere than to a partner."""

from __future__ import annotations

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.storage.lists.filtering import Where, as_typed
from delvia_desktop.storage.lists.list_queries import PARTNERSHIP_STATE, ListQuery, Source, bc_id_on

SEAT_STATE = """CASE
 WHEN s.removal_verified_on <= :on THEN 'verified' WHEN s.removed_on <= :on THEN 'removed'
 WHEN s.leaving_on <= :on THEN 'leaving' WHEN s.accepted_on <= :on THEN 'joined'
 WHEN s.cancelled_on <= :on THEN 'cancelled' WHEN s.rejected_on <= :on THEN 'rejected'
 WHEN s.expired_on <= :on THEN 'expired' WHEN s.invited_on <= :on THEN 'invited'
 ELSE 'planned' END"""

SEAT_IS_OPEN = "(s.accepted_on <= :on AND (s.removed_on IS NULL OR s.removed_on > :on))"

# Grants are named g in every query, so that one text says where each of them stands.
GRANT_STATE = """CASE
 WHEN g.verified_gone_on <= :on THEN 'verified' WHEN g.revoked_on <= :on THEN 'revoked'
 WHEN g.granted_on IS NULL OR g.granted_on > :on THEN 'planned'
 WHEN g.confirmed_on <= :on THEN 'confirmed' ELSE 'granted' END"""

GRANT_IS_OPEN = "(g.granted_on <= :on AND (g.revoked_on IS NULL OR g.revoked_on > :on))"

SPARK_STATE = """CASE
 WHEN g.verified_gone_on <= :on THEN 'verified' WHEN g.revoked_on <= :on THEN 'deleted'
 WHEN g.granted_on IS NULL OR g.granted_on > :on THEN 'planned'
 WHEN g.planned_end < :on THEN 'expired'
 WHEN g.used_on <= :on THEN 'in_use' ELSE 'not_used' END"""

SPARK_IS_OPEN = f"({GRANT_IS_OPEN} AND (g.planned_end IS NULL OR g.planned_end >= :on))"

_OPEN_GRANTS = f"""(SELECT count(*) FROM seats s WHERE s.person = p.id AND {SEAT_IS_OPEN})
 + (SELECT count(*) FROM assignments g WHERE g.person = p.id AND {GRANT_IS_OPEN})
 + (SELECT count(*) FROM spark_codes g WHERE g.person = p.id AND {SPARK_IS_OPEN})
 + (SELECT count(*) FROM logins l WHERE l.mailbox_holder = p.id OR l.recovery_holder = p.id)"""

_PERSON_FOUND = "(SELECT id FROM persons WHERE search LIKE :text ESCAPE '\\')"
_ASSET_FOUND = "(SELECT id FROM assets WHERE search LIKE :text ESCAPE '\\')"
_PARTNER_FOUND = "(SELECT id FROM partners WHERE search LIKE :text ESCAPE '\\')"

_EMPLOYED = "IN (SELECT id FROM persons WHERE partner = :value)"

_SEAT_PERSON = "s.person IN (SELECT id FROM persons WHERE {})"
_GIVEN_PERSON = "g.person IN (SELECT id FROM persons WHERE {})"
_GIVEN_PARTNER = "g.partner IN (SELECT id FROM partners WHERE {})"
_GIVEN_ASSET = "g.asset IN (SELECT id FROM assets WHERE {})"

_REVIEW_FILTERS = {
    Filterable("ends", "day", "planned_end"): Where("g.planned_end"),
    Filterable("review", "day", "review_due"): Where("g.review_due"),
    Filterable("confirmed", "day", "confirmed_on"): Where("g.confirmed_on"),
}

_LATER_FILTERS = {
    Filterable("verified", "day", "last_verified_on"): Where("g.last_verified_on"),
    Filterable("removal", "day", "revoke_requested_on"): Where("g.revoke_requested_on"),
    Filterable("revoked", "day", "revoked_on"): Where("g.revoked_on"),
    Filterable("gone", "day", "verified_gone_on"): Where("g.verified_gone_on"),
}

PEOPLE = ListQuery(
    keys="persons p",
    key="p.id",
    rows=f"""SELECT p.id, p.name,
 EXISTS (SELECT 1 FROM persons t WHERE t.name_key = p.name_key AND t.id <> p.id),
 p.employer, p.partner, coalesce(q.name, ''), p.job, p.email,
 p.user_id, p.started_on, p.planned_end, p.left_on, {_OPEN_GRANTS}, p.last_verified_on
 FROM persons p LEFT JOIN partners q ON q.id = p.partner WHERE p.id IN (:keys)""",
    orders={
        "name": "p.name_key {d}, p.id",
        "employer": "p.employer {d}, p.name_key, p.id",
        "left_on": "p.left_on {d}, p.id",
        "open_grants": f"({_OPEN_GRANTS}) {{d}}, p.name_key, p.id",
    },
    conditions={"partner": "p.partner = :value", "employer": "p.employer = :value"},
    filters={
        Filterable("name", "text", "name"): Where("p.name_key"),
        Filterable("employer", "choice", "employer", "employer"): Where("p.employer"),
        Filterable("partner", "text", "partner_name"): Where(
            "name_key", "p.partner IN (SELECT id FROM partners WHERE {})"
        ),
        Filterable("job", "text", "job"): as_typed("p.job", "p.search"),
        Filterable("email", "text", "email"): as_typed("p.email", "p.search"),
        Filterable("left", "day", "left_on"): Where("p.left_on"),
        Filterable("ends", "day", "planned_end"): Where("p.planned_end"),
        Filterable("ways", "number", "open_grants"): Where(f"({_OPEN_GRANTS})"),
        Filterable("verified", "day", "last_verified_on"): Where("p.last_verified_on"),
    },
    found=f"(p.search LIKE :text ESCAPE '\\' OR p.partner IN {_PARTNER_FOUND})",
)

SEATS = ListQuery(
    keys="seats s",
    key="s.id",
    rows=f"""SELECT s.id, s.person, p.name, p.email, p.employer, s.business_center, b.name,
 {bc_id_on("b")},
 s.role, s.finance_role, s.may_delegate, {SEAT_STATE}, s.invited_on, s.accepted_on, s.planned_end,
 s.review_due, s.leaving_on, s.removed_on, s.removal_verified_on, s.last_role_change_on,
 s.assets_rechecked_on, s.last_verified_on
 FROM seats s JOIN persons p ON p.id = s.person
 JOIN business_centers b ON b.id = s.business_center WHERE s.id IN (:keys)""",
    orders={
        "id": "s.id {d}",
        "person_name": "(SELECT name_key FROM persons WHERE id = s.person) {d}, s.id",
        "role": "s.role {d}, s.id",
        "accepted_on": "s.accepted_on {d}, s.id",
        "planned_end": "s.planned_end {d}, s.id",
        "last_verified_on": "s.last_verified_on {d}, s.id",
    },
    conditions={
        "person": "s.person = :value",
        "employer_partner": f"s.person {_EMPLOYED}",
        "business_center": "s.business_center = :value",
        "is_open": f"coalesce({SEAT_IS_OPEN}, 0) = :value",
        "role": "s.role = :value",
        "state": f"{SEAT_STATE} = :value",
    },
    filters={
        Filterable("person", "text", "person_name"): Where("name_key", _SEAT_PERSON),
        Filterable("employer", "choice", "employer", "employer"): Where("employer", _SEAT_PERSON),
        Filterable("center", "text", "business_center_name"): Where(
            "name_key", "s.business_center IN (SELECT id FROM business_centers WHERE {})"
        ),
        Filterable("role", "choice", "role", "seat_role"): Where("s.role"),
        Filterable("finance", "choice", "finance_role", "finance_role"): Where("s.finance_role"),
        Filterable("state", "choice", "state", "seat_state"): Where(SEAT_STATE),
        Filterable("invited", "day", "invited_on"): Where("s.invited_on"),
        Filterable("joined", "day", "accepted_on"): Where("s.accepted_on"),
        Filterable("ends", "day", "planned_end"): Where("s.planned_end"),
        Filterable("review", "day", "review_due"): Where("s.review_due"),
        Filterable("leaving", "day", "leaving_on"): Where("s.leaving_on"),
        Filterable("removed", "day", "removed_on"): Where("s.removed_on"),
        Filterable("verified", "day", "last_verified_on"): Where("s.last_verified_on"),
    },
    found=f"(s.search LIKE :text ESCAPE '\\' OR s.person IN {_PERSON_FOUND})",
)

_GRANT_ORDERS = {
    "granted_on": "g.granted_on {d}, g.id",
    "planned_end": "g.planned_end {d}, g.id",
    "review_due": "g.review_due {d}, g.id",
    "confirmed_on": "g.confirmed_on {d}, g.id",
    "last_verified_on": "g.last_verified_on {d}, g.id",
}

_ASSIGNED_BY_ASSET = Source(
    "assets a CROSS JOIN assignments g ON g.asset = a.id",
    "assignments g CROSS JOIN assets a ON a.id = g.asset",
)
_ASSIGNED_BY_PERSON = Source(
    "persons p CROSS JOIN assignments g ON g.person = p.id",
    "assignments g CROSS JOIN persons p ON p.id = g.person",
)

ASSIGNMENTS = ListQuery(
    keys="assignments g",
    key="g.id",
    sources={
        "asset_name": _ASSIGNED_BY_ASSET,
        "asset_type": _ASSIGNED_BY_ASSET,
        "person_name": _ASSIGNED_BY_PERSON,
    },
    rows=f"""SELECT g.id, g.asset, a.name, a.asset_type,
 CASE WHEN a.asset_id = '' THEN a.pixel_code ELSE a.asset_id END, g.person, p.name, p.email,
 p.employer, g.surface, g.via, coalesce(v.name, ''),
 CASE WHEN g.surface IN ('SELLER_CENTER', 'LOGIN') THEN g.surface ELSE a.asset_type END,
 g.level, g.may_pay_out, {GRANT_STATE}, g.purpose, g.approved_by, g.granted_on, g.planned_end,
 g.review_due, g.confirmed_on, g.last_verified_on, g.revoke_requested_on, g.revoked_on,
 g.verified_gone_on
 FROM assignments g JOIN assets a ON a.id = g.asset JOIN persons p ON p.id = g.person
 LEFT JOIN assets v ON v.id = g.via WHERE g.id IN (:keys)""",
    orders={
        "id": "g.id {d}",
        "asset_name": "a.name_key {d}, a.id, g.id",
        "asset_type": "a.asset_type {d}, a.id, g.id",
        "person_name": "p.name_key {d}, p.id, g.id",
        "surface": "g.surface {d}, g.id",
        "level": "g.level {d}, g.id",
        **_GRANT_ORDERS,
    },
    conditions={
        "person": "g.person = :value",
        "employer_partner": f"g.person {_EMPLOYED}",
        "asset": "g.asset = :value",
        "surface": "g.surface = :value",
        "is_open": f"coalesce({GRANT_IS_OPEN}, 0) = :value",
        "state": f"{GRANT_STATE} = :value",
    },
    filters={
        Filterable("asset", "text", "asset_name"): Where("name_key", _GIVEN_ASSET),
        Filterable("type", "choice", "asset_type", "asset_type"): Where("asset_type", _GIVEN_ASSET),
        Filterable("person", "text", "person_name"): Where("name_key", _GIVEN_PERSON),
        Filterable("employer", "choice", "employer", "employer"): Where("employer", _GIVEN_PERSON),
        Filterable("surface", "choice", "surface", "surface"): Where("g.surface"),
        Filterable("level", "choice", "level", "level"): Where("g.level"),
        Filterable("payout", "flag", "may_pay_out"): Where("g.may_pay_out"),
        Filterable("state", "choice", "state", "grant_state"): Where(GRANT_STATE),
        Filterable("given", "day", "granted_on"): Where("g.granted_on"),
        **_REVIEW_FILTERS,
        **_LATER_FILTERS,
    },
    found=f"(g.search LIKE :text ESCAPE '\\' OR g.person IN {_PERSON_FOUND} "
    f"OR g.asset IN {_ASSET_FOUND})",
)

_KNOWING = (
    "(SELECT count(*) FROM assignments g WHERE g.asset = l.asset AND g.surface = 'LOGIN' "
    f"AND {GRANT_IS_OPEN})"
)

LOGINS = ListQuery(
    keys="logins l",
    key="l.id",
    rows=f"""SELECT l.id, l.asset, a.name, a.asset_type, l.mailbox, l.mailbox_holder,
 coalesce(m.name, ''), l.recovery, l.recovery_holder, coalesce(r.name, ''), l.two_step,
 l.is_shared, {_KNOWING}, l.password_last_changed_on, l.sessions_ended_on, l.last_verified_on
 FROM logins l JOIN assets a ON a.id = l.asset LEFT JOIN persons m ON m.id = l.mailbox_holder
 LEFT JOIN persons r ON r.id = l.recovery_holder WHERE l.id IN (:keys)""",
    orders={
        "id": "l.id {d}",
        "asset_name": "(SELECT name_key FROM assets WHERE id = l.asset) {d}, l.id",
        "two_step": "l.two_step {d}, l.id",
        "is_shared": "l.is_shared {d}, l.id",
        "password_last_changed_on": "l.password_last_changed_on {d}, l.id",
        "last_verified_on": "l.last_verified_on {d}, l.id",
    },
    conditions={
        "asset": "l.asset = :value",
        "person": "(l.mailbox_holder = :value OR l.recovery_holder = :value)",
    },
    filters={
        Filterable("asset", "text", "asset_name"): Where(
            "name_key", "l.asset IN (SELECT id FROM assets WHERE {})"
        ),
        Filterable("mailbox", "text", "mailbox"): as_typed("l.mailbox", "l.search"),
        Filterable("holder", "text", "mailbox_holder_name"): Where(
            "name_key", "l.mailbox_holder IN (SELECT id FROM persons WHERE {})"
        ),
        Filterable("recovery", "text", "recovery_holder_name"): Where(
            "name_key", "l.recovery_holder IN (SELECT id FROM persons WHERE {})"
        ),
        Filterable("twostep", "choice", "two_step", "two_step"): Where("l.two_step"),
        Filterable("shared", "choice", "is_shared", "yes_no"): Where("l.is_shared"),
        Filterable("knowing", "number", "knowing"): Where(_KNOWING),
        Filterable("changed", "day", "password_last_changed_on"): Where(
            "l.password_last_changed_on"
        ),
        Filterable("verified", "day", "last_verified_on"): Where("l.last_verified_on"),
    },
    found=f"(l.search LIKE :text ESCAPE '\\' OR l.asset IN {_ASSET_FOUND} "
    f"OR l.mailbox_holder IN {_PERSON_FOUND} OR l.recovery_holder IN {_PERSON_FOUND})",
)

_CODE_DIRECTION = "CASE g.is_incoming WHEN 1 THEN 'SHARED' ELSE 'SHARING' END"

SPARK_CODES = ListQuery(
    keys="spark_codes g",
    key="g.id",
    rows=f"""SELECT g.id, g.post, g.creator, g.asset, coalesce(a.name, ''), g.partner,
 coalesce(q.name, ''), g.person, coalesce(p.name, ''), g.days, {SPARK_STATE}, g.granted_on,
 g.used_on, g.planned_end, g.revoke_requested_on, g.revoked_on, g.verified_gone_on,
 g.last_verified_on, {_CODE_DIRECTION}
 FROM spark_codes g LEFT JOIN assets a ON a.id = g.asset LEFT JOIN partners q ON q.id = g.partner
 LEFT JOIN persons p ON p.id = g.person WHERE g.id IN (:keys)""",
    orders={
        "id": "g.id {d}",
        "post": "g.post {d}, g.id",
        "creator": "g.creator {d}, g.id",
        "issued_on": "g.granted_on {d}, g.id",
        "expires_on": "g.planned_end {d}, g.id",
    },
    conditions={
        "asset": "g.asset = :value",
        "partner": "g.partner = :value",
        "person": "g.person = :value",
        "is_open": f"coalesce({SPARK_IS_OPEN}, 0) = :value",
        "state": f"{SPARK_STATE} = :value",
    },
    filters={
        Filterable("post", "text", "post"): as_typed("g.post", "g.search"),
        Filterable("creator", "text", "creator"): as_typed("g.creator", "g.search"),
        Filterable("direction", "choice", "direction", "code_direction"): Where(_CODE_DIRECTION),
        Filterable("partner", "text", "partner_name"): Where("name_key", _GIVEN_PARTNER),
        Filterable("person", "text", "person_name"): Where("name_key", _GIVEN_PERSON),
        Filterable("state", "choice", "state", "spark_state"): Where(SPARK_STATE),
        Filterable("issued", "day", "issued_on"): Where("g.granted_on"),
        Filterable("used", "day", "used_on"): Where("g.used_on"),
        Filterable("ends", "day", "expires_on"): Where("g.planned_end"),
        **_LATER_FILTERS,
    },
    found=f"(g.search LIKE :text ESCAPE '\\' OR g.partner IN {_PARTNER_FOUND} "
    f"OR g.person IN {_PERSON_FOUND} OR g.asset IN {_ASSET_FOUND})",
)

SHOP_PARTNERS = ListQuery(
    keys="shop_partners g",
    key="g.id",
    rows=f"""SELECT g.id, g.asset, a.name, g.partner, q.name, g.scope, g.is_full, g.may_pay_out,
 {GRANT_STATE}, g.granted_on, g.planned_end, g.review_due, g.confirmed_on, g.last_verified_on,
 g.revoke_requested_on, g.revoked_on, g.verified_gone_on
 FROM shop_partners g JOIN assets a ON a.id = g.asset JOIN partners q ON q.id = g.partner
 WHERE g.id IN (:keys)""",
    orders={
        "id": "g.id {d}",
        "asset_name": "(SELECT name_key FROM assets WHERE id = g.asset) {d}, g.id",
        "partner_name": "(SELECT name_key FROM partners WHERE id = g.partner) {d}, g.id",
        "authorised_on": "g.granted_on {d}, g.id",
        "planned_end": "g.planned_end {d}, g.id",
    },
    conditions={
        "asset": "g.asset = :value",
        "partner": "g.partner = :value",
        "is_open": f"coalesce({GRANT_IS_OPEN}, 0) = :value",
        "state": f"{GRANT_STATE} = :value",
    },
    filters={
        Filterable("shop", "text", "asset_name"): Where("name_key", _GIVEN_ASSET),
        Filterable("partner", "text", "partner_name"): Where("name_key", _GIVEN_PARTNER),
        Filterable("full", "flag", "is_full"): Where("g.is_full"),
        Filterable("payout", "flag", "may_pay_out"): Where("g.may_pay_out"),
        Filterable("state", "choice", "state", "grant_state"): Where(GRANT_STATE),
        Filterable("given", "day", "authorised_on"): Where("g.granted_on"),
        **_LATER_FILTERS,
        **_REVIEW_FILTERS,
    },
    found=f"(g.search LIKE :text ESCAPE '\\' OR g.partner IN {_PARTNER_FOUND} "
    f"OR g.asset IN {_ASSET_FOUND})",
)

CLAIM_STATE = """CASE
 WHEN c.verified_on <= :on THEN 'verified' WHEN c.received_on <= :on THEN 'received'
 WHEN c.dropped_on <= :on THEN 'dropped' WHEN c.transfer_on <= :on THEN 'in_transfer'
 WHEN c.agreed_on <= :on THEN 'agreed' WHEN c.escalated_on <= :on THEN 'escalated'
 WHEN c.refused_on <= :on THEN 'refused' WHEN c.asked_on <= :on THEN 'asked'
 ELSE 'found' END"""

CLAIMS = ListQuery(
    keys="claims c",
    key="c.id",
    rows=f"""SELECT c.id, c.asset, a.name, a.asset_type, coalesce(p.name, c.holder),
 c.business_center, b.name, c.route, {CLAIM_STATE}, c.found_on, c.asked_on, c.agreed_on,
 c.transfer_due, c.transfer_on, c.received_on, c.verified_on, c.refused_on, c.escalated_on,
 c.dropped_on
 FROM claims c JOIN assets a ON a.id = c.asset JOIN business_centers b ON b.id = c.business_center
 LEFT JOIN partners p ON p.id = c.partner WHERE c.id IN (:keys)""",
    orders={
        "id": "c.id {d}",
        "asset_name": "(SELECT name_key FROM assets WHERE id = c.asset) {d}, c.id",
        "state": f"{CLAIM_STATE} {{d}}, c.id",
        "found_on": "c.found_on {d}, c.id",
    },
    conditions={
        "asset": "c.asset = :value",
        "partner": "c.partner = :value",
        "state": f"{CLAIM_STATE} = :value",
    },
    filters={
        Filterable("asset", "text", "asset_name"): Where(
            "name_key", "c.asset IN (SELECT id FROM assets WHERE {})"
        ),
        Filterable("state", "choice", "state", "claim_state"): Where(CLAIM_STATE),
        Filterable("found", "day", "found_on"): Where("c.found_on"),
        Filterable("asked", "day", "asked_on"): Where("c.asked_on"),
        Filterable("received", "day", "received_on"): Where("c.received_on"),
    },
    found=f"(c.search LIKE :text ESCAPE '\\' OR c.asset IN {_ASSET_FOUND} "
    f"OR c.partner IN {_PARTNER_FOUND})",
)

PARTNERSHIPS = ListQuery(
    keys="partnerships ps",
    key="ps.id",
    rows=f"""SELECT ps.id, ps.partner, p.name, ps.business_center, b.name, {PARTNERSHIP_STATE},
 ps.engagement_start, ps.engagement_mid, ps.engagement_end, ps.contract_ref, ps.internal_owner,
 ps.requested_on, ps.confirmed_on, ps.ending_on, ps.removed_on, ps.closed_on
 FROM partnerships ps JOIN partners p ON p.id = ps.partner
 JOIN business_centers b ON b.id = ps.business_center WHERE ps.id IN (:keys)""",
    orders={
        "id": "ps.id {d}",
        "partner_name": "(SELECT name_key FROM partners WHERE id = ps.partner) {d}, ps.id",
        "engagement_start": "ps.engagement_start {d}, ps.id",
        "engagement_end": "ps.engagement_end {d}, ps.id",
    },
    conditions={"partner": "ps.partner = :value", "state": f"{PARTNERSHIP_STATE} = :value"},
    filters={
        Filterable("partner", "text", "partner_name"): Where(
            "name_key", "ps.partner IN (SELECT id FROM partners WHERE {})"
        ),
        Filterable("state", "choice", "state", "partnership_state"): Where(PARTNERSHIP_STATE),
        Filterable("starts", "day", "engagement_start"): Where("ps.engagement_start"),
        Filterable("ends", "day", "engagement_end"): Where("ps.engagement_end"),
    },
    found=f"(ps.search LIKE :text ESCAPE '\\' OR ps.partner IN {_PARTNER_FOUND})",
)
