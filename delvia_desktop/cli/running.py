"""A command run: what it returns, and a sentence for everything that can go wrong."""

from __future__ import annotations

import errno
import signal
from contextlib import suppress

import click

from delvia_desktop.cli import terminal
from delvia_desktop.domain.words.errors import DelviaError
from delvia_desktop.domain.words.moments import has_zone
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer import troubles

BROKEN = 5
"""The exit code for an error of Delvia itself."""

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""


def run(command: click.Command, arguments: list[str] | None) -> int:
    """Run a command and return the exit code; every error becomes a sentence on standard error."""
    terminal.prepare()
    before = signal.getsignal(signal.SIGINT)
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        code = _code_of(command, arguments)
    except KeyboardInterrupt:  # while an error was told
        code = INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, before)
    trouble = terminal.unwritten()
    if trouble is not None:
        code = code or _tell_unwritten(trouble)
    return code


def _code_of(command: click.Command, arguments: list[str] | None) -> int:
    """Run a command, say what went wrong, and return the exit code."""
    if not has_zone():
        _say(tr("The time zone of this computer is unknown. Times are in UTC."))
    try:
        code = command.main(args=arguments, prog_name="delvia", standalone_mode=False)
    except SystemExit as end:
        code = end.code
    except (click.Abort, KeyboardInterrupt) as stop:
        _say(tr("Stopped."))
        by_key = KeyboardInterrupt in {type(stop), type(stop.__cause__)}
        code = INTERRUPTED if by_key else 1
    except Exception as error:  # noqa: BLE001 - the last door: no traceback, and no record text
        code = _tell(error)
    return code if isinstance(code, int) else int(code is not None)


def _tell(error: Exception) -> int:
    """Say what went wrong and return the exit code."""
    if isinstance(error, click.ClickException):
        with suppress(OSError):
            error.show()
        return error.exit_code
    if isinstance(error, DelviaError):
        _say(str(error))
        return 1
    if isinstance(error, OSError):
        return _tell_unwritten(error)
    if sentence := troubles.sentence_of(error):
        _say(sentence)
        return 1
    text = tr("Delvia has failed. Send the lines below to the makers of Delvia. They contain no "
              "text from the register.")  # fmt: skip
    _say(f"{text}\n\n{troubles.report_of(type(error), error.__traceback__)}")
    return BROKEN


def _tell_unwritten(trouble: OSError) -> int:
    """Say that the output got lost; one that is closed early, as by `head`, wants no more."""
    if trouble.errno != errno.EPIPE:
        reason = trouble.strerror or type(trouble).__name__
        _say(tr("Reading or writing failed: {reason}. Earlier steps of this command are complete.",
                reason=reason))  # fmt: skip
    return 1


def _say(text: str) -> None:
    with suppress(OSError, ValueError):
        click.echo(text, err=True)
