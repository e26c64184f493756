"""Finding records of a kind by a part of their text or of an id."""

from __future__ import annotations

from sqlite3 import Connection

from delvia_desktop.domain.kinds import Kind
from delvia_desktop.storage.failures import told
from delvia_desktop.storage.layout import layout_of
from delvia_desktop.storage.filtering import like


def keys_with(connection: Connection, kind: Kind, text: str, limit: int) -> list[int]:
    """Return the keys of records whose text contains the typed one, those that begin so first."""
    pattern = like(text)
    values = {"text": pattern, "begins": pattern[1:], "limit": limit}
    order = "name_key LIKE :begins ESCAPE '\\' DESC, name_key, id"
    if "name" not in {column.name for column in layout_of(kind).columns}:
        order = "id DESC"
    sql = (
        f"SELECT id FROM {layout_of(kind).table} WHERE search LIKE :text ESCAPE '\\' "
        f"ORDER BY {order} LIMIT :limit"
    )
    with told():
        return [int(key) for (key,) in connection.execute(sql, values)]
