"""The form for the brand whose record this is, as it stands on every document."""

from __future__ import annotations

from delvia_desktop.domain.records.brand import BrandDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services.register import register
from delvia_desktop.ui.fields.fields import LineField, required
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.session import Session


def brand_form(session: Session) -> Form:
    """Return the form that changes the brand, in the settings."""
    fields = {
        "name": required(LineField(tr("Brand name"))),
        "legal_entity": LineField(
            tr("Legal entity"), tr("Optional. For example Nova Cosmetics GmbH, Berlin")
        ),
    }
    panel = FormPanel(tr("Brand"), tr("Save brand"), fields)
    panel.explain(tr("Shown on every document. Issued documents stay unchanged."))
    now = session.shown.brand
    panel.set_values({"name": now.name, "legal_entity": now.legal_entity})
    return Form(
        "brand",
        panel,
        lambda values: session.perform(register.record_brand, draft(BrandDraft, values)),
    )
