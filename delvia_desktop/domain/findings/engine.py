"""All rules asked about a situation: everything at once, or only around what was touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from delvia_desktop.domain.findings.rules import (
    admins,
    evidence,
    ownership,
    partners,
    people,
    reviews,
    shares,
    surfaces,
)
from delvia_desktop.domain.records.findings import Finding, Name, Rule
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
)
"""Every check that a register has the data for (`resources/vocabulary/rules.json`)."""


def ask_all(situation: Situation) -> dict[str, Finding]:
    """Return every finding by its id."""
    found: dict[str, Finding] = {}
    for number, rule in enumerate(RULES):
        progress(number, len(RULES))
        records = situation.opened if rule.only_open else situation.all
        for record in records(rule.kind).values():
            said = rule.ask(situation, record)
            if said is not None:
                found[f"{rule.code}/{rule.kind}/{record.id}"] = Finding(
                    rule.code, rule.kind, record.id, said
                )
    return found


def ask_again(
    before: Mapping[str, Finding], then: Situation, now: Situation, touched: Iterable[Name]
) -> dict[str, Finding]:
    """Return every finding after records were touched, asking only around these.

    `then` is the situation that `before` was found in, on the same day as `now`.
    """
    names = set(touched)
    around = then.around(names) | now.around(names)
    found = {
        key: finding
        for key, finding in before.items()
        if (finding.kind, finding.record) not in around
        and (finding.rule, finding.kind) not in _WIDE
    }
    for rule in RULES:
        records = (now.opened if rule.only_open else now.all)(rule.kind)
        asked = records.values() if rule.is_wide else _some(records, rule.kind, around)
        for record in asked:
            said = rule.ask(now, record)
            if said is not None:
                finding = Finding(rule.code, rule.kind, int(record.id), said)
                found[finding.id] = finding
    return found


def _some(records: Mapping[int, Any], kind: str, names: Iterable[Name]) -> list[Any]:
    return [records[key] for of, key in names if of == kind and key in records]


_WIDE = frozenset((rule.code, rule.kind) for rule in RULES if rule.is_wide)
