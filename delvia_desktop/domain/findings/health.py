"""Health: how much of a register is in order, as one figure with its reasons.

Each finding costs what its severity says, whatever else is found, so that mending one never lets
another cost more, and always raises the figure.
"""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

from delvia_desktop.domain.findings.attention import Attention
from delvia_desktop.domain.records.findings import rule_text
from delvia_desktop.domain.records.situation import Situation

WEIGHTS = {"critical": 1.0, "high": 0.3, "medium": 0.05, "low": 0.01, "info": 0.0}
"""What a finding costs, as a part of what one record is worth."""

_WHOLE = 100.0

_GENTLE = 60.0
"""Points up to which each deduction counts in full; what is more brings the figure near 0."""


class Reason(NamedTuple):
    """What costs health: a rule, how many findings of it are open, and how many points that is."""

    rule: str
    findings: int
    points: float


class Health(NamedTuple):
    """How much is in order, from 0 to 100, of how many records, and what costs the most."""

    figure: float
    records: int
    reasons: tuple[Reason, ...]


@functools.lru_cache(1)
def health_of(attention: Attention) -> Health:
    """Return the health of a register, a figure with its reasons; the last answer is kept.

    The whole is shared among the assets, people, partners and Business Centers of ours. Points have
    one decimal, as they are shown, so that the figure changes whenever a deduction does.
    """
    records = _counted(attention.situation)
    if not records:
        return Health(_WHOLE, 0, ())
    unit = _WHOLE / records
    reasons = [
        Reason(rule, count, round(unit * count * WEIGHTS[rule_text(rule).severity], 1))
        for rule, count in attention.of_rules.items()
    ]
    reasons = [reason for reason in reasons if reason.points > 0]
    reasons.sort(key=lambda reason: (-reason.points, reason.rule))
    lost = sum(reason.points for reason in reasons)
    return Health(figure_after(lost), records, tuple(reasons))


def figure_after(lost: float) -> float:
    """Return the health figure after a loss of points: more lost, less left, never nothing.

    A figure that stopped at 0 would say of much work that it changed nothing.
    """
    left = _WHOLE - _GENTLE
    if lost <= _GENTLE:
        return round(_WHOLE - lost, 1)
    return round(left * math.exp((_GENTLE - lost) / left), 2)  # small steps stay to be seen


def _counted(situation: Situation) -> int:
    """Return the records that share the whole: what ends goes on counting, so that ending is free.

    A figure that fell because a removed partner counts no longer would punish the removal.
    """
    picture = situation.picture
    own = sum(center.is_own for center in picture.business_centers.values())
    return len(picture.assets) + len(picture.people) + len(picture.partners) + own
