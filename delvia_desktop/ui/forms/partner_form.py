"""The forms for a partner and for a partnership with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.drafts import typed
from delvia_desktop.domain.partners import Partner, PartnerDraft, draft_of
from delvia_desktop.domain.partnerships import Partnership, PartnershipDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services import business_centers, partners, partnerships
from delvia_desktop.ui.forms.form import Form, day_field, draft, term_options, titled, values_of
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import (
    ChoiceField,
    Field,
    IdField,
    LineField,
    NotesField,
    Option,
)
from delvia_desktop.ui.widgets.form_panel import FormPanel


def partner_form(session: Session, before: Partner | None = None) -> Form:
    """Return the form for a new partner, or to change one."""
    fields: dict[str, Field] = {
        "name": LineField(tr("Name")),
        "bc_id": IdField(
            tr("Business Center ID"),
            tr("The agency tells the id of its Business Center. Leave it empty until then."),
        ),
        "kind": ChoiceField(tr("Kind"), term_options("partner_kind")),
        "legal_name": LineField(tr("Legal name")),
        "contact_name": LineField(tr("Contact")),
        "contact_email": LineField(tr("E-mail of the contact")),
        "contact_phone": LineField(tr("Phone of the contact")),
        "evidence_ref": LineField(tr("Evidence"), tr("A file name, a ticket or an e-mail date")),
        "note": NotesField(tr("Note")),
    }
    key = before.id if before else 0
    panel = FormPanel(
        titled(session, tr("Change partner"), before) if before else tr("Record a partner"),
        tr("Record changes") if before else tr("Record partner"),
        fields,
        look=lambda values: partners.notices(session.live, draft(PartnerDraft, values), key),
        rows=(("contact_email", "contact_phone"),),
    )
    center = partners.business_center_of(session.live, before) if before else None
    start = draft_of(before, center) if before else PartnerDraft()
    panel.set_values(values_of(start, list(fields)))

    def record(values: Mapping[str, Any]) -> Partner:
        kept = {"last_verified_on": start.last_verified_on}
        typed = draft(PartnerDraft, values, **kept)
        if before is None:
            made: Partner = session.perform(partners.record_partner, typed)
        else:
            made = session.perform(partners.change_partner, before, typed)
        return made

    return Form(f"partner/{key}", panel, record)


def partnership_form(session: Session, partner: Partner, before: Partnership | None = None) -> Form:
    """Return the form for a new period of connection, or to change one."""
    ours = business_centers.own_business_centers(session.live)
    options = [Option(center.id, center.name) for center in ours]
    fields: dict[str, Field] = {
        "business_center": ChoiceField(tr("Our Business Center"), options),
        "engagement_start": day_field(tr("Engagement starts"), session.understood),
        "engagement_end": day_field(
            tr("Engagement ends"), session.understood, tr("The last day that counts")
        ),
        "engagement_mid": day_field(tr("Mid-point"), session.understood),
        "contract_ref": LineField(tr("Contract")),
        "internal_owner": LineField(tr("Accountable on our side")),
        "scope_agreed": NotesField(tr("Agreed scope")),
        "requested_on": day_field(
            tr("Requested in TikTok on"), session.understood, tr("Empty while it is not requested")
        ),
        "evidence_ref": LineField(tr("Evidence"), tr("A file name, a ticket or an e-mail date")),
        "note": NotesField(tr("Note")),
    }
    key = before.id if before else 0
    panel = FormPanel(
        tr("Partnership with {partner}", partner=partner.name),
        tr("Record changes") if before else tr("Record partnership"),
        fields,
        rows=(("engagement_start", "engagement_end"),),
    )
    first = ours[0].id if ours else None
    start = typed(before, PartnershipDraft) if before else PartnershipDraft(business_center=first)
    panel.set_values(values_of(start, list(fields)))

    def record(values: Mapping[str, Any]) -> Partnership:
        typed = draft(PartnershipDraft, values)
        if before is None:
            made: Partnership = session.perform(partnerships.record_partnership, partner, typed)
        else:
            made = session.perform(partnerships.change_partnership, before, typed)
        return made

    return Form(f"partnership/{partner.id}/{key}", panel, record)
