"""Who works with the program on this computer: the name in the history and on papers."""

from __future__ import annotations

import getpass

from delvia_desktop.domain.drafts import Reading
from delvia_desktop.i18n import tr
from delvia_desktop.services.preferences import preferred, remember

_PERSON = "person"
"""The name under which the person is remembered among the preferences."""


def known_name() -> str:
    """Return the name that the person gave, or an empty text."""
    name = preferred(_PERSON).get("name")
    return name if isinstance(name, str) else ""


def your_name() -> str:
    """Return the name that the person gave; the login name where none was given."""
    return known_name() or login_name()


def login_name() -> str:
    """Return the name of the account on this computer; a plain word where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return tr("Unknown person")


def read_name(reading: Reading, typed: str) -> str:
    """Read a name from the field `who`; problems are noted in the reading."""
    return reading.name("who", typed, tr("Enter your name. It stands on documents."))


def remember_name(name: str) -> None:
    """Remember a name that was read."""
    remember(_PERSON, {"name": name})
