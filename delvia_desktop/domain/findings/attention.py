"""What needs attention: the findings that nobody accepted, counted and told line by line."""

from __future__ import annotations

import functools
from bisect import insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from delvia_desktop.domain.findings.coming import Coming, ComingDays, days_in
from delvia_desktop.domain.findings.engine import (
    Found,
    FoundAgain,
    ask_again,
    ask_all,
    of_record,
)
from delvia_desktop.domain.records.acceptances import Acceptance, is_accepted
from delvia_desktop.domain.records.findings import Finding, Name, NextStep, place_of, rule_text
from delvia_desktop.domain.records.overlay import laid_over
from delvia_desktop.domain.records.picture import Picture
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.i18n import later, tr

AHEAD = 90
"""Days over which a person looks ahead."""

_URGENT = frozenset({"critical", "high"})
_FEW = 3
"""Findings of one rule that are told one by one; more, or what one act ends, are one line."""


class AttentionLine(NamedTuple):
    """One line of what needs attention: one finding, or several of one rule."""

    rule: str
    severity: str
    message: str
    step: NextStep
    findings: tuple[Finding, ...]

    @property
    def together(self) -> tuple[NextStep, ...]:
        """The steps that end several of the findings at once."""
        if len(self.findings) == 1:
            return ()
        steps = (finding.together for finding in self.findings)
        return tuple(dict.fromkeys(step for step in steps if step is not None))


