"""A program that records one Business Center after the other until it is killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from delvia_desktop.domain.access.business_centers import BusinessCenterDraft
from delvia_desktop.services.access.business_centers import record_business_center
from delvia_desktop.services.register.register import Register, open_register


def record_next(register: Register) -> int:
    """Record one Business Center more and return the revision that holds it."""
    number = register.revision
    draft = BusinessCenterDraft(name=f"Center {number} of many", bc_id=f"7504{number:015d}")
    register.perform(record_business_center, draft)
    return register.revision


def events_of(act: Callable[[], object]) -> int:
    """Return how often Python or C is called, or returns, while something is done."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(one_more)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def _die_after(events: int) -> None:
    left = events

    def one_less(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(one_less)


def write(path: Path, told: Connection, acts: int, events: int | None) -> None:
    """Record for ever and tell each revision; die when so many `events` followed the `acts`."""
    register = open_register(path, "Mara")
    assert not register.read_only
    done = 0
    while True:
        if done == acts and events is not None:
            _die_after(events)
        told.send(record_next(register))
        done += 1
