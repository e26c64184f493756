"""What documents can draw of a text, asked while somebody types it."""

from __future__ import annotations

import re

# What the font of most text has; to ask the others, they must be loaded.
_USUAL = re.compile("[\t\n -~\u00a0-\u017f\u0391-\u03a9\u03b1-\u03c9\u0410-\u044f–—‘’“”„…·]*")


def undrawn(text: str) -> str:
    """Return the characters of a typed text for whose drawing documents have no sign."""
    if _USUAL.fullmatch(text):
        return ""
    from delvia_desktop.reports.typesetting.visible import missing_characters  # noqa: PLC0415 - loads fonts

    return missing_characters(text)
