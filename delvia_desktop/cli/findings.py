"""`delvia findings`: what is wrong or risky, for a person to read or for a job to watch."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from delvia_desktop.cli import output
from delvia_desktop.cli.opening import AS_OF, FILE, JSON, ON, at, day_of, opened_at
from delvia_desktop.domain.records.acceptances import Acceptance
from delvia_desktop.domain.records.findings import Finding, rule_text
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import show_day, tr
from delvia_desktop.services.findings.findings import find

CRITICAL_IS_OPEN = 3
"""The exit code by which a scheduled job knows that something cannot wait."""


@click.command()
@FILE
@ON
@AS_OF
@click.option("--accepted", is_flag=True, help="Include accepted findings.")
@JSON
def findings(
    file: Path,
    day: str | None,
    moment: str | None,
    accepted: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """List findings, most severe first; exit code 3 if a critical one is open."""
    with opened_at(file) as opened, at(opened, moment) as seen:
        attention = find(seen, day_of(day, seen, opened, moment))
        told: list[tuple[Finding, Acceptance | None]] = [(f, None) for f in attention.open]
        if accepted:
            taken = attention.accepted
            told += [(attention.found[key], taken[key]) for key in taken if key in attention.found]
        if as_json:
            output.json_text([_plain(finding, taken) for finding, taken in told])
        else:
            for finding, acceptance in told:
                click.echo(_sentence(finding, acceptance))
            if not told:
                click.echo(tr("Nothing needs attention."))
    if attention.counts["critical"]:
        sys.exit(CRITICAL_IS_OPEN)


def _plain(finding: Finding, acceptance: Acceptance | None) -> dict[str, Any]:
    text, step = rule_text(finding.rule), finding.next_step
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "why": tr(text.why),
        "source": text.source,
        "records": [f"{kind}/{key}" for kind, key in finding.records],
        "next_step": {"text": step.text, "record": f"{step.kind}/{step.id}", "act": step.act},
        "accepted_until": acceptance.until.isoformat() if acceptance else None,
        "accepted_because": acceptance.reason if acceptance else None,
    }


def _sentence(finding: Finding, acceptance: Acceptance | None) -> str:
    severity = tr(term("severity", finding.severity).label)
    line = f"{severity:8}  {finding.rule:6}  {finding.message}"
    if acceptance is None:
        return f"{line}  → {finding.next_step.text}"
    until = tr("accepted until {day}", day=show_day(acceptance.until))
    return f"{line}  ({until}: {acceptance.reason})"
