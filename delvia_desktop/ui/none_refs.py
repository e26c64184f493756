"""A workaround that keeps the program from ending in the middle of its work."""

from __future__ import annotations

import ctypes
import sys

_FOR_EVER = 1 << 40


def keep_none_alive() -> None:
    """Give None so many references that it cannot run out of them.

    WORKAROUND: PySide6 6.12 gives back one reference to None too many when one of its functions
    returns None (measured: a thousand calls of `QObject.property` take a thousand). Python 3.12
    does not count them any more; Python 3.11 ends the process when they are used up.
    """
    if sys.version_info < (3, 12):
        ctypes.c_ssize_t.from_address(id(None)).value += _FOR_EVER
