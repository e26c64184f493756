"""The tables of a register, and the guards that make a change outside the door fail.

`revisions` and `changes` are the journal; `contents` are files by their SHA-256; every other table
is the state that the journal adds up to, one table a kind, its columns the fields of the record.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from delvia_desktop.domain.kinds import KINDS, Kind

APPLICATION_ID = 0x444C5641
"""`DLVA`, by which SQLite files of ours are told from others."""

MAJOR, MINOR = 1, 0
"""Version of the schema: a newer major cannot be read, a newer minor can, but not written."""

metadata = MetaData()


def version_number(major: int, minor: int) -> int:
    """Return major and minor packed as SQLite's user_version holds them."""
    return major << 16 | minor


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _day(name: str) -> Column[str]:
    shape = f'"{name}" IS NULL OR "{name}" GLOB \'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]\''
    return Column(name, Text, CheckConstraint(shape))


def _name(name: str = "name") -> Column[str]:
    return Column(name, Text, CheckConstraint(f"{name} <> ''"), nullable=False)


def _key(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=nullable)


def _list(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="[]")


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=False)


def _id() -> Column[int]:
    # Ids come from the journal (one more than it ever named), so a rebuilt register has the same.
    return Column("id", Integer, primary_key=True)


def _folded() -> tuple[Column[str], Column[str]]:
    # Not fields of the record: its name and all its text, folded for sorting and for finding.
    return _text("name_key"), _text("search")


revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    _text("zone"),
    _text("who"),
    _text("title"),
    _text("reason"),
    Column("act", Text, CheckConstraint("act IN ('do','keep','undo','redo','revert')")),
    Column("reverts", Integer, ForeignKey("revisions.number")),
    Column("undo_top", Integer),
    Column("redo_top", Integer),
    _text("digest"),
    sqlite_strict=True,
)

