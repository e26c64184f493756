"""The one way to write any other file, and to read one that a person brings.

Written whole or not at all, readable by its owner only; read without waiting for ever.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.storage.file.error_sentences import told
from delvia_desktop.storage.file.scratch import make_scratch, sweep

OWNER_ONLY = 0o600


def write_file(target: Path, content: bytes) -> None:
    """Write a file: put content under a name, replacing what is there; raises DiskTrouble."""
    write_by(target, lambda scratch: scratch.write_bytes(content))


def write_by(
    target: Path,
    fill: Callable[[Path], object],
    put: Callable[[Path, Path], object] = Path.replace,
) -> None:
    """Write a file by `fill`, whole or not at all, then `put` it in its place.

    Whoever looks sees the old file or the whole new one, also after a power cut.
    """
    with told():
        sweep(target.parent)
        scratch = make_scratch(target.parent)
        try:
            scratch.chmod(OWNER_ONLY)
            fill(scratch)
            _flush(scratch)
            put(scratch, target)
        except BaseException:
            scratch.unlink(missing_ok=True)
            raise
        flush_folder(target.parent)


def take_free_name(scratch: Path, target: Path) -> None:
    """Give a written file its name; raises FileExistsError if that is taken by now."""
    if os.name == "nt":
        scratch.rename(target)  # Windows replaces nothing here
        return
    try:
        os.link(scratch, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        scratch.replace(target)
    else:
        scratch.unlink()


def read_file(path: Path, most: int, too_large: Callable[[int], str]) -> bytes:
    """Read a file that was dropped or chosen; raises Refused, never hangs.

    Only an ordinary file is read, and no more of it than `most` bytes and one; `too_large` says of
    a size why it is too large, or returns an empty text.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Refused(tr("“{name}” is not a file.", name=path.name))
        if (trouble := too_large(found.st_size)) != "":
            raise Refused(f"“{path.name}”: {trouble}")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_WAIT)
        with os.fdopen(handle, "rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        text = tr("“{name}” cannot be read ({reason}).", name=path.name, reason=reason)
        raise Refused(text) from error


_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""What became a pipe since it was looked at must not hold the program up."""


_CANNOT = frozenset(
    {errno.EINVAL, errno.EACCES, errno.EPERM, errno.EBADF, errno.EISDIR, errno.ENOSYS}
    | {errno.ENOTSUP, errno.EOPNOTSUPP}
)
"""With what a file system says that it does not flush folders."""


def flush_folder(folder: Path) -> bool:
    """Flush a folder so that its files' names are safe; tell whether that can be done.

    Shares that cannot are no failure: what was written has its name already.
    """
    if os.name == "nt":
        return True  # Windows has no handle on a folder; its rename is durable once it returns
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno in _CANNOT:
            return False
        raise
    return True


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
