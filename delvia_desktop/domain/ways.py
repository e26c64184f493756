"""Ways in: everything that gives somebody access, on whatever surface, said the same way."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Way(NamedTuple):
    """One way in as people read it; `kind` and `record` name what is recorded of it.

    `id` tells the ways of one list apart. `is_open` says whether it works on the day asked.
    """

    id: int
    kind: str
    record: int
    surface: str
    what: str
    who: str
    level: str
    level_tone: str
    state: str
    state_tone: str
    is_open: bool
    since: date | None
    planned_end: date | None
    ended_on: date | None
    asset: int | None = None
    person: int | None = None
    partner: int | None = None
    center: int | None = None
