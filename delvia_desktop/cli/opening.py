"""What every command needs: the file, the day and the moment that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from delvia_desktop.domain.days import parse_day
from delvia_desktop.services import register
from delvia_desktop.services.past import Past, past_meant
from delvia_desktop.services.person import your_name
from delvia_desktop.services.register import Register

FILE = click.argument("file", type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="For a program to read.")
ON = click.option(
    "--on", "day", metavar="DAY", help="The day that is asked about; today if left out."
)
AS_OF = click.option(
    "--as-of",
    "moment",
    metavar="MOMENT",
    help="What the register knew then: a day, a day and time, #REVISION, or HR-2026-003.",
)


@contextmanager
def opened_at(file: Path) -> Iterator[Register]:
    """Open a register for a command and close it afterwards."""
    opened = register.open_register(file, your_name())
    try:
        yield opened
    finally:
        opened.close()


def meant(opened: Register, text: str, option: str) -> Past:
    """Return the moment that was typed for an option; a text that is none is a usage error."""
    try:
        return past_meant(opened, text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


@contextmanager
def at(opened: Register, moment: str | None) -> Iterator[Register]:
    """Give the register as it was known at a moment, or itself if none was typed."""
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
    """Return the day that was typed, or the one that the moment or today means."""
    if typed is None:
        return opened.today if moment is None else meant(opened, moment, "--as-of").on
    try:
        return parse_day(typed, seen.today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
