"""Who is at the computer, as far as the system knows."""

from __future__ import annotations

import getpass
import os

_LONGEST = 100


def login_name() -> str:
    """Return the login name of who is at the computer, or the number where there is none."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):  # no entry in the list of users, as in a container
        name = ""
    plain = "".join(c if c.isprintable() else "?" for c in name)[:_LONGEST].strip()
    return plain or (f"user {os.getuid()}" if hasattr(os, "getuid") else "user")
