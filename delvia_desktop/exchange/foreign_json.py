"""JSON from elsewhere: what may be wrong with it."""

from __future__ import annotations

import json
from typing import Any

BAD_JSON = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What reading JSON of another shape than is expected raises."""


def expect_whole_text(data: Any) -> None:  # noqa: ANN401 - any JSON
    """Raise ValueError for values with half characters, which no file can hold."""
    json.dumps(data, ensure_ascii=False).encode()
