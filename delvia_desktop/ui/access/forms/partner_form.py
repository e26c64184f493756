"""The forms for a partner and for a partnership with it."""

from __future__ import annotations

from functools import partial

from delvia_desktop.domain.access.partners import Partner, PartnerDraft, draft_of
from delvia_desktop.domain.access.partnerships import Partnership, PartnershipDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import business_centers, partners, partnerships
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, in_rows, record_form
from delvia_desktop.ui.forms.usual_fields import (
    day_field,
    evidence_field,
    former_ids_field,
    name_field,
    term_options,
)
from delvia_desktop.ui.session import Session

_PARTNERS = RecordActs(partners.record_partner, partners.change_partner)


def partner_form(session: Session, before: Partner | None = None) -> Form:
    """Return the form for a new partner, or to change one."""
    fields: dict[str, Field] = {
        "name": required(LineField(tr("Name"))),
        "bc_id": IdField(
            tr("Business Center ID"),
            tr("Ask the agency for its Business Center ID. Leave empty until you have it."),
        ),
        "kind": ChoiceField(tr("Kind"), term_options("partner_kind")),
        "contact_name": name_field(session, tr("Contact"), tr("Expected to sign its documents")),
        "contact_email": LineField(tr("Contact email")),
        "contact_phone": LineField(tr("Contact phone")),
        **former_ids_field(before),
        "legal_name": LineField(tr("Legal entity")),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    center = partners.business_center_of(session.live, before) if before else None
    form = record_form(
        session,
        RecordWords(
            "partner",
            tr("Add partner"),
            tr("Edit partner"),
            tr("Add partner"),
            _PARTNERS,
            usual=("name", "bc_id", "kind", "contact_name", "contact_email", "contact_phone"),
        ),
        fields,
        draft_of(before, center) if before else PartnerDraft(),
        before,
    )
    if before is not None:
        return form
    return in_rows(form, partial(partner_form, session), ("kind",))


def partnership_form(session: Session, partner: Partner, before: Partnership | None = None) -> Form:
    """Return the form, beside a partner's, for a new partnership, or to change one."""
    ours = business_centers.own_business_centers(session.live)
    options = [Option(center.id, center.name) for center in ours]
    fields: dict[str, Field] = {
        "business_center": ChoiceField(tr("Our Business Center"), options),
        "engagement_start": day_field(tr("Engagement starts"), session.understood),
        "engagement_end": day_field(
            tr("Engagement ends"), session.understood, tr("The last day of the engagement")
        ),
        "requested_on": day_field(
            tr("Requested in TikTok on"), session.understood, tr("Leave empty until requested")
        ),
        "contract_ref": LineField(tr("Contract")),
        "internal_owner": name_field(
            session, tr("Accountable on our side"), tr("Expected to sign documents for us")
        ),
        "engagement_mid": day_field(tr("Mid-point"), session.understood),
        "scope_agreed": NotesField(tr("Agreed scope"), tr("What was agreed in writing")),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    first = ours[0].id if ours else None
    acts = RecordActs(
        lambda edit, draft: partnerships.record_partnership(edit, partner, draft),
        partnerships.change_partnership,
    )
    return record_form(
        session,
        RecordWords(
            f"partnership/{partner.id}",
            tr("Partnership with {partner}", partner=partner.name),
            tr("Edit partnership"),
            tr("Add partnership"),
            acts,
            usual=(
                *("business_center", "engagement_start", "engagement_end", "requested_on"),
                *("contract_ref", "internal_owner"),
            ),
        ),
        fields,
        typed(before, PartnershipDraft) if before else PartnershipDraft(business_center=first),
        before,
        rows=(("engagement_start", "engagement_end"),),
    )