changes = Table(
    "changes",
    metadata,
    Column("revision", Integer, ForeignKey("revisions.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record", Integer, nullable=False),
    Column("shape", Integer, nullable=False),
    Column("after", Text),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("changes_by_record", changes.c.kind, changes.c.record, changes.c.revision, unique=True)

contents = Table(
    "contents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_strict=True,
)

brands = Table(
    "brands",
    metadata,
    _id(),
    CheckConstraint("id = 1"),
    _name(),
    _text("legal_entity"),
    *_folded(),
    sqlite_strict=True,
)

business_centers = Table(
    "business_centers",
    metadata,
    _id(),
    _name(),
    Column("bc_id", Text, CheckConstraint("bc_id <> ''"), nullable=False, unique=True),
    _flag("is_own"),
    _text("legal_entity"),
    _text("status"),
    _text("verification_status"),
    _day("last_verified_on"),
    _text("evidence_ref"),
    _text("note"),
    *_folded(),
    sqlite_strict=True,
)

partners = Table(
    "partners",
    metadata,
    _id(),
    _name(),
    _text("kind"),
    _key("business_center", "business_centers", nullable=True),
    _text("legal_name"),
    _text("contact_name"),
    _text("contact_email"),
    _text("contact_phone"),
    _day("last_verified_on"),
    _text("evidence_ref"),
    _text("note"),
    *_folded(),
    UniqueConstraint("business_center"),
    sqlite_strict=True,
)

partnerships = Table(
    "partnerships",
    metadata,
    _id(),
    _key("partner", "partners"),
    _key("business_center", "business_centers"),
    _day("engagement_start"),
    _day("engagement_mid"),
    _day("engagement_end"),
    _text("contract_ref"),
    _text("internal_owner"),
    _text("scope_agreed"),
    _day("requested_on"),
    _day("confirmed_on"),
    _text("confirmed_by"),
    _day("declined_on"),
    _day("cancelled_on"),
    _day("ending_on"),
    _day("removed_on"),
    _text("removed_by"),
    _text("waiver"),
    _day("closed_on"),
    _text("evidence_ref"),
    _text("note"),
    *_folded(),
    sqlite_strict=True,
)

assets = Table(
    "assets",
    metadata,
    _id(),
    _name(),
    _name("asset_type"),
    _text("asset_id"),
    _text("pixel_code"),
    Column(
        "owner_kind",
        Text,
        CheckConstraint("owner_kind IN ('OWNER_BC','OWNER_PARTNER','OWNER_INDIVIDUAL','UNKNOWN')"),
        nullable=False,
    ),
    _key("owner_business_center", "business_centers", nullable=True),
    _key("owner_partner", "partners", nullable=True),
    _text("owner_person"),
    _day("ownership_confirmed_on"),
    _text("ownership_confirmed_by"),
    _text("ownership_proof"),
    _text("internal_owner"),
    _day("last_verified_on"),
    _text("evidence_ref"),
    _text("note"),
    *_folded(),
    CheckConstraint("(owner_kind = 'OWNER_BC') = (owner_business_center IS NOT NULL)"),
    CheckConstraint("(owner_kind = 'OWNER_PARTNER') = (owner_partner IS NOT NULL)"),
    sqlite_strict=True,
)

shares = Table(
    "shares",
    metadata,
    _id(),
    _key("asset", "assets"),
    _key("partnership", "partnerships"),
    _list("level"),
    _text("purpose"),
    _text("approved_by"),
    _day("granted_on"),
    _text("granted_by"),
    _day("planned_end"),
    _day("review_due"),
    _day("confirmed_on"),
    _text("confirmed_by"),
    _list("raised"),
    _key("replaces", "shares", nullable=True),
    _day("revoke_requested_on"),
    _day("revoked_on"),
    _text("revoked_by"),
    _text("revoke_reason"),
    _day("verified_gone_on"),
    _day("last_verified_on"),
    _text("evidence_ref"),
    _text("note"),
    *_folded(),
    CheckConstraint("confirmed_on IS NULL OR granted_on IS NOT NULL"),
    CheckConstraint("verified_gone_on IS NULL OR revoked_on IS NOT NULL"),
    sqlite_strict=True,
)

access_records = Table(
    "access_records",
    metadata,
    _id(),
    Column("number", Text, nullable=False, unique=True),
    _text("kind"),
    _text("title"),
    _day("on"),
    Column("as_of", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    _text("register_state"),
    Column("sha256", Text, ForeignKey("contents.sha256"), nullable=False),
    Column("issued_at", Text, nullable=False),
    _text("issued_by"),
    _key("partner", "partners", nullable=True),
    Column("pages", Integer, nullable=False, server_default="0"),
    _key("supersedes", "access_records", nullable=True),
    *_folded(),
    sqlite_strict=True,
)

# The orders in which the lists are read, and the ways from a record to those that refer to it.
for _column in (
    business_centers.c.name_key,
    partners.c.name_key,
    partnerships.c.partner,
    partnerships.c.business_center,
    assets.c.name_key,
    assets.c.asset_id,
    assets.c.asset_type,
    assets.c.owner_partner,
    assets.c.owner_business_center,
    shares.c.asset,
    shares.c.partnership,
    shares.c.granted_on,
    shares.c.planned_end,
    shares.c.review_due,
    shares.c.confirmed_on,
    shares.c.last_verified_on,
    shares.c.level,
    shares.c.replaces,
    access_records.c.partner,
):
    Index(f"{_column.table.name}_by_{_column.name}", _column)

# At most one share of an asset is open in a partnership at a time.
Index(
    "shares_open_once",
    shares.c.asset,
    shares.c.partnership,
    unique=True,
    sqlite_where=shares.c.granted_on.is_not(None) & shares.c.revoked_on.is_(None),
)

_TABLES = {
    "brand": brands,
    "business-center": business_centers,
    "partner": partners,
    "partnership": partnerships,
    "asset": assets,
    "share": shares,
    "access-record": access_records,
}


def table_of(kind: Kind) -> Table:
    """Return the table that holds the records of a kind."""
    return _TABLES[kind.name]


def _guards() -> list[str]:
    """Return the triggers that refuse what goes round the door.

    A state table can be written only while the last revision is open, which is to say that it has
    no digest yet; the journal and the contents can only grow. Whoever opens the file with another
    program and edits a table is stopped here, or found by the digests if the triggers are removed.
    """
    closed = "(SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> ''"
    refused = "SELECT RAISE(ABORT, 'outside the door')"
    triggers: list[str] = []
    for kind in KINDS:
        table = table_of(kind).name
        triggers.extend(
            f"CREATE TRIGGER {table}_{verb.lower()}_by_the_door BEFORE {verb} ON {table} "
            f"WHEN coalesce({closed}, 1) BEGIN {refused}; END"
            for verb in ("INSERT", "UPDATE", "DELETE")
        )
    triggers.append(
        f"CREATE TRIGGER changes_by_the_door BEFORE INSERT ON changes "
        f"WHEN coalesce({closed}, 1) BEGIN {refused}; END"
    )
    triggers.append(
        f"CREATE TRIGGER revisions_stay BEFORE UPDATE ON revisions "
        f"WHEN old.digest <> '' BEGIN {refused}; END"
    )
    triggers.extend(
        f"CREATE TRIGGER {table}_{verb.lower()}_never BEFORE {verb} ON {table} BEGIN {refused}; END"
        for table, verbs in (
            ("changes", ("UPDATE", "DELETE")),
            ("contents", ("UPDATE", "DELETE")),
            ("revisions", ("DELETE",)),
        )
        for verb in verbs
    )
    return triggers


def create_statements(*, guarded: bool = True) -> list[str]:
    """Return the statements that make an empty register.

    A replay in memory is not guarded: it is filled at once and only read afterwards.
    """
    dialect = sqlite.dialect()
    tables = metadata.sorted_tables
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in tables]
    statements += index_statements()
    return statements + (_guards() if guarded else [])


def index_statements() -> list[str]:
    """Return the statements that make the indices."""
    dialect = sqlite.dialect()
    return [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
