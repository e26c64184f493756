"""Whether this computer saw another version of the program before, whose user hears what is new."""

from __future__ import annotations

from delvia_desktop import __version__
from delvia_desktop.services.computer.preferences import preferred, remember
from delvia_desktop.services.computer.recent import recent_registers

_SEEN = "version"


def is_new_version() -> bool:
    """Tell once after an update that there is news; nobody is told at a first start."""
    seen = preferred(_SEEN).get("seen")
    if seen == __version__:
        return False
    remember(_SEEN, {"seen": __version__})
    return seen is not None or len(recent_registers()) > 1
