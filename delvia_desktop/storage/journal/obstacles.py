"""What stands for good in the way of taking an act back: a document about what the act recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import Connection

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.kinds import kind_of, references
from delvia_desktop.i18n import tr
from delvia_desktop.storage.journal import journal
from delvia_desktop.storage.tables.layout import table_name
from delvia_desktop.storage.tables.records import Records


@dataclass(frozen=True)
class Obstacle:
    """An issued document, by its number, and the name of the record that it is about."""

    number: str
    name: str

    @property
    def reason(self) -> str:
        """What stands in the way, as short as a line of a menu."""
        return tr("Document {number} was issued about “{name}”", number=self.number, name=self.name)

    @property
    def sentence(self) -> str:
        """Why the act cannot be taken back, and what can be done all the same."""
        return tr(
            "Document {number} was issued about “{name}”. An issued document is never undone, "
            "so “{name}” stays too. Other changes can be undone in the history.",
            number=self.number,
            name=self.name,
        )


def obstacle(connection: Connection, number: int | None) -> Obstacle | None:
    """Return the obstacle that keeps a revision from ever being undone, or None.

    Later acts can be taken back before it; an issued document has left the register and stays.
    """
    records = Records(connection)
    for _, field, record, paper in sorted(_papers_about(connection, number)):
        target = _REFERS[field]
        before = journal.change_before(connection, target.name, record, number or 0)
        if before is not None and before.after is not None:
            continue  # it would be there as it was before
        about = records.find(target.record, id=record)
        if about is not None:
            name = getattr(about, "name", "") or target.label()
            return Obstacle(records.get(AccessRecord, paper).number, name)
    return None


_PAPER = kind_of(AccessRecord)
_REFERS = references(_PAPER)


def _papers_about(
    connection: Connection, number: int | None
) -> Iterator[tuple[int, str, int, int]]:
    """Yield the documents about what a revision changed that are not of the revision itself.

    Each comes with the place of the change, the field that refers to its record, and its key.
    """
    for field, target in _REFERS.items():
        yield from connection.execute(
            f"""SELECT c.position, '{field}', c.record, p.id
            FROM changes c CROSS JOIN {table_name(_PAPER)} p ON p."{field}" = c.record
            WHERE c.revision = ? AND c.kind = ? AND c.after IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM changes o
                WHERE o.kind = ? AND o.record = p.id AND o.revision = c.revision)""",
            (number, target.name, _PAPER.name),
        )
