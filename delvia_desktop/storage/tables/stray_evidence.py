"""Evidence and the records it belongs to: no foreign key can hold a reference to any kind."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from delvia_desktop.domain.evidence.evidence import Attachment, Note
from delvia_desktop.domain.records.kinds import kind_named, kind_of
from delvia_desktop.storage.tables.layout import table_name

_KEPT = (kind_of(Attachment), kind_of(Note))


def has_evidence(connection: Connection, kind: str, record: int) -> bool:
    """Tell whether a record has evidence, which would be stray without it."""
    return any(
        connection.execute(
            f"SELECT 1 FROM {table_name(kept)} WHERE subject_kind = ? AND subject = ? LIMIT 1",
            (kind, record),
        ).fetchone()
        for kept in _KEPT
    )


def is_stray(connection: Connection, touched: Iterable[tuple[str, int]]) -> bool:
    """Tell whether an act leaves evidence stray, without its record."""
    for name, record in touched:
        kept = next((kind for kind in _KEPT if kind.name == name), None)
        subjects = [(name, record)]
        if kept is not None:
            subjects = connection.execute(
                f"SELECT subject_kind, subject FROM {table_name(kept)} WHERE id = ?", (record,)
            ).fetchall()
        for subject_kind, subject in subjects:
            if _is_gone(connection, subject_kind, subject) and has_evidence(
                connection, subject_kind, subject
            ):
                return True
    return False


def _is_gone(connection: Connection, name: str, record: int) -> bool:
    kind = kind_named(name)
    if kind is None:
        return True
    sql = f"SELECT 1 FROM {table_name(kind)} WHERE id = ?"
    return connection.execute(sql, (record,)).fetchone() is None
