"""How far long work is, and its cancelling: by context, not by an argument of every function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

Progress = Callable[[int, int], None]
"""Hears how much of how much is done, nothing of nothing while that is not known.

It raises Cancelled to end the work.
"""


class Cancelled(Exception):
    """The person has cancelled the work."""


@dataclass
class _Listener:
    hear: Progress
    done: int = 0
    total: int = 0


_NO_ONE = _Listener(lambda *_: None)
_listener: ContextVar[_Listener] = ContextVar("listener", default=_NO_ONE)


@contextmanager
def progress_to(hear: Progress) -> Iterator[None]:
    """Let a function hear of the progress of what is done within, in this thread only."""
    before = _listener.set(_Listener(hear))
    try:
        yield
    finally:
        _listener.reset(before)


@contextmanager
def as_one_step() -> Iterator[None]:
    """Let the progress within say only that it goes on, as one part of counted work."""
    outer = _listener.get()
    with progress_to(lambda *_: outer.hear(outer.done, outer.total)):
        yield


def progress(*done_of_all: int) -> None:
    """Report progress: how much of how much; without numbers that work goes on.

    Called every now and then in long work; raises Cancelled once no one wants it.
    """
    listener = _listener.get()
    if done_of_all:
        listener.done, listener.total = done_of_all
    listener.hear(listener.done, listener.total)
