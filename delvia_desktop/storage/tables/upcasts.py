"""Older shapes of a record, brought up to the present one while they are read.

The journal's bytes stay as they were written; an upcast is a frozen function from one shape of a
kind to the next, and imports no present record.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from delvia_desktop.domain.records.codec import Json, canonical

Upcast = Callable[[Json], Json]

_RENAMED = {
    "DELVIA_PUBLISH_ADS_ONLY": "PUBLISH_VIDEO_ADS_ONLY",
    "DELVIA_PUBLISH_TO_PROFILE": "PUBLISH_VIDEO_SHOW_ON_TT_PROFILE_AND_ADS",
    "STOREFRANT": "STOREFRONT",
}
"""Codes that shapes 1 had of our own, or misspelt, and TikTok's codes for them."""


def _with_codes_of_tiktok(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    """Return a value with TikTok's codes wherever one of the old ones stood by itself."""
    if isinstance(value, dict):
        return {name: _with_codes_of_tiktok(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_codes_of_tiktok(part) for part in value]
    return _RENAMED.get(value, value) if isinstance(value, str) else value


def _renamed(*fields: str) -> Upcast:
    """Return an upcast that puts TikTok's codes into some fields."""

    def step(data: Json) -> Json:
        return {
            name: _with_codes_of_tiktok(value) if name in fields else value
            for name, value in data.items()
        }

    return step


UPCASTS: Mapping[tuple[str, int], Upcast] = {
    ("asset", 1): _renamed("asset_type"),
    ("share", 1): _renamed("level", "raised"),
    ("assignment", 1): _renamed("level"),
    ("template", 1): _renamed("lines"),
}
"""By kind and shape: what turns that shape into the next."""


def upcast(kind: str, shape: int, after: str, upcasts: Mapping[Any, Upcast] = UPCASTS) -> str:
    """Upcast a record's JSON text from an older shape to the present one of its kind."""
    data: Json = json.loads(after)
    while (kind, shape) in upcasts:
        data = upcasts[kind, shape](data)
        shape += 1
    return canonical(data)
