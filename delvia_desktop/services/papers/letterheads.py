"""The letterhead of the papers: set as one act, and read by whoever draws a paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from delvia_desktop.domain.evidence.evidence import (
    Attachment,
    AttachmentKey,
    FileDraft,
    Subject,
)
from delvia_desktop.domain.records.letterheads import (
    Letterhead,
    LetterheadDraft,
    LetterheadKey,
    check_letterhead,
)
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid, Problem, Refused
from delvia_desktop.i18n import tr
from delvia_desktop.reports.drawing.pictures import sound_picture
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit
from delvia_desktop.storage.tables.records import Records


def set_letterhead(edit: Edit, draft: LetterheadDraft) -> Letterhead:
    """Record the letterhead of the papers, with its logo, as one act; raises Invalid.

    The logo that a new one replaces is taken away; the history keeps it.
    """
    found = edit.records.select(Letterhead)
    before = found[0] if found else None
    after = check_letterhead(draft, before, edit.reading())
    edit.name(tr("Changed the document letterhead"))
    old = edit.records.find(Attachment, id=after.logo) if after.logo is not None else None
    if draft.logo is not None:
        key = before.id if before is not None else edit.next_key(Letterhead)
        after = replace(after, logo=_kept(edit, LetterheadKey(key), draft.logo, old))
    elif draft.removes_logo:
        after = replace(after, logo=None)
    made = edit.add(after) if before is None else edit.put(before, after)
    if old is not None and made.logo != old.id:
        edit.remove(old)
    return made


def letterhead_of(records: Records) -> Letterhead:
    """Return the letterhead of a register, or the usual look where none was set."""
    found = records.select(Letterhead)
    return found[0] if found else Letterhead(LetterheadKey(0))


def logo_of(register: Register) -> bytes | None:
    """Return the logo of a register's letterhead as PNG or JPEG, None where there is none."""
    logo = letterhead_of(register.records).logo
    kept = register.records.find(Attachment, id=logo) if logo is not None else None
    return register.content(kept.sha256) if kept is not None else None


def drawn_logo(file: FileDraft, reading: Reading) -> tuple[FileDraft, tuple[str, ...]]:
    """Return a letterhead's logo as it would be kept; raises Invalid for field `logo`."""
    check_letterhead(LetterheadDraft(logo=file), None, reading)
    try:
        picture = sound_picture(file.content)
    except Refused as error:
        raise Invalid((Problem("logo", str(error)),)) from error
    name = PurePath(file.name).stem + picture.ending
    return FileDraft(name, picture.content), picture.changed


def _kept(
    edit: Edit, letterhead: LetterheadKey, file: FileDraft, old: Attachment | None
) -> AttachmentKey:
    logo, _ = drawn_logo(file, edit.reading())
    if old is not None and old.sha256 == logo.sha256:
        return old.id
    return evidence.keep_for_field(edit, Subject("letterhead", letterhead), logo, "logo")
