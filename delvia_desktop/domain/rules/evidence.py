"""Rules about proof: what has none, and what was not looked at for long."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from delvia_desktop.domain.findings import NextStep, Rule, Said, Told
from delvia_desktop.domain.kinds import kind_of
from delvia_desktop.domain.situation import GRANTS, Situation
from delvia_desktop.i18n import later


def no_evidence(situation: Situation, grant: Any) -> Said | None:  # noqa: ANN401 - any grant
    """EVD-01: access that nothing proves."""
    if grant.evidence_ref:
        return None
    kind = kind_of(grant).name
    if situation.has_evidence(kind, grant.id):
        return None
    text = later("Nothing proves how {what} came about.")
    act = NextStep(later("Add evidence…"), kind, grant.id, "change")
    return Said(text, act, partial(_tell, situation, grant))


def not_looked_at(situation: Situation, grant: Any) -> Said | None:  # noqa: ANN401 - any grant
    """EVD-02: access that was not verified for long."""
    seen = max(filter(None, (grant.granted_on, grant.confirmed_on, grant.last_verified_on)))
    if situation.on - seen <= timedelta(days=situation.limit("verify_days")):
        return None
    kind = kind_of(grant).name
    text = later("{what} was last looked at on {day}.")
    act = NextStep(later("Verify…"), kind, grant.id, "verify")
    return Said(text, act, partial(_tell, situation, grant, seen))


def _tell(situation: Situation, grant: Any, day: date | None = None) -> Told:  # noqa: ANN401 - any grant
    return {"what": situation.called(grant), "day": day}, ()


RULES = tuple(
    Rule(code, kind, ask, only_open=True)
    for code, ask in (("EVD-01", no_evidence), ("EVD-02", not_looked_at))
    for kind in GRANTS
)
