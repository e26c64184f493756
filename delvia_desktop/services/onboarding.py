"""Adding an agency: the partner with its partnership, then the shares, then its confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from delvia_desktop.domain.business_centers import BusinessCenterKey
from delvia_desktop.domain.errors import Invalid, Problem
from delvia_desktop.domain.grant_steps import StepDraft
from delvia_desktop.domain.partners import Partner, PartnerDraft, PartnerKey
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
from delvia_desktop.services.partners import record_partner
from delvia_desktop.services.partnerships import confirm_partnership, record_partnership
from delvia_desktop.services.shares import confirm_shares
from delvia_desktop.storage.edit import Edit


def add_agency(
    edit: Edit, partner: PartnerDraft, engagement: PartnershipDraft
) -> tuple[Partner, Partnership]:
    """Record a partner by its Business Center ID with the partnership, as one act.

    Raises Invalid with the problems of both drafts at once.
    """
    problems: list[Problem] = []
    if not partner.bc_id.strip():
        text = tr("A partner is added by its Business Center ID. Ask the agency for it.")
        problems.append(Problem("bc_id", text))
    blank = Partnership(PartnershipKey(0), PartnerKey(0), BusinessCenterKey(0))
    try:
        check_partnership(engagement, blank, edit.reading())
    except Invalid as error:
        problems += error.problems
    try:
        made = record_partner(edit, partner)
    except Invalid as error:
        raise Invalid((*error.problems, *problems)) from None
    if problems:
        raise Invalid(tuple(problems))
    partnership = record_partnership(edit, made, engagement)
    edit.name(tr("Add the agency {name}", name=made.name))
    return made, partnership


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
        edit.name(tr("{name} confirms what it sees", name=name))
    return partnership
