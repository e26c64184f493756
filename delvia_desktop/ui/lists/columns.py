"""The columns of the lists, as values."""

from __future__ import annotations

from datetime import date
from typing import Any

from delvia_desktop.domain.access.access_states import PENDING, WORKS
from delvia_desktop.domain.lists.rows import (
    AccessRecordRow,
)
from delvia_desktop.domain.words.moments import local
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import show_day, show_moment, tr
from delvia_desktop.services.lists.lists import LISTS
from delvia_desktop.services.papers.access_records import kind_words
from delvia_desktop.ui.lists.list_model import Column


def day(value: date | None, missing: str = "—") -> str:
    """Return a day as columns show it, `missing` if there is none."""
    return show_day(value) if value else missing


def text(key: str, title: str, share: int, *, sortable: bool = True, kept: bool = True) -> Column:
    """Return a column for a field that is text, as it stands."""
    return Column(key, title, lambda row: getattr(row, key), share, sortable=sortable, kept=kept)


def plain(key: str, title: str, share: int) -> Column:
    """Return a column for a text that may be missing, by which a list is not sorted."""
    return Column(
        key, title, lambda row: getattr(row, key) or "—", share, sortable=False, kept=False
    )


def days(**titles: str) -> list[Column]:
    """Return columns for days, each from the field of the line with its title."""

    def column(key: str, title: str) -> Column:
        return Column(key, title, lambda row: day(getattr(row, key)), 12, kept=False)

    return [column(key, title) for key, title in titles.items()]


def verified() -> Column:
    """Return the column for the day on which access was verified.

    Of what has ended nothing is missing: its state says whether the removal was verified.
    """

    def words(row: Any) -> str:  # noqa: ANN401 - any line of what gives access
        return day(row.last_verified_on, "—" if row.state in WORKS | PENDING else "")

    return Column("last_verified_on", tr("Verified"), words, 12, kept=False)


def state(list_name: str) -> Column:
    """Return the column for the state of a line, in the words that its list has."""
    group = LISTS[list_name].terms["state"]
    return Column(
        "state",
        tr("State"),
        lambda row: term(group, row.state).label,
        15,
        lambda row: term(group, row.state).tone,
        sortable=False,
        whole=True,
    )


def access_record_columns(standing: Column) -> list[Column]:
    """Return the list columns of the issued access records, with `standing`."""

    def issued(row: AccessRecordRow) -> str:
        return show_day(local(row.issued_at))

    return [
        text("number", tr("Number"), 12),
        text("title", tr("About"), 14),
        standing,
        Column("kind", tr("Document"), kind_words, 14, sortable=False, kept=False),
        Column("on", tr("Access on"), lambda row: show_day(row.on), 13, kept=False),
        Column("issued_at", tr("Issued"), issued, 13, kept=False),
    ]


def revision_columns() -> list[Column]:
    """Return the list columns of the revisions, the history."""
    return [
        Column("number", tr("No."), lambda row: str(row.id), 6),
        Column("at", tr("When"), lambda row: show_moment(row.at), 17, whole=True),
        text("who", tr("Who"), 12, sortable=False, kept=False),
        Column("title", tr("What"), lambda row: row.what, 30, sortable=False),
    ]
