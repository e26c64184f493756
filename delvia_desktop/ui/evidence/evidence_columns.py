"""What the list of evidence and notes shows of each."""

from __future__ import annotations

from dataclasses import dataclass

from delvia_desktop.domain.evidence.evidence import Attachment, Note, show_size
from delvia_desktop.domain.evidence.media import media_label
from delvia_desktop.domain.records.kinds import field_label, kind_of
from delvia_desktop.domain.words.moments import local
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.services.evidence.evidence import Kept
from delvia_desktop.ui.lists.list_model import Column


@dataclass(frozen=True)
class KeptRow:
    """A kept file or a note as a line of the list."""

    id: int
    kept: Kept

    @property
    def kind(self) -> str:
        """The kind of record that the line stands for."""
        return kind_of(self.kept).name

    @property
    def record(self) -> int:
        """The number of the record that the line stands for."""
        return int(self.kept.id)


def evidence_columns() -> list[Column]:
    """Return the columns of the list of evidence of a record."""
    return [
        Column("name", tr("Name"), lambda row: _name(row.kept), 26, sortable=False),
        Column("kind", tr("Kind"), lambda row: _kind(row.kept), 13, sortable=False),
        Column("size", tr("Size"), lambda row: _size(row.kept), 10, sortable=False, kept=False),
        Column("at", tr("When"), lambda row: _when(row.kept), 22, sortable=False, kept=False),
        Column("by", tr("Who"), lambda row: _who(row.kept), 12, sortable=False, kept=False),
        Column("step", tr("Step"), lambda row: _step(row.kept), 13, sortable=False, kept=False),
    ]


def number_of(kept: Kept) -> int:
    """Return the number in the columns of evidence that no other row has."""
    return int(kept.id) * 2 + isinstance(kept, Note)


def _name(kept: Kept) -> str:
    return kept.name if isinstance(kept, Attachment) else kept.text.strip().split("\n", 1)[0][:200]


def _kind(kept: Kept) -> str:
    return media_label(kept.media_type) if isinstance(kept, Attachment) else tr("Note")


def _size(kept: Kept) -> str:
    return show_size(kept.size) if isinstance(kept, Attachment) else ""


def _when(kept: Kept) -> str:
    moment = kept.added_at if isinstance(kept, Attachment) else kept.written_at
    return show_moment(local(moment))


def _who(kept: Kept) -> str:
    return kept.added_by if isinstance(kept, Attachment) else kept.written_by


def _step(kept: Kept) -> str:
    return (
        field_label(kept.step, kept.subject_kind)
        if isinstance(kept, Attachment) and kept.step
        else ""
    )


def about(kept: Kept) -> str:
    """Return what a column says of a file or a note of evidence beside its content."""
    caption = kept.caption if isinstance(kept, Attachment) else ""
    parts = [_kind(kept), _size(kept), _when(kept), _who(kept), _step(kept)]
    second = " · ".join(filter(None, parts))
    return f"{caption}\n{second}" if caption else second
