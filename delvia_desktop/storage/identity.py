"""What tells a register from other files, and which version of the schema it has."""

from __future__ import annotations

APPLICATION_ID = 0x444C5641
"""`DLVA`, by which SQLite files of ours are told from others."""

MAJOR, MINOR = 5, 0
"""Version of the schema: a newer major cannot be read, a newer minor can, but not written."""


def version_number(major: int, minor: int) -> int:
    """Return major and minor packed as SQLite's user_version holds them."""
    return major << 16 | minor
