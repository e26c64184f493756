"""When Python may look for garbage: never while another thread works, nor while much is made.

A widget that is part of a cycle is destroyed by whoever looks for garbage next. If that is a thread
beside the window's own, Qt ends the process.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_reasons: set[object] = set()


def hold(reason: object) -> None:
    """Look for no garbage until every reason is released."""
    _reasons.add(reason)
    gc.disable()


def release(reason: object) -> None:
    """Look for garbage again, unless there is another reason not to."""
    _reasons.discard(reason)
    if not _reasons:
        gc.enable()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Make many small objects that all stay: to look for garbage among them costs the most."""
    reason = object()
    hold(reason)
    try:
        yield
    finally:
        release(reason)
