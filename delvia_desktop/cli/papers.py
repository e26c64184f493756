"""`delvia paper …` and `delvia papers`: papers issued, listed and checked."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.handover import all_papers
from delvia_desktop.cli.issuing import Asked, asks, issue
from delvia_desktop.cli.opening import FILE, JSON, NUMBER, at, day_of, opened_at
from delvia_desktop.cli.paper_signing import sign, verifier
from delvia_desktop.domain.lists.rows import AccessRecordRow, Wanted
from delvia_desktop.domain.records.acknowledgements import AcknowledgementDraft, How
from delvia_desktop.domain.records.brand import THE_BRAND
from delvia_desktop.domain.records.paper_requests import PaperRequest
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import partners
from delvia_desktop.services.evidence import evidence
from delvia_desktop.services.papers import access_records, acknowledgements

ABOUT = {
    "review": tr("Issue the report of a review, by its number."),
    "comparison": tr("Issue the document of a comparison with TikTok, by its number."),
    "procedure": tr("Issue the record of a procedure, in progress or ended, by its number."),
    "person": tr("Issue the access record of a person, including one who has left, by number."),
    "onboarding": tr("Issue the onboarding record of an agency, by the partner's number."),
    "offboarding": tr("Issue the offboarding document of an agency, by the partner's number."),
    "admin": tr("Issue the record of an Admin handover, by the procedure's number."),
    "asset": tr("Issue the sheet of an asset, by its number."),
    "claim": tr("Issue the ownership claim addressed to a partner, by number."),
    "partner_sheet": tr("Issue the sheet of a partner with its history, by number."),
}
"""Kinds of papers about one record, and what their commands say of themselves."""
ABOUT_ALL = {
    "access": tr("Issue the record of everyone's access."),
    "matrix": tr("Issue the access matrix: assets by partner and person."),
}
"""The same of kinds about the whole register."""


@click.group()
def paper() -> None:
    """Issue, sign or check an access record."""


@paper.command("partner")
@FILE
@click.option("--partner", "who", required=True, metavar="NAME_OR_ID", help="The partner.")
@asks
def paper_partner(file: Path, who: str, asked: Asked) -> None:
    """Issue the access record of a partner, or write it again if nothing has changed."""
    with opened_at(file) as opened, at(opened, asked.moment) as seen:
        key = int(partners.partner_named(seen, who).id)
    issue(file, PaperRequest("partner", key), asked)


@paper.command("agency_change")
@FILE
@click.argument("number", type=NUMBER)
@click.option(
    "--to",
    "other",
    required=True,
    type=NUMBER,
    metavar="NUMBER",
    help="The incoming agency.",
)
@asks
def paper_agency_change(file: Path, number: int, other: int, asked: Asked) -> None:
    """Issue the handover record between two agencies, by their numbers."""
    issue(file, PaperRequest("agency_change", number, other), asked)


@paper.command("change_log")
@FILE
@click.option("--since", "first", required=True, metavar="DAY", help="The first day.")
@asks
def paper_change_log(file: Path, first: str, asked: Asked) -> None:
    """Issue the change log of the register from a date on."""
    with opened_at(file) as opened, at(opened, asked.moment) as seen:
        since = day_of(first, seen, opened, asked.moment, "--since")
    issue(file, PaperRequest("change_log", int(THE_BRAND), since=since), asked)


def _about_all(code: str, about: str) -> click.Command:
    @click.command(code, help=about)
    @FILE
    @asks
    def command(file: Path, asked: Asked) -> None:
        issue(file, PaperRequest(code, int(THE_BRAND)), asked)

    return command


def _about_one(code: str, about: str) -> click.Command:
    @click.command(code, help=about)
    @FILE
    @click.argument("number", type=NUMBER)
    @asks
    def command(file: Path, number: int, asked: Asked) -> None:
        issue(file, PaperRequest(code, number), asked)

    return command


for _code, _about in ABOUT.items():
    paper.add_command(_about_one(_code, _about))
for _code, _about in ABOUT_ALL.items():
    paper.add_command(_about_all(_code, _about))
paper.add_command(sign)
paper.add_command(all_papers)
paper.add_command(verifier)


@paper.command("verify")
@click.argument("paper_file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option(
    "--register",
    "register_file",
    type=click.Path(path_type=Path),
    help="The register that may have issued it.",
)
@JSON
@click.pass_context
def verify(
    context: click.Context,
    paper_file: Path,
    register_file: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Check whether a document is unaltered, who issued it, and what has changed since.

    Exit code 1 if the document was altered, if its signatures cannot be checked here, or if the
    register did not issue it.
    """
    from delvia_desktop.services.papers import paper_checks  # noqa: PLC0415 - loads ReportLab

    content = paper_checks.read_paper(paper_file)
    if register_file is None:
        verdict = paper_checks.check_paper(content)
    else:
        with opened_at(register_file) as opened:
            verdict = paper_checks.check_paper(content, opened)
    differences = None
    if verdict.differences is not None:
        differences = [vars(each) for each in verdict.differences]
    is_forged = verdict.namesake is not None
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
                "number_is_of_another": is_forged if register_file else None,
                "changed_since": None if is_forged else differences,
                "differs_from_issued": differences if is_forged else None,
            }
        )
    else:
        for line in paper_checks.told(verdict, asked_register=register_file is not None):
            click.echo(line)
        for each in verdict.differences or ():
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


@paper.command("acknowledge")
@FILE
@click.argument("number")
@click.option("--who", required=True, help="Who agreed, exactly as written in the scan or email.")
@click.option("--role", default="", help="Their role and organisation.")
@click.option("--on", required=True, metavar="DAY", help="The date they agreed.")
@click.option(
    "--scan", type=click.Path(path_type=Path), help="The signed document, as a PDF or an image."
)
@click.option("--email", metavar="REF", help="A Message-ID, date and sender, or ticket number.")
def acknowledge(
    file: Path, number: str, scan: Path | None, email: str | None, **typed: str
) -> None:
    """Record who acknowledged a document, and store the signed scan with it."""
    if (scan is None) == (email is None):
        raise click.UsageError(tr("Specify how it was acknowledged: --scan FILE or --email REF."))
    kept = evidence.read_file(scan) if scan is not None else None
    how = How.SCAN if scan is not None else How.EMAIL
    draft = AcknowledgementDraft(how, reference=email or "", file=kept, **typed)
    with opened_at(file) as opened:
        record = access_records.paper_numbered(opened.records, number)
        made = opened.perform(acknowledgements.acknowledge, record, draft)
    said = tr("Recorded that {who} acknowledged {number}.", number=record.number, who=made.who)
    click.echo(said)


@click.command()
@FILE
@JSON
def papers(file: Path, as_json: bool) -> None:  # noqa: FBT001
    """List issued documents and who signed them."""
    with opened_at(file) as opened:
        wanted = Wanted(opened.today)
        listed = opened.rows(AccessRecordRow, wanted).page()
    output.rows("access-records", listed, as_json=as_json)
