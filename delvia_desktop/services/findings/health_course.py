"""The course of health: what the figure was at the end of each month, by the journal."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from delvia_desktop.domain.findings.attention import look
from delvia_desktop.domain.findings.health import health_of
from delvia_desktop.progress import as_one_step, progress
from delvia_desktop.services.register.register import Register

_MONTHS = 12


class Point(NamedTuple):
    """The health of a register on a day, as it was known then; `open` counts the findings."""

    day: date
    figure: float
    open: int


def month_ends(today: date) -> list[date]:
    """Return the days of the course of health: the last of each of twelve months, and today."""
    ends, first = [today], today.replace(day=1)
    for _ in range(_MONTHS):
        last = first - timedelta(days=1)
        ends.append(last)
        first = last.replace(day=1)
    return ends[::-1]


def course(register: Register) -> tuple[Point, ...]:
    """Return the course of health: its figure at each month's end of the last year, as known then.

    Months before the register was begun are left out.
    """
    zone = register.clock().tzinfo
    points = []
    days = month_ends(register.today)
    for done, day in enumerate(days):
        progress(done, len(days))
        revision = register.known_at(datetime.combine(day, time.max, zone)).revision
        if revision == 0:
            continue
        with closing(register.as_of(revision)) as then, as_one_step():
            attention = look(then.picture(day))
        points.append(Point(day, health_of(attention).figure, len(attention.open)))
    return tuple(points)
