"""The command that lists the records of a kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import AS_OF, FILE, JSON, ON, at, day_of, opened_at
from delvia_desktop.domain.findings.review_risks import findings_by_item
from delvia_desktop.domain.lists import filters
from delvia_desktop.domain.lists.rows import Wanted
from delvia_desktop.domain.words.errors import Invalid
from delvia_desktop.services.findings.findings import find
from delvia_desktop.services.lists import lists
from delvia_desktop.services.register.register import Register


@click.command("list")
@click.argument("what", type=click.Choice(sorted(lists.LISTS)))
@FILE
@ON
@AS_OF
@click.option("--filter", "narrow", default="", help="For example 'level:admin ends:<30d'.")
@JSON
def list_(
    what: str,
    file: Path,
    day: str | None,
    moment: str | None,
    narrow: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """List the records of a kind."""
    with opened_at(file) as opened, at(opened, moment) as seen:
        on = day_of(day, seen, opened, moment)
        wanted = wanted_of(what, narrow, seen, on)
        output.rows(what, seen.rows(lists.LISTS[what].row, wanted).page(), as_json=as_json)


def wanted_of(what: str, narrow: str, seen: Register, on: date) -> Wanted:
    """Return what a list is asked for by a filter as typed; one not understood is wrong use."""
    try:
        found = filters.parse(narrow, lists.LISTS[what].filters, on)
    except Invalid as error:
        raise click.BadParameter(str(error), param_hint="--filter") from error
    wanted = Wanted(on, text=found.words, conditions=found.conditions)
    if what == "review-lines":
        wanted = replace(wanted, findings=findings_by_item(find(seen, on)))
    return wanted
