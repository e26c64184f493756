"""The form for the status that TikTok shows of an ad account or a Business Center."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.business_centers import BusinessCenter
from delvia_desktop.domain.access.statuses import StatusDraft, trouble
from delvia_desktop.domain.words.vocabulary import terms
from delvia_desktop.i18n import tr
from delvia_desktop.services.access import assets, business_centers
from delvia_desktop.ui.fields.choice_field import ChoiceField
from delvia_desktop.ui.fields.fields import Field, required
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.record_form import values_of
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, term_options
from delvia_desktop.ui.session import Session


def asset_status_form(session: Session, asset: Asset) -> Form:
    """Return the form for the status that TikTok shows of an ad account."""
    return _form(session, "asset", asset, "account_status", assets.record_status)


def center_status_form(session: Session, center: BusinessCenter) -> Form:
    """Return the form for the status that TikTok shows of a Business Center."""
    return _form(session, "business-center", center, "bc_status", business_centers.record_status)


def _form(
    session: Session,
    kind: str,
    record: Asset | BusinessCenter,
    group: str,
    use_case: Callable[..., Any],
) -> Form:
    """Return the form; it proposes what is likely next: that trouble is over, or has begun."""
    fields: dict[str, Field] = {
        "status": ChoiceField(tr("Status in TikTok"), term_options(group)),
        "status_on": required(day_field(tr("Status since"), session.understood)),
        "evidence_ref": evidence_field(),
    }
    panel = FormPanel(
        tr("Status of {name}", name=record.name),
        tr("Record status"),
        fields,
        rows=(("status", "status_on"),),
    )
    today = session.live.today
    tone = "good" if trouble(record, group, today) else "critical"
    likely = next((each.code for each in terms(group).values() if each.tone == tone), "")
    panel.set_values(values_of(StatusDraft(likely, today.isoformat()), list(fields)))
    return Form(
        f"status/{kind}/{record.id}",
        panel,
        lambda values: session.perform(use_case, record, draft(StatusDraft, values)),
    )
