"""The lists about people and of what is given elsewhere than to a partner, one value each."""

from __future__ import annotations

from delvia_desktop.domain.lists.filters import Filterable
from delvia_desktop.domain.lists.rows import (
    AssignmentRow,
    LoginRow,
    PersonRow,
    SeatRow,
    ShopPartnerRow,
    SparkCodeRow,
)
from delvia_desktop.i18n import later
from delvia_desktop.storage.lists.employers import EMPLOYER, PARTNER, employed_by
from delvia_desktop.storage.lists.filtering import Where, found_in, name_in
from delvia_desktop.storage.lists.list_queries import bc_id_on
from delvia_desktop.storage.lists.listing import ListQuery, Source

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

_OPEN_GRANTS = f"""((SELECT count(*) FROM seats s WHERE s.person = p.id AND {SEAT_IS_OPEN})
 + (SELECT count(*) FROM assignments g WHERE g.person = p.id AND {GRANT_IS_OPEN})
 + (SELECT count(*) FROM spark_codes g WHERE g.person = p.id AND {SPARK_IS_OPEN})
 + (SELECT count(*) FROM logins l WHERE l.mailbox_holder = p.id OR l.recovery_holder = p.id))"""

_EMPLOYED = f"IN (SELECT id FROM persons p WHERE {employed_by(':value')})"

_REVIEW_FILTERS = (
    Filterable("ends", "day", "planned_end"),
    Filterable("review", "day", "review_due"),
    Filterable("confirmed", "day", "confirmed_on"),
)

_LATER_FILTERS = (
    Filterable("verified", "day", "last_verified_on"),
    Filterable("removal", "day", "revoke_requested_on"),
    Filterable("revoked", "day", "revoked_on"),
    Filterable("gone", "day", "verified_gone_on"),
)

PEOPLE = ListQuery(
    "people",
    PersonRow,
    "persons p",
    title=later("People"),
    joined=f"LEFT JOIN partners q ON q.id = {PARTNER}",
    columns={
        "has_namesake": "EXISTS (SELECT 1 FROM persons t "
        "WHERE t.name_key = p.name_key AND t.id <> p.id)",
        "employer": EMPLOYER,
        "partner": PARTNER,
        "partner_name": "coalesce(q.name, '')",
        "open_grants": _OPEN_GRANTS,
    },
    orders={
        "name": "p.name_order {d}, p.id",
        "employer": f"{EMPLOYER} {{d}}, p.name_order, p.id",
        "open_grants": f"{_OPEN_GRANTS} {{d}}, p.name_order, p.id",
    },
    filters=(
        Filterable("name", "text", "name"),
        Filterable("employer", "choice", "employer", "employer"),
        Filterable("partner", "text", "partner_name"),
        Filterable("job", "text", "job"),
        Filterable("email", "text", "email"),
        Filterable("left", "day", "left_on"),
        Filterable("ends", "day", "planned_end"),
        Filterable("ways", "number", "open_grants"),
        Filterable("verified", "day", "last_verified_on"),
    ),
    conditions={"partner": employed_by(":value"), "employer": f"{EMPLOYER} = :value"},
    places={"partner_name": name_in(PARTNER, "partners")},
    also=(found_in(PARTNER, "partners"),),
    printed="id name employer partner_name email left_on open_grants",
)

SEATS = ListQuery(
    "seats",
    SeatRow,
    "seats s",
    title=later("Seats"),
    joined="JOIN persons p ON p.id = s.person JOIN business_centers b ON b.id = s.business_center",
    columns={
        "person_name": "p.name",
        "email": "p.email",
        "employer": EMPLOYER,
        "business_center_name": "b.name",
        "bc_id": bc_id_on("b"),
        "state": SEAT_STATE,
    },
    orders={
        "id": "s.id {d}",
        "person_name": "(SELECT name_order FROM persons WHERE id = s.person) {d}, s.id",
    },
    conditions={
        "employer_partner": f"s.person {_EMPLOYED}",
        "is_open": f"coalesce({SEAT_IS_OPEN}, 0) = :value",
        "state": f"{SEAT_STATE} = :value",
    },
    filters=(
        Filterable("person", "text", "person_name"),
        Filterable("employer", "choice", "employer", "employer"),
        Filterable("center", "text", "business_center_name"),
        Filterable("role", "choice", "role", "seat_role"),
        Filterable("finance", "choice", "finance_role", "finance_role"),
        Filterable("state", "choice", "state", "seat_state"),
        Filterable("invited", "day", "invited_on"),
        Filterable("joined", "day", "accepted_on"),
        Filterable("ends", "day", "planned_end"),
        Filterable("review", "day", "review_due"),
        Filterable("leaving", "day", "leaving_on"),
        Filterable("removed", "day", "removed_on"),
        Filterable("verified", "day", "last_verified_on"),
    ),
    places={
        "person_name": name_in("s.person", "persons"),
        "employer": Where(EMPLOYER, "s.person IN (SELECT id FROM persons p WHERE {})"),
        "business_center_name": name_in("s.business_center", "business_centers"),
    },
    also=(found_in("s.person", "persons"),),
    printed="id person_name business_center_name role finance_role state",
)

