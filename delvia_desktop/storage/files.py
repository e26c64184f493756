"""The one way to write any other file: whole or not at all, readable by its owner only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from delvia_desktop.storage.failures import told

OWNER_ONLY = 0o600


def write_file(target: Path, content: bytes) -> None:
    """Put the content under the name, replacing what is there; raises DiskTrouble."""
    write_by(target, lambda scratch: scratch.write_bytes(content))


def write_by(target: Path, fill: Callable[[Path], object]) -> None:
    """Let `fill` write a scratch file beside the target, then put it in the target's place.

    Whoever looks sees the old file or the whole new one, also after a power cut.
    """
    with told():
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".part", dir=target.parent
        )
        os.close(handle)
        scratch = Path(name)
        try:
            scratch.chmod(OWNER_ONLY)
            fill(scratch)
            _flush(scratch)
            scratch.replace(target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
        _flush(target.parent)


def _flush(path: Path) -> None:
    flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) if path.is_dir() else os.O_RDWR
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle on a folder; its rename is durable once it returns
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
