"""How many examples a test takes: enough for each run of the gate, more when all is asked for."""

from __future__ import annotations

import os

ALL = "DELVIA_ALL"
"""The variable that `dev.py test --all` sets."""


def figure(at_each_run: int, when_all: int) -> int:
    """Return how many examples are taken in this run."""
    return when_all if os.environ.get(ALL) else at_each_run
