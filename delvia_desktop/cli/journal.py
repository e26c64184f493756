"""`delvia journal` and `delvia rebuild`: the register as plain lines, and back."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli.opening import FILE, opened_at
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.i18n import tr
from delvia_desktop.services.history import journal_file


@click.command("journal")
@FILE
@writes("The file to write, such as brand.jsonl.")
def journal(file: Path, target: Output) -> None:
    """Write every change and every attached file as lines of JSON."""
    with opened_at(file) as opened:
        journal_file.save_journal(opened, target.file, target.replacing)
    click.echo(tr("Wrote the journal to {file}.", file=str(target)))


@click.command("rebuild")
@click.argument("lines", type=click.Path(path_type=Path))
@writes("The register to make; its name must be free.", may_replace=False)
def rebuild(lines: Path, target: Output) -> None:
    """Rebuild a register, with its whole history, from what `delvia journal` wrote."""
    journal_file.rebuild_register(lines, target.file)
    click.echo(tr("Rebuilt {file}.", file=str(target)))
