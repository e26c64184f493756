"""A workaround that keeps the program from ending in the middle of its work."""

from __future__ import annotations

import ctypes
import sys

_FOR_EVER = 1 << 40


def keep_constants_alive() -> None:
    """Work around a crash: give None, True and False plenty of references.

    WORKAROUND: PySide6 6.12 gives back one reference too many when some of its functions return
    one of these (measured: a thousand calls of `QObject.property` that return None take a thousand
    references to None, a thousand of `Signal.emit` as many to True). Python 3.12 does not count
    them any more; Python 3.11 ends the process when they are used up.
    """
    if sys.version_info < (3, 12):
        for constant in (None, True, False):
            ctypes.c_ssize_t.from_address(id(constant)).value += _FOR_EVER
