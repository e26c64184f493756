"""How the window looks on this computer: its theme and the size of its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from delvia_desktop.services.computer.preferences import preferred, remember

_APPEARANCE = "appearance"

USUAL_SIZE = 100
TEXT_SIZES = (90, USUAL_SIZE, 110, 125, 150, 175, 200)
"""The size of text in hundredths of what the system asks for."""


class Theme(Enum):
    """Light or dark, or whatever the system is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Appearance:
    """What a person chose; the usual one follows the system in everything."""

    theme: Theme = Theme.SYSTEM
    text_size: int = USUAL_SIZE


def chosen_appearance() -> Appearance:
    """Return the appearance chosen on this computer; what is unreadable is as usual."""
    kept = preferred(_APPEARANCE)
    theme, size = kept.get("theme"), kept.get("text_size")
    known = {each.value: each for each in Theme}
    return Appearance(
        known.get(theme, Theme.SYSTEM) if isinstance(theme, str) else Theme.SYSTEM,
        size if isinstance(size, int) and size in TEXT_SIZES else USUAL_SIZE,
    )


def remember_appearance(chosen: Appearance) -> None:
    """Remember on this computer which appearance was chosen."""
    remember(_APPEARANCE, {"theme": chosen.theme.value, "text_size": chosen.text_size})