_ASSIGNED_BY_ASSET = Source(
    "assets a CROSS JOIN assignments g ON g.asset = a.id",
    "assignments g CROSS JOIN assets a ON a.id = g.asset",
)
_ASSIGNED_BY_PERSON = Source(
    "persons p CROSS JOIN assignments g ON g.person = p.id",
    "assignments g CROSS JOIN persons p ON p.id = g.person",
)

ASSIGNMENTS = ListQuery(
    "assignments",
    AssignmentRow,
    "assignments g",
    title=later("Assignments"),
    joined="""JOIN assets a ON a.id = g.asset JOIN persons p ON p.id = g.person
 LEFT JOIN assets v ON v.id = g.via""",
    columns={
        "asset_name": "a.name",
        "asset_type": "a.asset_type",
        "asset_id": "CASE WHEN a.asset_id = '' THEN a.pixel_code ELSE a.asset_id END",
        "person_name": "p.name",
        "email": "p.email",
        "employer": EMPLOYER,
        "via_name": "coalesce(v.name, '')",
        "level_type": "CASE WHEN g.surface IN ('SELLER_CENTER', 'LOGIN') THEN g.surface "
        "ELSE a.asset_type END",
        "state": GRANT_STATE,
    },
    sources={
        "asset_name": _ASSIGNED_BY_ASSET,
        "asset_type": _ASSIGNED_BY_ASSET,
        "person_name": _ASSIGNED_BY_PERSON,
    },
    orders={
        "id": "g.id {d}",
        "asset_name": "a.name_order {d}, a.id, g.id",
        "asset_type": "a.asset_type {d}, a.id, g.id",
        "person_name": "p.name_order {d}, p.id, g.id",
    },
    conditions={
        "employer_partner": f"g.person {_EMPLOYED}",
        "is_open": f"coalesce({GRANT_IS_OPEN}, 0) = :value",
        "state": f"{GRANT_STATE} = :value",
    },
    filters=(
        Filterable("asset", "text", "asset_name"),
        Filterable("type", "choice", "asset_type", "asset_type"),
        Filterable("person", "text", "person_name"),
        Filterable("employer", "choice", "employer", "employer"),
        Filterable("surface", "choice", "surface", "surface"),
        Filterable("level", "choice", "level", "level"),
        Filterable("payout", "flag", "may_pay_out"),
        Filterable("state", "choice", "state", "grant_state"),
        Filterable("given", "day", "granted_on"),
        *_REVIEW_FILTERS,
        *_LATER_FILTERS,
    ),
    places={
        "asset_name": name_in("g.asset", "assets"),
        "asset_type": Where("asset_type", "g.asset IN (SELECT id FROM assets WHERE {})"),
        "person_name": name_in("g.person", "persons"),
        "employer": Where(EMPLOYER, "g.person IN (SELECT id FROM persons p WHERE {})"),
    },
    also=(found_in("g.person", "persons"), found_in("g.asset", "assets")),
    printed="id asset_name person_name surface level state planned_end",
)

_KNOWING = (
    "(SELECT count(*) FROM assignments g WHERE g.asset = l.asset AND g.surface = 'LOGIN' "
    f"AND {GRANT_IS_OPEN})"
)

