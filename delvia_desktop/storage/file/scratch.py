"""Scratch files: made beside what is written, swept when the program that made one is gone."""

from __future__ import annotations

import os
import re
import socket
import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path

_DAY = 24 * 60 * 60
"""Seconds after which nobody is still writing, whichever computer began to."""

# The computer and the process stand in the name: so a living writer is told from a killed one.
_OURS = re.compile(r"\.delvia-([0-9a-f]{8})-(\d+)-.+\.part(-journal)?")


def make_scratch(folder: Path) -> Path:
    """Make an empty scratch file beside what is to be written, for its owner only."""
    prefix = f".delvia-{_computer()}-{os.getpid()}-"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=folder)
    os.close(handle)
    return Path(name)


def sweep(folder: Path, older: str = "") -> None:
    """Remove the scratch files of killed programs in a folder; one being written stays.

    `older` begins the names that programs before 0.2 gave their scratch files.
    """
    with suppress(OSError):
        for found in list(os.scandir(folder)):
            if found.is_file(follow_symlinks=False) and _is_left_over(found, older):
                with suppress(OSError):
                    Path(found.path).unlink()


def _is_left_over(found: os.DirEntry[str], older: str) -> bool:
    match = _OURS.fullmatch(found.name)
    is_older = bool(older) and found.name.startswith(older) and found.name.endswith(".part")
    if match is None and not is_older:
        return False
    if match is not None and match[1] == _computer() and not _is_alive(int(match[2])):
        return True
    return abs(time.time() - found.stat(follow_symlinks=False).st_mtime) > _DAY


def _computer() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # Windows would end the process that is asked; age alone decides there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it belongs to another user
    return True
