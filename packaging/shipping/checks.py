"""A check: what it says when all is well, when something is wrong, and when it cannot run here."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

Check = Callable[[Path], str]
"""Looks at a folder of what was made and returns a line about it."""


class Failed(Exception):
    """Something is not as it must be; the text says what."""


class NotHere(Exception):
    """This check cannot run on this computer; the text says what it lacks."""


def run_all(checks: Mapping[str, Check], folder: Path) -> bool:
    """Run checks one after another, print a line for each, and return whether none failed."""
    lines = []
    for name, check in checks.items():
        began = time.monotonic()
        print(f"== {name}", flush=True)
        try:
            told = f"passed, {check(folder)}"
        except Failed as error:
            told = f"FAILED: {error}"
        except NotHere as error:
            told = f"NOT RUN: {error}"
        lines.append(f"{name} ({time.monotonic() - began:.0f} s): {told}")
        print(lines[-1], flush=True)
    print("\n".join(["== summary", *lines]))
    return not any("): FAILED" in line for line in lines)


def clean(
    *command: str | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 900,
) -> str:
    """Run a command that must succeed; return what it prints, or raise Failed with it."""
    words = [str(word) for word in command]
    try:
        ended = subprocess.run(
            words,
            env=None if env is None else dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
    except FileNotFoundError as error:
        raise NotHere(f"{words[0]} is not installed.") from error
    told = ended.stdout.decode("utf-8", "replace").strip()
    if ended.returncode:
        raise Failed(f"{Path(words[0]).name} ended with {ended.returncode}:\n{told[-3000:]}")
    return told


def as_root() -> None:
    """Raise NotHere without the rights that making a root of one's own takes."""
    if not hasattr(os, "geteuid") or os.geteuid():
        raise NotHere("it needs the rights of root.")
