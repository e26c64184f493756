"""Finding records of any kind by a part of their text or of an id."""

from __future__ import annotations

from sqlite3 import Connection

from delvia_desktop.domain.rows import Hit
from delvia_desktop.storage.failures import told
from delvia_desktop.storage.lists import like

_SOURCES = {
    "partner": (
        "SELECT p.id, p.name, coalesce(b.bc_id, '') FROM partners p "
        "LEFT JOIN business_centers b ON b.id = p.business_center "
        "WHERE p.search LIKE :text ESCAPE '\\' OR b.bc_id LIKE :text ESCAPE '\\' "
        "ORDER BY p.name_key LIMIT :limit"
    ),
    "asset": (
        "SELECT id, name, CASE WHEN asset_id = '' THEN pixel_code ELSE asset_id END FROM assets "
        "WHERE search LIKE :text ESCAPE '\\' ORDER BY name_key LIMIT :limit"
    ),
    "business-center": (
        "SELECT id, name, bc_id FROM business_centers "
        "WHERE search LIKE :text ESCAPE '\\' ORDER BY name_key LIMIT :limit"
    ),
    "access-record": (
        "SELECT id, number, title FROM access_records "
        "WHERE search LIKE :text ESCAPE '\\' ORDER BY id DESC LIMIT :limit"
    ),
}


def find(connection: Connection, text: str, limit: int = 8) -> list[Hit]:
    """Return records whose text contains the typed one, at most `limit` of each kind."""
    if not text.strip():
        return []
    values = {"text": like(text), "limit": limit}
    with told():
        return [
            Hit(kind, *row)
            for kind, sql in _SOURCES.items()
            for row in connection.execute(sql, values)
        ]
