"""`delvia matrix`: assets against partners and people, for a spreadsheet or a program."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path

import click

from delvia_desktop.cli.opening import AS_OF, FILE, ON, at, day_of, meant, opened_at
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.domain.matrix.matrix import MatrixFilter
from delvia_desktop.i18n import tr
from delvia_desktop.services.matrix import matrix as matrices


@click.command()
@FILE
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@ON
@AS_OF
@click.option(
    "--compare-with",
    "then",
    metavar="MOMENT",
    help="Show differences from the register as of that time.",
)
@click.option(
    "--compare-on",
    "other_day",
    metavar="DAY",
    help="The date to compare with; on its own, what is now recorded about that date.",
)
@click.option("--all", "closed", is_flag=True, help="Include planned and ended access.")
@click.option("--people", "unfolded", is_flag=True, help="One column for each person in our team.")
@writes("The file to write; otherwise it is printed.", is_required=False)
def matrix(  # noqa: PLR0913 - click passes every option by its name
    file: Path,
    form: str | None,
    *,
    day: str | None,
    moment: str | None,
    then: str | None,
    other_day: str | None,
    closed: bool,
    unfolded: bool,
    target: Output | None,
) -> None:
    """Show who can work on what: assets by partner and person.

    With --json, each of the rows has id, asset_id, asset_type, name, owner, owner_kind, owner_was
    and cells. A cell is one grant: partner, person, level (TikTok's codes with a bar between),
    level_label, surface, state, record (as for `delvia show`) and is_incoming; in a comparison also
    change (added, raised, lowered, changed or gone) and was.
    """
    if form is None:
        raise click.UsageError(tr("Choose --json or --csv."))
    with ExitStack() as stack:
        opened = stack.enter_context(opened_at(file))
        seen = stack.enter_context(at(opened, moment))
        known, day_then = seen, opened.today
        if then is not None:
            past = meant(opened, then, "--compare-with")
            known, day_then = stack.enter_context(closing(opened.as_of(past.revision))), past.on
        if other_day is not None:
            day_then = day_of(other_day, opened, opened, None, "--compare-on")
        against = None if then is None and other_day is None else (known, day_then)
        wanted = MatrixFilter(only_open=not closed, unfolded=unfolded)
        made = matrices.access_matrix(seen, day_of(day, seen, opened, moment), wanted, against)
        content = (
            matrices.csv_of(made) if form == "csv" else matrices.json_of(made, seen.brand.name)
        )
    if target is None:
        click.echo(content, nl=False)
        return
    matrices.save(target.file, content, target.replacing)
    click.echo(tr("Wrote {file}.", file=str(target)))
