"""Acknowledgements: who signed an issued paper, recorded with what shows it."""

from __future__ import annotations

from dataclasses import replace

from delvia_desktop.domain.evidence.evidence import Attachment, AttachmentKey, FileDraft, Subject
from delvia_desktop.domain.papers import expected_signers
from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import (
    Acknowledgement,
    AcknowledgementDraft,
    Paper,
    check_acknowledgement,
)
from delvia_desktop.i18n import tr
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def acknowledge(edit: Edit, record: AccessRecord, draft: AcknowledgementDraft) -> Acknowledgement:
    """Record an acknowledgement of a paper, with the file that shows it, as one act.

    A paper that was replaced may be signed too: it was signed all the same. Raises Invalid.
    """
    record = edit.records.get(AccessRecord, record.id)
    made = check_acknowledgement(draft, None, _paper(edit, record), edit.reading())
    edit.name(tr("{number} acknowledged by {who}", number=record.number, who=made.who))
    if draft.file is not None:
        caption = draft.file.caption or tr("Signed by {who}", who=made.who)
        made = replace(made, attachment=_kept(edit, record, replace(draft.file, caption=caption)))
    return edit.add(made)


def change_acknowledgement(
    edit: Edit, before: Acknowledgement, draft: AcknowledgementDraft
) -> Acknowledgement:
    """Correct an acknowledgement: who, when, in which role; raises Invalid."""
    record = edit.records.get(AccessRecord, before.access_record)
    made = check_acknowledgement(draft, before, _paper(edit, record), edit.reading())
    edit.name(tr("Corrected acknowledgement of {number}", number=record.number))
    return edit.put(before, made)


def withdraw_acknowledgement(edit: Edit, before: Acknowledgement) -> None:
    """Take an acknowledgement back, with its file, for the act's reason.

    A file that shows another acknowledgement too stays. Raises Invalid if no reason is given.
    """
    reading = edit.reading()
    reading.check(bool(edit.author.reason), "reason", tr("Enter why it is not valid."))
    reading.done()
    record = edit.records.get(AccessRecord, before.access_record)
    edit.name(
        tr("Withdrew acknowledgement of {number} by {who}", number=record.number, who=before.who)
    )
    edit.remove(before)
    if before.attachment is None:
        return
    if edit.records.find(Acknowledgement, attachment=before.attachment) is None:
        edit.remove(edit.records.get(Attachment, before.attachment))


def acknowledgements_of(records: Records, record: AccessRecord) -> tuple[Acknowledgement, ...]:
    """Return the acknowledgements of a paper in the order they were recorded."""
    return records.select(Acknowledgement, access_record=record.id)


def next_signer(register: Register, record: AccessRecord) -> str:
    """Return whose acknowledgement of a paper in the register comes next."""
    return expected_signers.next_signer(register.situation(), record)


def sides_of(register: Register, record: AccessRecord) -> list[tuple[str, str]]:
    """Return the organisations that sign a paper in the register, each with its expected signer."""
    return expected_signers.sides(register.situation(), record)


def _paper(edit: Edit, record: AccessRecord) -> Paper:
    issued = record.issued_at.astimezone(edit.now.tzinfo).date()
    return Paper(record.id, issued, acknowledgements_of(edit.records, record))


def _kept(edit: Edit, record: AccessRecord, file: FileDraft) -> AttachmentKey:
    """Return the file that is kept with the paper: one scan may show several signers."""
    subject = Subject("access-record", record.id)
    for known in evidence.files_of(edit.records, subject):
        if known.sha256 == file.sha256:
            return known.id
    return evidence.keep_for_field(edit, subject, file, "file")
