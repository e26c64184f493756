"""`delvia import`: what others have, as a plan of differences, and the plan done as one act."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from delvia_desktop.cli.opening import FILE, JSON, opened_at
from delvia_desktop.cli.output import json_text
from delvia_desktop.cli.progress_bar import progress_bar
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.domain.plans.cells import type_meant
from delvia_desktop.domain.plans.columns import LISTED
from delvia_desktop.domain.plans.plan import ItemState, Plan
from delvia_desktop.domain.records.kinds import kind_words
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.partners import business_center_of, partner_named
from delvia_desktop.services.plans.plan_file import plan_json, read_decisions, read_plan
from delvia_desktop.services.plans.planning import apply_plan, make_plan
from delvia_desktop.services.plans.reading import (
    mappings_json,
    read_files,
    read_mappings,
    scope_of,
    source_file,
    text_in,
)
from delvia_desktop.services.plans.source_bytes import SourceBytes
from delvia_desktop.services.register.outputs import save
from delvia_desktop.services.register.register import Register

DIFFERS = 4
"""The exit code where a source and the register differ."""

_SOURCES = click.argument(
    "sources", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
_MAPPING = click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE", help="What each column means, as `delvia import columns` writes it.",
)  # fmt: skip
_DECIDE = click.option(
    "--decide", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE", help="Answers to the plan's questions: a JSON object of keys and answers.",
)  # fmt: skip
_ENCODING = click.option("--encoding", default="", help="The encoding of a text, such as cp1252.")


@click.group("import")
def import_() -> None:
    """Compare tables and TikTok's answers with a register, and record what differs."""


@import_.command("columns")
@FILE
@_SOURCES
@_ENCODING
def columns(file: Path, sources: Sequence[Path], encoding: str) -> None:
    """Print what each column of tables means, to be changed and given to --mapping."""
    with opened_at(file):
        click.echo(mappings_json(read_files(_files(sources), encoding=encoding).mappings))


@import_.command("plan")
@FILE
@_SOURCES
@click.option("--kind", type=click.Choice(LISTED), help="The kind of record of every row.")
@_MAPPING
@click.option("--partner", metavar="PARTNER", help="The partner whose list this is.")
@click.option("--type", "asset_type", metavar="TYPE", help="The type of every asset in it.")
@click.option("--complete", is_flag=True, help="Nothing else exists: tell what is missing.")
@_DECIDE
@_ENCODING
@JSON
@writes("Where to keep the plan, to apply it later.", is_required=False)
def plan(  # noqa: PLR0913 - click passes every option by its name
    file: Path,
    sources: Sequence[Path],
    *,
    kind: str | None,
    mapping: Path | None,
    partner: str | None,
    asset_type: str | None,
    complete: bool,
    decide: Path | None,
    encoding: str,
    as_json: bool,
    target: Output | None,
) -> None:
    """Compare sources with a register; nothing is recorded.

    Exit codes: 0 no differences, 4 differences, 1 refused.
    """
    with opened_at(file) as opened:
        key, constants = _constants(opened, partner, asset_type)
        with progress_bar(tr("Reading")):
            read = read_files(
                _files(sources),
                kind=kind or "",
                constants=constants,
                mappings=read_mappings(_text(mapping)) if mapping else {},
                encoding=encoding,
            )
        answers = read_decisions(_text(decide)) if decide else {}
        with progress_bar(tr("Comparing")):
            scope = scope_of(read, key) if complete else None
            made = make_plan(opened, read.lines, read.files, answers, scope).plan
    for note in read.notes:
        click.echo(note, err=True)
    if target is not None:
        save(target.file, plan_json(made).encode(), target.replacing)
        click.echo(tr("Wrote {file}.", file=str(target)), err=as_json)
    _show(made, as_json=as_json)
    if made.has_differences:
        raise click.exceptions.Exit(DIFFERS)


@import_.command("apply")
@FILE
@click.argument("plan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_DECIDE
@click.option("--keep", is_flag=True, help="Keep what was read as evidence, without secrets.")
@JSON
def apply(file: Path, plan: Path, *, decide: Path | None, keep: bool, as_json: bool) -> None:
    """Record what a plan says, as one act that can be undone.

    What is undecided or has a problem is not recorded, and named again.
    """
    made = read_plan(_text(plan))
    answers = read_decisions(_text(decide)) if decide else {}
    with opened_at(file) as opened, progress_bar(tr("Importing")):
        done = apply_plan(opened, made, answers, keeps_source=keep)
    _show(done, as_json=as_json)


def _files(sources: Sequence[Path]) -> list[SourceBytes]:
    return [source_file(source) for source in sources]


def _text(file: Path) -> str:
    """Return the text of a file in whatever encoding it shows; raises Refused."""
    return text_in(source_file(file))


def _constants(
    opened: Register, partner: str | None, asset_type: str | None
) -> tuple[int | None, Mapping[str, str]]:
    constants = {}
    if asset_type:
        constants["asset_type"] = type_meant(asset_type)
        if not constants["asset_type"]:
            raise Refused(tr("“{type}” is no type of asset.", type=asset_type))
    if partner is None:
        return None, constants
    found = partner_named(opened, partner)
    center = business_center_of(opened, found)
    constants["partner"] = found.name
    if center is not None:
        constants["partner_id"] = center.bc_id
    return found.id, constants


def _show(made: Plan, *, as_json: bool) -> None:
    """Print a plan: how many lines came to what, what differs, and what is to be decided."""
    if as_json:
        json_text(json.loads(plan_json(made)))
        return
    if not made.has_differences:
        click.echo(tr("No differences."))
    counts = ", ".join(f"{state} {n}" for state, n in made.counts.items() if n or state == "read")
    click.echo(counts)
    for item in made.items:
        if item.state is not ItemState.SAME:
            place = made.lines[item.line].place.words() if item.line is not None else ""
            what = f"{kind_words(item.kind)} {item.name}".strip()
            change = f"{item.field}: {item.now or '—'} → {item.then or '—'}" if item.field else ""
            click.echo("  ".join(filter(None, (item.state.value, what, change, item.why, place))))
    for question in made.open_questions:
        click.echo(f"? {question.key}: {question.text} ({question.lines})")
        for choice in question.choices:
            click.echo(f"    {choice.code}: {choice.label} {choice.hint}".rstrip())
