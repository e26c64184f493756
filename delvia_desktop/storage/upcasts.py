"""Older shapes of a record, brought up to the present one while they are read.

The journal's bytes stay as they were written; an upcast is a frozen function from one shape of a
kind to the next, and imports no present record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.codec import Json, canonical

Upcast = Callable[[Json], Json]

UPCASTS: Mapping[tuple[str, int], Upcast] = {}
"""By kind and shape: what turns that shape into the next. There is none yet: all shapes are 1."""


def upcast(kind: str, shape: int, after: str, upcasts: Mapping[Any, Upcast] = UPCASTS) -> str:
    """Return the JSON text of a record in the present shape of its kind."""
    data: Json = json.loads(after)
    while (kind, shape) in upcasts:
        data = upcasts[kind, shape](data)
        shape += 1
    return canonical(data)
