"""Rules about proof: what has none, and what was not looked at for long."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from delvia_desktop.domain.access_records import AccessRecord
from delvia_desktop.domain.findings import NextStep, Rule, Said, Told, said
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


def not_signed(situation: Situation, paper: AccessRecord) -> Said | None:
    """HND-02: a paper was issued a while ago and nothing signed is kept with it."""
    waited = situation.on - paper.issued_at.date()
    if waited <= timedelta(days=situation.limit("acknowledge_days")):
        return None
    if situation.of("access-record", "supersedes", paper.id):
        return None
    if situation.has_evidence("access-record", paper.id):
        return None
    text = later("{number}, printed on {day}, did not come back signed.")
    act = NextStep(later("Add the signed paper"), "access-record", paper.id)
    others = (("partner", int(paper.partner)),) if paper.partner is not None else ()
    return said(text, act, *others, number=paper.number, day=paper.issued_at.date())


def _tell(situation: Situation, grant: Any, day: date | None = None) -> Told:  # noqa: ANN401 - any grant
    return {"what": situation.called(grant), "day": day}, ()


RULES = (
    *(
        Rule(code, kind, ask, only_open=True)
        for code, ask in (("EVD-01", no_evidence), ("EVD-02", not_looked_at))
        for kind in GRANTS
    ),
    Rule("HND-02", "access-record", not_signed),
)
