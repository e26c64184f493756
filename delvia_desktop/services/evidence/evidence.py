"""Evidence: files kept with a record, what is said of them, and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from delvia_desktop.domain.evidence.evidence import (
    LARGEST,
    Attachment,
    AttachmentKey,
    CaptionDraft,
    FileDraft,
    Note,
    NoteDraft,
    NoteKey,
    Subject,
    check_file,
    check_note,
    steps_of,
    too_large,
)
from delvia_desktop.domain.records.kinds import Record, kind_named
from delvia_desktop.domain.words.errors import Invalid, Missing, Problem
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.register import outputs
from delvia_desktop.services.register.deletion import refuse_if_used
from delvia_desktop.services.register.outputs import Replacing
from delvia_desktop.services.register.register import Register
from delvia_desktop.services.register.words import called
from delvia_desktop.storage.file import files
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records

Kept = Attachment | Note


def attach(edit: Edit, subject: Subject, drafts: Sequence[FileDraft]) -> list[Attachment]:
    """Record files as evidence of a record, as one act; raises Invalid for the first unfit one."""
    record = _record(edit.records, subject)
    made: list[Attachment] = []
    for draft in drafts:
        others = [*files_of(edit.records, subject)]
        known = check_file(draft, others, edit.reading())
        _expect_step(record, draft.step)
        made.append(keep_file(edit, subject, draft.content, known))
    what = called(edit.records, record)
    if len(made) == 1:
        edit.name(tr("Attached {file} to “{what}”", file=made[0].name, what=what))
    else:
        text = ntr(
            "Attached {n} file to “{what}”",
            "Attached {n} files to “{what}”",
            len(made),
            what=what,
        )
        edit.name(text)
    return made


def keep_file(edit: Edit, subject: Subject, content: bytes, known: Mapping[str, Any]) -> Attachment:
    """Keep a checked file as evidence, with the fields of the check, as a part of an act."""
    edit.keep_content(content)
    return edit.add(
        Attachment(
            id=AttachmentKey(0),
            subject_kind=subject.kind,
            subject=subject.id,
            added_at=edit.now.astimezone(UTC),
            added_by=edit.author.who,
            **known,
        )
    )


def keep_for_field(edit: Edit, subject: Subject, file: FileDraft, field: str) -> AttachmentKey:
    """Keep as evidence a file chosen in a field, which gets its problems; raises Invalid."""
    try:
        known = check_file(file, files_of(edit.records, subject), edit.reading())
    except Invalid as error:
        raise Invalid(tuple(Problem(field, p.text, p.doubted) for p in error.problems)) from error
    return keep_file(edit, subject, file.content, known).id


def look_at(register: Register, subject: Subject, draft: FileDraft) -> tuple[Problem, ...]:
    """Return why the register cannot keep a file as evidence of a record; nothing is kept."""
    try:
        check_file(draft, files_of(register.records, subject), register.reading())
    except Invalid as error:
        return error.problems
    return ()


def change_caption(edit: Edit, before: Attachment, draft: CaptionDraft) -> Attachment:
    """Correct what is said of evidence: which step a file proves, and what it shows."""
    reading = edit.reading()
    caption = reading.line("caption", draft.caption)
    reading.done()
    record = _record(edit.records, Subject(before.subject_kind, before.subject))
    if draft.step != before.step:
        _expect_step(record, draft.step)
    edit.name(tr("Described {file}", file=before.name))
    return edit.put(before, replace(before, step=draft.step, caption=caption))


def remove_file(edit: Edit, before: Attachment) -> None:
    """Take a file of evidence from its record; the history keeps it, for undo.

    Raises Refused for the proof of an acknowledgement: it goes with that.
    """
    refuse_if_used(edit, before)
    edit.name(tr("Deleted {file}", file=before.name))
    edit.remove(before)


def write_note(edit: Edit, subject: Subject, draft: NoteDraft) -> Note:
    """Record a note, kept with the evidence of a record."""
    text = check_note(draft, edit.reading())
    record = _record(edit.records, subject)
    edit.name(tr("Added a note on “{what}”", what=called(edit.records, record)))
    now = edit.now.astimezone(UTC)
    return edit.add(Note(NoteKey(0), subject.kind, subject.id, text, now, edit.author.who))


def change_note(edit: Edit, before: Note, draft: NoteDraft) -> Note:
    """Correct a note among the evidence; when and by whom it was written first stays."""
    text = check_note(draft, edit.reading())
    edit.name(tr("Edited a note on “{what}”", what=_subject_called(edit, before)))
    return edit.put(before, replace(before, text=text))


def delete_note(edit: Edit, before: Note) -> None:
    """Delete a note from the evidence of a record; its history stays."""
    edit.name(tr("Deleted a note on “{what}”", what=_subject_called(edit, before)))
    edit.remove(before)


def files_of(records: Records, subject: Subject) -> tuple[Attachment, ...]:
    """Return the files that a register keeps as evidence of a record."""
    return records.select(Attachment, subject_kind=subject.kind, subject=subject.id)


def notes_of(records: Records, subject: Subject) -> tuple[Note, ...]:
    """Return the notes that a register keeps beside the evidence of a record."""
    return records.select(Note, subject_kind=subject.kind, subject=subject.id)


def kept_with(records: Records, subject: Subject) -> list[Kept]:
    """Return all evidence of a record in a register, files and notes, the newest first."""
    kept: list[Kept] = [*files_of(records, subject), *notes_of(records, subject)]
    return sorted(kept, key=_moment_and_key, reverse=True)


def steps(records: Records, subject: Subject) -> tuple[str, ...]:
    """Return the fields of a record in a register with a step's day that evidence can prove."""
    return steps_of(_record(records, subject))


def read_file(path: Path) -> FileDraft:
    """Read a file, dropped or chosen as evidence; raises Refused, never hangs.

    Only an ordinary file is read, and no more of it than may be kept.
    """
    return FileDraft(path.name, files.read_file(path, LARGEST, too_large))


def save_file(
    register: Register, kept: Attachment, target: Path, replacing: Replacing = Replacing.NOTHING
) -> None:
    """Write a file of evidence out under a name of its own; raises Refused or DiskTrouble."""
    outputs.save(target, register.content(kept.sha256), replacing)


def _expect_step(record: Record, step: str) -> None:
    if step and step not in steps_of(record):
        raise Invalid((Problem("step", tr("This step has no date. Record the step first.")),))


def _record(records: Records, subject: Subject) -> Record:
    kind = kind_named(subject.kind)
    found: Record | None = records.find(kind.record, id=subject.id) if kind is not None else None
    if found is None:
        raise Missing(tr("The record no longer exists."))
    return found


def _subject_called(edit: Edit, kept: Kept) -> str:
    subject = Subject(kept.subject_kind, kept.subject)
    return called(edit.records, _record(edit.records, subject))


def _moment_and_key(kept: Kept) -> tuple[str, int]:
    moment = kept.added_at if isinstance(kept, Attachment) else kept.written_at
    return moment.isoformat(), kept.id
