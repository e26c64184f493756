"""Items of a review that something serious is wrong with: to keep one needs a reason."""

from __future__ import annotations

from collections.abc import Iterable

from delvia_desktop.domain.attention import Attention
from delvia_desktop.domain.findings import Finding
from delvia_desktop.domain.reviews import Decision, ReviewLine
from delvia_desktop.domain.work_rows import ReviewLineRow

_SERIOUS = frozenset({"critical", "high"})
_OF_REVIEWS = "REV-"
"""Rules about reviews begin so; what a review itself left open is no reason against keeping."""


def risks(attention: Attention, line: ReviewLine | ReviewLineRow) -> list[Finding]:
    """Return the serious open findings about the access of a line, the worst first."""
    return [
        finding
        for finding in attention.touching((line.subject_kind, line.subject))
        if finding.severity in _SERIOUS and not finding.rule.startswith(_OF_REVIEWS)
    ]


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
