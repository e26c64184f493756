"""What a person prefers on this computer: small values by name, beside the half-filled forms."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from delvia_desktop.domain.words.errors import DiskTrouble
from delvia_desktop.storage.file import files
from delvia_desktop.storage.file.own_folder import is_portable, own_folder

__all__ = ["forget", "is_portable", "preferences_file", "preferred", "remember"]

LISTS = "list "
"""Begins the names under which the look of lists is remembered."""


def preferred(name: str) -> dict[str, Any]:
    """Return the preferences remembered under a name; empty if nothing readable was."""
    found = _all().get(name)
    return found if isinstance(found, dict) else {}


def remember(name: str, values: dict[str, Any]) -> None:
    """Remember preferences under a name; a failing disk must not disturb anybody."""
    with suppress(OSError, DiskTrouble):
        preferences_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_file(
            preferences_file(), json.dumps({**_all(), name: values}, sort_keys=True).encode()
        )


def forget(begins: str) -> None:
    """Forget all preferences remembered under a name that begins so."""
    with suppress(OSError, DiskTrouble):
        left = {name: values for name, values in _all().items() if not name.startswith(begins)}
        if left != _all():
            files.write_file(preferences_file(), json.dumps(left, sort_keys=True).encode())


def preferences_file() -> Path:
    """Return the file on this computer that holds the preferences."""
    return own_folder() / "preferences.json"


def _all() -> dict[str, Any]:
    try:
        kept = json.loads(preferences_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
