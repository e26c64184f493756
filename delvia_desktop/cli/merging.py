"""`delvia merge`: a copy of the register that went its own way, brought together with it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from delvia_desktop.cli.opening import FILE, closing, opened_at
from delvia_desktop.cli.writing import Output, writes
from delvia_desktop.domain.plans.three_way import Side
from delvia_desktop.domain.words.errors import Refused
from delvia_desktop.i18n import ntr, tr
from delvia_desktop.services.plans.merge_planning import plan_merge
from delvia_desktop.services.plans.merge_words import MergeLine, merge_lines, plan_json
from delvia_desktop.services.plans.merging import MergePlan, merge_copy, open_copy
from delvia_desktop.services.plans.plan_file import read_decisions
from delvia_desktop.services.plans.reading import source_file, text_in
from delvia_desktop.services.register import outputs

DIFFERENCES = 4
"""The exit code by which a job knows that the copies differ."""


@click.command()
@FILE
@click.argument("other", type=click.Path(path_type=Path))
@click.option(
    "--decide",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help='Which side is right in each conflict: a JSON object such as {"person/3.job": "theirs"}.',
)
@click.option("--ours", "side", flag_value="ours", help="Keep ours in all other conflicts.")
@click.option("--theirs", "side", flag_value="theirs", help="Take theirs in all other conflicts.")
@writes("Write what would change as JSON and change nothing.", is_required=False)
def merge(
    file: Path, other: Path, *, decide: Path | None, side: str | None, target: Output | None
) -> None:
    """Take over what another copy of the same register has, as one change.

    Each record is compared with the last revision that both copies have. Conflicts are listed with
    the keys that --decide takes. Exit code 4 with -o if there are differences; 1 if a conflict is
    not decided.
    """
    with opened_at(file) as opened, closing(open_copy(opened, other)) as copy:
        decisions = _decisions(decide) if decide is not None else {}
        plan = plan_merge(opened, copy, Side(side) if side else None, decisions)
        if target is not None:
            outputs.save(target.file, plan_json(opened, plan), target.replacing)
            click.echo(tr("Wrote {file}.", file=str(target)))
            if plan.has_differences:
                sys.exit(DIFFERENCES)
            return
        if not plan.has_differences:
            click.echo(tr("The copy has nothing that the register does not have."))
            return
        _expect_conflicts(decisions, plan)
        lines = merge_lines(opened, plan)
        undecided = [line for line in lines if line.key and line.key not in plan.decisions]
        if undecided or plan.obstacles:
            told = [*map(_words, undecided), *plan.obstacles]
            raise Refused("\n".join([*told, _remedy(len(told))]))
        opened.perform(merge_copy, plan, copy.content)
        for line in lines:
            if not line.key:
                click.echo(_words(line))
        click.echo(opened.undo_title)


def _remedy(n: int) -> str:
    return ntr(
        "{n} difference must be decided first. Nothing was changed. Use --decide, --ours or "
        "--theirs, or correct one of the copies.",
        "{n} differences must be decided first. Nothing was changed. Use --decide, --ours or "
        "--theirs, or correct one of the copies.",
        n,
    )


def _decisions(file: Path) -> dict[str, Side]:
    """Read which side is right in each conflict; raises Refused."""
    answers = read_decisions(text_in(source_file(file)))
    for key, answer in answers.items():
        if answer not in set(Side):
            raise Refused(
                tr("“{answer}” does not decide {key}. Use ours or theirs.", answer=answer, key=key)
            )
    return {key: Side(answer) for key, answer in answers.items()}


def _expect_conflicts(decisions: Mapping[str, Side], plan: MergePlan) -> None:
    """Refuse decisions of what is no conflict: the one that was meant would go another way."""
    for key in sorted(decisions.keys() - {conflict.key for conflict in plan.conflicts}):
        raise Refused(
            tr("{key} is not a conflict between these copies. Nothing was changed.", key=key)
        )


def _words(line: MergeLine) -> str:
    """Return a line of a merge as text, with a line for each of its fields."""
    what = {
        "added": tr("Added"),
        "changed": tr("Changed"),
        "gone": tr("Deleted"),
        "conflict": tr("Conflict"),
    }[line.what]
    told = [f"{what:<8} {line.kind:<18} {line.name}"]
    if line.what == "conflict":
        told[0] += f"  {line.key}"
        told += (
            tr("         {label}: here {here}, in the copy {there}", **field._asdict())
            for field in line.fields
        )
        if line.told:
            told.append(f"         {line.told}")
    else:
        told += (f"         {each.label}: {each.here} → {each.there}" for each in line.fields)
    return "\n".join(told)
