"""The bundle's window on a virtual screen: it comes, shows what it must, and how soon."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from shipping.checks import Failed, NotHere
from shipping.project import BUILD, WINDOW
from tests.hands.screen import Screen

PICTURES = BUILD / "pictures"
PATIENCE = 90
"""Seconds after which a window counts as missing."""

COLOURS = 16
"""Colours in the middle line of the screen once a window with its texts is drawn there."""

_GLANCE = 0.01
_AGAIN = 10
"""Seconds after which a key is pressed again."""
RUNS = 7


@contextmanager
def screen() -> Iterator[Screen]:
    """Give a screen of one's own, with a window manager."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        made = Screen((1280, 800), PICTURES)
    except FileNotFoundError as error:
        raise NotHere(f"{error.filename} is not installed.") from error
    try:
        yield made
    finally:
        made.close()


def awaited(on: Screen, title: str) -> str:
    """Wait until a window with a title shows, and return its number on the screen."""
    found = is_there(on, title)
    if found is None:
        missed(on, title, "does not come")
    return found


def is_there(
    on: Screen, title: str, *, gone: bool = False, patience: float = PATIENCE
) -> str | None:
    """Wait until a window shows, or is gone: return its number, none, or None if it took long."""
    until = time.monotonic() + patience
    ask = ["xdotool", "search", "--onlyvisible", "--name", title]
    while time.monotonic() < until:
        told = subprocess.run(ask, env=on.environment, capture_output=True, check=False)
        found = told.stdout.decode().split()
        if bool(found) is not gone:
            return found[0] if found else ""
        time.sleep(_GLANCE)
    return None


def missed(on: Screen, title: str, what: str) -> NoReturn:
    """Say what a window does that it must not, with a picture of the screen."""
    on.picture(PICTURES / "missing.png")
    raise Failed(f"A window “{title}” {what}; see build/package.")


def opened(on: Screen, command: Sequence[str], title: str, picture: str) -> None:
    """Start a program, wait for its window, take a picture of it, and close it as a person does."""
    program = on.start(*command)
    window = awaited(on, title)
    show(on, picture)
    close(on, window, title)
    ended = program.wait(PATIENCE)
    if ended:
        raise Failed(f"{command[0]} ended with {ended}.")


def show(on: Screen, picture: str) -> str:
    """Wait until the window is drawn, take a picture of the screen, and say where it lies."""
    until = time.monotonic() + PATIENCE
    file = PICTURES / f"{picture}.png"
    while len(_colours(on)) < COLOURS:
        if time.monotonic() > until:
            on.picture(file)
            raise Failed(f"The window stays empty; see {file.name} in build/package/pictures.")
        time.sleep(_GLANCE)
    time.sleep(2)  # for what comes after the frame: lists and their counts
    on.picture(file)
    return f"build/package/pictures/{file.name}"


def _colours(on: Screen) -> set[bytes]:
    _, height, lines = on.pixels()
    middle = lines[height // 2]
    return {middle[place : place + 3] for place in range(0, len(middle), 3)}


def close(on: Screen, window: str, title: str) -> None:
    """Close a window by the keys of the window manager, which can miss them while it begins."""
    for patience in (_AGAIN, _AGAIN, PATIENCE):
        on.hand("windowactivate", "--sync", window)
        on.hand("key", "alt+F4")
        if is_there(on, title, gone=True, patience=patience) is not None:
            return
    missed(on, title, "stays")


def seconds(on: Screen, command: Sequence[str], title: str) -> float:
    """Return how long a program takes until its window with a title shows."""
    began = time.perf_counter()
    program = on.start(*command)
    awaited(on, title)
    spent = time.perf_counter() - began
    program.terminate()
    program.wait(PATIENCE)
    return spent


def compared(bundle: Path, source: Path, register: Path, title: str) -> tuple[float, float]:
    """Return the seconds until the window shows: the bundle's and the source's, in turn."""
    took: dict[Path, list[float]] = {bundle: [], source: []}
    with screen() as on:
        for (
            program
        ) in took:  # once for nothing: files come from the disk, compiled modules are made
            seconds(on, [str(program), str(register)], title)
        for _ in range(RUNS):
            for program, times in took.items():
                times.append(seconds(on, [str(program), str(register)], title))
    first, second = (statistics.median(times) for times in took.values())
    return first, second


def source_program() -> Path:
    """Return the program as pip installs it from the source, in the environment of this run."""
    return Path(sys.prefix) / "bin" / WINDOW
