"""`delvia paper all`: every paper of a handover, in one folder or in one PDF."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli.opening import FILE, opened_at
from delvia_desktop.cli.progress_bar import progress_bar
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.papers import access_records


@click.command("all")
@FILE
@click.option(
    "--of", "number", required=True, metavar="NUMBER", help="One document of the handover."
)
@click.option("--with-signed", is_flag=True, help="Include the files attached to each document.")
@writes("A folder, or a single .pdf file.", is_folder=True)
def all_papers(file: Path, number: str, target: Output, *, with_signed: bool) -> None:
    """Save the latest valid documents of a handover."""
    from delvia_desktop.services.papers import handover  # noqa: PLC0415 - loads ReportLab
    from delvia_desktop.services.papers import handover_saving as saving  # noqa: PLC0415 - the same

    with opened_at(file) as opened:
        paper = access_records.paper_numbered(opened.records, number)
        with progress_bar(tr("Collecting")):
            members = handover.look_at(opened, paper).members
        records = [member.record for member in members if member.is_proposed]
        place, replacing = target.file, target.replacing
        if place.suffix.lower() == ".pdf":
            saving.save_as_one(opened, records, place, replacing, with_signed=with_signed)
        else:
            wanted = saving.files_of(opened, records, with_signed=with_signed)
            saving.make_folder(place)
            saving.save_in_folder(place, wanted, replacing)
    for member in members:
        if member.is_proposed:
            click.echo(f"{member.title} ({member.standing})")
    count = len(records)
    click.echo(
        ntr("Saved {n} document: {file}", "Saved {n} documents: {file}", count, file=str(target))
    )
