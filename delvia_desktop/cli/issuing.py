"""What every command that makes a paper asks for, and how the paper is made and written."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from delvia_desktop.cli.opening import AS_OF, ON, at, day_of, opened_at
from delvia_desktop.cli.progress_bar import progress_bar
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.domain.records.paper_requests import PAGE_SIZES, Edition, PaperRequest
from delvia_desktop.domain.words.errors import DiskTrouble
from delvia_desktop.i18n import tr
from delvia_desktop.services.computer.person import known_name
from delvia_desktop.services.papers import access_records

_OPTIONS = (
    ON,
    AS_OF,
    click.option("--language", metavar="CODE", help="The document language, for example de."),
    click.option(
        "--page",
        "page_size",
        type=click.Choice(PAGE_SIZES, case_sensitive=False),
        help="The page size.",
    ),
    click.option("--redacted", "is_redacted", is_flag=True, help="Show numbers instead of names."),
    click.option("--draft", "is_draft", is_flag=True, help="Mark it as a draft, without a number."),
    writes("The PDF file to write."),
)


@dataclass(frozen=True)
class Asked:
    """What was asked for beside the subject of a paper; None stands for what is usual."""

    day: str | None
    moment: str | None
    language: str | None
    page_size: str | None
    is_redacted: bool
    is_draft: bool
    target: Output

    def edition(self, usual: Edition) -> Edition:
        """Return the edition that is asked for, where nothing is said the usual one."""
        return Edition(
            self.language or usual.language,
            self.page_size or usual.page_size,
            self.is_redacted,
            self.is_draft,
        )


def asks(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command that issues a paper ask for day, moment, edition and file, an `Asked`."""

    @functools.wraps(command)
    def packed(**values: Any) -> Any:  # noqa: ANN401 - what click read
        names = Asked.__dataclass_fields__
        asked = Asked(**{name: values.pop(name) for name in names})
        return command(**values, asked=asked)

    for option in reversed(_OPTIONS):
        packed = option(packed)
    return packed


def _nameless(account: str) -> str:
    return tr(
        "Under “Prepared by”, this document shows “{name}”, your account name on this computer. "
        "To change that, enter your name in the settings of Delvia Desktop.",
        name=account,
    )


def issue(file: Path, request: PaperRequest, asked: Asked) -> None:
    """Issue a command's paper: make it, number it unless it is a draft, and write it."""
    from delvia_desktop.services.papers import paper_making  # noqa: PLC0415 - loads ReportLab
    from delvia_desktop.services.papers import papers as service  # noqa: PLC0415 - the same
    from delvia_desktop.services.papers.paper_kinds import (  # noqa: PLC0415 - the same
        tells_who_made,
    )

    with opened_at(file) as opened, at(opened, asked.moment) as seen:
        picture = seen.picture(day_of(asked.day, seen, opened, asked.moment))
        wanted = replace(request, edition=asked.edition(access_records.usual_edition(opened)))
        with progress_bar(tr("Preparing")):
            prepared = paper_making.prepare(opened, picture, wanted)
        for notice in prepared.notices:
            click.echo(notice.text, err=True)
        again = prepared.is_issued
        if not again and tells_who_made(wanted) and not known_name():
            click.echo(_nameless(prepared.record.issued_by), err=True)
        if not asked.is_draft:
            prepared = replace(prepared, record=opened.perform(service.issue, prepared))
        try:
            service.save_paper(prepared, asked.target.file, asked.target.replacing)
        except DiskTrouble as error:
            if asked.is_draft:
                raise
            raise DiskTrouble(f"{error} {prepared.standing}") from error
    said = tr("Issued {number} and wrote it to {file}.")
    if asked.is_draft:
        said = tr("Wrote a draft to {file}; it has no number.")
    elif again:
        said = tr("Nothing has changed since {number}; wrote it again to {file}.")
    click.echo(said.format(number=prepared.record.number, file=str(asked.target)))
