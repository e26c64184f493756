"""Finding records of a kind by a part of their text or of an id."""

from __future__ import annotations

from collections.abc import Collection
from sqlite3 import Connection

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.kinds import Kind
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.paper_codes import has_code
from delvia_desktop.storage.lists.filtering import containing, sought
from delvia_desktop.storage.tables.layout import layout_of


def keys_with(
    connection: Connection, kind: Kind, text: str, limit: int, ids: Collection[str] = ()
) -> list[int]:
    """Search a kind in SQL: return the keys of records with the typed text, the best first.

    Best are those of which it is one of the `ids`, then those whose name begins with it, then those
    whose name contains it; kinds without names come with the newest first. An issued paper is found
    by the code that stands on it as well.
    """
    values: dict[str, object] = {"exact": sought(text), "limit": limit}
    columns = {column.name for column in layout_of(kind).columns}
    order = [f"lower({name}) = :exact DESC" for name in ids if name in columns]
    if "name" in columns:
        order += [f"instr(name_key, :exact) {how} DESC" for how in ("= 1", "> 0")]
        order += ["name_order", "id"]
    else:
        order.append("id DESC")
    within = "search LIKE :text ESCAPE '\\'"
    if kind.record is AccessRecord:
        within = f"({within} OR {has_code(f'{layout_of(kind).table}.sha256')})"
    found = containing(within, text, values)
    sql = (
        f"SELECT id FROM {layout_of(kind).table} WHERE {found} "
        f"ORDER BY {', '.join(order)} LIMIT :limit"
    )
    with told():
        return [int(key) for (key,) in connection.execute(sql, values)]


def renamed(connection: Connection, kind: Kind, text: str, limit: int) -> dict[int, str]:
    """Search former names in SQL: return, by key, the one that contains the typed text.

    Each name that is no more has to be looked at in the journal.
    """
    values: dict[str, object] = {"kind": kind.name, "limit": limit}
    found = containing("searchable(former) LIKE :text ESCAPE '\\'", text, values)
    sql = (
        "SELECT record, former FROM (SELECT c.record, json_extract(c.after, '$.name') AS former "
        f"FROM changes c JOIN {layout_of(kind).table} t ON t.id = c.record "
        "WHERE c.kind = :kind AND c.after IS NOT NULL AND former <> t.name) "
        f"WHERE {found} GROUP BY record LIMIT :limit"
    )
    with told():
        return dict(connection.execute(sql, values).fetchall())
