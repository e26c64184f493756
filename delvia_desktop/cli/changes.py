"""The commands of the changes of a register: who changed what, undone and done again."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import FILE, JSON, opened_at, record_named
from delvia_desktop.domain.lists.rows import RevisionRow, Wanted
from delvia_desktop.i18n import tr
from delvia_desktop.services.history import history


@click.command("history")
@FILE
@click.option(
    "--record", metavar="KIND/ID", help="Only changes to one record, for example share/12."
)
@JSON
def history_(file: Path, record: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List the changes of a register: who changed what, and when."""
    where: dict[str, object] = {}
    if record is not None:
        where["records"] = history.about([record_named(record)])
    with opened_at(file) as opened:
        wanted = Wanted(opened.today, where=where)
        revisions = opened.rows(RevisionRow, wanted).page()
        output.revisions(opened, revisions, as_json=as_json)


@click.command()
@FILE
def undo(file: Path) -> None:
    """Undo the last change of a register."""
    with opened_at(file) as opened:
        click.echo(tr("Undone: {title}", title=opened.undo()))


@click.command()
@FILE
def redo(file: Path) -> None:
    """Redo the change of a register that was undone last."""
    with opened_at(file) as opened:
        click.echo(tr("Redone: {title}", title=opened.redo()))
