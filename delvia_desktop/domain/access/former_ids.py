"""Ids that something had before the present one, each with the last date on which it was valid.

They are typed one a line, such as `7504233300559872017 until 30 Jun 2025`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import show_day, tr

FIELD = "former_ids"
_LINE = re.compile(r"(?P<id>[\d\s'\"]*\d['\"]?)\s*(?:[,;:–-]|[^\W\d_]+\s)\s*(?P<day>\S.*)")


@dataclass(frozen=True)
class FormerId:
    """An id that was valid until the end of a day."""

    number: str
    until: date

    @override
    def __str__(self) -> str:
        """Return the line that is typed for it."""
        return f"{self.number} until {self.until.isoformat()}"


def id_on(present: str, former: Iterable[FormerId], day: date) -> str:
    """Return the id that was valid on a day, a former id or the present one."""
    past = [each for each in former if each.until >= day]
    return min(past, key=lambda each: each.until).number if past else present


def former_words(former: FormerId) -> str:
    """Return a former id in words, with the last date on which it was valid."""
    return tr("{id} until {day}", id=former.number, day=show_day(former.until))


def read_former_ids(raw: str, present: str, reading: Reading) -> tuple[FormerId, ...]:
    """Read former ids, one a line, the oldest first; problems stay in the reading."""
    found = []
    for line in filter(str.strip, raw.splitlines()):
        match = _LINE.fullmatch(line.strip())
        if match is None:
            reading.problem(
                FIELD,
                tr(
                    "Enter each former ID with the last date on which it was valid, such as "
                    "7504233300559872017 until 30 Jun 2025."
                ),
            )
            continue
        number = reading.tiktok_id(FIELD, match["id"], required=True)
        until = reading.past_day(FIELD, match["day"])
        if until is not None:
            found.append(FormerId(number, until))
    numbers = [each.number for each in found]
    reading.check(
        not found or bool(present.strip()), FIELD, tr("Enter the current ID above as well.")
    )
    reading.check(present not in numbers, FIELD, tr("The current ID cannot be a former ID."))
    reading.check(
        len(set(numbers)) == len(numbers) and len({each.until for each in found}) == len(found),
        FIELD,
        tr("Enter each former ID once, each with its own date."),
    )
    return tuple(sorted(found, key=lambda each: each.until))
