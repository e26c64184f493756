"""A program of its own for what would end the process of the tests if it went wrong."""

from __future__ import annotations

import os
import subprocess
import sys


def run_apart(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program and return what it said; memory that was given back is told from any other."""
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MALLOC_PERTURB_": "165"},  # the C library of Linux fills it with this
    )
