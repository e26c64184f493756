"""`delvia show`, `delvia search`, `delvia diff`: one record, any record, what changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import AS_OF, FILE, JSON, at, day_of, meant, opened_at, record_named
from delvia_desktop.domain.lists.rows import RevisionRow, Wanted
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.words.errors import Missing
from delvia_desktop.i18n import show_moment, tr
from delvia_desktop.services.history import differences as changed
from delvia_desktop.services.history import history, sheets
from delvia_desktop.services.register import search as finding
from delvia_desktop.services.register.register import Register


@click.command()
@FILE
@click.argument("record", metavar="KIND/ID")
@AS_OF
@JSON
def show(file: Path, record: str, moment: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Show one record in full, with its history."""
    name, key = record_named(record)
    with opened_at(file) as opened, at(opened, moment) as seen:
        on = day_of(None, seen, opened, moment)
        sheet = sheets.sheet_of(seen, name, key, on)
        past = _revisions(seen, name, key)
        if sheet is None:
            raise Missing(_missing(record, past))
        if as_json:
            output.json_text({**sheet.plain(), "history": [_plain(row) for row in past]})
            return
        for label, value in [(tr("What"), sheet.name), *sheet.words]:
            click.echo(f"{label:<28} {value}")
        for row in past:
            click.echo(f"#{row.id:<6} {show_moment(row.at)}  {row.who}  {row.what}")


@click.command()
@FILE
@click.argument("text")
@JSON
def search(file: Path, text: str, as_json: bool) -> None:  # noqa: FBT001
    """Find records of any kind by their text or IDs."""
    with opened_at(file) as opened:
        hits = finding.find(opened, text)
    if as_json:
        output.json_text([{**hit._asdict(), "record": f"{hit.kind}/{hit.id}"} for hit in hits])
        return
    for hit in hits:
        click.echo(f"{hit.kind}/{hit.id:<6} {hit.name}   {hit.detail}")


@click.command()
@FILE
@click.option(
    "--from",
    "first",
    required=True,
    metavar="MOMENT",
    help="The register as of a date, a date and time, #REVISION, or HR-2026-003.",
)
@click.option("--to", "last", metavar="MOMENT", help="As for --from (default: now).")
@JSON
def diff(file: Path, first: str, last: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Show what changed between two points in time, record by record."""
    with opened_at(file) as opened:
        begin = meant(opened, first, "--from").revision
        end = opened.revision if last is None else meant(opened, last, "--to").revision
        found = changed.differences(opened, begin, end)
        if as_json:
            output.json_text([_difference(each) for each in found])
            return
        for each in found:
            kind = kind_words(each.kind)
            click.echo(f"{changed.what_words(each.what):<8} {kind:<18} {each.name}")
            for field in each.told if each.what == "changed" else ():
                click.echo(f"         {field.label}: {field.before_words} → {field.after_words}")


def _difference(each: changed.Difference) -> dict[str, Any]:
    return {
        "record": f"{each.kind}/{each.id}",
        "kind": each.kind,
        "id": each.id,
        "name": each.name,
        "what": each.what,
        "fields": [
            {
                "field": field.field,
                "label": field.label,
                "before": field.before,
                "after": field.after,
            }
            for field in each.fields
        ],
        "revisions": list(each.revisions),
    }


def _revisions(register: Register, kind: str, key: int) -> list[RevisionRow]:
    where = {"records": history.about([(kind, key)])}
    return register.rows(RevisionRow, Wanted(register.today, where=where)).page()


def _plain(row: RevisionRow) -> dict[str, Any]:
    return {"revision": row.id, "at": row.at.isoformat(), "who": row.who, "title": row.title}


def _missing(record: str, past: list[RevisionRow]) -> str:
    if not past:
        return tr("{record} is not in the register.", record=record)
    return tr(
        "{record} was deleted by revision {number}, “{title}”.",
        record=record,
        number=past[-1].id,
        title=past[-1].title,
    )
