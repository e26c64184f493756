"""What is told of an error that no part of the program expected."""

from __future__ import annotations

import platform
import traceback
from types import TracebackType

from delvia_desktop import __version__
from delvia_desktop.services.computer import log
from delvia_desktop.storage.file import error_sentences


def sentence_of(error: BaseException) -> str:
    """Return the sentence for trouble with a register's file; empty for any other error."""
    return error_sentences.sentence_of(error)


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return a report of unexpected trouble: places in the code, nothing recorded.

    It stands in the log too.
    """
    frames = traceback.extract_tb(trace)
    lines = [f"Delvia {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    lines.append(kind.__name__)
    lines += [
        f"  {frame.filename.rpartition('delvia_desktop')[2]}:{frame.lineno} {frame.name}"
        for frame in frames
    ]
    report = "\n".join(lines) + "\n"
    log.note(report.rstrip())
    return report
