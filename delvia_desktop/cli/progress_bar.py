"""A bar on standard error for long work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from delvia_desktop.progress import progress_to


@contextmanager
def progress_bar(label: str) -> Iterator[None]:
    """Show a progress bar on standard error for the work within; none into a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        with progress_to(lambda done, total: bar.update(done * 100 // max(total, 1) - bar.pos)):
            yield
        bar.update(100 - bar.pos)
