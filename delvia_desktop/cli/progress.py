"""A bar on standard error for long work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar while the work tells how far it is; none into a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.update(done * 100 // max(total, 1) - bar.pos)

        yield told
        bar.update(100 - bar.pos)
