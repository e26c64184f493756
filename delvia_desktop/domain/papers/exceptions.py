"""What is open or lived with at the time of printing: it stands on the paper as an exception."""

from __future__ import annotations

from collections.abc import Collection

from delvia_desktop.domain.attention import Attention
from delvia_desktop.domain.findings import Finding, Name
from delvia_desktop.domain.papers.content import Cell, Section, Words, section, words
from delvia_desktop.domain.vocabulary import term
from delvia_desktop.i18n import show_day, tr

_TOLD = frozenset({"critical", "high"})


def exceptions(attention: Attention, names: Collection[Name] | None) -> tuple[Section, ...]:
    """Return the open critical and high findings about some records, and those that are accepted.

    None stands for every record.
    """
    is_told = [f for f in attention.open if f.severity in _TOLD and _concerns(f, names)]
    columns = ((tr("Severity"), 14), (tr("What is open"), 56), (tr("Next step"), 30))
    opened = section(
        tr("Open points at the time of printing"), columns, [_row(finding) for finding in is_told]
    )
    accepted = [
        (attention.found[key], taken)
        for key, taken in attention.accepted.items()
        if key in attention.found and _concerns(attention.found[key], names)
    ]
    if not accepted:
        return (opened,)
    rows = [
        (
            words(finding.message),
            words(taken.reason, taken.accepted_by),
            words(show_day(taken.until)),
        )
        for finding, taken in accepted
    ]
    columns = (
        (tr("What is lived with"), 50),
        (tr("Why, and who accepted it"), 32),
        (tr("Until"), 18),
    )
    return opened, section(tr("Accepted until a day"), columns, rows)


def _concerns(finding: Finding, names: Collection[Name] | None) -> bool:
    return names is None or any(name in names for name in finding.records)


def _row(finding: Finding) -> tuple[Cell, ...]:
    severity = term("severity", finding.severity)
    return (
        (Words(tr(severity.label), finding.severity),),
        words(finding.message),
        words(finding.next_step.text.removesuffix("…")),
    )
