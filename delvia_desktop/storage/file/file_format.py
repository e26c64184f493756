"""What tells a register from other files, and which version of the schema it has."""

from __future__ import annotations

from pathlib import Path

APPLICATION_ID = 0x444C5641
"""`DLVA`, by which SQLite files of ours are told from others."""

MAJOR, MINOR = 7, 0
"""Version of the schema: a newer major cannot be read, a newer minor can, but not written."""


def version_number(major: int, minor: int) -> int:
    """Return the file format's major and minor version packed as SQLite's user_version."""
    return major << 16 | minor


_MAGIC = b"SQLite format 3\x00"
_OUR_ID = slice(68, 72)
"""Where SQLite keeps the application's id in the first page."""

_ENDING = ".delvia"
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file while it is written, and after a program was killed."""


def is_register(path: Path) -> bool:
    """Tell whether a file has the format of a register, or the name of a damaged one.

    Raises OSError for a file that cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        begin = opened.read(100)
    is_ours = begin.startswith(_MAGIC) and begin[_OUR_ID] == APPLICATION_ID.to_bytes(4, "big")
    return is_ours or path.name.casefold().endswith(_ENDING)


def belongs_to(path: Path) -> Path | None:
    """Return the register beside which its file format keeps a name free, or None."""
    name = path.name
    names = [name[: -len(end)] for end in _BESIDE if name.casefold().endswith(end)]
    if name.startswith(".") and name.casefold().endswith(".lock"):
        names.append(name[1 : -len(".lock")])
    owners = (path.with_name(owner) for owner in names if owner)
    return next((owner for owner in owners if is_register(owner)), None)
