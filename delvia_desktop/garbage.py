"""When Python looks for garbage: not while much is made, and in the window only between its acts.

A widget that is part of a cycle is destroyed by whoever looks for garbage next. Qt walks over its
widgets by plain addresses, as when all of them take another style, and calls Python on the way;
if one of them is destroyed then, or by a thread beside the window's own, the process ends.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Make many small objects that stay, without looking for garbage among them.

    At the end they count as old at once, as Python would else look through all of them twice.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was:
            gc.enable()


_SHARE = 0.01
"""The part of the time that looks among all may take: with a large register one takes 0.3 s."""


class Sweeper:
    """Looks for Python's garbage as far as due, among the young or, less often, among all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with no look; `clock` returns seconds."""
        self._clock = clock
        self._next_whole = 0.0

    def sweep(self) -> None:
        """Look once, if a look is due."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] <= gc.get_threshold()[generation]:
                continue
            began = self._clock()
            if generation == _ALL and began < self._next_whole:
                continue
            gc.collect(generation)
            if generation == _ALL:
                ended = self._clock()
                self._next_whole = ended + (ended - began) / _SHARE
            return


_ALL = 2
"""The generation of the old, with which all are looked at."""
