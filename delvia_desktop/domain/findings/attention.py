"""What needs attention: the findings that nobody accepted, counted and told line by line."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from delvia_desktop.domain.findings.coming import Coming, coming_in
from delvia_desktop.domain.findings.engine import ask_again, ask_all
from delvia_desktop.domain.records.acceptances import Acceptance, is_accepted
from delvia_desktop.domain.records.findings import Finding, Name, NextStep, by_severity, rule_text
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import later, tr

AHEAD = 90
"""Days over which a person looks ahead."""

_URGENT = frozenset({"critical", "high"})
_FEW = 3
"""Findings of one rule that are told one by one; more are told as one line."""


class AttentionLine(NamedTuple):
    """One line of what needs attention: one finding, or several of one rule.

    `together` are the steps that end several at once.
    """

    rule: str
    severity: str
    message: str
    step: NextStep
    findings: tuple[Finding, ...]
    together: tuple[NextStep, ...] = ()


@dataclass(frozen=True, eq=False)
class Attention:
    """Every finding of a picture, by its id."""

    situation: Situation
    found: Mapping[str, Finding]

    @functools.cached_property
    def accepted(self) -> Mapping[str, Acceptance]:
        """The acceptances that hold on the day, by the finding they are of."""
        return {
            acceptance.finding: acceptance
            for acceptance in self.situation.picture.acceptances.values()
            if is_accepted(acceptance, self.situation.on)
        }

    @functools.cached_property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody accepted, the worst first."""
        taken = self.accepted
        return tuple(by_severity(f for key, f in self.found.items() if key not in taken))

    @functools.cached_property
    def counts(self) -> Counter[str]:
        """How many findings there are of each severity."""
        rules = Counter(finding.rule for finding in self.open)
        counted: Counter[str] = Counter()
        for rule, count in rules.items():
            counted[rule_text(rule).severity] += count
        return counted

    @property
    def urgent_findings(self) -> int:
        """How many findings are critical or high."""
        return sum(self.counts[severity] for severity in _URGENT)

    @functools.cached_property
    def urgent(self) -> Counter[str]:
        """How many critical or high findings are about records of each kind.

        Each is counted once, so that the places and what is about the brand add up to all of them,
        and one about a partner does not count for each of its shares.
        """
        return Counter(each.kind for each in self.open if each.severity in _URGENT)

    @functools.cached_property
    def lines(self) -> tuple[AttentionLine, ...]:
        """What needs attention line by line; many findings of one rule are one line."""
        return lines_of(self.open)

    def of_rule(self, rule: str) -> tuple[Finding, ...]:
        """Return the open findings of a rule."""
        return tuple(finding for finding in self.open if finding.rule == rule)

    def touching(self, name: Name) -> tuple[Finding, ...]:
        """Return the open findings that concern a record, the worst first."""
        return tuple(self.by_record.get(name, ()))

    @functools.cached_property
    def coming(self) -> tuple[Coming, ...]:
        """What ends or falls due within AHEAD days, and what should have ended."""
        return coming_in(self.situation, AHEAD)

    @functools.cached_property
    def by_record(self) -> Mapping[Name, list[Finding]]:
        """The open findings by every record that they concern."""
        found: dict[Name, list[Finding]] = {}
        for finding in self.open:
            for name in finding.records:
                found.setdefault(name, []).append(finding)
        return found


def look(picture: Picture) -> Attention:
    """Ask every rule about a picture."""
    situation = Situation(picture)
    return Attention(situation, ask_all(situation))


def look_again(before: Attention, picture: Picture, touched: set[Name]) -> Attention:
    """Ask again only around the records that an act touched."""
    now = Situation(picture)
    is_other_day = before.situation.on != picture.on
    is_begun = before.situation.grounds() != now.grounds()
    is_about_all = any(kind in {"threshold", "brand"} for kind, _ in touched)
    if is_other_day or is_begun or is_about_all:
        return Attention(now, ask_all(now))
    return Attention(now, ask_again(before.found, before.situation, now, touched))


def lines_of(
    findings: Iterable[Finding], one_by_one: Collection[str] = frozenset()
) -> tuple[AttentionLine, ...]:
    """Return findings as lines; many of one rule are one, but for those of some severities."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(
        line
        for same in by_rule.values()
        for line in (
            [line_of(finding) for finding in same]
            if len(same) <= _FEW or same[0].severity in one_by_one
            else [_several(same)]
        )
    )


def line_of(finding: Finding) -> AttentionLine:
    """Return one finding as a line."""
    return AttentionLine(
        finding.rule, finding.severity, finding.message, finding.next_step, (finding,)
    )


def _several(findings: list[Finding]) -> AttentionLine:
    text = rule_text(findings[0].rule)
    message = tr("{title} ({n})", title=tr(text.title), n=len(findings))
    first = findings[0]
    step = NextStep(tr(later("Show all")), first.kind, first.record)
    together = dict.fromkeys(f.together for f in findings if f.together is not None)
    return AttentionLine(text.code, text.severity, message, step, tuple(findings), tuple(together))
