"""`delvia duplicates`: records that are likely one and the same, typed twice."""

from __future__ import annotations

from pathlib import Path

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import FILE, JSON, opened_at
from delvia_desktop.i18n import tr
from delvia_desktop.services.plans.duplicates import LikelyPair, likely_pairs


@click.command()
@FILE
@JSON
def duplicates(file: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """List records that are likely the same, recorded twice: the surest of each kind first."""
    with opened_at(file) as opened:
        found = likely_pairs(opened)
    if as_json:
        output.json_text(
            [{"records": [_name(p, p.first), _name(p, p.second)], "why": p.why} for p in found]
        )
        return
    for pair in found:
        both = (f"{_name(pair, each)} {each.name}" for each in (pair.first, pair.second))
        click.echo("   ".join((*both, pair.why)))
    if not found:
        click.echo(tr("No two records look the same."))


def _name(pair: LikelyPair, record: object) -> str:
    return f"{pair.kind}/{getattr(record, 'id', 0)}"
