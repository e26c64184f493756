"""For which fields an act is refused, on a day in March."""

from __future__ import annotations

from datetime import date

from delvia_desktop.domain.words.errors import Invalid

TODAY = date(2026, 3, 20)


def day(number: int) -> date:
    return date(2026, 3, number)


def refused(act, *given) -> list[str]:
    """Return the fields for which an act is refused, none if it is done."""
    try:
        act(*given)
    except Invalid as error:
        return [problem.field for problem in error.problems]
    return []
