"""When Python looks for garbage: not while much is made, and in the window only between its acts.

A widget that is part of a cycle is destroyed by whoever looks for garbage next. Qt walks over its
widgets by plain addresses, as when all of them take another style, and calls Python on the way;
if one of them is destroyed then, or by a thread beside the window's own, the process ends.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
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


def sweep() -> None:
    """Look for Python's garbage as far as due, among the young or among all."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
