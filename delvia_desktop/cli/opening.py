"""What every command needs: the file, the day and the moment that it is about."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from delvia_desktop.domain.records.kinds import KINDS, kind_named
from delvia_desktop.domain.words.days import parse_day
from delvia_desktop.domain.words.errors import BackupFailed, Missing
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.person import your_name
from delvia_desktop.services.history.time_travel import Past, past_meant
from delvia_desktop.services.register import register
from delvia_desktop.services.register.register import Register

FILE = click.argument("file", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
ON = click.option("--on", "day", metavar="DAY", help="The date to report on (default: today).")
AS_OF = click.option(
    "--as-of",
    "moment",
    metavar="MOMENT",
    help="The register as of a date, a date and time, #REVISION, or HR-2026-003.",
)

WITHOUT_BACKUP = 4
"""The exit code of a command whose act stands, but whose backup failed."""

_BACKUP_FAILED = f"{__name__}.backup_failed"
_DOUBTS = f"{__name__}.doubts"


NUMBER = click.IntRange(1, 10**18)
"""A record's number; SQLite has no greater ones."""

_MOST_DIGITS = 18
_SHOWN = 60


@contextmanager
def opened_at(file: Path) -> Iterator[Register]:
    """Open a register for a command and close it afterwards."""
    with closing(register.open_register(file, your_name())) as opened:
        yield opened


@contextmanager
def closing(opened: Register) -> Iterator[Register]:
    """Close the register that a command opened; if its backup fails, say so and go on.

    An act and its backup are two results: `end_with_backup_result` ends with the second.
    """
    try:
        yield opened
    finally:
        try:
            opened.close()
        except BackupFailed as error:
            click.echo(str(error), err=True)
            click.get_current_context().meta[_BACKUP_FAILED] = True


def end_with_backup_result() -> None:
    """End a command with the exit code for a failed backup if there was one."""
    if click.get_current_context().meta.get(_BACKUP_FAILED):
        sys.exit(WITHOUT_BACKUP)


def record_named(text: str) -> tuple[str, int]:
    """Read which record a command opens, such as share/12; anything else is wrong use.

    Raises Missing for a number that is greater than any.
    """
    name, _, key = text.partition("/")
    if kind_named(name) is None or not (key.isascii() and key.isdecimal()):
        kinds = ", ".join(kind.name for kind in KINDS)
        raise click.UsageError(
            tr("Specify a record, for example share/12. The kinds are {kinds}.", kinds=kinds)
        )
    if len(key.lstrip("0")) > _MOST_DIGITS:
        raise Missing(tr("{record} is not in the register.", record=text[:_SHOWN]))
    return name, int(key)


def meant(opened: Register, text: str, option: str) -> Past:
    """Read the moment typed for an option with which a command opens; else a usage error.

    What is doubtful about it is said once, on standard error.
    """
    try:
        past = past_meant(opened, text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
    said = click.get_current_context().meta.setdefault(_DOUBTS, set())
    if past.doubt and past.doubt not in said:
        said.add(past.doubt)
        click.echo(past.doubt, err=True)
    return past


@contextmanager
def at(opened: Register, moment: str | None) -> Iterator[Register]:
    """Open the register for a command as known at a moment, or as it is if none was typed."""
    if moment is None:
        yield opened
        return
    past = opened.as_of(meant(opened, moment, "--as-of").revision)
    try:
        yield past
    finally:
        past.close()


def day_of(
    typed: str | None,
    seen: Register,
    opened: Register,
    moment: str | None,
    option: str = "--on",
) -> date:
    """Read the day that a command is opened for, or the one its moment or today means."""
    if typed is None:
        return opened.today if moment is None else meant(opened, moment, "--as-of").on
    try:
        return parse_day(typed, seen.today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
