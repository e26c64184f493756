"""The form in which a partner confirms the partnership and what it can see, as one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from delvia_desktop.domain.access.assets import Asset
from delvia_desktop.domain.access.partners import Partner
from delvia_desktop.domain.access.shares import Share
from delvia_desktop.domain.access.steps import StepDraft
from delvia_desktop.i18n import tr
from delvia_desktop.services.access.partnerships import current_partnership
from delvia_desktop.services.procedures.onboarding import confirm_agency
from delvia_desktop.ui.fields.choice_field import Option
from delvia_desktop.ui.fields.fields import Field, required
from delvia_desktop.ui.fields.ticks_field import TicksField
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field, evidence_field, name_field
from delvia_desktop.ui.session import Session


def confirmed_form(session: Session, partner: Partner, shares: Sequence[Share]) -> Form:
    """Return the form for what a partner confirmed: the partnership, and its shares."""
    records = session.live.records
    by_key = {int(share.id): share for share in shares}
    options = [Option(key, records.get(Asset, each.asset).name) for key, each in by_key.items()]
    fields: dict[str, Field] = {
        "on": required(day_field(tr("Confirmed on"), session.understood)),
        "by": name_field(session, tr("Who confirmed it on the partner's side")),
        "seen": TicksField(tr("What the partner can see"), options),
        "evidence_ref": evidence_field(),
    }
    title = tr("{partner} confirmed the partnership", partner=partner.name)
    panel = FormPanel(title, tr("Record confirmation"), fields)
    panel.set_values(
        {
            "on": session.live.today.isoformat(),
            "by": partner.contact_name,
            "seen": tuple(by_key),
        }
    )

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the partnership
        typed = draft(StepDraft, {name: values[name] for name in ("on", "by", "evidence_ref")})
        period = current_partnership(session.live.records, partner.id)
        seen = [by_key[key] for key in values["seen"]]
        return session.perform(confirm_agency, period, seen, typed)

    return Form(f"confirmed/{partner.id}", panel, record)
