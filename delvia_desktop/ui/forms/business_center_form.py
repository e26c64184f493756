"""The form for a Business Center."""

from __future__ import annotations

from delvia_desktop.domain.business_centers import BusinessCenter, BusinessCenterDraft
from delvia_desktop.domain.drafts import typed
from delvia_desktop.i18n import tr
from delvia_desktop.services import business_centers
from delvia_desktop.ui.forms.form import Form, day_field, draft, term_options, titled, values_of
from delvia_desktop.ui.session import Session
from delvia_desktop.ui.widgets.fields import (
    CheckField,
    ChoiceField,
    Field,
    IdField,
    LineField,
    NotesField,
)
from delvia_desktop.ui.widgets.form_panel import FormPanel


def business_center_form(
    session: Session, before: BusinessCenter | None = None, *, own: bool = True
) -> Form:
    """Return the form for a new Business Center, or to change one."""
    fields: dict[str, Field] = {
        "name": LineField(tr("Name")),
        "bc_id": IdField(tr("Business Center ID")),
        "is_own": CheckField(tr("This is one of our own Business Centers")),
        "legal_entity": LineField(tr("Legal entity")),
        "status": ChoiceField(tr("Status"), term_options("bc_status", tr("Not recorded"))),
        "verification_status": ChoiceField(
            tr("Verification"), term_options("bc_verification", tr("Not recorded"))
        ),
        "two_step_scope": ChoiceField(
            tr("Two-step verification asked of"), term_options("two_step_scope", tr("Not known"))
        ),
        "allowlist_scope": ChoiceField(
            tr("Only e-mail domains of ours for"), term_options("allowlist_scope", tr("Not known"))
        ),
        "email_domains": LineField(tr("E-mail domains allowed"), tr("Such as nova.example")),
        "settings_seen_on": day_field(tr("Security settings seen on"), session.understood),
        "last_verified_on": day_field(tr("Last verified"), session.understood),
        "evidence_ref": LineField(tr("Evidence"), tr("A file name, a ticket or an e-mail date")),
        "note": NotesField(tr("Note")),
    }
    key = before.id if before else 0
    panel = FormPanel(
        titled(session, tr("Change Business Center"), before)
        if before
        else tr("Record a Business Center"),
        tr("Record changes") if before else tr("Record Business Center"),
        fields,
        look=lambda values: business_centers.notices(
            session.live, draft(BusinessCenterDraft, values), key
        ),
        rows=(
            ("status", "verification_status"),
            ("two_step_scope", "allowlist_scope"),
            ("email_domains", "settings_seen_on"),
        ),
    )
    start = typed(before, BusinessCenterDraft) if before else BusinessCenterDraft(is_own=own)
    panel.set_values(values_of(start, list(fields)))
    security = ("two_step_scope", "allowlist_scope", "email_domains", "settings_seen_on")

    def show_what_fits() -> None:
        for name in security:
            fields[name].setVisible(bool(fields["is_own"].value()))

    fields["is_own"].edited.connect(show_what_fits)
    show_what_fits()

    def record(values: dict[str, object]) -> BusinessCenter:
        whole = draft(BusinessCenterDraft, values)
        if before is None:
            made: BusinessCenter = session.perform(business_centers.record_business_center, whole)
        else:
            made = session.perform(business_centers.change_business_center, before, whole)
        return made

    return Form(f"business-center/{key}", panel, record)  # type: ignore[arg-type]
