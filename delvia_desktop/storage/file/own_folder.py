"""Where the program keeps files of its own on this computer: settings, half-filled forms, mail.

A portable program keeps them beside itself: in the folder `settings`, if somebody made one there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

PORTABLE = "settings"


def own_folder() -> Path:
    """Return the program's own folder of this person; it need not be there yet."""
    if is_portable():
        return _beside()
    return Path(platformdirs.user_state_dir("delvia", appauthor=False))


def is_portable() -> bool:
    """Tell whether the program keeps its files beside itself."""
    return bool(getattr(sys, "frozen", False)) and _beside().is_dir()


def _beside() -> Path:
    return Path(sys.executable).parent / PORTABLE
