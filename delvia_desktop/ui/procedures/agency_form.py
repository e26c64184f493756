"""The fields by which an agency is added: those of the partner and those of the partnership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.access.partners import PartnerDraft
from delvia_desktop.domain.access.partnerships import PartnershipDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import business_centers
from delvia_desktop.ui.fields.choice_field import ChoiceField, Option
from delvia_desktop.ui.fields.fields import Field, LineField, NotesField, required
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.forms.form import draft
from delvia_desktop.ui.forms.usual_fields import day_field, name_field
from delvia_desktop.ui.session import Session

ROWS = (
    *(("name", "bc_id"), ("business_center", "requested_on")),
    *(("engagement_start", "engagement_end"), ("contact_name", "internal_owner")),
    ("contract_ref", "legal_name"),
)
"""The fields that stand side by side where there is room."""

_OF_PARTNER = ("name", "bc_id", "legal_name", "contact_name")
"""The fields that the partner has; all others are those of the partnership."""


def agency_fields(session: Session) -> dict[str, Field]:
    """Return the fields of the form for a new agency, by name."""
    ours = business_centers.own_business_centers(session.live)
    day = session.understood
    fields: dict[str, Field] = {
        "name": required(LineField(tr("Agency name"))),
        "bc_id": IdField(
            tr("Agency's Business Center ID"), tr("Provided by the agency in writing")
        ),
        "business_center": ChoiceField(
            tr("Our Business Center"), [Option(center.id, center.name) for center in ours]
        ),
        "requested_on": day_field(
            tr("Requested in TikTok on"), day, tr("The date you added the agency under Partners")
        ),
        "engagement_start": day_field(tr("Engagement starts"), day),
        "engagement_end": day_field(
            tr("Engagement ends"), day, tr("The last day of the engagement")
        ),
        "contact_name": name_field(session, tr("Contact"), tr("Expected to sign its documents")),
        "internal_owner": name_field(
            session, tr("Accountable on our side"), tr("Expected to sign documents for us")
        ),
        "contract_ref": LineField(tr("Contract")),
        "legal_name": LineField(tr("Legal entity")),
        "scope_agreed": NotesField(
            tr("Agreed scope"),
            tr("What was agreed in writing. It appears on the access record."),
            lines=2,
        ),
    }

    def mark_what_is_needed() -> None:
        """A partner is added in TikTok by its ID."""
        fields["bc_id"].require(needed=bool(fields["requested_on"].value()))

    fields["bc_id"].require()
    fields["requested_on"].edited.connect(mark_what_is_needed)
    return fields


def typed_agency(values: Mapping[str, Any]) -> tuple[PartnerDraft, PartnershipDraft]:
    """Return the drafts of partner and partnership from the form for an agency."""
    about = {name: value for name, value in values.items() if name in _OF_PARTNER}
    rest = {name: value for name, value in values.items() if name not in _OF_PARTNER}
    return draft(PartnerDraft, about), draft(PartnershipDraft, rest)
