"""The tables of a register, and the guards that make a change outside the door fail.

`revisions` and `changes` are the journal; `contents` are files by their SHA-256; every other table
is the state that the journal adds up to, one table a kind, laid out as `layout` says. What is here
is more: the rules that SQLite keeps, the indices and the guards.
"""

from __future__ import annotations

import functools
from typing import Any

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
    func,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from delvia_desktop.domain.records.kinds import KINDS, Kind
from delvia_desktop.storage.tables import layout as layouts
from delvia_desktop.storage.tables.layout import layout_of, table_name

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


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


_SHAPES = {
    "day": "\"{0}\" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'",
    "flag": '"{0}" IN (0, 1)',
    "text": "\"{0}\" <> ''",
}
"""What a column of a content may hold; texts are held to theirs only where one is required."""

_OWNERS = "('OWNER_BC', 'OWNER_PARTNER', 'OWNER_INDIVIDUAL', 'UNKNOWN')"

_GRANT = (
    "confirmed_on IS NULL OR granted_on IS NOT NULL",
    "verified_gone_on IS NULL OR revoked_on IS NOT NULL",
)
"""What holds for everything that gives access."""

_RULES: dict[str, tuple[str, ...]] = {
    "brand": ("id = 1",),
    "asset": (
        f"owner_kind IN {_OWNERS}",
        "(owner_kind = 'OWNER_BC') = (owner_business_center IS NOT NULL)",
        "(owner_kind = 'OWNER_PARTNER') = (owner_partner IS NOT NULL)",
    ),
    "seat": (
        "role IN ('ADMIN', 'STANDARD')",
        "removal_verified_on IS NULL OR removed_on IS NOT NULL",
    ),
    "share": _GRANT,
    "assignment": (*_GRANT, "(surface = 'ACCOUNT_GROUP') = (via IS NOT NULL)"),
    "spark-code": (*_GRANT, "days > 0"),
    "shop-partner": _GRANT,
    "claim": ("verified_on IS NULL OR received_on IS NOT NULL",),
    "attachment": ("size > 0",),
    "letterhead": ("page_size IN ('A4', 'LETTER')",),
    "acknowledgement": ("how IN ('SCAN', 'DRAWN', 'EMAIL', 'DIGITAL')",),
}
"""What must hold within each record of a kind, beyond the shapes of its columns."""

_UNIQUE = {
    ("business-center", "bc_id"),
    ("partner", "business_center"),
    ("login", "asset"),
    ("access-record", "number"),
    ("template", "name"),
    ("threshold", "code"),
    ("acceptance", "finding"),
}

_DAYS = ("granted_on", "planned_end", "review_due", "confirmed_on", "last_verified_on")

_ORDERS: dict[str, tuple[str, ...]] = {
    "asset": ("asset_id", "asset_type"),
    "person": ("employer", "left_on"),
    "share": (*_DAYS, "level"),
    "assignment": (*_DAYS, "level", "surface"),
}
"""Columns by which long lists are read; keys of other records and names always are."""


def _table(kind: Kind) -> Table:
    layout = layout_of(kind)
    columns = [_column(kind, column) for column in layout.columns]
    rules = [CheckConstraint(rule) for rule in _RULES.get(kind.name, ())]
    table = Table(layout.table, metadata, *columns, *rules, sqlite_strict=True)
    ways = [c.name for c in layout.columns if c.target and (kind.name, c.name) not in _UNIQUE]
    ways += ["name_key", "name_order"] if "name" in table.columns else []
    for name in (*ways, *_ORDERS.get(kind.name, ())):
        Index(f"{layout.table}_by_{name}", table.columns[name])
    return table


def _column(kind: Kind, column: layouts.StoredColumn) -> Column[Any]:
    if column.name == "id":
        # Ids come from the journal (one more than it ever named), so a rebuilt register has the
        # same ones.
        return Column("id", Integer, primary_key=True)
    more: list[Any] = [ForeignKey(f"{column.target}.id")] if column.target else []
    if column.name == "sha256":
        more.append(ForeignKey("contents.sha256"))
    shape = _SHAPES.get(column.content)
    if shape is not None and (column.content != "text" or column.is_required):
        or_null = f'"{column.name}" IS NULL OR ' if column.is_nullable else ""
        more.append(CheckConstraint(or_null + shape.format(column.name)))
    is_number = column.content in {"key", "flag", "number"}
    has_default = column.empty is not None and not column.is_required
    return Column(
        column.name,
        Integer if is_number else Text,
        *more,
        nullable=column.is_nullable,
        unique=(kind.name, column.name) in _UNIQUE,
        server_default=str(column.empty) if has_default else None,
    )


_TABLES = {kind.name: _table(kind) for kind in KINDS}

# One asset is open to the same partner, or to the same person on one surface, once at a time.
_shares = _TABLES["share"].columns
Index(
    "shares_open_once_each_way",
    _shares.asset,
    _shares.partnership,
    _shares.is_incoming,
    unique=True,
    sqlite_where=_shares.granted_on.is_not(None) & _shares.revoked_on.is_(None),
)
_assignments = _TABLES["assignment"].columns
Index(
    "assignments_open_once",
    _assignments.asset,
    _assignments.person,
    _assignments.surface,
    func.coalesce(_assignments.via, 0),
    unique=True,
    sqlite_where=_assignments.granted_on.is_not(None) & _assignments.revoked_on.is_(None),
)
for _about in ("attachment", "note", "review-line", "comparison-line"):
    _columns = _TABLES[_about].columns
    Index(f"{_TABLES[_about].name}_by_subject", _columns.subject_kind, _columns.subject)


def guard_statements() -> list[str]:
    """Return the schema's triggers that refuse what goes round the door.

    A state table can be written only while the last revision is open, which is to say that it has
    no digest yet; the journal and the contents can only grow. Whoever opens the file with another
    program and edits a table is stopped here, or found by the digests if the triggers are removed.
    """
    closed = "(SELECT digest FROM revisions ORDER BY number DESC LIMIT 1) <> ''"
    refused = "SELECT RAISE(ABORT, 'outside the door')"
    triggers: list[str] = []
    for kind in KINDS:
        table = table_name(kind)
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
    """Return the SQL of the schema that makes an empty register.

    A replay in memory is not guarded: it is filled at once and only read afterwards.
    """
    statements = [*_table_statements(), *index_statements()]
    return statements + (guard_statements() if guarded else [])


@functools.cache
def _table_statements() -> tuple[str, ...]:
    dialect = sqlite.dialect()
    tables = metadata.sorted_tables
    return tuple(str(CreateTable(table).compile(dialect=dialect)) for table in tables)


@functools.cache
def index_statements() -> tuple[str, ...]:
    """Return the SQL of the schema's indices."""
    dialect = sqlite.dialect()
    return tuple(
        str(CreateIndex(index).compile(dialect=dialect))
        for table in metadata.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    )
