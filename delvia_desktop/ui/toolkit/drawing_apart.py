"""Foreign files are drawn by a process of their own, with a limit of time and of memory.

A file of one kilobyte can ask for hours of drawing, or for all memory, and cannot be asked to stop.
The process is our own program with a word that nobody types; it reads one file and writes the
pictures of it: a line of JSON, then their dots.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from threading import Thread
from typing import IO, Any, BinaryIO

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from delvia_desktop.domain.evidence.media import PDF
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.progress import progress
from delvia_desktop.ui.toolkit.drawing import MOST_DOTS, PAGES, WIDTH, decode_picture, draw_pages
from delvia_desktop.ui.toolkit.drawing_entry import DRAW

_SECONDS = 8
"""Of computing in which a file is drawn; five dense pages take one."""

_PATIENCE = 6
"""So many times as long may pass on a busy computer, or where computing is not counted."""

_MEMORY = 1_000_000_000
"""Bytes that a file may take while it is drawn."""

_STEP = 0.05
"""Seconds between two looks whether the pictures are still wanted."""

_DOT = 4
"""Bytes of a dot."""

_ENDED = frozenset({0, 1})
"""What a process ends with by itself; with all else it was ended, for time or for memory."""


def draw_apart(kind: str, content: bytes, seconds: int = _SECONDS) -> tuple[list[QImage], int]:
    """Return pictures of a foreign file drawn apart, in a process; none if it cannot be.

    Raises Refused if it takes too much, or Cancelled.
    """
    with subprocess.Popen(  # noqa: S603 - our own program, and words of ours
        [*_ourselves(), DRAW, kind, str(seconds)],
        # Where we were found, and nowhere else: not in the folder in which the person is.
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            return _pictures(_answer(process, content, seconds * _PATIENCE))
        finally:
            process.kill()


def main(kind: str, seconds: int) -> None:
    """Draw the one file that comes in, apart: all that the process of its own does."""
    _limit(seconds)
    application = QCoreApplication([])
    # By number: a frozen program with windows has no streams by name.
    with open(0, "rb", closefd=False) as source:
        content = source.read()
    pictures, count = draw_pages(content) if kind == PDF else ([decode_picture(content)], 1)
    with open(1, "wb", closefd=False) as target:
        _write(pictures, count, target)
    del application


def _ourselves() -> list[str]:
    """Return how our program is started: a frozen one by itself, else by Python."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-P", "-m", "delvia_desktop"]


def _answer(process: subprocess.Popen[bytes], content: bytes, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    # Python goes on reading after a timeout of `communicate`, but forgets what it has not yet
    # written: a pipe holds 64 KB.
    feeding, process.stdin = process.stdin, None
    Thread(target=_feed, args=(feeding, content), daemon=True).start()
    while time.monotonic() < until:
        progress()
        with suppress(subprocess.TimeoutExpired):
            answer, _ = process.communicate(timeout=_STEP)
            if process.returncode in _ENDED:
                return answer
            break
    raise Refused(
        tr(
            "This file needs too much time or memory to be shown. Save a copy and open it in "
            "another program."
        )
    )


def _feed(target: IO[bytes], content: bytes) -> None:
    with suppress(OSError), target:  # the process may have ended before it has read all
        target.write(content)


def _limit(seconds: int) -> None:
    """Take no more time and memory than a file may need, where the system can be told that."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(pictures: list[QImage], count: int, target: BinaryIO) -> None:
    drawn = [
        each.convertToFormat(QImage.Format.Format_ARGB32) for each in pictures if not each.isNull()
    ]
    sizes = [(each.width(), each.height()) for each in drawn]
    target.write(json.dumps({"pages": count, "sizes": sizes}).encode() + b"\n")
    target.writelines(bytes(each.constBits()) for each in drawn)
    target.flush()


def _pictures(answer: bytes) -> tuple[list[QImage], int]:
    """Return what the process wrote; it is believed as little as the file that it has read."""
    head, _, dots = answer.partition(b"\n")
    try:
        said: Any = json.loads(head)
        sizes = [(int(width), int(height)) for width, height in said["sizes"]]
        count = int(said["pages"])
    except (ValueError, TypeError, KeyError):
        return [], 0
    pictures = []
    for width, height in sizes[:PAGES]:
        length = width * height * _DOT
        is_sound = 0 < width <= WIDTH and 0 < length <= MOST_DOTS * _DOT
        if not is_sound or len(dots) < length:
            return [], 0
        image = QImage(dots[:length], width, height, width * _DOT, QImage.Format.Format_ARGB32)
        pictures.append(image.copy())
        dots = dots[length:]
    return pictures, count
