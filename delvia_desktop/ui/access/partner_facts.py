"""What stands over a partner: its ids, its partnership, and whom to ask."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.partnerships import (
    Partnership,
    PartnershipState,
    engagement_words,
    standing,
    state_on,
)
from delvia_desktop.domain.access.statuses import trouble
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import partners
from delvia_desktop.services.plans.comparisons import compared_words
from delvia_desktop.ui.records.record_facts import bc_id_label, excerpt, former_text, status_chip
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.labels import chip


def partner_facts(
    session: Session, partner: Partner, partnership: Partnership | None
) -> list[tuple[str, str | QWidget]]:
    """Return the facts over a partner and its newest partnership, each with its label."""
    center, on = partners.business_center_of(session.shown, partner), session.on
    bc_id = bc_id_label(center, on) if center else tr("not recorded yet")
    facts: list[tuple[str, str | QWidget]] = [(tr("Business Center ID"), bc_id)]
    if center is not None and center.former_ids:
        facts.append((tr("Former IDs"), former_text(center)))
    if center is not None and trouble(center, "bc_status", on):
        facts.append((tr("Its Business Center"), status_chip(center, "bc_status", on)))
    if partnership is None:
        facts.append((tr("Partnership"), tr("None recorded yet")))
    else:
        reached = state_on(partnership, on)
        state = standing(reached, partnership.engagement_end, on)
        words = state.label
        if reached == PartnershipState.REQUESTED:
            # Assets can be shared before the partner says anything.
            words = tr("Requested, unconfirmed")
        facts += [
            (tr("Partnership"), chip(words, state.tone)),
            (tr("Engagement"), " · ".join(filter(None, engagement_words(partnership, on)))),
            (tr("Accountable"), partnership.internal_owner),
        ]
    contact = (partner.contact_name, partner.contact_email, partner.contact_phone)
    facts.append((tr("Contact"), " · ".join(filter(None, contact))))
    if partnership is not None:
        if partnership.contract_ref:
            facts.append((tr("Contract"), partnership.contract_ref))
        facts.append((tr("Agreed scope"), excerpt(partnership.scope_agreed)))
    if compared := compared_words(session.shown, "share", partner.id):
        facts.append((tr("Compared with TikTok"), compared))
    return facts
