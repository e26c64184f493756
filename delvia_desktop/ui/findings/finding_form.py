"""Forms about findings: living with one until a day, and the numbers that all go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from delvia_desktop.domain.records.acceptances import AcceptanceDraft
from delvia_desktop.domain.records.findings import Finding, rule_text
from delvia_desktop.domain.records.thresholds import limits
from delvia_desktop.i18n import show_number, tr
from delvia_desktop.services.findings import findings
from delvia_desktop.ui.fields.fields import LineField, required
from delvia_desktop.ui.forms.form import Form, draft
from delvia_desktop.ui.forms.form_panel import FormPanel
from delvia_desktop.ui.forms.usual_fields import day_field, my_name, name_field
from delvia_desktop.ui.session import Session


def accept_form(session: Session, finding: Finding) -> Form:
    """Return the form that accepts a finding until a day, for a reason."""
    panel = FormPanel(
        tr("Accept for a limited time"),
        tr("Accept finding"),
        {
            "until": required(
                day_field(
                    tr("Accepted until"),
                    session.understood,
                    tr("The finding reopens after this date"),
                )
            ),
            "reason": required(LineField(tr("Why"))),
            "accepted_by": name_field(session, tr("Accepted by")),
        },
    )
    panel.set_values({"accepted_by": my_name(session)})
    panel.explain(f"{finding.message} {tr(rule_text(finding.rule).why)}")

    def record(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - what was recorded
        accepted = draft(AcceptanceDraft, values)
        return session.perform(findings.accept_finding, finding, accepted)

    return Form(f"accept/{finding.id}", panel, record)


def thresholds_form(session: Session) -> Form:
    """Return the form for the numbers by which findings go."""
    fields = {
        limit.code: required(
            LineField(
                tr(limit.label),
                tr(
                    "{help} From {least} to {most}; default: {n}.",
                    help=tr(limit.help),
                    least=show_number(limit.least),
                    most=show_number(limit.most),
                    n=show_number(limit.usual),
                ),
            )
        )
        for limit in limits()
    }
    panel = FormPanel(tr("Thresholds for findings"), tr("Save thresholds"), fields)
    now = findings.thresholds(session.shown)
    panel.set_values({code: str(value) for code, value in now.items()})
    return Form(
        "thresholds", panel, lambda values: session.perform(findings.set_thresholds, values)
    )
