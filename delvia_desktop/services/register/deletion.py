"""Deleting what was recorded by mistake, which other records must not need."""

from __future__ import annotations

from delvia_desktop.domain.records.kinds import KINDS, Record, kind_of, references
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.stray_evidence import has_evidence


def refuse_if_used(edit: Edit, record: Record) -> None:
    """Refuse the deletion of a record that others refer to, naming these; raises Refused.

    Evidence and notes do too: what has a proof was no mistake, and no proof goes by the way.
    """
    if has_evidence(edit.connection, kind_of(record).name, record.id):
        raise Refused(
            tr(
                "This cannot be deleted because evidence or notes are attached to it. Delete "
                "those first."
            )
        )
    for source in KINDS:
        for field, target in references(source).items():
            if target is not kind_of(record):
                continue
            if edit.records.find(source.record, **{field: record.id}):
                raise Refused(
                    tr(
                        "This cannot be deleted because another record refers to it ({user}). "
                        "Delete or edit that one first.",
                        user=source.label(),
                    )
                )
