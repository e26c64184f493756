"""`delvia paper all`: every paper of a handover, in one folder or in one PDF."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli.opening import FILE, opened_at
from delvia_desktop.cli.progress import progress
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services import access_records


@click.command("all")
@FILE
@click.option("--of", "number", required=True, metavar="NUMBER", help="One paper of the handover.")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="A folder, or one file that ends in .pdf.",
)
@click.option("--with-signed", is_flag=True, help="Also the files kept with each paper.")
@click.option("--replace", is_flag=True, help="Write over files that are there already.")
def all_papers(file: Path, number: str, target: Path, *, with_signed: bool, replace: bool) -> None:
    """Save the papers in force that belong to the same handover as one of them."""
    from delvia_desktop.services import handover  # noqa: PLC0415 - loads ReportLab
    from delvia_desktop.services import handover_saving as saving  # noqa: PLC0415 - the same

    with opened_at(file) as opened, progress(tr("Gathering")) as told:
        paper = access_records.paper_numbered(opened.records, number)
        members = handover.look_at(opened, paper, told).members
        records = [member.record for member in members if member.is_proposed]
        is_one = target.suffix.lower() == ".pdf"
        if is_one:
            if target.exists() and not replace:
                _refuse([target.name])
            saving.save_as_one(opened, records, target, with_signed=with_signed)
        else:
            wanted = saving.files_of(opened, records, with_signed=with_signed)
            saving.make_folder(target)
            if not replace:
                _refuse(saving.taken(target, wanted))
            saving.save_in_folder(target, wanted)
    for member in members:
        if member.is_proposed:
            click.echo(f"{member.title} ({member.standing})")
    count = len(records)
    click.echo(ntr("Saved {n} paper: {file}", "Saved {n} papers: {file}", count, file=str(target)))


def _refuse(names: list[str]) -> None:
    """Stop where something would be written over."""
    if names:
        text = tr(
            "Already there: {files}. Nothing was written. --replace writes over it.",
            files=", ".join(names),
        )
        raise click.ClickException(text)
