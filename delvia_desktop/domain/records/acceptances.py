"""Acceptances: a finding that the brand lives with until a day, for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NewType

from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.field_types import Kept, Label, Prose, Searched, Somebody
from delvia_desktop.i18n import tr

AcceptanceKey = NewType("AcceptanceKey", int)


@dataclass(frozen=True)
class Acceptance:
    """Until when a finding is accepted, the last day included; `finding` is its stable id."""

    id: AcceptanceKey
    finding: Kept[str]
    until: date
    reason: Annotated[Searched[Prose], Label("Why")]
    accepted_on: date
    accepted_by: Searched[Somebody] = ""


@dataclass(frozen=True)
class AcceptanceDraft:
    """An acceptance as typed."""

    until: str = ""
    reason: str = ""
    accepted_by: str = ""


def check_acceptance(
    draft: AcceptanceDraft, finding: str, key: AcceptanceKey, reading: Reading
) -> Acceptance:
    """Check the draft of an acceptance of a finding and return it; raises Invalid."""
    until = reading.day("until", draft.until)
    reading.check(
        bool(draft.until.strip()), "until", tr("Enter the date until which it is accepted.")
    )
    passed = tr("This date is in the past.")
    reading.order(reading.today, until, "until", passed)
    reason = reading.name("reason", draft.reason, tr("Enter why it is accepted."))
    by = reading.line("accepted_by", draft.accepted_by)
    reading.done()
    return Acceptance(key, finding, until or reading.today, reason, reading.today, by)


def is_accepted(acceptance: Acceptance, day: date) -> bool:
    """Tell whether an acceptance holds on a day."""
    return acceptance.accepted_on <= day <= acceptance.until
