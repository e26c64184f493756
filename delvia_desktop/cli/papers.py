"""`delvia paper …` and `delvia papers`: papers issued, listed and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import AS_OF, FILE, JSON, ON, at, day_of, opened_at
from delvia_desktop.cli.paper_signing import sign, verifier
from delvia_desktop.cli.progress import progress
from delvia_desktop.domain.brand import THE_BRAND
from delvia_desktop.domain.paper_requests import PaperRequest
from delvia_desktop.domain.rows import Wanted
from delvia_desktop.i18n import tr
from delvia_desktop.services import access_records, partners

OUT = click.option("-o", "--output", "target", required=True, type=click.Path(path_type=Path))
ABOUT = {
    "review": tr("Issue the report of a review, by its number."),
    "procedure": tr("Issue the record of a procedure as it was carried out, by its number."),
    "person": tr("Issue the record of a person, or of a leaver, by number."),
    "onboarding": tr("Issue the record with which an agency begins, by the partner's number."),
    "offboarding": tr("Issue the record with which an agency goes, by the partner's number."),
    "admin": tr("Issue the record of an Admin handover, by the procedure's number."),
    "asset": tr("Issue the sheet of an asset, by its number."),
    "claim": tr("Issue the ownership claim against a partner, by number."),
}
"""Kinds of papers about one record, and what their commands say of themselves."""


@click.group()
def paper() -> None:
    """Issue an access record, sign one, or check one."""


@paper.command("partner")
@FILE
@click.option("--partner", "who", required=True, metavar="NAME_OR_ID", help="Which partner.")
@ON
@AS_OF
@OUT
def paper_partner(file: Path, who: str, day: str | None, moment: str | None, target: Path) -> None:
    """Issue the access record for a partner, or write again the one that says the same."""
    with opened_at(file) as opened, at(opened, moment) as seen:
        key = int(partners.partner_named(seen, who).id)
    _issue(file, PaperRequest("partner", key), day, moment, target)


@paper.command("access")
@FILE
@ON
@AS_OF
@OUT
def paper_access(file: Path, day: str | None, moment: str | None, target: Path) -> None:
    """Issue the record of everybody's access."""
    _issue(file, PaperRequest("access", int(THE_BRAND)), day, moment, target)


def _about_one(code: str, about: str) -> click.Command:
    @click.command(code, help=about)
    @FILE
    @click.argument("number", type=int)
    @ON
    @AS_OF
    @OUT
    def command(file: Path, number: int, day: str | None, moment: str | None, target: Path) -> None:
        _issue(file, PaperRequest(code, number), day, moment, target)

    return command


for _code, _about in ABOUT.items():
    paper.add_command(_about_one(_code, _about))
paper.add_command(sign)
paper.add_command(verifier)


@paper.command("verify")
@click.argument("paper_file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--register", "register_file", type=click.Path(path_type=Path))
@JSON
@click.pass_context
def verify(
    context: click.Context,
    paper_file: Path,
    register_file: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Say whether a paper is unaltered, whether a register issued it, and what changed since.

    Exits with 1 if the paper was altered, if its signatures cannot be checked here, or if the
    register did not issue it.
    """
    from delvia_desktop.services import paper_checks  # noqa: PLC0415 - loads ReportLab

    try:
        content = paper_file.read_bytes()
    except OSError as error:
        text = tr("{file} cannot be read: {why}", file=paper_file.name, why=error.strerror)
        raise click.ClickException(text) from error
    if register_file is None:
        verdict = paper_checks.check_paper(content)
    else:
        with opened_at(register_file) as opened:
            verdict = paper_checks.check_paper(content, opened)
    differences = verdict.differences
    if as_json:
        output.json_text(
            {
                "unaltered": None if verdict.is_unknown else verdict.is_unaltered,
                "issued_part_unaltered": verdict.is_issued_part_unaltered,
                "issued_here": verdict.record is not None if register_file else None,
                "number": verdict.number,
                "code": verdict.code,
                "title": verdict.title,
                "signatures": list(map(paper_checks.signature_data, verdict.added.signatures)),
                "changed_since": [vars(each) for each in differences]
                if differences is not None
                else None,
            }
        )
    else:
        for line in paper_checks.told(verdict, asked_register=register_file is not None):
            click.echo(line)
        for each in differences or ():
            click.echo(f"  {each.section}")
            click.echo(f"    - {each.before or '—'}")
            click.echo(f"    + {each.after or '—'}")
        for signature in verdict.added.signatures:
            first, *more = paper_checks.told_of_signature(signature)
            click.echo(first)
            for line in more:
                click.echo(f"  {line}")
    if not verdict.is_unaltered or (register_file is not None and verdict.record is None):
        context.exit(1)


@click.command()
@FILE
@JSON
def papers(file: Path, as_json: bool) -> None:  # noqa: FBT001
    """List the papers that were issued."""
    with opened_at(file) as opened:
        wanted = Wanted(opened.today)
        listed = access_records.list_access_records(opened, wanted).page()
    output.rows("access-records", listed, as_json=as_json)


def _issue(
    file: Path, request: PaperRequest, day: str | None, moment: str | None, target: Path
) -> None:
    from delvia_desktop.services import paper_kinds  # noqa: PLC0415 - ReportLab
    from delvia_desktop.services import papers as service  # noqa: PLC0415 - the same

    with opened_at(file) as opened, at(opened, moment) as seen:
        picture = seen.picture(day_of(day, seen, opened, moment))
        prepare: Callable[..., service.Prepared] = paper_kinds.prepare
        with progress(tr("Drawing")) as told:
            prepared = prepare(opened, picture, request, told)
        again = prepared.is_issued
        record = opened.perform(service.issue, prepared)
        service.save_paper(prepared, target)
    said = tr("{number} says the same already; wrote it again to {file}.")
    if not again:
        said = tr("Issued {number} and wrote it to {file}.")
    click.echo(said.format(number=record.number, file=str(target)))
