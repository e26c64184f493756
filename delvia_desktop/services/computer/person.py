"""Who works with the program on this computer: the name in the history and on papers."""

from __future__ import annotations

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.login_name import login_name
from delvia_desktop.services.computer.preferences import preferred, remember

_PERSON = "person"
"""The name under which the person is remembered among the preferences."""


def known_name() -> str:
    """Return the name that the person at this computer gave, or an empty text."""
    name = preferred(_PERSON).get("name")
    return name if isinstance(name, str) else ""


def your_name() -> str:
    """Return the name that the person gave; the login name where none was given."""
    return known_name() or login_name()


def read_name(reading: Reading, typed: str) -> str:
    """Read the person's own name from the field `who`; problems stay in the reading."""
    return reading.name(
        "who", typed, tr("Enter your name. It appears in the history and on internal documents.")
    )


def remember_name(name: str) -> None:
    """Remember on this computer the person's own name that was read."""
    remember(_PERSON, {"name": name})
