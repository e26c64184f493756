"""Items of a review that something serious is wrong with: to keep one needs a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from delvia_desktop.domain.attention import Attention
from delvia_desktop.domain.findings import Finding
from delvia_desktop.domain.reviews import Decision, ReviewLine

_SERIOUS = frozenset({"critical", "high"})
_OF_REVIEWS = "REV-"
"""Rules about reviews begin so; what a review itself left open is no reason against keeping."""


def is_serious(severity: str) -> bool:
    """Tell whether access with a finding of a severity is kept only for a reason."""
    return severity in _SERIOUS


def risks(attention: Attention, line: ReviewLine) -> list[Finding]:
    """Return the serious open findings about the access of a line, the worst first."""
    found = attention.touching((line.subject_kind, line.subject))
    return [finding for finding in _of_access(found) if is_serious(finding.severity)]


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
    stays = {Decision.KEPT, Decision.EXCEPTION}
    found = {
        finding.id: finding
        for line in lines
        if line.decision in stays
        for finding in risks(attention, line)
    }
    return list(found.values())
