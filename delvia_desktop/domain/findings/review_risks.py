"""Items of a review that something is wrong with: to keep what is serious needs a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from delvia_desktop.domain.access.logins import HOLDERS, Login
from delvia_desktop.domain.access.people import Person, has_gone
from delvia_desktop.domain.findings.attention import Attention
from delvia_desktop.domain.records.findings import Finding
from delvia_desktop.domain.records.reviews import Decision, ReviewLine
from delvia_desktop.domain.records.situation import Situation

_SERIOUS = frozenset({"critical", "high"})
STAYS = frozenset({Decision.KEPT, Decision.EXCEPTION})
"""Decisions that leave the access as it is."""

_OF_REVIEWS = "REV-"
"""Rules about reviews begin so; what a review itself left open is no reason against keeping."""


def is_serious(severity: str) -> bool:
    """Tell whether access with a finding of a severity is kept only for a reason."""
    return severity in _SERIOUS


def risks(attention: Attention, line: ReviewLine) -> list[Finding]:
    """Return the serious open findings about the access of a line, the worst first."""
    found = attention.touching((line.subject_kind, line.subject))
    return [finding for finding in _of_access(found) if is_serious(finding.severity)]


def worst(attention: Attention, line: ReviewLine) -> Finding | None:
    """Return the worst open finding about the access of a line, however serious it is."""
    return next(iter(_of_access(attention.touching((line.subject_kind, line.subject)))), None)


def left_holder(situation: Situation, line: ReviewLine) -> Person | None:
    """Return the person who holds the access of a line and has left; None where nobody has."""
    record = situation.all(line.subject_kind).get(line.subject)
    if isinstance(record, Login):
        keys = [getattr(record, name) for name in HOLDERS]
    else:
        keys = [getattr(record, "person", None)]
    people = [situation.picture.people[key] for key in keys if key is not None]
    gone = [person for person in people if has_gone(person, situation.on)]
    return next((p for p in gone if not isinstance(record, Login) or p.name == line.who), None)


def severities(attention: Attention) -> Mapping[str, str]:
    """Return how serious the worst open finding about each record is, by `kind/number`."""
    return {
        f"{kind}/{key}": worst.severity
        for (kind, key), found in attention.by_record.items()
        for worst in _of_access(found)[:1]
    }


def _of_access(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.rule.startswith(_OF_REVIEWS)]


def kept_risks(attention: Attention, lines: Iterable[ReviewLine]) -> list[Finding]:
    """Return each serious finding about what was kept all the same, once."""
    found = {
        finding.id: finding
        for line in lines
        if line.decision in STAYS
        for finding in risks(attention, line)
    }
    return list(found.values())
