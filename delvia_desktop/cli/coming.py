"""`delvia due` and `delvia calendar`: what ends or falls due."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import FILE, JSON, ON, day_of, opened_at
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.i18n import ntr, show_day, tr
from delvia_desktop.services.findings import coming


@click.command()
@FILE
@click.option(
    "--within",
    "days",
    type=click.IntRange(0, 36_500),
    default=30,
    metavar="DAYS",
    help="How many days ahead to look (default: 30).",
)
@ON
@JSON
def due(file: Path, days: int, day: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List overdue dates and upcoming dates."""
    with opened_at(file) as opened:
        on = day_of(day, opened, opened, None)
        events = coming.due(opened, days, on)
    if as_json:
        output.json_text(
            [
                {
                    "day": event.day.isoformat(),
                    "is_past": event.day < on,
                    "what": event.words,
                    "record": f"{event.kind}/{event.record}",
                    "field": event.field,
                }
                for event in events
            ]
        )
        return
    for event in events:
        click.echo(f"{show_day(event.day):>11}  {event.words}")
    if not events:
        click.echo(tr("No upcoming dates."))


@click.command("calendar")
@FILE
@writes("The calendar file to write.")
def calendar(file: Path, target: Output) -> None:
    """Write the upcoming dates of one year to a calendar file (.ics)."""
    with opened_at(file) as opened:
        count = coming.save_calendar(opened, target.file, target.replacing)
    wrote = ntr("Wrote {n} date to {file}.", "Wrote {n} dates to {file}.", count, file=str(target))
    click.echo(wrote)
