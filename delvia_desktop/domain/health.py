"""Health: how much of a register is in order, as one figure with its reasons."""

from __future__ import annotations

import functools
from collections import Counter
from typing import NamedTuple

from delvia_desktop.domain.attention import Attention
from delvia_desktop.domain.findings import Name
from delvia_desktop.domain.situation import Situation

WEIGHTS = {"critical": 1.0, "high": 0.5, "medium": 0.2, "low": 0.05, "info": 0.0}
"""The part of a record's health that its worst finding costs."""

_WHOLE = 100


class Reason(NamedTuple):
    """What costs health: a rule, how many records it touches, and how many points that is."""

    rule: str
    records: int
    points: float


class Health(NamedTuple):
    """How much is in order, from 0 to 100, of how many records, and what costs the most."""

    figure: int
    records: int
    reasons: tuple[Reason, ...]


@functools.lru_cache(1)
def health_of(attention: Attention) -> Health:
    """Return how much is in order; the last answer is kept, as it is shown again and again.

    Every asset, person, connected partner and Business Center of ours counts once, and loses the
    weight of the worst finding that concerns it.
    """
    worst: dict[Name, tuple[float, str]] = dict.fromkeys(_counted(attention.situation), (0.0, ""))
    for finding in attention.open:
        cost = WEIGHTS[finding.severity]
        for name in finding.records:
            if name in worst and cost > worst[name][0]:
                worst[name] = (cost, finding.rule)
    if not worst:
        return Health(_WHOLE, 0, ())
    unit = _WHOLE / len(worst)
    touched = Counter(rule for _, rule in worst.values() if rule)
    reasons = [
        Reason(rule, count, unit * sum(cost for cost, of in worst.values() if of == rule))
        for rule, count in touched.items()
    ]
    figure = _WHOLE - sum(reason.points for reason in reasons)
    reasons.sort(key=lambda reason: (-reason.points, reason.rule))
    return Health(max(0, round(figure)), len(worst), tuple(reasons))


def _counted(situation: Situation) -> list[Name]:
    picture = situation.picture
    partners = (
        key
        for key in picture.partners
        if any(map(situation.is_connected, situation.of("partnership", "partner", key)))
    )
    centers = (key for key, center in picture.business_centers.items() if center.is_own)
    return [
        *(("asset", int(key)) for key in picture.assets),
        *(("person", int(key)) for key in picture.people),
        *(("partner", int(key)) for key in partners),
        *(("business-center", int(key)) for key in centers),
    ]
