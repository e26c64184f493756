"""What kind of file an output is by how it begins, so that a file is replaced by its like only."""

from __future__ import annotations

import re

from delvia_desktop.domain.evidence.media import TEXT, media_type, plain_text

LOOK = 1 << 20
"""Bytes at the start that are looked at."""

CALENDAR, JSON, TABLE, SCRIPT = "calendar", "json", "table", "script"

_SEPARATORS = re.compile("[,;\t]")
_LEAST_COLUMNS = 3


def output_kind(content: bytes) -> str:
    """Return which kind of output of ours a file is by how it begins; empty if none."""
    begin = content[:LOOK]
    if begin.startswith(b"#!"):
        return SCRIPT
    found = media_type(begin)
    if found != TEXT:
        return found
    text = plain_text(begin).lstrip()
    if text.startswith("BEGIN:VCALENDAR"):
        return CALENDAR
    if text.startswith(("{", "[")):
        return JSON
    first = text.partition("\n")[0]
    return TABLE if len(_SEPARATORS.findall(first)) >= _LEAST_COLUMNS - 1 else TEXT
