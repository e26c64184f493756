"""All rules asked about a situation: everything at once, or only around what was touched."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from delvia_desktop.domain.findings.rules import (
    admins,
    comparisons,
    duplicates,
    evidence,
    ownership,
    partners,
    people,
    reviews,
    shares,
    surfaces,
)
from delvia_desktop.domain.records.findings import Finding, Name, Rule, severity_order
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.progress import progress

RULES: tuple[Rule, ...] = (
    *ownership.RULES,
    *admins.RULES,
    *partners.RULES,
    *shares.RULES,
    *people.RULES,
    *surfaces.RULES,
    *reviews.RULES,
    *evidence.RULES,
    *duplicates.RULES,
    *comparisons.RULES,
)
"""Every check that a register has the data for (`resources/vocabulary/rules.json`)."""


RuleOf = tuple[str, str]
"""A rule and the kind of record that it asks about."""

Found = Mapping[RuleOf, tuple[Finding, ...]]
"""The findings of each rule in the order of their records, the worst rules first."""

_record = attrgetter("record")


class FoundAgain(NamedTuple):
    """What is found after an act, what of it is new, and what was found before and is not now."""

    found: Found
    new: list[Finding]
    gone: list[Finding]


def found_by_rule(findings: Iterable[Finding]) -> Found:
    """Let the engine ask all rules about a situation: return findings by rule."""
    by_rule: dict[RuleOf, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.rule, finding.kind), []).append(finding)
    return _in_order({rule: tuple(sorted(found, key=_record)) for rule, found in by_rule.items()})


def ask_all(situation: Situation) -> Found:
    """Let the engine ask all rules about a situation, and return every finding."""
    found: dict[RuleOf, tuple[Finding, ...]] = {}
    for number, rule in enumerate(RULES):
        progress(number, len(RULES))
        found[rule.code, rule.kind] = _ask(rule, situation, _records(rule, situation).values())
    return _in_order(found)


def ask_again(before: Found, now: Situation, names: Iterable[Name]) -> FoundAgain:
    """Let the engine ask the rules again after an act, only around what it touched."""
    around: dict[str, set[int]] = {}
    for kind, key in names:
        around.setdefault(kind, set()).add(key)
    found = dict(before)
    new: list[Finding] = []
    gone: list[Finding] = []
    for rule in RULES:
        known, records = before.get((rule.code, rule.kind), ()), _records(rule, now)
        if rule.is_wide:
            asked = _ask(rule, now, records.values())
            left = list(known)
        elif keys := around.get(rule.kind):
            asked = _ask(rule, now, (records[key] for key in sorted(keys) if key in records))
            left = [f for f in (of_record(known, key) for key in sorted(keys)) if f is not None]
        else:
            continue
        found[rule.code, rule.kind] = asked if rule.is_wide else _exchanged(known, left, asked)
        new += asked
        gone += left
    return FoundAgain(_in_order(found), new, gone)


def _records(rule: Rule, situation: Situation) -> Mapping[int, Any]:
    return (situation.opened if rule.only_open else situation.all)(rule.kind)


def _ask(rule: Rule, situation: Situation, records: Iterable[Any]) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule.code, rule.kind, int(record.id), said)
        for record in records
        if (said := rule.ask(situation, record)) is not None
    )


def of_record(found: tuple[Finding, ...], record: int) -> Finding | None:
    """Return what the engine found about one record by a rule; None if nothing."""
    place = bisect_left(found, record, key=_record)
    return found[place] if place < len(found) and found[place].record == record else None


def _exchanged(
    known: tuple[Finding, ...], gone: list[Finding], new: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return findings without some and with others, copying what lies between as a whole."""
    if not gone and not new:
        return known
    made: list[Finding] = []
    start = 0
    changes = {**dict.fromkeys(map(_record, gone)), **{each.record: each for each in new}}
    for record in sorted(changes):
        place = bisect_left(known, record, start, key=_record)
        made += known[start:place]
        start = place + (place < len(known) and known[place].record == record)
        if (finding := changes[record]) is not None:
            made.append(finding)
    return (*made, *known[start:])


def _in_order(found: Found) -> Found:
    """Return what each rule found, where it found anything, the worst rules first."""
    return {rule: found[rule] for rule in sorted(found, key=severity_order) if found[rule]}