@dataclass(frozen=True, eq=False)
class Attention:
    """Every finding of a picture."""

    situation: Situation
    by_rule: Found

    @functools.cached_property
    def found(self) -> Mapping[str, Finding]:
        """Every finding by its id."""
        return {f.id: f for findings in self.by_rule.values() for f in findings}

    def finding(self, name: str) -> Finding | None:
        """Return a finding by its id, None if it is not there."""
        rule, kind, record = name.split("/")
        return of_record(self.by_rule.get((rule, kind), ()), int(record))

    @functools.cached_property
    def accepted(self) -> Mapping[str, Acceptance]:
        """The acceptances that hold on the day, by the finding they are of."""
        return {
            acceptance.finding: acceptance
            for acceptance in self.situation.picture.acceptances.values()
            if is_accepted(acceptance, self.situation.on)
        }

    @functools.cached_property
    def _open(self) -> Found:
        """The findings that nobody accepted, by their rules."""
        taken = {name.rpartition("/")[0] for name in self.accepted}
        return {
            rule: tuple(f for f in findings if f.id not in self.accepted)
            if "/".join(rule) in taken
            else findings
            for rule, findings in self.by_rule.items()
        }

    @functools.cached_property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody accepted, the worst first."""
        return tuple(chain.from_iterable(self._open.values()))

    @functools.cached_property
    def counts(self) -> Counter[str]:
        """How many findings there are of each severity."""
        counted: Counter[str] = Counter()
        for (rule, _), findings in self._open.items():
            counted[rule_text(rule).severity] += len(findings)
        return +counted

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
        counted: Counter[str] = Counter()
        for (rule, kind), findings in self._open.items():
            if rule_text(rule).severity in _URGENT:
                counted[kind] += len(findings)
        return +counted

    @functools.cached_property
    def of_rules(self) -> Counter[str]:
        """How many findings of each rule nobody accepted."""
        counted: Counter[str] = Counter()
        for (rule, _), findings in self._open.items():
            counted[rule] += len(findings)
        return +counted

    @functools.cached_property
    def lines(self) -> tuple[AttentionLine, ...]:
        """What needs attention line by line; many findings of one rule are one line."""
        by_rule: dict[str, tuple[Finding, ...]] = {}
        for (rule, _), findings in self._open.items():
            by_rule[rule] = by_rule.get(rule, ()) + findings
        return _lines(by_rule)

    def of_rule(self, rule: str) -> tuple[Finding, ...]:
        """Return the open findings of a rule."""
        return tuple(f for (code, _), found in self._open.items() if code == rule for f in found)

    def touching(self, name: Name) -> tuple[Finding, ...]:
        """Return the open findings that concern a record, the worst first."""
        return tuple(self.by_record.get(name, ()))

    @functools.cached_property
    def coming(self) -> tuple[Coming, ...]:
        """What ends or falls due within AHEAD days, and what should have ended."""
        return self.days.all

    @functools.cached_property
    def days(self) -> ComingDays:
        """The same, apart by what an act changes of it."""
        return days_in(self.situation, AHEAD)

    @functools.cached_property
    def by_record(self) -> Mapping[Name, list[Finding]]:
        """The open findings by every record that they concern."""
        found: dict[Name, list[Finding]] = {}
        for finding in self.open:
            for name in finding.records:
                found.setdefault(name, []).append(finding)
        return found

    def after(self, now: Situation, touched: set[Name]) -> Attention:
        """Return what needs attention after an act on the same day, asking only around it."""
        around = self.situation.around(touched) | now.around(touched)
        asked = ask_again(self.by_rule, now, around)
        again = Attention(now, asked.found)
        vars(again)["by_record"] = self._recorded_again(again, asked)
        vars(again)["days"] = self.days.after(self.situation, now, around)
        return again

    def _recorded_again(self, again: Attention, asked: FoundAgain) -> Mapping[Name, list[Finding]]:
        """Return the open findings by record after an act, changed where it changed any."""
        other = self.accepted.keys() ^ again.accepted.keys()
        left = [f for name in other if (f := self.finding(name)) is not None]
        come = [f for name in other if (f := again.finding(name)) is not None]
        gone = {id(f): f for f in (*asked.gone, *left) if f.id not in self.accepted}
        new = {id(f): f for f in (*asked.new, *come) if f.id not in again.accepted}
        names = {name for f in (*gone.values(), *new.values()) for name in f.records}
        changes = {
            name: [f for f in self.by_record.get(name, ()) if id(f) not in gone] for name in names
        }
        for finding in new.values():
            for name in finding.records:
                insort(changes[name], finding, key=place_of)
        return laid_over(self.by_record, {name: found or None for name, found in changes.items()})


def look(picture: Picture) -> Attention:
    """Ask every rule about a picture for what needs attention."""
    return attention_in(Situation(picture))


def attention_in(situation: Situation) -> Attention:
    """Ask every rule about a situation for what needs attention."""
    return Attention(situation, ask_all(situation))


def look_again(before: Attention, now: Situation, touched: set[Name]) -> Attention:
    """Ask again what needs attention, only around the records that an act touched."""
    if before.situation.on != now.on or concerns_all(touched):
        return attention_in(now)
    is_begun = before.situation.grounds() != now.grounds()
    return attention_in(now) if is_begun else before.after(now, touched)


def concerns_all(touched: Iterable[Name]) -> bool:
    """Tell whether an act changed what all that needs attention goes by."""
    return any(kind in {"threshold", "brand"} for kind, _ in touched)


def lines_of(
    findings: Iterable[Finding], one_by_one: Collection[str] = frozenset()
) -> tuple[AttentionLine, ...]:
    """Return what needs attention as lines, many of one rule as one, but for some severities."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return _lines({rule: tuple(found) for rule, found in by_rule.items()}, one_by_one)


def _is_told_singly(same: Sequence[Finding]) -> bool:
    """Tell whether findings of one rule are few, and no one act ends all of them."""
    if len(same) <= 1 or len(same) > _FEW:
        return len(same) <= 1
    together = {finding.said.together for finding in same}
    return len(together) > 1 or None in together


def _lines(
    by_rule: Mapping[str, tuple[Finding, ...]], one_by_one: Collection[str] = frozenset()
) -> tuple[AttentionLine, ...]:
    return tuple(
        line
        for same in by_rule.values()
        for line in (
            [line_of(finding) for finding in same]
            if _is_told_singly(same) or same[0].severity in one_by_one
            else [_several(same)]
        )
    )


def line_of(finding: Finding) -> AttentionLine:
    """Return one finding as a line of what needs attention."""
    return AttentionLine(
        finding.rule, finding.severity, finding.message, finding.next_step, (finding,)
    )


def _several(findings: tuple[Finding, ...]) -> AttentionLine:
    text = rule_text(findings[0].rule)
    message = tr("{title} ({n})", title=tr(text.title), n=len(findings))
    first = findings[0]
    step = NextStep(tr(later("Show all")), first.kind, first.record)
    return AttentionLine(text.code, text.severity, message, step, findings)
