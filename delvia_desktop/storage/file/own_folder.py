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
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).parent / PORTABLE
        if beside.is_dir():
            return beside
    return Path(platformdirs.user_state_dir("delvia", appauthor=False))
