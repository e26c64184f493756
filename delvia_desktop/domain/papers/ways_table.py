"""Ways in as rows of a paper: what works, and what has ended, on every surface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.papers.content import Cell, Section, Words, day, section, without, words
from delvia_desktop.domain.records.reviews import ReviewLine
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.reviews.lines import is_ended, surfaces
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, tr

_FEW = 5
"""Rows that are seen at a glance; more are counted above them."""

_PRIVILEGED = frozenset({"FINANCE", "LOGIN"})


def by_surface(
    situation: Situation, lines: Iterable[ReviewLine], *, is_of_one: bool = False
) -> tuple[Section, ...]:
    """Return a paper's tables of ways in, a section for each surface that has any.

    If all are of one person alone, no row says whose they are.
    """
    found = list(lines)
    sections = []
    for code in surfaces():
        rows = [row(situation, line) for line in found if line.surface == code]
        if rows:
            lead = ntr("{n} item.", "{n} items.", len(rows)) if len(rows) > _FEW else ""
            title = tr(term("review_surface", code).label)
            table = without(columns(), rows, tr("Who")) if is_of_one else (columns(), rows)
            sections.append(section(title, *table, lead=lead))
    return tuple(sections)


def tally(situation: Situation, lines: Iterable[ReviewLine], over: int | None = None) -> str:
    """Say above a table of ways in how much access there is, and how much has ended.

    `over` are the rows of what has ended, where a paper lists these apart.
    """
    of = {(line.subject_kind, line.subject) for line in lines}
    ended = [name for name in of if is_ended(situation, situation.all(name[0])[name[1]])]
    count = ntr(
        "{n} active or planned access grant",
        "{n} active or planned access grants",
        len(of) - len(ended),
    )
    parts = [count]
    if over:
        parts.append(ntr("{n} ended", "{n} ended", over))
    elif over is None and ended:
        parts.append(
            ntr(
                "{n} ended without verified removal",
                "{n} ended without verified removal",
                len(ended),
            )
        )
    return ", ".join(parts) + "."


def not_told_of(situation: Situation, lines: Iterable[ReviewLine]) -> list[ReviewLine]:
    """Return the ways in that no table of a partner's paper lists one by one.

    It lists what we shared and what has ended, with the day on which that was seen gone.
    """
    return [
        line
        for line in lines
        if not _is_listed(situation, situation.all(line.subject_kind)[line.subject])
    ]


def _is_listed(situation: Situation, record: Any) -> bool:  # noqa: ANN401 - whatever gives access
    if isinstance(record, Share):
        return not record.is_incoming
    return is_ended(situation, record)


def columns() -> tuple[tuple[str, int], ...]:
    """Return the columns of a table of ways in."""
    return (
        (tr("What"), 28),
        (tr("Who"), 22),
        (tr("Access"), 22),
        (tr("Since"), 13),
        (tr("Planned end"), 15),
    )


def row(situation: Situation, line: ReviewLine) -> tuple[Cell, ...]:
    """Return a way in as a row of its table; what ended and was not seen gone says so."""
    record = situation.all(line.subject_kind)[line.subject]
    waiting = tr("ended, not yet verified") if is_ended(situation, record) else ""
    look = "critical" if line.surface in _PRIVILEGED else "plain"
    end = day(line.planned_end, tr("none"))
    return (
        words(line.what),
        words(line.who),
        (Words(line.level or "—", look),),
        day(line.since),
        (*end, Words(waiting, "second")) if waiting else end,
    )
