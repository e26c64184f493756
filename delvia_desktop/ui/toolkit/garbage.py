"""When Python may look for garbage: never while another thread works.

A widget that is part of a cycle is destroyed by whoever looks for garbage next. If that is a thread
beside the window's own, Qt ends the process.
"""

from __future__ import annotations

import gc

_reasons: set[str] = set()


def hold(reason: str) -> None:
    """Look for no garbage until every reason is released."""
    _reasons.add(reason)
    gc.disable()


def release(reason: str) -> None:
    """Look for garbage again, unless there is another reason not to."""
    _reasons.discard(reason)
    if not _reasons:
        gc.enable()
