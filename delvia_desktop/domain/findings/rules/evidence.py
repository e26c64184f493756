"""Rules about proof: what has none, and what was not looked at for long."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from delvia_desktop.domain.records.access_records import AccessRecord
from delvia_desktop.domain.records.acknowledgements import due_on
from delvia_desktop.domain.records.findings import NextStep, Rule, Said, said
from delvia_desktop.domain.records.kinds import kind_of
from delvia_desktop.domain.records.situation import GRANTS, Situation
from delvia_desktop.domain.words.acts import Act
from delvia_desktop.i18n import later


def no_evidence(situation: Situation, grant: Any) -> Said | None:  # noqa: ANN401 - any grant
    """EVD-01: access without evidence, that nothing proves."""
    if grant.evidence_ref:
        return None
    kind = kind_of(grant).name
    if situation.has_evidence(kind, grant.id):
        return None
    text = later("There is no evidence for {what}.")
    act = NextStep(later("Add evidence…"), kind, grant.id, Act.CHANGE, ("evidence_ref",))
    return Said(text, act, partial(_names, situation, grant), tuple)


def not_looked_at(situation: Situation, grant: Any) -> Said | None:  # noqa: ANN401 - any grant
    """EVD-02: access has old evidence only: it was not verified for long."""
    seen = grant.granted_on  # it is open, so there is such a day
    for day in (grant.confirmed_on, grant.last_verified_on):
        if day is not None and day > seen:
            seen = day
    if (situation.on - seen).days <= situation.limit("verify_days"):
        return None
    kind = kind_of(grant).name
    text = later("{what} was last verified on {day}.")
    if grant.confirmed_on is None and grant.last_verified_on is None:
        text = later("{what} was given on {day} and was never verified.")
    act = NextStep(later("Verify…"), kind, grant.id, Act.VERIFY)
    return Said(text, act, partial(_names, situation, grant, seen), tuple)


def not_signed(situation: Situation, paper: AccessRecord) -> Said | None:
    """HND-02: a paper issued a while ago has no evidence that anybody acknowledged it."""
    due = due_on(paper.issued_at.date(), situation.limit("acknowledge_days"))
    if situation.on <= due or not situation.awaits_signature(paper):
        return None
    if situation.changed_since(paper) or situation.is_overtaken(paper):
        return None  # what no longer applies is printed again first, or not at all
    text = later("{number}, printed on {day}, has not been returned signed.")
    act = NextStep(later("Add signed scan…"), "access-record", paper.id, Act.ACKNOWLEDGE)
    others = (("partner", int(paper.partner)),) if paper.partner is not None else ()
    return said(text, act, *others, number=paper.number, day=paper.issued_at.date())


def changed_since(situation: Situation, paper: AccessRecord) -> Said | None:
    """HND-03: a signed paper in force is outdated evidence: what it tells of has changed."""
    is_replaced = situation.of("access-record", "supersedes", paper.id)
    if is_replaced or situation.awaits_signature(paper):
        return None
    one = later("A record of {name} has changed since {number} was printed.")
    many = later("{n} records of {name} have changed since {number} was printed.")
    return _changed(situation, paper, one, many)


def changed_unsigned(situation: Situation, paper: AccessRecord) -> Said | None:
    """HND-04: a paper is outdated evidence before anybody signed it."""
    if not situation.awaits_signature(paper):
        return None
    one = later(
        "{number} for {name} is not signed yet and no longer matches the register: one record "
        "has changed since it was printed."
    )
    many = later(
        "{number} for {name} is not signed yet and no longer matches the register: {n} records "
        "have changed since it was printed."
    )
    return _changed(situation, paper, one, many)


def _changed(situation: Situation, paper: AccessRecord, one: str, many: str) -> Said | None:
    """Say how many records changed that a paper tells of, if any did."""
    changed = situation.changed_since(paper)
    if not changed or paper.partner is None or situation.is_overtaken(paper):
        return None
    name = situation.picture.partners[paper.partner].name
    act = NextStep(later("Print new version…"), "access-record", paper.id, Act.RENEW)
    text, others = one if len(changed) == 1 else many, ("partner", int(paper.partner))
    return said(text, act, others, n=len(changed), name=name, number=paper.number)


def _names(situation: Situation, grant: Any, day: date | None = None) -> dict[str, object]:  # noqa: ANN401 - any grant
    return {"what": situation.called(grant), "day": day}


RULES = (
    *(
        Rule(code, kind, ask, only_open=True)
        for code, ask in (("EVD-01", no_evidence), ("EVD-02", not_looked_at))
        for kind in GRANTS
    ),
    Rule("HND-02", "access-record", not_signed, is_wide=True),
    Rule("HND-03", "access-record", changed_since, is_wide=True),
    Rule("HND-04", "access-record", changed_unsigned, is_wide=True),
)
