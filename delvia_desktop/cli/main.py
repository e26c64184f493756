"""`delvia`: the record on the command line.

Exit codes: 0 done; 1 the check found something, or the act was refused, with a sentence on standard
error; 2 the words of the command are not understood; 3 something critical needs attention
(`findings`); 4 done, but the backup beside the register failed; 5 Delvia itself failed, with a
report on standard error; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from delvia_desktop import __version__
from delvia_desktop.cli import output, records
from delvia_desktop.cli.coming import calendar, due
from delvia_desktop.cli.findings import findings
from delvia_desktop.cli.handover import all_papers
from delvia_desktop.cli.journal import journal, rebuild
from delvia_desktop.cli.matrix import matrix
from delvia_desktop.cli.opening import (
    AS_OF,
    FILE,
    JSON,
    ON,
    at,
    closing,
    day_of,
    end_with_backup_result,
    opened_at,
    record_named,
)
from delvia_desktop.cli.papers import paper, papers
from delvia_desktop.cli.progress import progress
from delvia_desktop.cli.running import run
from delvia_desktop.cli.writing import REPLACE, output_to, telling_of_replace
from delvia_desktop.domain import filters
from delvia_desktop.domain.brand import BrandDraft
from delvia_desktop.domain.errors import Invalid
from delvia_desktop.domain.review_risks import severities
from delvia_desktop.domain.rows import Wanted
from delvia_desktop.i18n import ntr, show_moment, tr
from delvia_desktop.services import history, lists, register
from delvia_desktop.services.findings import find
from delvia_desktop.services.person import your_name


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="delvia")
def delvia() -> None:
    """Keep the record of who has access to a brand's TikTok assets.

    Exit codes: 0 done, 1 refused or something found, 2 the command was not understood, 3 something
    critical needs attention (findings), 4 done, but the backup beside the register failed, 5 Delvia
    itself failed, 130 stopped with Ctrl-C.
    """


@delvia.result_callback()
def _end(*_: object) -> None:
    end_with_backup_result()


@delvia.command()
@FILE
@click.option("--sample", is_flag=True, help="Fill it with a fictional sample brand.")
@click.option("--brand", default="", help="The brand name.")
def new(file: Path, sample: bool, brand: str) -> None:  # noqa: FBT001 - click passes flags so
    """Create a register."""
    if sample:
        from delvia_desktop.services.sample import new_sample  # noqa: PLC0415 - not needed otherwise

        with progress(tr("Creating the sample")) as told:
            made = new_sample(file, your_name(), progress=told)
    else:
        name = brand or file.stem
        made = register.new_register(file, BrandDraft(name=name), your_name())
    with closing(made):
        pass
    click.echo(tr("Created {file}.", file=str(file)))


@delvia.command()
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


@delvia.command("list")
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
        listed = lists.LISTS[what]
        try:
            found = filters.parse(narrow, listed(seen, Wanted(on)).fields, on)
        except Invalid as error:
            raise click.BadParameter(str(error), param_hint="--filter") from error
        wanted = Wanted(on, text=found.words, conditions=found.conditions)
        if what == "review-lines":
            wanted = replace(wanted, severities=severities(find(seen, on)))
        output.rows(what, listed(seen, wanted).page(), as_json=as_json)


@delvia.command("history")
@FILE
@click.option(
    "--record", metavar="KIND/ID", help="Only changes to one record, for example share/12."
)
@JSON
def history_(file: Path, record: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Show who changed what, and when."""
    where: dict[str, object] = {}
    if record is not None:
        where["records"] = history.about([record_named(record)])
    with opened_at(file) as opened:
        wanted = Wanted(opened.today, where=where)
        revisions = history.list_revisions(opened, wanted).page()
        output.revisions(opened, revisions, as_json=as_json)


@delvia.command()
@FILE
def undo(file: Path) -> None:
    """Undo the last change."""
    with opened_at(file) as opened:
        click.echo(tr("Undone: {title}", title=opened.undo()))


@delvia.command()
@FILE
def redo(file: Path) -> None:
    """Redo the change that was undone last."""
    with opened_at(file) as opened:
        click.echo(tr("Redone: {title}", title=opened.redo()))


@delvia.command()
@FILE
@JSON
def check(file: Path, as_json: bool) -> None:  # noqa: FBT001
    """Check structure and digests; exit code 1 if there is a problem."""
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


@delvia.command()
@FILE
@click.argument("to", type=click.Path(path_type=Path))
@REPLACE
def backup(file: Path, to: Path, *, replace: bool) -> None:
    """Write a verified copy of a register; of registers it replaces an earlier copy only."""
    target = output_to(to / file.name if to.is_dir() else to, replace=replace)
    with opened_at(file) as opened, telling_of_replace():
        opened.save_copy(target.file, target.replacing)
    click.echo(tr("Wrote a verified copy to {file}.", file=str(target)))


@delvia.command()
@click.argument("backup", type=click.Path(path_type=Path))
def restore(backup: Path) -> None:
    """Put a backup in the place of its register; what is there is kept beside the backups."""
    done = register.restore(backup, your_name())
    moment = show_moment(done.backup.moment.astimezone())
    click.echo(tr("{file} is as it was on {moment}.", file=str(done.register), moment=moment))
    if done.kept is not None:
        click.echo(tr("The former file is stored as {file}.", file=str(done.kept)))


_COMMANDS = (
    records.show,
    records.search,
    records.diff,
    matrix,
    findings,
    due,
    calendar,
    journal,
    rebuild,
    paper,
    papers,
)

paper.add_command(all_papers)
for _command in _COMMANDS:
    delvia.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit; every error becomes a sentence on standard error."""
    sys.exit(run(delvia, arguments))


if __name__ == "__main__":
    main()
