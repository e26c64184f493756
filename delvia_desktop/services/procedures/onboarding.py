"""Adding an agency: all that the guided path asked for, and its procedure begun, as one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from delvia_desktop.domain.access.assets import AssetKey
from delvia_desktop.domain.access.business_centers import BusinessCenterKey
from delvia_desktop.domain.access.partners import Partner, PartnerDraft, PartnerKey
from delvia_desktop.domain.access.partnerships import (
    Partnership,
    PartnershipDraft,
    PartnershipKey,
    PartnershipState,
    check_partnership,
    state_on,
)
from delvia_desktop.domain.access.shares import Share, ShareDraft
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.domain.procedures.plans import guided_procedure
from delvia_desktop.domain.procedures.steps import RunDraft
from delvia_desktop.domain.records.procedures import Run
from delvia_desktop.domain.words.drafts import Reading
from delvia_desktop.domain.words.errors import Invalid, Notice, Problem
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.partners import record_partner
from delvia_desktop.services.access.partnerships import record_partnership, take_step
from delvia_desktop.services.access.shares import confirm_shares, record_shares
from delvia_desktop.services.procedures.procedures import start_run, take_guided_steps
from delvia_desktop.services.register.register import Register
from delvia_desktop.storage.journal.edit import Edit


@dataclass(frozen=True)
class AgencyDraft:
    """An agency as typed on the guided path; what was not reached yet is empty.

    The shares name no partnership, which is recorded with them; `seen` are the assets that the
    agency sees, `confirmed` is when and by whom that was said. `by` carries the procedure out.
    """

    partner: PartnerDraft
    engagement: PartnershipDraft
    shares: tuple[ShareDraft, ...] = ()
    seen: frozenset[AssetKey] = frozenset()
    confirmed: StepDraft = field(default_factory=StepDraft)
    by: str = ""


class AddedAgency(NamedTuple):
    """An agency as it was recorded, with the run of its procedure."""

    partner: Partner
    partnership: Partnership
    run: Run


def add_agency(edit: Edit, draft: AgencyDraft) -> AddedAgency:
    """Record the onboarding of an agency: partnership, shares, its procedure, as one act.

    The steps of the procedure that the guided path did are done. Raises Invalid with the problems
    of the partner and the partnership at once, then with those of what was typed after them.
    """
    partner, partnership = _record_agency(edit, draft.partner, draft.engagement)
    made = record_shares(edit, [replace(s, partnership=partnership.id) for s in draft.shares])
    seen = [share for share in made if share.asset in draft.seen]
    if seen:
        partnership = confirm_agency(edit, partnership, seen, draft.confirmed)
    procedure = RunDraft(guided_procedure().code, draft.by, partner=partner.id)
    run = start_run(edit, procedure)
    take_guided_steps(edit, run)
    edit.name(tr("Added the agency {name}", name=partner.name))
    return AddedAgency(partner, partnership, run)


def notices(
    register: Register, partner: PartnerDraft, engagement: PartnershipDraft
) -> tuple[Notice, ...]:
    """Return what looks odd in an onboarding while one types; raises Invalid for both drafts.

    It is said too what the agency's document would be signed without.
    """
    reading = register.reading()
    unsaid = _unsaid(partner, engagement)
    problems = _engagement_problems(reading, partner, engagement)
    try:
        odd = register.notices_of(record_partner, partner)
    except Invalid as error:
        raise Invalid(
            (*error.problems, *problems), (*error.notices, *reading.notices, *unsaid)
        ) from None
    if problems:
        raise Invalid(tuple(problems), (*odd, *reading.notices, *unsaid))
    return (*odd, *reading.notices, *unsaid)


def _unsaid(partner: PartnerDraft, engagement: PartnershipDraft) -> list[Notice]:
    """Return what the agency's document would lack, once it is typed which agency it is."""
    if not (partner.name.strip() and partner.bc_id.strip()):
        return []
    told = (
        (
            "contact_name",
            partner.contact_name,
            tr("The agency's document names no one to sign for the agency."),
        ),
        (
            "internal_owner",
            engagement.internal_owner,
            tr("The agency's document names no one to sign for us."),
        ),
        (
            "scope_agreed",
            engagement.scope_agreed,
            tr("Without an agreed scope, the agency's document needs a purpose and an approver "
               "for each asset."),
        ),
    )  # fmt: skip
    return [Notice(name, text, is_likely=True) for name, typed, text in told if not typed.strip()]


def _record_agency(
    edit: Edit, partner: PartnerDraft, engagement: PartnershipDraft
) -> tuple[Partner, Partnership]:
    problems = _engagement_problems(edit.reading(), partner, engagement)
    try:
        made = record_partner(edit, partner)
    except Invalid as error:
        raise Invalid((*error.problems, *problems)) from None
    if problems:
        raise Invalid(tuple(problems))
    return made, record_partnership(edit, made, engagement)


def _engagement_problems(
    reading: Reading, partner: PartnerDraft, engagement: PartnershipDraft
) -> list[Problem]:
    problems: list[Problem] = []
    if not partner.bc_id.strip():
        text = tr("A partner is added by its Business Center ID. Ask the agency for it.")
        problems.append(Problem("bc_id", text))
    blank = Partnership(PartnershipKey(0), PartnerKey(0), BusinessCenterKey(0))
    try:
        check_partnership(engagement, blank, reading)
    except Invalid as error:
        problems += error.problems
    return problems


def confirm_agency(
    edit: Edit, partnership: Partnership, seen: Sequence[Share], draft: StepDraft
) -> Partnership:
    """Record, to end an onboarding, that the agency accepted and sees its shares."""
    reading = edit.reading()
    reading.happened("on", draft.on)
    reading.done()
    if seen:
        confirm_shares(edit, seen, draft)
    state = state_on(partnership, edit.today)
    if state in {PartnershipState.DRAFT, PartnershipState.REQUESTED}:
        return take_step(edit, partnership, "confirm", replace(draft, evidence_ref=""))
    return partnership
