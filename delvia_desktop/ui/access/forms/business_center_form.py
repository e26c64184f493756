"""The form for a Business Center."""

from __future__ import annotations

from delvia_desktop.domain.access.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.words.drafts import typed
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import business_centers
from delvia_desktop.ui.fields.choice_field import ChoiceField
from delvia_desktop.ui.fields.fields import CheckField, Field, LineField, NotesField, required
from delvia_desktop.ui.fields.id_field import IdField
from delvia_desktop.ui.forms.form import Form
from delvia_desktop.ui.forms.record_form import RecordActs, RecordWords, record_form
from delvia_desktop.ui.forms.usual_fields import (
    day_field,
    evidence_field,
    former_ids_field,
    term_options,
)
from delvia_desktop.ui.session import Session

_CENTERS = RecordActs(
    business_centers.record_business_center,
    business_centers.change_business_center,
)


def business_center_form(session: Session, before: BusinessCenter | None = None) -> Form:
    """Return the form for a new Business Center, or to change one."""
    fields: dict[str, Field] = {
        "name": required(LineField(tr("Name"))),
        "bc_id": required(IdField(tr("Business Center ID"))),
        "is_own": CheckField(tr("This is one of our own Business Centers")),
        "legal_entity": LineField(tr("Legal entity")),
        **former_ids_field(before),
        "status": ChoiceField(tr("Status"), term_options("bc_status", tr("Not recorded"))),
        "status_on": day_field(tr("Status since"), session.understood),
        "verification_status": ChoiceField(
            tr("Verification"), term_options("bc_verification", tr("Not recorded"))
        ),
        "two_step_scope": ChoiceField(
            tr("Two-step verification for"), term_options("two_step_scope", tr("Unknown"))
        ),
        "allowlist_scope": ChoiceField(
            tr("Email domain allowlist"), term_options("allowlist_scope", tr("Unknown"))
        ),
        "email_domains": LineField(tr("Allowed email domains"), tr("For example nova.example")),
        "settings_seen_on": day_field(tr("Security settings checked on"), session.understood),
        "last_verified_on": day_field(tr("Last verified"), session.understood),
        "evidence_ref": evidence_field(),
        "note": NotesField(tr("Note")),
    }
    form = record_form(
        session,
        RecordWords(
            "business-center",
            tr("Add Business Center"),
            tr("Edit Business Center"),
            tr("Add Business Center"),
            _CENTERS,
            usual=("name", "bc_id", "is_own", "legal_entity"),
        ),
        fields,
        typed(before, BusinessCenterDraft) if before else _new(session),
        before,
        rows=(
            ("status", "status_on"),
            ("two_step_scope", "allowlist_scope"),
            ("email_domains", "settings_seen_on"),
        ),
    )
    security = ("two_step_scope", "allowlist_scope", "email_domains", "settings_seen_on")

    def show_what_fits() -> None:
        for name in security:
            fields[name].setVisible(bool(fields["is_own"].value()))

    fields["is_own"].edited.connect(show_what_fits)
    show_what_fits()

    return form


def _new(session: Session) -> BusinessCenterDraft:
    """Return what a new Business Center begins with: our first one most often has our name."""
    is_first = not business_centers.own_business_centers(session.live)
    return BusinessCenterDraft(name=session.live.brand.name if is_first else "", is_own=True)
