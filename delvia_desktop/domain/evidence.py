"""Evidence: files and notes that belong to a record or to one of its steps.

The file itself is kept in the register under its SHA-256 and is never executed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

AttachmentKey = NewType("AttachmentKey", int)
NoteKey = NewType("NoteKey", int)


@dataclass(frozen=True)
class Attachment:
    """A kept file; `subject_kind` and `subject` name the record, `step` a date field of it."""

    id: AttachmentKey
    subject_kind: str
    subject: int
    name: str
    media_type: str
    sha256: str
    size: int
    added_at: datetime
    added_by: str = ""
    step: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Note:
    """A free note on a record, beside the history of its changes."""

    id: NoteKey
    subject_kind: str
    subject: int
    text: str
    written_at: datetime
    written_by: str = ""
