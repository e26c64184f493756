"""`delvia export`: a list or the whole register for a spreadsheet, a program or a reader."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli.lists import wanted_of
from delvia_desktop.cli.opening import AS_OF, FILE, ON, at, day_of, opened_at
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.i18n import tr
from delvia_desktop.services.exports import exports
from delvia_desktop.services.exports.exports import Format
from delvia_desktop.services.exports.gathered import KINDS_OF_LISTS, ExportScope, gathered


@click.command()
@FILE
@click.option(
    "--list",
    "list_name",
    metavar="NAME",
    type=click.Choice(sorted(KINDS_OF_LISTS)),
    help="One list, named as for `delvia list`; otherwise everything.",
)
@click.option("--filter", "narrow", default="", help="For example 'level:admin ends:<30d'.")
@click.option(
    "--format",
    "named",
    type=click.Choice([each.value for each in Format]),
    help="The format, if the name of the file does not end in it.",
)
@click.option("--redacted", "is_redacted", is_flag=True, help="Show numbers instead of names.")
@ON
@AS_OF
@writes("The file to write; its ending is the format: .xlsx, .csv, .json or .html.")
def export(  # noqa: PLR0913 - click passes every option by its name
    file: Path,
    *,
    list_name: str | None,
    narrow: str,
    named: str | None,
    is_redacted: bool,
    day: str | None,
    moment: str | None,
    target: Output,
) -> None:
    """Write a list, or everything, as XLSX, CSV, JSON or a page.

    XLSX and CSV have a column a field under its name, IDs and dates unchanged, so that they can be
    read again. JSON is described in docs/export.md. HTML is one page to read, search and print.
    """
    form = Format(named) if named is not None else _format_of(target.file)
    if narrow and list_name is None:
        raise click.UsageError(tr("Choose the list to filter: add --list NAME."))
    with opened_at(file) as opened, at(opened, moment) as seen:
        on = day_of(day, seen, opened, moment)
        wanted = wanted_of(list_name, narrow, seen, on) if list_name is not None else None
        scope = ExportScope(list_name or "", narrow, is_redacted)
        made = exports.written(gathered(seen, on, scope, wanted), form)
    exports.save(target.file, made, target.replacing)
    for each in made.left_out:
        click.echo(each, err=True)
    click.echo(tr("Wrote {file}.", file=str(target)))


def _format_of(file: Path) -> Format:
    try:
        return Format(file.suffix.removeprefix(".").lower())
    except ValueError as error:
        text = tr("The file name must end in .xlsx, .csv, .json or .html.")
        raise click.BadParameter(text, param_hint="-o") from error
