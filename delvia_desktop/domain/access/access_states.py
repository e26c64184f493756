"""Where whatever gives access stands on a day, asked the same way of a grant, a code and a seat."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from delvia_desktop.domain.access import grants, seats, spark_codes
from delvia_desktop.domain.access.grants import GrantState
from delvia_desktop.domain.access.seats import Seat, SeatState
from delvia_desktop.domain.access.spark_codes import SparkCode, SparkState

WORKS: frozenset[StrEnum] = grants.OPEN | seats.OPEN | spark_codes.OPEN
"""The states in which access works."""

PENDING: frozenset[StrEnum] = frozenset({GrantState.PLANNED, SeatState.PLANNED, SeatState.INVITED})
"""The states in which it may work later."""

UNVERIFIED: frozenset[StrEnum] = frozenset(
    {GrantState.REVOKED, SeatState.REMOVED, SparkState.DELETED}
)
"""The states of what ended and was not seen gone in TikTok."""


def access_state(record: Any, day: date) -> StrEnum:  # noqa: ANN401 - any of them
    """Return the access state on a day, asked the same way of any grant and of a seat."""
    if isinstance(record, Seat):
        return seats.state_on(record, day)
    if isinstance(record, SparkCode):
        return spark_codes.state_on(record, day)
    return grants.state_on(record, day)


def has_ended(record: Any, day: date) -> bool:  # noqa: ANN401 - any of them
    """Tell whether access works no more on a day and will not work later as recorded."""
    return access_state(record, day) not in WORKS | PENDING
