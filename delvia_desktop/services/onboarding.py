"""Adding an agency: the partner with its partnership, then the shares, then its confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from delvia_desktop.domain.business_centers import BusinessCenter, BusinessCenterKey
from delvia_desktop.domain.drafts import Reading, typed
from delvia_desktop.domain.errors import Invalid, Notice, Problem
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.partners import Partner, PartnerDraft, PartnerKey, draft_of
from delvia_desktop.domain.partnerships import (
    Partnership,
    PartnershipDraft,
    PartnershipKey,
    PartnershipState,
    check_partnership,
    state_on,
)
from delvia_desktop.domain.shares import Share
from delvia_desktop.i18n import tr
from delvia_desktop.services.partners import change_partner, record_partner
from delvia_desktop.services.partners import notices as partner_notices
from delvia_desktop.services.partnerships import (
    change_partnership,
    confirm_partnership,
    record_partnership,
)
from delvia_desktop.services.register import Register
from delvia_desktop.services.shares import confirm_shares
from delvia_desktop.storage.edit import Edit


def add_agency(
    edit: Edit, partner: PartnerDraft, engagement: PartnershipDraft
) -> tuple[Partner, Partnership]:
    """Record a partner by its Business Center ID with the partnership, as one act.

    Raises Invalid with the problems of both drafts at once.
    """
    problems = _engagement_problems(edit.reading(), partner, engagement)
    try:
        made = record_partner(edit, partner)
    except Invalid as error:
        raise Invalid((*error.problems, *problems)) from None
    if problems:
        raise Invalid(tuple(problems))
    partnership = record_partnership(edit, made, engagement)
    edit.name(tr("Added the agency {name}", name=made.name))
    return made, partnership


def change_agency(
    edit: Edit, period: PartnershipKey, partner: PartnerDraft, engagement: PartnershipDraft
) -> tuple[Partner, Partnership]:
    """Correct an agency and its partnership by what `add_agency` asks for, as one act.

    What it does not ask for stays; raises Invalid with the problems of both drafts at once.
    """
    before = edit.records.get(Partnership, period)
    known = edit.records.get(Partner, before.partner)
    problems = _engagement_problems(edit.reading(), partner, engagement)
    center = known.business_center
    start = draft_of(known, edit.records.get(BusinessCenter, center) if center else None)
    asked = {name: getattr(partner, name) for name in ("name", "bc_id", "legal_name")}
    try:
        made = change_partner(
            edit, known, replace(start, **asked, contact_name=partner.contact_name)
        )
    except Invalid as error:
        raise Invalid((*error.problems, *problems)) from None
    if problems:
        raise Invalid(tuple(problems))
    changed = replace(
        typed(before, PartnershipDraft),
        business_center=engagement.business_center,
        requested_on=engagement.requested_on,
        engagement_start=engagement.engagement_start,
        engagement_end=engagement.engagement_end,
        contract_ref=engagement.contract_ref,
        internal_owner=engagement.internal_owner,
    )
    partnership = change_partnership(edit, before, changed)
    edit.name(tr("Change the agency {name}", name=made.name))
    return made, partnership


def notices(
    register: Register,
    partner: PartnerDraft,
    engagement: PartnershipDraft,
    before: Partner | None = None,
) -> tuple[Notice, ...]:
    """Return what looks odd about both drafts while the person types; raises Invalid for both."""
    reading = register.reading()
    problems = _engagement_problems(reading, partner, engagement)
    try:
        odd = partner_notices(register, partner, before)
    except Invalid as error:
        raise Invalid((*error.problems, *problems), (*error.notices, *reading.notices)) from None
    if problems:
        raise Invalid(tuple(problems), (*odd, *reading.notices))
    return (*odd, *reading.notices)


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
    edit: Edit, partnership: Partnership, shares: Iterable[Share], draft: StepDraft
) -> Partnership:
    """Record that the agency accepted and sees the shares, as one act."""
    confirmed = confirm_shares(edit, shares, draft)
    state = state_on(partnership, edit.today)
    if state in {PartnershipState.DRAFT, PartnershipState.REQUESTED}:
        partnership = confirm_partnership(edit, partnership, replace(draft, evidence_ref=""))
    name = edit.records.get(Partner, partnership.partner).name
    if confirmed:
        edit.name(tr("{name} confirmed what it can see", name=name))
    return partnership
