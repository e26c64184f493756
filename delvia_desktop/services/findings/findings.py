"""Findings of a register: all of them, again after an act, and those the brand lives with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from delvia_desktop.domain.findings.attention import Attention, attention_in, look_again
from delvia_desktop.domain.findings.health import health_of
from delvia_desktop.domain.records.acceptances import (
    Acceptance,
    AcceptanceDraft,
    AcceptanceKey,
    check_acceptance,
)
from delvia_desktop.domain.records.findings import Finding, Name, rule_text
from delvia_desktop.domain.records.situation import Situation
from delvia_desktop.domain.records.thresholds import (
    Threshold,
    ThresholdKey,
    check_values,
    limit_named,
    limits,
    value_of,
)
from delvia_desktop.garbage import undisturbed
from delvia_desktop.i18n import tr
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


def find(register: Register, on: date | None = None) -> Attention:
    """Return the findings of a register on a day, today if none is given."""
    with undisturbed():
        return _counted(attention_in(register.situation(on)))


def find_again(before: Attention, now: Situation, touched: Collection[Name]) -> Attention:
    """Return the findings of a register anew after an act touched records."""
    with undisturbed():
        return _counted(look_again(before, now, set(touched)))


def accept_finding(edit: Edit, finding: Finding, draft: AcceptanceDraft) -> Acceptance:
    """Record that a finding is accepted until a day, for a reason; raises Invalid."""
    before = edit.records.find(Acceptance, finding=finding.id)
    key = before.id if before is not None else AcceptanceKey(0)
    accepted = check_acceptance(draft, finding.id, key, edit.reading())
    edit.name(tr("Accepted: {what}", what=finding.message))
    return edit.put(before, accepted) if before is not None else edit.add(accepted)


def end_acceptance(edit: Edit, before: Acceptance) -> None:
    """Take the acceptance of a finding back, so that it is told again."""
    rule, _, _ = before.finding.partition("/")
    edit.name(tr("Reopened: {what}", what=tr(rule_text(rule).title)))
    edit.remove(before)


def set_thresholds(edit: Edit, typed: Mapping[str, str]) -> None:
    """Record the brand's own numbers for findings by their codes; raises Invalid."""
    values = check_values(typed, edit.reading())
    edit.name(tr("Changed thresholds for findings"))
    for code, value in values.items():
        before = edit.records.find(Threshold, code=code)
        is_usual = value == limit_named(code).usual
        if before is None and not is_usual:
            edit.add(Threshold(ThresholdKey(0), code, value))
        elif before is not None and is_usual:
            edit.remove(before)
        elif before is not None:
            edit.put(before, Threshold(before.id, code, value))


def thresholds(register: Register) -> dict[str, int]:
    """Return the numbers by which the findings of a register are made, by their codes."""
    own = register.records.select(Threshold)
    return {limit.code: value_of(limit.code, own) for limit in limits()}


def _counted(attention: Attention) -> Attention:
    """Count what will be asked first, while nobody waits for it."""
    _ = attention.open, attention.by_record, attention.coming
    health_of(attention)
    return attention
