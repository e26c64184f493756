"""What a person prefers on this computer: small values by name, beside the half-filled forms."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from delvia_desktop.domain.errors import DiskTrouble
from delvia_desktop.storage import files


def preferred(name: str) -> dict[str, Any]:
    """Return what was remembered under a name; empty if nothing readable was."""
    found = _all().get(name)
    return found if isinstance(found, dict) else {}


def remember(name: str, values: dict[str, Any]) -> None:
    """Remember values under a name; a failing disk must not disturb anybody."""
    with suppress(OSError, DiskTrouble):
        file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_file(file(), json.dumps({**_all(), name: values}, sort_keys=True).encode())


def file() -> Path:
    """Return the file that they are kept in."""
    return Path(platformdirs.user_state_dir("delvia", appauthor=False)) / "preferences.json"


def _all() -> dict[str, Any]:
    try:
        kept = json.loads(file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
