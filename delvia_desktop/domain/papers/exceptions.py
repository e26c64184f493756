"""What is open or lived with at the time of printing: it stands on papers that stay with us."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from delvia_desktop.domain.findings.attention import Attention, AttentionLine, lines_of
from delvia_desktop.domain.papers.content import Cell, Section, Words, section, words
from delvia_desktop.domain.records.findings import SEVERITIES, Finding, Name
from delvia_desktop.domain.words.vocabulary import term
from delvia_desktop.i18n import ntr, show_day, tr

_ONE_BY_ONE = frozenset({"critical", "high"})
_TOLD = _ONE_BY_ONE | {"medium"}


def exceptions(
    attention: Attention,
    names: Collection[Name] | None,
    *,
    more: Iterable[Finding] = (),
    scope: str = "",
) -> tuple[Section, ...]:
    """Return a paper's exceptions: what is open about some records, or accepted.

    None stands for every record. Many findings of one rule that are of medium weight are one line.
    What is open about other papers is left out: that one came back signed is no new knowledge, so
    the same paper printed again would say something stale. `more` is open too, told one by one
    where a rule tells it together. `scope` says what of all that is open stands here.
    """
    apart = list(more)
    one_by_one = {finding.rule for finding in apart}
    opened = [
        finding
        for finding in attention.open
        if concerns(finding, names) and finding.rule not in one_by_one
    ]
    opened = list({finding.id: finding for finding in (*opened, *apart)}.values())
    opened.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    lines = [line for line in lines_of(opened, _ONE_BY_ONE) if line.severity in _TOLD]
    columns = ((tr("Severity"), 14), (tr("Finding"), 56), (tr("Next step"), 30))
    count = sum(len(line.findings) for line in lines)
    counted = ntr("{n} finding.", "{n} findings.", count) if count > len(lines) else ""
    lead = " ".join(filter(None, (counted, scope)))
    told = replace(section(_title(), columns, [*map(_row, lines)], lead=lead), told=count)
    accepted = [
        (attention.found[key], taken)
        for key, taken in attention.accepted.items()
        if key in attention.found and concerns(attention.found[key], names)
    ]
    if not accepted:
        return (told,)
    rows = [
        (
            words(sentence(finding.message)),
            words(taken.reason, taken.accepted_by),
            words(show_day(taken.until)),
        )
        for finding, taken in accepted
    ]
    columns = (
        (tr("Accepted finding"), 50),
        (tr("Why, and who accepted it"), 32),
        (tr("Until"), 18),
    )
    return told, section(tr("Accepted for a limited time"), columns, rows)


def open_findings(sections: Iterable[Section]) -> int:
    """Return how many open findings a paper has among its exceptions, in its language."""
    return sum(each.told for each in sections if each.title == _title())


def _title() -> str:
    return tr("Open findings at the time of printing")


def concerns(finding: Finding, names: Collection[Name] | None) -> bool:
    """Tell whether a finding is an exception on a paper about some records, or any."""
    if finding.kind == "access-record":
        return False
    return names is None or any(name in names for name in finding.records)


def _row(line: AttentionLine) -> tuple[Cell, ...]:
    severity = term("severity", line.severity)
    # The step of many findings leads to their list, which is not on the paper.
    step = next(iter(line.together), line.findings[0].next_step)
    return (
        (Words(tr(severity.label), line.severity),),
        words(sentence(line.message)),
        words(step.text.removesuffix("…")),
    )


def sentence(text: str) -> str:
    """Return the words of an exception with a capital at their beginning."""
    return text[:1].upper() + text[1:]
