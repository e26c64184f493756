"""What the commands have in common: register, day and moment that they ask about."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from delvia_desktop.domain.days import parse_day
from delvia_desktop.domain.moments import parse_moment
from delvia_desktop.services import register
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
    help="What the register knew then: a day, or a day and time.",
)


@contextmanager
def opened_file(file: Path) -> Iterator[Register]:
    """Open a register for as long as the command runs; raises a RegisterError."""
    opened = register.open_register(file, getpass.getuser())
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def seen_at(opened: Register, moment: str | None, option: str = "--as-of") -> Iterator[Register]:
    """Give the register as it was known at a typed moment; as it is if none was typed."""
    if moment is None:
        yield opened
        return
    try:
        known = opened.known_at(parse_moment(moment, opened.clock()))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
    past = opened.as_of(known)
    try:
        yield past
    finally:
        past.close()


def day_of(typed: str | None, opened: Register, moment: str | None, option: str = "--on") -> date:
    """Return the typed day; without one, that of a moment that `seen_at` has read, or today."""
    if typed is None:
        if moment is None:
            return opened.today
        return min(parse_moment(moment, opened.clock()).date(), opened.today)
    try:
        return parse_day(typed, opened.today)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error
