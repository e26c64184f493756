"""Evidence: files and notes that belong to a record or to one of its steps.

The file itself is kept in the register under its SHA-256 and is never executed.
"""

from __future__ import annotations

import functools
import hashlib
import typing
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, Any, NamedTuple, NewType

from delvia_desktop.domain.evidence.media import (
    EML,
    TEXT,
    accepted,
    clean_name,
    media_problem,
    media_type,
    plain_text,
)
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import (
    Kept,
    Label,
    Prose,
    Search,
    Searched,
    Somebody,
    SubjectKind,
    plain_types,
)
from delvia_desktop.i18n import ntr, show_number, tr

AttachmentKey = NewType("AttachmentKey", int)
NoteKey = NewType("NoteKey", int)

LARGEST = 25_000_000
"""Bytes of a file: a long PDF or a large screenshot, but no film."""

LONGEST = 1_000_000
"""Characters of a text or an e-mail: all of it is looked through."""

_KILO = 1000
MOST_FILES = 100
"""Files of one record; each of them is read at every check of the register."""


@dataclass(frozen=True)
class Attachment:
    """A kept file; `subject_kind` and `subject` name the record, `step` a date field of it."""

    id: AttachmentKey
    subject_kind: SubjectKind
    subject: Annotated[int, Label("Belongs to")]
    name: Annotated[Searched[Prose], Label("File")]
    media_type: Annotated[Kept[str], Label("Kind of file")]
    sha256: Annotated[Kept[str], Label("SHA-256")]
    size: int
    added_at: datetime
    added_by: Annotated[Somebody, Search(after="caption")] = ""
    step: Annotated[Kept[str], Label("Evidence for step")] = ""
    caption: Searched[Prose] = ""


@dataclass(frozen=True)
class Note:
    """A free note on a record, beside the history of its changes."""

    id: NoteKey
    subject_kind: SubjectKind
    subject: Annotated[int, Label("Belongs to")]
    text: Annotated[Searched[Prose], Label("Note")]
    written_at: datetime
    written_by: Searched[Somebody] = ""


@dataclass(frozen=True)
class Subject:
    """The record that evidence belongs to."""

    kind: str
    id: int


@dataclass(frozen=True)
class FileDraft:
    """A file as it was dropped, pasted or chosen."""

    name: str
    content: bytes
    step: str = ""
    caption: str = ""

    @functools.cached_property
    def sha256(self) -> str:
        """The SHA-256 under which the content is kept."""
        return hashlib.sha256(self.content).hexdigest()

    @functools.cached_property
    def kind(self) -> str:
        """The type of the content, empty if it cannot be kept."""
        return media_type(self.content) if self.content else ""

    @functools.cached_property
    def text(self) -> str:
        """The text of a text or an e-mail; empty for everything else."""
        return readable(self.content, self.kind)

    def look_inside(self) -> None:
        """Read what a check will ask for, where that holds nobody up."""
        _ = self.sha256, self.text


@dataclass(frozen=True)
class CaptionDraft:
    """What is said of a kept file: the step that it proves, and a line of text."""

    step: str = ""
    caption: str = ""


@dataclass(frozen=True)
class NoteDraft:
    """A note as typed."""

    text: str = ""


def limits() -> str:
    """Say what can be kept as evidence, and how much."""
    return tr(
        "{accepted} Up to {size} per file and {n} files per record.",
        accepted=accepted(),
        size=show_size(LARGEST),
        n=MOST_FILES,
    )


def short_limits() -> str:
    """Say in a few words how much evidence can be kept."""
    return tr(
        "up to {size} per file and {n} files per record.", size=show_size(LARGEST), n=MOST_FILES
    )


def show_size(size: int) -> str:
    """Return the size of evidence, a number of bytes, as people read it."""
    if size < _KILO:
        return ntr("{n} byte", "{n} bytes", size)
    if size < _KILO**2:
        return tr("{n} KB", n=show_number(round(size / _KILO)))
    return tr("{n} MB", n=f"{size / _KILO**2:.1f}".removesuffix(".0"))


def too_large(size: int) -> str:
    """Say that a file is too large to be kept as evidence, or return an empty text."""
    if size <= LARGEST:
        return ""
    return tr(
        "The file is {size}; the limit is {largest}. Save part of it or a smaller image.",
        size=show_size(size),
        largest=show_size(LARGEST),
    )


def check_file(draft: FileDraft, others: Sequence[Attachment], reading: Reading) -> dict[str, Any]:
    """Check a file to be kept as evidence and return its fields; raises Invalid.

    `others` are the files that the record has already. What can be read of a text or an e-mail is
    looked through for secrets; a picture or a PDF cannot be.
    """
    content = draft.content
    reading.check(bool(content), "content", tr("The file is empty."))
    reading.problem("content", too_large(len(content)))
    same = next((other for other in others if other.sha256 == draft.sha256), None)
    if same is not None:
        text = tr("This file is already attached here as “{name}”.", name=same.name)
        reading.problem("content", text)
    full = tr("{n} files are already attached here, which is the maximum.", n=MOST_FILES)
    reading.check(len(others) < MOST_FILES, "content", full)
    reading.problem("content", media_problem(draft.name, draft.kind, content) if content else "")
    reading.check(
        len(draft.text) <= LONGEST,
        "content",
        tr("The text is too long. Attach a PDF of it instead."),
    )
    reading.secret("content", draft.text, draft.text)
    name = reading.line("name", clean_name(draft.name, draft.kind))
    caption = reading.line("caption", draft.caption)
    reading.done()
    return {
        "name": name,
        "media_type": draft.kind,
        "sha256": draft.sha256,
        "size": len(content),
        "caption": caption,
        "step": draft.step,
    }


def readable(content: bytes, kind: str) -> str:
    """Return the text of evidence that is a text or an e-mail; empty for everything else."""
    if kind == TEXT:
        return plain_text(content)
    if kind == EML:
        from delvia_desktop.domain.evidence.emails import read_email  # noqa: PLC0415 - loads a parser

        mail = read_email(content)
        return "\n".join([*(value for _, value in mail.headers), mail.text])
    return ""


def check_note(draft: NoteDraft, reading: Reading) -> str:
    """Check a note kept as evidence and return its text; raises Invalid."""
    text = reading.note("text", draft.text)
    reading.check(bool(text.strip()), "text", tr("Enter a note."))
    reading.done()
    return text


def steps_of(record: object) -> tuple[str, ...]:
    """Return the days set in a record: the steps that evidence can prove."""
    hints = plain_types(type(record))
    return tuple(
        field.name
        for field in fields(typing.cast("Any", record))
        if date in (hints[field.name], *typing.get_args(hints[field.name]))
        and getattr(record, field.name) is not None
    )


class EvidenceRow(NamedTuple):
    """A line of the files kept as evidence; `record` is `kind/id` of what each belongs to."""

    id: int
    record: str
    step: str
    name: str
    caption: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


class NoteRow(NamedTuple):
    """A line of the notes; `record` is `kind/id` of what each belongs to."""

    id: int
    record: str
    text: str
    written_at: datetime
    written_by: str
