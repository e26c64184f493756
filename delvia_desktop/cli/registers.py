"""The commands of a register as a file: made, told about, checked, copied, put back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import FILE, JSON, closing, opened_at
from delvia_desktop.cli.progress_bar import progress_bar
from delvia_desktop.cli.writing import REPLACE, output_to, telling_of_replace
from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.i18n import ntr, show_moment, tr
from delvia_desktop.services.computer.person import your_name
from delvia_desktop.services.register import backups, register


@click.command()
@FILE
@click.option("--sample", is_flag=True, help="Fill it with a fictional sample brand.")
@click.option("--brand", default="", help="The brand name.")
def new(file: Path, sample: bool, brand: str) -> None:  # noqa: FBT001 - click passes flags so
    """Create a register."""
    if sample and brand:
        raise click.UsageError(tr("The sample has a brand of its own. Leave out --brand."))
    if sample:
        from delvia_desktop.services.sample.sample import new_sample  # noqa: PLC0415 - not needed otherwise

        with progress_bar(tr("Creating the sample")):
            made = new_sample(file, your_name())
    else:
        name = brand or file.stem
        made = register.new_register(file, BrandDraft(name=name), your_name())
    with closing(made):
        pass
    click.echo(tr("Created {file}.", file=str(file)))


@click.command()
@FILE
@JSON
def info(file: Path, as_json: bool) -> None:  # noqa: FBT001
    """Show what a register contains."""
    with opened_at(file) as opened:
        facts = {
            "file": str(file),
            "brand": opened.brand.name,
            "legal_entity": opened.brand.legal_entity,
            "revision": opened.revision,
            "state": opened.register_state,
            "schema": opened.schema,
            "counts": dict(register.counts_of(opened)),
            "read_only": opened.read_only,
            "undo": opened.undo_title,
            "redo": opened.redo_title,
        }
    output.facts(facts, as_json=as_json)


@click.command()
@FILE
@JSON
def check(file: Path, as_json: bool) -> None:  # noqa: FBT001
    """Check the structure and digests of a register; exit code 1 if there is a problem."""
    problems = register.check_file(file)
    if as_json:
        output.json_text(
            {
                "ok": not problems,
                "problems": [{"record": p.record, "text": p.text} for p in problems],
            }
        )
    else:
        for problem in problems:
            click.echo(problem.text)
        count = len(problems)
        found = ntr("{n} problem found.", "{n} problems found.", count)
        click.echo(found if problems else tr("No problems found: the register is intact."))
    if problems:
        sys.exit(1)


@click.command()
@FILE
@click.argument("to", type=click.Path(path_type=Path))
@REPLACE
def backup(file: Path, to: Path, *, replace: bool) -> None:
    """Write a verified copy of a register, replacing only an earlier copy of the same register."""
    target = output_to(to / file.name if to.is_dir() else to, replace=replace)
    with opened_at(file) as opened, telling_of_replace():
        opened.save_copy(target.file, target.replacing)
    click.echo(tr("Wrote a verified copy to {file}.", file=str(target)))


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
def restore(backup: Path) -> None:
    """Restore a register from its backup; the current one is stored beside the backups."""
    done = backups.restore(backup, your_name())
    moment = show_moment(done.backup.moment.astimezone())
    click.echo(tr("{file} is as it was on {moment}.", file=str(done.register), moment=moment))
    if done.kept is not None:
        click.echo(tr("The previous file is stored as {file}.", file=str(done.kept)))
