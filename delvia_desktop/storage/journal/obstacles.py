"""What stands for good in the way of taking an act back: a document about what the act recorded."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.kinds import kind_of, references
from delvia_desktop.i18n import tr
from delvia_desktop.storage.journal import journal
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
    fields = references(kind_of(AccessRecord))
    named = {target.name for target in fields.values()}
    records = Records(connection)
    for change in journal.changes_of(connection, number) if number is not None else ():
        if change.kind not in named or change.after is None:
            continue
        before = journal.change_before(connection, change.kind, change.record, number or 0)
        if before is not None and before.after is not None:
            continue  # it would be there as it was before
        for field, target in fields.items():
            if target.name != change.kind:
                continue
            paper = records.find(AccessRecord, **{field: change.record})
            about = records.find(target.record, id=change.record)
            if paper is not None and about is not None:
                return Obstacle(paper.number, getattr(about, "name", "") or target.label())
    return None
