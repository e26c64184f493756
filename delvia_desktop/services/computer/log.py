"""The log of the program on this computer: what it did and what went wrong, and no record text."""

from __future__ import annotations

import functools
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from delvia_desktop.services.computer.preferences import preferences_file

_LARGEST = 200_000
"""Bytes of the log's file before it is laid aside; the last two are kept."""


def log_file() -> Path:
    """Return the file of the log, which may not exist yet."""
    return preferences_file().with_name("delvia.log")


def note(words: str) -> None:
    """Write what happened into the log, with the moment; a failing disk must not disturb anybody.

    `words` are the program's own, never those of a register, of a file's name or of a person.
    """
    _logger(log_file()).info(words)


class _Quiet(RotatingFileHandler):
    """Writes as long as the disk lets it."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        pass


@functools.cache
def _logger(file: Path) -> logging.Logger:
    logger = logging.getLogger(f"delvia {file}")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        logger.addHandler(logging.NullHandler())
        return logger
    handler = _Quiet(file, maxBytes=_LARGEST, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    logger.addHandler(handler)
    return logger