LOGINS = ListQuery(
    "logins",
    LoginRow,
    "logins l",
    title=later("Logins"),
    joined="""JOIN assets a ON a.id = l.asset LEFT JOIN persons m ON m.id = l.mailbox_holder
 LEFT JOIN persons r ON r.id = l.recovery_holder""",
    columns={
        "asset_name": "a.name",
        "asset_type": "a.asset_type",
        "mailbox_holder_name": "coalesce(m.name, '')",
        "recovery_holder_name": "coalesce(r.name, '')",
        "knowing": _KNOWING,
    },
    orders={
        "id": "l.id {d}",
        "asset_name": "(SELECT name_order FROM assets WHERE id = l.asset) {d}, l.id",
    },
    conditions={"person": "(l.mailbox_holder = :value OR l.recovery_holder = :value)"},
    filters=(
        Filterable("asset", "text", "asset_name"),
        Filterable("mailbox", "text", "mailbox"),
        Filterable("holder", "text", "mailbox_holder_name"),
        Filterable("recovery", "text", "recovery_holder_name"),
        Filterable("twostep", "choice", "two_step", "two_step"),
        Filterable("shared", "choice", "is_shared", "yes_no"),
        Filterable("knowing", "number", "knowing"),
        Filterable("changed", "day", "password_last_changed_on"),
        Filterable("verified", "day", "last_verified_on"),
    ),
    places={
        "asset_name": name_in("l.asset", "assets"),
        "mailbox_holder_name": name_in("l.mailbox_holder", "persons"),
        "recovery_holder_name": name_in("l.recovery_holder", "persons"),
    },
    also=(
        found_in("l.asset", "assets"),
        found_in("l.mailbox_holder", "persons"),
        found_in("l.recovery_holder", "persons"),
    ),
    printed="id asset_name mailbox mailbox_holder_name two_step is_shared",
)

SPARK_CODES = ListQuery(
    "spark-codes",
    SparkCodeRow,
    "spark_codes g",
    title=later("Spark Ads codes"),
    joined="""LEFT JOIN assets a ON a.id = g.asset LEFT JOIN partners q ON q.id = g.partner
 LEFT JOIN persons p ON p.id = g.person""",
    columns={
        "asset_name": "coalesce(a.name, '')",
        "partner_name": "coalesce(q.name, '')",
        "person_name": "coalesce(p.name, '')",
        "state": SPARK_STATE,
        "issued_on": "g.granted_on",
        "expires_on": "g.planned_end",
        "direction": "CASE g.is_incoming WHEN 1 THEN 'SHARED' ELSE 'SHARING' END",
    },
    orders={
        "id": "g.id {d}",
        "issued_on": "g.granted_on {d}, g.id",
        "expires_on": "g.planned_end {d}, g.id",
    },
    conditions={
        "is_open": f"coalesce({SPARK_IS_OPEN}, 0) = :value",
        "state": f"{SPARK_STATE} = :value",
    },
    filters=(
        Filterable("post", "text", "post"),
        Filterable("creator", "text", "creator"),
        Filterable("direction", "choice", "direction", "code_direction"),
        Filterable("partner", "text", "partner_name"),
        Filterable("person", "text", "person_name"),
        Filterable("state", "choice", "state", "spark_state"),
        Filterable("issued", "day", "issued_on"),
        Filterable("used", "day", "used_on"),
        Filterable("ends", "day", "expires_on"),
        *_LATER_FILTERS,
    ),
    places={
        "partner_name": name_in("g.partner", "partners"),
        "person_name": name_in("g.person", "persons"),
    },
    also=(
        found_in("g.partner", "partners"),
        found_in("g.person", "persons"),
        found_in("g.asset", "assets"),
    ),
    printed="id post direction partner_name person_name state expires_on",
)

SHOP_PARTNERS = ListQuery(
    "shop-partners",
    ShopPartnerRow,
    "shop_partners g",
    title=later("Shop partners"),
    joined="JOIN assets a ON a.id = g.asset JOIN partners q ON q.id = g.partner",
    columns={
        "asset_name": "a.name",
        "partner_name": "q.name",
        "state": GRANT_STATE,
        "authorised_on": "g.granted_on",
    },
    orders={
        "id": "g.id {d}",
        "asset_name": "(SELECT name_order FROM assets WHERE id = g.asset) {d}, g.id",
        "partner_name": "(SELECT name_order FROM partners WHERE id = g.partner) {d}, g.id",
        "authorised_on": "g.granted_on {d}, g.id",
    },
    conditions={
        "is_open": f"coalesce({GRANT_IS_OPEN}, 0) = :value",
        "state": f"{GRANT_STATE} = :value",
    },
    filters=(
        Filterable("shop", "text", "asset_name"),
        Filterable("partner", "text", "partner_name"),
        Filterable("full", "flag", "is_full"),
        Filterable("payout", "flag", "may_pay_out"),
        Filterable("state", "choice", "state", "grant_state"),
        Filterable("given", "day", "authorised_on"),
        *_LATER_FILTERS,
        *_REVIEW_FILTERS,
    ),
    places={
        "asset_name": name_in("g.asset", "assets"),
        "partner_name": name_in("g.partner", "partners"),
    },
    also=(found_in("g.partner", "partners"), found_in("g.asset", "assets")),
    printed="id asset_name partner_name scope state planned_end",
)
