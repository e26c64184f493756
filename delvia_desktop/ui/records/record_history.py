"""What happened to a record, in words for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from delvia_desktop.domain.lists.rows import RevisionRow, Wanted
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.services.history import history
from delvia_desktop.ui.lists.history_list import Entry
from delvia_desktop.ui.session import Session

_SHOWN = 60
"""Entries; the whole is in the place History."""


def entries_of(session: Session, *records: tuple[str, int]) -> list[Entry]:
    """Return the history of some records (kind and id) for the screen, the newest first."""
    wanted = Wanted(session.on, where={"records": history.about(records)}, descending=True)
    rows: Sequence[RevisionRow] = session.shown.rows(RevisionRow, wanted).page(0, _SHOWN)
    return [
        (row.what, f"{show_moment(row.at)} · {row.who}", _lines(session, row, records))
        for row in rows
    ]


def _lines(session: Session, row: RevisionRow, records: tuple[tuple[str, int], ...]) -> list[str]:
    return [
        tr("{field}: {before} → {after}", field=f.field, before=f.before, after=f.after)
        for f in history.changed_fields(session.shown, row.id, records)
    ]
